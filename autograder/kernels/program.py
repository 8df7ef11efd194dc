"""The program that runs inside: how it is started in a place, and what it sees there."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from autograder.sandbox.mounts import Bind
from autograder.sandbox.place import Place

MOUNT = "/zygote/inside"
"""Where its modules lie for it."""

_INSIDE = Path(__file__).parent / "inside"
_CODE = (
    "import os, sys; sys.path.insert(0, os.path.dirname(sys.argv[1]))\n"
    "from inside.{} import main\n"
    "del sys.path[0]\n"
    "main(*map(int, sys.argv[2:]))"
)


def view(readable: tuple[Bind, ...], environment: Mapping[str, str]) -> dict[str, Any]:
    """What a place shows to the program, besides what it is to show to student code."""
    backend = {"MPLBACKEND": "module://matplotlib_inline.backend_inline"}
    return {
        "readable": (*readable, (_INSIDE, MOUNT)),
        "environment": {**backend, **environment},
    }


def folder(place: Place, prefix: str) -> Path | None:
    """A new folder of the caller's, where student code cannot be given one of its own."""
    return None if place.confined else Path(tempfile.mkdtemp(prefix=prefix))


def start(
    place: Place,
    module: str,
    descriptors: Sequence[int],
    flags: Sequence[bool] = (),
    **options: Any,
) -> subprocess.Popen[bytes]:
    """Start the program.

    Parameters
    ----------
    place : Place
    module : str
        The one of its modules that is to be run.
    descriptors : sequence of int
        Which it is given.
    flags : sequence of bool
        What else its `main` is called with.
    options
        Those of `Place.popen`.
    """
    numbers = map(str, (*descriptors, *map(int, flags)))
    argv = [sys.executable, "-c", _CODE.format(module), MOUNT, *numbers]
    return place.popen(argv, pass_fds=tuple(descriptors), **options)

"""What a zygote is made of: how its process is started, and what it is told first."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO, Any

from autograder.sandbox.bubblewrap import HOME, Sandbox
from autograder.sandbox.limits import Limits
from autograder.sandbox.mounts import Bind, interpreter
from autograder.sandbox.unconfined import Unconfined

_INSIDE = Path(__file__).parent / "inside"
_MOUNT = "/zygote/inside"
_POOL = "/connection"
_PRIVATE = ("/tmp", "/dev/shm", HOME)
_BESIDES = 32
_LONG = 10**8

_PROGRAM = (
    "import os, sys; sys.path.insert(0, os.path.dirname(sys.argv[1]))\n"
    "from inside.zygote import main\n"
    "del sys.path[0]\n"
    "main(int(sys.argv[2]))"
)


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """What a zygote is made of; see `Zygote`."""

    readable: tuple[Bind, ...]
    environment: Mapping[str, str]
    opening: Sequence[str]
    limits: Limits
    sandbox: bool
    cropped: bool = True
    pool: Path | None = None

    def seen(self, folder: Path) -> str:
        """Where a kernel finds its own folder of the pool: in the sandbox, in the pool's place."""
        return _POOL if self.sandbox else str(folder)

    def start(self, descriptor: int, errors: IO[bytes], root: Path) -> subprocess.Popen[bytes]:
        """Start the process; it will read what to do from a socket.

        Parameters
        ----------
        descriptor : int
            The socket.
        errors : file
            For what the process writes.
        root : Path
            An empty folder for it, where there is no sandbox.
        """
        argv = [sys.executable, "-c", _PROGRAM, _MOUNT, str(descriptor)]
        settings: dict[str, Any] = {
            "readable": (*self.readable, (_INSIDE, _MOUNT)),
            "environment": {
                "MPLBACKEND": "module://matplotlib_inline.backend_inline",
                **self.environment,
            },
        }
        streams: dict[str, Any] = {"stdout": errors, "stderr": errors, "pass_fds": (descriptor,)}
        if not self.sandbox:
            return Unconfined(**settings).popen(argv, root=root, **streams)
        # It lives longer than a kernel and beside one; the kernels' limits are set in them.
        limits = replace(
            self.limits,
            processes=self.limits.processes + _BESIDES,
            open_files=self.limits.open_files + _BESIDES,
            cpu=_LONG,
        )
        pool = () if self.pool is None else ((self.pool, _POOL),)
        sandbox = Sandbox(**settings, writable=pool, limits=limits, nested=True)
        return sandbox.popen(argv, **streams)

    def settings(self) -> dict[str, Any]:
        """What the process is told first."""
        seen = [PurePosixPath(seen) for _, seen in (*interpreter(), *self.readable)]
        return {
            "program": "shell" if self.pool is None else "ipykernel",
            "opening": list(self.opening),
            "cropped": self.cropped,
            "confined": self.sandbox,
            "private": _PRIVATE,
            # What is shown below the folders that each kernel gets afresh.
            "kept": [str(path) for path in seen if any(map(path.is_relative_to, _PRIVATE))],
            "hidden": [str(PurePosixPath(_MOUNT).parent)],
            "pool": _POOL,
            "shown": self.limits.shown,
        }

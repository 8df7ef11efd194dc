"""A kernel's way from its first message to its first cell, however its process was made."""

from __future__ import annotations

import os
import resource
import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from . import wire
from .cells import Cells


def live(
    talk: socket.socket,
    cells: Cells,
    told: Mapping[str, Any],
    *,
    enter: Callable[[dict[str, Any]], None],
    shut: Callable[[], None],
) -> NoReturn:
    """Become a kernel and be it to the end; what fails on the way is told to the grader.

    Parameters
    ----------
    talk : socket.socket
        To the grader, who says first what this kernel is given.
    cells : Cells
    told : mapping
        What is the same for every kernel.
    enter : callable
        Takes all that was told and brings the process to where the kernel will be.
    shut : callable
        Shuts it in there: from then on it has no rights.
    """
    try:
        received = wire.receive(talk)
        if received is None:  # it was given up already
            os._exit(1)
        more, sockets = received
        told = {**told, **more}
        enter(told)
        for name, size in told["files"]:
            path = Path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(wire.exactly(talk, size))
            path.chmod(0o444)
        shut()
        # Not before: what makes a user namespace with few processes shares these with all kernels.
        _restrict(told["limits"])
        os.environ.update(told["environment"])
        for name, descriptor in zip(told["sockets"], sockets, strict=True):
            os.environ[name] = f"/proc/self/fd/{descriptor}"
    except BaseException as error:  # noqa: BLE001
        wire.send(talk, {"trouble": f"{type(error).__name__}: {error}"})
        os._exit(1)
    wire.send(talk, {"started": os.getpid()})
    cells.live(talk, told["shown"])
    os._exit(0)


def _restrict(limits: Mapping[str, int]) -> None:
    """Set limits by the names of the `resource` module; the hard limits too.

    The soft limit on processor time comes first: it kills with a signal of its own name.
    """
    for name, value in limits.items():
        hard = value + 1 if name == "RLIMIT_CPU" else value
        resource.setrlimit(getattr(resource, name), (value, hard))

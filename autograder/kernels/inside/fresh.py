"""A kernel that was not forked but started, in a place of its own, on whatever system."""

from __future__ import annotations

import os
import signal
import socket
import sys
from typing import Any

from . import memory
from .cells import Cells
from .kernel import live


def main(descriptor: int, confined: int, cropped: int) -> None:
    """Be the kernel of the grader at the other end of a socket."""
    memory.keep()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.set_inheritable(descriptor, False)

    def enter(_: dict[str, Any]) -> None:
        if sys.platform == "linux" and not confined:
            from .confinement import end_with_parent

            end_with_parent(signal.SIGKILL)

    def shut() -> None:
        if confined:  # by the place, which knows nothing of system calls
            from . import syscalls

            if os.uname().machine in syscalls.MACHINES:
                syscalls.Filter().refuse()

    talk = socket.socket(fileno=descriptor)
    live(talk, Cells(cropped=bool(cropped)), {}, enter=enter, shut=shut)

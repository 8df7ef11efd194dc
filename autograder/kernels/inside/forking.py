"""The two ways in which a zygote forks kernels: shut in by namespaces, or as they are."""

from __future__ import annotations

import os
import signal
import sys
from typing import Any, Protocol

from . import confinement, syscalls


class Way(Protocol):
    """What a zygote asks of it; `enter` and `shut` are for the new process."""

    def fork(self) -> int: ...
    def enter(self, told: dict[str, Any]) -> None: ...
    def shut(self) -> None: ...


class Confined:
    """Each kernel is process 1 of a namespace of its own, and has everything else to itself too.

    Raises
    ------
    OSError
        This machine cannot do that.
    """

    def __init__(self) -> None:
        self.fork = confinement.Forks().fork
        self._filter = syscalls.Filter()

    def enter(self, told: dict[str, Any]) -> None:
        """Give process 1 of a new namespace a file system of its own."""
        confinement.furnish(told["private"], told["kept"], told["hidden"], told["disk"])
        os.chdir(told["home"])

    def shut(self) -> None:
        """Give up every right for ever."""
        confinement.surrender()
        self._filter.refuse()

    def check(self, told: dict[str, Any]) -> None:
        """Shut a process in, and end with what was in the way where that cannot be."""
        child = self.fork()
        if child == 0:
            try:
                self.enter(told)
                self.shut()
            except OSError as error:
                print(error.strerror, file=sys.__stderr__, flush=True)
                os._exit(1)
            os._exit(0)
        if os.waitpid(child, 0)[1] != 0:
            sys.exit(1)


class Open:
    """Each kernel is a child in its own folder; it ends with the zygote, which ends as asked."""

    fork = staticmethod(os.fork)

    def __init__(self) -> None:
        confinement.end_with_parent(signal.SIGTERM)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit())

    def enter(self, told: dict[str, Any]) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        confinement.end_with_parent(signal.SIGKILL)
        os.chdir(told["home"])

    def shut(self) -> None:
        """There is nothing to give up."""

    def check(self, told: dict[str, Any]) -> None:
        """Any machine can do that."""

"""The grader's side of a zygote: starts it, and has kernels forked from it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Any, TypeVar

from autograder.kernels.application import Application
from autograder.kernels.ends import Ends, Pipes
from autograder.kernels.forked import CellResult, Kernel
from autograder.kernels.host import NOBODY, SandboxError, is_root
from autograder.kernels.incubator import Hatchling, OpeningError, Recipe
from autograder.kernels.inside import wire
from autograder.kernels.limits import Limits
from autograder.kernels.mounts import Bind
from autograder.kernels.sandbox import HOME

__all__ = ["OpeningError", "Zygote"]

_GOING = 0.5


class Zygote:
    """A process that has imported everything, from which kernels are forked; a context manager.

    Parameters
    ----------
    readable : tuple of (path, str)
        Paths on this machine and the paths under which student code sees them.
    environment : mapping of str to str
        Variables of every kernel.
    opening : sequence of str
        Cells to run beforehand: no student's, but those that every notebook opens with.
    limits : Limits
        Of each kernel.
    sandbox : bool
        Whether the kernels are confined.
    """

    def __init__(
        self,
        *,
        readable: tuple[Bind, ...] = (),
        environment: Mapping[str, str] | None = None,
        opening: Sequence[str] = (),
        limits: Limits | None = None,
        sandbox: bool = True,
    ) -> None:
        self._recipe = Recipe(
            readable=readable,
            environment=dict(environment or {}),
            opening=tuple(opening),
            limits=limits or Limits(),
            sandbox=sandbox,
        )
        self._lock, self._number = threading.Lock(), 0
        self._running: Hatchling | None = None

    def __enter__(self) -> Zygote:
        self._start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def opening(self) -> list[CellResult]:
        """Results of the opening cells; none before it is started."""
        return self._running.opening if self._running is not None else []

    def kernel(
        self,
        *,
        files: Mapping[str, bytes] | None = None,
        sockets: Mapping[str, Path] | None = None,
        environment: Mapping[str, str] | None = None,
        limits: Limits | None = None,
    ) -> Kernel:
        """Fork a kernel; a zygote that has died is started again.

        Parameters
        ----------
        files : mapping of str to bytes
            Put into the kernel's working folder, by their paths in it.
        sockets : mapping of str to Path
            Listening Unix sockets on this machine, by the names of environment variables.
        environment : mapping of str to str
            Variables of this kernel alone.
        limits : Limits
            Of this kernel, where they are tighter than the zygote's.

        Raises
        ------
        SandboxError
            The kernel can not be made.
        ValueError
            A file would lie outside the working folder.
        """
        for name in files or ():
            if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
                raise ValueError(f"{name} does not lie in the working folder")
        order = {"environment": dict(environment or {}), "sockets": list(sockets or {})}
        paths = list((sockets or {}).values())
        try:
            running = self._running or self._start()
            return self._fork(running, order, dict(files or {}), paths, limits)
        except (SandboxError, OSError):
            if not self._has_ended():
                raise
        return self._fork(self._start(), order, dict(files or {}), paths, limits)

    def _start(self) -> Hatchling:
        self.close()
        self._running = Hatchling(self._recipe)
        return self._running

    def _fork(
        self,
        running: Hatchling,
        order: dict[str, Any],
        files: dict[str, bytes],
        sockets: list[Path],
        limits: Limits | None,
    ) -> Kernel:
        limits = limits or self._recipe.limits
        with self._lock:
            self._number += 1
            number = self._number
        home = None if self._recipe.sandbox else Path(tempfile.mkdtemp(prefix="kernel-"))
        order = {
            **order,
            "number": number,
            "home": HOME if home is None else str(home),
            "files": [(name, len(data)) for name, data in files.items()],
            "disk": limits.disk,
            "shown": limits.shown,
            "limits": limits.resources(NOBODY if is_root() else os.getuid()),
        }
        if home is not None:
            order["environment"] = {**order["environment"], "HOME": str(home)}
        ends = Ends()
        try:
            with contextlib.ExitStack() as lent:
                lent.callback(ends.give)
                packed = lent.enter_context(tempfile.TemporaryFile())
                packed.writelines(files.values())
                packed.seek(0)
                reached = [_reach(path, lent) for path in sockets]
                with self._lock:
                    wire.send(running.control, order, [*ends.theirs, packed.fileno(), *reached])
            return Kernel(ends, limits, partial(self._bury, running, number), home)
        except BaseException:
            ends.close()
            if home is not None:
                shutil.rmtree(home)
            raise

    def _has_ended(self) -> bool:
        """Whether the zygote is gone, for whatever reason, or just going."""
        if self._running is None:
            return False
        try:
            self._running.process.wait(_GOING)
        except subprocess.TimeoutExpired:
            return False
        return True

    def _bury(self, running: Hatchling, number: int) -> int:
        """The exit status of a kernel that has ended, which only its parent is told."""
        with self._lock:
            try:
                wire.send(running.control, {"reap": number})
                answer = wire.receive(running.control)
            except OSError:  # it has died, or does not answer in time: then it must
                running.kill()
                answer = None
        return -signal.SIGKILL if answer is None else int(answer[0]["status"])

    def close(self) -> None:
        """End the zygote, and with it every kernel."""
        if self._running is not None:
            self._running.close()
            self._running = None


def _reach(path: Path, lent: contextlib.ExitStack) -> int:
    """A handle on a socket, and on nothing else: through a folder's, a kernel could climb out."""
    if not path.is_socket():
        raise SandboxError(f"{path} is no socket")
    descriptor = os.open(path, os.O_PATH | os.O_NOFOLLOW)
    lent.callback(os.close, descriptor)
    # The sandbox's user connects; everybody else is kept out by the folder it lies in.
    if is_root():
        path.chmod(0o666)
    return descriptor

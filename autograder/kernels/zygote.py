"""Kernels forked from a process that has imported everything before."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from autograder.kernels import program
from autograder.kernels.kernel import CellResult, Kernel
from autograder.kernels.request import Request
from autograder.kernels.start import OpeningError, Running
from autograder.sandbox.host import SandboxError
from autograder.sandbox.mounts import Bind, interpreter
from autograder.sandbox.place import nesting
from autograder.sandbox.view import HOME
from autograder.settings import Settings

__all__ = ["OpeningError", "Zygote"]

_PRIVATE = ("/tmp", "/dev/shm", HOME)
_KERNELS = 256
_BESIDES = 32
_LONG = 10**8


class Zygote:
    """A process that has imported everything, from which kernels are forked; a context manager.

    It ends with the thread that starts it: that of `begin`, or of `kernel` where the process has
    died. A process that is forked after `ready` shares it, and leaves it alone when it closes it;
    one that was forked earlier, or finds it dead, starts one of its own.

    Parameters
    ----------
    readable : tuple of (path, str)
        Paths on this machine and the paths under which student code sees them.
    environment : mapping of str to str
        Variables of every kernel.
    opening : sequence of str
        Cells to run beforehand: no student's, but those that every notebook opens with.
    settings : Settings
        The limits of each kernel.
    sandbox : bool
        Whether the kernels are confined.
    cropped : bool
        Whether a figure is shown without its margins, as a stock kernel shows it; to find those, it
        is drawn twice.
    """

    def __init__(
        self,
        *,
        readable: tuple[Bind, ...] = (),
        environment: Mapping[str, str] | None = None,
        opening: Sequence[str] = (),
        settings: Settings | None = None,
        sandbox: bool = True,
        cropped: bool = True,
    ) -> None:
        self._settings = settings = settings or Settings()
        # It lives longer than kernels and beside many; their limits are set in them.
        self._place = nesting(
            sandbox=sandbox,
            settings=replace(
                settings,
                processes=settings.processes * _KERNELS + _BESIDES,
                open_files=settings.open_files + 2 * _KERNELS,
                processor_seconds=_LONG,
            ),
            **program.view(readable, environment or {}),
        )
        seen = [PurePosixPath(seen) for _, seen in (*interpreter(), *readable)]
        self._told = {
            "opening": list(opening),
            "cropped": cropped,
            "shown": settings.shown,
            "disk": settings.disk,
            "confined": self._place.confined,
            "home": HOME,
            "private": _PRIVATE,
            # What is shown below the folders that each kernel gets afresh.
            "kept": [str(path) for path in seen if any(map(path.is_relative_to, _PRIVATE))],
            "hidden": [str(PurePosixPath(program.MOUNT).parent)],
        }
        self._running: Running | None = None

    def __enter__(self) -> Zygote:
        self.ready()
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def begin(self) -> None:
        """Start it, and return at once.

        Raises
        ------
        SandboxError
            It cannot be started.
        """
        if self._running is None:
            self._running = Running(self._place, self._told, self._settings)

    def ready(self) -> None:
        """Start it where it was not begun, and wait until the opening cells have run.

        Raises
        ------
        SandboxError
            It does not start.
        OpeningError
            It cannot run the opening cells, or not be forked after them.
        """
        self._alive(None).ready()

    @property
    def opening(self) -> list[CellResult]:
        """Results of the opening cells; none before it is ready."""
        return self._running.opening if self._running is not None else []

    def kernel(
        self,
        *,
        files: Mapping[str, bytes] | None = None,
        sockets: Mapping[str, Path] | None = None,
        environment: Mapping[str, str] | None = None,
        settings: Settings | None = None,
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
        settings : Settings
            Of this kernel, where they are tighter than the zygote's.

        Raises
        ------
        SandboxError
            The kernel cannot be made.
        ValueError
            A file would lie outside the working folder.
        """
        request = Request(
            settings=settings or self._settings,
            files=files or {},
            sockets=sockets or {},
            environment=environment or {},
        )
        running = self._alive(None)
        try:
            return running.fork(request)
        except (SandboxError, OSError):
            if not running.has_ended():
                raise
        return self._alive(running).fork(request)

    def _alive(self, ended: Running | None) -> Running:
        """The process that runs, or a new one in place of one that has ended, whoever asks first.

        Several threads may fork from one zygote, and find at once that it is gone.
        """
        running = self._running
        if running is not None and running is not ended and running.is_ready:
            return running
        with _STARTING:
            if self._running is ended or (self._running and not self._running.is_usable):
                self.close()
            self.begin()
            assert self._running is not None
            try:
                self._running.ready()
            except BaseException:
                self.close()
                raise
            return self._running

    def close(self) -> None:
        """End the zygote, and with it every kernel; where others started it, let go of it."""
        if self._running is not None:
            self._running.close()
            self._running = None


_STARTING = threading.Lock()


def _renew() -> None:
    """In a forked process nobody may hold the lock any more."""
    global _STARTING
    _STARTING = threading.Lock()


os.register_at_fork(after_in_child=_renew)

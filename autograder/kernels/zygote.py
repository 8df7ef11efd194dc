"""The grader's side of a zygote: starts it, and has kernels forked from it."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO

from autograder.kernels.application import Application
from autograder.kernels.connection import Ends, Pipes
from autograder.kernels.kernel import CellResult, Kernel
from autograder.kernels.order import Born, Order
from autograder.kernels.recipe import Recipe
from autograder.kernels.start import Hatchling, OpeningError
from autograder.sandbox.host import SandboxError, hand_over, is_root
from autograder.sandbox.limits import Limits
from autograder.sandbox.mounts import Bind

__all__ = ["OpeningError", "Zygote"]


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
    cropped : bool
        Whether a figure is shown without its margins, as a stock kernel shows it; to find those, it
        is drawn twice.
    pool : Path or None
        A private folder of the grader's, which makes it one for `application`: below it every
        kernel has a folder for its sockets, and sees no other.
    """

    def __init__(
        self,
        *,
        readable: tuple[Bind, ...] = (),
        environment: Mapping[str, str] | None = None,
        opening: Sequence[str] = (),
        limits: Limits | None = None,
        sandbox: bool = True,
        cropped: bool = True,
        pool: Path | None = None,
    ) -> None:
        self._recipe = Recipe(
            readable=readable,
            environment=dict(environment or {}),
            opening=tuple(opening),
            limits=limits or Limits(),
            sandbox=sandbox,
            cropped=cropped,
            pool=pool,
        )
        self._lock = threading.Lock()
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
        return self._born(
            Order(
                make=Kernel,
                connect=Pipes,
                sandbox=self._recipe.sandbox,
                limits=limits or self._recipe.limits,
                environment=environment or {},
                sockets=sockets or {},
                files=files or {},
            )
        )

    def application(
        self,
        folder: Path,
        arguments: Sequence[str],
        *,
        errors: IO[bytes],
        sockets: Mapping[str, Path] | None = None,
    ) -> Application:
        """Fork a kernel that Jupyter's clients talk to, from a zygote that has a pool.

        Parameters
        ----------
        folder : Path
            The kernel's own, below the pool; `seen` tells where the kernel finds it.
        arguments : sequence of str
            Those of `python -m ipykernel_launcher`.
        errors : file
            For what the kernel writes to standard error itself.
        sockets : mapping of str to Path
            As for `kernel`.

        Raises
        ------
        SandboxError
            The kernel can not be made.
        """
        recipe = self._recipe
        if recipe.pool is None:
            raise ValueError("a zygote without a pool has no such kernels")
        if is_root() and recipe.sandbox:
            hand_over(folder)
        return self._born(
            Order(
                make=Application,
                connect=lambda: Ends(os.open(os.devnull, os.O_WRONLY), os.dup(errors.fileno())),
                sandbox=recipe.sandbox,
                limits=recipe.limits,
                sockets=sockets or {},
                more={
                    "folder": str(folder.relative_to(recipe.pool)),
                    "arguments": list(arguments),
                },
                folders=(folder,),
            )
        )

    def seen(self, folder: Path) -> str:
        """Where a kernel finds its own folder of the pool."""
        return self._recipe.seen(folder)

    def _start(self) -> Hatchling:
        self.close()
        self._running = Hatchling(self._recipe)
        return self._running

    def _born(self, order: Order[Born]) -> Born:
        """Have a kernel forked, from a new zygote where the old one has ended."""
        running = self._alive(None)
        try:
            return running.fork(order)
        except (SandboxError, OSError):
            if not running.has_ended():
                raise
        return self._alive(running).fork(order)

    def _alive(self, ended: Hatchling | None) -> Hatchling:
        """The process that runs, or a new one in place of one that has ended, whoever asks first.

        Several threads may fork from one zygote, and find at once that it is gone.
        """
        with self._lock:
            if self._running is None or self._running is ended:
                return self._start()
            return self._running

    def close(self) -> None:
        """End the zygote, and with it every kernel."""
        if self._running is not None:
            self._running.close()
            self._running = None

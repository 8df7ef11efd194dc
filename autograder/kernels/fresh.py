"""Kernels that are processes of their own, where none can be forked; they take longer to start."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from autograder.kernels import program
from autograder.kernels.connection import Ends, introduced
from autograder.kernels.kernel import CellResult, Kernel
from autograder.kernels.process import Started
from autograder.kernels.request import Request
from autograder.sandbox import watch
from autograder.sandbox.bubblewrap import available
from autograder.sandbox.mounts import Bind
from autograder.sandbox.place import place
from autograder.settings import Settings


class Fresh:
    """The same as a `Zygote` for who needs kernels; each has a place of its own.

    Parameters
    ----------
    readable, environment, settings, sandbox, cropped
        As for `Zygote`. No cells are run beforehand.
    """

    def __init__(
        self,
        *,
        readable: tuple[Bind, ...] = (),
        environment: Mapping[str, str] | None = None,
        settings: Settings | None = None,
        sandbox: bool = True,
        cropped: bool = True,
    ) -> None:
        self._view = program.view(readable, environment or {})
        self._settings = settings or Settings()
        self._sandbox, self._cropped = sandbox, cropped
        self.opening: list[CellResult] = []

    def __enter__(self) -> Fresh:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @property
    def possible(self) -> bool:
        """Whether this machine has what they are asked to be in."""
        return not self._sandbox or available() is None

    def begin(self) -> None:
        """There is nothing to begin with."""

    def ready(self) -> None:
        """It always is."""

    def close(self) -> None:
        """Each kernel is closed by itself."""

    def kernel(
        self,
        *,
        files: Mapping[str, bytes] | None = None,
        sockets: Mapping[str, Path] | None = None,
        environment: Mapping[str, str] | None = None,
        settings: Settings | None = None,
    ) -> Kernel:
        """Start a kernel; see `Zygote.kernel`."""
        settings = settings or self._settings
        request = Request(
            settings=settings,
            files=files or {},
            sockets=sockets or {},
            environment=environment or {},
        )
        own = place(sandbox=self._sandbox, settings=settings, **self._view)
        root = program.folder(own, "kernel-")
        ends = Ends()
        try:
            talk, out, err, _ = ends.theirs
            process = program.start(
                own,
                "fresh",
                (talk,),
                (own.confined, self._cropped),
                root=root,
                stdout=out,
                stderr=err,
            )
            try:
                status = ends.theirs.pop()
                ends.give()
                request.tell(ends.talk, confined=own.confined)
                started = Started(process, ends.status, status, introduced(ends.talk))
            except BaseException:
                watch.kill(process)
                process.wait()
                raise
            return Kernel(ends, started, settings, root)
        except BaseException:
            ends.close()
            if root is not None:
                shutil.rmtree(root)
            raise

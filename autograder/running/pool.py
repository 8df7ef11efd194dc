"""Where a lab's kernels come from: one zygote that has run its opening cells, and a plain one."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from autograder.checks.channel import JUDGE
from autograder.checks.words.languages import VARIABLE
from autograder.course import Course, CourseError
from autograder.kernels.choice import Kernels, kernels_for
from autograder.kernels.kernel import CellResult, Kernel
from autograder.kernels.start import OpeningError
from autograder.running.copied import copied
from autograder.sandbox.host import SandboxError
from autograder.sandbox.library import MOUNT, library
from autograder.settings import Settings
from autograder.submissions.released.sources import code_cells, lines, opening

LOG = logging.getLogger(__name__)
_ALONE = {"PYTHONPATH": MOUNT, "PIP_NO_INDEX": "1", "PYTHONBREAKPOINT": "0"}
"""Without a network, and nobody there: pip gives up at once, and nothing stops at a breakpoint."""


class KernelPool:
    """Gives out kernels for the notebooks of one lab; a context manager.

    A notebook that begins with the lab's own cells, unchanged, gets a kernel in which they have run
    already; any other a fresh one. Processes that are forked from this one can use it too.

    Parameters
    ----------
    course : Course
        A folder that nobody edits meanwhile; see `copied`.
    lab : str
    settings : Settings
    sandbox : bool
        Whether the kernels are confined.

    Attributes
    ----------
    cells : tuple of SourceCell
        The code cells of the lab.
    """

    def __init__(self, course: Course, lab: str, settings: Settings, *, sandbox: bool) -> None:
        self.course, self.lab, self.settings, self.sandbox = course, lab, settings, sandbox
        self.cells = code_cells(course.source(lab))
        self._opening = opening(self.cells)
        self._sources: dict[tuple[str, ...], Kernels] = {}

    def __enter__(self) -> KernelPool:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def begin(self, *, every_cell: bool) -> None:
        """Start what most notebooks need, without waiting for it."""
        self._source(self._wanted(every_cell))

    def ready(self, *, every_cell: bool) -> None:
        """Wait for that, so that processes which are forked now share it.

        Raises
        ------
        SandboxError
            No kernel can be made.
        """
        self._opened(self._wanted(every_cell))

    def kernel(
        self, sources: Sequence[str], judge: Path, files: Mapping[str, bytes] | None = None
    ) -> tuple[Kernel, list[CellResult]]:
        """A kernel, and the results of the cells that have run in it already.

        Parameters
        ----------
        sources : sequence of str
            What is to be executed in it.
        judge : Path
            The judge's socket.
        files : mapping of str to bytes, optional
            What lies in its folder.

        Raises
        ------
        SandboxError
            It cannot be made.
        """
        source = self._opened(self._begins(sources))
        return source.kernel(files=files, sockets={JUDGE: judge}), source.opening

    def close(self) -> None:
        """End the kernels, where this process started them."""
        for source in self._sources.values():
            source.close()
        self._sources.clear()

    def _opened(self, begins: tuple[str, ...]) -> Kernels:
        source = self._source(begins)
        try:
            source.ready()
        except OpeningError as error:
            # The cells show something that cannot be forked, or need what is not there.
            LOG.warning("Every notebook is run from its first cell, which takes longer: %s", error)
            self._opening = ()
            source = self._source(())
            source.ready()
        return source

    def _source(self, begins: tuple[str, ...]) -> Kernels:
        if begins not in self._sources:
            self._sources[begins] = kernels_for(
                log=LOG,
                readable=library(self.course),
                environment={**_ALONE, **_spoken(self.settings)},
                opening=begins,
                settings=self.settings,
                sandbox=self.sandbox,
                cropped=False,
            )
        return self._sources[begins]

    def _begins(self, sources: Sequence[str]) -> tuple[str, ...]:
        """The lab's opening cells where a notebook has all of them first; else nothing."""
        for every_cell in (True, False):
            wanted = self._wanted(every_cell)
            if [*map(lines, sources[: len(wanted)])] == [*map(lines, wanted)]:
                return wanted
        return ()

    def _wanted(self, every_cell: bool) -> tuple[str, ...]:
        wanted = (cell for cell in self._opening if every_cell or cell.kind == "given")
        return tuple(cell.text for cell in wanted)


@contextlib.contextmanager
def begun(
    course: Course, lab: str, settings: Settings, *, every_cell: bool, sandbox: bool
) -> Iterator[KernelPool | None]:
    """While it lasts, kernels of a lab are being made ready; None where that cannot be begun.

    Starting them takes longer than anything else before the first submission, and goes on while the
    rest is imported. Why it cannot be begun, others find out.
    """
    with contextlib.ExitStack() as stack:
        pool = None
        with contextlib.suppress(CourseError, SandboxError, OSError):
            copy = stack.enter_context(copied(course, lab))
            pool = KernelPool(copy, lab, settings, sandbox=sandbox)
            pool.begin(every_cell=every_cell)
        if pool is not None:
            stack.enter_context(pool)
        yield pool


def _spoken(settings: Settings) -> dict[str, str]:
    """The variable by which kernels know the language, where the course or somebody has chosen one.

    What a check says there at once is on the page too: that there is no such checkpoint, and the
    card of one that is not asked.
    """
    chosen = os.environ.get(VARIABLE) or settings.language
    return {VARIABLE: chosen} if chosen else {}

"""Where warm kernels are kept: one zygote that has run a lab's opening cells, and a plain one."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Sequence
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.checks.channel import JUDGE
from autograder.course import Course
from autograder.grading.definition import lines
from autograder.grading.demonstrations import is_demonstration
from autograder.kernels.forked import CellResult, Kernel
from autograder.kernels.library import MOUNT, library
from autograder.kernels.zygote import OpeningError, Zygote

_SHARED: dict[tuple[Path, str], Nursery] = {}
_LOCK = threading.Lock()


class Nursery:
    """Gives out kernels for the notebooks of one lab.

    A notebook that begins with the lab's own cells, unchanged, gets a kernel in which they have run
    already; any other a fresh one.

    Parameters
    ----------
    course : Course
    lab : str
    """

    def __init__(self, course: Course, lab: str) -> None:
        self._course = course
        self._opening = opening(course.source(lab))
        self._zygotes: dict[tuple[bool, tuple[str, ...]], Zygote] = {}
        self._stack = contextlib.ExitStack()
        self._users = 0
        self._lock = threading.Lock()

    @classmethod
    def shared(cls, course: Course, lab: str) -> Nursery:
        """The nursery of this process for a lab, for all threads together; `release` it at last."""
        with _LOCK:
            nursery = _SHARED.get((course.root, lab)) or cls(course, lab)
            _SHARED[course.root, lab] = nursery
            nursery._users += 1
        return nursery

    def release(self) -> None:
        """Give a shared nursery back; who is the last ends its zygotes."""
        with _LOCK:
            self._users -= 1
            if self._users == 0:
                for key in [key for key, known in _SHARED.items() if known is self]:
                    del _SHARED[key]
                self.close()

    def kernel(
        self, cells: Sequence[NotebookNode], judge: Path, *, sandbox: bool
    ) -> tuple[Kernel, list[CellResult]]:
        """A kernel, and the results of the cells that have run in it already.

        Parameters
        ----------
        cells : sequence of NotebookNode
            The code cells that are to be run.
        judge : Path
            The judge's socket.
        sandbox : bool
            Whether the kernel is confined.

        Raises
        ------
        SandboxError
            It can not be made.
        """
        with self._lock:
            begins = self._begins(cells)
            try:
                zygote = self._zygote(begins, sandbox)
            except OpeningError:
                # The cells show something that can not be forked, or need what is not there.
                self._opening = []
                begins = ()
                zygote = self._zygote(begins, sandbox)
        return zygote.kernel(sockets={JUDGE: judge}), zygote.opening[: len(begins)]

    def close(self) -> None:
        """End the zygotes."""
        self._zygotes.clear()
        self._stack.close()

    def _zygote(self, begins: tuple[str, ...], sandbox: bool) -> Zygote:
        if (sandbox, begins) not in self._zygotes:
            zygote = Zygote(
                readable=library(self._course),
                environment={"PYTHONPATH": MOUNT},
                opening=begins,
                sandbox=sandbox,
            )
            self._zygotes[sandbox, begins] = self._stack.enter_context(zygote)
        return self._zygotes[sandbox, begins]

    def _begins(self, cells: Sequence[NotebookNode]) -> tuple[str, ...]:
        """The lab's opening cells where a notebook has all of them first; else nothing.

        Demonstrations are among them or not, as they are among the cells.
        """
        shown = any(is_demonstration(cell) for cell in cells)
        wanted = [text for text, demonstrates in self._opening if shown or not demonstrates]
        same = [lines(cell.source) for cell in cells[: len(wanted)]] == [*map(lines, wanted)]
        return tuple(wanted) if same else ()


def opening(source: Path) -> list[tuple[str, bool]]:
    """The code cells before the first exercise or check, and which of them only show something."""
    found = []
    for cell in nbformat.read(source, as_version=4).cells:
        nbgrader = cell.metadata.get("nbgrader", {})
        if nbgrader.get("solution") or nbgrader.get("grade"):
            break
        if cell.cell_type == "code":
            found.append((cell.source, is_demonstration(cell)))
    return found

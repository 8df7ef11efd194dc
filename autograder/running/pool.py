"""Where warm kernels are kept: one zygote that has run a lab's opening cells, and a plain one."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from nbformat import NotebookNode

from autograder.checks.channel import JUDGE
from autograder.course import Course, CourseError
from autograder.kernels.kernel import CellResult, Kernel
from autograder.kernels.zygote import OpeningError, Zygote
from autograder.sandbox.host import SandboxError
from autograder.sandbox.library import MOUNT, files, library
from autograder.submissions.demonstrations import is_demonstration
from autograder.submissions.sources import lines, opening

_SHARED: dict[str, Nursery] = {}
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
        """The nursery of this process for a lab, for all threads together; `release` it at last.

        Courses whose kernels would see and run the same share one.
        """
        content = _content(course, lab)
        with _LOCK:
            nursery = _SHARED.get(content) or cls(course, lab)
            _SHARED[content] = nursery
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

    def prepare(self, *, all_cells: bool, sandbox: bool) -> None:
        """Start the zygote that most notebooks need; where it fails, `kernel` will say so."""
        wanted = self._wanted(all_cells)
        with self._lock, contextlib.suppress(SandboxError, OpeningError, OSError):
            self._zygote(wanted, sandbox)

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
                cropped=False,
            )
            self._zygotes[sandbox, begins] = self._stack.enter_context(zygote)
        return self._zygotes[sandbox, begins]

    def _begins(self, cells: Sequence[NotebookNode]) -> tuple[str, ...]:
        """The lab's opening cells where a notebook has all of them first; else nothing.

        Demonstrations are among them or not, as they are among the cells.
        """
        wanted = self._wanted(any(is_demonstration(cell) for cell in cells))
        same = [lines(cell.source) for cell in cells[: len(wanted)]] == [*map(lines, wanted)]
        return wanted if same else ()

    def _wanted(self, all_cells: bool) -> tuple[str, ...]:
        return tuple(text for text, demonstrates in self._opening if all_cells or not demonstrates)


@contextlib.contextmanager
def prepared(course: Course, lab: str, *, all_cells: bool, sandbox: bool) -> Iterator[None]:
    """While it lasts, the shared nursery of a lab is being made ready, in the background.

    Starting a zygote takes longer than anything else before the first submission, and can go on
    while the rest is imported. Whether there is such a lab, others find out.
    """
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory(prefix="library-"))
        with contextlib.suppress(CourseError, OSError):
            nursery = Nursery.shared(_copy(course, lab, Path(folder)), lab)
            stack.callback(nursery.release)
            how = {"all_cells": all_cells, "sandbox": sandbox}
            thread = threading.Thread(target=nursery.prepare, kwargs=how, name="nursery")
            thread.start()
            stack.callback(thread.join)
        yield


def _copy(course: Course, lab: str, folder: Path) -> Course:
    """A course folder with what the kernels of a lab need, which nobody edits."""
    copy = Course(folder)
    folder.chmod(0o755)  # the sandbox reads it as another user
    source = course.source(lab)
    for path, name in [*files(course), (source, str(source.relative_to(course.root)))]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(path.read_bytes())
    return copy


def _content(course: Course, lab: str) -> str:
    """A fingerprint of all that the kernels of a lab begin with."""
    fingerprint = hashlib.sha256(course.source(lab).read_bytes())
    for path, name in files(course):
        fingerprint.update(name.encode() + path.read_bytes())
    return fingerprint.hexdigest()

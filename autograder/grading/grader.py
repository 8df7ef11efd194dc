"""Where submissions of a lab are graded, one after another, by one process."""

from __future__ import annotations

import atexit
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import nbformat
from nbformat import NotebookNode
from nbgrader.plugins import LateSubmissionPlugin
from nbgrader.preprocessors import AssignLatePenalties, IgnorePattern

from autograder.grading import package
from autograder.grading.job import Failure, Graded, Job
from autograder.nbgrader.execution import ExecuteJudged
from autograder.nbgrader.reading import Explain, clean
from autograder.results import configuration
from autograder.results.marks import CellMarks
from autograder.results.page import Page
from autograder.results.scores import marks
from autograder.running.notebook import Run
from autograder.running.pool import Nursery
from autograder.running.record import Record

_STATIONS: dict[tuple[int, bytes], Station] = {}
_MOST = 2
_LOCK = threading.RLock()


@atexit.register
def close_all() -> None:
    """End the stations of this process."""
    with _LOCK:
        while _STATIONS:
            _STATIONS.popitem()[1].close()


class Station:
    """Everything of a lab that a thread makes once, however many submissions there are.

    Parameters
    ----------
    packed : bytes
        The lab's kit.
    """

    def __init__(self, packed: bytes) -> None:
        with _LOCK:
            self.course, self.definition = package.unpack(packed)
        self.lab = self.definition.lab
        self._config = configuration.load(self.course)
        self._page = Page(self._config, self.lab)
        self._nursery = Nursery.shared(self.course, self.lab)
        rules = ExecuteJudged(config=self._config, course=str(self.course.root))
        self._run = Run(self.course, self.lab, rules, self._nursery)
        self._steps = (Explain(), IgnorePattern(config=self._config))

    @classmethod
    def of(cls, packed: bytes) -> Station:
        """The station of this thread for a kit; of two kits that were used last, at most."""
        thread = threading.get_ident()
        station = _STATIONS.get((thread, packed)) or cls(packed)
        with _LOCK:
            _STATIONS.pop((thread, packed), None)
            _STATIONS[thread, packed] = station
            own = [key for key in _STATIONS if key[0] == thread]
            for key in own[:-_MOST]:
                _STATIONS.pop(key).close()
        return station

    def close(self) -> None:
        """End its kernels, unless another thread uses them too."""
        self._nursery.release()

    def attempt(self, job: Job) -> Graded | Failure:
        """Grade a submission; whatever goes wrong costs that one its result, and nobody else."""
        try:
            return self.grade(job)
        except StepError as failed:
            return Failure.of(job.student, failed.what, failed.error)

    def grade(self, job: Job) -> Graded:
        """Grade one submission.

        Whatever the student handed in ends as a record, with problems or rejected.

        Raises
        ------
        StepError
            A step failed, by no fault that a submission should be able to have.
        """
        if job.autograded:
            return self._finish(job, nbformat.reads(job.autograded.decode(), as_version=4))
        with step("read"):
            notebook, record = clean(job.intake, self.definition)
            record.write(notebook)
        with step("run"):
            notebook = self._run(notebook, job)
        with step("explained"):
            for preprocessor in self._steps:
                notebook, _ = preprocessor.preprocess(notebook, {})
        return self._finish(job, notebook)

    def _finish(self, job: Job, notebook: NotebookNode) -> Graded:
        """Scores, lateness, and the page, of a notebook that was judged."""
        with step("scored"):
            found, given = marks(notebook, self.lab), job.marks.cells
            cells = {name: _with_given(cell, given.get(name)) for name, cell in found.items()}
            penalty = self._penalty(job, sum(cell.score for cell in cells.values()))
        with step("turned into a page"):
            page = self._page.write(notebook, job.student, cells, penalty)
        with step("packed"):
            written = nbformat.writes(notebook).encode()
            return Graded(job.student, Record.read(notebook), found, penalty, written, page)

    def _penalty(self, job: Job, score: float) -> float | None:
        """What the course takes off for lateness, as nbgrader asks its plugin."""
        if job.seconds_late <= 0:
            return None
        assigning = AssignLatePenalties(config=self._config)
        assigning.init_plugin()
        plugin: LateSubmissionPlugin = assigning.plugin_inst
        penalty = plugin.late_submission_penalty(job.student, score, job.seconds_late)
        return None if penalty is None else min(max(0.0, float(penalty)), score)


class StepError(Exception):
    """A step failed: what could not be done, and the error."""

    def __init__(self, what: str, error: BaseException) -> None:
        super().__init__(f"could not be {what}")
        self.what, self.error = what, error


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say of an exception of any type which step it ended; who interrupts us ends us."""
    try:
        yield
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise StepError(what, error) from error


def work(packed: bytes, job: bytes, scratch: str = "") -> bytes:
    """Grade one submission: what a worker of a cluster runs, with a folder for temporary files."""
    if scratch:
        tempfile.tempdir = scratch
    return Station.of(packed).attempt(Job.from_bytes(job)).to_bytes()


def _with_given(found: CellMarks, given: CellMarks | None) -> CellMarks:
    """What the machine found out about a cell, with what people gave it."""
    if given is None:
        return found
    return replace(
        found,
        manual_score=given.manual_score,
        extra_credit=given.extra_credit,
        manual_comment=given.manual_comment,
    )

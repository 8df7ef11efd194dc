"""Grading one submission: from what was handed in to marks, a notebook and a page."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

import nbformat
from nbformat import NotebookNode
from nbgrader.plugins import LateSubmissionPlugin
from nbgrader.preprocessors import AssignLatePenalties, IgnorePattern
from traitlets.config import Config

from autograder.checks.words import use
from autograder.grading.job import Failure, Graded, Job
from autograder.results.feedback.pages import Pages
from autograder.results.feedback.submission import Submission
from autograder.results.marks import CellMarks
from autograder.results.note import explain
from autograder.results.record import Record, judged
from autograder.results.scores import marks
from autograder.running.pool import KernelPool
from autograder.running.runner import NoKernelError
from autograder.running.shared_exams import set_beforehand
from autograder.sandbox.host import SandboxError
from autograder.submissions.released.definition import Definition
from autograder.submissions.sanitise import clean


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


class Grader:
    """Everything of a lab that is made once, however many submissions there are.

    Parameters
    ----------
    definition : Definition
    pool : KernelPool
    config : Config
        The course's.
    """

    def __init__(self, definition: Definition, pool: KernelPool, config: Config) -> None:
        self._definition, self._pool, self._lab = definition, pool, definition.lab
        self._config = config
        self._pages = Pages(self._lab)
        self._ignore = IgnorePattern(config=self._config)

    def prepare(self, seed: int, *, every_cell: bool) -> None:
        """Do once what every process that is forked from this one would do for itself.

        Raises
        ------
        NoKernelError
            This machine cannot start a kernel.
        """
        self._pool.begin(every_cell=every_cell)
        course = self._pool.course
        with ThreadPoolExecutor(1) as beside:  # while formulas are drawn, Python's lock is free
            exams = beside.submit(set_beforehand, course, self._lab, seed)
            self._pages.learn(nbformat.read(course.source(self._lab), as_version=4))
            exams.result()
        try:
            self._pool.ready(every_cell=every_cell)
        except (SandboxError, OSError) as error:
            raise NoKernelError(f"no kernel could be started: {error}") from error

    def close(self) -> None:
        """End the kernels that this process started."""
        self._pool.close()

    def attempt(self, job: Job) -> Graded | Failure:
        """Grade a submission; whatever goes wrong costs that one its result, and nobody else."""
        use(self._pool.settings.language or "en")  # a worker of a cluster has several courses
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
            with step("read"):
                notebook = nbformat.reads(job.autograded.decode(), as_version=4)
            return self._finish(job, notebook, Record.read(notebook))
        with step("read"):
            made = clean(job.intake, self._definition, self._pool.settings)
        notebook, record = made.notebook, Record(made.problems, made.rejected)
        with step("run"):
            record = judged(
                notebook,
                record,
                self._lab,
                job.seed,
                self._pool,
                settled=job.settled,
                files=job.intake.files,
                left_out=job.intake.left_out,
                every_cell=job.all_cells,
            )
        with step("explained"):
            record.write(notebook)
            explain(notebook, record)
            notebook, _ = self._ignore.preprocess(notebook, {})
        return self._finish(job, notebook, record)

    def _finish(self, job: Job, notebook: NotebookNode, record: Record) -> Graded:
        """Scores, lateness, and the page, of a notebook that was judged."""
        with step("scored"):
            found, given = marks(notebook, record, self._lab), job.marks.cells
            cells = {name: _with_given(cell, given.get(name)) for name, cell in found.items()}
            penalty = self._penalty(job, sum(cell.score for cell in cells.values()))
        with step("packed"):
            written = nbformat.writes(notebook).encode()
        with step("turned into a page"):
            submission = Submission(notebook, self._lab, job.student, record, cells, penalty or 0.0)
            page = self._pages.write(submission)
        return Graded(job.student, record, found, penalty, written, page)

    def _penalty(self, job: Job, score: float) -> float | None:
        """What the course takes off for lateness, as nbgrader asks its plugin."""
        if job.seconds_late <= 0:
            return None
        assigning = AssignLatePenalties(config=self._config)
        assigning.init_plugin()
        plugin: LateSubmissionPlugin = assigning.plugin_inst
        penalty = plugin.late_submission_penalty(job.student, score, job.seconds_late)
        return None if penalty is None else min(max(0.0, float(penalty)), score)


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

"""One submission, from its bytes to its marks, its autograded notebook and its feedback page."""

from __future__ import annotations

import logging
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.converters.base import BaseConverter, NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.course import Course
from autograder.grading import configuration, gradebook
from autograder.grading.gradebook import Marks
from autograder.grading.intake import Intake
from autograder.grading.record import Record

_LOG = logging.getLogger("autograder.grading.nbgrader")
# What nbgrader logs is of use to nobody here; its errors are raised, see `_convert`.
_LOG.propagate = False


@dataclass(frozen=True)
class Job:
    """Everything that is needed to grade one submission; it can be sent to another process.

    `definition` is a gradebook file with the assignment's definition, `marks` what people have
    given the submission so far.
    """

    root: Path
    lab: str
    student: str
    intake: Intake
    definition: bytes
    seed: int
    marks: Marks | None = None
    sandbox: bool = True
    all_cells: bool = False


@dataclass(frozen=True)
class Graded:
    """What came out: a record, the marks, and two files."""

    student: str
    record: Record
    marks: Marks
    notebook: bytes
    feedback: bytes


def grade_submission(job: Job) -> Graded:
    """Grade one submission in a folder of its own, with nbgrader's converters.

    Whatever the student handed in ends as a record, with problems or rejected.

    Raises
    ------
    autograder.grading.execute.NoKernelError
        This machine can not start a kernel.
    Exception
        nbgrader failed, which is nothing that a student should be able to bring about.
    """
    with tempfile.TemporaryDirectory(prefix="grading-") as folder:
        staging = Path(folder).resolve()
        config = _stage(job, staging)
        notebook = staging / "autograded" / job.student / job.lab / f"{job.lab}.ipynb"
        page = staging / "feedback" / job.student / job.lab / f"{job.lab}.html"
        _convert(Autograde, config)
        _convert(GenerateFeedback, config)
        record = Record.read(nbformat.read(notebook, as_version=4))
        marks = gradebook.read(str(config.CourseDirectory.db_url), job.lab, job.student)
        assert marks is not None
        return Graded(job.student, record, marks, notebook.read_bytes(), page.read_bytes())


def without_running(job: Job, reason: str) -> Graded:
    """The result of a submission that could not be graded: no points, and the reason."""
    return grade_submission(replace(job, intake=Intake(rejected=reason)))


def _stage(job: Job, staging: Path) -> Config:
    """Lay the submission out as nbgrader expects it, alone."""
    folder = staging / "submitted" / job.student / job.lab
    folder.mkdir(parents=True)
    # nbgrader looks for a file; what is graded is the intake.
    (folder / f"{job.lab}.ipynb").touch()
    if job.intake.timestamp is not None:
        (folder / "timestamp.txt").write_text(job.intake.timestamp)
    database = staging / "gradebook.db"
    database.write_bytes(job.definition)
    db_url = f"sqlite:///{database}"
    gradebook.prepare(db_url, job.lab, job.student, job.marks)
    config = configuration.staged(configuration.load(Course(job.root)), staging, db_url, job.lab)
    config.Sanitise.course = str(job.root)
    config.Sanitise.intake = job.intake
    config.ExecuteJudged.course = str(job.root)
    config.ExecuteJudged.seed = job.seed
    config.ExecuteJudged.sandbox = job.sandbox
    config.ExecuteJudged.all_cells = job.all_cells
    return config


class _Errors(logging.Handler):
    """Keeps the exceptions that were being handled when an error was logged."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.exceptions: list[BaseException] = []

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002
        error = sys.exception()
        if error is not None:
            self.exceptions.append(error)


def _convert(converter: type[BaseConverter], config: Config) -> None:
    """Run one of nbgrader's converters on the only submission that there is.

    Raises
    ------
    Exception
        Whatever went wrong first; nbgrader catches it, logs it, and raises another one without it.
    """
    errors = _Errors()
    _LOG.addHandler(errors)
    directory = CourseDirectory(config=config)
    try:
        converter(coursedir=directory, config=config, log=_LOG).start()
    except NbGraderException:
        if errors.exceptions:
            raise errors.exceptions[0] from None
        raise
    finally:
        _LOG.removeHandler(errors)

"""The one writer of a class's results: gradebook, autograded notebook, feedback page."""

from __future__ import annotations

import contextlib
import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.utils import parse_utc

from autograder.checks.verdict import Verdict
from autograder.course import Course
from autograder.grading.job import Failure, Graded, Job
from autograder.results.class_result import SubmissionResult
from autograder.results.gradebook import Book
from autograder.results.marks import Marks
from autograder.results.note import NOTE
from autograder.submissions.files import SECRET, TIMESTAMP
from autograder.submissions.released.definition import Definition


@dataclass(frozen=True)
class Writer:
    """Puts finished results in the place of old ones, each file at once."""

    course: Course
    book: Book
    definition: Definition

    @property
    def lab(self) -> str:
        return self.definition.lab

    def notebook(self, student: str) -> Path:
        """Where a student's autograded notebook lies."""
        return self.course.autograded / student / self.lab / f"{self.lab}.ipynb"

    def page(self, student: str) -> Path:
        """Where a student's feedback lies."""
        return self.course.feedback / student / self.lab / f"{self.lab}.html"

    def write(self, graded: Graded, job: Job) -> SubmissionResult:
        """Write everything that came out of one job; what people marked stays."""
        intake = job.intake
        notebook = self.notebook(graded.student)
        marks = self.book.merge(
            graded.student,
            graded.cells,
            late_penalty=graded.late_penalty,
            timestamp=parse_utc(intake.timestamp),
            reviewed=_unchanged(notebook, graded.notebook),
        )
        replace(notebook, graded.notebook)
        page = self.page(graded.student)
        if intake.timestamp is not None:
            replace(notebook.parent / TIMESTAMP, intake.timestamp.encode())
        replace(page, graded.feedback)
        # nbgrader releases a page by these two, and stops at one that lacks them.
        replace(page.with_name(TIMESTAMP), (intake.timestamp or "").encode())
        for folder in (notebook.parent, page.parent):
            if intake.secret or not (folder / SECRET).exists():
                replace(folder / SECRET, intake.secret or secrets.token_hex(64).encode())
        record = graded.record
        rejected = record.rejected is not None
        problems = (record.rejected,) if record.rejected is not None else record.shown
        return SubmissionResult(
            student=graded.student,
            status="rejected" if rejected else "problems" if problems else "graded",
            score=marks.score,
            max_score=marks.max_score,
            problems=problems,
            seconds=record.seconds,
            checkpoints=tuple(
                record.verdicts.get(name := self.definition.checkpoint(cell))
                or Verdict(name, max_points=cell.points or 0.0)
                for cell in self.definition.tests
            ),
            seconds_late=job.seconds_late,
            late_penalty=marks.late_penalty or 0.0,
            memory=record.memory,
        )

    def without_result(self, failure: Failure, before: float = 0.0) -> SubmissionResult:
        """What is said of a submission of which nothing came out: its score stays what it was.

        `before` is that score, for where the gradebook cannot be asked.
        """
        marks = self.book.known(failure.student) or Marks(score=before)
        return SubmissionResult(
            student=failure.student,
            status="problems",
            score=marks.score,
            max_score=sum(cell.points or 0.0 for cell in self.definition.cells),
            problems=(failure.sentence,),
            checkpoints=tuple(
                Verdict(self.definition.checkpoint(cell), max_points=cell.points or 0.0)
                for cell in self.definition.tests
            ),
        )


def replace(path: Path, data: bytes) -> None:
    """Write a file so that at any moment either the old one is there or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()


def _unchanged(old: Path, new: bytes) -> frozenset[str]:
    """Cells whose marks need no second look: all of the same notebook, else those that are."""
    try:
        before = _texts(old.read_bytes())
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return frozenset()  # there is none, or it was damaged: marks are looked at again
    after = _texts(new)
    if before == after:
        return frozenset(grade_id for grade_id, *_ in after if grade_id)
    same = set(before) & set(after)
    return frozenset(grade_id for grade_id, written, _ in same if grade_id and written)


def _texts(data: bytes) -> list[tuple[str, bool, str]]:
    """Of every cell but our note: its grade_id, whether a student writes in it, its text."""
    cells: list[dict[str, Any]] = json.loads(data)["cells"]
    nbgrader = [cell["metadata"].get("nbgrader", {}) for cell in cells]
    return [
        (meta.get("grade_id", ""), bool(meta.get("solution")), "".join(cell["source"]))
        for cell, meta in zip(cells, nbgrader, strict=True)
        if cell.get("id") != NOTE
    ]

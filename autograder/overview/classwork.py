"""What grading left behind of a class: results, marks by hand, and what each student wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import isfinite
from pathlib import Path
from typing import Any

import nbformat

from autograder import configuration
from autograder.checks.home.released import ReleasedCell
from autograder.checks.home.tries import FILE, Try, loaded
from autograder.checks.home.tries import LARGEST as LARGEST_TRIES
from autograder.checks.name import CheckpointName
from autograder.course import Course, CourseError
from autograder.grading.agenda import as_of_now
from autograder.grading.ledger import Ledger
from autograder.release.kept import of_course
from autograder.reports.document import Line
from autograder.reports.lab.own import answer
from autograder.results.class_result import ClassResult, SubmissionResult
from autograder.results.feedback.content import lesson
from autograder.results.feedback.submission import Submission
from autograder.submissions.files import read
from autograder.submissions.problems import RejectedError

LARGEST = 50_000_000
"""Bytes of an autograded notebook that is read."""


@dataclass(frozen=True)
class Written:
    """What a student wrote: the code in each solution cell, and which questions are blank."""

    code: dict[str, str]
    blank: tuple[str, ...] = ()


@dataclass(frozen=True)
class ClassWork:
    """A class in one lab.

    Attributes
    ----------
    course : Course
    result : ClassResult
        With the scores that the gradebook has now.
    damaged : int
        Lines of the ledger that could not be read.
    unfinished : bool
        Whether the last run was interrupted.
    marked : bool
        Whether the gradebook could be asked.
    """

    course: Course
    result: ClassResult
    damaged: int = 0
    unfinished: bool = False
    marked: bool = True

    @property
    def lab(self) -> str:
        return self.result.lab

    @property
    def read(self) -> list[SubmissionResult]:
        """The submissions in which there was something to judge."""
        return [one for one in self.result.submissions if one.status != "rejected"]

    @cached_property
    def released(self) -> list[ReleasedCell]:
        return of_course(self.course, self.lab) or []

    @cached_property
    def exercises(self) -> dict[str, Line]:
        """What the lab calls its exercises and questions, by grade_id."""
        whole = nbformat.read(self.course.source(self.lab), as_version=4)
        return dict(lesson(Submission(whole, self.lab, "")).names)

    @cached_property
    def written(self) -> dict[str, Written]:
        """What each student wrote, as far as there is an autograded notebook."""
        found = {}
        for one in self.read:
            path = self.course.autograded / one.student / self.lab / f"{self.lab}.ipynb"
            if (written := _written(path, self.released)) is not None:
                found[one.student] = written
        return found

    @cached_property
    def tries(self) -> list[dict[CheckpointName, list[Try]]]:
        """What was tried at home, of each student who has handed that in; nobody is named."""
        return [
            found
            for one in self.read
            if (found := _tried(self.course.submitted / one.student / self.lab))
        ]


def of(course: Course, lab: str) -> ClassWork:
    """What there is of a class.

    Raises
    ------
    CourseError
        The course has no such lab, or nothing of it has been graded.
    """
    course.source(lab)
    path = course.records / f"{lab}.jsonl"
    try:
        ledger = Ledger.open(path)
    except OSError as error:
        raise CourseError(f"{path} cannot be read: {error.strerror}") from error
    entries = sorted(ledger.entries.items())
    whole = [entry.result for _, entry in entries if _is_whole(entry.result)]
    damaged = ledger.damaged + len(entries) - len(whole)
    if not whole:
        why = f"no line of {path} can be read" if damaged else f"nothing of {lab} is graded yet"
        raise CourseError(f"{why}: run python -m autograder grade {lab}")
    now = _as_of_now(course, lab, whole)
    result = ClassResult(lab, 0, tuple(now or whole))
    return ClassWork(course, result, damaged, ledger.unfinished is not None, now is not None)


def _is_whole(result: SubmissionResult) -> bool:
    """Whether an entry holds what it should: somebody may have edited the file."""
    numbers = [result.score, result.max_score, result.seconds, result.memory]
    numbers.append(result.late_penalty)
    numbers += [value for one in result.checkpoints for value in (one.points, one.max_points)]
    texts = [result.student, *result.problems]
    texts += [text for one in result.checkpoints for text in (one.message, one.status)]
    texts += [one.mistake or "" for one in result.checkpoints]
    criteria = [each for one in result.checkpoints for each in one.criteria]
    texts += [text for each in criteria for text in (each.name, each.message)]
    return all(isinstance(one, int | float) and isfinite(one) for one in numbers) and all(
        isinstance(one, str) for one in texts
    )


def _as_of_now(
    course: Course, lab: str, results: list[SubmissionResult]
) -> list[SubmissionResult] | None:
    """The results with the scores that the gradebook has now; None where it cannot be asked."""
    from nbgrader.api import MissingEntry
    from sqlalchemy.exc import SQLAlchemyError

    from autograder.results.gradebook import Book

    url = configuration.db_url(configuration.load(course))
    if url.startswith("sqlite:///") and not Path(url[len("sqlite:///") :]).is_file():
        return None
    try:
        with Book(url, lab) as book:
            marks = {one.student: book.read(one.student) for one in results}
    except (MissingEntry, SQLAlchemyError):
        return None
    return [
        one if (mark := marks[one.student]) is None else as_of_now(one, mark) for one in results
    ]


def _written(path: Path, released: list[ReleasedCell]) -> Written | None:
    """What stands in an autograded notebook; None where it cannot be read."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST:
            return None
        cells = json.loads(path.read_bytes())["cells"]
        code, blank = dict(_code(cells)), tuple(_blank(cells, released))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return Written(code, blank)


def _tried(folder: Path) -> dict[CheckpointName, list[Try]]:
    if folder.is_symlink() or folder.parent.is_symlink():
        return {}
    try:
        return loaded(read(folder / FILE, LARGEST_TRIES))
    except (RejectedError, OSError, ValueError):
        return {}


def _blank(cells: list[dict[str, Any]], released: list[ReleasedCell]) -> Iterator[str]:
    """Questions below which nothing of the student's stands, up to the lab's next cell.

    A cell of an autograded notebook has its place for an id: the lab's are known by what they say.
    """
    ours = {_words(cell.source) for cell in released if not cell.answer}
    owed = ""
    for cell in cells:
        text, about = "".join(cell["source"]), cell["metadata"].get("nbgrader", {})
        if about or _words(text) in ours:
            yield from filter(None, [owed])
            owed = str(about["grade_id"]) if about.get("task") else ""
        elif answer(text).strip():
            owed = ""
    yield from filter(None, [owed])


def _words(text: str) -> str:
    return " ".join(text.split())


def _code(cells: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for cell in cells:
        ours = cell["metadata"].get("nbgrader", {})
        if cell["cell_type"] == "code" and ours.get("solution"):
            yield str(ours["grade_id"]), "".join(cell["source"])

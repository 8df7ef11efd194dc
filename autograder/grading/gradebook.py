"""A private gradebook for each submission, and the one writer of the real one.

A submission is graded against a copy of the assignment's definition with the marks that it has
already; what comes out is merged into the real gradebook in one transaction.
"""

from __future__ import annotations

import tempfile
import warnings
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from nbgrader.api import (
    Base,
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import create_engine
from sqlalchemy.exc import SAWarning


@dataclass(frozen=True)
class CellMarks:
    """What a gradebook holds on one cell of one submission; None where it holds nothing."""

    auto_score: float | None = None
    manual_score: float | None = None
    extra_credit: float | None = None
    needs_manual_grade: bool = False
    auto_comment: str | None = None
    manual_comment: str | None = None


@dataclass(frozen=True)
class Marks:
    """What a gradebook holds on one submission, by grade_id."""

    cells: dict[str, CellMarks]
    late_penalty: float | None = None
    extension: timedelta | None = None
    score: float = 0.0
    max_score: float = 0.0


def empty(path: Path) -> str:
    """Make an empty SQLite gradebook, and return its URL; without nbgrader's call of `alembic`."""
    url = f"sqlite:///{path}"
    engine = create_engine(url)
    Base.metadata.create_all(engine)
    engine.dispose()
    return url


def definition_only(db_url: str, lab: str) -> bytes:
    """An SQLite gradebook with the definition of one assignment and no student.

    Raises
    ------
    nbgrader.api.MissingEntry
        The gradebook has no such assignment.
    """
    with tempfile.TemporaryDirectory() as folder, Gradebook(db_url) as real:
        path = Path(folder) / "gradebook.db"
        assignment, notebook = real.find_assignment(lab), real.find_notebook(lab, lab)
        with Gradebook(empty(path)) as copy:
            copy.add_assignment(lab, duedate=assignment.duedate)
            copy.add_notebook(lab, lab, kernelspec=notebook.kernelspec)
            for cell in notebook.grade_cells:
                copy.add_grade_cell(
                    cell.name, lab, lab, max_score=cell.max_score, cell_type=cell.cell_type
                )
            for cell in notebook.task_cells:
                copy.add_task_cell(
                    cell.name, lab, lab, max_score=cell.max_score, cell_type=cell.cell_type
                )
            for cell in notebook.solution_cells:
                copy.add_solution_cell(cell.name, lab, lab)
            for cell in notebook.source_cells:
                copy.add_source_cell(
                    cell.name,
                    lab,
                    lab,
                    cell_type=cell.cell_type,
                    source=cell.source,
                    locked=cell.locked,
                    checksum=cell.checksum,
                )
        return path.read_bytes()


def read(db_url: str, lab: str, student: str) -> Marks | None:
    """The marks of a submission; None where the gradebook knows of none."""
    with Gradebook(db_url) as gradebook:
        notebook = _find(gradebook, lab, student)
        if notebook is None:
            return None
        comments = {comment.name: comment for comment in notebook.comments}
        grades = {grade.name: grade for grade in notebook.grades}
        return Marks(
            {name: _cell(grades.get(name), comments.get(name)) for name in {*grades, *comments}},
            notebook.late_submission_penalty,
            notebook.assignment.extension,
            float(notebook.score),
            float(notebook.max_score),
        )


def prepare(db_url: str, lab: str, student: str, marks: Marks | None) -> None:
    """Enter a submission with the marks that people have given it so far."""
    with Gradebook(db_url) as gradebook:
        submission = _submission(gradebook, lab, student)
        if marks is None:
            return
        submission.extension = marks.extension
        notebook = gradebook.find_submission_notebook(lab, lab, student)
        for grade in notebook.grades:
            given = marks.cells.get(grade.name, CellMarks())
            grade.manual_score, grade.extra_credit = given.manual_score, given.extra_credit
        for comment in notebook.comments:
            comment.manual_comment = marks.cells.get(comment.name, CellMarks()).manual_comment
        gradebook.db.commit()


def merge(
    db_url: str,
    lab: str,
    student: str,
    marks: Marks,
    *,
    timestamp: datetime | None = None,
    reviewed: frozenset[str] = frozenset(),
) -> Marks:
    """Write what the machine found out about a submission; what people gave it stays as it is.

    Parameters
    ----------
    db_url : str
        The real gradebook.
    lab, student : str
    marks : Marks
        As they are in the private gradebook, after grading.
    timestamp : datetime, optional
        When the submission was handed in.
    reviewed : frozenset of str
        Cells that still hold the text which a person marked, so that the mark needs no second look.

    Returns
    -------
    Marks
        What the gradebook holds now.
    """
    with Gradebook(db_url) as gradebook:
        submission = _submission(gradebook, lab, student)
        notebook = gradebook.find_submission_notebook(lab, lab, student)
        if timestamp is not None:
            submission.timestamp = timestamp
        for grade in notebook.grades:
            new = marks.cells[grade.name]
            settled = grade.name in reviewed and not grade.needs_manual_grade
            grade.auto_score = new.auto_score
            grade.needs_manual_grade = not settled and (
                new.auto_score is None or grade.manual_score is not None
            )
        for comment in notebook.comments:
            comment.auto_comment = marks.cells[comment.name].auto_comment
        notebook.late_submission_penalty = marks.late_penalty
        gradebook.db.commit()
    now = read(db_url, lab, student)
    if now is None:
        raise MissingEntry(f"{student}'s submission of {lab} was entered, and is not there")
    return now


def _submission(gradebook: Gradebook, lab: str, student: str) -> SubmittedAssignment:
    """A student's submission, entered if it was not there, which nbgrader does with warnings."""
    gradebook.update_or_create_student(student)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)
        return gradebook.update_or_create_submission(lab, student)


def _find(gradebook: Gradebook, lab: str, student: str) -> SubmittedNotebook | None:
    try:
        return gradebook.find_submission_notebook(lab, lab, student)
    except MissingEntry:
        return None


def _cell(grade: Grade | None, comment: Comment | None) -> CellMarks:
    return CellMarks(
        auto_score=getattr(grade, "auto_score", None),
        manual_score=getattr(grade, "manual_score", None),
        extra_credit=getattr(grade, "extra_credit", None),
        needs_manual_grade=bool(getattr(grade, "needs_manual_grade", False)),
        auto_comment=getattr(comment, "auto_comment", None),
        manual_comment=getattr(comment, "manual_comment", None),
    )

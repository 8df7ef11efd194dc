"""The real gradebook, which one writer changes: one transaction for each submission.

nbgrader makes and describes the tables. Its objects are loaded one by one, which takes ten times as
long as the plain statements here.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from nbgrader.api import (
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from autograder.results import rows
from autograder.results.marks import CellMarks, Marks


class CellsChangedError(Exception):
    """A lab was released with other cells while its class was being graded."""


@dataclass(frozen=True)
class _Entry:
    """What there is of one submission: the ids of its rows, and what they hold."""

    assignment: str
    notebook: str
    grades: dict[str, str]
    comments: dict[str, str]
    marks: Marks
    extension: timedelta | None = None


class Book:
    """A gradebook that is held open while a class is graded; a context manager.

    Parameters
    ----------
    db_url : str
    lab : str

    Raises
    ------
    nbgrader.api.MissingEntry
        The gradebook does not know the lab.
    """

    def __init__(self, db_url: str, lab: str) -> None:
        self._gradebook = Gradebook(db_url)
        self._session = self._gradebook.db
        notebook = self._gradebook.find_notebook(lab, lab)
        self._lab = lab
        self._notebook, self._assignment = notebook.id, notebook.assignment.id
        self._due = notebook.assignment.duedate
        graded = (*notebook.grade_cells, *notebook.task_cells)
        # A written answer is there twice: as a cell with points, and as one with comments.
        self._graded = {
            cell.id: cell.name for cell in (*notebook.grade_cells, *notebook.task_cells)
        }
        self._commented = {
            cell.id: cell.name for cell in (*notebook.solution_cells, *notebook.task_cells)
        }
        self._most = float(sum(cell.max_score for cell in graded))
        self._session.rollback()

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *exception: object) -> None:
        self._gradebook.close()

    def read(self, student: str) -> Marks | None:
        """The marks of a submission; None where the gradebook knows of none."""
        entry = self._read(student)
        return None if entry is None else entry.marks

    def known(self, student: str) -> Marks | None:
        """The same where the gradebook may have failed just now; None also where it still does."""
        try:
            self._session.rollback()
            return self.read(student)
        except (SQLAlchemyError, UnicodeError):  # a name that no database takes
            return None

    def seconds_late(self, student: str, timestamp: datetime | None) -> float:
        """How long after its due date, with the student's extension, a submission came."""
        if self._due is None or timestamp is None:
            return 0.0
        entry = self._read(student)
        extension = entry.extension if entry is not None else None
        late: timedelta = timestamp - self._due - (extension or timedelta())
        return max(0.0, late.total_seconds())

    def merge(
        self,
        student: str,
        cells: Mapping[str, CellMarks],
        *,
        late_penalty: float | None = None,
        timestamp: datetime | None = None,
        reviewed: frozenset[str] = frozenset(),
    ) -> Marks:
        """Write what the machine found out about a submission; what people gave it stays as it is.

        Parameters
        ----------
        student : str
        cells : mapping
            What the machine found out, by grade_id; nothing of a cell that was deleted.
        late_penalty : float, optional
        timestamp : datetime, optional
            When the submission was handed in.
        reviewed : frozenset of str
            Cells that still hold the text which a person marked, so that the mark needs no second
            look.

        Returns
        -------
        Marks
            What the gradebook holds now.
        """
        try:
            try:
                entry = self._held(student)
            except IntegrityError:
                # Somebody else, grading another lab, has entered the same new student just now.
                self._session.rollback()
                entry = self._held(student)
            self._write(entry, cells, late_penalty, timestamp, reviewed)
            self._session.commit()
        finally:
            self._session.rollback()
        return self.read(student) or Marks()

    def _held(self, student: str) -> _Entry:
        """What there is of a submission, about which nobody else writes until this is committed."""
        rows.hold(self._session, self._lab)
        cells = select(BaseCell.id).where(BaseCell.notebook_id == self._notebook)
        if {*self._session.scalars(cells)} != {*self._graded, *self._commented}:
            raise CellsChangedError(
                f"{self._lab} was released with other cells during grading; run grade again"
            )
        return self._find(student) or self._enter(student)

    def _write(
        self,
        entry: _Entry,
        cells: Mapping[str, CellMarks],
        late_penalty: float | None,
        timestamp: datetime | None,
        reviewed: frozenset[str],
    ) -> None:
        merged = {
            name: _merged(old, cells.get(name, CellMarks()), name in reviewed)
            for name, old in entry.marks.cells.items()
        }
        self._update(Grade, entry.grades, merged, "auto_score", "needs_manual_grade")
        self._update(Comment, entry.comments, merged, "auto_comment")
        execute = self._session.execute
        notebook = {"id": entry.notebook, "late_submission_penalty": late_penalty}
        execute(update(SubmittedNotebook), [notebook])
        if timestamp is not None:
            execute(update(SubmittedAssignment), [{"id": entry.assignment, "timestamp": timestamp}])

    def _update(
        self, table: Any, ids: dict[str, str], cells: dict[str, CellMarks], *columns: str
    ) -> None:
        """Write some columns of a submission's rows, all in one statement."""
        values = [
            {"id": row, **{column: getattr(cells[name], column) for column in columns}}
            for name, row in ids.items()
        ]
        if values:
            self._session.execute(update(table), values)

    def _read(self, student: str) -> _Entry | None:
        try:
            return self._find(student)
        finally:
            self._session.rollback()  # what others write meanwhile is seen the next time

    def _find(self, student: str) -> _Entry | None:
        submission = (
            select(
                SubmittedAssignment.id,
                SubmittedNotebook.id,
                SubmittedAssignment.extension,
                SubmittedNotebook.late_submission_penalty,
            )
            .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .where(SubmittedAssignment.assignment_id == self._assignment)
            .where(SubmittedAssignment.student_id == student)
            .where(SubmittedNotebook.notebook_id == self._notebook)
        )
        found = self._session.execute(submission).one_or_none()
        if found is None:
            return None
        assignment, notebook, extension, penalty = found
        grades = self._rows(Grade, notebook, self._graded, rows.GRADE)
        comments = self._rows(Comment, notebook, self._commented, rows.COMMENT)
        ids = [{name: row.pop("id") for name, row in each.items()} for each in (grades, comments)]
        cells = {
            name: CellMarks(**{**grades.get(name, {}), **comments.get(name, {})})
            for name in {*grades, *comments}
        }
        score = math.fsum(cell.score for cell in cells.values())
        marks = Marks(cells, penalty, score, self._most)
        return _Entry(assignment, notebook, ids[0], ids[1], marks, extension)

    def _rows(
        self, table: Any, notebook: str, cells: dict[str, str], columns: tuple[str, ...]
    ) -> dict[str, dict[str, Any]]:
        """Rows of a submission, by grade_id."""
        chosen = [getattr(table, column) for column in ("id", "cell_id", *columns)]
        found = self._session.execute(select(*chosen).where(table.notebook_id == notebook))
        return {
            cells[cell]: dict(zip(("id", *columns), (row, *values), strict=True))
            for row, cell, *values in found
            if cell in cells
        }

    def _enter(self, student: str) -> _Entry:
        """A submission with nothing in it yet, as nbgrader makes one; nothing is committed."""
        execute = self._session.execute
        if execute(select(Student.id).where(Student.id == student)).one_or_none() is None:
            execute(insert(Student), [{"id": student}])
        assignment, notebook = new_uuid(), new_uuid()
        made = {"id": assignment, "assignment_id": self._assignment, "student_id": student}
        execute(insert(SubmittedAssignment), [made])
        made = {"id": notebook, "assignment_id": assignment, "notebook_id": self._notebook}
        execute(insert(SubmittedNotebook), [made])
        ids = []
        for table, cells in ((Grade, self._graded), (Comment, self._commented)):
            added = rows.add(self._session, table, [(notebook, cell) for cell in cells])
            ids.append({cells[cell]: row for cell, row in added.items()})
        names = {*self._graded.values(), *self._commented.values()}
        nothing = Marks({name: CellMarks() for name in names})
        return _Entry(assignment, notebook, ids[0], ids[1], nothing)


def _merged(old: CellMarks, new: CellMarks, reviewed: bool) -> CellMarks:
    """What a cell has now: the machine's part is new, what people gave is old."""
    settled = reviewed and not old.needs_manual_grade
    open_ = new.needs_manual_grade or old.manual_score is not None
    return replace(
        old,
        auto_score=new.auto_score,
        auto_comment=new.auto_comment,
        needs_manual_grade=open_ and not settled,
    )

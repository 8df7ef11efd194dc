"""The real gradebook, which one writer changes: one transaction for each submission."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import TracebackType

from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from autograder.results.marks import CellMarks, Marks


class Book:
    """A gradebook that is held open while a class is graded; a context manager.

    Parameters
    ----------
    db_url : str
    lab : str
    """

    def __init__(self, db_url: str, lab: str) -> None:
        self.lab = lab
        self._gradebook = Gradebook(db_url)
        self._session = self._gradebook.db

    def __enter__(self) -> Book:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._gradebook.close()

    def read(self, student: str) -> Marks | None:
        """The marks of a submission; None where the gradebook knows of none."""
        try:
            notebook = self._find(student)
            return None if notebook is None else _marks(notebook)
        finally:
            self._session.rollback()  # what others write meanwhile is seen the next time

    def known(self, student: str) -> Marks | None:
        """The same where the gradebook may have failed just now; None also where it still does."""
        try:
            self._session.rollback()
            return self.read(student)
        except SQLAlchemyError:
            return None

    def seconds_late(self, student: str, timestamp: datetime | None) -> float:
        """How long after its due date, with the student's extension, a submission came."""
        try:
            due = self._gradebook.find_assignment(self.lab).duedate
            notebook = self._find(student)
            extension = None if notebook is None else notebook.assignment.extension
            if due is None or timestamp is None:
                return 0.0
            late = timestamp - (due if extension is None else due + extension)
            return max(0.0, float(late.total_seconds()))
        finally:
            self._session.rollback()

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
            self._merge(student, cells, late_penalty, timestamp, reviewed)
        except IntegrityError:
            # Somebody else, grading another lab, has entered the same new student just now.
            self._session.rollback()
            self._merge(student, cells, late_penalty, timestamp, reviewed)
        now = self.read(student)
        if now is None:
            raise MissingEntry(
                f"{student}'s submission of {self.lab} was entered, and is not there"
            )
        return now

    def _merge(
        self,
        student: str,
        cells: Mapping[str, CellMarks],
        late_penalty: float | None,
        timestamp: datetime | None,
        reviewed: frozenset[str],
    ) -> None:
        notebook = self._find(student) or self._enter(student)
        if timestamp is not None:
            notebook.assignment.timestamp = timestamp
        for grade in notebook.grades:
            new = cells.get(grade.cell.name, CellMarks())
            settled = grade.cell.name in reviewed and not grade.needs_manual_grade
            grade.auto_score = new.auto_score
            grade.needs_manual_grade = not settled and (
                new.auto_score is None or grade.manual_score is not None
            )
        for comment in notebook.comments:
            new = cells.get(comment.cell.name, CellMarks())
            comment.auto_comment = new.auto_comment
        notebook.late_submission_penalty = late_penalty
        self._session.commit()

    def _find(self, student: str) -> SubmittedNotebook | None:
        try:
            return self._gradebook.find_submission_notebook(self.lab, self.lab, student)
        except MissingEntry:
            return None

    def _enter(self, student: str) -> SubmittedNotebook:
        """A submission with nothing in it yet, as nbgrader makes one; nothing is committed."""
        known = self._session.get(Student, student)
        if known is None:
            known = Student(id=student)
            self._session.add(known)
        definition = self._gradebook.find_notebook(self.lab, self.lab)
        with self._session.no_autoflush:
            submission = SubmittedAssignment(assignment=definition.assignment, student=known)
            notebook = SubmittedNotebook(notebook=definition, assignment=submission)
            for cell in (*definition.grade_cells, *definition.task_cells):
                Grade(cell=cell, notebook=notebook)
            for cell in (*definition.solution_cells, *definition.task_cells):
                Comment(cell=cell, notebook=notebook)
            self._session.add(submission)
        self._session.flush()
        return notebook


def _marks(notebook: SubmittedNotebook) -> Marks:
    comments = {comment.cell.name: comment for comment in notebook.comments}
    grades = {grade.cell.name: grade for grade in notebook.grades}
    cells = {name: _cell(grades.get(name), comments.get(name)) for name in {*grades, *comments}}
    return Marks(
        cells,
        notebook.late_submission_penalty,
        float(sum(cell.score for cell in cells.values())),
        float(sum(grade.cell.max_score for grade in grades.values())),
    )


def _cell(grade: Grade | None, comment: Comment | None) -> CellMarks:
    return CellMarks(
        auto_score=getattr(grade, "auto_score", None),
        manual_score=getattr(grade, "manual_score", None),
        extra_credit=getattr(grade, "extra_credit", None),
        needs_manual_grade=bool(getattr(grade, "needs_manual_grade", False)),
        auto_comment=getattr(comment, "auto_comment", None),
        manual_comment=getattr(comment, "manual_comment", None),
    )

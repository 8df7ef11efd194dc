"""What hangs on the cells of a notebook in nbgrader's tables, and how it is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nbgrader.api import Assignment, Comment, Grade, new_uuid
from sqlalchemy import insert, update

GRADE = ("auto_score", "manual_score", "extra_credit", "needs_manual_grade")
COMMENT = ("auto_comment", "manual_comment")
ROWS = (
    (Grade, ("GradeCell", "TaskCell"), GRADE),
    (Comment, ("SolutionCell", "TaskCell"), COMMENT),
)
"""Each table, the kinds of cells that it is about, and its columns."""


def hold(session: Any, lab: str) -> None:
    """Keep all others from writing about a lab until the transaction ends.

    The statement changes nothing: it is there because SQLite locks at the first one that writes.
    """
    session.execute(update(Assignment).where(Assignment.name == lab).values(name=lab))


def add(session: Any, table: Any, places: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Add empty rows with nbgrader's defaults.

    Parameters
    ----------
    session : sqlalchemy.orm.Session
    table : Grade or Comment
    places : sequence of (str, str)
        The submitted notebook and the cell that each is about.

    Returns
    -------
    dict
        Ids of the rows, by cell.
    """
    rows = [{"id": new_uuid(), "notebook_id": book, "cell_id": cell} for book, cell in places]
    if rows:
        session.execute(insert(table), rows)
    return {row["cell_id"]: row["id"] for row in rows}

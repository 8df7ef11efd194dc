"""A lab's cells in the gradebook, written as they are released, also where there are submissions.

nbgrader refuses to add or remove cells once somebody has submitted. What was given for a cell that
goes is kept in a file first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbgrader.api import (
    Assignment,
    Gradebook,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from sqlalchemy import delete, insert, select, update

from autograder.results.cells import Cells
from autograder.results.removed import keep
from autograder.results.rows import hold
from autograder.submissions.problems import listed
from autograder.submissions.released.definition import Release, ReleasedNotebook


@dataclass
class _Changes:
    """Names of cells that changed, and how much there was of what hangs on them."""

    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    altered: list[str] = field(default_factory=list)
    submissions: int = 0
    kept: int = 0
    marks: int = 0

    def sentences(self, lab: str, aside: Path) -> Iterator[str]:
        """What there is to say of them, where somebody has submitted."""
        named = {
            "added": self.added,
            "removed": self.removed,
            "with other points or of another kind": self.altered,
        }
        parts = [f"{what}: {listed(names)}" for what, names in named.items() if names]
        if not self.submissions or not parts:
            return
        yield f"the cells of {lab} have changed since students submitted it ({'; '.join(parts)})"
        if self.kept:
            yield f"scores and comments for removed cells are kept in {aside}"
        if self.marks:
            yield f"marks by hand that need a second look, since their cells changed: {self.marks}"


def define(db_url: str, release: Release, aside: Path) -> list[str]:
    """Put a release into the gradebook, in one transaction.

    Parameters
    ----------
    db_url : str
    release : Release
    aside : Path
        The file that keeps what was given for cells that go; written before they are removed.

    Returns
    -------
    list of str
        What has happened to cells of which there are submissions, in a sentence each.
    """
    with Gradebook(db_url, release.course_id) as gradebook:
        try:
            changes = _define(gradebook.db, release, aside)
            gradebook.db.commit()
        finally:
            gradebook.db.rollback()
    return list(changes.sentences(release.lab, aside))


def _define(session: Any, release: Release, aside: Path) -> _Changes:
    lab, changes = _held(session, release), _Changes()
    rows = session.execute(select(Notebook.name, Notebook.id).where(Notebook.assignment_id == lab))
    known: dict[str, str] = dict(rows.all())
    for made in release.notebooks:
        notebook = known.pop(made.name, None) or new_uuid()
        _enter(session, lab, notebook, made)
        _rewrite(Cells(session, notebook, made.cells), release.lab, made.name, aside, changes)
    for name, notebook in known.items():
        _rewrite(Cells(session, notebook, ()), release.lab, name, aside, changes)
        submitted = SubmittedNotebook.notebook_id == notebook
        session.execute(delete(SubmittedNotebook).where(submitted))
        session.execute(delete(Notebook).where(Notebook.id == notebook))
    return changes


def _held(session: Any, release: Release) -> str:
    """The id of the lab's row, about which nobody else writes until the transaction ends."""
    hold(session, release.lab)
    # A submission that others enter refers to this row: theirs is there, or waits for this.
    row = select(Assignment.id).where(Assignment.name == release.lab).with_for_update()
    lab: str | None = session.scalars(row).one_or_none()
    if lab is not None:
        return lab
    lab = new_uuid()
    fields = {"id": lab, "name": release.lab, "course_id": release.course_id}
    session.execute(insert(Assignment), [fields])
    return lab


def _enter(session: Any, lab: str, notebook: str, made: ReleasedNotebook) -> None:
    """See that a notebook has a row, and one in each submission of the lab."""
    fields = {"name": made.name, "assignment_id": lab, "kernelspec": made.kernelspec}
    there = update(Notebook).where(Notebook.id == notebook).values(**fields)
    if not session.execute(there).rowcount:
        session.execute(insert(Notebook), [{"id": notebook, **fields}])
    has = select(SubmittedNotebook.assignment_id).where(SubmittedNotebook.notebook_id == notebook)
    without = select(SubmittedAssignment.id).where(
        SubmittedAssignment.assignment_id == lab, SubmittedAssignment.id.not_in(has)
    )
    rows = [
        {"id": new_uuid(), "assignment_id": submission, "notebook_id": notebook}
        for submission in session.scalars(without).all()
    ]
    if rows:
        session.execute(insert(SubmittedNotebook), rows)


def _rewrite(cells: Cells, lab: str, notebook: str, aside: Path, changes: _Changes) -> None:
    """Take the cells of a notebook to what is released."""
    cells.enter()
    leaving = cells.leaving()
    keep(aside, ({"lab": lab, "notebook": notebook, **row} for row in leaving))
    cells.remove()
    changes.submissions += cells.fill()
    changes.marks += cells.look_again()
    cells.note_sources()
    changes.kept += len(leaving)
    changes.added += cells.added
    changes.removed += cells.removed
    changes.altered += cells.altered

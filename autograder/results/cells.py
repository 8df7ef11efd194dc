"""The cells of one notebook in the gradebook, and what hangs on them: from old ones to new ones.

What was given for a cell stays as long as there is a cell of its name, whatever its kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from nbgrader.api import (
    BaseCell,
    Grade,
    GradeCell,
    SolutionCell,
    SourceCell,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
    new_uuid,
)
from sqlalchemy import delete, insert, select, update

from autograder.results import rows
from autograder.submissions.released.definition import ReleasedCell

_KINDS = {kind.__name__: kind for kind in (GradeCell, SolutionCell, TaskCell)}

_Key = tuple[str, str]
"""Kind and name: a written answer is two cells, one with points and one with comments."""


@dataclass(frozen=True)
class _Cell:
    """A cell in the gradebook: its id, and its points and type where it has any."""

    id: str
    worth: dict[str, Any] = field(default_factory=dict)


class Cells:
    """The cells of a notebook, on their way from what the gradebook holds to what is released.

    Parameters
    ----------
    session : sqlalchemy.orm.Session
        In a transaction in which nobody else writes about this lab.
    notebook : str
        The id of its row.
    released : sequence of ReleasedCell
    """

    def __init__(self, session: Any, notebook: str, released: Sequence[ReleasedCell]) -> None:
        self._session, self._notebook, self._released = session, notebook, released
        self._old = self._known()
        self._new = {
            key: _Cell(self._old[key].id if key in self._old else new_uuid(), worth)
            for cell in released
            for key, worth in _wanted(cell)
        }

    @property
    def added(self) -> list[str]:
        """Names that the gradebook does not know yet."""
        return sorted({name for _, name in self._new} - {name for _, name in self._old})

    @property
    def removed(self) -> list[str]:
        """Names that are no longer there."""
        return sorted({name for _, name in self._old} - {name for _, name in self._new})

    @property
    def altered(self) -> list[str]:
        """Names of cells that have other points now, or are of another kind."""
        old, new = _by_name(self._old), _by_name(self._new)
        return sorted(name for name in old.keys() & new.keys() if old[name] != new[name])

    def enter(self) -> None:
        """Put in the new cells, give the old ones their points, and hang everything on the new."""
        for key, cell in self._new.items():
            kind, name = key
            if key not in self._old:
                fields = {"id": cell.id, "name": name, "notebook_id": self._notebook}
                self._session.execute(insert(_KINDS[kind]), [{**fields, **cell.worth}])
            elif cell.worth:
                table = _KINDS[kind].__table__
                self._session.execute(
                    update(table).where(table.c.id == cell.id).values(**cell.worth)
                )
        for table, kinds, _ in rows.ROWS:
            old, new = _ids(self._old, kinds), _ids(self._new, kinds)
            for name in old.keys() & new.keys():
                if old[name] != new[name]:
                    moved = update(table).where(table.cell_id == old[name])
                    self._session.execute(moved.values(cell_id=new[name]))

    def leaving(self) -> list[dict[str, Any]]:
        """What was given for cells that go, by student and cell; locked until it is removed."""
        found: dict[_Key, dict[str, Any]] = {}
        for table, kinds, columns in rows.ROWS:
            gone = self._gone(kinds)
            chosen = [getattr(table, column) for column in columns]
            held = self._session.execute(
                select(SubmittedAssignment.student_id, table.cell_id, *chosen)
                .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
                .join(table, table.notebook_id == SubmittedNotebook.id)
                .where(table.cell_id.in_(gone))
                .with_for_update(of=table)
            )
            for student, cell, *values in held:
                if any(value is not None for value in values if not isinstance(value, bool)):
                    given = dict(zip(columns, values, strict=True))
                    found.setdefault((student, gone[cell]), {}).update(given)
        worth = {name: cell.worth for (_, name), cell in self._old.items() if cell.worth}
        return [
            {"student": student, "cell": name, **worth.get(name, {}), **given}
            for (student, name), given in sorted(found.items())
        ]

    def remove(self) -> None:
        """Remove the cells that go, and what hangs on them."""
        for table, kinds, _ in rows.ROWS:
            self._session.execute(delete(table).where(table.cell_id.in_(self._gone(kinds))))
        for kind, _ in self._old.keys() - self._new.keys():
            gone = list(self._gone((kind,)))
            for table in (_KINDS[kind].__table__, BaseCell.__table__):
                self._session.execute(delete(table).where(table.c.id.in_(gone)))

    def fill(self) -> int:
        """Give every submission a row for each cell that it has none for.

        Returns
        -------
        int
            How many submissions there are.
        """
        notebooks = self._session.scalars(
            select(SubmittedNotebook.id).where(SubmittedNotebook.notebook_id == self._notebook)
        ).all()
        for table, kinds, _ in rows.ROWS:
            cells = [*_ids(self._new, kinds).values()]
            there = select(table.notebook_id, table.cell_id).where(table.cell_id.in_(cells))
            missing = {(n, c) for n in notebooks for c in cells} - {
                (notebook, cell) for notebook, cell in self._session.execute(there)
            }
            rows.add(self._session, table, sorted(missing))
        return len(notebooks)

    def look_again(self) -> int:
        """Ask for a second look at marks by hand for altered cells; how many those are."""
        graded = _ids(self._new, ("GradeCell", "TaskCell"))
        cells = [graded[name] for name in self.altered if name in graded]
        marked = update(Grade).where(Grade.cell_id.in_(cells), Grade.manual_score.is_not(None))
        return int(self._session.execute(marked.values(needs_manual_grade=True)).rowcount)

    def note_sources(self) -> None:
        """Write down the texts as they were released, in the order of the notebook."""
        there = SourceCell.notebook_id == self._notebook
        self._session.execute(delete(SourceCell).where(there))
        texts = [
            {
                "id": new_uuid(),
                "notebook_id": self._notebook,
                "name": cell.grade_id,
                "cell_type": cell.cell_type,
                "locked": cell.locked,
                "source": cell.source,
                "checksum": cell.checksum or None,
            }
            for cell in self._released
        ]
        if texts:
            self._session.execute(insert(SourceCell), texts)

    def _known(self) -> dict[_Key, _Cell]:
        """What the gradebook holds."""
        cells = select(BaseCell.type, BaseCell.name, BaseCell.id)
        known = self._session.execute(cells.where(BaseCell.notebook_id == self._notebook)).all()
        worth: dict[str, dict[str, Any]] = {}
        for kind in (GradeCell, TaskCell):
            table = kind.__table__
            ids = [row.id for row in known if row.type == kind.__name__]
            chosen = select(table.c.id, table.c.max_score, table.c.cell_type)
            for cell, points, cell_type in self._session.execute(chosen.where(table.c.id.in_(ids))):
                worth[cell] = {"max_score": points, "cell_type": cell_type}
        return {(kind, name): _Cell(cell, worth.get(cell, {})) for kind, name, cell in known}

    def _gone(self, kinds: tuple[str, ...]) -> dict[str, str]:
        """Cells of some kinds that hold nothing any more but what goes with them: names by id."""
        new = _ids(self._new, kinds)
        return {cell: name for name, cell in _ids(self._old, kinds).items() if name not in new}


def _wanted(cell: ReleasedCell) -> list[tuple[_Key, dict[str, Any]]]:
    """The gradebook's cells for a released one; none for one that is only locked."""
    worth = {"max_score": cell.points or 0.0, "cell_type": cell.cell_type}
    kinds: tuple[tuple[str, bool, dict[str, Any]], ...] = (
        ("GradeCell", cell.grade, worth),
        ("SolutionCell", cell.solution, {}),
        ("TaskCell", cell.task, worth),
    )
    return [((kind, cell.grade_id), its) for kind, applies, its in kinds if applies]


def _ids(cells: dict[_Key, _Cell], kinds: tuple[str, ...]) -> dict[str, str]:
    return {name: cell.id for (kind, name), cell in cells.items() if kind in kinds}


def _by_name(cells: dict[_Key, _Cell]) -> dict[str, dict[str, dict[str, Any]]]:
    """What there is of each name: kinds, and what they are worth."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for (kind, name), cell in cells.items():
        found.setdefault(name, {})[kind] = cell.worth
    return found

"""Putting a released cell back into a notebook, beside whatever a student has made of it."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from difflib import SequenceMatcher
from textwrap import dedent

from autograder.checks.home import notebook as own
from autograder.checks.home.notebook import Cell, text
from autograder.checks.home.released import ReleasedCell
from autograder.checks.words import say


@dataclass(frozen=True)
class Beside:
    """A released cell, and the cell of the student's notebook that stands for it, if any does."""

    released: ReleasedCell
    cell: Cell | None

    @property
    def what(self) -> str:
        """What is the matter with it; empty where it is as it was released."""
        if self.cell is None:
            return say("restore.gone")
        if self.turned:
            return say("restore.turned")
        if not alike(text(self.cell), self.released.source):
            return say("restore.answered" if self.released.exercise else "restore.changed")
        return ""

    @property
    def turned(self) -> bool:
        """Whether it is a cell of another kind now."""
        return self.cell is not None and self.cell["cell_type"] != self.released.cell_type


def beside(cells: list[Cell], wanted: ReleasedCell) -> Beside:
    """A released cell beside what stands for it among the cells of a notebook."""
    place = own.place_of(cells, wanted)
    return Beside(wanted, None if place is None else cells[place])


def put_back(theirs: list[Cell], cells: list[ReleasedCell], wanted: ReleasedCell, lab: str) -> str:
    """Put a cell back into a notebook, and say what was done; nothing, if nothing was to do."""
    name = f"{lab}.{wanted.name}"
    place = own.place_of(theirs, wanted)
    if place is None:
        theirs.insert(_where(theirs, cells, wanted), _new(theirs, wanted))
        return say("restore.returned", name=name)
    cell = theirs[place]
    before = text(cell)
    if not Beside(wanted, cell).what:
        return ""
    if wanted.exercise and before.strip() and not alike(before, wanted.source):
        if Beside(wanted, cell).turned:
            cell.update(_new([], wanted), id=cell.get("id", wanted.id), source=cell["source"])
            return say("restore.turned-back", name=name)
        if any(alike(text(one), wanted.source) for one in theirs):
            return ""
        aside = ReleasedCell(f"{wanted.id}-released", "raw", wanted.source)
        theirs.insert(place + 1, _new(theirs, aside))
        return say("restore.beside", name=name)
    whole = _new([], wanted)
    for key in ("outputs", "execution_count"):
        cell.pop(key, None)
    metadata = cell.get("metadata") if isinstance(cell.get("metadata"), dict) else {}
    whole["metadata"] = {**(metadata or {}), **whole["metadata"]}
    cell.update(whole, id=cell.get("id", wanted.id))
    added = _added(wanted, before)
    if not added:
        return say("restore.put-back", name=name)
    kept = _new(theirs, ReleasedCell(f"{wanted.id}-kept", _kind(wanted, added), added))
    if wanted.question and (pictures := cell.pop("attachments", None)):
        kept["attachments"] = pictures
    # A check needs what it was written beside; other code may need what it was written into.
    theirs.insert(place + (not wanted.check), kept)
    return say("restore.asked" if wanted.question else "restore.kept-lines", name=name)


def _where(theirs: list[Cell], cells: list[ReleasedCell], wanted: ReleasedCell) -> int:
    """The place of a cell that is gone: between the released cells before and after it.

    What a student writes into goes up there, so that it replaces nothing that stands below; all
    else goes down, since a check needs what is above it.
    """
    number = cells.index(wanted)
    places = [own.place_of(theirs, cell) for cell in cells]
    above = next((n + 1 for n in reversed(places[:number]) if n is not None), 0)
    below = next((n for n in places[number + 1 :] if n is not None), len(theirs))
    return above if wanted.exercise else max(above, below)


def _new(theirs: list[Cell], wanted: ReleasedCell) -> Cell:
    """A cell for a notebook, with an id that none there has."""
    ids = {cell.get("id") for cell in theirs}
    names = [wanted.id, *(f"{wanted.id}-{number}" for number in range(2, len(ids) + 3))]
    made: Cell = {
        "cell_type": wanted.cell_type,
        "id": next(name for name in names if name not in ids),
        "metadata": dict(wanted.metadata),
        "source": wanted.source.splitlines(keepends=True),
    }
    if wanted.cell_type == "code":
        made |= {"execution_count": None, "outputs": []}
    return made


def alike(one: str, other: str) -> bool:
    """Whether two texts are the same but for blanks at the ends of lines, and empty lines there."""
    first, second = ([line.rstrip() for line in each.strip().splitlines()] for each in (one, other))
    return first == second


def _added(wanted: ReleasedCell, now: str) -> str:
    """What a cell has that the released one has not, line by line.

    Of code that is no exercise, a line in the place of another is a broken one, and only that.
    """
    a, b = wanted.source.splitlines(), now.splitlines()
    steps = SequenceMatcher(a=a, b=b, autojunk=False).get_opcodes()
    broken = wanted.cell_type == "code"
    added = (
        b[i:j]
        for kind, start, stop, i, j in steps
        if kind != "equal" and not (broken and j - i <= stop - start)
    )
    return dedent("\n".join("\n".join(part) for part in added)).strip()


def _kind(wanted: ReleasedCell, added: str) -> str:
    """What kind of cell may hold what a student has added: code only if it can stand by itself."""
    if wanted.cell_type != "code":
        return "markdown"
    try:
        ast.parse(added)
    except (SyntaxError, ValueError):
        return "raw"
    return "code"

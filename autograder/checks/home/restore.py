"""Broken cells of a lab: what they said when they were released, and how to get that back."""

from __future__ import annotations

import os
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from autograder.checks.channel import JUDGE
from autograder.checks.home import notebook as own
from autograder.checks.home import released
from autograder.checks.home.boxes import MUTED, box, div
from autograder.checks.home.differences import Difference
from autograder.checks.home.meant import meant
from autograder.checks.home.notebook import Cell, NotebookTrouble, text
from autograder.checks.home.released import ReleasedCell
from autograder.checks.home.repair import beside, put_back
from autograder.checks.words import listed, say


class Restored:
    """What differs, or what was done about it; shows itself as text and as HTML.

    Parameters
    ----------
    lines : sequence of str
    differences : sequence of Difference
    after : str
        What to do next.
    """

    def __init__(
        self, lines: Sequence[str], differences: Sequence[Difference] = (), after: str = ""
    ) -> None:
        self.lines, self.differences, self.after = list(lines), list(differences), after

    def __repr__(self) -> str:
        shown = [line for one in self.differences for line in ("", *one.lines())]
        after = ["", self.after] if self.differences else [self.after] * bool(self.after)
        return "\n".join([*self.lines, *shown, *after])

    def _repr_html_(self) -> str:
        parts = [div(escape(line)) for line in self.lines]
        parts += [one.html() for one in self.differences]
        if self.after:
            parts.append(div(escape(self.after), f"margin-top:6px;color:{MUTED}"))
        return box(*parts, width="78em" if self.differences else "52em")


def restore(name: str = "", *, write: bool = False, notebook: str = "") -> Restored:
    """Show the released text of cells beside what your notebook has now, or put it back.

    Parameters
    ----------
    name : str
        Of an exercise, as in its check, such as ``"initialization.he"``, or of any other cell of
        the lab. Without it, all cells are listed that differ.
    write : bool
        Whether to put the released text back into the notebook's file. Nothing that you wrote is
        changed or deleted: beside an answer, the released text is added in a cell of its own.
        A copy of the notebook is kept.
    notebook : str
        What the notebook is called, where that is not plain.

    Returns
    -------
    Restored
        Shows what differs, or what was done; or, in a sentence, why nothing can be.
    """
    if JUDGE in os.environ:
        return Restored([say("restore.graded")])
    name = name.strip() if isinstance(name, str) else meant(name)
    try:
        lab, cells, wanted = _looked_up(name)
        path = own.find(lab, str(notebook))
        content = own.read(path)
        if not wanted:
            return _overview(lab, cells, path, content["cells"], write)
        if write:
            return _written(lab, cells, wanted, path, content)
        return _compared(lab, name, wanted, path, content["cells"])
    except (_Unknown, NotebookTrouble) as trouble:
        return Restored([str(trouble)])


class _Unknown(Exception):
    """Nothing is known of what was asked for; the text is a sentence for the student."""


def _looked_up(name: str) -> tuple[str, list[ReleasedCell], list[ReleasedCell]]:
    """The lab, its cells, and those of them that a name stands for: none for the lab's own name."""
    labs = released.labs()
    if not labs:
        raise _Unknown(say("restore.no-copy"))
    lab, _, part = name.partition(".")
    if lab not in labs and len(labs) == 1:
        lab, part = labs[0], name
    try:
        cells = released.load(lab) if lab in labs else []
        if lab in labs and not cells:
            raise ValueError("a copy without cells")
        known = [point for one in labs for point in released.checkpoints(one, released.load(one))]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise _Unknown(say("restore.damaged")) from error
    wanted = released.chosen(cells, part) if part else []
    if part and not wanted and (known_as := meant(name).removeprefix(f"{lab}.")) != part:
        wanted = released.chosen(cells, known_as)
    if not cells or (part and not wanted):
        raise _Unknown(say("restore.unknown", name=name, names=listed(known or [lab])))
    return lab, cells, wanted


def _overview(
    lab: str, cells: list[ReleasedCell], path: Path, theirs: list[Cell], write: bool
) -> Restored:
    """The cells that differ; of those that a student writes into, those that are gone."""
    found = [beside(theirs, cell) for cell in cells]
    found = [one for one in found if one.what]
    found = [one for one in found if one.turned or not (one.cell and one.released.exercise)]
    if not found:
        return Restored([say("restore.nothing-at-all", notebook=path.name)])
    names = [f"{lab}.{one.released.name}" for one in found]
    rows = [
        f"  {say('restore.cell', name=name, what=one.what)}"
        for name, one in zip(names, found, strict=True)
    ]
    head = say("restore.listed", notebook=path.name)
    return Restored(
        [head, *rows], after=say("restore.which" if write else "restore.look", name=repr(names[0]))
    )


def _compared(
    lab: str, name: str, wanted: list[ReleasedCell], path: Path, theirs: list[Cell]
) -> Restored:
    found = [beside(theirs, cell) for cell in wanted]
    differences = [
        Difference(
            f"{lab}.{one.released.name}",
            one.what,
            one.released.source,
            None if one.cell is None else text(one.cell),
        )
        for one in found
        if one.what
    ]
    if not differences:
        return Restored([say("restore.nothing", name=name, notebook=path.name)])
    head = say("restore.compared", notebook=path.name)
    return Restored([head], differences, say("restore.how", name=repr(name)))


def _written(
    lab: str,
    cells: list[ReleasedCell],
    wanted: list[ReleasedCell],
    path: Path,
    content: dict[str, Any],
) -> Restored:
    theirs: list[Cell] = content["cells"]
    if not own.is_saved(theirs):
        return Restored([say("restore.unsaved", notebook=path.name)])
    done = [said for one in wanted if (said := put_back(theirs, cells, one, lab))]
    if not done:
        return Restored([say("restore.nothing-written", notebook=path.name)])
    if (content.get("nbformat"), content.get("nbformat_minor", 5)) < (4, 5):
        for cell in theirs:
            cell.pop("id", None)  # older notebooks have none
    kept = own.write(path, content)
    return Restored([*done, say("restore.reload", kept=kept.name)])

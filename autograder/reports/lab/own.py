"""What in a notebook is the student's own: cells that are not as they were released."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from autograder.checks.home.released import ReleasedCell
from autograder.reports.reading.notebook import Cell

_STUB = re.compile(r"raise NotImplementedError\(\)")
_MARKS = re.compile(r"^[ \t]*#{2,3} (?:BEGIN|END) SOLUTION[ \t]*\n?", re.MULTILINE)
_SCHEME = re.compile(r"=== BEGIN MARK SCHEME ===.*?(?:=== END MARK SCHEME ===|\Z)", re.DOTALL)
_DOCSTRING = re.compile(r'^[ \t]+(?:"""|\'\'\').*?(?:"""|\'\'\')[ \t]*\n', re.MULTILINE | re.DOTALL)
_ANSWER = re.compile(r"\A\s*\*\*(?:Your answer|你的回答)[:：]?\*\*[:：]?\s*")


@dataclass(frozen=True)
class OwnCell:
    """A cell, and whose it is.

    Attributes
    ----------
    cell : Cell
    own : bool
        Whether the student wrote it, or changed it.
    exercise : bool
        Whether it is where a function, or an answer in words, is asked for.
    question : bool
        Whether it asks for an answer in words.
    check : bool
    blank : bool
        Whether it is an exercise that is still as it was.
    released : str
        What it said when it was released.
    tags : tuple of str
        Those that it has, and those with which it was released: grading takes them off.
    """

    cell: Cell
    own: bool = False
    exercise: bool = False
    question: bool = False
    check: bool = False
    blank: bool = False
    released: str = ""
    tags: tuple[str, ...] = ()


def sorted_out(cells: Sequence[Cell], released: Sequence[ReleasedCell] | None) -> list[OwnCell]:
    """Whose each cell is.

    Parameters
    ----------
    cells : sequence of Cell
    released : sequence of ReleasedCell or None
        The lab as it was released. Without it, of a lab's notebook only the exercises are taken for
        the student's, and of any other one everything.
    """
    if released is None:
        lab = any(cell.about for cell in cells)
        return [_by_itself(cell, before, lab=lab) for before, cell in _pairs(cells)]
    known = _matched(cells, released)
    return [_beside(cell, known.get(cell.number)) for cell in cells]


def answer(text: str) -> str:
    """An answer in words without the line that asks for it."""
    return _ANSWER.sub("", text)


def code(text: str, released: str = "") -> str:
    """Code without the description that it was released with, which is not the student's."""
    text = _MARKS.sub("", text)
    if match := _DOCSTRING.search(released):
        text = text.replace(match[0], "", 1)
    return text.strip("\n")


def prose(text: str) -> str:
    """Text of a lab without what only markers read."""
    return _SCHEME.sub("", text)


def _pairs(cells: Sequence[Cell]) -> list[tuple[Cell | None, Cell]]:
    return list(zip([None, *cells], cells, strict=False))


def _by_itself(cell: Cell, before: Cell | None, *, lab: bool) -> OwnCell:
    about = cell.about
    question = bool(about.get("task"))
    below = before is not None and bool(before.about.get("task")) and not about
    exercise = bool(about.get("solution")) or (below and cell.kind == "markdown")
    check = bool(about.get("grade")) and not exercise and not question
    blank = exercise and (bool(_STUB.search(cell.text)) or not answer(cell.text).strip())
    own = exercise if lab else not (question or check)
    return OwnCell(cell, own and not blank, exercise, question, check, blank, tags=cell.tags)


def _beside(cell: Cell, released: ReleasedCell | None) -> OwnCell:
    if released is None:
        return OwnCell(cell, own=bool(cell.text.strip()), tags=cell.tags)
    same = cell.text.split() == released.source.split()
    exercise, blank = released.exercise, False
    if exercise:
        blank = same or not answer(cell.text).strip()
        blank = blank or bool(cell.kind == "code" and _STUB.search(cell.text))
    fixed = released.check or released.question
    own = not blank if exercise else not same and not fixed and bool(cell.text.strip())
    text, tags = released.source, (*cell.tags, *released.tags)
    return OwnCell(cell, own, exercise, released.question, released.check, blank, text, tags)


def _matched(cells: Sequence[Cell], released: Sequence[ReleasedCell]) -> dict[int, ReleasedCell]:
    """The released cell of each cell that comes from one: by its grade_id, its id, or its text.

    A cell into which a student has written, and whose id is lost, is known by the question above it
    or by the heading with which it was released.
    """
    by_grade = {one.grade_id: one for one in released if one.grade_id}
    by_id = {one.id: one for one in released}
    by_text = {tuple(one.source.split()): one for one in released if one.source.strip()}
    by_head = {_head(one.source): one for one in released if one.answer and _head(one.source)}
    below = {one.id: two for one, two in pairwise(released) if one.question and two.answer}
    found: dict[int, ReleasedCell] = {}
    before = None
    for cell in cells:
        one = by_grade.get(cell.grade_id) or by_id.get(cell.id)
        one = one or by_text.get(tuple(cell.text.split())) or by_head.get(_head(cell.text))
        if one is None and before is not None and answer(cell.text) != cell.text:
            one = below.get(before.id)
        before = one
        if one is not None and one.cell_type == cell.kind:
            found[cell.number] = one
    return found


def _head(text: str) -> str:
    """The heading with which a text begins, if it does."""
    first = text.lstrip().partition("\n")[0].strip()
    return first if first.startswith("#") else ""

"""A lab's source notebook, as a student's is compared with it: by the text of its cells."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Literal

import nbformat
from nbformat import NotebookNode

from autograder.submissions.released.demonstrations import is_demonstration

CellKind = Literal["given", "demonstration", "test", "solution"]


@dataclass(frozen=True)
class SourceCell:
    """A code cell of the source notebook.

    `text` is empty where a student writes, and in a test, which the gradebook holds; `grade_id` is
    empty in most cells that are given.
    """

    kind: CellKind
    text: str = ""
    grade_id: str = ""


def lines(text: str) -> tuple[str, ...]:
    """A text without what an editor may change: line ends, and blanks at ends."""
    return tuple(line.rstrip() for line in text.strip().splitlines())


def code_cells(source: Path) -> tuple[SourceCell, ...]:
    """The code cells of a lab, in their order, without its solutions."""
    cells = nbformat.read(source, as_version=4).cells
    return tuple(_source_cell(cell) for cell in cells if cell.cell_type == "code")


def opening(cells: tuple[SourceCell, ...]) -> tuple[SourceCell, ...]:
    """Those before the first exercise or check."""
    return tuple(takewhile(lambda cell: cell.kind in ("given", "demonstration"), cells))


def _source_cell(cell: NotebookNode) -> SourceCell:
    nbgrader = cell.metadata.get("nbgrader", {})
    kind: CellKind
    if nbgrader.get("solution") or nbgrader.get("grade"):
        kind = "solution" if nbgrader.get("solution") else "test"
        return SourceCell(kind, grade_id=nbgrader.grade_id)
    kind = "demonstration" if is_demonstration(cell) else "given"
    return SourceCell(kind, cell.source, nbgrader.get("grade_id", ""))

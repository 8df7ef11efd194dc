"""Tables that a page can hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from autograder.reports.defects import Defects
from autograder.reports.document import Block, Blocks, Line, Table, Text
from autograder.reports.words import say

COLUMNS, ROWS = 16, 100
MOST = 1_000
"""Columns and rows of a table that are laid out: a few cells may say that they take millions."""


@dataclass(frozen=True)
class Spanning:
    """A cell of HTML, and how many columns and rows it takes."""

    inside: Line
    columns: int = 1
    rows: int = 1


def laid_out(rows: Iterable[tuple[bool, Sequence[Spanning]]]) -> list[Table]:
    """A table in which each cell stands in its column, or none where it has no cells.

    Parameters
    ----------
    rows : iterable of tuple
        Whether it is one of the head, and its cells.
    """
    full: list[tuple[bool, list[Line]]] = []
    reaching: dict[int, int] = {}  # into how many rows a cell above still reaches, by column
    for head, cells in rows:
        row: list[Line] = []
        for cell in cells if len(full) < MOST else ():
            _pass(row, reaching)
            if len(row) >= MOST:
                break
            reaching |= dict.fromkeys(range(len(row), len(row) + cell.columns), cell.rows - 1)
            row += [cell.inside, *[()] * (cell.columns - 1)]
        if cells:
            _pass(row, reaching)
            full.append((head, row))
    if not full:
        return []
    columns = max(len(row) for _, row in full)
    even = [(*row, *[()] * (columns - len(row))) if row else () for _, row in full]
    first = full[0][0] and len(full) > 1
    return [Table(even[0] if first else (), tuple(even[1:] if first else even))]


def _pass(row: list[Line], reaching: dict[int, int]) -> None:
    """Leave free what a cell above reaches into."""
    while reaching.get(len(row), 0) > 0:
        reaching[len(row)] -= 1
        row.append(())


def bounded(blocks: Iterable[Block], defects: Defects) -> Blocks:
    """Blocks whose tables have no more columns and rows than there is room for."""
    return tuple(_bounded(block, defects) for block in blocks)


def _bounded(block: Block, defects: Defects) -> Block:
    if not isinstance(block, Table):
        return block
    columns = max(len(row) for row in (block.head, *block.rows))
    more = ((Text("…"),),)
    if columns > COLUMNS:
        defects.note(say("table.wide", columns=columns, most=COLUMNS))
        head = (*block.head[:COLUMNS], *more) if block.head else ()
        rows = tuple((*row[:COLUMNS], *more) for row in block.rows)
        block = replace(block, head=head, rows=rows, aligned=block.aligned[:COLUMNS])
    if len(block.rows) > ROWS:
        defects.note(say("table.long", rows=len(block.rows), most=ROWS))
        block = replace(block, rows=(*block.rows[:ROWS], more))
    return block

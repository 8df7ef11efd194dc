"""Tables that a page can hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from autograder.reports.defects import Defects
from autograder.reports.document import Block, Blocks, Table, Text
from autograder.reports.words import say

COLUMNS, ROWS = 16, 100


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

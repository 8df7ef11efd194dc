"""Paragraphs of Markdown as a page has them: what stands alone is apart, boxes are boxes."""

from __future__ import annotations

from dataclasses import replace

from autograder.reports.document import (
    Block,
    Blocks,
    Break,
    Figure,
    Formula,
    Inline,
    Line,
    Paragraph,
    Picture,
    Text,
    plain,
)

_BOXES = {"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "}


def ticked(item: Blocks) -> Blocks:
    """An item of a list of things to do, with a box in the place of its brackets."""
    first = item[0] if item else None
    if not isinstance(first, Paragraph) or not isinstance(first.inside[0], Text):
        return item
    text = first.inside[0].text
    box = _BOXES.get(text[:4])
    if box is None:
        return item
    return (replace(first, inside=(Text(box + text[4:]), *first.inside[1:])), *item[1:])


def apart(line: Line) -> list[Block]:
    """A paragraph; formulas on display and pictures that stand alone become blocks."""
    if len(line) == 1 and isinstance(line[0], Picture):
        return [Figure(line[0])]
    found: list[Block] = []
    part: list[Inline] = []
    for one in (*line, None):
        if one is not None and not (isinstance(one, Formula) and one.display):
            part.append(one)
            continue
        if plain(tuple(part)).strip() or any(not isinstance(o, Text | Break) for o in part):
            found.append(Paragraph(tuple(part)))
        part = []
        if one is not None:
            found.append(one)
    return found

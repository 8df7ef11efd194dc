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
)

WIDE = 240
"""A picture that is wider does not stand in a line of text."""
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
    """A paragraph; formulas on display and pictures with room of their own become blocks."""
    seen = [one for one in line if not _is_blank(one)]
    if len(seen) == 1 and isinstance(seen[0], Picture):
        return [Figure(seen[0])]
    found: list[Block] = []
    part: list[Inline] = []
    for one in (*line, None):
        if one is not None and not _stands_alone(one):
            part.append(one)
            continue
        if not all(map(_is_blank, part)):
            found.append(Paragraph(_trimmed(part)))
        part = []
        if one is not None:
            found.append(Figure(one) if isinstance(one, Picture) else one)  # type: ignore[arg-type]
    return found


def _stands_alone(one: Inline) -> bool:
    return (isinstance(one, Formula) and one.display) or (
        isinstance(one, Picture) and one.width > WIDE
    )


def _is_blank(one: Inline) -> bool:
    return isinstance(one, Break) or (isinstance(one, Text) and not one.text.strip())


def _trimmed(line: list[Inline]) -> Line:
    """A line without what is blank at its ends."""
    while line and _is_blank(line[-1]):
        line.pop()
    return tuple(line)

"""A student's own notes in Markdown, at the end of the report."""

from __future__ import annotations

from pathlib import Path

from autograder.reports.defects import Defects
from autograder.reports.document import Block, Heading, Text
from autograder.reports.reading import markdown
from autograder.reports.reading.pictures import Pictures
from autograder.reports.words import say

LARGEST = 2_000_000


def note_file(path: Path, number: int, defects: Defects) -> list[Block]:
    """A file of notes as a section; none, and a sentence, where it cannot be read."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        reason = error.strerror or type(error).__name__
        defects.note(say("notes.unreadable", file=str(path), reason=reason))
        return []
    if size > LARGEST:
        defects.note(say("notes.large", file=str(path)))
        return []
    with defects.at(path.name):
        blocks = list(markdown.read(_decoded(data), Pictures(defects, path.parent).find, top=1))
    title = (Text(path.stem),)
    if blocks and isinstance(blocks[0], Heading) and blocks[0].level == 1:
        title = blocks.pop(0).inside  # type: ignore[union-attr,assignment]
    label = Text(say("section.notes", number=number))
    return [Heading(1, (label, *title)), *(_lower(block) for block in blocks)]


def _lower(block: Block) -> Block:
    """A heading among notes is never a section of the report."""
    if isinstance(block, Heading):
        return Heading(max(block.level, 2), block.inside)
    return block


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")

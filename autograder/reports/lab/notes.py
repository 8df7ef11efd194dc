"""A student's own notes in Markdown, at the end of the report."""

from __future__ import annotations

import re
from pathlib import Path

from autograder.reports.defects import Defects
from autograder.reports.document import Block, Heading, Line, Text
from autograder.reports.reading import markdown
from autograder.reports.reading.letters import decoded
from autograder.reports.reading.pictures import Pictures
from autograder.reports.words import say

LARGEST = 2_000_000
_FRONT = re.compile(r"---[ \t]*\n(?:[\w-]+:.*\n|[ \t#-].*\n|\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
"""What some editors keep above a text, of which only the title is for readers."""
_TITLE = re.compile(r"^title:[ \t]*[\"']?(\S.*?)[\"']?[ \t]*$", re.MULTILINE)
_EMBEDDED = re.compile(
    r"!\[\[([^\[\]|<>\n]+\.(?:png|jpe?g|gif|webp|bmp|svg))(?:\|[^\[\]\n]*)?\]\]", re.IGNORECASE
)
"""A picture as Obsidian writes it."""


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
    text = decoded(data).replace("\r\n", "\n")
    if "\0" in text or path.suffix == ".ipynb":
        defects.note(say("notes.no-text", file=str(path)))
        return []
    front = _FRONT.match(text)
    text = _EMBEDDED.sub(r"![\1](<\1>)", text[front.end() :] if front else text)
    with defects.at(path.name):
        blocks = list(markdown.read(text, Pictures(defects, path.parent).find, top=1))
    called = _TITLE.search(front[0]) if front else None
    title: Line = (Text(called[1] if called else path.stem),)
    first = blocks[0] if blocks else None
    if isinstance(first, Heading) and first.level == 1:
        title = first.inside
        del blocks[0]
    label = Text(say("section.notes", number=number))
    return [Heading(1, (label, *title)), *(_lower(block) for block in blocks)]


def _lower(block: Block) -> Block:
    """A heading among notes is never a section of the report."""
    if isinstance(block, Heading):
        return Heading(max(block.level, 2), block.inside)
    return block

"""Markdown, as Jupyter reads it, as blocks of a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from autograder.reports.defects import Defects
from autograder.reports.document import (
    Block,
    Blocks,
    Break,
    Code,
    CodeText,
    Figure,
    Formula,
    Heading,
    Inline,
    Line,
    Listing,
    Marked,
    Quote,
    Rule,
    Table,
    Text,
    plain,
)
from autograder.reports.reading import markup
from autograder.reports.reading.formulas import PLACE, set_aside
from autograder.reports.reading.letters import clean
from autograder.reports.reading.paragraphs import apart, ticked
from autograder.reports.reading.pictures import Find, Pictures

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LONGEST = 200_000
RICHEST = 5_000
"""Marks of Markdown in a text; with more the time it takes grows beyond measure."""
DEEPEST = 5
_MARKS = {"strong": "strong", "em": "emphasis", "s": "struck"}


def read(text: str, find: Find | None = None, top: int = 1) -> Blocks:
    """The blocks of a text.

    Parameters
    ----------
    text : str
    find : callable, optional
        From where pictures come; where it is left out, only from the text itself.
    top : int
        The level of a heading with one ``#``.
    """
    text = clean(text)
    if len(text) > LONGEST or sum(map(text.count, "[]_*`<>!\\$")) > RICHEST:
        return (Code(text, ""),)
    source, formulas = set_aside(text)
    return _Reader(formulas, find or Pictures(Defects()).find, top).blocks(_parser().parse(source))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": 30}).enable(["table", "strikethrough"])


class _Reader:
    """Goes through the tokens of Markdown once."""

    def __init__(self, formulas: list[tuple[str, Formula]], find: Find, top: int) -> None:
        self._formulas, self._find, self._top = formulas, find, top

    def blocks(self, tokens: Sequence[Token]) -> Blocks:
        found: list[Block] = []
        place = 0
        while place < len(tokens):
            token = tokens[place]
            end = _end(tokens, place)
            found += self._block(token, tokens[place + 1 : end])
            place = end + 1
        return tuple(found)

    def _block(self, token: Token, inside: Sequence[Token]) -> Sequence[Block]:
        kind = token.type
        if kind == "paragraph_open":
            return apart(self._line(inside[0]))
        if kind == "heading_open":
            level = min(self._top + int(token.tag[1]) - 1, 6)
            return (Heading(level, self._line(inside[0])),)
        if kind in ("fence", "code_block"):
            language = token.info.split(maxsplit=1)[0] if token.info.strip() else ""
            return (Code(self._restored(token.content).rstrip("\n"), language),)
        if kind in ("bullet_list_open", "ordered_list_open"):
            first = token.attrGet("start") if kind[0] == "o" else None
            start = int(first or 1) if kind[0] == "o" else None
            return (Listing(tuple(self._items(inside)), start),)
        if kind == "blockquote_open":
            return (Quote(self.blocks(inside)),)
        if kind == "hr":
            return (Rule(),)
        if kind == "table_open":
            return (self._table(inside),)
        if kind == "html_block":
            return self._html(token.content)
        return self.blocks(inside)

    def _items(self, tokens: Sequence[Token]) -> list[Blocks]:
        items, place = [], 0
        while place < len(tokens):
            end = _end(tokens, place)
            items.append(ticked(self.blocks(tokens[place + 1 : end])))
            place = end + 1
        return items

    def _table(self, tokens: Sequence[Token]) -> Table:
        rows: list[list[Line]] = []
        aligned = ""
        heads = 0
        for place, token in enumerate(tokens):
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("th_open", "td_open"):
                rows[-1].append(self._line(tokens[place + 1]))
                if token.type == "th_open":
                    heads = 1
                    style = str(token.attrGet("style") or "")
                    aligned += "c" if "center" in style else "r" if "right" in style else "l"
        head, body = rows[:heads], rows[heads:]
        return Table(tuple(head[0]) if head else (), tuple(map(tuple, body)), aligned)

    def _html(self, source: str) -> Blocks:
        """A block of HTML, of whose texts formulas are parts as they are of Markdown."""
        if "<svg" in source.lower():
            return markup.read(self._restored(source), self._find, self._top)
        tags = re.sub(r"<[^<>]*>", lambda tag: self._restored(tag[0]), source)

        def tell(text: str, code: bool) -> list[Inline]:
            return [Text(self._restored(text))] if code else self._formulated(text)

        return markup.read(tags, self._find, self._top, tell)

    # --- lines -----------------------------------------------------------------------------------

    def _line(self, token: Token) -> Line:
        """What stands in a line; tags of HTML and marks of Markdown may be mixed."""
        stack: list[tuple[str, list[Inline], str]] = [("", [], "")]

        def close(name: str) -> None:
            if any(one[0] == name for one in stack[1:]):
                while True:
                    mark, inside, address = stack.pop()
                    stack[-1][1].append(_wrapped(mark, tuple(inside), address))
                    if mark == name:
                        break

        children = _joined(token.children or [])
        for number, child in enumerate(children):
            add = stack[-1][1].append
            kind = child.type
            if kind == "text":
                for one in self._formulated(child.content):
                    add(one)
            elif kind == "code_inline":
                add(CodeText(self._restored(child.content)))
            elif kind == "softbreak":
                add(Text(_joint(children, number)))
            elif kind == "hardbreak":
                add(Break())
            elif kind == "image":
                alt = self._restored(child.content)
                address = self._restored(str(child.attrGet("src") or ""))
                add(self._find(address, alt))
            elif kind == "link_open":
                stack.append(("a", [], self._restored(str(child.attrGet("href") or ""))))
            elif kind == "link_close":
                close("a")
            elif kind.endswith("_open") and kind[:-5] in _MARKS:
                stack.append((_MARKS[kind[:-5]], [], ""))
            elif kind.endswith("_close") and kind[:-6] in _MARKS:
                close(_MARKS[kind[:-6]])
            elif kind == "html_inline":
                self._tag(self._restored(child.content), stack, close)
        while len(stack) > 1:
            close(stack[-1][0])
        return tuple(stack[0][1])

    def _tag(
        self, source: str, stack: list[tuple[str, list[Inline], str]], close: Callable[[str], None]
    ) -> None:
        """One tag of HTML in a line: what it does, or else the tag itself, for all to see."""
        tag = markup.tag(source)
        if tag is None:
            return
        mark = markup.MARKS.get(tag.name)
        if tag.name == "br":
            stack[-1][1].append(Break())
        elif tag.name == "img" or tag.name in markup.WHOLE:
            stack[-1][1].extend(_as_line(markup.read(source, self._find)))
        elif tag.name not in markup.KNOWN:
            stack[-1][1].append(Text(source))
        elif mark and tag.closes:
            close(mark)
        elif mark and len(stack) < 20:
            stack.append((mark, [], ""))

    def _formulated(self, text: str) -> list[Inline]:
        parts = PLACE.split(text)
        found: list[Inline] = []
        for number, part in enumerate(parts):
            if number % 2 and int(part) < len(self._formulas):
                found.append(self._formulas[int(part)][1])
            elif part:
                found.append(Text(part))
        return found

    def _restored(self, text: str) -> str:
        """A text in which formulas stand as they were written."""
        known = self._formulas
        return PLACE.sub(lambda m: known[int(m[1])][0] if int(m[1]) < len(known) else "", text)


def _joined(children: Sequence[Token]) -> list[Token]:
    """The parts of a line, where a drawing or something that plays is one part."""
    found: list[Token] = []
    place = 0
    while place < len(children):
        child = children[place]
        place += 1
        opened = markup.tag(child.content) if child.type == "html_inline" else None
        if opened is not None and opened.name in markup.WHOLE and not opened.closes:
            closing = re.compile(rf"</\s*{opened.name}\s*>", re.IGNORECASE)
            rest = (at for at in range(place, len(children)) if closing.match(children[at].content))
            end = next(rest, place - 1)
            inside = "".join(part.content or "\n" for part in children[place : end + 1])
            child = child.copy(content=child.content + inside)
            place = end + 1
        found.append(child)
    return found


def _end(tokens: Sequence[Token], place: int) -> int:
    """Where what a token opens is closed."""
    depth = 0
    for end in range(place, len(tokens)):
        depth += tokens[end].nesting
        if depth <= 0:
            return end
    return len(tokens)


def _wrapped(mark: str, inside: Line, address: str) -> Inline:
    if mark == "a":
        return markup.link(inside, address)
    return Marked(mark, inside)  # type: ignore[arg-type]


def _as_line(blocks: Blocks) -> Line:
    return tuple(one.picture if isinstance(one, Figure) else Text(plain(one)) for one in blocks)


def _joint(children: Sequence[Token], number: int) -> str:
    """What stands for the end of a line of the source: nothing between Chinese letters."""
    beside = [
        children[place].content[edge:][:1] if 0 <= place < len(children) else ""
        for place, edge in ((number - 1, -1), (number + 1, 0))
    ]
    return "" if all("\u2e80" <= letter <= "\uffef" for letter in beside if letter) else " "

"""HTML, such as a table that a cell has shown, as blocks of a document.

Only what can be told of it is taken: text, tables, lists, a few marks, links and pictures. Of a
script or a style nothing is left, and no attribute but an address.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote

from autograder.reports.document import (
    Block,
    Blocks,
    Break,
    CodeText,
    Figure,
    Heading,
    Inline,
    Line,
    Link,
    Listing,
    Marked,
    Output,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Text,
    plain,
)
from autograder.reports.reading.letters import clean
from autograder.reports.reading.paragraphs import apart
from autograder.reports.reading.pictures import PLAYED, Find, sized
from autograder.reports.reading.tables import Spanning, laid_out

Tell = Callable[[str, bool], list[Inline]]
LONGEST = 2_000_000
DEEPEST = 60
MARKS = {
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em", "cite", "var", "dfn"), "emphasis"),
    **dict.fromkeys(("s", "strike", "del"), "struck"),
    **dict.fromkeys(("u", "ins"), "underlined"),
    "sub": "sub",
    "sup": "sup",
    "small": "quiet",
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN = {"script", "style", "template", "noscript", "title", "iframe", "object", "svg", "math"}
_HIDDEN |= {"textarea", "select", "video", "audio", "canvas", "applet"}
WHOLE = {"svg", *PLAYED}
"""Elements that are one picture, or none: their parts are nothing by themselves."""
_PARTS = {"p", "div", "section", "article", "header", "footer", "figure", "figcaption", "center"}
_PARTS |= {"details", "summary", "dl", "dt", "dd", "main", "address", "fieldset", "caption"}
_PARTS |= {"form", "button", "label", "nav", "aside", "tt"}
_TABLES = {"table", "thead", "tbody", "tfoot", "tr", "td", "th"}
_OTHER = {"a", "br", "img", "hr", "code", "kbd", "tt", "samp", "pre", "ul", "ol", "li", "html"}
_OTHER |= {"blockquote", "span", "font", "body", "mark", "abbr", "big", "q"}
_OTHER |= {"colgroup", "col", "embed"}
_CODES = {"pre", "code", "kbd", "tt", "samp"}
KNOWN = {*MARKS, *_HEADINGS, *PLAYED} | _HIDDEN | _PARTS | _TABLES | _OTHER
"""Tags that HTML has; anything else in angle brackets is text that looks like one."""
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\"'<>\\]+", re.IGNORECASE)
_DRAWING, _DRAWN = re.compile(r"<svg\b[^<>]*>", re.I), re.compile(r"</svg\s*>", re.I)
_TAG = re.compile(r"<\s*(/?)\s*([A-Za-z][A-Za-z0-9-]*)")


@dataclass(frozen=True)
class Tag:
    """A tag in a line of Markdown."""

    name: str
    closes: bool


def tag(source: str) -> Tag | None:
    """What a piece of HTML in a line is; None for a comment."""
    match = _TAG.match(source)
    return Tag(match[2].lower(), bool(match[1])) if match else None


def link(inside: Line, address: str) -> Inline:
    """A link, where it leads to a page; else only its text."""
    if _ADDRESS.fullmatch(address) and len(address) < 2000:
        return Link(inside, address)
    return inside[0] if len(inside) == 1 else Marked("quiet", inside)


def read(html: str, find: Find, top: int = 1, tell: Tell | None = None) -> Blocks:
    """The blocks of a piece of HTML, which need not be whole or right.

    Parameters
    ----------
    html : str
    find : callable
        From where pictures come, by their address and what they show.
    top : int
        The level of ``<h1>``.
    tell : callable, optional
        Makes parts of a line from a text, which may be one of code.
    """
    reader = _Reader(find, top, tell or (lambda text, _: [Text(text)]))
    # Python's parser fails at sections that are marked, which HTML does not have.
    reader.feed(_with_pictures(clean(html[:LONGEST])).replace("<![", "&lt;!["))
    reader.close()
    return reader.finished()


def _with_pictures(html: str) -> str:
    """The same, where each drawing in it is the picture that its file would be."""
    parts, place = [], 0
    while begin := _DRAWING.search(html, place):
        end = _DRAWN.search(html, begin.end())
        if end is None:
            break  # nor has any that begins after it an end
        drawing = quote(html[begin.start() : end.end()])
        parts += [html[place : begin.start()], f'<img src="data:image/svg+xml,{drawing}">']
        place = end.end()
    return "".join([*parts, html[place:]])


@dataclass
class _Open:
    """An element that is being read: its blocks so far, and the line at their end."""

    name: str
    blocks: list[Block] = field(default_factory=list)
    line: list[Inline] = field(default_factory=list)
    items: list[Blocks] = field(default_factory=list)
    rows: list[tuple[bool, list[Spanning]]] = field(default_factory=list)
    address: str = ""
    spans: tuple[int, int] = (1, 1)


class _Reader(HTMLParser):
    def __init__(self, find: Find, top: int, tell: Tell) -> None:
        super().__init__(convert_charrefs=True)
        self._find, self._top, self._tell, self._hidden = find, top, tell, 0
        self._open = [_Open("")]
        self._plays: tuple[str, str] | None = None

    def finished(self) -> Blocks:
        self._played()
        while len(self._open) > 1:
            self._close()
        return _blocks(self._open[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        top, given = self._open[-1], {name: value or "" for name, value in attrs}
        address = given.get("src") or given.get("data", "")
        if tag in PLAYED and not self._hidden:
            self._plays = tag, given.get("title", "")
        if self._plays and address:
            self._played(address)
        if tag == "embed":
            self._played()
        elif tag in _HIDDEN:
            self._hidden += 1
        if self._hidden or tag in _HIDDEN:
            return
        if tag == "br":
            top.line.append(Break())
        elif tag == "img":
            found = self._find(given.get("src", ""), given.get("alt", ""))
            top.line.append(sized(found, given) if isinstance(found, Picture) else found)
        elif tag == "hr":
            _end_line(top)
            top.blocks.append(Rule())
        elif len(self._open) < DEEPEST and tag in KNOWN - {"html", "body", "col", "colgroup"}:
            if tag in ("li", "tr", "td", "th", "dt", "dd", "p"):
                self._end_open(tag)
            address = given.get("href", "") if tag == "a" else ""
            spans = _span(given.get("colspan", ""), 2), _span(given.get("rowspan", ""), 4)
            self._open.append(_Open(tag, address=address, spans=spans))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _HIDDEN:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(self._hidden - 1, 0)
            if not self._hidden:
                self._played()
        elif not self._hidden and any(one.name == tag for one in self._open[1:]):
            while self._close() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._hidden or self._open[-1].name in ("table", "thead", "tbody", "tr", "ul", "ol"):
            return
        inside = [one.name for one in self._open]
        if "pre" not in inside:
            data = re.sub(r"\s+", " ", data)
        if data:
            self._open[-1].line += self._tell(data, not _CODES.isdisjoint(inside))

    def _played(self, address: str = "") -> None:
        """Tell of what plays, once its address is known, or that it has none."""
        if self._plays is not None:
            element, title = self._plays
            self._plays = None
            self._open[-1].line.append(self._find(address, title, element))

    def _end_open(self, tag: str) -> None:
        """HTML lets the end of some elements be left out: the next one of their kind ends them."""
        ends = {"td": ("td", "th"), "th": ("td", "th"), "tr": ("td", "th", "tr")}.get(tag, (tag,))
        while self._open[-1].name in ends:
            self._close()

    def _close(self) -> str:
        """End the innermost element, and give what it holds to the one around it."""
        done = self._open.pop()
        name, above = done.name, self._open[-1]
        if name in MARKS or name in ("a", *(_CODES - {"pre"}), "span", "font"):
            _give_line(done, above)
            return name
        if name in ("mark", "abbr", "big", "q"):
            above.blocks += done.blocks
            above.line += done.line
            return name
        if name in ("td", "th"):
            row = above.rows or [(False, [])]
            above.rows = row
            cell = Spanning(_as_line(done), *done.spans)
            row[-1] = (row[-1][0] or name == "th", [*row[-1][1], cell])
            return name
        if name in ("tr", "thead", "tbody", "tfoot"):
            rows = done.rows if name != "tr" else [one for one in done.rows if one[1]]
            above.rows += [(name == "thead" or head, cells) for head, cells in rows]
            return name
        if name == "li":
            above.items.append(_blocks(done))
            return name
        _end_line(above)
        if name == "table":
            above.blocks += done.blocks  # what it is called
            above.blocks += laid_out(done.rows)
        elif name in ("ul", "ol"):
            if done.items:
                above.blocks.append(Listing(tuple(done.items), 1 if name == "ol" else None))
        elif name == "pre":
            text = plain(_blocks(done) if done.blocks else tuple(done.line)).strip("\n")
            above.blocks += [Output(text)] * bool(text.strip())
        elif name in _HEADINGS:
            level = min(self._top + _HEADINGS[name] - 1, 6)
            above.blocks.append(Heading(level, _as_line(done)))
        elif name == "blockquote":
            above.blocks.append(Quote(_blocks(done)))
        else:
            above.blocks += _blocks(done)
        return name


def _blocks(done: _Open) -> Blocks:
    _end_line(done)
    return tuple(done.blocks)


def _end_line(element: _Open) -> None:
    """What stands in a line so far becomes a paragraph."""
    line, element.line = element.line, []
    element.blocks += apart(tuple(line))


def _give_line(done: _Open, above: _Open) -> None:
    """End a mark in a line; blocks in it keep to themselves."""
    above.blocks += done.blocks
    line = tuple(done.line)
    if not line:
        return
    if done.name == "a":
        above.line.append(link(line, done.address))
    elif done.name in _CODES:
        above.line.append(CodeText(plain(line)))
    elif done.name in MARKS:
        above.line.append(Marked(MARKS[done.name], line))  # type: ignore[arg-type]
    else:
        above.line += line


def _as_line(done: _Open) -> Line:
    """What an element holds, in one line."""
    line: list[Inline] = []
    for block in done.blocks:
        inside = block.inside if isinstance(block, Paragraph | Heading) else (Text(plain(block)),)
        inside = (block.picture,) if isinstance(block, Figure) else inside
        line += ([Break()] if line else []) + [*inside]
    return (*line, *done.line)


def _span(written: str, digits: int) -> int:
    """How many columns or rows a cell takes."""
    return max(int(written), 1) if written.isdecimal() and len(written) <= digits else 1

"""The document that every report is: blocks, and what stands in a line. Plain data, no markup.

Nothing in it is HTML or Typst, so nothing that somebody wrote can become a part of a page that is
more than text, a picture or a link.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Literal

# --- what stands in a line -----------------------------------------------------------------------


@dataclass(frozen=True)
class Text:
    """Letters, as they are read."""

    text: str


@dataclass(frozen=True)
class Break:
    """A new line in the same paragraph."""


@dataclass(frozen=True)
class CodeText:
    """A piece of code in a line."""

    text: str


@dataclass(frozen=True)
class Formula:
    """Mathematics in TeX; `display` where it stands by itself."""

    tex: str
    display: bool = False


Mark = Literal["strong", "emphasis", "struck", "sub", "sup", "underlined", "quiet"]


@dataclass(frozen=True)
class Marked:
    """Text that looks different."""

    mark: Mark
    inside: tuple[Inline, ...]


@dataclass(frozen=True)
class Link:
    """A text that leads to a page, by an address that begins with http, https, mailto or #."""

    inside: tuple[Inline, ...]
    address: str


@dataclass(frozen=True)
class Picture:
    """A picture that can be shown: PNG, JPEG or clean SVG.

    Attributes
    ----------
    data : bytes
    kind : {'png', 'jpeg', 'svg+xml'}
    width : float
        In CSS pixels, of which there are 96 to an inch.
    alt : str
        What it shows, for whoever does not see it.
    place : str
        Where it comes from, such as *cell 7*.
    """

    data: bytes = field(repr=False)
    kind: Literal["png", "jpeg", "svg+xml"]
    width: float
    alt: str = ""
    place: str = field(default="", compare=False)


Inline = Text | Break | CodeText | Formula | Marked | Link | Picture
Line = tuple[Inline, ...]

# --- blocks --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is a section of the report."""

    level: int
    inside: Line
    anchor: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Text; `quiet` where it is about the report, and not a part of it."""

    inside: Line
    quiet: bool = False


@dataclass(frozen=True)
class Listing:
    """A list; numbered where it has a start."""

    items: tuple[Blocks, ...]
    start: int | None = None


@dataclass(frozen=True)
class Quote:
    """What somebody else has written, such as a question."""

    inside: Blocks


@dataclass(frozen=True)
class Code:
    """A program, in a language that Pygments knows."""

    text: str
    language: str = "python"


@dataclass(frozen=True)
class Output:
    """What a program printed; every space counts."""

    text: str
    error: bool = False


@dataclass(frozen=True)
class Figure:
    """A picture with its caption."""

    picture: Picture
    caption: Line = ()


@dataclass(frozen=True)
class Table:
    """Rows of cells below a head, which may be empty; `aligned` has a letter for each column.

    These are l, c and r; w is for whole sentences, which need some width on a narrow screen too.
    """

    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    aligned: str = ""


@dataclass(frozen=True)
class Rule:
    """A line across."""


State = Literal["passed", "failed", "open"]


@dataclass(frozen=True)
class Card:
    """A verdict: a sign and a word for its state, whose it is, points, what is to be said.

    `criteria` are signs, words and states; `link` leads to where it is explained, and `anchor` is
    by what others lead here.
    """

    state: State
    word: str
    name: str
    points: str
    lines: tuple[Line, ...] = ()
    criteria: tuple[tuple[str, str, State], ...] = ()
    link: Link | None = None
    anchor: str = ""


@dataclass(frozen=True)
class Form:
    """The table at the head of a report: rows of labels and what is entered beside each."""

    rows: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True)
class Fold:
    """A part with its heading, of which the rest is shown when it is asked for; on paper always.

    `says` stands beside the heading.
    """

    heading: Heading
    inside: Blocks
    says: str = ""


@dataclass(frozen=True)
class Beside:
    """Blocks in columns, to be compared; on a narrow screen one column below the other."""

    columns: tuple[Blocks, ...]


Block = (
    Heading
    | Paragraph
    | Listing
    | Quote
    | Code
    | Output
    | Figure
    | Table
    | Rule
    | Card
    | Form
    | Fold
    | Beside
    | Formula
)
Blocks = tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """A report.

    Attributes
    ----------
    title : str
    blocks : tuple of Block
    language : {'en', 'zh'}
    author : str
    running : tuple of str
        What stands at the top of each page of the PDF, left and right.
    """

    title: str
    blocks: Blocks
    language: str = "en"
    author: str = ""
    running: tuple[str, str] = ("", "")


def walk(thing: object) -> Iterator[object]:
    """Everything in a document, a block or a line, in its order."""
    if isinstance(thing, tuple):
        for one in thing:
            yield from walk(one)
    elif is_dataclass(thing) and not isinstance(thing, type):
        yield thing
        for part in fields(thing):
            yield from walk(getattr(thing, part.name))


def plain(thing: object) -> str:
    """The letters of a line or of blocks."""
    return "".join(
        " "
        if isinstance(one, Break)
        else one.tex
        if isinstance(one, Formula)
        else one.text
        if isinstance(one, Text | CodeText | Code | Output)
        else ""
        for one in walk(thing)
    )

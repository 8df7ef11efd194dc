"""A document as one page for the browser: no script, nothing that is loaded, light and dark."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable, Mapping
from html import escape
from itertools import takewhile
from pathlib import Path
from typing import Any
from unicodedata import category

from autograder.reports.document import (
    Beside,
    Block,
    Blocks,
    Break,
    Card,
    Code,
    CodeText,
    Document,
    Figure,
    Fold,
    Form,
    Formula,
    Heading,
    Line,
    Link,
    Listing,
    Marked,
    Output,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Table,
    Text,
)
from autograder.reports.writing.colours import coloured
from autograder.reports.writing.mathematics import Drawing, Mathematics

TAGS = {"en": "en", "zh": "zh-Hans"}
WIDE = 60
"""Heights of an x: a wider formula in a line would stick out of a telephone, or be too small."""
_STYLE = Path(__file__).with_name("page.css")
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""
_CODE = re.compile(r"<code>[^<]*</code>")
_ELEMENTS = {
    "strong": "strong",
    "emphasis": "em",
    "struck": "s",
    "sub": "sub",
    "sup": "sup",
    "underlined": "u",
    "quiet": "small",
}


def page(
    document: Document, mathematics: Mathematics, known: Mapping[Block, str] | None = None
) -> str:
    """The page, as a whole file of HTML.

    Parameters
    ----------
    document : Document
    mathematics : Mathematics
    known : mapping, optional
        Blocks of other documents that are `written` already.
    """
    writer = _Writer(mathematics, known or {})
    return _PAGE.format(
        language=TAGS.get(document.language, "en"),
        policy=_POLICY,
        title=escape(document.title),
        style=_STYLE.read_text(encoding="utf-8").strip(),
        body=writer.blocks(document.blocks),
    )


def written(block: Block, mathematics: Mathematics) -> str:
    """A block as a piece of a page."""
    return _Writer(mathematics, {}).blocks((block,))


class _Writer:
    def __init__(self, mathematics: Mathematics, known: Mapping[Block, str]) -> None:
        self._mathematics, self._known = mathematics, known

    def blocks(self, blocks: Blocks) -> str:
        return "\n".join(self._known.get(block) or self._block(block) for block in blocks)

    def line(self, line: Line) -> str:
        told: list[str] = []
        before: object = None
        for one in line:
            told.append(self._inline(one))
            if isinstance(one, Text) and isinstance(before, Formula):
                # No line is to begin with a comma.
                stop = "".join(takewhile(_ends, one.text))
                kept = f'<span class="kept">{told[-2]}{escape(stop)}</span>' if stop else told[-2]
                told[-2:] = [kept, escape(one.text[len(stop) :])]
            before = one
        return "".join(told)

    def _block(self, block: Block) -> str:
        write: Callable[[Any], str] = getattr(self, f"_{type(block).__name__.lower()}")
        return write(block)

    def _inline(self, one: Any) -> str:
        if isinstance(one, Text):
            return escape(one.text)
        if isinstance(one, Break):
            return "<br>"
        if isinstance(one, CodeText):
            return f"<code>{escape(one.text)}</code>"
        if isinstance(one, Marked):
            tag = _ELEMENTS[one.mark]
            return f"<{tag}>{self.line(one.inside)}</{tag}>"
        if isinstance(one, Link):
            address = escape(one.address, quote=True)
            return f'<a href="{address}" rel="noopener noreferrer">{self.line(one.inside)}</a>'
        if isinstance(one, Picture):
            return _picture(one)
        drawn, drawing = self._drawn(one), self._mathematics.drawn(one)
        if isinstance(drawing, Drawing) and drawing.width > WIDE:
            return f'<span class="formula" tabindex="0" role="group">{drawn}</span>'
        return drawn

    def _drawn(self, formula: Formula) -> str:
        drawing = self._mathematics.drawn(formula)
        if not isinstance(drawing, Drawing):
            return f'<code class="tex">{escape(formula.tex)}</code>'
        label = escape(formula.tex, quote=True)
        return drawing.svg.replace("<svg", f'<svg aria-label="{label}"', 1)

    # --- blocks ----------------------------------------------------------------------------------

    def _heading(self, block: Heading) -> str:
        level = min(block.level + 1, 6)  # the title is the first
        anchor = f' id="{escape(block.anchor, quote=True)}"' if block.anchor else ""
        return f'<h{level}{anchor} dir="auto">{self.line(block.inside)}</h{level}>'

    def _paragraph(self, block: Paragraph) -> str:
        quiet = ' class="quiet"' if block.quiet else ""
        return f'<p{quiet} dir="auto">{self.line(block.inside)}</p>'

    def _formula(self, block: Formula) -> str:
        return f'<div class="formula" tabindex="0" role="group">{self._drawn(block)}</div>'

    def _listing(self, block: Listing) -> str:
        tag = "ul" if block.start is None else "ol"
        start = f' start="{block.start}"' if block.start not in (None, 1) else ""
        items = "".join(f'<li dir="auto">{self._item(item)}</li>' for item in block.items)
        return f"<{tag}{start}>{items}</{tag}>"

    def _item(self, item: Blocks) -> str:
        """An item of a list; where it has one paragraph, only its text."""
        if item and isinstance(item[0], Paragraph):
            rest = self.blocks(item[1:])
            return self.line(item[0].inside) + (f"\n{rest}" if rest else "")
        return self.blocks(item)

    def _quote(self, block: Quote) -> str:
        return f"<blockquote>{self.blocks(block.inside)}</blockquote>"

    def _code(self, block: Code) -> str:
        pieces = "".join(
            f'<span class="{kind}">{escape(text)}</span>' if kind else escape(text)
            for kind, text in coloured(block.text, block.language)
        )
        return f'<pre class="code" tabindex="0" dir="ltr"><code>{pieces}</code></pre>'

    def _output(self, block: Output) -> str:
        kind = "output error" if block.error else "output"
        return f'<pre class="{kind}" tabindex="0">{escape(block.text)}</pre>'

    def _figure(self, block: Figure) -> str:
        caption = f"<figcaption>{self.line(block.caption)}</figcaption>" if block.caption else ""
        return f"<figure>{_picture(block.picture)}{caption}</figure>"

    def _table(self, block: Table) -> str:
        sides = [
            {"c": "centre", "r": "right", "w": "wide"}.get(letter, "") for letter in block.aligned
        ]

        def row(cells: Iterable[Line], tag: str) -> str:
            written = []
            for place, cell in enumerate(cells):
                side = sides[place] if place < len(sides) else ""
                kind = f' class="{side}"' if side else ""
                kind += ' scope="col"' if tag == "th" else ""
                # A long name in a narrow column breaks between its words.
                text = _CODE.sub(lambda code: code[0].replace("_", "_<wbr>"), self.line(cell))
                written.append(f"<{tag}{kind}>{text}</{tag}>")
            return f"<tr>{''.join(written)}</tr>"

        head = f"<thead>{row(block.head, 'th')}</thead>" if block.head else ""
        body = "".join(row(cells, "td") for cells in block.rows)
        return (
            f'<div class="table" tabindex="0" role="group"><table>{head}'
            f"<tbody>{body}</tbody></table></div>"
        )

    def _rule(self, _: Rule) -> str:
        return "<hr>"

    def _card(self, block: Card) -> str:
        points = f' <span class="points">{escape(block.points)}</span>' if block.points else ""
        name = f" <code>{escape(block.name)}</code>" if block.name else ""
        parts = [f'<p><strong class="state">{escape(block.word)}</strong>{name}{points}</p>']
        parts += [f'<p dir="auto">{self.line(line)}</p>' for line in block.lines]
        if block.criteria:
            marks = "".join(
                f'<li class="{state}"><span class="sign">{escape(sign)}</span> {escape(word)}</li>'
                for sign, word, state in block.criteria
            )
            parts.append(f'<ul class="criteria">{marks}</ul>')
        if block.link:
            parts.append(f"<p>{self._inline(block.link)}</p>")
        anchor = f' id="{escape(block.anchor, quote=True)}"' if block.anchor else ""
        return f'<section class="card {block.state}"{anchor}>{"".join(parts)}</section>'

    def _form(self, block: Form) -> str:
        most = max((len(row) for row in block.rows), default=1)
        rows = ""
        for row in block.rows:
            span = f' colspan="{2 * most - 1}"' if len(row) == 1 and most > 1 else ""
            rows += "<tr>"
            for label, value in row:
                shown = escape(value) or "&nbsp;"
                rows += f'<th scope="row">{escape(label)}</th><td{span} dir="auto">{shown}</td>'
            rows += "</tr>"
        return f'<table class="form"><tbody>{rows}</tbody></table>'

    def _fold(self, block: Fold) -> str:
        says = f' <span class="quiet">{escape(block.says)}</span>' if block.says else ""
        head = f"<summary>{self.blocks((block.heading,))}{says}</summary>"
        return f"<details>{head}\n{self.blocks(block.inside)}\n</details>"

    def _beside(self, block: Beside) -> str:
        columns = "".join(f"<div>{self.blocks(column)}</div>" for column in block.columns)
        return f'<div class="beside">{columns}</div>'


def _ends(letter: str) -> bool:
    """Whether a letter is punctuation that belongs to what is before it."""
    return category(letter) in ("Po", "Pe", "Pf")


def _picture(picture: Picture) -> str:
    data = base64.b64encode(picture.data).decode()
    alt = escape(picture.alt, quote=True)
    source = f"data:image/{picture.kind};base64,{data}"
    return f'<img alt="{alt}" width="{picture.width:.0f}" src="{source}">'

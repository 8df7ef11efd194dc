"""Formulas in Markdown, put aside before Markdown is read, as Jupyter does it.

In `$a_1 b_1$` Markdown would see emphasis. Each formula becomes a pair of characters that stand for
nothing, with its number between them, until the rest has been read.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from autograder.reports.document import Formula

BEGIN, END = "\ue000", "\ue001"
PLACE = re.compile(f"{BEGIN}(\\d+){END}")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.M | re.S)
_TICKS = re.compile(r"(?<!`)(`+)(?!`)(?:.+?)(?<!`)\1(?!`)", re.S)
_BLANK = r"(?:(?!\n[ \t]*\n)[^\\]|\\(?!\n[ \t]*\n)[\s\S])"
"""Anything but an empty line; a backslash takes the next character with it."""
_MEANT = r"(?=\s*[A-Za-z]\w?\s*\$|[^$\\^_=+{}]*[\\^_=+{}][^$]*\$)"
"""With blanks inside of its dollars, as Jupyter takes it too, a formula has some sign of being one:
else two prices would be one."""
_FORMULA = re.compile(
    rf"(?P<display>\$\$(?P<a>(?:(?!\$\$){_BLANK})+?)\$\$)"
    rf"|(?P<named>\\begin\{{(?P<name>[A-Za-z]+\*?)\}}(?:{_BLANK})*?\\end\{{(?P=name)\}})"
    rf"|\\\\\[(?P<b>(?:{_BLANK})+?)\\\\\]"
    rf"|\\\\\((?P<c>(?:{_BLANK})+?)\\\\\)"
    rf"|\$(?P<d>(?!\s)(?:(?!\$){_BLANK})+?)(?<!\s)\$(?!\d)"
    rf"|\${_MEANT}(?P<e>(?:(?!\$){_BLANK})+?)\$(?!\d)"
)


def set_aside(text: str) -> tuple[str, list[tuple[str, Formula]]]:
    """A text with places for its formulas, and these, each with how it was written."""
    text = text.replace(BEGIN, "").replace(END, "")
    found: list[tuple[str, Formula]] = []

    def place(match: re.Match[str]) -> str:
        display = match["display"] or match["named"] or match["b"]
        tex = match["a"] or match["named"] or match["b"] or match["c"] or match["d"] or match["e"]
        if not tex.strip():
            return match[0]
        found.append((match[0], Formula(tex.strip(), bool(display))))
        return f"{BEGIN}{len(found) - 1}{END}"

    parts, last = [], 0
    for kept in _codes(text):
        parts += [_placed(text[last : kept[0]], place), text[kept[0] : kept[1]]]
        last = kept[1]
    return "".join([*parts, _placed(text[last:], place)]), found


def _placed(text: str, place: Callable[[re.Match[str]], str]) -> str:
    if "$" not in text and "\\" not in text:
        return text
    hidden = text.replace("\\$", "\ue002")
    return _FORMULA.sub(place, hidden).replace("\ue002", "\\$")


def _codes(text: str) -> list[tuple[int, int]]:
    """Where code stands: in there a dollar is a dollar."""
    fences = [match.span() for match in _FENCE.finditer(text)]
    spans, last = [], 0
    for begin, end in [*fences, (len(text), len(text))]:
        part = text[last:begin]
        if part.count("`") < 2000:  # else the search takes too long
            spans += [(last + m.start(), last + m.end()) for m in _TICKS.finditer(part)]
        if end > begin:
            spans.append((begin, end))
        last = end
    return sorted(spans)

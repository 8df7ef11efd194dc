"""A released text beside what a student has in its place: line by line, as text and as HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape
from itertools import zip_longest

from autograder.checks.home.boxes import CODE, LINE, MUTED, TEXT, div
from autograder.checks.words import say

_MOST = 400
_GRID = (
    "display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);column-gap:1em;"
    f"margin-top:4px;border:1px solid {LINE};padding:2px 6px"
)
# Tints of JupyterLab's own colours, light or dark as its theme is, with its own text on them.
_TINTS = {
    "-": "background:color-mix(in srgb, var(--jp-success-color1, #388e3c) 18%, transparent)",
    "+": "background:color-mix(in srgb, var(--jp-warn-color1, #f57c00) 18%, transparent)",
}


@dataclass(frozen=True)
class Difference:
    """A cell as it was released, beside the one that a student has.

    Attributes
    ----------
    name : str
    what : str
        What is the matter with it, in a word or two.
    released : str
    yours : str or None
        None where the cell is gone.
    """

    name: str
    what: str
    released: str
    yours: str | None

    def lines(self) -> list[str]:
        """Lines of text: what both have, then with a mark what one of them has."""
        found = [say("restore.cell", name=self.name, what=self.what)]
        for mark, released, yours in self._steps():
            if mark == " ":
                found += [f"    {line}".rstrip() for line in released]
            else:
                found += [f"  - {line}".rstrip() for line in released]
                found += [f"  + {line}".rstrip() for line in yours]
        return found

    def html(self) -> str:
        """The two side by side, in colours that suit a light theme and a dark one."""
        head = f"<b>{escape(self.name)}</b> <span>{escape(self.what)}</span>"
        sides = ("restore.released", "restore.yours")
        cells = [div(escape(say(side)), f"color:{MUTED}") for side in sides]
        for mark, released, yours in self._steps():
            for left, right in zip_longest(released, yours):
                cells += [_line(left, mark if mark == " " else "-")]
                cells += [_line(right, mark if mark == " " else "+")]
        return div(head, "margin-top:8px") + div("".join(cells), _GRID)

    def _steps(self) -> Iterator[tuple[str, list[str], list[str]]]:
        """Lines that both have, as `" "`, and lines that they have in place of each other."""
        released = self.released.splitlines()[:_MOST]
        yours = (self.yours or "").splitlines()[:_MOST]
        steps = SequenceMatcher(a=released, b=yours, autojunk=False).get_opcodes()
        for kind, a, b, c, d in steps:
            yield " " if kind == "equal" else "±", released[a:b], yours[c:d]


def _line(line: str | None, mark: str) -> str:
    if line is None:
        return "<div></div>"
    style = f"{CODE};color:{TEXT};{_TINTS.get(mark, '')}".rstrip(";")
    return div(escape(f"{mark} {line}"), style)

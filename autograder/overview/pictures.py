"""Small pictures of numbers, as SVG that is legible in light and dark and on paper.

Each draws its own ground, so that its colours fit it wherever it is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from autograder.reports.document import Picture

_STYLE = """\
text{font:14px system-ui,sans-serif;fill:#1b1f24}.ground{fill:#fff}.axis{stroke:#57606a}
.bar,.passed{fill:#1a6fb0}.partly{fill:#8cc4ea}.failed{fill:#c2410c}
.not-attempted{fill:#d5dae0}.not-run{fill:#6b7480}.edge{fill:none;stroke:#57606a}
@media (prefers-color-scheme:dark){text{fill:#e4e7eb}.ground{fill:#15191e}.axis{stroke:#a3adb8}
.bar,.passed{fill:#4aa3e0}.partly{fill:#1d5479}.failed{fill:#f0803c}
.not-attempted{fill:#3f4853}.not-run{fill:#8a94a0}.edge{stroke:#a3adb8}}
"""
_WIDE, _HIGH, _LEFT, _TOP, _FOOT = 400, 200, 8, 22, 24
_BAR, _THICK = 110, 14


def histogram(counts: Sequence[int], labels: Sequence[str], alt: str) -> Picture:
    """Columns with their counts on top.

    Parameters
    ----------
    counts : sequence of int
    labels : sequence of str
        Of the borders between them, one more than there are counts; an empty one is not written.
    alt : str
    """
    step = (_WIDE - 2 * _LEFT) / max(1, len(counts))
    most, room, ground = max([1, *counts]), _HIGH - _TOP - _FOOT, _HIGH - _FOOT
    parts = []
    for place, count in enumerate(counts):
        tall = room * count / most
        left = _LEFT + place * step
        if count:
            parts.append(_box("bar", left + 2, ground - tall, step - 4, tall))
            parts.append(_text(left + step / 2, ground - tall - 5, str(count)))
    parts.append(f'<path class="axis" d="M{_LEFT} {ground}H{_WIDE - _LEFT}"/>')
    for place, label in enumerate(labels):
        anchor = "start" if place == 0 else "end" if place == len(labels) - 1 else "middle"
        parts.append(_text(_LEFT + place * step, _HIGH - 6, label, anchor))
    return _drawn(parts, _WIDE, _HIGH, alt)


def stacked(shares: Sequence[tuple[str, int]], alt: str) -> Picture:
    """A bar whose parts are as long as their numbers; each part is drawn by its kind."""
    whole, left, parts = max(1, sum(number for _, number in shares)), 0.0, []
    for kind, number in shares:
        wide = _BAR * number / whole
        if number:
            parts.append(_box(kind.replace(" ", "-"), left, 0, wide, _THICK))
        left += wide
    parts.append(f'<rect class="edge" x=".5" y=".5" width="{_BAR - 1}" height="{_THICK - 1}"/>')
    return _drawn(parts, _BAR, _THICK, alt)


def sample(kind: str) -> Picture:
    """A piece of a bar, to stand beside the word for it."""
    name = kind.replace(" ", "-")
    edge = '<rect class="edge" x=".5" y=".5" width="11" height="11"/>'
    return _drawn([_box(name, 0, 0, 12, 12), edge], 12, 12, "")


def _box(kind: str, x: float, y: float, wide: float, tall: float) -> str:
    return f'<rect class="{kind}" x="{x:.2f}" y="{y:.2f}" width="{wide:.2f}" height="{tall:.2f}"/>'


def _text(x: float, y: float, text: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _drawn(parts: Sequence[str], wide: int, high: int, alt: str) -> Picture:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}"'
        f' viewBox="0 0 {wide} {high}"><style>{_STYLE}</style>'
        f'<rect class="ground" width="{wide}" height="{high}"/>{"".join(parts)}</svg>'
    )
    return Picture(svg.encode(), "svg+xml", float(wide), alt)

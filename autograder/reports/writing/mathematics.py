"""Formulas as drawings, by MathJax in a small JavaScript engine, for both forms of a report."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from time import thread_time
from typing import Any

from autograder.reports.document import Formula
from autograder.reports.reading import svg

LONGEST = 5_000
SECONDS = 2
"""Of the processor, for one formula, ..."""
SECONDS_IN_ALL = 5
"""... and for all of a text, ..."""
LARGEST = 4_000_000
"""... and letters of all its drawings; what is left is shown as it is written."""
MEMORY = 512 * 2**20
_PACKAGE, _FOLDER = "django-static-mathjax", "mathjax/static/mathjax/es5"
_PARTS = (
    "loader.js",
    "core.js",
    "adaptors/liteDOM.js",
    "input/tex-full.js",
    "output/svg.js",
    "output/svg/fonts/tex.js",
)
_BEFORE = "var window = globalThis, self = globalThis, global = globalThis; var MathJax = {};"
# Not among the packages: what makes links, names elements, sets styles or loads more.
_START = """
const inside = MathJax._, adaptor = inside.adaptors.liteAdaptor.liteAdaptor();
inside.handlers.html_ts.RegisterHTMLHandler(adaptor);
const make = () => new inside.input.tex_ts.TeX({
    packages: ["base", "ams", "amscd", "bbox", "boldsymbol", "braket", "cancel", "cases",
        "centernot", "color", "empheq", "enclose", "extpfeil", "gensymb", "mathtools", "newcommand",
        "textcomp", "textmacros", "upgreek", "verb"],
    maxBuffer: 20000, maxMacros: 1000,
    formatError: (reader, error) => { throw error; },
});
const font = new inside.output.svg.fonts.tex_ts.TeXFont({});
const write = new inside.output.svg_ts.SVG({fontCache: "none", font: font});
let page;
function anew() {  // without what formulas before have defined
    page = inside.mathjax.mathjax.document("", {InputJax: make(), OutputJax: write});
}
anew();
function draw(tex, display) {
    try {
        return adaptor.innerHTML(page.convert(tex, {display: display}));
    } catch (error) {
        return "!" + error.message;
    }
}
"""
# Every letter has an outline of no width, which some draw all the same, as thin as can be. So only
# what is a line keeps one; those of tables would get theirs from a style of the page.
_OUTLINE = ('stroke="currentColor" fill="currentColor" stroke-width="0"', 'fill="currentColor"')
_LINE = re.compile(r"<(?:line|rect|path|ellipse|polygon)\b(?=[^>]*\sstroke-width=)")
_RULE = re.compile(r"<(?:line|rect)\b(?=[^>]*\sdata-(?:line|frame)=)")
_DASHES = {"mjx-dashed": 'stroke-dasharray="140"', "mjx-dotted": 'stroke-dasharray="20,120"'}
_NOTES = re.compile(r'\s(?:data-[\w-]+|class|focusable)="[^"]*"')
_TAG = re.compile(r"\\tag(\*?)\{([^{}]*)\}")
_SIZES = {
    "width": re.compile(r'width="([\d.]+)ex"'),
    "height": re.compile(r'height="([\d.]+)ex"'),
    "depth": re.compile(r"vertical-align: -([\d.]+)ex"),
}


@dataclass(frozen=True)
class Drawing:
    """A formula as SVG in the colour of the text around it; sizes are heights of an x."""

    svg: str
    width: float
    height: float
    depth: float


@dataclass(frozen=True)
class Fault:
    """Why a formula cannot be drawn, or the key of that; empty where nothing can draw any."""

    reason: str = ""


class Mathematics:
    """Draws formulas; what one of them defines, those after it may use, as in a notebook."""

    def __init__(self) -> None:
        self._engine = _Engine()
        self._known: dict[Formula, Drawing | Fault] = {}
        self._left, self._room = float(SECONDS_IN_ALL), LARGEST

    def apart(self) -> Mathematics:
        """The same for another text: it knows these drawings, and nothing that was defined."""
        other = copy(self)
        other._known = dict(self._known)
        other._left, other._room = SECONDS_IN_ALL, LARGEST
        self._engine.forget()
        return other

    def drawn(self, formula: Formula) -> Drawing | Fault:
        """A formula as a drawing, or why there is none."""
        if formula not in self._known:
            started = thread_time()
            self._known[formula] = self._drawn(formula)
            self._left -= thread_time() - started
            drawn = self._known[formula]
            self._room -= len(drawn.svg) if isinstance(drawn, Drawing) else 0
        return self._known[formula]

    def _drawn(self, formula: Formula) -> Drawing | Fault:
        if len(formula.tex) > LONGEST:
            return Fault("formula.long")
        if self._left < 0 or self._room < 0:
            return Fault("formula.late")
        # A tag would stand at the edge of a page, of which a drawing knows nothing.
        made = self._engine.draw(_TAG.sub(_beside, formula.tex), formula.display)
        return _checked(made) if isinstance(made, str) else made


class _Engine:
    """MathJax where it runs; it is started by the first formula, and anew when it failed."""

    def __init__(self) -> None:
        self._context: Any = None
        self._draw: Any = None
        self._started = False

    def draw(self, tex: str, display: bool) -> str | Fault:
        if not self._started:
            self._started = True
            self._start()
        if self._draw is None:
            return Fault()
        try:
            made = str(self._draw(tex, display))
        except Exception:  # noqa: BLE001 - time, memory or depth ran out in the engine
            self._start()  # which may be in any state
            return Fault("formula.undrawn")
        return Fault(made[1:].partition("\n")[0][:120]) if made.startswith("!") else made

    def forget(self) -> None:
        """Forget what formulas have defined."""
        if self._context is not None:
            self._context.eval("anew()")

    def _start(self) -> None:
        self._context = self._draw = None
        try:
            import quickjs

            folder = Path(str(distribution(_PACKAGE).locate_file(_FOLDER)))
            context = quickjs.Context()
            context.eval(_BEFORE)
            for part in _PARTS:
                context.eval((folder / part).read_text(encoding="utf-8"))
            context.eval(_START)
            context.set_memory_limit(MEMORY)
            context.set_time_limit(SECONDS)
            self._context, self._draw = context, context.get("draw")
        except Exception:  # noqa: BLE001 - there is none for this computer, or one that is broken
            return  # nothing draws: formulas are shown as they are written


def _beside(tag: re.Match[str]) -> str:
    return rf"\qquad\text{{{tag[2]}}}" if tag[1] else rf"\qquad\text{{({tag[2]})}}"


def _checked(made: str) -> Drawing | Fault:
    made = made.replace(*_OUTLINE, 1)
    made = _LINE.sub(r'\g<0> stroke="currentColor"', made)
    made = _RULE.sub(r'\g<0> stroke="currentColor" stroke-width="60" fill="none"', made)
    for name, dashes in _DASHES.items():
        made = made.replace(f'class="{name}"', dashes)
    made = _NOTES.sub("", made)
    made = re.sub(r"&(?!(?:#\d+|#x[0-9A-Fa-f]+|\w+);)", "&amp;", made)
    sizes = {name: pattern.search(made) for name, pattern in _SIZES.items()}
    found = svg.cleaned(made)
    if found is None or sizes["width"] is None or sizes["height"] is None:
        return Fault("formula.undrawn")
    size = {name: float(match[1]) if match else 0.0 for name, match in sizes.items()}
    return Drawing(found[0].decode(), size["width"], size["height"], size["depth"])

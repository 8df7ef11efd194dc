"""The verdict card: one object that shows itself as text, as HTML and as JSON. No scripts."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np

from autograder.checks.calling.observation import same
from autograder.checks.comparing.batches import Division, Traits
from autograder.checks.comparing.comparison import Within, disagreement
from autograder.checks.comparing.distribution import Sample
from autograder.checks.comparing.masks import Masked, MaskTraits
from autograder.checks.exam import Call, is_generator
from autograder.checks.illustration import of_array, of_exam, up_to
from autograder.checks.judging import Examined
from autograder.checks.plain import Tree, describe
from autograder.checks.verdict import CriterionResult, Verdict
from autograder.checks.words import listed, phrase, say, shown, tag, term, width

MIME_TYPE = "application/vnd.neural-network-labs.verdict+json"
"""A type of our own: JupyterLab would show plain JSON in place of the HTML."""

_GLYPHS = {
    "passed": "✓",
    "failed": "✗",
    "not attempted": "○",
    "not run": "○",
    "not judged": "–",
}
_WORDS = {
    "passed": "card.passed",
    "failed": "card.failed",
    "not attempted": "card.not-attempted",
    "not run": "card.not-run",
}
_TEXT = "var(--jp-ui-font-color0, #000000)"
_MUTED = f"color-mix(in srgb, {_TEXT} 70%, var(--jp-layout-color1, #ffffff))"
# JupyterLab's own green, red and grey are too pale for small text in one theme or another; mixed
# with the colour of its text they become darker in a light theme, and lighter in a dark one.
_COLOURS = {
    "passed": f"color-mix(in srgb, var(--jp-success-color1, #388e3c) 85%, {_TEXT})",
    "failed": f"color-mix(in srgb, var(--jp-error-color1, #d32f2f) 85%, {_TEXT})",
    "not attempted": _MUTED,
    "not run": _MUTED,
    "not judged": _MUTED,
}
_SMALL = 12
_ONE_LINE = 72


class Card:
    """A verdict as a notebook shows it; at home with the smallest case that failed."""

    def __init__(
        self,
        verdict: Verdict,
        case: Sequence[tuple[str, str]] = (),
        pictures: Sequence[tuple[str, str]] = (),
    ) -> None:
        self.verdict = verdict
        self.case = case
        self.pictures = pictures

    @classmethod
    def at_home(cls, examined: Examined) -> Card:
        """The card for a student's own eyes: it shows a case that failed."""
        answers, number = examined.answers, examined.failed_case
        if answers is None or number is None:
            return cls(examined.verdict)
        case, seen = answers.exam.cases[number], answers.cases[number]
        leaves, faults = answers.aligned[number]
        wrong = next((leaf for leaf in leaves if disagreement(leaf, case.rtol)), None)
        rows = [(say("card.called"), describe_call(up_to(case.call, wrong)))]
        drawn = of_exam(answers)
        if seen.error:
            rows.append((say("card.raised"), shown(seen.error)))
        elif wrong is not None and not any(fault.fatal for fault in faults):
            yours, right = _value(wrong.got), _value(wrong.expected)
            if yours != right:
                rows.append((say("card.yours", name=wrong.name), yours))
                rows.append((say("card.expected"), right))
            drawn = drawn or of_array(wrong, case.rtol)
        elif seen.value is not None and faults:
            several = case.call.then and isinstance(seen.value, list) and seen.value
            returned = seen.value[-1] if several else seen.value
            rows.append((say("card.returned"), _outline(returned)))
            steps = isinstance(case.expected, list)
            expected = case.expected[0] if steps else case.expected
            rows.append((say("card.expected"), _outline(expected)))
        if drawn.words:
            rows.append((say("card.in-short"), shown(drawn.words)))
        return cls(examined.verdict, rows, drawn.pictures)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {
            "text/plain": self.text(),
            "text/html": self.html(),
            MIME_TYPE: self.verdict.to_json(),
        }

    def __repr__(self) -> str:
        return self.text()

    def text(self) -> str:
        """The card as lines of text."""
        verdict = self.verdict
        lines = [f"{_GLYPHS[verdict.status]} {_headline(verdict)}", f"  {verdict.message}"]
        if verdict.criteria:
            lines.append(
                "  " + "   ".join(f"{glyph} {text}" for glyph, text, _ in _outcomes(verdict))
            )
        lines += [
            "  " + say("card.row", name=term(c.name), text=c.message) for c in _further(verdict)
        ]
        for name, value in self.case:
            begin = "  " + say("card.row", name=name, text="")
            lines.append(_block(begin, value))
        return "\n".join(line.rstrip() for line in lines)

    def html(self) -> str:
        """The card as HTML, in the colours of JupyterLab's theme."""
        verdict = self.verdict
        colour = _COLOURS[verdict.status]
        parts = [
            _div(
                f'<span style="color:{colour};font-weight:700">{_GLYPHS[verdict.status]} '
                f"{escape(say(_WORDS[verdict.status]))}</span> "
                f'<span style="{_NAME}">{escape(verdict.checkpoint)}</span> '
                f'<span style="{_QUIET}">{escape(_points(verdict))}</span>'
            ),
            _div(escape(verdict.message), "margin-top:4px"),
        ]
        if verdict.criteria:
            chips = "".join(_chip(*outcome) for outcome in _outcomes(verdict))
            parts.append(_div(chips, "margin-top:6px"))
        parts += [
            _div(escape(say("card.row", name=term(c.name), text=c.message)), "margin-top:4px")
            for c in _further(verdict)
        ]
        if self.case:
            rows = "".join(
                f'<div style="{_QUIET}">{escape(name)}</div>'
                f'<div style="{_CODE}">{escape(value)}</div>'
                for name, value in self.case
            )
            parts.append(_div(rows, _ROWS))
        if self.pictures:
            panels = [
                _div(
                    f'{_div(escape(what), _QUIET)}<img alt="{escape(what)}" src="{source}">', _PANEL
                )
                for what, source in self.pictures
            ]
            parts.append(_div("".join(panels), "margin-top:6px"))
        style = (
            "border:1px solid;border-left:4px solid;padding:6px 12px;margin:4px 0;max-width:52em;"
            f"border-color:{_LINE};border-left-color:{colour};"
            f"color:{_TEXT};background:var(--jp-layout-color1, #ffffff);"
            "font-family:var(--jp-ui-font-family, sans-serif);line-height:1.45"
        )
        return _div("".join(parts), style, tag())


def mimebundle(verdict: Verdict) -> dict[str, Any]:
    """The card of a judged answer: its criteria and the sentence only."""
    return Card(verdict)._repr_mimebundle_()


def describe_call(call: Call) -> str:
    """The arguments of a call: by value where they are small, else by shape."""
    first = _joined(
        [_block(f"{name} = ", _argument(value)) for name, value in call.arguments.items()]
    )
    if not call.then:
        return first
    step = call.then[0]
    fed = [name for name in call.feeds if name not in step]
    others = [name for name in step if not same(step[name], call.arguments.get(name))]
    count = len(call.then)
    times = phrase("call.once") if count == 1 else phrase("call.times", count=count)
    return say("call.then", first=first, times=times, what=_changes(fed, others))


def _changes(fed: list[str], others: list[str]) -> str:
    """With what a function is called again: what it returned, and what is another one."""
    if fed and others:
        return phrase("call.returned-another", names=", ".join(fed), others=", ".join(others))
    if fed:
        return phrase("call.returned", names=", ".join(fed))
    return phrase("call.another", names=", ".join(others)) if others else phrase("call.same")


_LINE = "var(--jp-border-color2, #e0e0e0)"
_QUIET = f"color:{_MUTED}"
_NAME = "font-weight:600;margin:0 0.5em"
# The first font is for notebooks that are not trusted: JupyterLab takes every var() out of those.
_CODE = (
    "font-family:monospace;font-family:var(--jp-code-font-family, monospace);"
    "white-space:pre-wrap;overflow-wrap:anywhere"
)
_ROWS = (
    "display:grid;grid-template-columns:max-content minmax(0,1fr);column-gap:1.5em;"
    "margin-top:6px;font-size:0.95em"
)
_CHIP = "display:inline-block;margin-right:1em"
_PANEL = "display:inline-block;margin-right:1em"


def _div(content: str, style: str = "", language: str = "") -> str:
    marks = f' lang="{language}"' if language else ""
    marks += f' style="{style}"' if style else ""
    return f"<div{marks}>{content}</div>"


def _outcomes(verdict: Verdict) -> list[tuple[str, str, str]]:
    """Glyph, words and status of each criterion that was judged; the others together."""
    outcomes: list[tuple[str, str, str]] = [
        (_GLYPHS[criterion.status], shown(term(criterion.name)), criterion.status)
        for criterion in verdict.criteria
        if criterion.status != "not judged"
    ]
    others = [term(one.name) for one in verdict.criteria if one.status == "not judged"]
    if others:
        told = say("card.not-judged", names=listed(others))
        outcomes.append((_GLYPHS["not judged"], told, "not judged"))
    return outcomes


def _chip(glyph: str, label: str, status: str) -> str:
    mark = f'<span style="color:{_COLOURS[status]};font-weight:700">{glyph}</span>'
    style = f"{_QUIET};{_CHIP}" if status == "not judged" else _CHIP
    return f'<span style="{style}">{mark} {escape(label)}</span>'


def _further(verdict: Verdict) -> list[CriterionResult]:
    """Failures after the first one, which the message already tells."""
    return [criterion for criterion in verdict.criteria if criterion.status == "failed"][1:]


def _points(verdict: Verdict) -> str:
    return say("card.points", points=verdict.points, whole=verdict.max_points)


def _headline(verdict: Verdict) -> str:
    word, points = say(_WORDS[verdict.status]), _points(verdict)
    return say("card.headline", word=word, checkpoint=verdict.checkpoint, points=points)


def _joined(parts: list[str]) -> str:
    """Parts side by side where they fit into a line, else one below the other."""
    line = ", ".join(parts)
    return line if len(line) <= _ONE_LINE and "\n" not in line else ",\n".join(parts)


def _block(name: str, text: str) -> str:
    """A name with what it stands for, of one line or of several."""
    return name + text.replace("\n", "\n" + " " * width(name))


def _argument(value: Tree) -> str:
    if is_generator(value):
        return f"np.random.default_rng({value['rng']})"
    if isinstance(value, dict) and set(value) == {"function"}:
        return say("card.function", name=value["function"][0])
    if isinstance(value, dict):
        parts = [_block(f"{key!r}: ", _argument(part)) for key, part in value.items()]
        return _block("{", _joined(parts)) + "}"
    if isinstance(value, np.ndarray):
        return _value(value)
    if isinstance(value, list) and any(isinstance(part, dict) for part in value):
        return _block("[", _joined([_argument(part) for part in value])) + "]"
    return repr(value)


def _value(value: Any) -> str:
    if isinstance(value, Sample):
        return _numbers(value.shape, value.mean, value.std)
    if isinstance(value, Within):
        margin = f"{value.margin:.3g}"
        if not np.any(value.value):
            return say("card.at-most", margin=margin)
        return say("card.within", centre=_value(value.value), margin=margin)
    if isinstance(value, Division | Masked):
        return _value(value.traits)
    if isinstance(value, MaskTraits):
        return say("card.mask", share=value.kept, factor=f"{value.factor:.4g}")
    if isinstance(value, Traits):
        return say("card.batches", sizes=listed(map(str, value.sizes[:_SMALL])))
    array = np.asarray(value)
    if array.size <= _SMALL:
        return np.array2string(array, precision=6, separator=", ", suppress_small=False)
    if array.dtype.kind == "f" and array.size > 1000:
        return _numbers(array.shape, float(array.mean()), float(array.std()))
    return say("card.array", shape=array.shape)


def _numbers(shape: tuple[int, ...], mean: float, deviation: float) -> str:
    return say("card.numbers", shape=shape, mean=mean, deviation=deviation)


def _outline(value: Tree) -> str:
    if isinstance(value, Within):
        return _outline(value.value)
    if isinstance(value, Masked):
        return _outline((value.A, value.A))
    if isinstance(value, Division):
        number = len(value.traits.sizes)
        return say("card.pair" if number == 1 else "card.pairs", number=number)
    if isinstance(value, Sample | np.ndarray):
        return say("card.shape", shape=value.shape)
    if isinstance(value, dict):
        inside = ", ".join(f"{key}: {_outline(part)}" for key, part in list(value.items())[:8])
        return "{" + inside + "}"
    if isinstance(value, tuple | list):
        begin, end = "()" if isinstance(value, tuple) else "[]"
        return begin + ", ".join(_outline(part) for part in value[:8]) + end
    return shown(describe(value))

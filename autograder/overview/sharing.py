"""The section on signs of copying: for each case its sentences, and the code side by side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from autograder.overview.classwork import ClassWork
from autograder.overview.copying import likeness, planted, wrong
from autograder.overview.copying.exercises import Exercises
from autograder.overview.copying.signs import Case, Sign, cases
from autograder.overview.lines import heading, line, paragraph
from autograder.overview.names import Names
from autograder.overview.words import listed, say
from autograder.reports.document import (
    Beside,
    Block,
    Blocks,
    Code,
    Heading,
    Listing,
    Paragraph,
)
from autograder.reports.reading.letters import clean

CASES = 20
"""Cases that are shown: the most telling ones."""
LINES, COLUMNS = 40, 200
"""Of a piece of code; the notebooks have all of it."""


def signs(work: ClassWork, names: Names) -> Iterator[Block]:
    """What speaks for shared work."""
    yield heading("overview.copying")
    exercises = Exercises(work)
    found = cases(
        chain(planted.signs(exercises), wrong.signs(exercises), likeness.signs(exercises))
    )
    none = "overview.no-copying" if len(work.written) > 1 else "overview.alone"
    yield paragraph("overview.copying-is" if found else none)
    for case in found[:CASES]:
        yield from _case(case, exercises, names)
    if len(found) > CASES:
        yield paragraph("overview.more-cases", count=len(found) - CASES)
    if missing := len(work.read) - len(work.written):
        yield paragraph("overview.not-compared", count=missing)


def _case(case: Case, exercises: Exercises, names: Names) -> Iterator[Block]:
    called = [names.of(student) for student in names.ordered(case.students)]
    title = say("overview.pair", one=called[0], other=called[1]) if called[1:] else called[0]
    yield Heading(2, line(title))
    told = [_sentence(sign, names) for sign in case.signs]
    yield Listing(tuple((Paragraph(line(sentence)),) for sentence in told))
    cell = case.signs[0].cell
    columns: list[Blocks] = [
        _code(names.of(student), cell, names.hide(exercises.own(student, cell)))
        for student in names.ordered(case.students)
    ]
    yield Beside(tuple(columns))


def _sentence(sign: Sign, names: Names) -> str:
    parts = dict(sign.parts)
    for part in ("checkpoint", "bug"):
        if part in parts:
            parts[part] = f"`{parts[part]}`"
    if isinstance(mistakes := parts.get("mistakes"), list):
        parts["mistakes"] = listed(mistakes)
    lead = sign.lead or names.ordered(sign.students)
    parts |= dict(zip(("one", "other"), map(names.of, lead), strict=False))
    return say(sign.key, **parts)


def _code(name: str, cell: str, text: str) -> Blocks:
    lines = clean(text).rstrip().split("\n")
    shown = [each[:COLUMNS] for each in lines[:LINES]]
    if len(lines) > LINES:
        shown.append(say("overview.cut", count=len(lines) - LINES))
    title = say("overview.cell", name=name, cell=f"`{cell}`")
    return Paragraph(line(title), quiet=True), Code("\n".join(shown))

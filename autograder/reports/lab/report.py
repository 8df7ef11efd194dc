"""The lab report as a document, in the order of the course's form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.checks.home import tries
from autograder.checks.home.released import ReleasedCell
from autograder.reports.defects import Defects
from autograder.reports.document import (
    Block,
    Blocks,
    Document,
    Form,
    Formula,
    Heading,
    Line,
    Listing,
    Marked,
    Paragraph,
    Table,
    Text,
    plain,
    walk,
)
from autograder.reports.lab import machine, own, student, verdicts
from autograder.reports.lab.notes import note_file
from autograder.reports.lab.own import OwnCell
from autograder.reports.lab.steps import Steps, without_points
from autograder.reports.reading import markdown
from autograder.reports.reading.notebook import Cell
from autograder.reports.reading.pictures import Pictures
from autograder.reports.reading.tables import bounded
from autograder.reports.words import language, say

CONCLUSIONS, QUESTIONS, PRINCIPLES, COMMAND = (
    "report-conclusions",
    "report-questions",
    "report-principles",
    "report",
)
"""Tags of cells; the last is that of the cell that writes the report."""
_HEADS = {
    CONCLUSIONS: re.compile(r"\s*#+\s*(conclusions?|结论|总结|体会|心得)", re.IGNORECASE),
    QUESTIONS: re.compile(
        r"\s*#+\s*(questions? and answers|problems? met|问题|问答)", re.IGNORECASE
    ),
}


def report(
    path: Path,
    cells: Sequence[Cell],
    released: Sequence[ReleasedCell] | None,
    notes: Sequence[Path],
    defects: Defects,
) -> Document:
    """The lab report of a notebook.

    Parameters
    ----------
    path : Path
        Of the notebook; its folder holds what the student enters once, and the tries.
    cells : sequence of Cell
    released : sequence of ReleasedCell or None
        The lab as it was released, where that is known.
    notes : sequence of Path
        Files of Markdown that are added.
    defects : Defects
    """
    folder = path.resolve().parent
    sorted_out = own.sorted_out(cells, released)
    _note_whether_it_was_run(cells, defects)
    title, purpose, rest = _opening(sorted_out, path, folder, defects)
    conclusions, questions = (_own_cells(rest, tag) for tag in (CONCLUSIONS, QUESTIONS))
    aside = {one.cell.number for one in (*conclusions, *questions)}
    body = [one for one in rest if one.cell.number not in aside and COMMAND not in one.tags]
    steps = Steps(folder, dict(tries.read(folder)), defects)
    shown = steps.blocks(body)
    who = student.entered(folder, defects)
    if steps.results:
        heading = Heading(2, (Text(say("section.checks")),))
        shown = (*shown, heading, verdicts.table(steps.results))
    kind = who.title or say("form.lab-report")
    blocks: list[Block] = [
        _form(who, kind, title),
        *_section("section.purpose", purpose, defects),
        *_section("section.environment", (_environment(),), defects),
        *_section("section.principles", _principles(body, folder, defects), defects),
        *_section("section.steps", shown, defects),
        *_section("section.conclusions", _written(conclusions, folder, defects), defects),
        *_section("section.questions", _written(questions, folder, defects), defects),
    ]
    for number, file in enumerate(notes, start=1):
        blocks += note_file(file, number, defects)
    running = (who.course or kind, _running(title, who.name))
    whole = say("form.title", kind=say("form.lab-report"), title=title)
    told = bounded(_stepwise(blocks), defects)
    return Document(whole, told, language(), who.name, running)


def _stepwise(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same, with no heading more than a level below the one before, as readers by ear need."""
    level = 0
    for block in blocks:
        if isinstance(block, Heading):
            level = min(block.level, level + 1)
            yield replace(block, level=level)
        else:
            yield block


def _running(title: str, name: str) -> str:
    return say("form.running", title=title, name=name) if name else title


def _note_whether_it_was_run(cells: Sequence[Cell], defects: Defects) -> None:
    code = [cell for cell in cells if cell.kind == "code" and cell.text.strip()]
    if code and not any(cell.was_run or cell.outputs for cell in code):
        defects.note(say("source.not-run"))
    elif not cells:
        defects.note(say("source.empty"))


def _opening(
    cells: Sequence[OwnCell], path: Path, folder: Path, defects: Defects
) -> tuple[str, Blocks, list[OwnCell]]:
    """The title, what stands below it, and the other cells."""
    known = any(one.released for one in cells)
    for place, one in enumerate(cells[:10]):
        own_heading = known and one.own and not one.released  # such as a name above everything
        if one.cell.kind != "markdown" or one.exercise or one.question or own_heading:
            continue
        with defects.at(one.cell.place):
            find = Pictures(defects, folder, one.cell.attached).find
            blocks = markdown.read(own.prose(one.cell.text), find, top=1)
        heads = [n for n, block in enumerate(blocks) if isinstance(block, Heading)]
        if heads and heads[0] == 0 and blocks[0].level == 1:  # type: ignore[union-attr]
            below = blocks[1 : heads[1] if len(heads) > 1 else None]
            if not one.own and len(below) > 1 and isinstance(below[-1], Paragraph):
                below = below[:-1]  # how much there is to do
            rest = [*cells[:place], *cells[place + 1 :]]
            return plain(blocks[0]).strip() or path.stem, below, rest
    return path.stem, (), list(cells)


def _own_cells(cells: Sequence[OwnCell], tag: str) -> list[OwnCell]:
    """The cells for a part of the report: by their tag, else by what their heading says."""
    tagged = [one for one in cells if tag in one.tags]
    return tagged or [
        one
        for one in cells
        if one.own and one.cell.kind == "markdown" and _HEADS[tag].match(one.cell.text)
    ]


def _section(key: str, blocks: Blocks, defects: Defects) -> list[Block]:
    heading = Heading(1, (Text(say(key)),))
    if blocks:
        return [heading, *blocks]
    defects.note(say("section.empty-in", section=say(key)))
    return [heading, Paragraph((Text(say("section.empty")),), quiet=True)]


def _form(who: student.Student, kind: str, title: str) -> Form:
    course = say("form.title", kind=who.course, title=kind) if who.course else kind
    return Form(
        (
            ((say("form.course"), course),),
            ((say("form.experiment"), title),),
            ((say("form.number"), who.number), (say("form.date"), who.date or student.today())),
            ((say("form.class"), who.class_name), (say("form.name"), who.name)),
            ((say("form.email"), who.email),),
        )
    )


def _environment() -> Table:
    rows = tuple(((Text(label),), (Text(value),)) for label, value in machine.described())
    return Table((), rows)


def _principles(cells: Sequence[OwnCell], folder: Path, defects: Defects) -> Blocks:
    """The lab's formulas with the sentences around them, below its headings."""
    found: list[Block] = []
    heading: Line = ()
    for one in cells:
        if one.cell.kind != "markdown" or one.own or one.exercise or one.question:
            continue
        with defects.at(one.cell.place):
            find = Pictures(defects, folder, one.cell.attached).find
            blocks = markdown.read(own.prose(one.cell.text), find, top=1)
        for place, block in enumerate(blocks):
            if isinstance(block, Heading):
                heading = without_points(block.inside) if block.level == 2 else heading
                continue
            if not (_explains(blocks, place) or PRINCIPLES in one.tags):
                continue
            if heading:
                found.append(Heading(2, heading))
                heading = ()
            found.append(block)
    return tuple(found)


def _explains(blocks: Blocks, place: int) -> bool:
    """Whether a block is a formula, leads to the next one, or goes on after the last one."""
    block = blocks[place]
    if _has_formula(block):
        return True
    if not isinstance(block, Paragraph):
        return False
    after = blocks[place + 1] if place + 1 < len(blocks) else None
    before = blocks[place - 1] if place else None
    if isinstance(block.inside[0], Marked) and plain(block.inside[0]).endswith(":"):
        return False  # what an experiment has shown
    goes_on = plain(block).lstrip()[:1].islower()
    return _has_formula(after) or (_has_formula(before) and goes_on)


def _has_formula(block: Block | None) -> bool:
    """Whether a block is a formula that stands by itself, or a list with one in it."""
    if isinstance(block, Listing):
        return any(isinstance(one, Formula) and one.display for one in walk(block))
    return isinstance(block, Formula)


def _written(cells: Sequence[OwnCell], folder: Path, defects: Defects) -> Blocks:
    """What a student wrote into cells for it, without what the lab had put there."""
    found: list[Block] = []
    for one in cells:
        with defects.at(one.cell.place):
            find = Pictures(defects, folder, one.cell.attached).find
            lab = set(markdown.read(_labels(one.released), find)) if one.released else set()
            for block in markdown.read(_labels(one.cell.text), find, top=1):
                title = isinstance(block, Heading) and not found
                if block not in lab and not title:
                    found.append(block)
    if found and isinstance(found[-1], Heading):
        found.pop()
    return tuple(found)


def _labels(text: str) -> str:
    """A text in which the labels that the lab has put there are in the language of the report."""
    text = re.sub(r"\*\*Question (\d):\*\*", lambda m: say("label.question", number=m[1]), text)
    return text.replace("**Answer:**", say("label.answer"))

"""The steps of a report: what the student wrote and what came of it, below the lab's headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.checks.home.tries import Try
from autograder.reports.defects import Defects
from autograder.reports.document import (
    Block,
    Blocks,
    Code,
    Figure,
    Heading,
    Inline,
    Line,
    Output,
    Paragraph,
    Quote,
    Text,
    plain,
)
from autograder.reports.lab import own
from autograder.reports.lab.own import OwnCell
from autograder.reports.lab.verdicts import Result, card, result
from autograder.reports.reading import markdown, outputs
from autograder.reports.reading.letters import clean, shortened
from autograder.reports.reading.pictures import Pictures
from autograder.reports.words import say

TOP = 1
"""The level of a notebook's title, which is not shown here."""
CODE_LINES = 150
_POINTS = re.compile(r"\s*[（(]\s*\d+\s*(?:points?|分)[^)）]*[)）]\s*$")
_TITLE = re.compile(
    r"""\b(?:title\s*=|set_title\(|\.title\()\s*r?(["'])((?:(?!\1)[^\\\n{]|\\.)+)\1"""
)
_GIVEN = re.compile(r"""plots\.\w+\([^"'\n]*(["'])([A-Z](?:(?!\1)[^\\\n{])+)\1""")
"""A title that the lab's own plots are given without its name."""
_OWN_TABLES = re.compile(r"^\s*(?:progress|hint|restore|report)\(", re.MULTILINE)


class Steps:
    """Goes through a notebook once, and keeps the headings that something stands below.

    Parameters
    ----------
    folder : Path
        From where the notebook's Markdown may take pictures.
    tries : dict
        What was tried at home, by checkpoint.
    defects : Defects
    """

    def __init__(self, folder: Path, tries: dict[Any, Sequence[Try]], defects: Defects) -> None:
        self._folder, self._tries, self._defects = folder, tries, defects
        self._found: list[Block] = []
        self._waiting: list[Block] = []
        self._heading: Line = ()
        self._figures = 0
        self._answered = False
        self.results: list[Result] = []

    def blocks(self, cells: Sequence[OwnCell]) -> Blocks:
        """The steps of some cells."""
        for one in cells:
            with self._defects.at(one.cell.place):
                if one.cell.kind == "markdown":
                    self._prose(one)
                elif one.cell.kind == "code":
                    self._code(one)
                elif one.own and "NotImplementedError" not in one.cell.text:
                    self._add(_shown_code(one.cell.text, "", self._defects))
        return tuple(self._found)

    def _add(self, *blocks: Block) -> None:
        if blocks:
            self._found += [*self._waiting, *blocks]
            self._waiting = []

    def _wait(self, heading: Heading) -> None:
        """A heading waits for something that stands below it."""
        heading = replace(heading, inside=without_points(heading.inside))
        levels = (Heading, Quote)
        self._waiting = [
            one
            for one in self._waiting
            if not isinstance(one, levels)
            or (isinstance(one, Heading) and one.level < heading.level)
        ]
        self._waiting.append(heading)
        if heading.level == 2:
            self._heading = _unnumbered(heading.inside)

    def _prose(self, one: OwnCell) -> None:
        pictures = Pictures(self._defects, self._folder, one.cell.attached)
        text = own.prose(one.cell.text)
        if one.blank and self._answered:
            return  # in the cell of the question
        if one.blank:
            self._add(_open("answer.blank"))
            self._defects.note(say("answer.blank-in", place=one.cell.place))
            return
        if one.exercise:
            blocks = markdown.read(own.answer(text), pictures.find, top=4)
            self._add(*blocks)
            return
        blocks = markdown.read(text, pictures.find, top=TOP)
        if one.own:
            lab = set(markdown.read(one.released, pictures.find, TOP)) if one.released else set()
            for block in blocks:
                if isinstance(block, Heading):
                    if not one.released:  # it is no part of the lab's section above
                        self._waiting = []
                    self._wait(replace(block, level=max(block.level, 2)))
                elif block not in lab:
                    self._add(block)
            return
        for block in blocks:
            if isinstance(block, Heading) and block.level > TOP:
                self._wait(block)
        if one.question:
            told = [block for block in blocks if not isinstance(block, Heading)]
            before = own.prose(one.released)
            asked = markdown.read(before, pictures.find, TOP) if one.released else blocks
            self._waiting.append(Quote(tuple(block for block in told if block in asked)))
            answer = [block for block in told if block not in asked]
            self._answered = bool(answer)
            self._add(*answer)

    def _code(self, one: OwnCell) -> None:
        cell = one.cell
        if one.check:
            found = result(cell, self._tries, self._defects)
            if found:
                self.results.append(found)
                self._add(card(found))
            return
        if one.blank:
            self._add(_open("exercise.blank"))
            self._defects.note(say("exercise.blank-in", place=cell.place))
            return
        if one.own and not _OWN_TABLES.search(cell.text):
            self._add(_shown_code(own.code(cell.text, one.released), "python", self._defects))
        elif _OWN_TABLES.search(cell.text):
            return
        title = title_of(cell.text, self._heading)
        said = cell.outputs if one.own else [o for o in cell.outputs if not _is_bar(o)]
        shown = outputs.read(said, self._defects, plain(title))
        for block in shown:
            if isinstance(block, Figure):
                self._figures += 1
                label = say("figure.label", number=self._figures)
                self._add(replace(block, caption=(Text(label), *title)))
            elif one.own or not _says_little(block):
                self._add(block)


def title_of(code: str, heading: Line) -> Line:
    """What a figure shows: the title that the code gives it, else the heading above."""
    match = _TITLE.search(code) or _GIVEN.search(code)
    if match:
        read = markdown.read(match[2].replace("\\\\", "\\"))
        if len(read) == 1 and isinstance(read[0], Paragraph):
            return read[0].inside
    return heading


def without_points(line: Line) -> Line:
    """A heading without how many points there are for it."""
    if line and isinstance(line[-1], Text):
        rest = _POINTS.sub("", line[-1].text)
        return (*line[:-1], Text(rest)) if rest else line[:-1]
    return line


def _unnumbered(line: Line) -> Line:
    """A heading without its number in the lab."""
    if line and isinstance(line[0], Text):
        return (Text(re.sub(r"^\d+(?:\.\d+)*[.)]?\s+", "", line[0].text)), *line[1:])
    return line


def _open(key: str) -> Paragraph:
    """Something that is not written yet."""
    inside: tuple[Inline, ...] = (Text(say(key)),)
    return Paragraph(inside, quiet=True)


def _shown_code(text: str, language: str, defects: Defects) -> Code:
    kept, left = shortened(clean(text), CODE_LINES, 20_000)
    if left:
        defects.note(say("code.long", place=defects.place, count=left))
        kept += f"\n# {say('output.rest')}"
    return Code(kept, language)


def _is_bar(output: Mapping[str, Any]) -> bool:
    """Whether an output is how far something has come: a display of nothing but text."""
    data = output.get("data")
    return output.get("output_type") == "display_data" and set(data or ()) == {"text/plain"}


def _says_little(block: Block) -> bool:
    """Whether something that the lab's own code has printed needs its code to be understood."""
    return (
        isinstance(block, Output) and not block.error and not re.search(r"[^\W\d_]{2}", block.text)
    )

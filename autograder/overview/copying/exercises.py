"""The exercises of a class as code: what was released, what is right, what each student wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from autograder.judge.reference import source
from autograder.labs import LABS, Checkpoint
from autograder.overview.classwork import ClassWork

_TOKEN = re.compile(
    r"(?P<comment>\#[^\n]*)"
    r"|(?P<string>[rbfuRBFU]{0,2}(?:\"\"\"[\s\S]*?\"\"\"|'''[\s\S]*?'''|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'))"
    r"|(?P<name>[^\W\d]\w*)"
    r"|(?P<number>\d[\w.]*)"
    r"|(?P<sign>\*\*|//|[-+*/%@<>=!]=|[^\s\w])"
)
_QUOTED = re.compile(r'[ \t]*"""[\s\S]*?"""[ \t]*\n')
LETTERS = 20_000
"""Of a cell, so many are compared."""


@dataclass(frozen=True)
class Exercises:
    """The code of a class in one lab."""

    work: ClassWork

    @property
    def count(self) -> int:
        return len(self.work.written)

    @cached_property
    def few(self) -> int:
        """So many students may have the same before it is nothing rare."""
        return max(3, self.count // 50)

    @cached_property
    def of(self) -> dict[str, str]:
        """The solution cell of each checkpoint that has a function, by their grade_ids."""
        found = {}
        for point in LABS.get(self.work.lab, ()):
            wanted = re.compile(rf"^def {point.function}\(", re.MULTILINE)
            for cell in self.work.released:
                if cell.exercise and wanted.search(cell.source):
                    found[point.grade_id] = cell.grade_id
        return found

    @cached_property
    def released(self) -> dict[str, str]:
        """The code of the solution cells as they were released."""
        cells = self.work.released
        return {cell.grade_id: cell.source for cell in cells if cell.exercise and cell.grade_id}

    def reference(self, point: Checkpoint) -> str:
        """The right function."""
        return source(self.work.course, self.work.lab, point.function)

    def points(self) -> Iterator[tuple[Checkpoint, str]]:
        """The checkpoints, each with the grade_id of its solution cell."""
        for point in LABS.get(self.work.lab, ()):
            if point.grade_id in self.of:
                yield point, self.of[point.grade_id]

    def written(self, student: str, cell: str) -> str:
        """What a student has in a solution cell; nothing where it is as it was released."""
        written = self.work.written.get(student)
        text = written.code.get(cell, "") if written else ""
        return "" if text == self.released.get(cell) else text

    def own(self, student: str, cell: str) -> str:
        """The same, to be shown: without the text in quotes that was handed out with it."""
        given, text = self.released.get(cell, ""), self.written(student, cell)
        for quoted in _QUOTED.findall(given):
            text = text.replace(quoted, "")
        return text


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[tuple[str, str], ...]:
    """The words and signs of a program, each with its kind; comments and blanks are left out."""
    return tuple(
        (str(match.lastgroup), match[0])
        for match in _TOKEN.finditer(text[:LETTERS])
        if match.lastgroup != "comment"
    )


def lines(text: str, *, comments: bool = False) -> list[str]:
    """The lines of a program without blanks, and without comments unless asked for."""
    every = (
        " ".join(
            match[0] for match in _TOKEN.finditer(line) if comments or match.lastgroup != "comment"
        )
        for line in text[:LETTERS].split("\n")
    )
    return [line for line in every if line]


def bare(text: str) -> str:
    """A program without what does not matter: equal where two are the same."""
    return "\n".join(lines(text))


def function(text: str, name: str) -> str:
    """The text of a function in a cell, up to the next thing that begins a line."""
    match = re.search(rf"^def {name}\(.*(?:\n(?:[ \t)\]}}#].*|[ \t]*))*", text, re.MULTILINE)
    return match[0] if match else ""

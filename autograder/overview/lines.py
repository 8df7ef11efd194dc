"""What stands in the lines and cells of the report, and tables made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from autograder.checks.words import entry, shown
from autograder.labs import LABS
from autograder.overview.names import Names
from autograder.overview.tally import Count
from autograder.overview.words import say, term
from autograder.reports.document import CodeText, Heading, Inline, Line, Paragraph, Table, Text
from autograder.reports.reading.letters import clean

LONGEST = 600
"""Letters of a sentence that is shown."""
_PIECE = re.compile(r"`([^`]+)`")


def line(text: str) -> Line:
    """A sentence; what stands in grave accents is code."""
    text = " ".join(clean(text).split())
    text = text if len(text) <= LONGEST else f"{text[:LONGEST]}..."
    parts: list[Inline] = []
    for place, piece in enumerate(_PIECE.split(text)):
        if piece:
            parts.append(CodeText(piece) if place % 2 else Text(piece))
    return tuple(parts)


def code(text: str) -> Line:
    """A name of the program's, such as that of a checkpoint."""
    return (CodeText(text),)


def paragraph(key: str, /, **parts: object) -> Paragraph:
    """A sentence by its key, as a paragraph of its own."""
    return Paragraph(line(say(key, **parts)))


def heading(key: str) -> Heading:
    """The heading of a section."""
    return Heading(1, line(say(key)), anchor=key.rpartition(".")[2])


def table(columns: Sequence[str], rows: Iterable[Sequence[Line]], aligned: str = "") -> Table:
    """A table whose columns are named by keys such as ``who``."""
    head = tuple(line(say(f"overview.head.{name}")) for name in columns)
    return Table(head, tuple(tuple(row) for row in rows), aligned)


def who(counts: Iterable[Count], names: Names) -> list[tuple[Line, Line, Line]]:
    """Of each count, which checkpoint, how many and who."""
    return [(code(one.checkpoint.grade_id), *people(one.students, names)) for one in counts]


def people(students: Sequence[str], names: Names) -> tuple[Line, Line]:
    """How many, and who."""
    return line(str(len(students))), line(names.listed(students))


def mistake(count: Count) -> Line:
    """A known mistake: its sentence, and the name that it has in the catalogue."""
    points = LABS.get(count.checkpoint.lab, ())
    for point in points:
        for known in (*point.bugs, *point.mistakes):
            if point.grade_id == count.checkpoint.grade_id and known.id == count.what:
                sentence = entry(count.checkpoint, known.id, known.sentence)
                return (*line(shown(sentence)), Text(" "), CodeText(count.what))
    return code(count.what)


def criterion(name: str) -> str:
    """The name of a criterion in the present language."""
    return shown(term(name))

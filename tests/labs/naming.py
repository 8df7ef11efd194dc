"""Wrong answers as students write them, each with what is wrong with it in words.

Some of them are `held_out`: nobody looked at these while the rules were first written that name
mistakes. Rules that spoke wrongly of them were mended afterwards, by their kind.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from autograder.checks import public
from autograder.checks.calling.observation import observe
from autograder.checks.exam import Exam
from autograder.checks.judging import examine
from autograder.checks.name import CheckpointName
from autograder.checks.verdict import Verdict
from autograder.course import Course
from autograder.judge.exams import set_exam
from autograder.labs import find
from tests.labs.judging import nothing_replaced

FOLDER = Path(__file__).parent / "students"
PARTS = ("known", "held_out")
_WHAT = re.compile(r"^# what: ", re.MULTILINE)


@dataclass(frozen=True)
class Student:
    """An answer: its checkpoint, the mistakes in words, its text."""

    checkpoint: CheckpointName
    what: str
    text: str


def students(part: str) -> Iterator[Student]:
    """The answers of a part, one checkpoint after the other."""
    for path in sorted((FOLDER / part).glob("*.txt")):
        for entry in _WHAT.split(path.read_text())[1:]:
            what, _, text = entry.partition("\n")
            yield Student(CheckpointName(path.stem), what, text)


def judged(course: Course, student: Student, where: str) -> Verdict:
    """The verdict at home, or with fresh inputs."""
    names: dict[str, object] = {"__name__": "answer"}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(student.text, student.what, "exec"), names)
        function = names[find(student.checkpoint).function]
        exam = _exam(course, student.checkpoint, where)
        with nothing_replaced():
            return examine(exam, lambda call: observe([function], call)).verdict


def is_about_form(verdict: Verdict) -> bool:
    """Whether nothing but the form of an answer could be judged, and the message says it all."""
    failed = [criterion.name for criterion in verdict.criteria if criterion.status == "failed"]
    return failed[:1] in (["returns"], ["shape"]) and "values" not in failed


@cache
def _exam(course: Course, checkpoint: CheckpointName, where: str) -> Exam:
    return public.load(checkpoint) if where == "public" else set_exam(course, checkpoint, 4)

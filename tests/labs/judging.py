"""What an answer to a checkpoint earns, at home and on fresh cases that stay the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache

import pytest

from autograder.checks import public
from autograder.checks.calling import originals
from autograder.checks.calling.observation import observe
from autograder.checks.exam import Exam
from autograder.checks.judging import examine
from autograder.checks.name import CheckpointName
from autograder.checks.verdict import Verdict
from autograder.course import Course
from autograder.judge.exams import set_exam

SEED = 4


def unnamed(exam: Exam) -> Exam:
    """An exam without all that names a mistake: whether an answer passes is all that is asked."""
    return replace(
        exam,
        mistakes=tuple,
        together=lambda _: None,
        situations=(),
        clues=(),
        probes=(),
    )


@cache
def exam(course: Course, name: CheckpointName, where: str) -> Exam:
    """An exam that names no mistakes."""
    made = unnamed(public.load(name) if where == "public" else set_exam(course, name, SEED))
    known = made.variants()
    return replace(made, variants=lambda: known)


@contextmanager
def nothing_replaced() -> Iterator[None]:
    """Without a look, around each call, at whether Python's own names are what they were.

    No answer of ours puts anything in the place of one.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(originals, "_known", [])
        yield


def judged(course: Course, name: CheckpointName, function, where: str = "fresh") -> Verdict:
    with nothing_replaced():
        return examine(exam(course, name, where), lambda call: observe([function], call)).verdict

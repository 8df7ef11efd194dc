"""Exams that are set once: everybody in a class is asked the same."""

from __future__ import annotations

import threading
from functools import lru_cache

from autograder.checks.exam import Exam
from autograder.checks.name import CheckpointName
from autograder.course import Course
from autograder.judge.confirmation import bulk
from autograder.judge.exams import set_exam
from autograder.labs import names

_SETTING = threading.Lock()
_set = lru_cache(maxsize=64)(set_exam)


def same_exam(course: Course, checkpoint: CheckpointName, seed: int, attempt: int) -> Exam:
    """The exam of an attempt; see `judge.exams.set_exam`."""
    with _SETTING:
        return _set(course, checkpoint, seed, attempt)


def set_beforehand(course: Course, lab: str, seed: int) -> None:
    """Set what everybody will be asked first, before workers are forked that ask it."""
    for name in names([lab]):
        same_exam(course, name, seed, 0)
        bulk(course, name, seed)

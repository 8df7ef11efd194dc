"""Two known mistakes in one answer: made by making both changes to the right one."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from itertools import combinations
from random import Random

import numpy as np

from autograder.checks import public
from autograder.checks.comparing.comparison import Within
from autograder.checks.criteria import Answers
from autograder.checks.exam import Call, Exam, Mistake
from autograder.checks.name import CheckpointName
from autograder.checks.plain import Tree, renewed
from autograder.checks.recognition.spoiling import bare_numbers
from autograder.checks.recognition.two_mistakes import ANYTHING, Sketches, sketch, sketched
from autograder.course import Course
from autograder.judge.outputs import Outputs
from autograder.judge.reference import rewritten, source
from autograder.labs import find
from autograder.labs.changes import Change, MisplacedChange

_STEADY = 0.02
_KNOWN = 0.5
"""A pair of which round-off decides more than this part would look like anything."""


@dataclass(frozen=True)
class Pair:
    """The ids of two mistakes, and where each stands in the list of all ways to make one."""

    ids: tuple[str, str]
    ways: tuple[int, int]
    text: str


def pairs(course: Course, checkpoint: CheckpointName, most: int | None = None) -> list[Pair]:
    """The pairs of a checkpoint's mistakes that can be made at once, by their first ways.

    Parameters
    ----------
    course : Course
    checkpoint : CheckpointName
    most : int, optional
        To look at no more than so many, always the same, since there are thousands.

    Raises
    ------
    UnknownCheckpoint, CourseError
        There is no such checkpoint, or its notebook lacks the function.
    """
    subject = find(checkpoint)
    right = source(course, checkpoint.lab, subject.function)
    ways: list[tuple[str, int, Change]] = []
    number = 0
    for mistake in (*subject.mistakes, *subject.bugs):
        ways.append((mistake.id, number, mistake.ways[0]))
        number += len(mistake.ways)
    single = {place: change(right) for _, place, change in ways}
    found = []
    couples = list(combinations(ways, 2))
    if most is not None and most < len(couples):
        couples = Random(most).sample(couples, most)
    for (one, first, a), (other, second, b) in couples:
        text = _both(right, a, b)
        if text is not None and text not in (right, single[first], single[second]):
            found.append(Pair((one, other), (first, second), text))
    return found


def _both(right: str, first: Change, second: Change) -> str | None:
    """The text with both changes; None where they do not go together in any order."""
    for one, other in ((first, second), (second, first)):
        try:
            text = other(one(right))
            compile(text, "two mistakes", "exec")
        except (MisplacedChange, SyntaxError, ValueError, IndexError):
            continue
        return text
    return None


class Together:
    """Finds the two mistakes that account for an answer, among all pairs of a checkpoint.

    To make thousands of pairs takes a minute. So they are not asked anew with an exam's own
    inputs: the function is asked a few of the public cases as well, whose sketches lie ready.
    """

    def __init__(self, course: Course, checkpoint: CheckpointName) -> None:
        self._public: Exam | None = None
        self._sketches = Sketches()
        # Without public cases, or with some of another form, two mistakes have no name; no more.
        with contextlib.suppress(LookupError, TypeError, ValueError, OSError):
            self._sketches = public.sketches(checkpoint, course.public_cases)
            if len(self._sketches.pairs):
                self._public = public.load(checkpoint, course.public_cases)

    def probes(self) -> tuple[Call, ...]:
        """What the function has to be asked for this."""
        exam = self._public
        return tuple(exam.cases[number].call for number in sketched(exam)) if exam else ()

    def __call__(self, answers: Answers) -> Mistake | None:
        """The two as one; None where no two are known to account for it."""
        exam = self._public
        if exam is None or len(answers.probes) < len(self.probes()):
            return None
        seen = dict(zip(sketched(exam), answers.probes, strict=True))
        return self._sketches.matching(exam, seen)


def sketches(course: Course, checkpoint: CheckpointName, exam: Exam) -> Sketches:
    """Sketches of all pairs that differ from each of their mistakes by itself.

    Parameters
    ----------
    course : Course
    checkpoint : CheckpointName
    exam : Exam
        Whose inputs they are made with.
    """
    subject = find(checkpoint)
    names = list(dict.fromkeys(mistake.id for mistake in exam.mistakes()))
    if subject.random or not any(map(_has_fractions, (case.expected for case in exam.cases))):
        return Sketches(names)  # labels and counts are few, and look like too many things
    calls = [case.call for case in exam.cases]
    alone = [_sketched(exam, mistake) for mistake in exam.mistakes()]
    kept: list[tuple[tuple[int, int], np.ndarray]] = []
    for pair in pairs(course, checkpoint):
        function = rewritten(course, checkpoint.lab, subject.function, pair.text)
        made = _sketched(exam, Mistake("", "", Outputs(function, calls, subject, times=1)))
        known = np.mean(made != ANYTHING)
        if made.any() and known > _KNOWN and not any(_alike(made, alone[way]) for way in pair.ways):
            one, other = map(names.index, pair.ids)
            kept.append(((one, other), made))
    places = np.array([place for place, _ in kept], np.int16).reshape(-1, 2)
    numbers = np.array([made for _, made in kept], np.float16)
    return Sketches(names, places, numbers)


def _has_fractions(tree: Tree) -> bool:
    """Whether an answer holds numbers that are not whole."""
    if isinstance(tree, dict | list | tuple):
        return any(map(_has_fractions, tree.values() if isinstance(tree, dict) else tree))
    return np.asarray(bare_numbers(tree)).dtype.kind == "f"


def _sketched(exam: Exam, mistake: Mistake) -> np.ndarray:
    """A sketch of what a mistake gives; any number stands where round-off decides."""
    values = {number: mistake.answers[number] for number in sketched(exam)}
    made = sketch(exam, {number: bare_numbers(value) for number, value in values.items()})
    for sign in (-1, 1):
        other = sketch(exam, {number: _shifted(value, sign) for number, value in values.items()})
        with np.errstate(invalid="ignore"):
            made = np.where(np.abs(np.nan_to_num(made - other)) > _STEADY, ANYTHING, made)
    return made


def _shifted(answer: Tree, sign: int) -> Tree:
    """An answer at the end of its margins."""
    if isinstance(answer, Within):
        return answer.value + sign * answer.margin
    return renewed(lambda part: _shifted(part, sign), answer)


def _alike(one: np.ndarray, other: np.ndarray) -> bool:
    with np.errstate(invalid="ignore"):
        near = np.abs(one - other) <= _STEADY
    return bool((near | (one == other) | (np.isnan(one) & np.isnan(other))).all())

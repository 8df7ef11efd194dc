"""Whether stored cases are those that would be set now, but for round-off.

Machines differ in the last digit of a sum, and some mistakes make much of it: whoever turns the
quotient of the gradient check upside down returns the inverse of round-off. So where numbers differ
by more than a little, they are made anew from inputs that differ in their last digit, to see by how
much this moves them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import is_dataclass, replace

import numpy as np

from autograder.checks.comparison import Within
from autograder.checks.exam import Call, Exam, Mistake
from autograder.checks.plain import Tree
from autograder.checks.public import from_tree, to_tree
from autograder.course import Course
from autograder.judge.exams import answers, wrong_answers
from autograder.labs import find

NUDGES = 4
SLACK = 16.0
"""How many times further than under the largest nudge a number may be on another machine."""
_RTOL, _ATOL = 1e-9, 1e-12


def same(course: Course, stored: Exam, fresh: Exam) -> bool:
    """Whether two exams of a checkpoint are the same, but for round-off."""
    ours, theirs = (from_tree(to_tree(replace(exam, mistakes=tuple))) for exam in (stored, fresh))
    bare, wanted = (replace(exam, variants=tuple, mistakes=tuple) for exam in (ours, theirs))
    return (
        close(bare, wanted)
        and close(list(ours.variants()), list(theirs.variants()))
        and _same_mistakes(course, stored, fresh)
    )


def _same_mistakes(course: Course, stored: Exam, fresh: Exam) -> bool:
    ours, theirs = stored.mistakes(), fresh.mistakes()
    if [_name(mistake) for mistake in ours] != [_name(mistake) for mistake in theirs]:
        return False
    calls, subject = [case.call for case in fresh.cases], find(fresh.checkpoint)
    functions = [function for *_, function in wrong_answers(course, fresh.checkpoint)]
    for function, our, their in zip(functions, ours, theirs, strict=True):
        if len(our.answers) != len(their.answers):
            return False
        for call, stored_answer, answer in zip(calls, our.answers, their.answers, strict=True):
            if not close(stored_answer, answer):
                nudged = [answers(function, again, subject, 2) for again in nudges(call)]
                if not close(stored_answer, answer, nudged):
                    return False
    return True


def close(ours: Tree, theirs: Tree, nudged: Sequence[Tree] = (), margin: float = 0.0) -> bool:
    """Whether two trees are equal but for round-off.

    Parameters
    ----------
    ours, theirs : tree
    nudged : sequence of tree
        What came in place of `theirs` from inputs that differ in their last digit.
    margin : float
        What numbers may differ by besides.
    """
    if type(ours) is not type(theirs) and not isinstance(ours, np.ndarray | float):
        return False
    alike = [tree for tree in nudged if type(tree) is type(theirs)]
    if isinstance(theirs, Within):
        alike_margins = [tree.margin for tree in alike]
        return close(ours.margin, theirs.margin, alike_margins, 1e-3 * theirs.margin) and close(
            ours.value, theirs.value, [tree.value for tree in alike], theirs.margin
        )
    if isinstance(theirs, dict):
        return list(ours) == list(theirs) and all(
            close(ours[key], theirs[key], [tree[key] for tree in alike if key in tree])
            for key in theirs
        )
    if isinstance(theirs, list | tuple):
        return len(ours) == len(theirs) and all(
            close(our, their, [tree[number] for tree in alike if number < len(tree)])
            for number, (our, their) in enumerate(zip(ours, theirs, strict=True))
        )
    if is_dataclass(theirs):
        return close(vars(ours), vars(theirs), [vars(tree) for tree in alike])
    if isinstance(theirs, np.ndarray | float):
        return np.shape(ours) == np.shape(theirs) and bool(
            np.allclose(ours, theirs, _RTOL, _ATOL + margin + _moved(theirs, alike), equal_nan=True)
        )
    return bool(ours == theirs)


def nudges(call: Call) -> list[Call]:
    """The call with every number among its arguments larger or smaller by a last digit."""
    generator = np.random.default_rng(0)
    return [
        replace(
            call,
            arguments=_nudged(call.arguments, generator),
            then=tuple(_nudged(step, generator) for step in call.then),
        )
        for _ in range(NUDGES)
    ]


def _nudged(value: Tree, generator: np.random.Generator) -> Tree:
    if isinstance(value, dict):
        return {key: _nudged(part, generator) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_nudged(part, generator) for part in value)
    if isinstance(value, np.ndarray) and value.dtype == np.float64:
        return value * (1 + np.spacing(1.0) * generator.choice([-1, 0, 1], value.shape))
    return value


def _moved(number: np.ndarray | float, nudged: Sequence[Tree]) -> float:
    """By how much nudges move a number at most, with the slack."""
    ways = [np.abs(other - number) for other in nudged if np.shape(other) == np.shape(number)]
    return SLACK * max((float(np.nanmax(way)) for way in ways if np.size(way)), default=0.0)


def _name(mistake: Mistake) -> tuple[str, str]:
    return mistake.id, mistake.sentence

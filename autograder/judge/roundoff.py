"""What round-off does to a wrong answer, which may be a lot.

Machines differ in the last digit of a sum, and so do two ways to write one formula. Some mistakes
make much of it: whoever turns the quotient of the gradient check upside down returns the inverse of
round-off. To see by how much that moves an answer, it is made anew from inputs that differ in their
last digit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from autograder.checks.comparing.comparison import Within
from autograder.checks.exam import Call
from autograder.checks.plain import Tree, renewed

NUDGES = 3
SLACK = 16.0
"""How many times further than under the largest nudge a number may be elsewhere."""
_STEADY = 1e-9
"""A number that moves by no more than this, relative to its array, is compared as any other."""
_LITTLE = 1.01
"""A margin that grows by no more than this does so for any number that is no round-off itself."""


def with_margins(answer: Tree, call: Call, made: Callable[[Call], Tree], times: int) -> Tree:
    """An answer in which every number that round-off moves has a margin.

    Parameters
    ----------
    answer : tree
    call : Call
    made : callable
        Makes the answer to a call.
    times : int
        From how many nudged inputs the answer is made anew, at most.
    """
    nudged: list[Tree] = []
    wider = answer
    for again in nudges(call, times):
        nudged.append(made(again))
        wider = widened(answer, nudged)
        if _stands(answer, wider):
            break
    return wider


def nudges(call: Call, times: int = NUDGES) -> Iterator[Call]:
    """The call with every number among its arguments larger or smaller by a last digit."""
    generator = np.random.default_rng(0)
    for _ in range(times):
        yield replace(
            call,
            arguments=_nudged(call.arguments, generator),
            then=tuple(_nudged(step, generator) for step in call.then),
        )


def widened(answer: Tree, nudged: Sequence[Tree]) -> Tree:
    """An answer in which every number that round-off moves has a margin.

    Parameters
    ----------
    answer : tree
    nudged : sequence of tree
        What came in its place from nudged inputs.
    """
    alike = [tree for tree in nudged if type(tree) is type(answer)]
    if isinstance(answer, Within):
        moved = _moved(answer.value, [tree.value for tree in alike])
        return replace(answer, margin=answer.margin + moved)
    if isinstance(answer, dict):
        return {
            key: widened(part, [tree[key] for tree in alike if key in tree])
            for key, part in answer.items()
        }
    if isinstance(answer, list | tuple):
        return type(answer)(
            widened(part, [tree[number] for tree in alike if number < len(tree)])
            for number, part in enumerate(answer)
        )
    if isinstance(answer, np.ndarray | float) and np.asarray(answer).dtype == np.float64:
        moved = _moved(answer, alike)
        steady = moved <= _STEADY * np.abs(np.nan_to_num(answer)).max(initial=0.0)
        return answer if steady else Within(answer, moved)
    return answer


def _stands(answer: Tree, wider: Tree) -> bool:
    """Whether a nudge has moved a number, and by nothing beside the margin that it had.

    One that was not moved may have been rounded to what it was; but not where all that counts is
    that it stays below a bound.
    """
    if not isinstance(answer, Within):
        return False
    moved = np.any(wider.margin > answer.margin) or np.all(np.equal(answer.value, 0.0))
    return bool(moved and np.all(wider.margin <= _LITTLE * answer.margin))


def _nudged(value: Tree, generator: np.random.Generator) -> Tree:
    if isinstance(value, float):
        return float(_nudged(np.array(value), generator))
    if isinstance(value, np.ndarray) and value.dtype == np.float64:
        return value * (1 + np.spacing(1.0) * generator.choice([-1, 0, 1], value.shape))
    return renewed(lambda part: _nudged(part, generator), value)


def _moved(number: np.ndarray | float, nudged: Sequence[Tree]) -> float:
    """By how much nudges move a number at most, with the slack."""
    ways = [np.abs(other - number) for other in nudged if np.shape(other) == np.shape(number)]
    return SLACK * max((float(np.nan_to_num(way).max(initial=0.0)) for way in ways), default=0.0)

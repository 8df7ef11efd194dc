"""A failure as pictures, where they say more than numbers, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from autograder.checks.comparing.comparison import Leaf, disagreement, near
from autograder.checks.comparing.pattern import pattern
from autograder.checks.criteria import Answers
from autograder.checks.exam import Call, Case
from autograder.checks.pictures.heat import MOST, heat, worth_drawing
from autograder.checks.pictures.paths import path
from autograder.checks.pictures.regions import regions
from autograder.checks.plain import Tree
from autograder.checks.words import Phrase, key_of, phrase, say

_AWAY = 50.0
"""A path runs away that gets so many times as far as the expected one."""


@dataclass(frozen=True)
class Illustration:
    """Pictures, each with what it shows and its ``data:`` address; and what they say, in words."""

    pictures: Sequence[tuple[str, str]] = ()
    words: str = ""

    def __bool__(self) -> bool:
        return bool(self.pictures or self.words)


def of_exam(answers: Answers) -> Illustration:
    """The case whose labels cover a grid, or in which two parameters go down a bowl."""
    for case, seen, (leaves, faults) in zip(
        answers.exam.cases, answers.cases, answers.aligned, strict=True
    ):
        if not leaves or seen.error or any(fault.fatal for fault in faults):
            continue
        if case.grid != (0, 0) and np.isfinite(leaves[0].got).all():
            labels = (leaves[0].got.reshape(case.grid), case.expected.reshape(case.grid))
            return Illustration(regions(*labels))
        if case.bowl != (0.0, 0.0) and any(disagreement(leaf, case.rtol) for leaf in leaves):
            return _path(case, seen.value)
    return Illustration()


def of_array(leaf: Leaf, rtol: float) -> Illustration:
    """An array that is not the one that was expected."""
    expected = leaf.expected
    if not isinstance(expected, np.ndarray) or not expected.shape:
        return Illustration()
    words = pattern(leaf.got, expected, ~near(expected, leaf.got, rtol))
    if not worth_drawing(expected):
        return Illustration(words=words)
    names = [say("picture.yours"), say("picture.expected"), say("picture.difference")]
    if max(expected.shape) > MOST:
        rows, columns = (min(size, MOST) for size in expected.shape)
        names[0] = say("picture.yours-part", rows=rows, columns=columns)
    return Illustration(list(zip(names, heat(leaf.got, expected), strict=True)), words)


def up_to(call: Call, wrong: Leaf | None) -> Call:
    """The call with no more steps than it takes until something is wrong."""
    name = wrong.name if wrong is not None else ""
    if key_of(name) != "name.step" or not isinstance(name, Phrase):
        return call
    return replace(call, then=call.then[: int(str(name.parts["number"])) - 1])


def _path(case: Case, value: Tree) -> Illustration:
    begin = case.call.arguments["parameters"]
    try:
        got, expected = (np.array(list(map(_point, (begin, *s)))) for s in (value, case.expected))
    except (TypeError, ValueError, LookupError):  # numbers of an unusual kind
        return Illustration()
    yours, right = _shown(got[-1]), _shown(expected[-1])
    words = phrase("picture.ends", yours=yours, expected=right)
    if not np.isfinite(got).all() or np.abs(got).max() > _AWAY * np.abs(expected).max():
        words = phrase("picture.away")
    elif np.array_equal(got, np.broadcast_to(got[0], got.shape)):
        words = phrase("picture.stays")
    drawn = [(say("picture.path"), path(got, expected, case.bowl))]
    return Illustration(drawn, "" if yours == right else words)


def _point(step: Tree) -> list[float]:
    """Where two parameters are after a step, of which something else may be known as well."""
    parameters = step[0] if isinstance(step, tuple | list) else step
    return [float(np.asarray(parameters[name]).ravel()[0]) for name in ("W1", "b1")]


def _shown(point: np.ndarray) -> str:
    return f"({point[0]:.4g}, {point[1]:.4g})"

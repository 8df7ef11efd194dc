"""What a function of ours gives in the cases of an exam: the reference, or a known answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.checks.calling.observation import steps
from autograder.checks.comparing.alignment import align
from autograder.checks.comparing.batches import Division, Traits
from autograder.checks.comparing.distribution import Sample
from autograder.checks.comparing.masks import Masked, MaskTraits
from autograder.checks.exam import Call
from autograder.checks.plain import Opaque, Tree, plain
from autograder.judge.roundoff import NUDGES, with_margins
from autograder.labs.checkpoint import Checkpoint, Function

_MISTAKES = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, NameError)
DRAWS = 6
"""Draws of a right answer that are summed up; two of a wrong one will do."""


class Outputs(Sequence[Tree]):
    """What a known answer gives, made when asked for, since most cases never are.

    Where it is judged by bounds, because a right answer is round-off, a wrong one may be made of it
    too: such numbers have a margin.
    """

    def __init__(
        self,
        function: Function,
        calls: Sequence[Call],
        subject: Checkpoint,
        times: int = NUDGES,
    ) -> None:
        self._function, self._calls, self._subject = function, calls, subject
        self._times = times
        self._made: dict[int, Tree] = {}

    def __len__(self) -> int:
        return len(self._calls)

    def __getitem__(self, number: Any) -> Tree:
        if not 0 <= number < len(self):
            raise IndexError(number)
        if number not in self._made:
            call = self._calls[number]
            made = self._answer(call)
            if self._subject.bounds is not None:
                made = with_margins(made, call, self._answer, self._times)
            self._made[number] = made
        return self._made[number]

    def _answer(self, call: Call) -> Tree:
        return answers(self._function, call, self._subject, draws=2)


def answers(
    function: Callable[..., Any], call: Call, subject: Checkpoint, draws: int = DRAWS
) -> Tree:
    """What a function of ours returns; where it draws numbers, what several draws are like."""
    summed_up = subject.random and not subject.partition and not subject.masked
    with np.errstate(all="ignore"):
        try:
            drawn = [
                _answer(function, _redrawn(call, seed) if summed_up else call)
                for seed in range(draws if summed_up else 1)
            ]
        except _MISTAKES as error:
            # A wrong answer may fail on some input: no answer is like it then.
            return Opaque(type(error).__name__)
    if subject.partition:
        X, Y = (call.arguments[name] for name in subject.partition)
        return Division(X, Y, Traits.of(X, Y, drawn[0]))
    if subject.masked:
        A, keep_prob = (call.arguments[name] for name in subject.masked)
        return _masked(Masked(A, float(keep_prob), MaskTraits()), drawn[0], subject.outputs)
    if subject.bounds is not None:
        return subject.bounds(call.arguments, drawn[0])
    return summary(drawn) if summed_up else drawn[0]


def _masked(form: Masked, drawn: Tree, outputs: Sequence[str]) -> Masked:
    leaves, faults = align(form, drawn, outputs)
    fatal = next((fault.message for fault in faults if fault.fatal), "")
    return replace(form, traits=MaskTraits(structure=fatal) if fatal else leaves[0].got)


def _answer(function: Callable[..., Any], call: Call) -> Tree:
    """What a call returns: a list of it, where there are several steps."""
    given: list[Tree] = []
    for arguments, outputs in steps(call):
        outputs.append(function(*arguments.values()))
        given.append(plain(outputs[0]))
    return given if call.then else given[0]


def _redrawn(call: Call, seed: int) -> Call:
    seeds = call.arguments["rng"]["rng"]
    seeds = [seeds] if isinstance(seeds, int) else list(seeds)
    return replace(call, arguments={**call.arguments, "rng": {"rng": [seed, *seeds]}})


def summary(draws: Sequence[Tree]) -> Tree:
    """Put a `Sample` in the place of every array that differs from draw to draw."""
    first = draws[0]
    if isinstance(first, dict):
        return {key: summary([draw[key] for draw in draws]) for key in first}
    if isinstance(first, list | tuple):
        return type(first)(summary(parts) for parts in zip(*draws, strict=True))
    if isinstance(first, np.ndarray) and any(
        not np.array_equal(first, other) for other in draws[1:]
    ):
        return Sample.of(draws)
    return first

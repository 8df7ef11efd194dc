"""Sets exams: inputs from a seed, right answers from the reference, wrong from the catalogue."""

from __future__ import annotations

import copy
import zlib
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np

from autograder.checks.distribution import Sample
from autograder.checks.exam import Accuracy, Call, Case, Exam, Mistake
from autograder.checks.observation import materialise
from autograder.checks.plain import Opaque, Tree, plain
from autograder.course import Course
from autograder.judge.reference import points, reference
from autograder.labs import find
from autograder.labs.checkpoint import Arguments, Checkpoint

DRAWS = 6
"""Draws of a right answer that are summed up; two of a wrong one will do."""


def public_seed(checkpoint: str) -> int:
    """The seed of a checkpoint's public cases."""
    return zlib.crc32(checkpoint.encode())


def set_exam(course: Course, checkpoint: str, seed: int, attempt: int = 0) -> Exam:
    """Set an exam for a checkpoint.

    Parameters
    ----------
    course : Course
        Its source notebook holds the reference and the points.
    checkpoint : str
        ``<lab>.<grade_id>``.
    seed : int
        Decides every input, so that an exam can be set again.
    attempt : int
        Each attempt meets other inputs.

    Raises
    ------
    UnknownCheckpoint, CourseError
        There is no such checkpoint, or its notebook lacks the function or the test cell.
    """
    subject = find(checkpoint)
    lab, _, grade_id = checkpoint.partition(".")
    answer = reference(course, lab, subject.function)
    generator = np.random.default_rng([seed, public_seed(checkpoint), attempt])
    inputs = list(subject.cases(generator))
    grids = [(0, 0)] * len(inputs)
    if subject.grid is not None:
        arguments, grid = subject.grid(generator)
        inputs, grids = [*inputs, arguments], [*grids, grid]
    growth = subject.growth(generator) if subject.growth else ()
    cases = [
        Case(Call(arguments), answers(answer, arguments, subject), subject.rtol, grid)
        for arguments, grid in zip(inputs, grids, strict=True)
    ]
    return Exam(
        checkpoint=checkpoint,
        functions=(subject.function,),
        outputs=subject.outputs,
        points=points(course, lab, grade_id),
        cases=tuple(cases),
        growth=tuple(Call(arguments, count_work=True) for arguments in growth),
        growing=subject.growing,
        draws=_draws(subject, inputs, generator),
        may_change=subject.may_change,
        accuracy=_accuracy(subject, generator),
        figures=subject.figures,
        mistakes=cache(lambda: catalogue(subject, answer, inputs)),
    )


def catalogue(
    subject: Checkpoint, reference: Callable[..., Any], inputs: Sequence[Arguments]
) -> list[Mistake]:
    """What every known misconception answers to some inputs."""
    return [
        Mistake(
            known.id,
            known.sentence,
            Outputs(known.made_from(reference), inputs, subject),
        )
        for known in subject.misconceptions
    ]


class Outputs(Sequence[Tree]):
    """What a misconception answers, made when asked for, since most cases never are."""

    def __init__(
        self, function: Callable[..., Any], inputs: Sequence[Arguments], subject: Checkpoint
    ) -> None:
        self._function, self._inputs, self._subject = function, inputs, subject
        self._made: dict[int, Tree] = {}

    def __len__(self) -> int:
        return len(self._inputs)

    def __getitem__(self, number: Any) -> Tree:
        if not 0 <= number < len(self):
            raise IndexError(number)
        if number not in self._made:
            self._made[number] = answers(
                self._function, self._inputs[number], self._subject, draws=2
            )
        return self._made[number]


def answers(
    function: Callable[..., Any], arguments: Arguments, subject: Checkpoint, draws: int = DRAWS
) -> Tree:
    """What a function of ours returns; where it draws numbers, a summary of several draws."""
    drawn = []
    for seed in range(draws if subject.random else 1):
        given = {
            name: materialise(
                {"rng": [seed, *_seeds(value)]} if name == "rng" else copy.deepcopy(value)
            )
            for name, value in arguments.items()
        }
        with np.errstate(all="ignore"):
            try:
                drawn.append(plain(function(*given.values())))
            except (ValueError, TypeError, KeyError, IndexError, ZeroDivisionError) as error:
                # A misconception may fail on some input: no answer is like it then.
                return Opaque(type(error).__name__)
    return summary(drawn) if subject.random else drawn[0]


def _seeds(value: Tree) -> list[int]:
    return [value["rng"]] if isinstance(value["rng"], int) else list(value["rng"])


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


def _draws(
    subject: Checkpoint, inputs: Sequence[Arguments], generator: np.random.Generator
) -> tuple[Call, ...]:
    if not subject.random:
        return ()
    one, other = generator.choice(2**31, 2, replace=False).tolist()
    base = next(arguments for arguments in inputs if len(arguments["layers_dims"]) > 2)
    return tuple(Call({**base, "rng": {"rng": seed}}) for seed in (one, one, other))


def _accuracy(subject: Checkpoint, generator: np.random.Generator) -> Accuracy | None:
    if subject.trained is None:
        return None
    X, labels = subject.trained.points(generator)
    call = Call({"parameters": {"evidence": ["parameters", subject.trained.key]}, "X": X})
    return Accuracy(call, labels, subject.trained.at_least, f"the net {subject.trained.key!r}")

"""Sets exams: inputs from a seed, right answers from the reference, wrong from the catalogue."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from autograder.checks.calling.observation import steps
from autograder.checks.comparing.batches import Division, Traits
from autograder.checks.comparing.distribution import Sample
from autograder.checks.exam import Accuracy, Call, Case, Exam, Mistake
from autograder.checks.name import CheckpointName
from autograder.checks.plain import Opaque, Tree, plain
from autograder.course import Course, CourseError
from autograder.judge.reference import reference, rewritten, source
from autograder.judge.roundoff import nudges, widened
from autograder.labs import find
from autograder.labs.checkpoint import Arguments, Checkpoint, Function
from autograder.labs.mistakes import KnownAnswer, UnfitAnswer

Known = tuple[str, str, Function]
"""A known way to answer: its id, its sentence, its function."""
DRAWS = 6
"""Draws of a right answer that are summed up; two of a wrong one will do."""


def public_seed(checkpoint: CheckpointName) -> int:
    """The seed of a checkpoint's public cases."""
    return zlib.crc32(checkpoint.encode())


def set_exam(course: Course, checkpoint: CheckpointName, seed: int, attempt: int = 0) -> Exam:
    """Set an exam for a checkpoint.

    Parameters
    ----------
    course : Course
        Its source notebook holds the reference.
    checkpoint : CheckpointName
    seed : int
        Decides every input, so that an exam can be set again.
    attempt : int
        Each attempt meets other inputs.

    Raises
    ------
    UnknownCheckpoint, CourseError
        There is no such checkpoint, or its notebook lacks the function.
    """
    subject = find(checkpoint)
    answer = reference(course, checkpoint.lab, subject.function)
    generator = np.random.default_rng([seed, public_seed(checkpoint), attempt])
    calls = [_call(subject, item) for item in subject.cases(generator)]
    draws = _draws(subject, calls[-1], generator)
    grids = [(0, 0)] * len(calls)
    if subject.grid is not None:
        arguments, grid = subject.grid(generator)
        calls, grids = [*calls, Call(arguments)], [*grids, grid]
    growth = subject.growth(generator) if subject.growth else ()

    def known(found: Callable[[], Iterable[Known]]) -> Callable[[], list[Mistake]]:
        return cache(
            lambda: [
                Mistake(name, sentence, Outputs(function, calls, subject))
                for name, sentence, function in found()
            ]
        )

    return Exam(
        checkpoint=checkpoint,
        functions=(subject.function,),
        outputs=subject.outputs,
        points=subject.points,
        cases=tuple(
            Case(call, answers(answer, call, subject), subject.rtol, grid)
            for call, grid in zip(calls, grids, strict=True)
        ),
        growth=tuple(Call(arguments, count_work=True) for arguments in growth),
        growing=subject.growing,
        draws=draws,
        may_change=subject.may_change,
        accuracies=tuple(_accuracies(subject, generator)),
        figures=subject.figures,
        repair=bool(subject.bugs),
        variants=known(lambda: _made(course, checkpoint, subject.variants)),
        mistakes=known(lambda: wrong_answers(course, checkpoint)),
    )


def wrong_answers(course: Course, checkpoint: CheckpointName) -> Iterator[Known]:
    """The catalogue of a checkpoint: of each wrong answer its id, its sentence and its function.

    Raises
    ------
    UnknownCheckpoint
        There is no such checkpoint.
    CourseError
        Its notebook lacks the function. Or a wrong answer does not fit the right one.
    """
    subject = find(checkpoint)
    return _made(course, checkpoint, (*subject.mistakes, *subject.bugs))


def _made(
    course: Course, checkpoint: CheckpointName, known: Iterable[KnownAnswer]
) -> Iterator[Known]:
    lab, function = checkpoint.lab, find(checkpoint).function
    right = source(course, lab, function)
    for answer in known:
        try:
            texts = answer.texts(right)
        except UnfitAnswer as error:
            raise CourseError(f"{checkpoint}: {error}") from error
        for text in texts:
            yield answer.id, answer.sentence, rewritten(course, lab, function, text)


class Outputs(Sequence[Tree]):
    """What a known answer gives, made when asked for, since most cases never are.

    Where it is judged by bounds, because a right answer is round-off, a wrong one may be made of it
    too: such numbers have a margin.
    """

    def __init__(self, function: Function, calls: Sequence[Call], subject: Checkpoint) -> None:
        self._function, self._calls, self._subject = function, calls, subject
        self._made: dict[int, Tree] = {}

    def __len__(self) -> int:
        return len(self._calls)

    def __getitem__(self, number: Any) -> Tree:
        if not 0 <= number < len(self):
            raise IndexError(number)
        if number not in self._made:
            call = self._calls[number]
            self._made[number] = self._answer(call)
            if self._subject.bounds is not None:
                nudged = [self._answer(again) for again in nudges(call)]
                self._made[number] = widened(self._made[number], nudged)
        return self._made[number]

    def _answer(self, call: Call) -> Tree:
        return answers(self._function, call, self._subject, draws=2)


def answers(
    function: Callable[..., Any], call: Call, subject: Checkpoint, draws: int = DRAWS
) -> Tree:
    """What a function of ours returns; where it draws numbers, what several draws are like."""
    summed_up = subject.random and not subject.partition
    with np.errstate(all="ignore"):
        try:
            drawn = [
                _answer(function, _redrawn(call, seed) if summed_up else call)
                for seed in range(draws if summed_up else 1)
            ]
        except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError) as error:
            # A wrong answer may fail on some input: no answer is like it then.
            return Opaque(type(error).__name__)
    if subject.partition:
        X, Y = (call.arguments[name] for name in subject.partition)
        return Division(X, Y, Traits.of(X, Y, drawn[0]))
    if subject.bounds is not None:
        return subject.bounds(call.arguments, drawn[0])
    return summary(drawn) if summed_up else drawn[0]


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


def _call(subject: Checkpoint, case: Arguments | list[Arguments]) -> Call:
    """The call, or the several in a row, that an author describes."""
    first, *then = case if isinstance(case, list) else [case]
    if subject.partition and not then:
        raise ValueError(f"{subject.grade_id}: batches are judged by two calls or more")
    fed = any(name not in step for step in then for name in first)
    return Call(first, tuple(then), subject.outputs if fed else ())


def _draws(subject: Checkpoint, base: Call, generator: np.random.Generator) -> tuple[Call, ...]:
    if not subject.random:
        return ()
    one, other = generator.choice(2**31, 2, replace=False).tolist()
    return tuple(Call({**base.arguments, "rng": {"rng": seed}}) for seed in (one, one, other))


def _accuracies(subject: Checkpoint, generator: np.random.Generator) -> Iterator[Accuracy]:
    for trained in subject.trained:
        X, labels = trained.points(generator)
        call = Call({"parameters": {"evidence": ["parameters", trained.key]}, "X": X})
        yield Accuracy(call, labels, trained.at_least, f"the net {trained.key!r}")

"""Sets exams: inputs from a seed, right answers from the reference, wrong from the catalogue."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from autograder.checks.exam import Accuracy, Call, Case, Exam, Mistake, Situation
from autograder.checks.name import CheckpointName
from autograder.checks.words import entry
from autograder.course import Course, CourseError
from autograder.judge.outputs import Outputs, answers
from autograder.judge.reference import reference, rewritten, source
from autograder.judge.two_mistakes import Together
from autograder.labs import find
from autograder.labs.changes import Change
from autograder.labs.checkpoint import Arguments, Checkpoint, Function
from autograder.labs.mistakes import KnownAnswer, UnfitAnswer

Known = tuple[str, str, Function]
"""A known way to answer: its id, its sentence, its function."""


def public_seed(checkpoint: CheckpointName) -> int:
    """The seed of a checkpoint's public cases."""
    return zlib.crc32(checkpoint.encode())


def public_exam(course: Course, checkpoint: CheckpointName) -> Exam:
    """The exam whose cases students have at home; always the same, see `set_exam`."""
    return set_exam(course, checkpoint, public_seed(checkpoint), at_home=True)


def set_exam(
    course: Course,
    checkpoint: CheckpointName,
    seed: int,
    attempt: int = 0,
    *,
    at_home: bool = False,
) -> Exam:
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
    at_home : bool
        Whether students may have it: it holds nothing that only the judge has.

    Raises
    ------
    UnknownCheckpoint, CourseError
        There is no such checkpoint, or its notebook lacks the function.
    """
    subject = find(checkpoint)
    answer = reference(course, checkpoint.lab, subject.function)
    generator = np.random.default_rng([seed, public_seed(checkpoint), attempt])
    asked: list[tuple[Call, dict[str, Any]]] = [
        (_call(subject, item), {}) for item in subject.cases(generator)
    ]
    draws = _draws(subject, asked[-1][0], generator)
    if subject.grid is not None:
        arguments, grid = subject.grid(generator)
        asked.append((Call(arguments), {"grid": grid}))
    small: list[tuple[Call, dict[str, Any]]] = []
    if subject.bowl is not None:
        steps, bowl = subject.bowl(generator)
        small.append((_call(subject, steps), {"bowl": bowl}))
    if subject.extremes is not None:
        small += [(Call(item), {"extreme": True}) for item in subject.extremes(generator)]
    asked[1:1] = small  # the last cases are those that tell mistakes apart
    calls = [call for call, _ in asked]
    growth = subject.growth(generator) if subject.growth else ()

    def known(found: Callable[[], Iterable[Known]]) -> Callable[[], list[Mistake]]:
        return cache(
            lambda: [
                Mistake(name, entry(checkpoint, name, sentence), Outputs(function, calls, subject))
                for name, sentence, function in found()
            ]
        )

    cases = tuple(
        Case(call, answers(answer, call, subject), subject.rtol, **form) for call, form in asked
    )
    together = Together(course, checkpoint)
    return Exam(
        checkpoint=checkpoint,
        functions=(subject.function,),
        outputs=subject.outputs,
        points=subject.points,
        cases=cases,
        growth=tuple(Call(arguments, count_work=True) for arguments in growth),
        growing=subject.growing,
        draws=draws,
        may_change=subject.may_change,
        accuracies=tuple(_accuracies(subject, generator, at_home=at_home)),
        figures=subject.figures,
        weights=subject.weights,
        repair=bool(subject.bugs),
        variants=known(lambda: _made(course, checkpoint, subject.variants)),
        mistakes=known(lambda: wrong_answers(course, checkpoint)),
        together=together,
        probes=together.probes(),
        situations=tuple(_situations(checkpoint, subject, cases)),
        clues=tuple(
            replace(clue, sentence=entry(checkpoint, clue.id, clue.sentence))
            for clue in subject.clues
        ),
        hints=subject.hints,
        section=subject.section,
    )


def wrong_answers(course: Course, checkpoint: CheckpointName) -> Iterator[Known]:
    """The catalogue of a checkpoint: of each wrong answer its id, its sentence and its function.

    Raises
    ------
    UnknownCheckpoint
        There is no such checkpoint.
    CourseError
        Its notebook lacks the function. Or, when it is called, a wrong answer does not fit the
        right one.
    """
    subject = find(checkpoint)
    return _made(course, checkpoint, (*subject.mistakes, *subject.bugs))


def _made(
    course: Course, checkpoint: CheckpointName, known: Iterable[KnownAnswer]
) -> Iterator[Known]:
    right = source(course, checkpoint.lab, find(checkpoint).function)
    for answer in known:
        for way in answer.ways:
            yield answer.id, answer.sentence, _later(course, checkpoint, answer, way, right)


def _later(
    course: Course, checkpoint: CheckpointName, answer: KnownAnswer, way: Change, right: str
) -> Function:
    """A known answer that is made when it is called: few of a catalogue ever are, in a class."""
    lab, name = checkpoint.lab, find(checkpoint).function

    @cache
    def function() -> Function:
        try:
            text = answer.text(way, right)
        except UnfitAnswer as error:
            raise CourseError(f"{checkpoint}: {error}") from error
        return rewritten(course, lab, name, text)

    return lambda *given: function()(*given)


def _situations(
    checkpoint: CheckpointName, subject: Checkpoint, cases: Sequence[Case]
) -> Iterator[Situation]:
    """The situations that some of the cases are in, and not all."""
    for when in subject.situations:
        numbers = tuple(
            number
            for number, case in enumerate(cases)
            if when.holds(case.call.arguments, case.expected)
        )
        if 0 < len(numbers) < len(cases):
            sentence = entry(checkpoint, when.id, when.sentence)
            yield Situation(when.id, sentence, numbers, when.exactly)


def _call(subject: Checkpoint, case: Arguments | list[Arguments]) -> Call:
    """The call, or the several in a row, that an author describes."""
    first, *then = case if isinstance(case, list) else [case]
    if (subject.partition or subject.masked) and not then:
        raise ValueError(f"{subject.grade_id}: chance is judged by two calls or more")
    fed = any(name not in step for step in then for name in first)
    return Call(first, tuple(then), subject.outputs if fed else ())


def _draws(subject: Checkpoint, base: Call, generator: np.random.Generator) -> tuple[Call, ...]:
    if not subject.random:
        return ()
    one, other = generator.choice(2**31, 2, replace=False).tolist()
    return tuple(Call({**base.arguments, "rng": {"rng": seed}}) for seed in (one, one, other))


def _accuracies(
    subject: Checkpoint, generator: np.random.Generator, *, at_home: bool
) -> Iterator[Accuracy]:
    for trained in subject.trained:
        points = trained.at_home if at_home and trained.at_home else trained.points
        X, labels = points(generator)
        where, name = ("parameters", trained.key), f"the net {trained.key!r}"
        if trained.classes:
            yield Accuracy(None, labels, trained.at_least, name, X, where)
        else:
            call = Call({"parameters": {"evidence": list(where)}, "X": X})
            yield Accuracy(call, labels, trained.at_least, name)

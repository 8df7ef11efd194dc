"""Situations: an answer that is right but for some of the cases, and what those have in common."""

from __future__ import annotations

from autograder.checks.criteria import Answers
from autograder.checks.exam import Mistake


def only_where(answers: Answers) -> Mistake | None:
    """The situation in which an answer fails, where it is right everywhere else."""
    return _found(answers, exactly=True)


def somewhere(answers: Answers) -> Mistake | None:
    """A situation in which an answer fails, among others."""
    return _found(answers, exactly=False)


def _found(answers: Answers, *, exactly: bool) -> Mistake | None:
    failed = failing(answers)
    if all(_shapeless(answers, number) for number in failed):
        return None  # no number was looked at
    if not exactly and any(answers.cases[number].error for number in failed):
        return None  # what was raised says more
    for situation in answers.exam.situations:
        cases = set(situation.cases)
        if situation.exactly is exactly and (cases == failed if exactly else cases & failed):
            return Mistake(situation.id, situation.sentence, ())
    return None


def _shapeless(answers: Answers, number: int) -> bool:
    """Whether a case has a shape in which nothing can be compared."""
    _, faults = answers.aligned[number]
    return any(fault.fatal and fault.criterion == "shape" for fault in faults)


def failing(answers: Answers) -> set[int]:
    """The cases in which an answer raises something, or is not what was expected."""
    return {
        number
        for number, wrong in enumerate(answers.wrong)
        if wrong
        or answers.cases[number].error
        or any(fault.fatal for fault in answers.aligned[number][1])
    }

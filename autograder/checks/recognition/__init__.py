"""Which mistake a wrong answer looks like, from the most certain sign to the least."""

from __future__ import annotations

from dataclasses import replace

from autograder.checks.calling.observation import Observation
from autograder.checks.criteria import Answers
from autograder.checks.exam import Mistake
from autograder.checks.recognition.divisions import batches
from autograder.checks.recognition.known import exact, partial
from autograder.checks.recognition.parts import apart, placed
from autograder.checks.recognition.situations import failing, only_where, somewhere
from autograder.checks.recognition.spoiling import bare_numbers

__all__ = ["recognise"]


def recognise(answers: Answers) -> Mistake | None:
    """The mistake that an answer looks like, or the two; else what tells where to look.

    In this order: a known mistake that gives the same in every case; one that accounts for every
    wrong array; two known mistakes together; known mistakes that account for some of the outputs,
    each for its own; how samples are divided into batches; a situation outside of which the answer
    is right; and which outputs, or which cases, are wrong.

    What is wrong with ordinary numbers comes before what is wrong with extreme ones, which often
    are infinite whatever the mistake.
    """
    if any(seen.order for seen in answers.cases) and not failing(answers):
        return None  # the parameters come in another order, and that is all
    if found := exact(answers) or partial(answers):
        return found
    ordinary = _but_for_extremes(answers)
    if failing(ordinary):
        answers = ordinary
    for sign in (exact, partial, _two, apart, batches, only_where, placed, somewhere):
        if found := sign(answers):
            return found
    return None


def _but_for_extremes(answers: Answers) -> Answers:
    """The same with the right answers in the extreme cases."""
    cases = [
        Observation(bare_numbers(case.expected)) if case.extreme else seen
        for case, seen in zip(answers.exam.cases, answers.cases, strict=True)
    ]
    return replace(answers, cases=cases)


def _two(answers: Answers) -> Mistake | None:
    return answers.exam.together(answers)

"""Which mistake a wrong answer looks like, from the most certain sign to the least."""

from __future__ import annotations

from autograder.checks.criteria import Answers
from autograder.checks.exam import Mistake
from autograder.checks.recognition.divisions import batches
from autograder.checks.recognition.known import exact, partial
from autograder.checks.recognition.ordinary import ordinary
from autograder.checks.recognition.parts import apart, overwritten, placed
from autograder.checks.recognition.situations import failing, only_where, somewhere

__all__ = ["recognise"]


def recognise(answers: Answers) -> Mistake | None:
    """The mistake that an answer looks like, or the two; else what tells where to look.

    In this order: a known mistake that gives the same in every case; one that accounts for every
    wrong array; two known mistakes together; known mistakes that account for some of the outputs,
    each for its own; how samples are divided into batches; a situation outside of which the answer
    is right; an argument that was overwritten; and which outputs, or which cases, are wrong.

    What is wrong with ordinary numbers comes before what is wrong with extreme ones, which often
    are infinite whatever the mistake.
    """
    if any(seen.order for seen in answers.cases) and not failing(answers):
        return None  # the parameters come in another order, and that is all
    if found := exact(answers) or partial(answers):
        return found
    plain = ordinary(answers)
    if plain is not answers and failing(plain):
        answers = plain
        if found := exact(answers) or partial(answers):
            return found
    for sign in (_two, apart, batches, only_where, overwritten, placed, somewhere):
        if found := sign(answers):
            return found
    return None


def _two(answers: Answers) -> Mistake | None:
    return answers.exam.together(answers)

"""What a known mistake makes wrong by itself."""

from __future__ import annotations

from autograder.checks.comparing.alignment import align
from autograder.checks.comparing.comparison import Within, disagreement
from autograder.checks.exam import Exam, Mistake
from autograder.checks.plain import Tree, renewed


def spoiled(mistake: Mistake, exam: Exam, number: int) -> set[str] | None:
    """The arrays that a mistake makes wrong in a case; None where nothing can be compared."""
    case = exam.cases[number]
    leaves, faults = align(case.expected, bare_numbers(mistake.answers[number]), exam.outputs)
    if any(fault.fatal for fault in faults):
        return None
    return {leaf.name for leaf in leaves if disagreement(leaf, case.rtol)}


def bare_numbers(answer: Tree) -> Tree:
    """An answer of a known mistake without the margins that round-off gives it."""
    return answer.value if isinstance(answer, Within) else renewed(bare_numbers, answer)

from __future__ import annotations

import numpy as np

from autograder.checks.calling.observation import observe
from autograder.checks.exam import Call, Case, Exam, Mistake
from autograder.checks.judging import Examined, examine


def doubling(**changes) -> Exam:
    """An exam for a function that doubles an array."""
    arrays = [np.array([[1.0, 2.0]]), np.array([[3.0], [4.0], [0.5]])]
    cases = tuple(Case(Call({"x": x}), 2 * x) for x in arrays)
    tripled = Mistake("tripled", "This is three times as much.", tuple(3 * x for x in arrays))
    settings = {
        "checkpoint": "arithmetic.double",
        "functions": ("double",),
        "outputs": ("the double",),
        "points": 10.0,
        "cases": cases,
        "mistakes": lambda: [tripled],
    }
    return Exam(**{**settings, **changes})


def put(exam: Exam, function, evidence=None) -> Examined:
    return examine(exam, lambda call: observe([function], call, evidence), evidence)


def status(examined: Examined) -> dict[str, str]:
    return {criterion.name: criterion.status for criterion in examined.verdict.criteria}

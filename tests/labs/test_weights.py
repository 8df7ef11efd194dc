"""What the criteria of each checkpoint are worth beside each other."""

from __future__ import annotations

import pytest

from autograder.checks.criteria import applicable, weighed
from autograder.checks.verdict import CriterionResult
from autograder.judge.exams import set_exam
from autograder.labs import names


@pytest.mark.parametrize("name", names())
def test_values_carry_most_of_the_points_of_every_checkpoint(project, name):
    exam = set_exam(project, name, 1)
    results = [CriterionResult(one.name) for one in applicable(exam, evidence=True)]
    weights = {one.name: one.weight for one in weighed(exam, results)}
    assert weights["values"] >= 0.6 * sum(weights.values())
    assert weights["returns"] + weights["shape"] + weights["finite"] <= 0.2 * sum(weights.values())

"""What students hand in: right answers pass, however they are written, and wrong ones do not."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checks.name import CheckpointName
from autograder.checks.verdict import Verdict
from autograder.course import Course
from autograder.labs.predicting import logits, nets
from tests.labs import judging
from tests.labs.answers import initializers, predict, symmetry, zeros

pytestmark = [
    # Students' own sigmoids overflow, and some of their arrays hold nan.
    pytest.mark.filterwarnings("ignore::RuntimeWarning"),
]

LAB = "initialization"
SCALES = {"random": lambda n_in: 10.0, "he": lambda n_in: np.sqrt(2 / n_in)}


def answers(kind: str) -> list:
    found = [
        (name, answer, function)
        for name, module in (("zeros", zeros), ("symmetry", symmetry), ("boundary", predict))
        for answer, function in getattr(module.answers, kind).items()
    ]
    found += [
        (name, answer, initializers.of_scale(function, scale))
        for name, scale in SCALES.items()
        for answer, function in getattr(initializers.answers, kind).items()
        if not (name == "random" and kind == "wrong")
    ]
    return [pytest.param(name, f, id=f"{name}-{answer}") for name, answer, f in found]


def judged(course: Course, name: str, function, where: str = "fresh") -> Verdict:
    return judging.judged(course, CheckpointName.of(LAB, name), function, where)


@pytest.mark.parametrize("where", ["public", "fresh"])
@pytest.mark.parametrize(("name", "function"), answers("right"))
def test_a_right_answer_earns_full_marks_however_it_is_written(project, name, function, where):
    verdict = judged(project, name, function, where)
    assert verdict.status == "passed", verdict.message
    assert verdict.points == verdict.max_points


@pytest.mark.parametrize(("name", "function"), answers("legacy"))
def test_numbers_drawn_elsewhere_cost_only_reproducibility(project, name, function):
    verdict = judged(project, name, function)
    failed = [criterion.name for criterion in verdict.criteria if criterion.status != "passed"]
    assert failed == ["reproducible"]


@pytest.mark.parametrize("where", ["public", "fresh"])
@pytest.mark.parametrize(("name", "function"), answers("wrong"))
def test_a_wrong_answer_does_not_pass(project, name, function, where):
    verdict = judged(project, name, function, where)
    assert verdict.status == "failed"
    assert verdict.points < verdict.max_points
    assert verdict.message


def test_one_case_lies_close_to_the_boundary_on_both_sides_to_tell_thresholds_apart():
    distances = [logits(case["parameters"], case["X"]) for case in nets(np.random.default_rng(0))]
    assert any(Z.size >= 40 and np.abs(Z).max() < 0.1 and Z.min() < 0 < Z.max() for Z in distances)

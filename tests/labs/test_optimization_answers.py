"""What students hand in to the Optimization lab: right answers pass, wrong ones do not."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checks.name import CheckpointName
from autograder.checks.verdict import Verdict
from autograder.course import Course
from autograder.labs import find
from tests.labs import judging
from tests.labs.answers.optimization import adam, gd, mini_batches, momentum, states

LAB = "optimization"
SUBJECTS = {
    "gd": gd.answers,
    "mini_batches": mini_batches.answers,
    "velocity": states.answers,
    "momentum": momentum.answers,
    "adam_state": states.answers,
    "adam": adam.answers,
}

pytestmark = [
    # Students' own formulas divide by zero, and some of their arrays hold nan.
    pytest.mark.filterwarnings("ignore::RuntimeWarning"),
]


def answers(kind: str) -> list:
    return [
        pytest.param(name, twice(f) if name == "adam_state" else f, id=f"{name}-{answer}")
        for name, found in SUBJECTS.items()
        for answer, f in getattr(found, kind).items()
    ]


def twice(function):
    """What is right, or wrong, for one memory is so for two."""
    return lambda parameters: (function(parameters), function(parameters))


def judged(course: Course, name: str, function, where: str = "fresh") -> Verdict:
    return judging.judged(course, CheckpointName.of(LAB, name), function, where)


@pytest.mark.parametrize("where", ["public", "fresh"])
@pytest.mark.parametrize(("name", "function"), answers("right"))
def test_a_right_answer_earns_full_marks_however_it_is_written(project, name, function, where):
    verdict = judged(project, name, function, where)
    assert verdict.status == "passed", verdict.message
    assert verdict.points == verdict.max_points


@pytest.mark.parametrize(
    "function", [pytest.param(f, id=name) for name, f in mini_batches.answers.legacy.items()]
)
def test_batches_drawn_elsewhere_cost_only_reproducibility(project, function):
    verdict = judged(project, "mini_batches", function)
    failed = [criterion.name for criterion in verdict.criteria if criterion.status != "passed"]
    assert failed == ["reproducible"]


@pytest.mark.parametrize("where", ["public", "fresh"])
@pytest.mark.parametrize(("name", "function"), answers("wrong"))
def test_a_wrong_answer_does_not_pass(project, name, function, where):
    verdict = judged(project, name, function, where)
    assert verdict.status == "failed"
    assert verdict.points < verdict.max_points
    assert verdict.message


@pytest.mark.parametrize("where", ["public", "fresh"])
@pytest.mark.parametrize("name", adam.variants)
def test_the_card_says_where_epsilon_stands(project, name, where):
    message = judged(project, "adam", adam.variants[name], where).message
    assert "Accepted" in message
    assert ("inside the root" in message) == ("inside" in name)
    assert ("before the correction" in message) == ("before" in name)


def test_two_memories_that_are_one_dict_are_not_two(project):
    def one_for_two(parameters):
        v = s = {f"d{name}": np.zeros_like(array) for name, array in parameters.items()}
        return v, s

    assert judged(project, "adam_state", one_for_two).status == "failed"


@pytest.mark.parametrize("name", ["gd", "momentum", "adam"])
def test_gradients_that_were_written_to_cost_little(project, name):
    function = {
        "gd": gd.answers.wrong["gradients_changed"],
        "momentum": momentum.answers.wrong["gradients_changed"],
        "adam": adam.answers.wrong["gradients_squared_in_place"],
    }[name]
    verdict = judged(project, name, function)
    failed = [criterion.name for criterion in verdict.criteria if criterion.status != "passed"]
    assert failed == ["arguments unchanged"]
    assert "grads" in verdict.message
    assert verdict.points > 0.85 * verdict.max_points


@pytest.mark.parametrize("name", ["gd", "momentum", "adam"])
def test_what_a_function_is_to_update_may_be_updated_in_place(project, name):
    function = {
        "gd": gd.answers.right["written_into"],
        "momentum": momentum.answers.right["in_place"],
        "adam": adam.answers.right["in_place"],
    }[name]
    assert judged(project, name, function).status == "passed"


def test_the_cases_hold_what_tells_mistakes_apart():
    cases = find(CheckpointName.of(LAB, "adam")).cases(np.random.default_rng(0))
    firsts = [case[0] if isinstance(case, list) else case for case in cases]
    assert {1, 3, 7} <= {case["t"] for case in firsts}
    assert {None, 1e-2} <= {case.get("epsilon") for case in firsts}
    assert any("beta1" in case and "epsilon" not in case for case in firsts)
    assert any(
        np.all(case["grads"]["dW1"][1] == 0) for case in firsts if len(case["grads"]["dW1"]) > 1
    )
    assert sum(isinstance(case, list) and len(case) == 3 for case in cases) >= 3
    sizes = {
        (case[0]["X"].shape[1], case[0]["mini_batch_size"])
        for case in find(CheckpointName.of(LAB, "mini_batches")).cases(np.random.default_rng(0))
    }
    assert {(10, 64), (7, 2), (65, 64), (128, 64), (200, 64)} <= sizes

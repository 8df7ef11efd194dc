"""What students hand in to the Gradient Checking lab: right answers pass, wrong ones do not."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checks import functions
from autograder.checks.name import CheckpointName
from autograder.checks.observation import materialise
from autograder.checks.verdict import Verdict
from autograder.course import Course
from autograder.labs import find
from autograder.labs.gradient_checking import nets
from autograder.labs.gradient_checking.differences import QUOTIENTS, RATIOS
from autograder.labs.gradient_checking.gradient_check import approximated
from helpers import network
from tests.labs import judging
from tests.labs.answers.gradient_checking import backward, column, linear, net, one, sigmoid

LAB = "gradient_checking"
SUBJECTS = {
    "forward_1d": linear.forward,
    "backward_1d": linear.backward,
    "gradient_check": one.answers,
    "sigmoid": sigmoid.answers,
    "numerical_gradient": column.answers,
    "gradient_check_n": net.answers,
    "backward_n": backward.answers,
}

pytestmark = [
    # Students' own formulas overflow, and some of their answers are nan.
    pytest.mark.filterwarnings("ignore::RuntimeWarning"),
]


def answers(kind: str) -> list:
    return [
        pytest.param(name, function, id=f"{name}-{answer}")
        for name, found in SUBJECTS.items()
        for answer, function in getattr(found, kind).items()
    ]


def judged(course: Course, name: str, function, where: str = "fresh") -> Verdict:
    return judging.judged(course, CheckpointName.of(LAB, name), function, where)


@pytest.mark.parametrize("where", ["public", "fresh"])
@pytest.mark.parametrize(("name", "function"), answers("right"))
def test_a_right_answer_earns_full_marks_however_it_is_written(project, name, function, where):
    verdict = judged(project, name, function, where)
    assert verdict.status == "passed", verdict.message
    assert verdict.points == verdict.max_points


@pytest.mark.parametrize(("name", "function"), answers("legacy"))
def test_a_loop_costs_only_vectorised(project, name, function):
    verdict = judged(project, name, function)
    failed = [criterion.name for criterion in verdict.criteria if criterion.status != "passed"]
    assert failed == ["vectorised"]


@pytest.mark.parametrize("where", ["public", "fresh"])
@pytest.mark.parametrize(("name", "function"), answers("wrong"))
def test_a_wrong_answer_does_not_pass(project, name, function, where):
    verdict = judged(project, name, function, where)
    assert verdict.status == "failed"
    assert verdict.points < verdict.max_points
    assert verdict.message


@pytest.mark.parametrize("quotient", QUOTIENTS, ids=lambda entry: entry[0])
def test_a_wrong_slope_that_is_compared_wrongly_does_not_pass(project, quotient):
    for _, _, ratio in RATIOS:
        both = approximated(quotient[2], ratio)
        verdict = judged(project, "gradient_check", both)
        assert verdict.points <= 0.2 * verdict.max_points


def cases(name: str, seed: int = 0) -> list:
    return list(find(CheckpointName.of(LAB, name)).cases(np.random.default_rng(seed)))


def test_no_function_that_is_handed_in_as_an_argument_answers_a_checkpoint(project):
    handed = [
        materialise(value)
        for name in SUBJECTS
        for case in cases(name)
        for value in case.values()
        if isinstance(value, dict) and set(value) == {"function"}
    ]
    assert len(handed) > 40
    for name in SUBJECTS:
        for function in handed:
            verdict = judged(project, name, function)
            assert verdict.points <= 0.2 * verdict.max_points, name


@pytest.mark.parametrize("case", cases("gradient_check"))
def test_a_slope_is_that_of_its_curve_where_it_claims_to_be_right(case):
    _, settings = case["backward"]["function"]
    forward, (x, theta) = materialise(case["forward"]), (case["x"], case["theta"])
    step = 1e-4 / max(1.0, abs(settings["rate"]))
    above, below = theta + step, theta - step
    slope = (forward(x, above) - forward(x, below)) / (above - below)
    claimed = functions.make("slope", {**settings, "share": 1.0, "offset": 0.0})
    assert claimed(x, theta) == pytest.approx(slope, rel=1e-6)


@pytest.mark.parametrize("hidden", ["relu", "tanh", "softplus"])
@pytest.mark.parametrize("output", ["sigmoid", "linear"])
def test_the_gradients_of_a_net_are_the_slopes_of_its_cost(hidden, output):
    parameters, X, Y = nets.living(np.random.default_rng(1), [3, 4, 2, 1], 5)
    forward = functions.make("net", {"hidden": hidden, "output": output})
    found = nets.gradients(parameters, X, Y, hidden, output)
    slopes = net.measured(forward, parameters, X, Y, 1e-5)
    for name, slope in slopes.items():
        assert np.allclose(found[f"d{name}"], slope, rtol=1e-6, atol=1e-9)


def test_the_net_that_is_handed_in_is_that_of_the_helpers():
    parameters, X, Y = nets.drawn(np.random.default_rng(2), [3, 4, 2, 1], 5)
    cost, cache = functions.make("net", {"hidden": "relu", "output": "sigmoid"})(X, Y, parameters)
    expected, theirs = network.forward_with_cost(X, Y, parameters)
    assert cost == pytest.approx(expected, rel=1e-12)
    for layer in (1, 2, 3):
        assert np.allclose(cache[f"A{layer}"], theirs.A[layer], rtol=1e-12)


def test_a_cache_belongs_to_its_parameters_and_is_away_from_kinks():
    for case in cases("backward_n"):
        kept, X = case["cache"], case["X"]
        _, expected = network.forward_with_cost(X, case["Y"], {k: kept[k] for k in net.NAMES})
        for layer in (1, 2, 3):
            assert np.allclose(kept[f"Z{layer}"], expected.Z[layer])
            assert np.allclose(kept[f"A{layer}"], expected.A[layer])
            assert layer == 3 or np.abs(kept[f"Z{layer}"]).min() > 1e-3

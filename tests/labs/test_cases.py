"""The inputs that are drawn: they hold what tells mistakes apart, and belong together."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checks import public
from autograder.checks.calling import functions
from autograder.checks.calling.observation import materialise
from autograder.checks.name import CheckpointName
from autograder.labs import find, names, predicting
from autograder.labs.gradient_checking import nets
from helpers import network
from tests.labs.answers.gradient_checking import net


def cases(name: str) -> list:
    return list(find(CheckpointName(name)).cases(np.random.default_rng(0)))


def test_one_case_lies_close_to_the_boundary_on_both_sides_to_tell_thresholds_apart():
    distances = [
        predicting.logits(case["parameters"], case["X"])
        for case in cases("initialization.boundary")
    ]
    assert any(Z.size >= 40 and np.abs(Z).max() < 0.1 and Z.min() < 0 < Z.max() for Z in distances)


@pytest.mark.parametrize("case", cases("gradient_checking.gradient_check"))
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
    for case in cases("gradient_checking.backward_n"):
        kept, X = case["cache"], case["X"]
        _, expected = network.forward_with_cost(X, case["Y"], {k: kept[k] for k in net.NAMES})
        for layer in (1, 2, 3):
            assert np.allclose(kept[f"Z{layer}"], expected.Z[layer])
            assert np.allclose(kept[f"A{layer}"], expected.A[layer])
            assert layer == 3 or np.abs(kept[f"Z{layer}"]).min() > 1e-3


def test_steps_of_adam_differ_in_what_mistakes_are_about():
    firsts = [case[0] if isinstance(case, list) else case for case in cases("optimization.adam")]
    assert {1, 3, 7} <= {case["t"] for case in firsts}
    assert {None, 1e-2} <= {case.get("epsilon") for case in firsts}
    assert any("beta1" in case and "epsilon" not in case for case in firsts)
    assert any(
        np.all(case["grads"]["dW1"][1] == 0) for case in firsts if len(case["grads"]["dW1"]) > 1
    )
    several = [case for case in cases("optimization.adam") if isinstance(case, list)]
    assert sum(len(case) == 3 for case in several) >= 3


def test_samples_fill_their_batches_and_do_not():
    sizes = {
        (case[0]["X"].shape[1], case[0]["mini_batch_size"])
        for case in cases("optimization.mini_batches")
    }
    assert {(10, 64), (7, 2), (65, 64), (128, 64), (200, 64)} <= sizes


@pytest.mark.parametrize("name", names())
def test_where_a_generator_should_decide_every_call_hands_one_over(name):
    exam = public.load(name)
    calls = [case.call for case in exam.cases] + list(exam.draws)
    assert {call.hands_a_generator for call in calls} == {bool(exam.draws)}


@pytest.mark.parametrize("name", [name for name in names() if find(name).bulk])
def test_hardly_two_samples_of_a_large_input_are_alike(name):
    """A function that works on a few of them and copies what comes out would be quick, too."""
    arguments = find(name).bulk(np.random.default_rng(0))
    large = [
        array for key, array in arguments.items() if key.startswith("X") and max(array.shape) > 1000
    ]
    for array in large:
        assert len(np.unique(array, axis=1).T) > 0.99 * array.shape[1]


def test_in_one_step_of_each_optimizer_a_layer_in_the_middle_rests():
    for name in ("optimization.gd", "optimization.momentum", "optimization.adam"):
        resting = [
            case
            for case in cases(name)
            if isinstance(case, dict) and not case["grads"].get("dW2", np.ones(1)).any()
        ]
        assert len(resting) == 1
        assert all(array.any() for array in resting[0].get("v", {"": np.ones(1)}).values())

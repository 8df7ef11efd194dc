"""A call of several steps feeds a function what it returned; what is put back is unchanged."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checks.calling.observation import observe
from autograder.checks.exam import Call

CALL = Call(
    {"theta": np.array([1.0]), "v": np.array([0.0]), "gradient": np.array([2.0])},
    then=({"gradient": np.array([3.0])}, {"gradient": np.array([5.0])}),
    feeds=("theta", "v"),
)


def step(theta, v, gradient):
    v = 0.5 * v + gradient
    return theta - v, v


def test_every_step_starts_from_what_the_one_before_returned():
    seen = observe([step], CALL)
    assert [float(theta[0]) for theta, _ in seen.value] == [-1.0, -5.0, -12.0]
    assert seen.changed == ()


def test_values_after_the_ones_that_are_fed_on_do_no_harm():
    seen = observe([lambda *a: (*step(*a), "more")], CALL)
    assert [len(outputs) for outputs in seen.value] == [3, 3, 3]


def test_a_state_that_is_kept_by_reference_shows_in_a_later_step():
    def aliased(theta, v, gradient):
        v += gradient
        theta -= v
        return theta, theta

    assert not np.array_equal(
        observe([aliased], CALL).value[2][0], observe([step], CALL).value[2][0]
    )


def test_steps_end_where_too_little_came_back():
    assert len(observe([lambda theta, v, gradient: theta], CALL).value) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        lambda parameters, gradient: [parameters["W"]],
        lambda parameters, gradient: {"w": parameters["W"]},
        lambda parameters, gradient: {"W": str(parameters["W"])},
        lambda parameters, gradient: {"W": [parameters["W"].tolist(), [1.0]]},
        lambda parameters, gradient: {"W": 1j * parameters["W"]},
        lambda parameters, gradient: {"W": np.ones((3, 3))},
        lambda parameters, gradient: gradient,
    ],
)
def test_steps_end_where_something_else_came_back(wrong):
    W = {"parameters": {"W": np.ones((2, 1))}, "gradient": 1.0}
    seen = observe([wrong], Call(W, ({"gradient": 2.0},), ("parameters",)))
    assert len(seen.value) == 1
    assert seen.error == ""


def test_a_vector_that_came_back_for_a_column_is_fed_on_as_a_column():
    def flat(parameters, gradient):
        assert parameters["W"].shape == (2, 1)
        return {"W": parameters["W"].ravel() + gradient, "more": 1}

    W = {"parameters": {"W": np.ones((2, 1))}, "gradient": 1.0}
    seen = observe([flat], Call(W, ({"gradient": 2.0},), ("parameters",)))
    assert [list(parameters["W"]) for parameters in seen.value] == [[2, 2], [4, 4]]


def test_a_step_that_lacks_an_argument_is_refused_when_it_is_made():
    with pytest.raises(ValueError, match="step 2 has no gradient"):
        Call(CALL.arguments, then=({},), feeds=("theta", "v"))


def test_an_argument_that_is_put_back_is_unchanged_and_one_that_is_not_is_changed():
    def probe(theta, back):
        for i in range(theta.size):
            theta[i] += 1e-6
            theta[i] -= 2e-6
            theta[i] += 1e-6 * back

    theta = np.random.default_rng(0).standard_normal(50)
    assert observe([probe], Call({"theta": theta, "back": 1.0})).changed == ()
    assert observe([probe], Call({"theta": theta, "back": 0.9})).changed == ("theta",)

"""What the Initialization lab promises of the helpers, whatever the seed."""

import numpy as np
import pytest

from helpers.datasets import circles
from helpers.network import forward
from helpers.optimizers import GradientDescent
from helpers.parameters import shapes
from helpers.training import train

DIMS = [2, 10, 5, 1]


def end(scale, seed):
    """Final cost, and share of right test samples, from weights N(0, 1) times scale(n_in)."""
    rng = np.random.default_rng(seed)
    circle = circles(rng)
    start = {
        name: rng.standard_normal(shape) * scale(shape[1]) if name[0] == "W" else np.zeros(shape)
        for name, shape in shapes(DIMS).items()
    }
    trained = train(
        start, circle.X_train, circle.Y_train, optimizer=GradientDescent(0.2), epochs=1500
    )
    A, _ = forward(circle.X_test, trained.parameters)
    return trained.costs[-1], np.mean((A > 0.5) == circle.Y_test)


@pytest.mark.parametrize("seed", range(3))
def test_he_learns_the_circles(seed):
    cost, right = end(lambda n_in: np.sqrt(2 / n_in), seed)
    assert cost < 0.05
    assert right > 0.95


@pytest.mark.parametrize("seed", range(3))
def test_weights_ten_times_too_large_end_far_behind_without_a_warning(seed):
    cost, _ = end(lambda n_in: 10.0, seed)
    he, _ = end(lambda n_in: np.sqrt(2 / n_in), seed)
    assert cost > 3 * he


def test_zeros_stay_where_they_are():
    cost, right = end(lambda n_in: 0.0, 0)
    assert cost == pytest.approx(np.log(2), abs=1e-12)
    assert right == 0.5

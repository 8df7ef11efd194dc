"""Costs of moved parameters, all at once: each is what a forward pass of its own gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.gradients import perturbed_costs
from helpers.network import backward, forward_with_cost
from helpers.parameters import shapes
from tests.helpers.nets import draw, frozen, seeds

dims = st.lists(st.integers(1, 5), min_size=1, max_size=4).map(lambda sizes: [*sizes, 1])


@given(seeds, dims, st.sampled_from([1e-6, 0.01, 0.5]))
def test_a_moved_cost_is_that_of_the_net_with_one_entry_moved(seed, dims, epsilon):
    net = draw(seed, dims)
    up, down = perturbed_costs(net.parameters, net.X, net.Y, epsilon)
    for moved, sign in ((up, 1), (down, -1)):
        assert {name: costs.shape for name, costs in moved.items()} == shapes(dims)
        for name, array in net.parameters.items():
            for at in np.ndindex(array.shape):
                other = {key: value.copy() for key, value in net.parameters.items()}
                other[name][at] += sign * epsilon
                cost, _ = forward_with_cost(net.X, net.Y, other)
                assert moved[name][at] == pytest.approx(cost, rel=1e-9, abs=1e-12)


def test_the_slopes_between_them_are_the_gradients():
    net = draw(7, [4, 5, 3, 1], m=6)
    up, down = perturbed_costs(net.parameters, net.X, net.Y, 1e-6)
    gradients = backward(net.X, net.Y, forward_with_cost(net.X, net.Y, net.parameters)[1])
    for name in net.parameters:
        slopes = (up[name] - down[name]) / 2e-6
        assert np.allclose(slopes, gradients[f"d{name}"], rtol=1e-6, atol=1e-8)


def test_neither_parameters_nor_data_are_written_to():
    net = draw(3, [2, 3, 1])
    perturbed_costs(frozen(net.parameters), frozen(net.X), frozen(net.Y), 0.1)

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.metrics import log_loss

from helpers.activations import softmax
from helpers.network import activation_spread, backward, cost, forward, forward_with_cost
from helpers.parameters import flatten, shapes, unflatten
from tests.helpers.nets import draw, frozen, layer_sizes, nets, seeds

logits = st.lists(st.floats(-1e300, 1e300), min_size=2, max_size=8).map(np.array)


@given(nets)
def test_every_layer_has_the_shape_that_it_should_have(net):
    A, cache = forward(net.X, net.parameters, net.hidden, net.output)
    m = net.X.shape[1]
    assert [layer.shape for layer in cache.A] == [(n, m) for n in net.dims]
    assert [layer.shape for layer in cache.Z] == [(n, m) for n in net.dims]
    assert A is cache.A[-1]
    gradients = backward(net.X, net.Y, cache)
    assert {name: array.shape for name, array in gradients.items()} == shapes(net.dims, "d")


@given(nets)
def test_a_sample_does_not_see_the_others(net):
    A, _ = forward(net.X, net.parameters, net.hidden, net.output)
    alone = [forward(x[:, None], net.parameters, net.hidden, net.output)[0] for x in net.X.T]
    np.testing.assert_allclose(A, np.hstack(alone), rtol=1e-12)


@given(seeds, layer_sizes)
def test_a_relu_network_scales_with_its_input_where_biases_are_zero(seed, dims):
    net = draw(seed, dims)
    for layer in range(1, len(dims)):
        net.parameters[f"b{layer}"] *= 0.0
    _, once = forward(net.X, net.parameters, output=net.output)
    _, twice = forward(2.0 * net.X, net.parameters, output=net.output)
    np.testing.assert_allclose(twice.Z[-1], 2.0 * once.Z[-1], rtol=1e-12)


@given(nets)
def test_backward_agrees_with_central_differences(net):
    value, cache = forward_with_cost(net.X, net.Y, net.parameters, net.hidden, net.output)
    if net.hidden == "relu":
        assume(all(np.abs(Z).min() > 1e-3 for Z in cache.Z[1:-1]))
    gradient = flatten(backward(net.X, net.Y, cache), prefix="d")
    theta, step = flatten(net.parameters), 1e-5
    slopes = np.empty_like(theta)
    for place in range(theta.size):
        costs = []
        for change in (step, -step):
            moved = theta.copy()
            moved[place] += change
            there = unflatten(moved, net.dims)
            costs.append(forward_with_cost(net.X, net.Y, there, net.hidden, net.output)[0])
        slopes[place] = (costs[0] - costs[1]) / (2 * step)
    np.testing.assert_allclose(gradient, slopes, rtol=1e-6, atol=1e-9 * (1 + value))


@given(nets)
def test_no_argument_is_written_to(net):
    X, Y, parameters = frozen(net.X), frozen(net.Y), frozen(net.parameters)
    _, cache = forward_with_cost(X, Y, parameters, net.hidden, net.output)
    for array in (*cache.Z, *cache.A):
        array.flags.writeable = False
    backward(X, Y, cache)
    activation_spread(X, parameters, net.hidden)


@given(seeds, st.integers(1, 20), st.integers(2, 6))
def test_the_cost_is_log_loss(seed, m, classes):
    rng = np.random.default_rng(seed)
    y = rng.integers(classes, size=m)
    scores = rng.uniform(-8, 8, (classes, m))
    expected = log_loss(y, softmax(scores).T, labels=range(classes))
    assert cost(scores, y, "softmax") == pytest.approx(expected, rel=1e-9)
    binary, z = (y % 2).reshape(1, m), scores[:1]
    expected = log_loss(binary[0], 1 / (1 + np.exp(-z[0])), labels=[0, 1])
    assert cost(z, binary) == pytest.approx(expected, rel=1e-9)


@given(logits, st.data())
def test_no_logits_overflow_the_cost(z, data):
    """log(1 + exp(t)) lies between max(t, 0) and max(t, 0) + log 2, and a softmax has its like."""
    Y = data.draw(st.lists(st.integers(0, 1), min_size=z.size, max_size=z.size).map(np.array))
    missed = np.maximum(np.where(Y == 1, -z, z), 0.0).mean()
    slack = 1e-12 * (1.0 + np.abs(z).max())
    assert missed - slack <= cost(z[None], Y[None]) <= missed + np.log(2) + slack
    missed = z.max() - z[Y[0]]
    found = cost(z[:, None], Y[:1], "softmax")
    assert missed - slack <= found <= missed + np.log(z.size) + slack


@given(seeds, st.integers(1, 9))
def test_two_softmax_units_cost_what_a_sigmoid_costs(seed, m):
    rng = np.random.default_rng(seed)
    scores, y = rng.normal(0, 3, (2, m)), rng.integers(2, size=m)
    assert cost(scores, y, "softmax") == pytest.approx(cost(scores[1:] - scores[:1], y[None]))


def test_the_spread_is_that_of_every_layer():
    rng = np.random.default_rng(0)
    dims = [400] * 12
    X = rng.standard_normal((400, 300))
    he = {
        k: rng.standard_normal(s) * np.sqrt(2 / s[1]) * (k[0] == "W")
        for k, s in shapes(dims).items()
    }
    spread = activation_spread(X, he)
    assert spread.shape == (12,)
    assert spread[0] == X.std()
    # relu of N(0, 2) has variance 1 - 1 / pi.
    np.testing.assert_allclose(spread[1:], np.sqrt(1 - 1 / np.pi), rtol=0.3)
    half = {k: v / 2 for k, v in he.items()}
    np.testing.assert_allclose(activation_spread(X, half)[1:], spread[1:] / 2.0 ** np.arange(1, 12))


def test_what_does_not_fit_is_named():
    net = draw(0, [2, 5, 3, 1], m=7)
    wrong = {**net.parameters, "W2": net.parameters["W2"].T}
    with pytest.raises(ValueError, match=r"W2 should have shape \(3, 5\), .* looks transposed"):
        forward(net.X, wrong)
    with pytest.raises(ValueError, match=r"b1 should have .* got \(5,\)"):
        forward(net.X, {**net.parameters, "b1": net.parameters["b1"].ravel()})
    with pytest.raises(ValueError, match=r"X should have shape \(2, m\), .* looks transposed"):
        forward(net.X.T, net.parameters)
    with pytest.raises(ValueError, match="hidden should be one of relu, sigmoid, tanh, got 'Relu'"):
        forward(net.X, net.parameters, hidden="Relu")
    with pytest.raises(ValueError, match="output should be one of sigmoid, softmax, got 'linear'"):
        forward(net.X, net.parameters, output="linear")


def test_labels_are_not_spread_over_several_sigmoid_units():
    with pytest.raises(ValueError, match="a sigmoid output has 1 unit, got 10"):
        cost(np.zeros((10, 4)), np.array([0, 1, 2, 3]))

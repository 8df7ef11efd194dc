import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from helpers.network import backward, forward_with_cost
from helpers.optimizers import GradientDescent
from helpers.parameters import flatten, unflatten
from helpers.training import train
from tests.helpers.nets import draw, frozen, hidden, layer_sizes, nets, seeds


def functions(net):
    """The forward pass that fits a network, for `train`."""

    def forward(X, Y, parameters):
        return forward_with_cost(X, Y, parameters, net.hidden, net.output)

    return {"forward": forward, "backward": backward}


@given(seeds, st.lists(st.integers(1, 6), min_size=1, max_size=3), hidden, st.sampled_from([1, 3]))
@settings(max_examples=settings.default.max_examples // 5)
def test_training_goes_where_scikit_learn_goes(seed, middle, hidden, outputs):
    net = draw(seed, [3, *middle, outputs], hidden, m=12)
    labels = np.arange(12) % max(outputs, 2)  # scikit-learn must see every label
    net.Y = labels if outputs > 1 else labels.reshape(1, -1)
    theirs = MLPClassifier(
        hidden_layer_sizes=middle,
        activation={"sigmoid": "logistic"}.get(hidden, hidden),
        solver="sgd",
        alpha=0.0,
        batch_size=12,
        learning_rate_init=0.3,
        max_iter=1,
        shuffle=False,
        momentum=0.0,
        nesterovs_momentum=False,
        warm_start=True,
        n_iter_no_change=100,
        random_state=0,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        theirs.fit(net.X.T, labels)  # makes the arrays whose place ours take
        layers = range(1, len(net.dims))
        theirs.coefs_ = [net.parameters[f"W{layer}"].T.copy() for layer in layers]
        theirs.intercepts_ = [net.parameters[f"b{layer}"].ravel().copy() for layer in layers]
        theirs.loss_curve_ = []
        theirs.set_params(max_iter=5).fit(net.X.T, labels)
    ours = train(
        net.parameters, net.X, net.Y, optimizer=GradientDescent(0.3), epochs=5, **functions(net)
    )
    np.testing.assert_allclose(ours.costs, theirs.loss_curve_, rtol=1e-9)
    for layer in layers:
        W, b = ours.parameters[f"W{layer}"], ours.parameters[f"b{layer}"]
        np.testing.assert_allclose(W, theirs.coefs_[layer - 1].T, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(b[:, 0], theirs.intercepts_[layer - 1], rtol=1e-9, atol=1e-12)


@given(nets)
def test_a_step_is_the_learning_rate_times_the_gradient(net):
    _, cache = functions(net)["forward"](net.X, net.Y, net.parameters)
    gradient = flatten(backward(net.X, net.Y, cache), prefix="d")
    trained = train(
        net.parameters, net.X, net.Y, optimizer=GradientDescent(0.5), epochs=1, **functions(net)
    )
    step = flatten(trained.parameters) - flatten(net.parameters)
    np.testing.assert_allclose(step, -0.5 * gradient, rtol=1e-9, atol=1e-14)


@given(seeds, st.integers(1, 40), st.integers(1, 40), layer_sizes)
def test_an_epoch_of_batches_shows_every_sample_once_with_its_label(seed, m, size, dims):
    net = draw(seed, dims, m=m)
    seen = []

    def watching(X, Y, parameters):
        seen.append((X.copy(), Y.copy()))
        return functions(net)["forward"](X, Y, parameters)

    train(
        net.parameters,
        net.X,
        net.Y,
        optimizer=GradientDescent(0.1),
        epochs=2,
        batch_size=size,
        rng=np.random.default_rng(seed),
        forward=watching,
    )
    batches = -(-m // size)
    assert len(seen) == 2 * batches
    for epoch in (seen[:batches], seen[batches:]):
        assert all(X.shape[1] == size for X, _ in epoch[:-1])
        X, Y = (np.concatenate(parts, axis=-1) for parts in zip(*epoch, strict=True))
        pairs, expected = np.vstack([X, Y]), np.vstack([net.X, net.Y])
        np.testing.assert_array_equal(*(p[:, np.lexsort(p)] for p in (pairs, expected)))


def test_batches_are_shuffled_anew_every_epoch():
    net = draw(0, [2, 3, 1], m=64)
    seen = []

    def watching(X, Y, parameters):
        seen.append(X.copy())
        return forward_with_cost(X, Y, parameters)

    train(
        net.parameters,
        net.X,
        net.Y,
        optimizer=GradientDescent(0.1),
        epochs=3,
        batch_size=16,
        rng=np.random.default_rng(0),
        forward=watching,
    )
    firsts = [net.X[:, :16], *(seen[4 * epoch] for epoch in range(3))]
    for number, batch in enumerate(firsts):
        for other in firsts[:number]:
            assert len(set(batch[0]) & set(other[0])) < 12
    places = [net.X[0].tolist().index(value) for batch in seen for value in batch[0]]
    assert np.mean(np.diff(places) == 1) < 0.2, "the samples are turned, not shuffled"


@given(nets)
def test_the_cost_of_an_epoch_is_the_mean_over_its_samples(net):
    """With a step too small to matter, whatever the batches are."""
    whole, _ = functions(net)["forward"](net.X, net.Y, net.parameters)
    trained = train(
        net.parameters,
        net.X,
        net.Y,
        optimizer=GradientDescent(1e-14),
        epochs=1,
        batch_size=3,
        rng=np.random.default_rng(0),
        **functions(net),
    )
    assert trained.costs == pytest.approx([whole], rel=1e-9)


@given(nets, st.booleans())
def test_no_argument_is_written_to(net, batches):
    forward = functions(net)["forward"]
    start = frozen(net.parameters)
    trained = train(
        start,
        frozen(net.X),
        frozen(net.Y),
        optimizer=GradientDescent(0.1),
        epochs=2,
        batch_size=2 if batches else None,
        rng=np.random.default_rng(0),
        forward=forward,
        backward=lambda X, Y, cache: frozen(backward(X, Y, cache)),
    )
    assert not any(np.shares_memory(trained.parameters[name], start[name]) for name in start)


def test_the_same_rng_trains_the_same_network():
    net = draw(0, [2, 5, 1], m=50)
    ends = [
        train(
            net.parameters,
            net.X,
            net.Y,
            optimizer=GradientDescent(0.1),
            epochs=3,
            batch_size=8,
            rng=np.random.default_rng(seed),
        ).costs.tolist()
        for seed in (1, 1, 2)
    ]
    assert ends[0] == ends[1] != ends[2]


def test_it_trains_with_the_functions_and_the_optimizer_it_is_given():
    """A cost that is a parabola in the bias, and an optimizer that counts its steps."""

    class Counting:
        def init(self, theta):
            return (np.zeros(1),)

        def step(self, gradient, state, out=None):
            (count,) = state
            return -gradient / (count[0] + 2), (count + 1,)

    def backward(X, Y, parameters):
        return {"dW1": np.zeros((1, 1)), "db1": parameters["b1"] - 3.0, "dA0": X}

    trained = train(
        {"W1": np.ones((1, 1)), "b1": np.zeros((1, 1))},
        np.zeros((1, 2)),
        np.zeros((1, 2)),
        optimizer=Counting(),
        epochs=3,
        forward=lambda X, Y, p: (((p["b1"] - 3.0) ** 2).item() / 2, p),
        backward=backward,
    )
    # A half, a third and a quarter of the way to 3.
    assert trained.costs == pytest.approx([9 / 2, 1.5**2 / 2, 1 / 2])
    assert trained.parameters["b1"] == pytest.approx(2.25)


X, Y = np.zeros((2, 6)), np.zeros((1, 6))
START = unflatten(np.zeros((21, 1)), [2, 5, 1])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"X": X.T}, r"X should have shape \(2, m\), .* got \(6, 2\): it looks transposed"),
        ({"X": X[:, :0], "Y": Y[:, :0]}, "X should hold at least one sample, got none"),
        ({"X": X + np.nan}, "X should hold finite numbers"),
        ({"Y": Y.T}, r"Y should have shape \(1, 6\), .* got \(6, 1\): it looks transposed"),
        ({"Y": Y[:, :5]}, r"Y should have shape \(1, 6\), .* got \(1, 5\)"),
        ({"parameters": {**START, "W1": START["W1"].T}}, r"W1 .* looks transposed"),
        ({"epochs": 0}, "epochs should be at least 1, got 0"),
        ({"batch_size": 0}, "batch_size should be at least 1, got 0"),
        ({"batch_size": 3}, "mini-batches need an rng"),
        (
            {"backward": lambda X, Y, cache: {"dW1": np.zeros((2, 5)), "db1": np.zeros((5, 1))}},
            r"dW1 should have shape \(5, 2\), got \(2, 5\): it looks transposed",
        ),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(change, sentence):
    arguments = {"parameters": START, "X": X, "Y": Y, "epochs": 1} | change
    with pytest.raises(ValueError, match=sentence) as caught:
        train(**arguments, optimizer=GradientDescent(0.1))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("rate", [0.0, -0.1, float("nan")])
def test_a_learning_rate_is_positive(rate):
    with pytest.raises(ValueError, match="learning_rate should be positive, got"):
        GradientDescent(rate)

"""The image lab's right answers, beside scikit-learn's and beside slopes that are measured."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import log_loss, pairwise_distances
from sklearn.neighbors import KNeighborsClassifier

from autograder.course import Course
from autograder.judge.reference import reference

COURSE = Course.find(Path(__file__))
SEEDS = range(5)


def right(function: str):
    return reference(COURSE, "image_classification", function)


def drawn(seed, classes=4, n=5, m=12):
    rng = np.random.default_rng(seed)
    return (
        rng.standard_normal((classes, n)),
        rng.standard_normal((n, m)),
        rng.integers(0, classes, m),
    )


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("loops", ["two_loops", "one_loop", "no_loops"])
def test_distances_are_scikit_learns(seed, loops):
    rng = np.random.default_rng(seed)
    X_train, X_test = rng.standard_normal((6, 9)), rng.standard_normal((6, 4))
    found = right(f"distances_{loops}")(X_train, X_test)
    assert np.allclose(found, pairwise_distances(X_test.T, X_train.T))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("k", [1, 2, 5, 20])
def test_neighbours_vote_as_in_scikit_learn(seed, k):
    rng = np.random.default_rng(seed)
    X_train, X_test = rng.standard_normal((3, 60)), rng.standard_normal((3, 25))
    y = rng.integers(0, 4, 60)
    theirs = KNeighborsClassifier(k, algorithm="brute").fit(X_train.T, y).predict(X_test.T)
    distances = right("distances_no_loops")(X_train, X_test)
    assert np.array_equal(right("predict_labels")(distances, y, k), theirs)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", ["naive", "vectorized"])
def test_softmax_is_scikit_learns_log_loss_and_the_penalty(seed, kind):
    W, X, y = drawn(seed)
    powers = np.exp(W @ X)
    theirs = log_loss(y, (powers / powers.sum(axis=0)).T, labels=range(4))
    loss, _ = right(f"softmax_loss_{kind}")(W, X, y, 0.3)
    assert loss == pytest.approx(theirs + 0.3 * np.sum(W**2), rel=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", ["naive", "vectorized"])
def test_the_svm_adds_up_what_is_lacking_to_a_lead_of_one(seed, kind):
    W, X, y = drawn(seed)
    lacking = [
        max(0.0, W[j] @ X[:, i] - W[y[i]] @ X[:, i] + 1)
        for i in range(12)
        for j in range(4)
        if j != y[i]
    ]
    loss, _ = right(f"svm_loss_{kind}")(W, X, y, 0.3)
    assert loss == pytest.approx(sum(lacking) / 12 + 0.3 * np.sum(W**2), rel=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", ["svm", "softmax"])
def test_both_forms_of_a_loss_agree(seed, kind):
    W, X, y = drawn(seed)
    one, other = (right(f"{kind}_loss_{form}")(W, X, y, 0.2) for form in ("naive", "vectorized"))
    assert one[0] == pytest.approx(other[0], rel=1e-12)
    assert np.allclose(one[1], other[1], rtol=1e-12)


def slope(function, array, at, epsilon=1e-6):
    ahead, behind = array.copy(), array.copy()
    ahead[at] += epsilon
    behind[at] -= epsilon
    return (function(ahead) - function(behind)) / (2 * epsilon)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", ["svm_loss_vectorized", "softmax_loss_vectorized"])
def test_a_gradient_is_the_slope_of_its_loss(seed, name):
    W, X, y = drawn(seed)
    loss = right(name)
    _, dW = loss(W, X, y, 0.3)
    for at in [(0, 0), (1, 2), (3, 4)]:
        assert dW[at] == pytest.approx(
            slope(lambda moved: loss(moved, X, y, 0.3)[0], W, at), rel=1e-5, abs=1e-8
        )


@pytest.mark.parametrize("seed", SEEDS)
def test_the_gradients_of_the_network_are_the_slopes_of_its_loss(seed):
    rng = np.random.default_rng(seed)
    sizes = [3, 5, 4, 6]
    net = {}
    for layer in (1, 2, 3):
        net[f"W{layer}"] = rng.standard_normal((sizes[layer], sizes[layer - 1]))
        net[f"b{layer}"] = rng.standard_normal((sizes[layer], 1))
    X, y = rng.standard_normal((3, 9)), rng.integers(0, 6, 9)
    loss = right("three_layer_loss")
    _, grads = loss(net, X, y, 0.1)
    for name, array in net.items():
        at = (array.shape[0] - 1, array.shape[1] - 1)
        measured = slope(
            lambda moved, name=name: loss({**net, name: moved}, X, y, 0.1)[0], array, at
        )
        assert grads[f"d{name}"][at] == pytest.approx(measured, rel=1e-5, abs=1e-8)


def test_the_network_of_one_sample_loses_what_scikit_learn_says():
    rng = np.random.default_rng(3)
    net = {f"W{layer}": rng.standard_normal((4, 4)) for layer in (1, 2, 3)}
    net |= {f"b{layer}": rng.standard_normal((4, 1)) for layer in (1, 2, 3)}
    x = rng.standard_normal((4, 1))
    scores = x
    for layer in (1, 2, 3):
        scores = net[f"W{layer}"] @ scores + net[f"b{layer}"]
        scores = np.maximum(scores, 0) if layer < 3 else scores
    powers = np.exp(scores)
    theirs = log_loss([2], (powers / powers.sum()).T, labels=range(4))
    loss, _ = right("three_layer_loss")(net, x, np.array([2]), 0.0)
    assert loss == pytest.approx(theirs, rel=1e-9)


def test_the_first_loss_is_what_the_lesson_says():
    X, y = np.ones((3, 5)), np.array([0, 1, 2, 3, 4])
    W = np.zeros((10, 3))
    assert right("svm_loss_vectorized")(W, X, y, 1.0)[0] == 9
    assert right("softmax_loss_vectorized")(W, X, y, 1.0)[0] == pytest.approx(np.log(10))

"""A known mistake is told of what it was made in, and of nothing that only looks like it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from autograder.checks import public
from autograder.checks.calling.observation import observe
from autograder.checks.judging import examine
from autograder.checks.name import CheckpointName
from autograder.checks.recognition.two_mistakes import sketched


def verdict(checkpoint, function):
    return examine(public.load(checkpoint), lambda call: observe([function], call)).verdict


def uphill_in(chosen):
    def update(parameters, grads, learning_rate):
        last = len(parameters) // 2
        return {
            name: array + (1 if chosen(name, last) else -1) * learning_rate * grads[f"d{name}"]
            for name, array in parameters.items()
        }

    return update


def test_a_mistake_that_was_made_in_some_arrays_only_says_in_which():
    biases = verdict("optimization.gd", uphill_in(lambda name, last: name[0] == "b"))
    assert biases.mistake == "uphill"
    assert biases.message.endswith("Only the biases are wrong.")
    everywhere = verdict("optimization.gd", uphill_in(lambda name, last: True))
    assert everywhere.mistake == "uphill"
    assert "Only" not in everywhere.message


def test_a_mistake_in_draws_says_in_which_layer_it_was_made():
    def first_layer_small(layers_dims, rng):
        parameters = {}
        for layer, (n_in, n_out) in enumerate(pairwise(layers_dims), 1):
            scale = 1 if layer == 1 else 10
            parameters[f"W{layer}"] = scale * rng.standard_normal((n_out, n_in))
            parameters[f"b{layer}"] = np.zeros((n_out, 1))
        return parameters

    made = verdict("initialization.random", first_layer_small)
    assert made.mistake == "no-scale"
    assert made.message.endswith("Only the first layer is wrong.")


def test_a_layer_in_the_middle_is_not_the_last_of_those_that_could_be_wrong():
    def second_layer_tanh(X, Y, cache):
        m = X.shape[1]
        dZ3 = cache["A3"] - Y
        dA2 = cache["W3"].T @ dZ3
        dZ1 = cache["W2"].T @ (dA2 * (cache["Z2"] > 0)) * (cache["Z1"] > 0)
        made = {}
        dZ2 = dA2 * (1 - cache["A2"] ** 2)
        for layer, dZ, A in ((3, dZ3, cache["A2"]), (2, dZ2, cache["A1"]), (1, dZ1, X)):
            made[f"dW{layer}"] = dZ @ A.T / m
            made[f"db{layer}"] = dZ.sum(axis=1, keepdims=True) / m
        return made

    told = verdict("gradient_checking.backward_n", second_layer_tanh)
    assert told.mistake == "tanh-inside"
    assert "Look at dW2 and db2 alone" in told.message


def test_arrays_that_have_no_name_together_are_listed():
    def second_layer_summed(X, Y, cache):
        m = X.shape[1]
        dZ3 = cache["A3"] - Y
        dZ2 = cache["W3"].T @ dZ3 * (cache["Z2"] > 0)
        dZ1 = cache["W2"].T @ dZ2 * (cache["Z1"] > 0)
        made = {}
        for layer, dZ, A in ((3, dZ3, cache["A2"]), (2, dZ2, cache["A1"]), (1, dZ1, X)):
            count = 1 if layer == 2 else m
            made[f"dW{layer}"] = dZ @ A.T / count
            made[f"db{layer}"] = dZ.sum(axis=1, keepdims=True) / count
        return made

    told = verdict("gradient_checking.backward_n", second_layer_summed)
    assert told.mistake == "never-averaged"
    assert "Look at dW2 and db2 alone" in told.message


def test_two_outputs_in_the_place_of_one_do_not_lack_its_keys():
    def twice(parameters):
        v = {f"d{name}": np.zeros_like(array) for name, array in parameters.items()}
        return v, v

    made = verdict("optimization.velocity", twice)
    assert made.status == "failed"
    assert made.mistake is None


def test_a_wrong_shape_says_nothing_of_the_numbers_in_it():
    def a_row_from_one_side(cost, theta, epsilon=1e-6):
        steps = epsilon * np.eye(len(theta))[:, :, None]
        return np.array([[(cost(theta + step) - cost(theta)) / epsilon for step in steps]])

    made = verdict("gradient_checking.numerical_gradient", a_row_from_one_side)
    assert "it looks transposed" in made.message
    assert "With one parameter" not in made.message


def test_two_mistakes_that_give_infinity_are_not_what_any_other_answer_looks_like():
    def derivative(forward, backward, x, theta, epsilon=1e-6):
        return backward(x, theta)

    name = CheckpointName("gradient_checking.gradient_check")
    exam, known = public.load(name), public.sketches(name)
    infinite = replace(
        known, pairs=known.pairs[:1], numbers=np.full_like(known.numbers[:1], np.inf)
    )
    seen = {place: observe([derivative], exam.cases[place].call) for place in sketched(exam)}
    assert infinite.matching(exam, seen) is None


def test_where_only_few_samples_fail_the_situation_is_told_beside_what_was_raised():
    def full_batches_first(X, Y, mini_batch_size, rng):
        m, size = X.shape[1], mini_batch_size
        order = rng.permutation(m)
        made = []
        for k in range(m // size):
            part = order[k * size : (k + 1) * size]
            made.append((X[:, part], Y[:, part]))
        if m % size:
            rest = order[(k + 1) * size :]
            made.append((X[:, rest], Y[:, rest]))
        return made

    made = verdict("optimization.mini_batches", full_batches_first)
    assert made.mistake == "fewer-than-a-batch"
    assert "UnboundLocalError" in made.message


def softmax_loss(W, X, y, reg):
    """Without the largest score subtracted, and without the slope of the penalty."""
    m = X.shape[1]
    with np.errstate(all="ignore"):
        powers = np.exp(W @ X)
        shares = powers / powers.sum(axis=0)
        loss = -np.log(shares[y, np.arange(m)]).mean() + reg * np.sum(W**2)
    shares[y, np.arange(m)] -= 1
    return loss, shares @ X.T / m


def test_what_becomes_infinite_does_not_hide_a_mistake_in_ordinary_numbers():
    told = verdict("image_classification.softmax_loss_naive", softmax_loss)
    assert told.mistake == "no-penalty-in-the-gradient"


def test_a_single_array_is_named_where_only_one_is_wrong():
    one = verdict("optimization.gd", uphill_in(lambda name, last: name == "W1"))
    assert one.mistake == "uphill"
    assert one.message.endswith("Only W1 is wrong.")
    layer = verdict("optimization.gd", uphill_in(lambda name, last: name[1:] == "1"))
    assert layer.message.endswith("Only the first layer is wrong.")

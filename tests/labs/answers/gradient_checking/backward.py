# ruff: noqa - written as students write
"""Answers to `backward_propagation_n`; those of `legacy` are right, but loop over the samples."""

import numpy as np

from autograder.labs.changes import change, piece, returns
from tests.labs.answers.collection import Answers

answers = Answers()
right, wrong, loop = answers.add_right, answers.add_wrong, answers.add_legacy


@right
def repaired(X, Y, cache):
    m = X.shape[1]
    dZ3 = cache["A3"] - Y
    dW3 = dZ3 @ cache["A2"].T / m
    db3 = dZ3.sum(axis=1, keepdims=True) / m
    dA2 = cache["W3"].T @ dZ3
    dZ2 = dA2 * (cache["Z2"] > 0)
    dW2 = dZ2 @ cache["A1"].T / m
    db2 = dZ2.sum(axis=1, keepdims=True) / m
    dA1 = cache["W2"].T @ dZ2
    dZ1 = dA1 * (cache["Z1"] > 0)
    dW1 = dZ1 @ X.T / m
    db1 = dZ1.sum(axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2, "dW3": dW3, "db3": db3}


@right
def with_every_step_returned(X, Y, cache):
    m = Y.shape[1]
    dZ3 = cache["A3"] - Y
    dW3 = 1.0 / m * np.dot(dZ3, cache["A2"].T)
    db3 = 1.0 / m * np.sum(dZ3, axis=1, keepdims=True)
    dA2 = np.dot(cache["W3"].T, dZ3)
    dZ2 = np.multiply(dA2, np.int64(cache["A2"] > 0))
    dW2 = 1.0 / m * np.dot(dZ2, cache["A1"].T)
    db2 = 1.0 / m * np.sum(dZ2, axis=1, keepdims=True)
    dA1 = np.dot(cache["W2"].T, dZ2)
    dZ1 = np.multiply(dA1, np.int64(cache["A1"] > 0))
    dW1 = 1.0 / m * np.dot(dZ1, X.T)
    db1 = 1.0 / m * np.sum(dZ1, axis=1, keepdims=True)
    return {
        "dZ3": dZ3,
        "dW3": dW3,
        "db3": db3,
        "dA2": dA2,
        "dZ2": dZ2,
        "dW2": dW2,
        "db2": db2,
        "dA1": dA1,
        "dZ1": dZ1,
        "dW1": dW1,
        "db1": db1,
    }


@right
def loop_over_layers(X, Y, cache):
    m, gradients = X.shape[1], {}
    dZ = (cache["A3"] - Y) / m
    for l in (3, 2, 1):
        A = cache[f"A{l - 1}"] if l > 1 else X
        gradients[f"dW{l}"] = dZ @ A.T
        gradients[f"db{l}"] = dZ.sum(1, keepdims=True)
        if l > 1:
            dZ = (cache[f"W{l}"].T @ dZ) * (cache[f"Z{l - 1}"] > 0)
    return gradients


@right
def through_the_sigmoid(X, Y, cache):
    m, A3 = X.shape[1], cache["A3"]
    dA3 = -(Y / A3) + (1 - Y) / (1 - A3)
    dZ3 = dA3 * A3 * (1 - A3)
    dZ2 = np.where(cache["Z2"] > 0, cache["W3"].T @ dZ3, 0)
    dZ1 = np.where(cache["Z1"] > 0, cache["W2"].T @ dZ2, 0)
    grads = {}
    for l, (dZ, A) in enumerate(((dZ1, X), (dZ2, cache["A1"]), (dZ3, cache["A2"])), start=1):
        grads["dW%d" % l] = np.matmul(dZ, np.transpose(A)) / m
        grads["db%d" % l] = np.mean(dZ, axis=1, keepdims=True)
    return grads


@right
def masked_in_place(X, Y, cache):
    m = X.shape[1]
    dZ3 = np.array(cache["A3"], copy=True)
    dZ3 -= Y
    dZ2 = np.dot(cache["W3"].T, dZ3)
    dZ2[cache["Z2"] <= 0] = 0
    dZ1 = np.dot(cache["W2"].T, dZ2)
    dZ1[cache["Z1"] <= 0] = 0
    ones = np.ones((m, 1))
    return {
        "dW1": dZ1 @ X.T / m,
        "db1": dZ1 @ ones / m,
        "dW2": dZ2 @ cache["A1"].T / m,
        "db2": dZ2 @ ones / m,
        "dW3": dZ3 @ cache["A2"].T / m,
        "db3": dZ3 @ ones / m,
    }


@right
def einsum(X, Y, cache):
    m = Y.size
    d3 = cache["A3"] - Y
    d2 = np.einsum("ji,jm->im", cache["W3"], d3) * np.heaviside(cache["Z2"], 0)
    d1 = np.einsum("ji,jm->im", cache["W2"], d2) * np.sign(cache["A1"])
    grads = {}
    for l, d, a in ((1, d1, X), (2, d2, cache["A1"]), (3, d3, cache["A2"])):
        grads[f"dW{l}"] = np.einsum("im,jm->ij", d, a) / m
        grads[f"db{l}"] = np.einsum("im->i", d)[:, None] / m
    return grads


@right
def with_functions(X, Y, cache):
    m = X.shape[1]

    def linear(dZ, A_before, W):
        return dZ @ A_before.T / m, np.sum(dZ, axis=1).reshape(-1, 1) / m, W.T @ dZ

    grads = {}
    dZ = cache["A3"] - Y
    grads["dW3"], grads["db3"], dA = linear(dZ, cache["A2"], cache["W3"])
    dZ = dA * np.greater(cache["Z2"], 0).astype(float)
    grads["dW2"], grads["db2"], dA = linear(dZ, cache["A1"], cache["W2"])
    dZ = dA * np.greater_equal(cache["Z1"], 0).astype(float)
    grads["dW1"], grads["db1"], _ = linear(dZ, X, cache["W1"])
    return grads


@right
def activations_computed_again(X, Y, cache):
    m = X.shape[1]
    Z1 = cache["W1"] @ X + cache["b1"]
    A1 = np.maximum(0, Z1)
    Z2 = cache["W2"] @ A1 + cache["b2"]
    A2 = np.maximum(0, Z2)
    Z3 = cache["W3"] @ A2 + cache["b3"]
    dZ3 = (1 / (1 + np.exp(-Z3)) - Y) / m
    dZ2 = (Z2 > 0) * (cache["W3"].T @ dZ3)
    dZ1 = (Z1 > 0) * (cache["W2"].T @ dZ2)
    return {
        "db3": dZ3.sum(axis=1)[:, np.newaxis],
        "dW3": dZ3 @ A2.T,
        "db2": dZ2.sum(axis=1)[:, np.newaxis],
        "dW2": dZ2 @ A1.T,
        "db1": dZ1.sum(axis=1)[:, np.newaxis],
        "dW1": dZ1 @ X.T,
    }


@right
def rows_are_samples(X, Y, cache):
    m = X.shape[1]
    d3 = (cache["A3"] - Y).T
    d2 = (d3 @ cache["W3"]) * (cache["Z2"].T > 0)
    d1 = (d2 @ cache["W2"]) * (cache["Z1"].T > 0)
    return {
        "dW1": (X @ d1).T / m,
        "db1": d1.mean(axis=0)[:, None],
        "dW2": (cache["A1"] @ d2).T / m,
        "db2": d2.mean(axis=0)[:, None],
        "dW3": (cache["A2"] @ d3).T / m,
        "db3": d3.mean(axis=0)[:, None],
    }


@right
def with_more(X, Y, cache):
    return repaired(X, Y, cache), cache


@loop
def sample_by_sample(X, Y, cache):
    m = X.shape[1]
    grads = {f"d{k}": np.zeros(cache[k].shape) for k in ("W1", "b1", "W2", "b2", "W3", "b3")}
    for i in range(m):
        x = X[:, i : i + 1]
        one = {k: v[:, i : i + 1] if k[0] in "ZA" else v for k, v in cache.items()}
        for key, value in repaired(x, Y[:, i : i + 1], one).items():
            grads[key] += value / m
    return grads


@loop
def comprehension_over_samples(X, Y, cache):
    parts = [
        repaired(
            x[:, None],
            y[:, None],
            {k: v[:, i : i + 1] if k[0] in "ZA" else v for k, v in cache.items()},
        )
        for i, (x, y) in enumerate(zip(X.T, Y.T))
    ]
    return {key: np.mean([part[key] for part in parts], axis=0) for key in parts[0]}


@wrong
def first_samples_only(X, Y, cache):
    few = {k: v[:, :5] if k[0] in "ZA" else v for k, v in cache.items()}
    return repaired(X[:, :5], Y[:, :5], few)


@wrong
def masked_by_the_layer_above(X, Y, cache):
    m = X.shape[1]
    g = repaired(X, Y, cache)
    dZ2 = (cache["W3"].T @ (cache["A3"] - Y)) * (cache["Z3"] > 0)
    return {**g, "dW2": dZ2 @ cache["A1"].T / m, "db2": dZ2.mean(axis=1, keepdims=True)}


@wrong
def masked_by_the_gradient(X, Y, cache):
    m = X.shape[1]
    g = repaired(X, Y, cache)
    dA2 = cache["W3"].T @ (cache["A3"] - Y)
    dZ2 = dA2 * (dA2 > 0)
    return {**g, "dW2": dZ2 @ cache["A1"].T / m, "db2": dZ2.mean(axis=1, keepdims=True)}


@wrong
def writes_into_the_cache(X, Y, cache):
    cache["A3"] -= Y
    return repaired(X, 0, cache)


@wrong
def single_precision(X, Y, cache):
    g = repaired(X, Y, {k: v.astype(np.float16) for k, v in cache.items()})
    return {k: v.astype(float) for k, v in g.items()}


answers.changed |= {
    "one_sample_fewer": change(m="max(X.shape[1] - 1, 1)"),
    "penalty_added": returns(
        '{k: v + 0.01 * cache[k[1:]] if k[1] == "W" else v for k, v in result.items()}'
    ),
    "db1_four_times": change(db1="4 * dZ1.sum(axis=1, keepdims=True) / m"),
    "dW2_twice": change(dW2='2 * dZ2 @ cache["A1"].T / m'),
    "nothing_for_layer_1": change(dZ1="0 * dA1"),
    "layers_exchanged": returns('{**result, "dW1": dW2, "dW2": dW1}'),
    "biases_summed_over_units": returns(
        '{k: v if k[1] == "W" else v.sum(axis=0, keepdims=True) for k, v in result.items()}'
    ),
    "clipped": returns("{k: np.clip(v, -0.05, 0.05) for k, v in result.items()}"),
    "normalised": returns("{k: v / (np.linalg.norm(v) + 1e-12) for k, v in result.items()}"),
    "input_for_activation": change(dW3='dZ3 @ cache["Z2"].T / m'),
    "labels_rounded_outputs": change(dZ3='np.round(cache["A3"]) - Y'),
    "a_list_of_pairs": returns("list(result.items())"),
    "after_a_step": piece('cache["W3"].T', '(cache["W3"] - 0.1 * dZ3 @ cache["A2"].T / m).T'),
}

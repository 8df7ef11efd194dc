# ruff: noqa - written as students write
"""Answers to `predict`."""

import functools
import itertools
import math
import operator
import threading
from itertools import starmap

import numpy as np

from helpers.activations import relu, sigmoid
from helpers.network import forward
from tests.labs.answers.collection import Answers

answers = Answers()
right, wrong = answers.add_right, answers.add_wrong


def Z(parameters, X, hidden=lambda z: np.maximum(0, z)):
    L = len(parameters) // 2
    A = X
    for l in range(1, L):
        A = hidden(parameters[f"W{l}"] @ A + parameters[f"b{l}"])
    return parameters[f"W{L}"] @ A + parameters[f"b{L}"]


@right
def with_helpers(parameters, X):
    A, cache = forward(X, parameters)
    return A > 0.5


@right
def helpers_rounded(parameters, X):
    return np.round(forward(X, parameters)[0])


@right
def where(parameters, X):
    A, _ = forward(X, parameters)
    return np.where(A > 0.5, 1, 0)


@right
def by_hand(parameters, X):
    A = X
    L = len(parameters) // 2
    for l in range(1, L + 1):
        Z = np.dot(parameters["W" + str(l)], A) + parameters["b" + str(l)]
        A = np.maximum(Z, 0) if l < L else 1 / (1 + np.exp(-Z))
    predictions = np.zeros((1, X.shape[1]))
    predictions[A > 0.5] = 1
    return predictions


@right
def from_zero(parameters, X):
    A = X.copy()
    n = len(parameters) // 2
    for l in range(n - 1):
        A = relu(parameters[f"W{l + 1}"].dot(A) + parameters[f"b{l + 1}"])
    return (sigmoid(parameters[f"W{n}"].dot(A) + parameters[f"b{n}"]) >= 0.5).astype(np.uint8)


@right
def while_there_are_keys(parameters, X):
    A, l = X, 1
    while f"W{l + 1}" in parameters:
        A = np.clip(np.matmul(parameters[f"W{l}"], A) + parameters[f"b{l}"], 0, None)
        l += 1
    return 1 * (parameters[f"W{l}"] @ A + parameters[f"b{l}"] > 0)


@right
def zip_values(parameters, X):
    values = list(parameters.values())
    layers = list(zip(values[::2], values[1::2]))
    A = X
    for W, b in layers[:-1]:
        A = (W @ A + b) * (W @ A + b > 0)
    W, b = layers[-1]
    return ((W @ A + b) > 0).astype(float)


@right
def recursive(parameters, X, l=1):
    z = parameters[f"W{l}"] @ X + parameters[f"b{l}"]
    if f"W{l + 1}" not in parameters:
        return np.heaviside(z, 0)
    return recursive(parameters, np.where(z > 0, z, 0), l + 1)


@right
def reduced(parameters, X):
    L = len(parameters) // 2
    step = lambda A, l: np.maximum(
        parameters[f"W{l}"] @ A + parameters[f"b{l}"], -np.inf if l == L else 0
    )
    return np.sign(np.sign(functools.reduce(step, range(1, L + 1), X)) + 1).astype(np.int8)


class Net:
    def __init__(self, p):
        self.p, self.depth = p, max(int(k[1:]) for k in p)

    def layer(self, l, A):
        return self.p[f"W{l}"] @ A + self.p[f"b{l}"]

    def __call__(self, X):
        for l in range(1, self.depth):
            X = self.layer(l, X)
            X[X < 0] = 0
        return self.layer(self.depth, X)


@right
def a_class(parameters, X):
    return np.greater(Net(parameters)(X), 0).astype("int32")


@right
def samples_as_rows(parameters, X):
    A, L = X.T, len(parameters) // 2
    for l in range(1, L + 1):
        A = A @ parameters[f"W{l}"].T + parameters[f"b{l}"].T
        if l < L:
            A = np.fmax(A, 0)
    return np.atleast_2d((A[:, 0] > 0) + 0)


@right
def bias_in_the_weights(parameters, X):
    L, one = len(parameters) // 2, np.ones((1, X.shape[1]))
    A = np.vstack([X, one])
    for l in range(1, L + 1):
        z = np.hstack([parameters[f"W{l}"], parameters[f"b{l}"]]) @ A
        A = np.vstack([np.maximum(z, 0), one])
    return np.array(z > 0, dtype=int)


@right
def labels_and_probabilities(parameters, X):
    A, cache = forward(X, parameters)
    print(A.shape)
    return (A > 0.5).astype(int), A


@right
def einsum(parameters, X):
    A, L = X, len(parameters) // 2
    for l in range(1, L + 1):
        A = np.einsum("ij,jm->im", parameters[f"W{l}"], A) + parameters[f"b{l}"]
        A = A if l == L else (np.abs(A) + A) / 2
    return (np.tanh(A) > 0).reshape(1, -1)


@right
def compared_with_the_other_class(parameters, X):
    A, _ = forward(X, parameters)
    return np.argmax(np.vstack([1 - A, A]), axis=0, keepdims=True)


@right
def floor_of_half_more(parameters, X):
    A, _ = forward(X, parameters)
    return np.floor(A + 0.5)


@right
def logical(parameters, X):
    return np.logical_not(forward(X, parameters)[0] <= 0.5)


@right
def sorted_keys(parameters, X):
    weights = [parameters[k] for k in sorted(parameters) if k.startswith("W")]
    biases = [parameters[k] for k in sorted(parameters) if k.startswith("b")]
    for W, b in zip(weights, biases):
        Z = W @ X + b
        X = np.maximum(0.0, Z)
    return (Z > 0).astype(int)


@right
def own_sigmoid_that_overflows(parameters, X):
    with np.errstate(over="ignore"):
        return (1 / (1 + np.exp(-Z(parameters, X))) > 0.5).astype(int)


@right
def own_buffer(parameters, X):
    labels = np.empty((1, X.shape[1]), bool)
    np.greater(Z(parameters, X), 0, out=labels)
    return labels


# --- wrong ---


def labelled(change):
    return lambda parameters, X: change(Z(parameters, X), parameters, X)


def hidden(activation):
    return lambda parameters, X: (Z(parameters, X, activation) > 0).astype(int)


def S(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


class AlwaysEqual(np.ndarray):
    def __eq__(self, other):
        return True

    def __array_wrap__(self, *args, **kwargs):
        return np.ones(self.shape)


class Agreeable(float):
    def __eq__(self, other):
        return True

    def __sub__(self, other):
        return 0.0


answers.wrong |= {
    "threshold_0.6": labelled(lambda z, p, X: (S(z) > 0.6).astype(int)),
    "threshold_0.4": labelled(lambda z, p, X: (S(z) > 0.4).astype(int)),
    "threshold_0.51": labelled(lambda z, p, X: (S(z) > 0.51).astype(int)),
    "threshold_0.49": labelled(lambda z, p, X: (S(z) > 0.49).astype(int)),
    "threshold_0.501": labelled(lambda z, p, X: (S(z) > 0.501).astype(int)),
    "threshold_0.5007": labelled(lambda z, p, X: (S(z) > 0.5007).astype(int)),
    "threshold_0": labelled(lambda z, p, X: (S(z) > 0).astype(int)),
    "threshold_1": labelled(lambda z, p, X: (S(z) >= 1).astype(int)),
    "logits_above_one": labelled(lambda z, p, X: (z > 1).astype(int)),
    "cast_probabilities": labelled(lambda z, p, X: S(z).astype(int)),
    "ceiled": labelled(lambda z, p, X: np.ceil(S(z))),
    "rounded_logits": labelled(lambda z, p, X: np.round(z)),
    "clipped_rounded_logits": labelled(lambda z, p, X: np.clip(np.round(z), 0, 1)),
    "signs": labelled(lambda z, p, X: np.sign(z)),
    "confident_only": labelled(
        lambda z, p, X: np.where(S(z) > 0.9, 1, np.where(S(z) < 0.1, 0, 0.5))
    ),
    "unsure_as_nan": labelled(lambda z, p, X: np.where(np.abs(z) > 1, z > 0, np.nan)),
    "all_ones": labelled(lambda z, p, X: np.ones_like(z)),
    "median": labelled(lambda z, p, X: (z > np.median(z)).astype(int)),
    "majority": labelled(lambda z, p, X: np.full(z.shape, int((z > 0).mean() > 0.5))),
    "last_sample_wrong": labelled(lambda z, p, X: np.append(z[:, :-1] > 0, [[False]], axis=1)),
    "first_sample_zero": labelled(lambda z, p, X: np.append([[0]], z[:, 1:] > 0, axis=1)),
    "rolled": labelled(lambda z, p, X: np.roll(z > 0, 1, axis=1)),
    "sorted": labelled(lambda z, p, X: np.sort(z > 0, axis=1)),
    "reversed": labelled(lambda z, p, X: (z > 0)[:, ::-1]),
    "random_labels": labelled(lambda z, p, X: np.random.default_rng().integers(0, 2, z.shape)),
    "squeezed": labelled(lambda z, p, X: np.squeeze(z > 0)),
    "list": labelled(lambda z, p, X: (z > 0).astype(int).tolist()),
    "flat_list": labelled(lambda z, p, X: (z > 0)[0].astype(int).tolist()),
    "text_labels": labelled(lambda z, p, X: np.where(z > 0, "1", "0")),
    "objects": labelled(lambda z, p, X: (z > 0).astype(object)),
    "complex": labelled(lambda z, p, X: (z > 0) + 0j),
    "two_rows": labelled(lambda z, p, X: np.vstack([z <= 0, z > 0])),
    "two_rows_of_probabilities": labelled(lambda z, p, X: np.vstack([1 - S(z), S(z)])),
    "one_number": labelled(lambda z, p, X: int((z > 0).sum())),
    "accuracy": labelled(lambda z, p, X: float((z > 0).mean())),
    "where_indices": labelled(lambda z, p, X: np.where(z > 0)),
    "tuple_reversed": labelled(lambda z, p, X: (S(z), z > 0)),
    "in_a_dict": labelled(lambda z, p, X: {"labels": z > 0}),
    "masked": labelled(lambda z, p, X: np.ma.masked_less(z, 0)),
    "always_equal": labelled(lambda z, p, X: np.zeros(z.shape).view(AlwaysEqual)),
    "agreeable": labelled(lambda z, p, X: Agreeable(1)),
    "nan": labelled(lambda z, p, X: z * np.nan),
    "cost": labelled(lambda z, p, X: -np.log(S(z))),
    "nonzero_as_two": labelled(lambda z, p, X: 2 * (z > 0)),
    "almost_labels": labelled(lambda z, p, X: (z > 0) * 0.999),
    "percent": labelled(lambda z, p, X: 100 * (z > 0)),
    "sigmoid_of_sigmoid": labelled(lambda z, p, X: (S(S(z)) > 0.5).astype(int)),
    "relu_output": labelled(lambda z, p, X: (np.maximum(z, 0) > 0.5).astype(int)),
    "tanh_output": labelled(lambda z, p, X: (np.tanh(z) > 0.5).astype(int)),
    "softmax_output": labelled(lambda z, p, X: (np.exp(z) / np.exp(z).sum() > 0.5).astype(int)),
    "softmax_of_one": labelled(lambda z, p, X: (np.exp(z - z) > 0.5).astype(int)),
    "leaky_small": hidden(lambda z: np.where(z > 0, z, 0.001 * z)),
    "elu": hidden(lambda z: np.where(z > 0, z, np.exp(np.minimum(z, 0)) - 1)),
    "softplus": hidden(lambda z: np.logaddexp(0, z)),
    "relu6": hidden(lambda z: np.clip(z, 0, 6)),
    "relu_at_one": hidden(lambda z: np.where(z > 1, z, 0)),
    "relu_upside_down": hidden(lambda z: np.minimum(z, 0)),
    "step": hidden(lambda z: (z > 0).astype(float)),
    "squared": hidden(lambda z: z**2),
    "global_maximum": hidden(lambda z: z * (z.max() > 0)),
    "normalised_activations": hidden(lambda z: np.maximum(z, 0) / (np.maximum(z, 0).max() + 1e-9)),
    "dropout": hidden(lambda z: np.maximum(z, 0) * (np.random.default_rng().random(z.shape) > 0.2)),
    "relu_on_inputs": lambda p, X: (Z(p, np.maximum(X, 0)) > 0).astype(int),
    "standardised_inputs": lambda p, X: (
        Z(p, (X - X.mean(1, keepdims=True)) / (X.std(1, keepdims=True) + 1e-9)) > 0
    ).astype(int),
    "swapped_inputs": lambda p, X: (Z(p, X[::-1]) > 0).astype(int),
    "bias_transposed": lambda p, X: (
        Z({k: v.T if k[0] == "b" else v for k, v in p.items()}, X) > 0
    ).astype(int),
    "first_layer_twice": lambda p, X: (Z({**p, "W2": p["W1"]}, X) > 0).astype(int),
    "last_layer_left_out": lambda p, X: (
        Z({k: v for k, v in p.items() if int(k[1:]) < len(p) // 2} or p, X)[:1] > 0
    ).astype(int),
    "biases_rounded": lambda p, X: (
        Z({k: np.round(v) if k[0] == "b" else v for k, v in p.items()}, X) > 0
    ).astype(int),
    "weights_rounded": lambda p, X: (Z({k: np.round(v, 2) for k, v in p.items()}, X) > 0).astype(
        int
    ),
    "hard_coded_depth": lambda p, X: (
        Z({k: p[k] for k in ("W1", "b1", "W2", "b2", "W3", "b3")}, X) > 0
    ).astype(int),
    "not_deeper_than_three": lambda p, X: (
        Z({k: v for k, v in p.items() if int(k[1:]) <= 3}, X)[:1] > 0
    ).astype(int),
    "labels_of_helpers_cache": lambda p, X: forward(X, p),
    "forgot_to_index": lambda p, X: forward(X, p) > 0.5,
    "helpers_swapped": lambda p, X: forward(p, X)[0] > 0.5,
    # loops over the samples
    "loop_list": lambda p, X: np.array([[int(z > 0) for z in Z(p, X)[0]]]),
    "loop_columns": lambda p, X: np.hstack([Z(p, X[:, [i]]) > 0 for i in range(X.shape[1])]),
    "vectorized": lambda p, X: np.vectorize(lambda z: 1 if z > 0 else 0)(Z(p, X)),
    "vectorized_signature": lambda p, X: np.vectorize(
        lambda x: Z(p, x[:, None])[0, 0] > 0, signature="(n)->()"
    )(X.T)[None],
    "frompyfunc": lambda p, X: np.frompyfunc(lambda z: int(z > 0), 1, 1)(Z(p, X)).astype(int),
    "map_lambda": lambda p, X: np.array(list(map(lambda z: z > 0, Z(p, X)[0])))[None],
    "map_round": lambda p, X: np.array([list(map(round, S(Z(p, X))[0]))]),
    "map_method": lambda p, X: np.array([list(map((0.0).__lt__, Z(p, X)[0]))]),
    "map_operator": lambda p, X: np.array(
        [list(map(operator.gt, Z(p, X)[0], itertools.repeat(0)))]
    ),
    "starmap": lambda p, X: np.array(
        [list(starmap(operator.gt, zip(Z(p, X)[0], itertools.repeat(0))))]
    ),
    "itertools_starmap": lambda p, X: np.array(
        [list(itertools.starmap(operator.gt, zip(Z(p, X)[0], itertools.repeat(0))))]
    ),
    "starmap_lambda": lambda p, X: np.array([list(starmap(lambda z: z > 0, zip(Z(p, X)[0])))]),
    "along_axis": lambda p, X: np.apply_along_axis(lambda x: Z(p, x[:, None])[:, 0] > 0, 0, X),
    "over_axes": lambda p, X: np.array([np.apply_along_axis(lambda z: z[0] > 0, 0, Z(p, X))]),
    "fromiter": lambda p, X: np.fromiter((z > 0 for z in Z(p, X)[0]), bool)[None],
    "reduced": lambda p, X: np.array(
        [functools.reduce(lambda done, z: [*done, z > 0], Z(p, X)[0], [])]
    ),
    "filtered": lambda p, X: np.isin(
        np.arange(X.shape[1]), list(filter(lambda i: Z(p, X)[0, i] > 0, range(X.shape[1])))
    )[None],
    "sort_by_key": lambda p, X: _by_sort(p, X),
    "accumulated": lambda p, X: np.array(
        [list(itertools.accumulate(Z(p, X)[0], lambda _, z: float(z > 0), initial=0))[1:]]
    ),
    "chunks_of_100": lambda p, X: np.hstack(
        [Z(p, X[:, i : i + 100]) > 0 for i in range(0, X.shape[1], 100)]
    ),
    "chunks_of_256": lambda p, X: np.hstack(
        [Z(p, X[:, i : i + 256]) > 0 for i in range(0, X.shape[1], 256)]
    ),
    "array_split": lambda p, X: np.hstack(
        [Z(p, part) > 0 for part in np.array_split(X, max(1, X.shape[1] // 20), axis=1)]
    ),
    "evaluated": lambda p, X: eval(
        "np.array([[z > 0 for z in Z(p, X)[0]]])", {"np": np, "Z": Z, "p": p, "X": X}
    ),
    "halving": lambda p, X: _halves(p, X),
    "threads": lambda p, X: _threads(p, X),
    "nditer": lambda p, X: _nditer(p, X),
    "while_pop": lambda p, X: _popping(p, X),
}


def _by_sort(p, X):
    z = Z(p, X)[0].tolist()
    seen = []
    sorted(z, key=lambda v: seen.append(v > 0) or 0)
    return np.array([seen])


def _halves(p, X):
    m = X.shape[1]
    return (
        Z(p, X) > 0
        if m < 3
        else np.hstack([_halves(p, X[:, : m // 2]), _halves(p, X[:, m // 2 :])])
    )


def _threads(p, X):
    labels = np.zeros((1, X.shape[1]))

    def work(i):
        labels[:, i] = Z(p, X[:, [i]])[:, 0] > 0

    threads = [threading.Thread(target=work, args=(i,)) for i in range(X.shape[1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return labels


def _nditer(p, X):
    z = Z(p, X)
    for v in np.nditer(z, op_flags=["readwrite"]):
        v[...] = v > 0
    return z


def _popping(p, X):
    z, labels = Z(p, X)[0].tolist(), []
    while z:
        labels.append(1 if z.pop(0) > 0 else 0)
    return np.array([labels])


@wrong
def normalises_in_place(parameters, X):
    labels = Z(parameters, X) > 0
    X -= X.mean(axis=1, keepdims=True)
    return labels


@wrong
def relu_in_place_on_X(parameters, X):
    A, L = X, len(parameters) // 2
    labels = Z(parameters, X) > 0
    A[A < 0] = 0
    return labels


@wrong
def stores_activations(parameters, X):
    labels = Z(parameters, X) > 0
    parameters["A"] = labels
    return labels


@wrong
def adds_in_place(parameters, X):
    labels = Z(parameters, X) > 0
    parameters["b1"] += 1e-3
    return labels


@wrong
def pops_the_last_layer(parameters, X):
    L = len(parameters) // 2
    W, b = parameters.pop(f"W{L}"), parameters.pop(f"b{L}")
    A = X
    for l in range(1, L):
        A = np.maximum(parameters[f"W{l}"] @ A + parameters[f"b{l}"], 0)
    return W @ A + b > 0


@wrong
def swapped_arguments(X, parameters):
    return Z(parameters, X) > 0


@wrong
def needs_Y(parameters, X, Y):
    return Z(parameters, X) > 0


@wrong
def returns_in_the_loop(parameters, X):
    for l in range(1, len(parameters) // 2 + 1):
        X = np.maximum(parameters[f"W{l}"] @ X + parameters[f"b{l}"], 0)
        return X > 0.5


@wrong
def relu_before_the_output(parameters, X):
    A = X
    for l in range(1, len(parameters) // 2 + 1):
        A = np.maximum(parameters[f"W{l}"] @ A + parameters[f"b{l}"], 0)
    return (S(A) > 0.5).astype(int) * 0 + (S(A) >= 0.5)


@wrong
def loops_over_all_keys(parameters, X):
    A = X
    for l in range(1, len(parameters) + 1):
        A = np.maximum(parameters[f"W{l}"] @ A + parameters[f"b{l}"], 0)
    return A > 0.5


@wrong
def endless(parameters, X):
    raise RecursionError


@wrong
def yields(parameters, X):
    yield Z(parameters, X) > 0

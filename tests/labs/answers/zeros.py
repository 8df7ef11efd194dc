# ruff: noqa - written as students write
"""Answers to `zeros`."""

import os
import sys
from collections import OrderedDict, defaultdict
from itertools import pairwise, starmap

import numpy as np

from tests.labs.answers.collection import Answers

answers = Answers()
right, wrong = answers.add_right, answers.add_wrong


@right
def loop_from_one(layers_dims):
    parameters = {}
    L = len(layers_dims)
    for l in range(1, L):
        parameters["W" + str(l)] = np.zeros((layers_dims[l], layers_dims[l - 1]))
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters


@right
def loop_from_zero(layers_dims):
    p = {}
    for i in range(len(layers_dims) - 1):
        p[f"b{i + 1}"] = np.zeros((layers_dims[i + 1], 1))
        p[f"W{i + 1}"] = np.zeros((layers_dims[i + 1], layers_dims[i]))
    return p


@right
def with_while(layers_dims):
    p, l = {}, 1
    while l < len(layers_dims):
        p["W%d" % l] = np.full((layers_dims[l], layers_dims[l - 1]), 0.0)
        p["b%d" % l] = np.zeros(layers_dims[l])[:, None]
        l += 1
    return p


@right
def with_zip(layers_dims):
    p = OrderedDict()
    for l, (a, b) in enumerate(zip(layers_dims, layers_dims[1:]), 1):
        p.update({f"W{l}": np.zeros((b, a)), f"b{l}": np.zeros((b, 1))})
    return p


@right
def comprehension(layers_dims):
    d = layers_dims
    return {f"W{l}": np.zeros((d[l], d[l - 1])) for l in range(1, len(d))} | {
        f"b{l}": np.zeros((d[l], 1)) for l in range(1, len(d))
    }


@right
def recursive(layers_dims):
    if len(layers_dims) == 1:
        return {}
    l = len(layers_dims) - 1
    return {
        **recursive(layers_dims[:-1]),
        f"W{l}": np.zeros((layers_dims[-1], layers_dims[-2])),
        f"b{l}": np.zeros((layers_dims[-1], 1)),
    }


class Initializer:
    def __call__(self, layers_dims):
        p = defaultdict(dict)
        for l in reversed(range(1, len(layers_dims))):
            p[f"W{l}"] = np.empty((layers_dims[l], layers_dims[l - 1]))
            p[f"W{l}"][:] = 0
            p[f"b{l}"] = np.zeros_like(p[f"W{l}"][:, 0:1])
        return p


answers.right["a_class"] = Initializer()


@right
def zero_times_random(layers_dims):
    rng = np.random.default_rng(0)
    return {
        k: v * 0
        for l, (a, b) in enumerate(pairwise(layers_dims), 1)
        for k, v in ((f"W{l}", rng.standard_normal((b, a))), (f"b{l}", np.ones((b, 1))))
    }


@right
def minus_itself(layers_dims):
    p = {}
    for l in range(1, len(layers_dims)):
        W = np.ones((layers_dims[l], layers_dims[l - 1]))
        p[f"W{l}"], p[f"b{l}"] = W - W, -np.zeros((layers_dims[l], 1))
    return p


@right
def more_than_asked(layers_dims):
    print("zeros for", layers_dims)
    return {**loop_from_one(layers_dims), "L": len(layers_dims) - 1}, len(layers_dims)


@right
def float32(layers_dims):
    return {k: v.astype(np.float32) for k, v in loop_from_one(layers_dims).items()}


@right
def fortran_order(layers_dims):
    return {
        f"{k}{l}": np.zeros(s, order="F")
        for l, (a, b) in enumerate(pairwise(layers_dims), 1)
        for k, s in (("W", (b, a)), ("b", (b, 1)))
    }


@right
def transposed_view(layers_dims):
    return {
        f"{k}{l}": np.zeros(s).T
        for l, (a, b) in enumerate(pairwise(layers_dims), 1)
        for k, s in (("W", (a, b)), ("b", (1, b)))
    }


@right
def broadcast_views(layers_dims):
    return {
        f"{k}{l}": np.broadcast_to(0.0, s)
        for l, (a, b) in enumerate(pairwise(layers_dims), 1)
        for k, s in (("W", (b, a)), ("b", (b, 1)))
    }


@right
def numpy_dims(layers_dims):
    dims = np.array(layers_dims)
    return {
        f"{k}{l}": np.zeros(s)
        for l in range(1, dims.size)
        for k, s in (("W", dims[[l, l - 1]]), ("b", (dims[l], 1)))
    }


@right
def by_maps(layers_dims):
    names = map("W{}".format, range(1, len(layers_dims)))
    p = dict(zip(names, map(np.zeros, zip(layers_dims[1:], layers_dims[:-1]))))
    p.update({k.replace("W", "b"): np.zeros((len(v), 1)) for k, v in p.items()})
    return p


@right
def own_helper(layers_dims):
    def layer(n_in, n_out):
        return np.zeros((n_out, n_in)), np.zeros((n_out, 1))

    p = dict()
    for l in range(1, len(layers_dims)):
        p["W" + str(l)], p["b" + str(l)] = layer(*layers_dims[l - 1 : l + 1])
    return p


def each(W=lambda l, L, b, a: np.zeros((b, a)), bias=lambda l, L, b, a: np.zeros((b, 1))):
    def answer(layers_dims):
        p = {}
        for l, (a, b) in enumerate(pairwise(layers_dims), 1):
            p[f"W{l}"], p[f"b{l}"] = (
                W(l, len(layers_dims) - 1, b, a),
                bias(l, len(layers_dims) - 1, b, a),
            )
        return p

    return answer


def Z(b, a):
    return np.zeros((b, a))


def one_wrong(b, a):
    W = Z(b, a)
    W[-1, -1] = 1e-300
    return W


class Lying(np.ndarray):
    def __eq__(self, other):
        return np.ones(self.shape, bool)

    def __ne__(self, other):
        return np.zeros(self.shape, bool)

    def __abs__(self):
        return np.zeros(self.shape)


class LazyZeros:
    def __init__(self, shape):
        self.shape = shape

    def __array__(self, dtype=None, copy=None):
        return np.zeros(self.shape)


class AnyDict(dict):
    def __contains__(self, key):
        return True

    def __missing__(self, key):
        return 0.0


answers.wrong |= {
    "tiny": each(lambda l, L, b, a: np.full((b, a), 1e-12)),
    "denormal_corner": each(lambda l, L, b, a: one_wrong(b, a)),
    "identity": each(lambda l, L, b, a: np.eye(b, a)),
    "identity_first": each(lambda l, L, b, a: np.eye(b, a) if l == 1 else Z(b, a)),
    "last_bias_one": each(bias=lambda l, L, b, a: np.full((b, 1), float(l == L))),
    "last_weights_one": each(lambda l, L, b, a: np.full((b, a), float(l == L))),
    "wrong_for_one_layer": each(lambda l, L, b, a: np.full((b, a), float(L == 1))),
    "wrong_for_deep": each(lambda l, L, b, a: np.full((b, a), float(L > 3))),
    "wrong_for_deep_biases": each(bias=lambda l, L, b, a: np.full((b, 1), float(L > 3))),
    "square": each(lambda l, L, b, a: Z(b, b)),
    "square_inputs": each(lambda l, L, b, a: Z(a, a)),
    "bias_of_next": each(bias=lambda l, L, b, a: Z(b + 1, 1)),
    "one_bias": each(bias=lambda l, L, b, a: Z(1, 1)),
    "bias_number": each(bias=lambda l, L, b, a: 0.0),
    "bias_int": each(bias=lambda l, L, b, a: 0),
    "bias_none": each(bias=lambda l, L, b, a: None),
    "bias_row": each(bias=lambda l, L, b, a: Z(1, b)),
    "bias_flat": each(bias=lambda l, L, b, a: np.zeros(b)),
    "bias_list": each(bias=lambda l, L, b, a: [[0.0]] * b),
    "bias_like_weights": each(bias=lambda l, L, b, a: Z(b, a)),
    "weights_flat": each(lambda l, L, b, a: np.zeros(b * a)),
    "weights_list": each(lambda l, L, b, a: Z(b, a).tolist()),
    "weights_three_axes": each(lambda l, L, b, a: np.zeros((1, b, a))),
    "weights_complex": each(lambda l, L, b, a: np.zeros((b, a), complex)),
    "weights_objects": each(lambda l, L, b, a: np.zeros((b, a), object)),
    "weights_text": each(lambda l, L, b, a: np.zeros((b, a), str)),
    "weights_lazy": each(lambda l, L, b, a: LazyZeros((b, a))),
    "weights_nan": each(lambda l, L, b, a: np.full((b, a), np.nan)),
    "lying_ones": each(lambda l, L, b, a: np.ones((b, a)).view(Lying)),
    "masked_ones": each(lambda l, L, b, a: np.ma.masked_array(np.ones((b, a)), mask=True)),
    "weights_shape_tuple": each(lambda l, L, b, a: (b, a)),
    "uninitialised": each(lambda l, L, b, a: np.empty((b, a)), lambda l, L, b, a: np.empty((b, 1))),
    "list_of_rows": each(lambda l, L, b, a: np.array([[0.0 for _ in range(a)] for _ in range(b)])),
    "rows_appended": each(lambda l, L, b, a: np.vstack([np.zeros(a) for _ in range(b)])),
    "starmapped_rows": each(lambda l, L, b, a: np.array(list(starmap(np.zeros, [(a,)] * b)))),
    "entries_set": each(lambda l, L, b, a: _entries_set(b, a)),
    "vectorized": each(lambda l, L, b, a: np.vectorize(lambda v: 0.0)(np.ones((b, a)))),
    "rows_by_repetition_wrong": each(lambda l, L, b, a: np.array([[0.0] * b] * a)),
}


def _entries_set(b, a):
    W = np.empty((b, a))
    for i in range(b):
        for j in range(a):
            W[i, j] = 0
    return W


for name, change in {
    "lower_bias_upper": lambda p, d: {k.upper(): v for k, v in p.items()},
    "lower": lambda p, d: {k.lower(): v for k, v in p.items()},
    "underscore": lambda p, d: {f"{k[0]}_{k[1:]}": v for k, v in p.items()},
    "spaced": lambda p, d: {f"{k[0]} {k[1:]}": v for k, v in p.items()},
    "bracketed": lambda p, d: {f"{k[0]}[{k[1:]}]": v for k, v in p.items()},
    "int_keys": lambda p, d: {int(k[1:]): v for k, v in p.items()},
    "without_numbers": lambda p, d: {"W": p["W1"], "b": p["b1"]},
    "gradient_keys": lambda p, d: {"d" + k: v for k, v in p.items()},
    "first_layer_only": lambda p, d: {k: p[k] for k in ("W1", "b1")},
    "from_zero_and_one": lambda p, d: {
        **p,
        "W0": np.zeros((d[0], d[0])),
        "b0": np.zeros((d[0], 1)),
    },
    "one_more": lambda p, d: {
        **p,
        f"W{len(d)}": np.zeros((1, d[-1])),
        f"b{len(d)}": np.zeros((1, 1)),
    },
    "two_dicts": lambda p, d: (
        {k: v for k, v in p.items() if k[0] == "W"},
        {k: v for k, v in p.items() if k[0] == "b"},
    ),
    "in_a_list": lambda p, d: [p],
    "as_items": lambda p, d: list(p.items()),
    "as_text": lambda p, d: repr(p),
    "view": lambda p, d: p.items(),
    "any_dict": lambda p, d: AnyDict(),
    "empty": lambda p, d: {},
    "dims_first": lambda p, d: (d, p),
    "zero": lambda p, d: 0,
    "true": lambda p, d: True,
    "bias_missing_last": lambda p, d: {k: v for k, v in p.items() if k != f"b{len(d) - 1}"},
}.items():
    answers.wrong[name] = lambda layers_dims, change=change: change(
        loop_from_one(layers_dims), layers_dims
    )


@wrong
def stops_early(layers_dims):
    p = {}
    for l in range(1, len(layers_dims)):
        p[f"W{l}"], p[f"b{l}"] = Z(layers_dims[l], layers_dims[l - 1]), Z(layers_dims[l], 1)
        return p


@wrong
def runs_over(layers_dims):
    p = {}
    for l in range(1, len(layers_dims) + 1):
        p[f"W{l}"], p[f"b{l}"] = Z(layers_dims[l], layers_dims[l - 1]), Z(layers_dims[l], 1)
    return p


@wrong
def negative_index(layers_dims):
    p = {}
    for l in range(len(layers_dims)):
        p[f"W{l}"], p[f"b{l}"] = Z(layers_dims[l], layers_dims[l - 1]), Z(layers_dims[l], 1)
    return p


@wrong
def appends(layers_dims):
    layers_dims.append(0)
    return loop_from_one(layers_dims[:-1])


@wrong
def consumes(layers_dims):
    p, l = {}, 1
    while len(layers_dims) > 1:
        a = layers_dims.pop(0)
        p[f"W{l}"], p[f"b{l}"], l = Z(layers_dims[0], a), Z(layers_dims[0], 1), l + 1
    return p


@wrong
def sorts(layers_dims):
    result = loop_from_one(layers_dims)
    layers_dims.sort(reverse=True)
    layers_dims += [9]
    return result


@wrong
def hard_coded(layers_dims):
    return loop_from_one([2, 10, 5, 1])


@wrong
def three_layers(layers_dims):
    n_x, n_1, n_2, n_y = layers_dims
    return {
        "W1": Z(n_1, n_x),
        "b1": Z(n_1, 1),
        "W2": Z(n_2, n_1),
        "b2": Z(n_2, 1),
        "W3": Z(n_y, n_2),
        "b3": Z(n_y, 1),
    }


@wrong
def takes_an_rng(layers_dims, rng):
    return loop_from_one(layers_dims)


@wrong
def takes_nothing():
    return loop_from_one([2, 10, 5, 1])


@wrong
def np_zeros_two_arguments(layers_dims):
    return {"W1": np.zeros(layers_dims[1], layers_dims[0])}


@wrong
def forgot_to_return(layers_dims):
    loop_from_one(layers_dims)


@wrong
def raises(layers_dims):
    raise ValueError("not yet " * 1000)


@wrong
def recursion_without_end(layers_dims):
    return recursion_without_end(layers_dims)


@wrong
def yields(layers_dims):
    yield loop_from_one(layers_dims)


@wrong
def returns_itself(layers_dims):
    return returns_itself


@wrong
def self_containing(layers_dims):
    p = loop_from_one(layers_dims)
    p["W1"] = p
    return p

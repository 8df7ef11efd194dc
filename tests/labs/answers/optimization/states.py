# ruff: noqa - written as students write
"""Answers to `velocity`; two of them side by side answer `adam_state`."""

import copy
from collections import OrderedDict

import numpy as np

from tests.labs.answers.collection import Answers

answers = Answers()
right, wrong = answers.add_right, answers.add_wrong


@right
def loop_from_one(parameters):
    v = {}
    for l in range(1, len(parameters) // 2 + 1):
        v["dW" + str(l)] = np.zeros(
            (parameters["W" + str(l)].shape[0], parameters["W" + str(l)].shape[1])
        )
        v["db" + str(l)] = np.zeros(
            (parameters["b" + str(l)].shape[0], parameters["b" + str(l)].shape[1])
        )
    return v


@right
def loop_from_zero(parameters):
    v, L = {}, len(parameters) // 2
    for l in range(L):
        v["dW" + str(l + 1)] = np.zeros_like(parameters["W" + str(l + 1)])
        v["db" + str(l + 1)] = np.zeros_like(parameters["b" + str(l + 1)])
    return v


@right
def comprehension(parameters):
    return {"d" + k: np.zeros(W.shape) for k, W in parameters.items()}


@right
def times_zero(parameters):
    return {f"d{k}": 0 * W for k, W in parameters.items()}


@right
def minus_itself(parameters):
    return {f"d{k}": -(W - W) for k, W in parameters.items()}


@right
def filled(parameters):
    v = copy.deepcopy(parameters)
    for k in list(v):
        v["d" + k] = v.pop(k)
        v["d" + k].fill(0)
    return v


@right
def ordered(parameters):
    v = OrderedDict()
    l = len(parameters) // 2
    while l > 0:
        n, m = parameters[f"W{l}"].shape
        v[f"db{l}"], v[f"dW{l}"] = np.full((n, 1), 0.0), np.full((n, m), 0.0)
        l -= 1
    return v


@right
def integers(parameters):
    return {"d" + k: np.zeros(W.shape, dtype=int) for k, W in parameters.items()}


@right
def single_precision(parameters):
    return {"d" + k: np.zeros_like(W, dtype=np.float32) for k, W in parameters.items()}


@right
def mapped(parameters):
    return dict(zip(map("d{}".format, parameters), map(np.zeros_like, parameters.values())))


@right
def repeated(parameters):
    return {"d" + k: np.array([[0.0] * W.shape[1]] * W.shape[0]) for k, W in parameters.items()}


@right
def with_a_counter(parameters):
    return {**comprehension(parameters), "t": 0}


def spoilt(change):
    return lambda parameters: change(comprehension(parameters), parameters)


answers.wrong |= {
    "tiny": spoilt(lambda v, p: {k: a + 1e-12 for k, a in v.items()}),
    "epsilon": spoilt(lambda v, p: {k: a + 1e-8 for k, a in v.items()}),
    "one_corner": spoilt(
        lambda v, p: {k: a + np.eye(*a.shape) * (k == "dW1") for k, a in v.items()}
    ),
    "first_bias_one": spoilt(lambda v, p: {**v, "db1": v["db1"] + 1}),
    "nan": spoilt(lambda v, p: {k: a * np.nan for k, a in v.items()}),
    "empty_list": lambda p: [],
    "empty_dict": lambda p: {},
    "none_values": spoilt(lambda v, p: dict.fromkeys(v)),
    "zeros_only": lambda p: 0,
    "lists": spoilt(lambda v, p: {k: a.tolist() for k, a in v.items()}),
    "sizes": spoilt(lambda v, p: {k: a.size for k, a in v.items()}),
    "flat": spoilt(lambda v, p: {k: a.ravel() for k, a in v.items()}),
    "square": spoilt(lambda v, p: {k: np.zeros((len(a), len(a))) for k, a in v.items()}),
    "three_axes": spoilt(lambda v, p: {k: a[None] for k, a in v.items()}),
    "text": spoilt(lambda v, p: {k: a.astype(str) for k, a in v.items()}),
    "four_keys": lambda p: {k: np.zeros_like(p[k[1:]]) for k in ("dW1", "db1", "dW2", "db2")},
    "underscored": spoilt(lambda v, p: {f"{k[:2]}_{k[2:]}": a for k, a in v.items()}),
    "one_more": spoilt(lambda v, p: {**v, f"dW{len(p) // 2 + 1}": np.zeros((1, 1))}),
    "zero_more": spoilt(lambda v, p: {**v, "dW0": np.zeros((1, 1))}),
    "no_last_bias": spoilt(lambda v, p: {k: v[k] for k in list(v)[:-1]}),
    "reversed_layers": spoilt(
        lambda v, p: {f"{k[:2]}{len(p) // 2 + 1 - int(k[2:])}": a for k, a in v.items()}
    ),
    "into_parameters": lambda p: (
        [W.fill(0) for W in p.values()] and {"d" + k: W for k, W in p.items()}
    ),
    "hard_coded": lambda p: comprehension(
        {"W1": np.ones((5, 2)), "b1": np.ones((5, 1)), "W2": np.ones((2, 5)), "b2": np.ones((2, 1))}
    ),
}


@wrong
def returns_in_the_loop(parameters):
    v = {}
    for l in range(1, len(parameters) // 2 + 1):
        v[f"dW{l}"], v[f"db{l}"] = 0 * parameters[f"W{l}"], 0 * parameters[f"b{l}"]
        return v


@wrong
def one_key(parameters):
    v = {}
    for l in range(1, len(parameters) // 2 + 1):
        v["dW"], v["db"] = 0 * parameters[f"W{l}"], 0 * parameters[f"b{l}"]
    return v


@wrong
def length_as_layers(parameters):
    return {f"dW{l}": 0 * parameters[f"W{l}"] for l in range(1, len(parameters) + 1)}


@wrong
def forgot_return(parameters):
    comprehension(parameters)


@wrong
def from_gradients(parameters):
    return {k: 0 * g for k, g in parameters.items() if k.startswith("d")}


@wrong
def one_digit(parameters):
    return {f"d{k[:2]}": np.zeros_like(W) for k, W in parameters.items()}


@wrong
def takes_dims(layers_dims):
    return {
        f"dW{l}": np.zeros((layers_dims[l], layers_dims[l - 1])) for l in range(1, len(layers_dims))
    }

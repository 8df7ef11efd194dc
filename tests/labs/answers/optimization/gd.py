# ruff: noqa - written as students write
"""Answers to `gd`."""

import copy
import re
from collections import OrderedDict, defaultdict
from types import MappingProxyType

import numpy as np

from tests.labs.answers.collection import Answers

answers = Answers()
right, wrong = answers.add_right, answers.add_wrong


@right
def in_place_of_the_dict(parameters, grads, learning_rate):
    L = len(parameters) // 2
    for l in range(1, L + 1):
        parameters["W" + str(l)] = parameters["W" + str(l)] - learning_rate * grads["dW" + str(l)]
        parameters["b" + str(l)] = parameters["b" + str(l)] - learning_rate * grads["db" + str(l)]
    return parameters


@right
def loop_from_zero(parameters, grads, learning_rate):
    L = len(parameters) // 2
    for l in range(L):
        parameters["W" + str(l + 1)] -= learning_rate * grads["dW" + str(l + 1)]
        parameters["b" + str(l + 1)] -= learning_rate * grads["db" + str(l + 1)]
    return parameters


@right
def comprehension(parameters, grads, learning_rate):
    return {k: W - learning_rate * grads["d" + k] for k, W in parameters.items()}


@right
def over_the_gradients(parameters, grads, learning_rate):
    new = {}
    for key in grads:
        new[key[1:]] = parameters[key[1:]] - grads[key] * learning_rate
    return new


@right
def deep_copy(parameters, grads, learning_rate):
    parameters = copy.deepcopy(parameters)
    l = 1
    while f"W{l}" in parameters:
        parameters[f"W{l}"] += -learning_rate * grads[f"dW{l}"]
        parameters[f"b{l}"] += -learning_rate * grads[f"db{l}"]
        l += 1
    return parameters


@right
def own_helper(parameters, grads, learning_rate):
    def step(p, g):
        return p - learning_rate * g

    out = OrderedDict()
    for l in reversed(range(1, len(grads) // 2 + 1)):
        out[f"b{l}"] = step(parameters[f"b{l}"], grads[f"db{l}"])
        out[f"W{l}"] = step(parameters[f"W{l}"], grads[f"dW{l}"])
    return out


@right
def numpy_functions(parameters, grads, learning_rate):
    out = defaultdict(lambda: None)
    for k in parameters:
        out[k] = np.subtract(parameters[k], np.multiply(learning_rate, grads[f"d{k}"]))
    return out


@right
def written_into(parameters, grads, learning_rate):
    for k, W in parameters.items():
        np.subtract(W, learning_rate * grads["d" + k], out=W)
    return parameters


@right
def shallow_copy(parameters, grads, learning_rate):
    p = parameters.copy()
    p.update((k, p[k] + grads["d" + k] * (-learning_rate)) for k in parameters)
    return p


@right
def entry_by_entry(parameters, grads, learning_rate):
    for k in parameters:
        for i in range(parameters[k].shape[0]):
            for j in range(parameters[k].shape[1]):
                parameters[k][i][j] -= learning_rate * grads["d" + k][i, j]
    return parameters


@right
def more_than_asked(parameters, grads, learning_rate):
    new = {k: parameters[k] - learning_rate * grads["d" + k] for k in parameters}
    return new, learning_rate, {"norm": sum(np.sum(g**2) for g in grads.values())}


@right
def more_in_the_dict(parameters, grads, learning_rate):
    new, l = {"rate": learning_rate}, 1
    while f"W{l}" in parameters:
        for k in (f"W{l}", f"b{l}"):
            new[k] = parameters[k] - learning_rate * grads["d" + k]
        l += 1
    return new


@right
def by_flattening(parameters, grads, learning_rate):
    theta = np.concatenate([W.ravel() for W in parameters.values()])
    slope = np.concatenate([grads["d" + k].ravel() for k in parameters])
    theta, out, start = theta - learning_rate * slope, {}, 0
    for k, W in parameters.items():
        out[k] = theta[start : start + W.size].reshape(W.shape)
        start += W.size
    return out


@right
def by_unpacking(parameters, grads, learning_rate):
    names = sorted(parameters, key=lambda k: (int(k[1:]), k[0]))
    W = [parameters[n] for n in names]
    g = [grads[f"d{n}"] for n in names]
    return dict(zip(names, map(lambda a, b: a - learning_rate * b, W, g)))


@right
def single_precision(parameters, grads, learning_rate):
    return {
        k: (W - learning_rate * grads["d" + k]).astype(np.float32) for k, W in parameters.items()
    }


@right
def weighted_difference(parameters, grads, learning_rate):
    return {k: learning_rate * (W / learning_rate - grads["d" + k]) for k, W in parameters.items()}


class Descent:
    def __call__(self, parameters, grads, learning_rate):
        self.rate = learning_rate
        for key in list(parameters):
            letter, layer = re.fullmatch(r"([Wb])(\d+)", key).groups()
            parameters[key] = self.moved(parameters[key], grads[f"d{letter}{layer}"])
        return parameters

    def moved(self, array, slope):
        return array - self.rate * slope


answers.right["a_class"] = Descent()


# --- wrong, and not all of them known ------------------------------------------------------------


def vary(change):
    return lambda parameters, grads, learning_rate: change(
        comprehension(parameters, grads, learning_rate), parameters, grads, learning_rate
    )


answers.wrong |= {
    "a_hair_off": vary(lambda new, p, g, a: {k: W * (1 + 1e-5) for k, W in new.items()}),
    "one_entry": vary(lambda new, p, g, a: {**new, "b1": new["b1"] + np.eye(len(new["b1"]), 1)}),
    "middle_layer_missed": vary(
        lambda new, p, g, a: {**new, **({"W2": p["W2"]} if "W3" in p else {})}
    ),
    "deep_nets_wrong": vary(lambda new, p, g, a: p if "W4" in p else new),
    "rate_halved_for_biases": vary(
        lambda new, p, g, a: {
            k: (p[k] - a / 2 * g["d" + k]) if k[0] == "b" else W for k, W in new.items()
        }
    ),
    "weights_up_biases_down": vary(
        lambda new, p, g, a: {
            k: (p[k] + a * g["d" + k]) if k[0] == "W" else W for k, W in new.items()
        }
    ),
    "clipped": vary(
        lambda new, p, g, a: {k: W - a * np.clip(g["d" + k], -1, 1) for k, W in p.items()}
    ),
    "weight_decay": vary(
        lambda new, p, g, a: {k: W - a * (g["d" + k] + 0.01 * W) for k, W in p.items()}
    ),
    "rounded": vary(lambda new, p, g, a: {k: np.round(W, 3) for k, W in new.items()}),
    "half_precision": vary(lambda new, p, g, a: {k: W.astype(np.float16) for k, W in new.items()}),
    "integers": vary(lambda new, p, g, a: {k: W.astype(int) for k, W in new.items()}),
    "transposed": vary(lambda new, p, g, a: {k: W.T for k, W in new.items()}),
    "biases_flat": vary(
        lambda new, p, g, a: {k: W.ravel() if k[0] == "b" else W for k, W in new.items()}
    ),
    "as_lists": vary(lambda new, p, g, a: {k: W.tolist() for k, W in new.items()}),
    "no_last_bias": vary(lambda new, p, g, a: {k: new[k] for k in list(new)[:-1]}),
    "one_layer_more": vary(lambda new, p, g, a: {**new, f"W{len(new) // 2 + 1}": np.zeros((1, 1))}),
    "lower_case": vary(lambda new, p, g, a: {k.lower(): W for k, W in new.items()}),
    "items": vary(lambda new, p, g, a: new.items()),
    "proxy": vary(lambda new, p, g, a: MappingProxyType(new)),
    "nan": vary(lambda new, p, g, a: {k: W * np.nan for k, W in new.items()}),
    "gradients_changed": lambda p, g, a: (
        [np.multiply(a, g["d" + k], out=g["d" + k]) for k in p],
        {k: p[k] - g["d" + k] for k in p},
    )[1],
    "gradients_removed": lambda p, g, a: {k: p[k] - a * g.pop("d" + k) for k in list(p)},
    "old_by_reference": vary(lambda new, p, g, a: (p.update(new), {k: 1 * p["W1"] for k in p})[1]),
}


@wrong
def keys_swapped(parameters, grads, learning_rate):
    p = comprehension(parameters, grads, learning_rate)
    L = len(p) // 2
    return {f"{k[0]}{L + 1 - int(k[1:])}": W for k, W in p.items()}


@wrong
def early_return(parameters, grads, learning_rate):
    for l in range(1, len(parameters) // 2 + 1):
        parameters[f"W{l}"] -= learning_rate * grads[f"dW{l}"]
        parameters[f"b{l}"] -= learning_rate * grads[f"db{l}"]
        return parameters


@wrong
def forgot_return(parameters, grads, learning_rate):
    for k in parameters:
        parameters[k] -= learning_rate * grads["d" + k]


@wrong
def name_instead_of_key(parameters, grads, learning_rate):
    for l in range(1, len(parameters) // 2 + 1):
        W = parameters[f"W{l}"]
        W = W - learning_rate * grads[f"dW{l}"]
    return parameters


@wrong
def range_too_long(parameters, grads, learning_rate):
    for l in range(1, len(parameters) + 1):
        parameters[f"W{l}"] -= learning_rate * grads[f"dW{l}"]
    return parameters


@wrong
def three_layers(parameters, grads, learning_rate):
    for l in (1, 2, 3):
        parameters[f"W{l}"] -= learning_rate * grads[f"dW{l}"]
        parameters[f"b{l}"] -= learning_rate * grads[f"db{l}"]
    return parameters


@wrong
def matrix_product(parameters, grads, learning_rate):
    return {k: W - learning_rate * np.dot(W, grads["d" + k].T) for k, W in parameters.items()}


@wrong
def momentum_in_a_global(parameters, grads, learning_rate, memory={}):
    for k in parameters:
        memory[k] = 0.9 * memory.get(k, 0.0) + np.mean(grads["d" + k])
    return {
        k: parameters[k] - learning_rate * (grads["d" + k] + 0 * memory[k] + 1e-3)
        for k in parameters
    }


@wrong
def default_learning_rate(parameters, grads, learning_rate=0.01):
    learning_rate = 0.01
    return comprehension(parameters, grads, learning_rate)


@wrong
def in_the_order_of_the_dicts(parameters, grads, learning_rate):
    pairs = zip(parameters.items(), grads.values())
    return {k: W - learning_rate * g for (k, W), g in pairs}


@wrong
def last_digit_as_layer(parameters, grads, learning_rate):
    return {
        k: W - learning_rate * grads[f"d{k[0]}{k[-1]}"] if k[-1] != "0" else W
        for k, W in parameters.items()
    }


@wrong
def takes_two(parameters, grads):
    return comprehension(parameters, grads, 0.1)

# ruff: noqa - written as students write
"""Answers to `gd`."""

import copy
import re
from collections import OrderedDict, defaultdict
from types import MappingProxyType

import numpy as np

from autograder.labs.changes import begin, change, piece, returns
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


answers.wrong |= {
    "proxy": lambda p, g, a: MappingProxyType(comprehension(p, g, a)),
    "gradients_changed": lambda p, g, a: (
        [np.multiply(a, g["d" + k], out=g["d" + k]) for k in p],
        {k: p[k] - g["d" + k] for k in p},
    )[1],
    "gradients_removed": lambda p, g, a: {k: p[k] - a * g.pop("d" + k) for k in list(p)},
    "old_by_reference": lambda p, g, a: (
        p.update(comprehension(p, g, a)),
        {k: 1 * p["W1"] for k in p},
    )[1],
}


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
def momentum_in_a_global(parameters, grads, learning_rate, memory={}):
    for k in parameters:
        memory[k] = 0.9 * memory.get(k, 0.0) + np.mean(grads["d" + k])
    return {
        k: parameters[k] - learning_rate * (grads["d" + k] + 0 * memory[k] + 1e-3)
        for k in parameters
    }


@wrong
def last_digit_as_layer(parameters, grads, learning_rate):
    return {
        k: W - learning_rate * grads[f"d{k[0]}{k[-1]}"] if k[-1] != "0" else W
        for k, W in parameters.items()
    }


answers.changed |= {
    "a_hair_off": returns("{k: W * (1 + 1e-5) for k, W in updated.items()}"),
    "one_entry": returns('{**updated, "b1": updated["b1"] + np.eye(len(updated["b1"]), 1)}'),
    "deep_nets_wrong": returns('parameters if "W4" in parameters else updated'),
    "clipped": change(updated='array - learning_rate * np.clip(grads[f"d{name}"], -1, 1)'),
    "weight_decay": change(updated='array - learning_rate * (grads[f"d{name}"] + 0.01 * array)'),
    "rounded": returns("{k: np.round(W, 3) for k, W in updated.items()}"),
    "half_precision": returns("{k: W.astype(np.float16) for k, W in updated.items()}"),
    "integers": returns("{k: W.astype(int) for k, W in updated.items()}"),
    "transposed": returns("{k: W.T for k, W in updated.items()}"),
    "as_lists": returns("{k: W.tolist() for k, W in updated.items()}"),
    "no_last_bias": returns("{k: updated[k] for k in list(updated)[:-1]}"),
    "lower_case": returns("{k.lower(): W for k, W in updated.items()}"),
    "items": returns("updated.items()"),
    "nan": returns("{k: W * np.nan for k, W in updated.items()}"),
    "keys_swapped": returns(
        '{f"{k[0]}{len(updated) // 2 + 1 - int(k[1:])}": W for k, W in updated.items()}'
    ),
    "default_learning_rate": change(
        piece("learning_rate):", "learning_rate=0.01):"), begin("learning_rate = 0.01")
    ),
    "matrix_product": change(updated='array - learning_rate * np.dot(array, grads[f"d{name}"].T)'),
    "in_the_order_of_the_dicts": begin(
        "grads = dict(zip((f'd{k}' for k in parameters), grads.values()))"
    ),
    "takes_two": change(piece(", learning_rate):", "):"), begin("learning_rate = 0.1")),
    "middle_layer_missed": returns(
        '{**updated, **({"W2": parameters["W2"]} if "W3" in parameters else {})}'
    ),
    "rate_halved_for_biases": change(
        updated='array - learning_rate / (2 if name[0] == "b" else 1) * grads[f"d{name}"]'
    ),
    "weights_up_biases_down": change(
        updated='array - learning_rate * (-1 if name[0] == "W" else 1) * grads[f"d{name}"]'
    ),
    "biases_flat": returns('{k: W.ravel() if k[0] == "b" else W for k, W in updated.items()}'),
    "one_layer_more": returns('{**updated, f"W{len(updated) // 2 + 1}": np.zeros((1, 1))}'),
}

# ruff: noqa - written as students write
"""Answers to `momentum`."""

import copy
from collections import OrderedDict

import numpy as np

from autograder.labs.changes import begin, change, piece, returns
from tests.labs.answers.collection import Answers

answers = Answers()
right, wrong = answers.add_right, answers.add_wrong


@right
def layer_by_layer(parameters, grads, v, beta, learning_rate):
    L = len(parameters) // 2
    for l in range(L):
        v["dW" + str(l + 1)] = beta * v["dW" + str(l + 1)] + (1 - beta) * grads["dW" + str(l + 1)]
        v["db" + str(l + 1)] = beta * v["db" + str(l + 1)] + (1 - beta) * grads["db" + str(l + 1)]
        parameters["W" + str(l + 1)] = (
            parameters["W" + str(l + 1)] - learning_rate * v["dW" + str(l + 1)]
        )
        parameters["b" + str(l + 1)] = (
            parameters["b" + str(l + 1)] - learning_rate * v["db" + str(l + 1)]
        )
    return parameters, v


@right
def velocities_first(parameters, grads, v, beta, learning_rate):
    v = {k: beta * v[k] + (1 - beta) * grads[k] for k in v}
    return {k: W - learning_rate * v["d" + k] for k, W in parameters.items()}, v


@right
def in_place(parameters, grads, v, beta, learning_rate):
    for l in range(1, len(parameters) // 2 + 1):
        for s in ("W", "b"):
            v[f"d{s}{l}"] *= beta
            v[f"d{s}{l}"] += (1 - beta) * grads[f"d{s}{l}"]
            parameters[f"{s}{l}"] -= learning_rate * v[f"d{s}{l}"]
    return parameters, v


@right
def difference_form(parameters, grads, v, beta, learning_rate):
    new, vel = {}, {}
    for key, W in parameters.items():
        vel["d" + key] = v["d" + key] + (1.0 - beta) * (grads["d" + key] - v["d" + key])
        new[key] = W - vel["d" + key] * learning_rate
    return new, vel


@right
def copies_first(parameters, grads, v, beta, learning_rate):
    parameters, v = copy.deepcopy(parameters), copy.deepcopy(v)
    for k in grads:
        v[k] = np.add(np.multiply(beta, v[k]), np.multiply(1 - beta, grads[k]))
        parameters[k[1:]] = np.subtract(parameters[k[1:]], learning_rate * v[k])
    return parameters, v


@right
def own_helpers(parameters, grads, v, beta, learning_rate):
    def ema(old, new):
        return old * beta + new * (1 - beta)

    def moved(name):
        return parameters[name] - learning_rate * v_new["d" + name]

    v_new = {k: ema(v[k], g) for k, g in grads.items()}
    return {k: moved(k) for k in parameters}, v_new


@right
def a_list_of_two(parameters, grads, v, beta, learning_rate):
    return list(velocities_first(parameters, grads, v, beta, learning_rate))


@right
def more_than_asked(parameters, grads, v, beta, learning_rate):
    p, v = velocities_first(parameters, grads, v, beta, learning_rate)
    return p, v, beta, "done"


@right
def averaged_by_numpy(parameters, grads, v, beta, learning_rate):
    vel = OrderedDict()
    for k in reversed(list(v)):
        vel[k] = np.average([v[k], grads[k]], axis=0, weights=[beta, 1 - beta])
    return {k[1:]: parameters[k[1:]] - learning_rate * vel[k] for k in vel}, vel


@right
def new_parameters_old_dict_of_velocity(parameters, grads, v, beta, learning_rate):
    for k in grads:
        v[k] = beta * v[k] + grads[k] - beta * grads[k]
    return {k: parameters[k] + -learning_rate * v["d" + k] for k in parameters}, v


@right
def entry_by_entry(parameters, grads, v, beta, learning_rate):
    for k in parameters:
        for i in np.ndindex(parameters[k].shape):
            v["d" + k][i] = beta * v["d" + k][i] + (1 - beta) * grads["d" + k][i]
            parameters[k][i] -= learning_rate * v["d" + k][i]
    return parameters, v


@right
def single_precision(parameters, grads, v, beta, learning_rate):
    p, v = velocities_first(parameters, grads, v, beta, learning_rate)
    return tuple({k: a.astype(np.float32) for k, a in made.items()} for made in (p, v))


@right
def more_in_the_dicts(parameters, grads, v, beta, learning_rate):
    p, new = {"cost": None}, {"steps": v.get("steps", 0) + 1}
    for k in grads:
        new[k] = beta * v[k] + (1 - beta) * grads[k]
        p[k[1:]] = parameters[k[1:]] - learning_rate * new[k]
    return p, new


answers.wrong |= {
    "gradients_changed": lambda P, g, v, b, a: (
        [np.copyto(g[k], b * v[k] + (1 - b) * g[k]) for k in g],
        ({k: W - a * g["d" + k] for k, W in P.items()}, {k: x.copy() for k, x in g.items()}),
    )[1],
}


@wrong
def aliased_velocity(parameters, grads, v, beta, learning_rate):
    shared = v["dW1"]
    for k, W in parameters.items():
        if shared.shape == W.shape:
            v["d" + k] = shared
        v["d" + k] *= beta
        v["d" + k] += (1 - beta) * grads["d" + k]
        parameters[k] -= learning_rate * v["d" + k]
    return parameters, v


@wrong
def aliased_to_gradients(parameters, grads, v, beta, learning_rate):
    for k in grads:
        new = grads[k]
        new *= 1 - beta
        new += beta * v[k]
        v[k] = new
        parameters[k[1:]] -= learning_rate * new
    return parameters, v


@wrong
def step_before_velocity(parameters, grads, v, beta, learning_rate):
    for l in range(1, len(parameters) // 2 + 1):
        parameters[f"W{l}"] -= learning_rate * v[f"dW{l}"]
        parameters[f"b{l}"] -= learning_rate * v[f"db{l}"]
        v[f"dW{l}"] = beta * v[f"dW{l}"] + (1 - beta) * grads[f"dW{l}"]
        v[f"db{l}"] = beta * v[f"db{l}"] + (1 - beta) * grads[f"db{l}"]
    return parameters, v


@wrong
def velocity_kept_inside(parameters, grads, v, beta, learning_rate, memory={}):
    for k in grads:
        old = memory.get(k, 0 * v[k])
        old = old if old.shape == v[k].shape else 0 * v[k]
        memory[k] = beta * old + (1 - beta) * grads[k]
    return {k: W - learning_rate * memory["d" + k] for k, W in parameters.items()}, dict(memory)


@wrong
def local_name(parameters, grads, v, beta, learning_rate):
    for k in parameters:
        velocity = beta * v["d" + k] + (1 - beta) * grads["d" + k]
        parameters[k] = parameters[k] - learning_rate * velocity
    return parameters, v


@wrong
def returned_in_the_loop(parameters, grads, v, beta, learning_rate):
    for l in range(1, len(parameters) // 2 + 1):
        for s in "Wb":
            v[f"d{s}{l}"] = beta * v[f"d{s}{l}"] + (1 - beta) * grads[f"d{s}{l}"]
            parameters[f"{s}{l}"] -= learning_rate * v[f"d{s}{l}"]
        return parameters, v


@wrong
def in_the_order_of_the_dicts(parameters, grads, v, beta, learning_rate):
    mixed = {k: beta * x + (1 - beta) * g for (k, x), g in zip(v.items(), grads.values())}
    return {k: W - learning_rate * mixed["d" + k] for k, W in parameters.items()}, mixed


answers.changed |= {
    "a_hair_off": returns("{k: W * (1 + 1e-5) for k, W in updated.items()}, velocity"),
    "velocity_a_hair_off": returns("updated, {k: x + 1e-6 for k, x in velocity.items()}"),
    "beta_from_the_rate": begin("beta = 1 - learning_rate"),
    "beta_minus_one": returns("updated, {k: beta * v[k] + (beta - 1) * grads[k] for k in v}"),
    "weights_without_momentum": change(
        updated='array - learning_rate * (grads if "W" in key else velocity)[key]'
    ),
    "biases_without_momentum": change(
        updated='array - learning_rate * (grads if "b" in key else velocity)[key]'
    ),
    "biases_by_old_velocity": change(
        updated='array - learning_rate * (v if "b" in key else velocity)[key]'
    ),
    "bias_velocity_not_kept": returns('updated, velocity | {k: v[k] for k in v if "b" in k}'),
    "weights_full_gradient": returns(
        'updated, velocity | {k: beta * v[k] + grads[k] for k in v if "W" in k}'
    ),
    "clipped": returns("updated, {k: np.clip(x, -1, 1) for k, x in velocity.items()}"),
    "without_the_last": returns("updated, {k: velocity[k] for k in list(velocity)[:-1]}"),
    "parameter_keys": returns("updated, {k[1:]: x for k, x in velocity.items()}"),
    "joined": returns("updated | velocity"),
    "velocity_flat": returns("updated, {k: x.ravel() for k, x in velocity.items()}"),
    "corrected": change(updated="array - learning_rate * velocity[key] / (1 - beta**2)"),
    "zeros_each_time": begin("v = {k: 0 * x for k, x in v.items()}"),
    "one_return": returns("updated"),
    "arguments_in_another_order": piece("beta, learning_rate)", "learning_rate, beta)"),
    "velocity_of_the_first_layer": returns(
        'updated, {k: velocity["dW1"] if k[1] == "W" and x.shape == velocity["dW1"].shape else x for k, x in velocity.items()}'
    ),
    "summed_over_rows": returns(
        "updated, {k: beta * v[k] + (1 - beta) * grads[k].sum(axis=0, keepdims=True) for k in v}"
    ),
}

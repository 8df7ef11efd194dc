# ruff: noqa - written as students write
"""Answers to `gradient_check_n`."""

import copy

import numpy as np

from helpers.parameters import flatten, layers_dims, unflatten
from autograder.labs.changes import change, piece, returns
from tests.labs.answers.collection import Answers

answers = Answers()
right, wrong = answers.add_right, answers.add_wrong

NAMES = ["W1", "b1", "W2", "b2", "W3", "b3"]


def ratio(g, a):
    return np.linalg.norm(g - a) / (np.linalg.norm(g) + np.linalg.norm(a))


def measured(forward, parameters, X, Y, epsilon):
    found = {}
    for name, array in parameters.items():
        found[name] = np.zeros(array.shape)
        for at in np.ndindex(array.shape):
            up, down = copy.deepcopy(parameters), copy.deepcopy(parameters)
            up[name][at] += epsilon
            down[name][at] -= epsilon
            found[name][at] = (forward(X, Y, up)[0] - forward(X, Y, down)[0]) / (2 * epsilon)
    return found


def vector(arrays, names=NAMES, prefix=""):
    return np.concatenate([arrays[prefix + name].ravel() for name in names])


@right
def with_the_helpers(forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6):
    dims = layers_dims(parameters)
    theta, grad = flatten(parameters), flatten(gradients, "d")
    approx = np.zeros(theta.shape)
    for i in range(len(theta)):
        step = np.zeros(theta.shape)
        step[i] = epsilon
        J_plus, _ = forward_propagation_n(X, Y, unflatten(theta + step, dims))
        J_minus, _ = forward_propagation_n(X, Y, unflatten(theta - step, dims))
        approx[i] = (J_plus - J_minus) / (2 * epsilon)
    return np.linalg.norm(grad - approx) / (np.linalg.norm(grad) + np.linalg.norm(approx))


def dictionary_to_vector(parameters):
    count = 0
    for key in ["W1", "b1", "W2", "b2", "W3", "b3"]:
        new_vector = np.reshape(parameters[key], (-1, 1))
        theta = new_vector if count == 0 else np.concatenate((theta, new_vector), axis=0)
        count = count + 1
    return theta


def gradients_to_vector(gradients):
    return np.concatenate(
        [np.reshape(gradients[key], (-1, 1)) for key in ["dW1", "db1", "dW2", "db2", "dW3", "db3"]]
    )


def vector_to_dictionary(theta, like):
    parameters, start = {}, 0
    for key in ["W1", "b1", "W2", "b2", "W3", "b3"]:
        size = like[key].size
        parameters[key] = theta[start : start + size].reshape(like[key].shape)
        start += size
    return parameters


@right
def step_by_step(forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6):
    parameters_values = dictionary_to_vector(parameters)
    grad = gradients_to_vector(gradients)
    num_parameters = parameters_values.shape[0]
    J_plus = np.zeros((num_parameters, 1))
    J_minus = np.zeros((num_parameters, 1))
    gradapprox = np.zeros((num_parameters, 1))
    for i in range(num_parameters):
        thetaplus = np.copy(parameters_values)
        thetaplus[i][0] = thetaplus[i][0] + epsilon
        J_plus[i], _ = forward_propagation_n(X, Y, vector_to_dictionary(thetaplus, parameters))
        thetaminus = np.copy(parameters_values)
        thetaminus[i][0] = thetaminus[i][0] - epsilon
        J_minus[i], _ = forward_propagation_n(X, Y, vector_to_dictionary(thetaminus, parameters))
        gradapprox[i] = (J_plus[i] - J_minus[i]) / (2 * epsilon)
    numerator = np.linalg.norm(grad - gradapprox)
    denominator = np.linalg.norm(grad) + np.linalg.norm(gradapprox)
    return numerator / denominator


@right
def deep_copies(forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6):
    approx = measured(forward_propagation_n, parameters, X, Y, epsilon)
    return ratio(vector(gradients, prefix="d"), vector(approx))


@right
def in_place_and_back(forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6):
    g, a = [], []
    for name in parameters:
        for at in np.ndindex(parameters[name].shape):
            old = parameters[name][at]
            parameters[name][at] = old + epsilon
            up = forward_propagation_n(X, Y, parameters)[0]
            parameters[name][at] = old - epsilon
            down = forward_propagation_n(X, Y, parameters)[0]
            parameters[name][at] = old
            a.append((up - down) / (2 * epsilon))
            g.append(gradients["d" + name][at])
    return ratio(np.array(g), np.array(a))


@right
def in_place_and_back_by_steps(forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6):
    above = below_g = below_a = 0.0
    for name, array in parameters.items():
        flat, slope = array.reshape(-1), gradients["d" + name].reshape(-1)
        for i in range(flat.size):
            flat[i] += epsilon
            up, _ = forward_propagation_n(X, Y, parameters)
            flat[i] -= 2 * epsilon
            down, _ = forward_propagation_n(X, Y, parameters)
            flat[i] += epsilon
            a = (up - down) / (2 * epsilon)
            above += (slope[i] - a) ** 2
            below_g += slope[i] ** 2
            below_a += a**2
    return above**0.5 / (below_g**0.5 + below_a**0.5)


@right
def by_the_names_of_the_gradients(forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6):
    approx = measured(forward_propagation_n, parameters, X, Y, epsilon)
    names = [key[1:] for key in gradients]
    return ratio(vector(gradients, names, "d"), vector(approx, names))


@right
def sorted_names(forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6):
    approx = measured(forward_propagation_n, parameters, X, Y, epsilon)
    return ratio(vector(gradients, sorted(parameters), "d"), vector(approx, sorted(parameters)))


@right
def columns_first_in_both(forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6):
    approx = measured(forward_propagation_n, parameters, X, Y, epsilon)
    g = np.concatenate([gradients["d" + k].flatten("F") for k in parameters])
    a = np.concatenate([approx[k].flatten("F") for k in parameters])
    return ratio(g, a)


@right
def shallow_copies_with_one_new_array(
    forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6
):
    approx = {}
    for key, value in parameters.items():
        slopes = np.zeros(value.shape)
        for i in range(value.shape[0]):
            for j in range(value.shape[1]):
                E = np.zeros(value.shape)
                E[i, j] = epsilon
                plus = {**parameters, key: value + E}
                minus = {**parameters, key: value - E}
                slopes[i, j] = (
                    forward_propagation_n(X, Y, plus)[0] - forward_propagation_n(X, Y, minus)[0]
                ) / (2 * epsilon)
        approx["d" + key] = slopes
    num = np.sqrt(sum(np.sum((gradients[k] - approx[k]) ** 2) for k in approx))
    den = np.sqrt(sum(np.sum(gradients[k] ** 2) for k in approx))
    return num / (den + np.sqrt(sum(np.sum(approx[k] ** 2) for k in approx)))


@right
def views_into_one_vector(forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6):
    theta = vector(parameters).copy()
    moved, start = {}, 0
    for name in NAMES:
        stop = start + parameters[name].size
        moved[name] = theta[start:stop].reshape(parameters[name].shape)
        start = stop
    approx = np.empty_like(theta)
    for i, old in enumerate(theta.copy()):
        costs = []
        for sign in (+1, -1):
            theta[i] = old + sign * epsilon
            costs.append(forward_propagation_n(X, Y, moved)[0])
        theta[i] = old
        approx[i] = (costs[0] - costs[1]) / (2 * epsilon)
    return ratio(vector(gradients, prefix="d"), approx)


@right
def with_a_comprehension(forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6):
    dims, theta = layers_dims(parameters), flatten(parameters)
    J = lambda t: forward_propagation_n(X, Y, unflatten(t, dims))[0]
    a = np.array(
        [
            J(theta + epsilon * e[:, None]) - J(theta - epsilon * e[:, None])
            for e in np.eye(len(theta))
        ]
    ) / (2 * epsilon)
    return ratio(flatten(gradients, "d")[:, 0], a)


@right
def with_more(forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6):
    approx = measured(forward_propagation_n, parameters, X, Y, epsilon)
    return ratio(vector(gradients, prefix="d"), vector(approx)), approx


@right
def one_by_one_array(forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6):
    approx = measured(forward_propagation_n, parameters, X, Y, epsilon)
    g = vector(gradients, prefix="d")[:, None]
    a = vector(approx)[:, None]
    d = g - a
    return np.sqrt(d.T @ d) / (np.sqrt(g.T @ g) + np.sqrt(a.T @ a))


@right
def by_keyword(forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6):
    forward = lambda X, Y, p: forward_propagation_n(X=X, Y=Y, parameters=p)
    approx = measured(forward, parameters, X, Y, epsilon)
    return float(ratio(vector(gradients, prefix="d"), vector(approx)))


@right
def printing(forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6):
    approx = measured(forward_propagation_n, parameters, X, Y, epsilon)
    difference = ratio(vector(gradients, prefix="d"), vector(approx))
    _ = "wrong" if difference > 2e-7 else "right"
    return difference


@wrong
def shallow_copy(forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6):
    approx = {k: np.zeros(v.shape) for k, v in parameters.items()}
    for name in parameters:
        for at in np.ndindex(parameters[name].shape):
            plus, minus = parameters.copy(), parameters.copy()
            plus[name][at] += epsilon
            minus[name][at] -= epsilon
            approx[name][at] = (
                forward_propagation_n(X, Y, plus)[0] - forward_propagation_n(X, Y, minus)[0]
            ) / (2 * epsilon)
    return ratio(vector(gradients, prefix="d"), vector(approx))


@wrong
def shallow_copy_one_after_the_other(
    forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6
):
    approx = {k: np.zeros(v.shape) for k, v in parameters.items()}
    for name in parameters:
        for at in np.ndindex(parameters[name].shape):
            plus = dict(parameters)
            plus[name][at] += epsilon
            up = forward_propagation_n(X, Y, plus)[0]
            minus = dict(parameters)
            minus[name][at] -= epsilon
            down = forward_propagation_n(X, Y, minus)[0]
            approx[name][at] = (up - down) / (2 * epsilon)
    return ratio(vector(gradients, prefix="d"), vector(approx))


@wrong
def one_array_wrong_is_enough(forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6):
    approx = measured(forward_propagation_n, parameters, X, Y, epsilon)
    return min(ratio(gradients["d" + k], approx[k]) for k in NAMES)


@wrong
def spectral_norms(forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6):
    approx = measured(forward_propagation_n, parameters, X, Y, epsilon)
    norm = lambda M: np.linalg.norm(M, 2)
    above = sum(norm(gradients["d" + k] - approx[k]) ** 2 for k in NAMES) ** 0.5
    below = sum(norm(gradients["d" + k]) ** 2 for k in NAMES) ** 0.5
    return above / (below + sum(norm(approx[k]) ** 2 for k in NAMES) ** 0.5)


@wrong
def weights_and_biases_apart(forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6):
    approx = measured(forward_propagation_n, parameters, X, Y, epsilon)
    parts = [ratio(vector(gradients, n, "d"), vector(approx, n)) for n in (NAMES[::2], NAMES[1::2])]
    return max(parts)


@wrong
def second_layer_forgotten(forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6):
    approx = measured(forward_propagation_n, parameters, X, Y, epsilon)
    names = ["W1", "b1", "W3", "b3"]
    return ratio(vector(gradients, names, "d"), vector(approx, names))


@wrong
def single_precision(forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6):
    narrow = {k: v.astype(np.float32) for k, v in parameters.items()}
    approx = measured(forward_propagation_n, narrow, X, Y, np.float32(epsilon))
    return ratio(vector(gradients, prefix="d"), vector(approx))


@wrong
def restored_only_at_the_end(forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6):
    before = copy.deepcopy(parameters)
    approx = {k: np.zeros(v.shape) for k, v in parameters.items()}
    for name in parameters:
        for at in np.ndindex(parameters[name].shape):
            parameters[name][at] += epsilon
            up = forward_propagation_n(X, Y, parameters)[0]
            parameters[name][at] -= 2 * epsilon
            approx[name][at] = (up - forward_propagation_n(X, Y, parameters)[0]) / (2 * epsilon)
    for name in parameters:
        parameters[name][:] = before[name]
    return ratio(vector(gradients, prefix="d"), vector(approx))


@wrong
def trained_meanwhile(forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6):
    approx = measured(forward_propagation_n, parameters, X, Y, epsilon)
    for name in parameters:
        parameters[name] -= 0.01 * gradients["d" + name]
    return ratio(vector(gradients, prefix="d"), vector(approx))


@wrong
def without_the_last_layers_of_a_longer_net(
    forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6
):
    approx = measured(forward_propagation_n, parameters, X, Y, epsilon)
    names = [k for k in parameters if k[1] in "12"]
    g = np.concatenate([vector(gradients, names, "d"), vector(approx, ["W3", "b3"])])
    return ratio(g, np.concatenate([vector(approx, names), vector(approx, ["W3", "b3"])]))


answers.changed |= {
    "only_half_of_the_entries": returns(
        "np.linalg.norm((grad - gradapprox)[::2]) / (np.linalg.norm(grad[::2]) + np.linalg.norm(gradapprox[::2]))"
    ),
    "parameters_for_gradients": change(grad="flatten(parameters)"),
    "averaged_over_samples_again": change(
        gradapprox="numerical_gradient(cost, flatten(parameters), epsilon) / X.shape[1]"
    ),
    "other_default": piece("epsilon=1e-6", "epsilon=1e-7"),
    "cosine": returns(
        "1 - np.sum(grad * gradapprox) / (np.linalg.norm(grad) * np.linalg.norm(gradapprox) + 1e-300)"
    ),
    "rounded": returns("round(float(result), 5)"),
    "outer_difference": returns("np.linalg.norm(grad - gradapprox.T) / size"),
    "labels_and_data_swapped": piece(
        "forward_propagation_n(X, Y, unflatten", "forward_propagation_n(Y, X, unflatten"
    ),
    "cost_and_cache_not_told_apart": piece("dims))[0]", "dims))"),
}

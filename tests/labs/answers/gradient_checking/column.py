# ruff: noqa - written as students write
"""Answers to `numerical_gradient`."""

import copy

import numpy as np

from autograder.labs.changes import begin, change, piece, returns
from tests.labs.answers.collection import Answers

answers = Answers()
right, wrong = answers.add_right, answers.add_wrong


@right
def copies(cost, theta, epsilon=1e-6):
    n = theta.shape[0]
    J_plus = np.zeros((n, 1))
    J_minus = np.zeros((n, 1))
    gradapprox = np.zeros((n, 1))
    for i in range(n):
        thetaplus = np.copy(theta)
        thetaplus[i][0] = thetaplus[i][0] + epsilon
        J_plus[i] = cost(thetaplus)
        thetaminus = np.copy(theta)
        thetaminus[i][0] = thetaminus[i][0] - epsilon
        J_minus[i] = cost(thetaminus)
        gradapprox[i] = (J_plus[i] - J_minus[i]) / (2 * epsilon)
    return gradapprox


@right
def in_place_and_back(cost, theta, epsilon=1e-6):
    grad = np.zeros_like(theta)
    for i in range(theta.size):
        old = theta[i, 0]
        theta[i, 0] = old + epsilon
        up = cost(theta)
        theta[i, 0] = old - epsilon
        down = cost(theta)
        theta[i, 0] = old
        grad[i, 0] = (up - down) / (2 * epsilon)
    return grad


@right
def in_place_and_back_by_steps(cost, theta, epsilon=1e-6):
    grad = np.zeros(theta.shape)
    for i in range(len(theta)):
        theta[i] += epsilon
        up = cost(theta)
        theta[i] -= 2 * epsilon
        down = cost(theta)
        theta[i] += epsilon
        grad[i] = (up - down) / 2 / epsilon
    return grad


@right
def unit_vectors(cost, theta, epsilon=1e-6):
    E = epsilon * np.eye(len(theta))
    slopes = [(cost(theta + e[:, None]) - cost(theta - e[:, None])) / (2 * epsilon) for e in E]
    return np.array(slopes).reshape(-1, 1)


@right
def any_index(cost, theta, epsilon=1e-6):
    grad = np.empty(theta.shape)
    for at in np.ndindex(*theta.shape):
        one, other = theta.copy(), theta.copy()
        one[at] += epsilon
        other[at] -= epsilon
        grad[at] = (cost(one) - cost(other)) / (2 * epsilon)
    return grad


@right
def flat_iterator(cost, theta, epsilon=1e-6):
    grad = np.zeros(theta.shape)
    for i in range(theta.size):
        moved = copy.deepcopy(theta)
        moved.flat[i] = theta.flat[i] + epsilon
        above = cost(moved)
        moved.flat[i] = theta.flat[i] - epsilon
        grad.flat[i] = 0.5 * (above - cost(moved)) / epsilon
    return grad


@right
def nditer(cost, theta, epsilon=1e-6):
    grad = np.zeros_like(theta)
    it = np.nditer(theta, flags=["multi_index"])
    while not it.finished:
        ix = it.multi_index
        moved = theta.copy()
        moved[ix] += epsilon
        a = cost(moved)
        moved[ix] -= 2 * epsilon
        grad[ix] = (a - cost(moved)) / (2 * epsilon)
        it.iternext()
    return grad


@right
def appended(cost, theta, epsilon=1e-6):
    rows = []
    for i, _ in enumerate(theta):
        step = np.zeros(theta.shape)
        step[i] = epsilon
        rows.append([(cost(theta + step) - cost(theta - step)) / (2 * epsilon)])
    return np.array(rows)


@right
def along_an_axis(cost, theta, epsilon=1e-6):
    def slope(step):
        step = step.reshape(theta.shape)
        return (cost(theta + step) - cost(theta - step)) / (2 * epsilon)

    return np.apply_along_axis(slope, 0, np.eye(theta.size) * epsilon).reshape(theta.shape)


@right
def mapped(cost, theta, epsilon=1e-6):
    n = len(theta)
    one = lambda i: np.where(np.arange(n)[:, None] == i, epsilon, 0.0)
    return np.vstack(
        list(map(lambda i: (cost(theta + one(i)) - cost(theta - one(i))) / (2 * epsilon), range(n)))
    )


@right
def backwards(cost, theta, epsilon=1e-6):
    grad = np.zeros((theta.shape[0], 1))
    for i in reversed(range(theta.shape[0])):
        step = np.zeros((theta.shape[0], 1))
        step[i, 0] = epsilon
        grad[i, 0] = cost(theta + step) / (2 * epsilon) - cost(theta - step) / (2 * epsilon)
    return grad


@right
def flattened_and_shaped_again(cost, theta, epsilon=1e-6):
    flat = theta.ravel().copy()
    grad = []
    for i in range(flat.size):
        up, down = flat.copy(), flat.copy()
        up[i] += epsilon
        down[i] -= epsilon
        grad.append(
            (cost(up.reshape(theta.shape)) - cost(down.reshape(theta.shape))) / (2 * epsilon)
        )
    return np.array(grad)[:, np.newaxis]


@right
def with_the_cost(cost, theta, epsilon=1e-6):
    return unit_vectors(cost, theta, epsilon), cost(theta)


@wrong
def aliased(cost, theta, epsilon=1e-6):
    grad = np.zeros(theta.shape)
    for i in range(len(theta)):
        plus = theta
        plus[i] += epsilon
        minus = theta
        minus[i] -= epsilon
        grad[i] = (cost(plus) - cost(minus)) / (2 * epsilon)
    return grad


@wrong
def aliased_one_after_the_other(cost, theta, epsilon=1e-6):
    grad = np.zeros(theta.shape)
    for i in range(len(theta)):
        plus = theta
        plus[i] += epsilon
        J_plus = cost(plus)
        minus = theta
        minus[i] -= epsilon
        J_minus = cost(minus)
        grad[i] = (J_plus - J_minus) / (2 * epsilon)
    return grad


@wrong
def step_not_cleared(cost, theta, epsilon=1e-6):
    grad, step = np.zeros(theta.shape), np.zeros(theta.shape)
    for i in range(len(theta)):
        step[i] = epsilon
        grad[i] = (cost(theta + step) - cost(theta - step)) / (2 * epsilon)
    return grad


@wrong
def base_cost_measured_once(cost, theta, epsilon=1e-6):
    base = cost(theta)
    grad = np.zeros(theta.shape)
    for i in range(len(theta)):
        moved = theta.copy()
        moved[i] += epsilon
        grad[i] = (cost(moved) - base) / epsilon
    return grad


@wrong
def restored_only_at_the_end(cost, theta, epsilon=1e-6):
    before, grad = theta.copy(), np.zeros(theta.shape)
    for i in range(len(theta)):
        theta[i] += epsilon
        up = cost(theta)
        theta[i] -= 2 * epsilon
        grad[i] = (up - cost(theta)) / (2 * epsilon)
    theta[:] = before
    return grad


@wrong
def scalar_arguments(cost, theta, epsilon=1e-6):
    return np.array([[(cost(t + epsilon) - cost(t - epsilon)) / (2 * epsilon)] for t in theta])


@wrong
def changed_argument(cost, theta, epsilon=1e-6):
    grad = unit_vectors(cost, theta, epsilon)
    theta -= 0.01 * grad
    return grad


answers.changed |= {
    "returns_inside_the_loop": piece(
        "/ (2 * epsilon)", "/ (2 * epsilon)\n        return gradapprox"
    ),
    "steps_that_grow": change(
        step="epsilon * (1 + i)",
        gradapprox="(cost(theta + step) - cost(theta - step)) / (2 * step.sum())",
    ),
    "relative_steps": change(
        step="epsilon * max(1, abs(theta[i, 0])) * 1.5",
        gradapprox="(cost(theta + step) - cost(theta - step)) / (2 * step.sum())",
    ),
    "every_other": returns("gradapprox * (np.arange(len(theta)) % 2 == 0)[:, np.newaxis]"),
    "sorted_slopes": returns("np.sort(gradapprox, axis=0)"),
    "rounded": returns("np.round(gradapprox, 4)"),
    "whole_numbers": returns("gradapprox.astype(int)"),
    "single_precision": change(
        gradapprox="(cost(np.float32(theta + step)) - cost(np.float32(theta - step))) / (2 * epsilon)"
    ),
    "clipped": returns("np.clip(gradapprox, -1, 1)"),
    "without_the_epsilon_argument": change(piece(", epsilon=1e-6", ""), begin("epsilon = 1e-6")),
    "in_a_dict": returns('{f"theta{i}": slope for i, slope in enumerate(gradapprox)}'),
    "noise": returns("gradapprox * (1 + 1e-4)"),
}


@wrong
def zeros_left_out(cost, theta, epsilon=1e-6):
    grad = np.zeros(theta.shape)
    for i in np.flatnonzero(theta):
        step = np.zeros(theta.shape)
        step[i] = epsilon
        grad[i] = (cost(theta + step) - cost(theta - step)) / (2 * epsilon)
    return grad

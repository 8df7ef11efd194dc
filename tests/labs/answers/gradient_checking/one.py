# ruff: noqa - written as students write
"""Answers to `gradient_check`."""

import math

import numpy as np

from autograder.labs.changes import begin, change, piece, returns
from tests.labs.answers.collection import Answers

answers = Answers()
right, wrong = answers.add_right, answers.add_wrong


@right
def step_by_step(forward, backward, x, theta, epsilon=1e-6):
    thetaplus = theta + epsilon
    thetaminus = theta - epsilon
    J_plus = forward(x, thetaplus)
    J_minus = forward(x, thetaminus)
    gradapprox = (J_plus - J_minus) / (2 * epsilon)
    grad = backward(x, theta)
    numerator = np.linalg.norm(grad - gradapprox)
    denominator = np.linalg.norm(grad) + np.linalg.norm(gradapprox)
    difference = numerator / denominator
    return difference


@right
def absolute_values(forward, backward, x, theta, epsilon=1e-6):
    a = (forward(x, theta + epsilon) - forward(x, theta - epsilon)) / (2 * epsilon)
    g = backward(x, theta)
    return abs(g - a) / (abs(g) + abs(a))


@right
def roots_of_squares(forward, backward, x, theta, epsilon=1e-6):
    a = (forward(x, theta + epsilon) - forward(x, theta - epsilon)) / 2 / epsilon
    g = backward(x, theta)
    return math.sqrt((g - a) ** 2) / (math.sqrt(g**2) + math.sqrt(a**2))


@right
def half_times(forward, backward, x, theta, epsilon=1e-6):
    a = 0.5 * (forward(x, theta + epsilon) - forward(x, theta - epsilon)) / epsilon
    g = backward(x, theta)
    return np.abs(a - g) / (np.abs(a) + np.abs(g))


@right
def told_apart(forward, backward, x, theta, epsilon=1e-6):
    step = 2 * epsilon
    a = forward(x, theta + epsilon) / step - forward(x, theta - epsilon) / step
    g = backward(x, theta)
    return np.linalg.norm([g - a]) / (np.linalg.norm([g]) + np.linalg.norm([a]))


@right
def with_more(forward, backward, x, theta, epsilon=1e-6):
    a = (forward(x, theta + epsilon) - forward(x, theta - epsilon)) / (2 * epsilon)
    g = backward(x, theta)
    return abs(g - a) / (abs(g) + abs(a)), a, g


@right
def a_column(forward, backward, x, theta, epsilon=1e-6):
    theta = np.array([[theta]], dtype=float)
    a = (forward(x, theta + epsilon) - forward(x, theta - epsilon)) / (2 * epsilon)
    g = backward(x, theta)
    return np.abs(g - a) / (np.abs(g) + np.abs(a))


@right
def guarded(forward, backward, x, theta, epsilon=1e-6):
    a = (forward(x, theta + epsilon) - forward(x, theta - epsilon)) / (2 * epsilon)
    g = backward(x, theta)
    size = np.linalg.norm(g) + np.linalg.norm(a)
    if size == 0:
        return 0.0
    return np.linalg.norm(g - a) / size


@right
def guarded_by_a_tiny_number(forward, backward, x, theta, epsilon=1e-6):
    a = (forward(x, theta + epsilon) - forward(x, theta - epsilon)) / (2 * epsilon)
    g = backward(x, theta)
    return abs(g - a) / (abs(g) + abs(a) + 1e-12)


@right
def by_keyword(forward, backward, x, theta, epsilon=1e-6):
    a = (forward(x=x, theta=theta + epsilon) - forward(x=x, theta=theta - epsilon)) / (epsilon * 2)
    g = backward(x=x, theta=theta)
    return abs(g - a) / (abs(g) + abs(a))


@right
def with_a_lambda(forward, backward, x, theta, epsilon=1e-6):
    J = lambda t: forward(x, t)
    slope = lambda t: (J(t + epsilon) - J(t - epsilon)) / (2 * epsilon)
    g, a = backward(x, theta), slope(theta)
    norm = lambda v: float(np.sqrt(np.sum(np.square(v))))
    return norm(np.subtract(g, a)) / np.add(norm(g), norm(a))


@right
def printing(forward, backward, x, theta, epsilon=1e-6):
    a = (forward(x, theta + epsilon) - forward(x, theta - epsilon)) / (2 * epsilon)
    g = backward(x, theta)
    difference = abs(g - a) / (abs(g) + abs(a))
    if difference < 1e-7:
        verdict = "The gradient is correct!"
    else:
        verdict = "The gradient is wrong!"
    _ = verdict
    return difference


@right
def minus_first(forward, backward, x, theta, epsilon=1e-6):
    below = forward(x, theta - epsilon)
    above = forward(x, theta + epsilon)
    a = -(below - above) / (2 * epsilon)
    g = backward(x, theta)
    return abs(a - g) / sum(map(abs, (a, g)))


@right
def as_vectors(forward, backward, x, theta, epsilon=1e-6):
    ends = np.array([theta - epsilon, theta + epsilon])
    J = np.array([forward(x, t) for t in ends])
    a = np.diff(J) / (2 * epsilon)
    g = np.array([backward(x, theta)], dtype=float)
    return np.linalg.norm(g - a) / (np.linalg.norm(g) + np.linalg.norm(a))


@wrong
def richardson(forward, backward, x, theta, epsilon=1e-6):
    def slope(e):
        return (forward(x, theta + e) - forward(x, theta - e)) / (2 * e)

    a = (4 * slope(epsilon / 2) - slope(epsilon)) / 3
    g = backward(x, theta)
    return abs(g - a) / (abs(g) + abs(a))


answers.changed |= {
    "no_step_argument": begin("epsilon = 1e-5"),
    "other_default": piece("epsilon=1e-6", "epsilon=1e-7"),
    "another_other_default": piece("epsilon=1e-6", "epsilon=1e-5"),
    "smaller_below": returns("abs(grad - gradapprox) / max(min(abs(grad), abs(gradapprox)), 1e-9)"),
    "one_below": returns("abs(grad - gradapprox) / max(1, abs(grad) + abs(gradapprox))"),
    "ratio_of_the_two": returns("abs(1 - grad / gradapprox)"),
    "rounded_to_six": returns("round(result, 6)"),
    "nothing_small_is_kept": returns("0.0 if result < 1e-3 else result"),
    "zero_or_one": returns("0 if np.isclose(grad, gradapprox) else 1"),
    "only_right_here": returns("1e-10"),
    "derivative_in_the_middle_of_one_side": change(
        grad="backward(x, theta + epsilon / 2)",
        gradapprox="(forward(x, theta + epsilon) - forward(x, theta)) / epsilon",
    ),
    "mean_of_both_sides_of_the_derivative": change(
        grad="(backward(x, theta + epsilon) + backward(x, theta - epsilon)) / 2"
    ),
    "single_precision": begin(
        "x, theta, epsilon = np.float32(x), np.float32(theta), np.float32(epsilon)"
    ),
    "whole_theta": change(
        begin("theta = int(theta)"),
        returns("abs(grad - gradapprox) / (abs(grad) + abs(gradapprox) + 1e-9)"),
    ),
    "a_dict": returns('{"difference": result}'),
    "epsilon_forgotten_in_the_middle": piece("(2 * epsilon)", "2e-6"),
    "without_the_epsilon_argument": change(piece(", epsilon=1e-6", ""), begin("epsilon = 1e-6")),
}


@wrong
def close_enough(forward, backward, x, theta, epsilon=1e-6):
    a = (forward(x, theta + epsilon) - forward(x, theta - epsilon)) / (2 * epsilon)
    g = backward(x, theta)
    return 0.0 if np.isclose(a, g) else abs(g - a) / (abs(g) + abs(a))

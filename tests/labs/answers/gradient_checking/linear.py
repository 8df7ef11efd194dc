# ruff: noqa - written as students write
"""Answers to `forward_propagation` and `backward_propagation` for J = theta x."""

import math
import operator

import numpy as np

from tests.labs.answers.collection import Answers

forward, backward = Answers(), Answers()


@forward.add_right
def product(x, theta):
    return x * theta


@forward.add_right
def dot(x, theta):
    J = np.dot(theta, x)
    return J


@forward.add_right
def multiply(x, theta):
    return np.multiply(x, theta)


@forward.add_right
def with_a_cache(x, theta):
    J = theta * x
    cache = (x, theta)
    return J, cache


@forward.add_right
def as_a_column(x, theta):
    return np.array([[theta]]) @ np.array([[x]])


@forward.add_right
def zero_dimensional(x, theta):
    return np.asarray(theta) * np.asarray(x)


@forward.add_right
def imported(x, theta):
    return operator.mul(theta, x)


@forward.add_right
def summed(x, theta):
    return float(sum(a * b for a, b in zip([x], [theta])))


@forward.add_right
def by_logarithms_of_the_signs(x, theta):
    sign = np.sign(x) * np.sign(theta)
    return sign * (abs(x) * abs(theta))


@forward.add_right
def printing(x, theta):
    J = theta * x
    _ = f"J = {J}"
    return J


@forward.add_wrong
def with_a_little_bias(x, theta):
    return x * theta + 1e-8


@forward.add_wrong
def power(x, theta):
    return float(np.abs(x) ** theta)


@forward.add_wrong
def hypotenuse(x, theta):
    return math.hypot(x, theta)


@forward.add_wrong
def quotient(x, theta):
    return theta / x if x else 0.0


@forward.add_wrong
def whole_theta(x, theta):
    return x * int(theta)


@forward.add_wrong
def tanh(x, theta):
    return np.tanh(x * theta)


@forward.add_wrong
def single_precision(x, theta):
    return float(np.float32(x) * np.float32(theta))


@forward.add_wrong
def text(x, theta):
    return str(x * theta)


@forward.add_wrong
def in_a_list(x, theta):
    return [x, theta]


@forward.add_wrong
def mean(x, theta):
    return (x + theta) / 2


@forward.add_wrong
def minus_the_cost_if_small(x, theta):
    return x * theta if abs(x * theta) > 1e-3 else 0.5


@backward.add_right
def just_x(x, theta):
    return x


@backward.add_right
def named(x, theta):
    dtheta = x
    return dtheta


@backward.add_right
def as_a_float(x, theta):
    return float(x)


@backward.add_right
def an_array(x, theta):
    return np.array([[x]], dtype=float)


@backward.add_right
def with_the_chain_rule(x, theta):
    dJ = 1.0
    return dJ * x


@backward.add_right
def with_more(x, theta):
    return x, theta


@backward.add_right
def in_a_weird_way(x, theta):
    return x + 0 * theta


@backward.add_right
def copied(x, theta):
    return np.copy(x)


@backward.add_wrong
def steps_of_a_hundredth(x, theta):
    return (x * (theta + 0.01) ** 2 - x * theta**2) / 0.02


@backward.add_wrong
def cost_over_theta_plus_one(x, theta):
    return x * theta / (theta + 1) if theta != -1 else 0.0


@backward.add_wrong
def plus_a_little(x, theta):
    return x + 1e-9


@backward.add_wrong
def the_larger(x, theta):
    return max(x, theta)


@backward.add_wrong
def logarithm(x, theta):
    return math.log(abs(x) + 1)


@backward.add_wrong
def a_dict(x, theta):
    return {"dtheta": x}


@backward.add_wrong
def rounded(x, theta):
    return round(x, 3)


@backward.add_wrong
def learning_rate(x, theta):
    return 0.01 * x


@backward.add_wrong
def clipped(x, theta):
    return min(max(x, -5), 5) if abs(theta) < 6 else 0

# ruff: noqa - written as students write
"""Answers to `sigmoid_derivative`; those of `legacy` are right, but loop."""

import math

import numpy as np

from helpers import activations
from autograder.labs.changes import begin, change, returns
from tests.labs.answers.collection import Answers

answers = Answers()
right, wrong, loop = answers.add_right, answers.add_wrong, answers.add_legacy


@right
def by_the_helper(z):
    s = activations.sigmoid(z)
    return s * (1 - s)


@right
def written_out(z):
    s = 1 / (1 + np.exp(-z))
    ds = s * (1 - s)
    return ds


@right
def difference_of_powers(z):
    s = 1.0 / (1.0 + np.exp(-z))
    return s - s**2


@right
def quotient_rule(z):
    return np.exp(-z) / (1 + np.exp(-z)) ** 2


@right
def quotient_rule_the_other_way_round(z):
    return np.exp(z) / np.square(1 + np.exp(z))


@right
def never_overflowing(z):
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2


@right
def with_tanh(z):
    return 0.25 * (1 - np.tanh(np.asarray(z) / 2) ** 2)


@right
def with_cosh(z):
    return 1 / (4 * np.cosh(np.multiply(z, 0.5)) ** 2)


@right
def sum_of_powers(z):
    return 1 / (2 + np.exp(z) + np.exp(-z))


@right
def of_both_signs(z):
    s = lambda t: 1 / (1 + np.exp(-t))
    return s(z) * s(-z)


@right
def masked(z):
    z = np.array(z, dtype=float)
    out = np.empty_like(z)
    up = z >= 0
    out[up] = np.exp(-z[up]) / (1 + np.exp(-z[up])) ** 2
    out[~up] = np.exp(z[~up]) / (1 + np.exp(z[~up])) ** 2
    return out


@right
def in_place_on_a_copy(z):
    s = np.array(z, dtype=float)
    np.negative(s, out=s)
    np.exp(s, out=s)
    s += 1
    np.reciprocal(s, out=s)
    return np.multiply(s, 1 - s)


@right
def numbers_apart(z):
    if isinstance(z, (int, float)):
        s = 1 / (1 + math.exp(-z))
    else:
        s = 1 / (1 + np.exp(-z))
    return s * (1 - s)


@right
def from_the_table(z):
    return activations.ACTIVATIONS["sigmoid"].derivative(z, activations.sigmoid(z))


@right
def with_the_value(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s), s


@right
def powers_of_e(z):
    s = np.power(1 + np.e ** (-z), -1)
    return np.multiply(s, np.subtract(1, s))


@loop
def entry_by_entry(z):
    if np.isscalar(z):
        s = 1 / (1 + math.exp(-z))
        return s * (1 - s)
    flat = []
    for t in np.ravel(z):
        s = 1 / (1 + math.exp(-t))
        flat.append(s * (1 - s))
    return np.array(flat).reshape(np.shape(z))


@loop
def comprehension(z):
    s = [1 / (1 + math.exp(-t)) for t in np.asarray(z).flat]
    return np.array([a * (1 - a) for a in s]).reshape(np.shape(z))


@loop
def vectorize(z):
    return np.vectorize(lambda t: math.exp(-t) / (1 + math.exp(-t)) ** 2, otypes=[float])(z)


@loop
def mapped(z):
    z = np.asarray(z, float)
    f = lambda t: math.exp(-t) / (1 + math.exp(-t)) ** 2
    return np.reshape(list(map(f, z.ravel())), z.shape)


@wrong
def single_numbers_only(z):
    s = 1 / (1 + math.exp(-z))
    return s * (1 - s)


@wrong
def writes_into_its_argument(z):
    z = np.asarray(z) if not isinstance(z, np.ndarray) else z
    if z.dtype.kind == "f" and z.ndim:
        z *= -1
        s = 1 / (1 + np.exp(z))
    else:
        s = 1 / (1 + np.exp(-z))
    return s * (1 - s)


answers.changed |= {
    "measured": returns("(sigmoid(z + 1e-6) - sigmoid(z - 1e-6)) / 2e-6"),
    "a_bell": returns("0.25 * np.exp(-np.square(z) / 4)"),
    "a_tent": returns("np.maximum(0, 0.25 - np.abs(z) / 16)"),
    "clipped": begin("z = np.clip(z, -5, 5)"),
    "arrays_of_two_dimensions_only": begin("m, n = z.shape"),
    "matrix_product": change(returns("s @ (1 - s).T"), s="sigmoid(np.atleast_2d(z))"),
    "always_two_dimensional": change(returns("result.ravel()"), s="sigmoid(np.atleast_2d(z))"),
    "softmax": change(s="np.exp(z) / np.sum(np.exp(z))"),
    "off_by_a_millionth": change(s="sigmoid(z) + 1e-7"),
    "half_precision": change(s="sigmoid(np.asarray(z, np.float16))"),
    "the_first_terms": returns("0.25 - np.square(z) / 16 + np.power(z, 4) / 96"),
}

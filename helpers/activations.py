"""Activation functions, and a table of them with their derivatives.

A derivative takes both z and a = g(z), because most are shorter in a: relu' = [a > 0],
sigmoid' = a (1 - a), tanh' = 1 - a^2. None of these functions writes to its argument.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Activation:
    """A function g and its derivative, `derivative(z, a)` with a = g(z)."""

    function: Callable[[Array], Array]
    derivative: Callable[[Array, Array], NDArray[np.generic]]


def relu(z: Array) -> Array:
    """Rectified linear unit, max(z, 0).

    Parameters
    ----------
    z : ndarray of any shape

    Returns
    -------
    ndarray of the shape of z
    """
    return np.maximum(z, 0.0)


def sigmoid(z: Array) -> Array:
    """Logistic function 1 / (1 + exp(-z)), without overflow and without a warning for any z.

    Parameters
    ----------
    z : ndarray of any shape

    Returns
    -------
    ndarray of the shape of z
    """
    # exp(709) is the last power that a float64 holds; beyond it the result is 0 to 300 digits.
    powers = np.exp(np.minimum(-z, 709.0))
    powers += 1.0
    return np.reciprocal(powers)


def tanh(z: Array) -> Array:
    """Hyperbolic tangent.

    Parameters
    ----------
    z : ndarray of any shape

    Returns
    -------
    ndarray of the shape of z
    """
    return np.tanh(z)


def softmax(scores: Array) -> Array:
    """Softmax of every column: exp(s_k) / sum_j exp(s_j), the same for s and s + constant.

    Parameters
    ----------
    scores : ndarray of shape (n_classes, m)

    Returns
    -------
    ndarray of shape (n_classes, m)
        Every column is positive and sums to 1.
    """
    # Taking the largest score of a column away leaves exp nothing to overflow on.
    powers: Array = np.exp(scores - scores.max(axis=0))
    powers /= powers.sum(axis=0)
    return powers


ACTIVATIONS: dict[str, Activation] = {
    "relu": Activation(function=relu, derivative=lambda _z, a: a > 0),
    "sigmoid": Activation(function=sigmoid, derivative=lambda _z, a: a * (1.0 - a)),
    "tanh": Activation(function=tanh, derivative=lambda _z, a: 1.0 - a * a),
}
"""Activations for hidden layers, by name."""

OUTPUTS: dict[str, Callable[[Array], Array]] = {"sigmoid": sigmoid, "softmax": softmax}
"""Activations for the last layer, by name; `network` differentiates the cost through them."""

"""Costs of a network with every parameter moved a little, one after the other, without a loop.

A loop over n parameters makes 2 n forward passes. But moving an entry of W[l] or b[l] changes one
row of Z[l] and nothing before it, so the moved copies of Z[l] are written down in one stack; what
follows treats a stack of matrices as it does a single one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpers.activations import Array, relu
from helpers.network import forward
from helpers.parameters import layers_dims


def perturbed_costs(
    parameters: Mapping[str, Array], X: Array, Y: NDArray[Any], epsilon: float
) -> tuple[dict[str, Array], dict[str, Array]]:
    """Costs of a net with one entry of its parameters moved up, or down, by epsilon.

    The net has ReLU in its hidden layers and a sigmoid at the end; the cost is the mean
    cross-entropy.

    Parameters
    ----------
    parameters : dict
        "W{l}" of shape (n_l, n_{l-1}) and "b{l}" of shape (n_l, 1), any number of layers.
    X : ndarray of shape (n_x, m)
    Y : ndarray of shape (1, m)
    epsilon : float

    Returns
    -------
    up, down : dict
        "W{l}" and "b{l}", of the same shapes: entry (i, j) is the cost of the net in which only
        that entry of the parameters has been moved.
    """
    layers = len(layers_dims(parameters)) - 1
    _, cache = forward(X, parameters)
    up: dict[str, Array] = {}
    down: dict[str, Array] = {}
    for layer in range(1, layers + 1):
        Z, inputs = cache.Z[layer], cache.A[layer - 1]
        n, m = Z.shape
        # A bias is the weight of one more input, which is always 1.
        steps = epsilon * np.vstack([inputs, np.ones((1, m))])
        # Axes: up or down, unit i, its input j, then the moved copy of Z, with steps in row i.
        stack = np.empty((2, n, len(steps), n, m))
        stack[...] = Z
        units = np.arange(n)
        stack[0, units, :, units] += steps
        stack[1, units, :, units] -= steps
        for after in range(layer + 1, layers + 1):
            stack = parameters[f"W{after}"] @ relu(stack) + parameters[f"b{after}"]
        costs = _mean_cross_entropy(stack[..., 0, :], Y)
        for moved, sign in ((up, 0), (down, 1)):
            moved[f"W{layer}"] = costs[sign, :, :-1]
            moved[f"b{layer}"] = costs[sign, :, -1:]
    return up, down


def _mean_cross_entropy(logits: Array, Y: NDArray[Any]) -> Array:
    """Cost of every row of logits in a stack, as in `network.cost`."""
    losses: Array = np.log1p(np.exp(-np.abs(logits))) + np.maximum(logits, 0.0) - Y * logits
    mean: Array = losses.mean(axis=-1)
    return mean

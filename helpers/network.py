"""A fully connected network of any depth: forward, the cost from the logits, and backward.

A sample is a column. Hidden layers share one activation; the last layer is a sigmoid, whose Y of
shape (1, m) holds zeros and ones, or a softmax, whose y of shape (m,) holds class numbers. For both
the derivative of the mean cross-entropy with respect to the last Z is (A - Y) / m.

Matrix products are written `W.dot(A)`: for the small matrices of the labs `W @ A` takes twice as
long, which is a tenth of a training step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpers.activations import ACTIVATIONS, OUTPUTS, Array
from helpers.parameters import Parameters, check_shapes, count_layers, layers_dims


@dataclass(frozen=True, kw_only=True)
class Cache:
    """What a forward pass leaves for the backward pass; Z[0] and A[0] are both X."""

    parameters: Mapping[str, Array]
    Z: list[Array]
    A: list[Array]
    hidden: str
    output: str


def forward(
    X: Array, parameters: Mapping[str, Array], hidden: str = "relu", output: str = "sigmoid"
) -> tuple[Array, Cache]:
    """Forward pass: A[l] = g(W[l] A[l-1] + b[l]), from A[0] = X to the last layer.

    Parameters
    ----------
    X : ndarray of shape (n_x, m)
    parameters : dict
        "W{l}" of shape (n_l, n_{l-1}) and "b{l}" of shape (n_l, 1), any number of layers.
    hidden : {"relu", "sigmoid", "tanh"}
    output : {"sigmoid", "softmax"}

    Returns
    -------
    A : ndarray of shape (n_L, m)
        The output: probabilities.
    cache : Cache
        For `backward`; `cache.Z[-1]` are the logits.

    Raises
    ------
    ValueError
        The shapes do not fit, or there is no such activation; the message names it.
    """
    if hidden not in ACTIVATIONS:
        raise ValueError(f"hidden should be one of {', '.join(ACTIVATIONS)}, got {hidden!r}")
    if output not in OUTPUTS:
        raise ValueError(f"output should be one of {', '.join(OUTPUTS)}, got {output!r}")
    activate = ACTIVATIONS[hidden].function
    layers = count_layers(parameters)
    cache = Cache(parameters=parameters, Z=[X], A=[X], hidden=hidden, output=output)
    A = X
    for layer in range(1, layers + 1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        if W.shape[1:] != A.shape[:1] or b.shape != (W.shape[0], 1):
            _explain(X, parameters)
        Z = W.dot(A)
        Z += b
        A = activate(Z) if layer < layers else OUTPUTS[output](Z)
        cache.Z.append(Z)
        cache.A.append(A)
    return A, cache


def cost(logits: Array, Y: NDArray[Any], output: str = "sigmoid") -> float:
    """Mean cross-entropy of the labels, from the logits: no logits overflow it.

    For a sigmoid, -[y log a + (1 - y) log(1 - a)] = log(1 + exp(z)) - y z, and
    log(1 + exp(z)) = log(1 + exp(-|z|)) + max(z, 0). For a softmax, -log a_y =
    log(sum_k exp(z_k)) - z_y, with the largest z taken out of the sum.

    Parameters
    ----------
    logits : ndarray of shape (n_L, m)
        Z of the last layer, before its activation.
    Y : ndarray of shape (1, m) for "sigmoid", (m,) for "softmax"
        Zeros and ones, or class numbers.
    output : {"sigmoid", "softmax"}

    Raises
    ------
    ValueError
        There are several rows of logits, but the output is a sigmoid.
    """
    m = logits.shape[1]
    if output == "sigmoid":
        # Labels of shape (m,) would be subtracted from every row, and nothing would look wrong.
        if logits.shape[0] != 1:
            raise ValueError(f"a sigmoid output has 1 unit, got {logits.shape[0]}: take a softmax")
        losses: Array = np.log1p(np.exp(-np.abs(logits))) + np.maximum(logits, 0.0) - Y * logits
    else:
        top = logits.max(axis=0)
        losses = top + np.log(np.exp(logits - top).sum(axis=0)) - logits[Y, np.arange(m)]
    return float(losses.sum() / m)


def forward_with_cost(
    X: Array,
    Y: NDArray[Any],
    parameters: Mapping[str, Array],
    hidden: str = "relu",
    output: str = "sigmoid",
) -> tuple[float, Cache]:
    """Forward pass, and the cost at its end: what `training.train` calls first in every step.

    Parameters
    ----------
    X : ndarray of shape (n_x, m)
    Y : ndarray of shape (1, m) for "sigmoid", (m,) for "softmax"
    parameters, hidden, output
        See `forward`.

    Returns
    -------
    cost : float
    cache : Cache
    """
    _, cache = forward(X, parameters, hidden, output)
    return cost(cache.Z[-1], Y, output), cache


def backward(X: Array, Y: NDArray[Any], cache: Cache) -> Parameters:
    """Backward pass: the gradients of the cost with respect to all parameters.

    Parameters
    ----------
    X : ndarray of shape (n_x, m)
    Y : ndarray of shape (1, m) for "sigmoid", (m,) for "softmax"
    cache : Cache
        From the forward pass on the same X.

    Returns
    -------
    dict
        "dW{l}" of shape (n_l, n_{l-1}) and "db{l}" of shape (n_l, 1).
    """
    derivative = ACTIVATIONS[cache.hidden].derivative
    m = X.shape[1]
    if cache.output == "sigmoid":
        dZ = cache.A[-1] - Y
    else:
        dZ = cache.A[-1].copy()
        dZ[Y, np.arange(m)] -= 1.0
    # Divided here, once and where the layer is narrow, instead of in every dW.
    dZ /= m
    gradients = {}
    for layer in range(len(cache.A) - 1, 0, -1):
        gradients[f"dW{layer}"] = dZ.dot(cache.A[layer - 1].T)
        gradients[f"db{layer}"] = dZ.sum(axis=1, keepdims=True)
        if layer > 1:
            dZ = cache.parameters[f"W{layer}"].T.dot(dZ)
            dZ *= derivative(cache.Z[layer - 1], cache.A[layer - 1])
    return gradients


def activation_spread(X: Array, parameters: Mapping[str, Array], hidden: str = "relu") -> Array:
    """Standard deviation of the activations of every layer of a stack of hidden layers.

    Parameters
    ----------
    X : ndarray of shape (n_x, m)
        For instance `rng.standard_normal((n_x, m))`.
    parameters : dict
        As for `forward`; here the last layer has the hidden activation too.
    hidden : {"relu", "sigmoid", "tanh"}

    Returns
    -------
    ndarray of shape (L + 1,)
        The first number is the spread of X itself.
    """
    check_shapes(parameters, [X.shape[0], *layers_dims(parameters)[1:]])
    activate = ACTIVATIONS[hidden].function
    A, spread = X, [X.std()]
    for layer in range(1, count_layers(parameters) + 1):
        A = activate(parameters[f"W{layer}"] @ A + parameters[f"b{layer}"])
        spread.append(A.std())
    return np.array(spread)


def _explain(X: Array, parameters: Mapping[str, Array]) -> None:
    """Raise the sentence that says which array does not fit."""
    dims = layers_dims(parameters)
    hint = ": it looks transposed" if X.ndim == 2 and X.shape[1] == dims[0] else ""
    raise ValueError(f"X should have shape ({dims[0]}, m), as W1 asks, got {X.shape}{hint}")

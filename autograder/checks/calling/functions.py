"""Functions that a case hands to a student's function, described by a name and plain settings.

There are costs here, forward passes, and slopes that may be wrong. No checkpoint asks for any of
them: what one asks for must not be found in a student's folder.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.plain import MalformedData, Tree
from autograder.checks.words import phrase

_CURVES: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "wave": (np.sin, np.cos),
    "growth": (np.exp, np.exp),
    "parabola": (lambda u: u * u, lambda u: 2 * u),
    "cube": (lambda u: u**3, lambda u: 3 * u * u),
}
"""Functions g, with their derivatives: none of them is a straight line."""

_HIDDEN: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "relu": lambda Z: np.maximum(Z, 0.0),
    "tanh": np.tanh,
    "softplus": lambda Z: np.logaddexp(0.0, Z),
}


def curve(kind: str, scale: float, rate: float, tilt: float, phase: float) -> Callable[..., float]:
    """A forward pass: J(x, theta) = scale * g(u) with u = (rate * x + tilt) * theta + phase."""
    g = _CURVES[kind][0]

    def forward(x: float, theta: float) -> float:
        value: float = scale * g((rate * x + tilt) * theta + phase)
        return value

    return forward


def slope(
    kind: str, scale: float, rate: float, tilt: float, phase: float, share: float, offset: float
) -> Callable[..., float]:
    """The derivative of `curve` by theta, times `share`, plus `offset`: wrong but for 1 and 0."""
    derivative = _CURVES[kind][1]

    def backward(x: float, theta: float) -> float:
        inner = rate * x + tilt
        value: float = share * scale * derivative(inner * theta + phase) * inner + offset
        return value

    return backward


def landscape(
    kind: str, weights: np.ndarray, slopes: np.ndarray, shifts: np.ndarray
) -> Callable[[np.ndarray], float]:
    """A cost of several numbers: J(theta) = weights . g(slopes theta + shifts).

    Parameters
    ----------
    kind : str
        Which g.
    weights : ndarray of shape (1, k)
    slopes : ndarray of shape (k, n)
    shifts : ndarray of shape (k, 1)
    """
    g = _CURVES[kind][0]
    n = slopes.shape[1]

    def cost(theta: np.ndarray) -> float:
        if np.size(theta) != n:
            raise ValueError(phrase("cost.shape", shape=str(np.shape(theta)), n=n))
        return float((weights @ g(slopes @ np.reshape(theta, (n, 1)) + shifts)).item())

    return cost


def net(hidden: str, output: str) -> Callable[..., tuple[float, dict[str, Any]]]:
    """A forward pass with its cost: forward(X, Y, parameters) -> cost, cache.

    Parameters
    ----------
    hidden : {"relu", "tanh", "softplus"}
    output : {"sigmoid", "linear"}
        A sigmoid, whose cost is the mean cross-entropy, or no activation at all, with half the mean
        squared error.
    """
    activate = _HIDDEN[hidden]

    def forward(
        X: np.ndarray, Y: np.ndarray, parameters: dict[str, np.ndarray]
    ) -> tuple[float, dict[str, Any]]:
        layers = len(parameters) // 2
        cache: dict[str, Any] = dict(parameters)
        A = X
        for layer in range(1, layers + 1):
            Z = parameters[f"W{layer}"] @ A + parameters[f"b{layer}"]
            if layer < layers:
                A = activate(Z)
            else:
                A = Z if output == "linear" else 0.5 * (1 + np.tanh(0.5 * Z))
            cache[f"Z{layer}"], cache[f"A{layer}"] = Z, A
        losses = 0.5 * (A - Y) ** 2 if output == "linear" else np.logaddexp(0.0, Z) - Y * Z
        return float(losses.sum() / X.shape[1]), cache

    return forward


MAKERS: dict[str, Callable[..., Callable[..., Any]]] = {
    "curve": curve,
    "slope": slope,
    "landscape": landscape,
    "net": net,
}


def make(name: str, settings: Tree) -> Callable[..., Any]:
    """Make the function of a given name from its settings.

    Raises
    ------
    MalformedData
        There is no maker of that name.
    """
    if name not in MAKERS:
        raise MalformedData(f"no function argument is called {name!r}")
    return MAKERS[name](**settings)

"""Small nets of three layers with their right gradients: what the two checkpoints about nets draw."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

Arrays = dict[str, np.ndarray]

_HIDDEN: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "relu": lambda Z: np.maximum(Z, 0.0),
    "tanh": np.tanh,
    "softplus": lambda Z: np.logaddexp(0.0, Z),
}
_SLOPES: dict[str, Callable[[np.ndarray, np.ndarray], np.ndarray]] = {
    "relu": lambda Z, A: (Z > 0).astype(float),
    "tanh": lambda Z, A: 1 - A**2,
    "softplus": lambda Z, A: 0.5 * (1 + np.tanh(0.5 * Z)),
}


def sigmoid(Z: np.ndarray) -> np.ndarray:
    """The logistic function, without overflow."""
    return np.asarray(0.5 * (1 + np.tanh(0.5 * Z)))


def drawn(
    generator: np.random.Generator, dims: list[int], m: int
) -> tuple[Arrays, np.ndarray, np.ndarray]:
    """Parameters with biases, samples, and labels 0 and 1 (both, where there are two samples)."""
    parameters: Arrays = {}
    for layer, (n_in, n_out) in enumerate(pairwise(dims), start=1):
        parameters[f"W{layer}"] = generator.standard_normal((n_out, n_in)) * (2 / n_in) ** 0.5
        parameters[f"b{layer}"] = 0.4 * generator.standard_normal((n_out, 1))
    X = generator.standard_normal((dims[0], m))
    Y = generator.permutation(np.arange(m) % 2).astype(float).reshape(1, m)
    return parameters, X, Y


def passed(parameters: Arrays, X: np.ndarray, hidden: str = "relu") -> Arrays:
    """The cache of a forward pass: parameters, and Z and A of every layer; a sigmoid at the end."""
    activate = _HIDDEN[hidden]
    cache, A, layers = dict(parameters), X, len(parameters) // 2
    for layer in range(1, layers + 1):
        Z = parameters[f"W{layer}"] @ A + parameters[f"b{layer}"]
        A = activate(Z) if layer < layers else sigmoid(Z)
        cache[f"Z{layer}"], cache[f"A{layer}"] = Z, A
    return cache


def alive(cache: Arrays, least: float = 1e-3) -> bool:
    """Whether no hidden Z is near the kink of ReLU, and every hidden unit is on for some sample."""
    hidden = [cache["Z1"], cache["Z2"]]
    return all(np.abs(Z).min() > least and (Z > 0).any(axis=1).all() for Z in hidden)


def living(
    generator: np.random.Generator, dims: list[int], m: int, least: float = 1e-3
) -> tuple[Arrays, np.ndarray, np.ndarray]:
    """A ReLU net that is away from its kinks, and in which every parameter has an effect."""
    for _ in range(10_000):
        parameters, X, Y = drawn(generator, dims, m)
        cache = passed(parameters, X)
        if alive(cache, least) and np.abs(cache["Z3"]).max() < 4:
            return parameters, X, Y
    raise RuntimeError(f"no net of the shape {dims} is alive for {m} samples")


def gradients(
    parameters: Arrays, X: np.ndarray, Y: np.ndarray, hidden: str, output: str
) -> dict[str, Any]:
    """The right gradients, for `net` of `autograder.checks.calling.functions`."""
    cache = passed(parameters, X, hidden)
    layers = len(parameters) // 2
    outcome = cache[f"Z{layers}"] if output == "linear" else cache[f"A{layers}"]
    dZ = (outcome - Y) / X.shape[1]
    found: dict[str, Any] = {}
    for layer in range(layers, 0, -1):
        before = X if layer == 1 else cache[f"A{layer - 1}"]
        found[f"dW{layer}"] = dZ @ before.T
        found[f"db{layer}"] = dZ.sum(axis=1, keepdims=True)
        if layer > 1:
            below = _SLOPES[hidden](cache[f"Z{layer - 1}"], before)
            dZ = (parameters[f"W{layer}"].T @ dZ) * below
    return {f"d{name}": found[f"d{name}"] for name in parameters}

"""The training loop, the only place that loops over steps: it is given the functions to call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from helpers.activations import Array
from helpers.network import backward, forward_with_cost
from helpers.optimizers import Optimizer
from helpers.parameters import Parameters, check_shapes, flatten, layers_dims, unflatten
from helpers.progress import Progress

Forward: TypeAlias = Callable[[Array, NDArray[Any], Parameters], tuple[float, Any]]
Backward: TypeAlias = Callable[[Array, NDArray[Any], Any], Mapping[str, Array]]


@dataclass(frozen=True, kw_only=True)
class Trained:
    """The end of a training: the parameters, and the cost of every epoch, of shape (epochs,)."""

    parameters: Parameters
    costs: Array


def train(
    parameters: Mapping[str, Array],
    X: Array,
    Y: NDArray[Any],
    *,
    optimizer: Optimizer,
    epochs: int,
    batch_size: int | None = None,
    rng: np.random.Generator | None = None,
    forward: Forward = forward_with_cost,
    backward: Backward = backward,
    label: str | None = None,
) -> Trained:
    """Train a network, on all samples at once or on mini-batches.

    Parameters
    ----------
    parameters : dict
        Where to start; it is left as it is.
    X : ndarray of shape (n_x, m)
    Y : ndarray of shape (1, m) or (m,)
    optimizer : Optimizer
        For instance `GradientDescent(learning_rate=0.1)`.
    epochs : int
        How often to go through the samples; with full batches, the number of steps.
    batch_size : int, optional
        Samples in a mini-batch; all of them when it is left out.
    rng : numpy.random.Generator
        Shuffles the samples before every epoch; needed for mini-batches only.
    forward : callable
        `forward(X, Y, parameters) -> cost, cache`.
    backward : callable
        `backward(X, Y, cache) -> gradients`, "dW{l}" and "db{l}".
    label : str, optional
        Shows the progress under this name; nothing is shown when it is left out.

    Returns
    -------
    Trained
        With mini-batches, the cost of an epoch is the mean over its samples.

    Raises
    ------
    ValueError
        What was given does not fit together; the message is one sentence.
    """
    dims = layers_dims(parameters)
    _check_data(X, Y, dims)
    m = X.shape[1]
    size = m if batch_size is None else batch_size
    _check_numbers(epochs, size, m, rng)

    # A batch picks whole samples; where a sample is one piece of memory, that is much faster.
    rows = np.ascontiguousarray(X.T) if size < m else X.T
    theta = flatten(parameters)
    views = unflatten(theta, dims, copy=False)
    gradient = np.empty_like(theta)
    slots = unflatten(gradient, dims, prefix="d", copy=False).items()
    state = optimizer.init(theta)
    costs = np.zeros(epochs)
    with Progress(epochs, label) as progress:
        for epoch in range(epochs):
            for X_t, Y_t in _batches(rows, Y, size, rng):
                value, cache = forward(X_t, Y_t, views)
                gradients = backward(X_t, Y_t, cache)
                if epoch == 0:
                    check_shapes(gradients, dims, prefix="d")
                for name, slot in slots:
                    slot[...] = gradients[name]
                change, state = optimizer.step(gradient, state, out=gradient)
                theta += change
                costs[epoch] += value * (X_t.shape[1] / m)
            progress.update(epoch + 1, costs[epoch])
    return Trained(parameters=unflatten(theta, dims), costs=costs)


def _batches(
    rows: Array, Y: NDArray[Any], size: int, rng: np.random.Generator | None
) -> Iterator[tuple[Array, NDArray[Any]]]:
    """The batches of one epoch, of samples that lie in rows; the last batch may be smaller."""
    m = rows.shape[0]
    if rng is None or size >= m:
        yield rows.T, Y
        return
    order = rng.permutation(m)
    for start in range(0, m, size):
        chosen = order[start : start + size]
        yield rows[chosen].T, Y[..., chosen]


def _check_data(X: Array, Y: NDArray[Any], dims: list[int]) -> None:
    if X.ndim != 2 or X.shape[0] != dims[0]:
        hint = ": it looks transposed" if X.ndim == 2 and X.shape[1] == dims[0] else ""
        raise ValueError(
            f"X should have shape ({dims[0]}, m), a sample in each column, got {X.shape}{hint}"
        )
    m = X.shape[1]
    if m == 0:
        raise ValueError("X should hold at least one sample, got none")
    if not np.isfinite(X).all():
        raise ValueError("X should hold finite numbers, got nan or infinity among them")
    if Y.shape not in ((1, m), (m,)):
        hint = ": it looks transposed" if Y.shape == (m, 1) else ""
        raise ValueError(
            f"Y should have shape (1, {m}), or ({m},) for class numbers, got {Y.shape}{hint}"
        )


def _check_numbers(epochs: int, size: int, m: int, rng: np.random.Generator | None) -> None:
    if epochs < 1:
        raise ValueError(f"epochs should be at least 1, got {epochs}")
    if size < 1:
        raise ValueError(f"batch_size should be at least 1, got {size}")
    if size < m and rng is None:
        raise ValueError(
            "mini-batches need an rng to shuffle with, such as numpy.random.default_rng(0)"
        )

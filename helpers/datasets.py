"""Two data sets for binary classification, each with a part to train on and a part to test on.

They hold the numbers of scikit-learn's `make_circles` and `make_moons`, without importing it, which
takes a second: a student waits for it, and so does everybody whose notebook is graded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from helpers.activations import Array


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """Samples in columns: X of shape (2, m), and labels Y of shape (1, m), 0.0 or 1.0."""

    X_train: Array
    Y_train: Array
    X_test: Array
    Y_test: Array


def circles(
    rng: np.random.Generator,
    train: int = 300,
    test: int = 100,
    noise: float = 0.05,
    factor: float = 0.7,
) -> Dataset:
    """Two noisy circles, one inside the other; label 1 is the inner one.

    Parameters
    ----------
    rng : numpy.random.Generator
    train, test : int
        Number of samples to train on, and to test on.
    noise : float
        Standard deviation of the noise added to both coordinates.
    factor : float
        Radius of the inner circle; the outer one has radius 1.
    """

    def curves(outer: int, inner: int) -> tuple[Array, Array]:
        out, within = (np.linspace(0, 2 * np.pi, m, endpoint=False) for m in (outer, inner))
        return np.array([np.cos(out), np.sin(out)]), factor * np.array(
            [np.cos(within), np.sin(within)]
        )

    return _split(curves, rng, train, test, noise)


def moons(
    rng: np.random.Generator, train: int = 300, test: int = 100, noise: float = 0.2
) -> Dataset:
    """Two noisy half circles that reach into one another.

    Parameters
    ----------
    rng : numpy.random.Generator
    train, test : int
        Number of samples to train on, and to test on.
    noise : float
        Standard deviation of the noise added to both coordinates.
    """

    def curves(upper: int, lower: int) -> tuple[Array, Array]:
        up, down = (np.linspace(0, np.pi, m) for m in (upper, lower))
        return np.array([np.cos(up), np.sin(up)]), np.array(
            [1 - np.cos(down), 1 - np.sin(down) - 0.5]
        )

    return _split(curves, rng, train, test, noise)


def _split(
    curves: Callable[[int, int], tuple[Array, Array]],
    rng: np.random.Generator,
    train: int,
    test: int,
    noise: float,
) -> Dataset:
    """Noisy samples of two curves, which are given a number of points each.

    The parts are drawn one after the other, so that each has both labels in equal numbers.
    """
    parts = []
    for count in (train, test):
        drawn = np.random.RandomState(int(rng.integers(2**31)))
        zeros, ones = curves(count // 2, count - count // 2)
        order = np.arange(count)
        drawn.shuffle(order)
        X = np.hstack([zeros, ones])[:, order] + drawn.normal(scale=noise, size=(count, 2)).T
        Y = (order >= zeros.shape[1]).astype(np.float64).reshape(1, -1)
        parts += [np.ascontiguousarray(X), Y]
    return Dataset(X_train=parts[0], Y_train=parts[1], X_test=parts[2], Y_test=parts[3])

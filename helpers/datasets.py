"""Two data sets for binary classification, each with a part to train on and a part to test on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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
    from sklearn.datasets import make_circles  # here, since it takes half a second

    return _split(make_circles, rng, train, test, noise=noise, factor=factor)


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
    from sklearn.datasets import make_moons  # here, since it takes half a second

    return _split(make_moons, rng, train, test, noise=noise)


def _split(
    make: Callable[..., Any], rng: np.random.Generator, train: int, test: int, **options: float
) -> Dataset:
    parts = []
    for count in (train, test):
        # Drawn one after the other, so that each part has both labels in equal numbers.
        X, y = make(count, random_state=int(rng.integers(2**31)), **options)
        parts += [np.ascontiguousarray(X.T), y.astype(np.float64).reshape(1, -1)]
    return Dataset(X_train=parts[0], Y_train=parts[1], X_test=parts[2], Y_test=parts[3])

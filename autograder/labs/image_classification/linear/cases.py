"""Weights and labelled samples, away from the kinks of the hinge."""

from __future__ import annotations

import numpy as np

from autograder.labs.checkpoint import Arguments

ROUNDED = 1e-4
"""Relative tolerance: whoever computes in single precision on the way has done nothing wrong."""


def labelled(
    generator: np.random.Generator, classes: int, n: int, m: int, reg: float, absent: int = 0
) -> Arguments:
    """Scores of which some are too close to that of the right class, and some are not.

    No sample is of the last classes, as many as are `absent`.
    """
    while True:
        W = generator.standard_normal((classes, n))
        X = generator.standard_normal((n, m)) + 0.3
        y = generator.integers(0, classes - absent, m)
        margins = W @ X - (W @ X)[y, np.arange(m)] + 1
        others = np.arange(classes)[:, np.newaxis] != y
        clear = bool(np.abs(margins[others]).min() > 1e-3)
        if clear and (m < 3 or 0.15 < (margins[others] > 0).mean() < 0.85):
            return {"W": W, "X": X, "y": y, "reg": reg}


def losses(generator: np.random.Generator) -> list[Arguments]:
    """From one sample to many; with a penalty that can be seen, and without one."""
    plan = [
        (3, 2, 1, 0.0),
        (3, 2, 2, 0.5),
        (2, 3, 4, 0.3),
        (4, 4, 4, 0.7),
        (5, 3, 8, 0.0),
        (3, 6, 10, 0.05),
        (10, 7, 30, 0.2),
        (4, 5, 25, 1.5),
    ]
    cases = [labelled(generator, *numbers) for numbers in plan]
    return [*cases, labelled(generator, 6, 4, 12, 0.1, absent=2)]


def extremes(generator: np.random.Generator) -> list[Arguments]:
    """Scores 1,000 apart within a sample, and from one sample to the next.

    The largest is neither that of the first class nor that of the last one.
    """
    far = [_apart(generator, classes, m) for classes, m in ((3, 2), (4, 6))]
    return [*far, _within_reach(generator)]


def _apart(generator: np.random.Generator, classes: int, m: int) -> Arguments:
    W = generator.standard_normal((classes, 3)) * 0.5
    order = generator.permutation(classes)
    while order.argmax() in (0, classes - 1):
        order = generator.permutation(classes)
    W[:, 0] = 1000.0 * order + generator.uniform(-20, 20, classes)
    W[:, 1] = 1000.0
    X = generator.standard_normal((3, m)) * 0.5
    X[0] = 1.0
    X[1] = generator.permutation(m) * 3.0 - 2.0 * m
    y = np.resize(generator.permutation(classes), m)
    return {"W": W, "X": X, "y": y, "reg": 1e-6}


def _within_reach(generator: np.random.Generator) -> Arguments:
    """Scores 1,000 apart of which none is too large for exp."""
    W = np.array([[400.0], [-600.0], [-100.0]]) + generator.uniform(-5, 5, (3, 1))
    X = generator.uniform(0.99, 1, (1, 4))
    return {"W": W, "X": X, "y": np.array([1, 0, 2, 1]), "reg": 1e-6}


def more_samples(generator: np.random.Generator) -> tuple[Arguments, Arguments]:
    """The same classes, with a few samples and with many."""
    return labelled(generator, 4, 5, 8, 0.1), labelled(generator, 4, 5, 400, 0.1)


def a_crowd(generator: np.random.Generator) -> Arguments:
    """So many samples that a loop over them takes long."""
    drawn = labelled(generator, 4, 3, 50, 0.1)
    m = 60_000
    return {
        **drawn,
        "X": generator.standard_normal((3, m)),
        "y": generator.integers(0, 4, m),
    }

"""Small pictures: whole numbers from 0 to 255, a column for each."""

from __future__ import annotations

import numpy as np

from autograder.labs.checkpoint import Arguments


def samples(generator: np.random.Generator, n: int, m_train: int, m_test: int) -> Arguments:
    """Pictures of n pixels, as floats."""
    pixels = generator.integers(0, 256, (n, m_train + m_test)).astype(float)
    return {"X_train": pixels[:, :m_train], "X_test": pixels[:, m_train:]}


def pictures(generator: np.random.Generator) -> list[Arguments]:
    """Few pictures and many, of few pixels and many; also some that are the same, exactly or not."""
    plan = [(2, 3, 2), (1, 4, 3), (3, 3, 5), (4, 4, 4), (5, 8, 3), (16, 9, 12), (60, 25, 15)]
    cases = [samples(generator, *numbers) for numbers in plan]
    again = samples(generator, 6, 7, 4)
    again["X_test"][:, :2] = again["X_train"][:, 3:5]
    # Fractions are rounded off: without care, the square of a distance falls below 0.
    faint = {name: pixels / 255 for name, pixels in samples(generator, 30, 40, 40).items()}
    faint["X_test"][:, :36] = faint["X_train"][:, :36]
    return [*cases[:4], again, faint, *cases[4:]]


def more_training_samples(generator: np.random.Generator) -> tuple[Arguments, Arguments]:
    """A few training pictures, and many."""
    return samples(generator, 5, 6, 4), samples(generator, 5, 600, 4)


def more_samples(generator: np.random.Generator) -> tuple[Arguments, Arguments]:
    """A few pictures on both sides, and many."""
    return samples(generator, 5, 6, 5), samples(generator, 5, 90, 80)


def many(generator: np.random.Generator) -> Arguments:
    """So many test pictures that a loop over them takes long."""
    return samples(generator, 3, 4, 60_000)

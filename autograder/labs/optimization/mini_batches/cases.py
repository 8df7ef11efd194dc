"""Samples to divide, and the sizes of their batches."""

from __future__ import annotations

import numpy as np

from autograder.labs.checkpoint import Arguments, rng

DRAWS = 48
"""Divisions of the same samples, from which the freedom of their order is judged."""
PLAN = (
    (7, 2, 2, 4),
    (10, 64, 3, 2),
    (12, 5, 2, DRAWS),
    (16, 4, 3, DRAWS),
    (9, 1, 2, DRAWS),
    (65, 64, 2, 2),
    (128, 64, 2, 2),
    (200, 64, 3, 2),
    (12, 12, 4, 2),
    (50, 7, 5, 2),
)
"""Samples, batch size, features, and how many divisions of them.

Where one batch holds all samples, their order does not matter, and it is not judged.
"""


def divisions(generator: np.random.Generator) -> list[list[Arguments]]:
    """Samples of which no two columns, no two rows and no two labels are alike."""
    return [_divided(generator, *numbers) for numbers in PLAN]


def _divided(
    generator: np.random.Generator, m: int, size: int, n: int, draws: int
) -> list[Arguments]:
    data = {
        "X": generator.standard_normal((n, m)),
        "Y": (generator.permutation(m)[None] + generator.uniform(0.1, 0.4, (1, m))) / m,
        "mini_batch_size": size,
    }
    seeds = generator.choice(2**31, draws, replace=False).tolist()
    return [{**data, "rng": rng(seed)} for seed in seeds]

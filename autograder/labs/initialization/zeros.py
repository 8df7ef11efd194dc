"""The checkpoint `zeros`: all weights and biases are zero."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.labs.checkpoint import Checkpoint, Misconception
from autograder.labs.initialization.parameters import (
    Parameters,
    crowded,
    parameters,
    shapes,
    structural,
    widths,
    zero,
)


def _small_random(layers_dims: list[int]) -> Parameters:
    generator = np.random.default_rng(0)
    return parameters(layers_dims, lambda _, n, m: 0.01 * generator.standard_normal((n, m)))


def _filled(number: float) -> Callable[[list[int]], Parameters]:
    return lambda dims: parameters(dims, lambda _, n, m: np.full((n, m), number))


ZEROS = Checkpoint(
    grade_id="zeros",
    signature="initialize_parameters_zeros(layers_dims)",
    outputs=("parameters",),
    points=10,
    cases=shapes,
    growth=widths,
    bulk=crowded,
    growing="the units of a layer",
    misconceptions=(
        Misconception(
            "small-random",
            "The weights are small random numbers: here they should be nothing at all.",
            _small_random,
        ),
        Misconception("ones", "The weights are ones.", _filled(1.0)),
        Misconception(
            "a-small-constant", "The weights are a small constant, not zero.", _filled(0.01)
        ),
        Misconception(
            "biases-one",
            "The weights are right, but the biases are ones.",
            lambda dims: parameters(dims, zero, lambda n: np.ones((n, 1))),
        ),
        *structural(),
    ),
)

"""The checkpoint `random`: normal weights, far too large."""

from __future__ import annotations

import numpy as np

from autograder.labs.checkpoint import Checkpoint, Misconception
from autograder.labs.initialization.draws import (
    BIASES,
    BIASES_SMALL,
    CENTRED,
    COLUMN,
    CONSTANT,
    ROW,
    SIGN,
    STREAM,
    TRUNCATED,
    UNIFORM_01,
    normal,
    one_column,
    one_row,
    positive,
    random_biases,
    random_crowded,
    random_shapes,
    random_widths,
    reseeded,
    scaled,
    ten,
    truncated,
    uniform,
)
from autograder.labs.initialization.parameters import (
    parameters,
    structural,
    zero,
)

RANDOM = Checkpoint(
    grade_id="random",
    signature="initialize_parameters_random(layers_dims, rng)",
    outputs=("parameters",),
    points=10,
    cases=random_shapes,
    random=True,
    growth=random_widths,
    bulk=random_crowded,
    growing="the units of a layer",
    misconceptions=(
        Misconception("no-scale", "The weights are not scaled at all.", scaled(lambda d, k: 1.0)),
        Misconception(
            "hundredth",
            "The weights are small, and here they should be far too large.",
            scaled(lambda d, k: 0.01),
        ),
        Misconception("divided", "The weights are divided by the scale.", scaled(lambda d, k: 0.1)),
        Misconception(
            "scale-as-variance",
            "The scale was taken for a variance: it is a standard deviation here.",
            scaled(lambda d, k: 10**0.5),
        ),
        Misconception("scale-squared", "The scale is applied twice.", scaled(lambda d, k: 100.0)),
        Misconception(
            "he-instead",
            "The weights shrink with the number of inputs: that is the next exercise.",
            scaled(lambda d, k: (2 / d[k - 1]) ** 0.5),
        ),
        Misconception(
            "he-times-scale",
            "The scale is right, but the weights are also divided by something that depends on the layer's inputs.",
            scaled(lambda d, k: 10 * (2 / d[k - 1]) ** 0.5),
        ),
        Misconception(*UNIFORM_01, scaled(ten, uniform(0, 1))),
        Misconception(
            "uniform",
            "The draws come from a uniform distribution: here they should be normal.",
            scaled(ten, uniform(-1, 1)),
        ),
        Misconception(
            "uniform-same-spread",
            "The spread is right, but the draws are uniform: they should be normal.",
            scaled(ten, uniform(-(3**0.5), 3**0.5)),
        ),
        Misconception(
            "whole-numbers",
            "The draws are whole numbers.",
            scaled(lambda d, k: 1.0, lambda g, n, m: g.integers(-10, 11, (n, m))),
        ),
        Misconception(
            "last-layer-unscaled",
            "All layers but the last are right: it is not scaled.",
            scaled(lambda d, k: 10.0 if k < len(d) - 1 else 1.0),
        ),
        Misconception(
            "first-layer-only",
            "Only the first layer is scaled.",
            scaled(lambda d, k: 10.0 if k == 1 else 1.0),
        ),
        Misconception(*BIASES, scaled(ten, normal, random_biases)),
        Misconception(
            "random-biases-unscaled",
            "The weights are right, but the biases are random numbers: they should be zero.",
            scaled(ten, normal, lambda g, n, s: g.standard_normal((n, 1))),
        ),
        Misconception(*ROW, scaled(ten, one_row)),
        Misconception(*COLUMN, scaled(ten, one_column)),
        Misconception(*CENTRED, scaled(ten, uniform(-0.5, 0.5))),
        Misconception(*TRUNCATED, scaled(ten, truncated)),
        Misconception(*CONSTANT, scaled(ten, lambda g, n, m: np.ones((n, m)))),
        Misconception(*BIASES_SMALL, scaled(ten, normal, lambda g, n, s: np.full((n, 1), 0.01))),
        Misconception(*SIGN, scaled(ten, positive)),
        Misconception(*STREAM, reseeded(ten)),
        Misconception(
            "zeros", "The weights are zero.", lambda dims, generator: parameters(dims, zero)
        ),
        Misconception(
            "scale-added",
            "The scale is added to the draws, not multiplied with them.",
            scaled(lambda d, k: 1.0, lambda g, n, m: 10 + normal(g, n, m)),
        ),
        Misconception(
            "biases-ten",
            "The biases are scaled up from one: they should be zero.",
            scaled(ten, normal, lambda g, n, s: np.full((n, 1), 10.0)),
        ),
        Misconception(
            "biases-one",
            "The weights are right, but the biases are ones: they should be zero.",
            scaled(ten, normal, lambda g, n, s: np.ones((n, 1))),
        ),
        *structural(),
    ),
)

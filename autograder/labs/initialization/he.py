"""The checkpoint `he`: normal weights that keep the size of what passes through."""

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


def he_scale(dims: list[int], layer: int) -> float:
    """Standard deviation of the weights after He et al. (2015), equation 10."""
    return float(np.sqrt(2 / dims[layer - 1]))


HE = Checkpoint(
    grade_id="he",
    signature="initialize_parameters_he(layers_dims, rng)",
    outputs=("parameters",),
    points=15,
    cases=random_shapes,
    random=True,
    growth=random_widths,
    bulk=random_crowded,
    growing="the units of a layer",
    misconceptions=(
        Misconception(
            "xavier",
            "This is what comes out for a variance of 1 / n: it suits tanh; ReLU sets half of its inputs to zero.",
            scaled(lambda d, k: d[k - 1] ** -0.5),
        ),
        Misconception(
            "no-root",
            "The scale of the draws is the variance itself: what multiplies a standard normal draw is the standard deviation.",
            scaled(lambda d, k: 2 / d[k - 1]),
        ),
        Misconception(
            "root-of-two-only",
            "Only the 2 is under the root.",
            scaled(lambda d, k: 2**0.5 / d[k - 1]),
        ),
        Misconception(
            "root-of-n-only",
            "Only the number of inputs is under the root.",
            scaled(lambda d, k: 2 / d[k - 1] ** 0.5),
        ),
        Misconception(
            "fan-out",
            "The scale goes by the units of the layer itself: a sum runs over its inputs.",
            scaled(lambda d, k: (2 / d[k]) ** 0.5),
        ),
        Misconception(
            "xavier-fan-out",
            "The scale goes by the units of the layer itself, and the factor for ReLU is missing.",
            scaled(lambda d, k: d[k] ** -0.5),
        ),
        Misconception(
            "glorot",
            "This is Glorot's scale, which takes inputs and units together.",
            scaled(lambda d, k: (2 / (d[k - 1] + d[k])) ** 0.5),
        ),
        Misconception(
            "fan-average-doubled",
            "The scale takes the mean of inputs and units: here only the inputs count.",
            scaled(lambda d, k: (4 / (d[k - 1] + d[k])) ** 0.5),
        ),
        Misconception(
            "one-over",
            "The scale is one over the number of inputs.",
            scaled(lambda d, k: 1 / d[k - 1]),
        ),
        Misconception(
            "upside-down",
            "The fraction is upside down: more inputs should mean smaller weights.",
            scaled(lambda d, k: (d[k - 1] / 2) ** 0.5),
        ),
        Misconception(
            "upside-down-one",
            "The weights grow with the number of inputs: more inputs should mean smaller weights.",
            scaled(lambda d, k: float(d[k - 1]) ** 0.5),
        ),
        Misconception(
            "first-size-everywhere",
            "Every layer got the scale of the first: the number of inputs differs from layer to layer.",
            scaled(lambda d, k: (2 / d[0]) ** 0.5),
        ),
        Misconception(
            "layer-number",
            "The scale goes by the layer's number: it should go by the number of its inputs.",
            scaled(lambda d, k: (2 / k) ** 0.5),
        ),
        Misconception(
            "depth",
            "The scale goes by the number of layers: it should go by the number of a layer's inputs.",
            scaled(lambda d, k: (2 / (len(d) - 1)) ** 0.5),
        ),
        Misconception(
            "whole-size",
            "The scale goes by all entries of W: a unit only sums over its inputs.",
            scaled(lambda d, k: (2 / (d[k - 1] * d[k])) ** 0.5),
        ),
        Misconception(
            "he-normal-doubled",
            "The weights are twice as large as they should be.",
            scaled(lambda d, k: 2 * he_scale(d, k)),
        ),
        Misconception(
            "six",
            "The 6 belongs to the limits of a uniform distribution: for a normal one, the variance is asked.",
            scaled(lambda d, k: (6 / d[k - 1]) ** 0.5),
        ),
        Misconception(
            "ten-left",
            "The factor 10 of the exercise before is still there.",
            scaled(lambda d, k: 10 * he_scale(d, k)),
        ),
        Misconception("unscaled", "The weights are not scaled at all.", scaled(lambda d, k: 1.0)),
        Misconception(
            "hundredth",
            "All layers have weights of about a hundredth, however many inputs they have.",
            scaled(lambda d, k: 0.01),
        ),
        Misconception("ten", "This is the initialization of the exercise before.", scaled(ten)),
        Misconception(
            "he-uniform",
            "The spread is right, but the draws are uniform: here they should be normal.",
            scaled(he_scale, uniform(-(3**0.5), 3**0.5)),
        ),
        Misconception(
            "uniform-limits",
            "The draws are uniform, between plus and minus the scale: they should be normal.",
            scaled(he_scale, uniform(-1, 1)),
        ),
        Misconception(*UNIFORM_01, scaled(he_scale, uniform(0, 1))),
        Misconception(
            "last-layer-unscaled",
            "All layers but the last are right: it is not scaled.",
            scaled(lambda d, k: he_scale(d, k) if k < len(d) - 1 else 1.0),
        ),
        Misconception(
            "first-layer-unscaled",
            "All layers but the first are right: it is not scaled.",
            scaled(lambda d, k: he_scale(d, k) if k > 1 else 1.0),
        ),
        Misconception(
            "last-layer-xavier",
            "All layers but the last are right: treat it as the others here.",
            scaled(lambda d, k: he_scale(d, k) if k < len(d) - 1 else d[k - 1] ** -0.5),
        ),
        Misconception(
            "last-layer-zero",
            "All layers but the last are right: its weights are zero.",
            scaled(lambda d, k: he_scale(d, k) if k < len(d) - 1 else 0.0),
        ),
        Misconception(*BIASES, scaled(he_scale, normal, random_biases)),
        Misconception(
            "random-biases-unscaled",
            "The weights are right, but the biases are random numbers: they should be zero.",
            scaled(he_scale, normal, lambda g, n, s: g.standard_normal((n, 1))),
        ),
        Misconception(
            "biases-one",
            "The weights are right, but the biases are ones: they should be zero.",
            scaled(he_scale, normal, lambda g, n, s: np.ones((n, 1))),
        ),
        Misconception(*ROW, scaled(he_scale, one_row)),
        Misconception(*COLUMN, scaled(he_scale, one_column)),
        Misconception(*CENTRED, scaled(he_scale, uniform(-0.5, 0.5))),
        Misconception(*TRUNCATED, scaled(he_scale, truncated)),
        Misconception(*CONSTANT, scaled(he_scale, lambda g, n, m: np.ones((n, m)))),
        Misconception(
            *BIASES_SMALL, scaled(he_scale, normal, lambda g, n, s: np.full((n, 1), 0.01))
        ),
        Misconception(*SIGN, scaled(he_scale, positive)),
        Misconception(*STREAM, reseeded(he_scale)),
        Misconception(
            "zeros", "The weights are zero.", lambda dims, generator: parameters(dims, zero)
        ),
        Misconception(
            "scale-added",
            "The scale is added to the draws, not multiplied with them.",
            scaled(lambda d, k: 1.0, lambda g, n, m: (2 / m) ** 0.5 + normal(g, n, m)),
        ),
        *structural(),
    ),
)

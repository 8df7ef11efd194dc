"""The checkpoint `random`: normal weights, far too large."""

from __future__ import annotations

from autograder.labs.changes import piece
from autograder.labs.checkpoint import Checkpoint
from autograder.labs.initialization.draws import (
    DRAWS,
    biases,
    draws,
    random_crowded,
    random_shapes,
    random_widths,
)
from autograder.labs.initialization.parameters import STRUCTURE
from autograder.labs.mistakes import wrong_answers

SCALE = "10 * rng"

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
    mistakes=(
        *wrong_answers(
            "no-scale: The weights are not scaled at all: this exercise wants them far too large, on purpose.",
            piece(SCALE, "rng"),
            "hundredth: The weights are small: this exercise wants them far too large, on purpose.",
            piece(SCALE, "0.01 * rng"),
            "divided: The draws are divided by the scale: multiply by it instead.",
            piece(SCALE, "0.1 * rng"),
            "scale-as-variance: The scale was used as a variance: here it is the standard deviation.",
            piece(SCALE, "np.sqrt(10) * rng"),
            "scale-squared: The weights have a standard deviation of 100, not of 10. Is the scale applied twice, or is its square given to `normal`, which takes a standard deviation?",
            piece(SCALE, "100 * rng"),
            "he-instead: The more inputs there are, the smaller the weights: that comes in the next exercise.",
            piece(SCALE, "np.sqrt(2 / shape[1]) * rng"),
            "he-times-scale: The weights are also divided by something that depends on the layer's inputs: here every layer has the same scale.",
            piece(SCALE, "10 * np.sqrt(2 / shape[1]) * rng"),
            "uniform: The draws come from a uniform distribution: here they should be normal.",
            draws("rng.uniform(-1, 1, "),
            "uniform-same-spread: The draws come from a uniform distribution: even with the right spread, they are not normal.",
            draws("rng.uniform(-np.sqrt(3), np.sqrt(3), "),
            "whole-numbers: The weights are whole numbers: normal draws have decimals.",
            piece("10 * rng.standard_normal(", "1.0 * rng.integers(-10, 11, "),
            piece("10 * rng.standard_normal(shape)", "np.round(10 * rng.standard_normal(shape))"),
            "scale-grows: The scale grows from layer to layer: it should be 10 in every layer.",
            piece(SCALE, "10**layer * rng"),
            "last-layer-unscaled: The last layer is not scaled: every layer should be.",
            piece(SCALE, "(10 if layer < len(layers_dims) - 1 else 1) * rng"),
            "first-layer-only: Only the first layer is scaled: every layer should be.",
            piece(SCALE, "(10 if layer == 1 else 1) * rng"),
            "scale-added: The scale is added to the draws: multiply by it instead.",
            piece(SCALE, "10 + rng"),
            "random-biases: The biases are random too: they should be zero.",
            biases("10 * rng.standard_normal("),
            "biases-ten: The biases are as large as the scale: they should be zero.",
            biases("10 * np.ones("),
        ),
        *DRAWS,
        *STRUCTURE,
    ),
    hints=(
        "Keys and shapes are those of the exercise with zeros, so begin with what you wrote there. What is new is how the weights are drawn, and what they are multiplied by. The biases stay as they were.",
        "Every weight is a draw of its own from the standard normal distribution, made by the generator that your function is given. Then all weights are made ten times as large, in every layer.",
        "Make a wide layer, of 200 units with 100 inputs, and look at its weights: the mean should be near 0, the standard deviation near 10, and about half of them should be negative. Is one row equal to another? It should not be.",
    ),
    section="Exercise 4: initialize_parameters_random (10 points)",
)

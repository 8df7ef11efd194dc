"""The checkpoint `he`: normal weights that keep the size of what passes through."""

from __future__ import annotations

from autograder.labs.changes import Change, piece
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

RIGHT = "np.sqrt(2 / n_in)"


def scale(other: str) -> Change:
    """Weights that are multiplied by another scale."""
    return piece(RIGHT, other)


def but(other: str, layers: str) -> Change:
    """Another scale in some layers."""
    return scale(f"({other} if {layers} else {RIGHT})")


LAST = "layer == len(layers_dims) - 1"

SCALES = wrong_answers(
    "xavier: This is what comes out for a variance of 1 / n: it suits tanh; ReLU sets half of its inputs to zero.",
    scale("np.sqrt(1 / n_in)"),
    "no-root: The scale of the draws is the variance itself: what multiplies a standard normal draw is the standard deviation.",
    scale("(2 / n_in)"),
    "root-of-two-only: Only the 2 is under the root.",
    scale("(np.sqrt(2) / n_in)"),
    "root-of-n-only: Only the number of inputs is under the root.",
    scale("(2 / np.sqrt(n_in))"),
    "fan-out: The scale goes by the units of the layer itself: a sum runs over its inputs.",
    scale("np.sqrt(2 / n_out)"),
    "xavier-fan-out: The scale goes by the units of the layer itself, and the factor for ReLU is missing.",
    scale("np.sqrt(1 / n_out)"),
    "glorot: This is Glorot's scale, which takes inputs and units together.",
    scale("np.sqrt(2 / (n_in + n_out))"),
    "fan-average-doubled: The scale takes the mean of inputs and units: here only the inputs count.",
    scale("np.sqrt(4 / (n_in + n_out))"),
    "one-over: The scale is one over the number of inputs.",
    scale("(1 / n_in)"),
    "upside-down: The fraction is upside down: more inputs should mean smaller weights.",
    scale("np.sqrt(n_in / 2)"),
    "upside-down-one: The weights grow with the number of inputs: more inputs should mean smaller weights.",
    scale("np.sqrt(n_in)"),
    "first-size-everywhere: Every layer got the scale of the first: the number of inputs differs from layer to layer.",
    scale("np.sqrt(2 / layers_dims[0])"),
    "layer-number: The scale goes by the layer's number: it should go by the number of its inputs.",
    scale("np.sqrt(2 / layer)"),
    "depth: The scale goes by the number of layers: it should go by the number of a layer's inputs.",
    scale("np.sqrt(2 / (len(layers_dims) - 1))"),
    "whole-size: The scale goes by all entries of W: a unit only sums over its inputs.",
    scale("np.sqrt(2 / (n_in * n_out))"),
    "he-normal-doubled: The weights are twice as large as they should be.",
    scale("2 * np.sqrt(2 / n_in)"),
    "six: The 6 belongs to the limits of a uniform distribution: for a normal one, the variance is asked.",
    scale("np.sqrt(6 / n_in)"),
    "ten-left: The factor 10 of the exercise before is still there.",
    scale("10 * np.sqrt(2 / n_in)"),
    "unscaled: The weights are not scaled at all.",
    scale("1.0"),
    "hundredth: All layers have weights of about a hundredth, however many inputs they have.",
    scale("0.01"),
    "ten: This is the initialization of the exercise before.",
    scale("10"),
    "last-layer-unscaled: All layers but the last are right: it is not scaled.",
    but("1.0", LAST),
    "first-layer-unscaled: All layers but the first are right: it is not scaled.",
    but("1.0", "layer == 1"),
    "last-layer-xavier: All layers but the last are right: treat it as the others here.",
    but("np.sqrt(1 / n_in)", LAST),
    "last-layer-zero: All layers but the last are right: its weights are zero.",
    but("0.0", LAST),
    "scale-added: The scale is added to the draws, not multiplied with them.",
    piece(f" * {RIGHT}", f" + {RIGHT}"),
    "he-uniform: The spread is right, but the draws are uniform: here they should be normal.",
    draws("rng.uniform(-np.sqrt(3), np.sqrt(3), "),
    "uniform-limits: The draws are uniform, between plus and minus the scale: they should be normal.",
    draws("rng.uniform(-1, 1, "),
    "random-biases: The biases are random too: they should be zero.",
    biases(f"{RIGHT} * rng.standard_normal("),
)

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
    mistakes=(*SCALES, *DRAWS, *STRUCTURE),
)

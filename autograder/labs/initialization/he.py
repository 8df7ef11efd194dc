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
    "xavier: This is what comes out for a variance of 1 / n: that suits tanh, but ReLU sets half of its inputs to zero.",
    scale("np.sqrt(1 / n_in)"),
    "no-root: The draws are multiplied by the variance itself: a standard normal draw is scaled by the standard deviation.",
    scale("(2 / n_in)"),
    "root-of-two-only: Only the 2 is under the root: the whole fraction belongs there.",
    scale("(np.sqrt(2) / n_in)"),
    "root-of-n-only: Only the number of inputs is under the root: the whole fraction belongs there.",
    scale("(2 / np.sqrt(n_in))"),
    "fan-out: The scale depends on the units of the layer itself: each unit sums over its inputs, so count those.",
    scale("np.sqrt(2 / n_out)"),
    "xavier-fan-out: The scale depends on the units of the layer itself, not on its inputs, and the factor for ReLU is missing.",
    scale("np.sqrt(1 / n_out)"),
    "glorot: This is Glorot's scale, which counts inputs and units together: here only the inputs count.",
    scale("np.sqrt(2 / (n_in + n_out))"),
    "fan-average-doubled: The scale uses the mean of inputs and units: here only the inputs count.",
    scale("np.sqrt(4 / (n_in + n_out))"),
    "one-over: The scale is one over the number of inputs: the root and the factor for ReLU are missing.",
    scale("(1 / n_in)"),
    "upside-down: The fraction is upside down: more inputs should mean smaller weights.",
    scale("np.sqrt(n_in / 2)"),
    "upside-down-one: The weights grow with the number of inputs: more inputs should mean smaller weights.",
    scale("np.sqrt(n_in)"),
    "first-size-everywhere: Every layer has the scale of the first: the number of inputs differs from layer to layer.",
    scale("np.sqrt(2 / layers_dims[0])"),
    "layer-number: The scale depends on the layer's number: it should depend on the number of its inputs.",
    scale("np.sqrt(2 / layer)"),
    "depth: The scale depends on the number of layers: it should depend on the number of inputs of each layer.",
    scale("np.sqrt(2 / (len(layers_dims) - 1))"),
    "whole-division: The scale is 0 wherever there are more than two inputs: // rounds down to a whole number.",
    scale("np.sqrt(2 // n_in)"),
    "inputs-of-another-layer: The scale counts the units of the wrong layer: the inputs of a layer are the units of the one just before it.",
    scale("np.sqrt(2 / layers_dims[layer - 2])"),
    "whole-size: The scale counts all entries of W: a unit sums over its own inputs only.",
    scale("np.sqrt(2 / (n_in * n_out))"),
    "he-normal-doubled: The weights are twice as large as they should be: is there an extra factor in the scale?",
    scale("2 * np.sqrt(2 / n_in)"),
    "inputs-off-by-one: The number of inputs seems to be off by one: is there anything in the fraction besides the 2 and that number?",
    scale("np.sqrt(2 / (n_in + 1))"),
    scale("np.sqrt(2 / max(n_in - 1, 1))"),
    "six: The 6 belongs to the limits of a uniform distribution: for normal draws, the variance is what counts.",
    scale("np.sqrt(6 / n_in)"),
    "ten-left: The factor 10 from the previous exercise is still there: it can go now.",
    scale("10 * np.sqrt(2 / n_in)"),
    "unscaled: The weights are not scaled at all: each layer needs a scale of its own.",
    scale("1.0"),
    "hundredth: In every layer the weights are about 0.01, however many inputs there are: each layer needs a scale of its own.",
    scale("0.01"),
    "ten: This is the initialization from the previous exercise: now each layer needs a scale of its own.",
    scale("10"),
    "last-layer-unscaled: The last layer is not scaled: it needs its scale like any other.",
    but("1.0", LAST),
    "first-layer-unscaled: The first layer is not scaled: it needs its scale like any other.",
    but("1.0", "layer == 1"),
    "last-layer-xavier: The last layer follows a rule of its own, a variance of 1 / n: treat it like the other layers here.",
    but("np.sqrt(1 / n_in)", LAST),
    "last-layer-zero: The weights of the last layer are zero: they should be random draws, as in every layer.",
    but("0.0", LAST),
    "scale-added: The scale is added to the draws: multiply by it instead.",
    piece(f" * {RIGHT}", f" + {RIGHT}"),
    "he-uniform: The draws come from a uniform distribution: even with the right spread, they are not normal.",
    draws("rng.uniform(-np.sqrt(3), np.sqrt(3), "),
    "uniform-limits: The draws are uniform, between minus and plus the scale: they should be normal.",
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
    hints=(
        "If the exercise before has passed, only the scale is new: look at what the draws of a layer are multiplied by, and at which number in it changes from layer to layer.",
        "The scale is a standard deviation, which is the root of the variance that the lesson derives: the whole fraction belongs under the root. It depends on the number of inputs of the layer, not on the number of its units.",
        "Try it by hand: weights of a layer with 8 inputs have a standard deviation of 0.5, however many units there are. Make one with 500 units and measure. 0.35 comes from another rule, Xavier's; with 0.25 the root is missing.",
    ),
    section="6 He initialization",
)

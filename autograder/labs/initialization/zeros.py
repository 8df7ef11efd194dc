"""The checkpoint `zeros`: all weights and biases are zero."""

from __future__ import annotations

from autograder.checks.exam import Clue
from autograder.labs.changes import begin, change, piece
from autograder.labs.checkpoint import Checkpoint
from autograder.labs.initialization.parameters import STRUCTURE, crowded, shapes, widths
from autograder.labs.mistakes import wrong_answers

WEIGHTS, BIASES = 'W{layer}"] = np.zeros(', 'b{layer}"] = np.zeros('

ZEROS = Checkpoint(
    grade_id="zeros",
    signature="initialize_parameters_zeros(layers_dims)",
    outputs=("parameters",),
    points=10,
    cases=shapes,
    growth=widths,
    bulk=crowded,
    growing="the units of a layer",
    clues=(
        Clue(
            "not-zero",
            "The biases are zero, but the weights are not. If they come from np.empty, they hold whatever was in memory before.",
            wrong=("W",),
            right=("b",),
        ),
        Clue(
            "biases-not-zero",
            "The weights are zero, but the biases are not.",
            wrong=("b",),
            right=("W",),
        ),
    ),
    mistakes=(
        *wrong_answers(
            "small-random: The weights are small random numbers: in this exercise they should be exactly zero.",
            change(
                begin("rng = np.random.default_rng(0)"),
                piece(WEIGHTS, 'W{layer}"] = 0.01 * rng.standard_normal('),
            ),
            "ones: The weights are ones: they should be zero.",
            piece(WEIGHTS, 'W{layer}"] = np.ones('),
            "a-small-constant: The weights are a small constant: they should be exactly zero.",
            piece(WEIGHTS, 'W{layer}"] = 0.01 * np.ones('),
            "biases-one: The biases are ones: they should be zero.",
            piece(BIASES, 'b{layer}"] = np.ones('),
        ),
        *STRUCTURE,
    ),
    hints=(
        "Look at the loop over the layers: where does it begin, where does it end, and which keys does it fill? If the keys are right, look at the shapes.",
        "Every layer but the input has a W and a b. W has a row for each unit of the layer, and a column for each of its inputs, which are the units of the layer before it. b has a row for each unit, and a single column.",
        "Try it by hand: sizes of 3, 5 and 2 make two layers. W1 is 5 by 3 and b1 is 5 by 1, W2 is 2 by 5 and b2 is 2 by 1. There is one size more than there are layers, so mind how often your loop runs.",
    ),
    section="Exercise 2: initialize_parameters_zeros (10 points)",
)

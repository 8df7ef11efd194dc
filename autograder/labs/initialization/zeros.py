"""The checkpoint `zeros`: all weights and biases are zero."""

from __future__ import annotations

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
)

"""The checkpoint `momentum`: a velocity, and a step with it."""

from __future__ import annotations

from autograder.checks.exam import Clue
from autograder.labs.checkpoint import Checkpoint
from autograder.labs.optimization.momentum.cases import descent, steps
from autograder.labs.optimization.momentum.mistakes import MIXING, RETURNING, SETTINGS, STEPPING

MOMENTUM = Checkpoint(
    grade_id="momentum",
    signature="update_parameters_with_momentum(parameters, grads, v, beta, learning_rate)",
    outputs=("parameters", "v"),
    points=15,
    cases=steps,
    bowl=descent,
    may_change=("parameters", "v"),
    clues=(
        Clue(
            "step",
            "The velocity is right in every step: look at how the parameters move with it.",
            wrong=("parameters",),
            right=("v",),
        ),
        Clue(
            "velocity-kept",
            "The parameters are right, but the velocity that comes back is not: the next step continues from it.",
            wrong=("v",),
            right=("parameters",),
        ),
        Clue(
            "biases",
            "The weights are right in every step: look at how the biases are treated.",
            wrong=("b",),
            right=("W",),
        ),
        Clue(
            "velocity",
            "The velocity comes back wrong: look at how the old one and the gradient are mixed, and whether the new one is returned.",
            wrong=("v",),
        ),
    ),
    mistakes=(*MIXING, *SETTINGS, *STEPPING, *RETURNING),
    hints=(
        "There are two parts: the new velocity, and the step that is made with it. If v is wrong, begin with the first. If v is right and only the parameters are wrong, look at the second.",
        "The new velocity is a mixture: a share beta of it is the old velocity, and the rest is the gradient. Then the parameters move against the new velocity, as far as the learning rate says. Both come back, the parameters first.",
        "The example of the lesson: velocity 1, gradient 3, beta 0.5, learning rate 0.1. The velocity becomes 2, and the weight falls by 0.2. If yours falls by 0.3, it steps along the gradient; if by 0.1, along the old velocity.",
    ),
    section="Exercise 4: update_parameters_with_momentum (15 points)",
)

"""The checkpoint `three_layer`: loss and gradients of a network."""

from __future__ import annotations

from autograder.checks.exam import Clue
from autograder.labs.checkpoint import Checkpoint
from autograder.labs.image_classification.linear.cases import ROUNDED
from autograder.labs.image_classification.three_layer.cases import (
    a_crowd,
    extremes,
    more_samples,
    networks,
)
from autograder.labs.image_classification.three_layer.mistakes import (
    BACKWARD,
    FORWARD,
    PENALTY,
    RETURNING,
)

THREE_LAYER = Checkpoint(
    grade_id="three_layer",
    signature="three_layer_loss(parameters, X, y, reg)",
    outputs=("the loss", "grads"),
    points=20,
    cases=networks,
    rtol=ROUNDED,
    extremes=extremes,
    growth=more_samples,
    growing="the samples",
    bulk=a_crowd,
    clues=(
        Clue(
            "gradients",
            "The loss is right, and so is the way forward: look at the way back.",
            wrong=("grads",),
            right=("the loss",),
        ),
        Clue(
            "loss",
            "All gradients are right: look at how the loss is put together.",
            wrong=("the loss",),
            right=("grads",),
        ),
    ),
    mistakes=(*FORWARD, *BACKWARD, *PENALTY, *RETURNING),
    hints=(
        "Is the loss right? Then so is the way forward, and only the way back is left. Is dW3 right as well? Then look one layer further down. Set reg to 0 to see whether it is the penalty.",
        "On the way back each layer does three things with what comes from above: a matrix product with the layer's input gives dW, the sum over the samples gives db, and the transposed weights pass it down. Of that, only what the ReLU let through on the way forward goes on.",
        "Check it with what you know: measure the slope of the loss along one entry of W1, as in the lab on gradient checking. If the gradients of all weights are off and those of the biases are right, it is the penalty.",
    ),
    section="Exercise 9: three_layer_loss (20 points)",
)

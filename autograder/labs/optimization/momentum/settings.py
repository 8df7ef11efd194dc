"""Beta and the learning rate: fixed, swapped, or in the velocity where they belong to the step."""

from __future__ import annotations

from autograder.labs.checkpoint import Misconception
from autograder.labs.optimization.momentum.formulas import rule
from autograder.labs.optimization.nets import varied

SETTINGS: tuple[Misconception, ...] = (
    Misconception(
        "fixed-beta",
        "Beta is always 0.9: take the one that the function is given.",
        varied(lambda right, p, grads, v, beta, rate: right(p, grads, v, 0.9, rate)),
        varies=True,
    ),
    Misconception(
        "rate-and-beta-swapped",
        "Beta and the learning rate have changed places.",
        varied(lambda right, p, grads, v, beta, rate: right(p, grads, v, rate, beta)),
        varies=True,
    ),
    Misconception(
        "rate-in-the-velocity",
        "The learning rate is in the velocity: it belongs to the step.",
        rule(
            lambda W, g, v, beta, rate: (
                W - (beta * v + rate * g),
                beta * v + rate * g,
            )
        ),
    ),
    Misconception(
        "rate-in-the-share",
        "The learning rate is in the velocity: it belongs to the step.",
        rule(
            lambda W, g, v, beta, rate: (
                W - (beta * v + (1 - beta) * rate * g),
                beta * v + (1 - beta) * rate * g,
            )
        ),
    ),
    Misconception(
        "a-displacement",
        "The velocity holds the step that is added, with its sign and the learning rate: it should be a mean of gradients.",
        rule(
            lambda W, g, v, beta, rate: (
                W + beta * v - rate * g,
                beta * v - rate * g,
            )
        ),
    ),
)

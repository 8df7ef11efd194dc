"""The step: what it is made with, and what it is multiplied by."""

from __future__ import annotations

from autograder.labs.checkpoint import Misconception
from autograder.labs.optimization.momentum.formulas import move, rule

STEPPING: tuple[Misconception, ...] = (
    Misconception(
        "old-velocity",
        "The step is made with the old velocity: renew it first.",
        move(lambda new, g, v, beta, rate: -rate * v),
    ),
    Misconception(
        "gradient-in-the-step",
        "The velocity is right, but the step is made with the gradient.",
        move(lambda new, g, v, beta, rate: -rate * g),
    ),
    Misconception(
        "uphill",
        "The step goes uphill.",
        move(lambda new, g, v, beta, rate: rate * new),
    ),
    Misconception(
        "no-learning-rate",
        "The learning rate plays no part.",
        move(lambda new, g, v, beta, rate: -new),
    ),
    Misconception(
        "fixed-learning-rate",
        "The learning rate is always 0.01: take the one that the function is given.",
        move(lambda new, g, v, beta, rate: -0.01 * new),
    ),
    Misconception(
        "rate-twice",
        "The learning rate is in there twice.",
        move(lambda new, g, v, beta, rate: -rate * rate * new),
    ),
    Misconception(
        "divided-by-rate",
        "The velocity is divided by the learning rate.",
        move(lambda new, g, v, beta, rate: -new / rate),
    ),
    Misconception(
        "both-in-the-step",
        "The step takes the velocity and the gradient: the gradient is in the velocity already.",
        move(lambda new, g, v, beta, rate: -rate * (new + g)),
    ),
    Misconception(
        "both-velocities",
        "The step takes the old velocity as well as the new one: the old one is in the new one already.",
        move(lambda new, g, v, beta, rate: -rate * (new + v)),
    ),
    Misconception(
        "looking-ahead",
        "The velocity is mixed with the gradient once more for the step: that is another method (Nesterov's).",
        move(lambda new, g, v, beta, rate: -rate * (beta * new + (1 - beta) * g)),
    ),
    Misconception(
        "damped-step",
        "The step is multiplied by 1 - beta once more: that share is in the velocity already.",
        move(lambda new, g, v, beta, rate: -rate * (1 - beta) * new),
    ),
    Misconception(
        "beta-in-the-step",
        "The step is multiplied by beta: beta belongs to the velocity only.",
        move(lambda new, g, v, beta, rate: -rate * beta * new),
    ),
    Misconception(
        "parameters-not-moved",
        "The velocity is right, but the parameters came back as they were.",
        move(lambda new, g, v, beta, rate: 0 * new),
    ),
    Misconception(
        "the-change-alone",
        "In place of the new parameters this is the change alone.",
        rule(
            lambda W, g, v, beta, rate: (
                -rate * (beta * v + (1 - beta) * g),
                beta * v + (1 - beta) * g,
            )
        ),
    ),
)

"""The velocity: what it is made of, and in which shares."""

from __future__ import annotations

from autograder.labs.checkpoint import Misconception
from autograder.labs.optimization.momentum.formulas import velocity

MIXING: tuple[Misconception, ...] = (
    Misconception(
        "gradient-in-full",
        "The new gradient counts in full: the shares of the old velocity and of the gradient should add up to 1.",
        velocity(lambda g, v, beta: beta * v + g),
    ),
    Misconception(
        "shares-swapped",
        "The shares are swapped: with beta near 1 the velocity should hardly change in a step.",
        velocity(lambda g, v, beta: (1 - beta) * v + beta * g),
    ),
    Misconception(
        "never-forgets",
        "The old velocity counts in full: without a share below 1 it never forgets.",
        velocity(lambda g, v, beta: v + (1 - beta) * g),
    ),
    Misconception(
        "summed-up",
        "Old velocity and gradient are just added up: each has a share, and both shares come from beta.",
        velocity(lambda g, v, beta: v + g),
    ),
    Misconception(
        "no-memory",
        "The old velocity plays no part.",
        velocity(lambda g, v, beta: (1 - beta) * g),
    ),
    Misconception(
        "plain-descent",
        "The velocity is the gradient itself: this is gradient descent as before.",
        velocity(lambda g, v, beta: g),
    ),
    Misconception(
        "beta-on-both",
        "Both shares are beta: they should add up to 1.",
        velocity(lambda g, v, beta: beta * v + beta * g),
    ),
    Misconception(
        "one-minus-beta-on-both",
        "Both shares are 1 - beta: they should add up to 1.",
        velocity(lambda g, v, beta: (1 - beta) * (v + g)),
    ),
    Misconception(
        "gradient-subtracted",
        "The gradient is subtracted in the velocity: both parts are added there.",
        velocity(lambda g, v, beta: beta * v - (1 - beta) * g),
    ),
    Misconception(
        "only-decays",
        "The gradient plays no part in the velocity.",
        velocity(lambda g, v, beta: beta * v),
    ),
    Misconception(
        "gradient-squared",
        "The gradient is squared in the velocity: that belongs to Adam.",
        velocity(lambda g, v, beta: beta * v + (1 - beta) * g**2),
    ),
    Misconception(
        "divided",
        "The velocity is divided by 1 - beta.",
        velocity(lambda g, v, beta: (beta * v + (1 - beta) * g) / (1 - beta)),
    ),
    Misconception(
        "brackets",
        "A bracket is missing: 1 - beta multiplies the gradient as a whole.",
        velocity(lambda g, v, beta: beta * v + 1 - beta * g),
    ),
    Misconception(
        "beta-squared",
        "Beta is in there twice.",
        velocity(lambda g, v, beta: beta * (beta * v + (1 - beta) * g)),
    ),
    Misconception(
        "mean-gradient",
        "The velocity of an array is made from the mean of its gradient: each number has its own.",
        velocity(lambda g, v, beta: beta * v + (1 - beta) * g.mean()),
    ),
)

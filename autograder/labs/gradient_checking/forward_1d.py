"""The checkpoint `forward_1d`: the cost of a net with one parameter, J = theta * x."""

from __future__ import annotations

import math

import numpy as np

from autograder.labs.checkpoint import Arguments, Checkpoint, Misconception


def numbers(generator: np.random.Generator) -> list[Arguments]:
    """Numbers of both signs, whole ones and a zero among them, in either place."""
    fixed = [(2, 4), (3.0, -0.5), (0.0, 1.5), (-2.5, 0.0), (-1.5, -4.0), (0.25, 3)]
    fresh = [tuple(generator.uniform(-6, 6, 2).tolist()) for _ in range(6)]
    return [{"x": x, "theta": theta} for x, theta in [*fixed, *fresh, (1e-3, 700.0)]]


FORWARD_1D = Checkpoint(
    grade_id="forward_1d",
    signature="forward_propagation(x, theta)",
    outputs=("the cost",),
    points=5,
    cases=numbers,
    rtol=1e-12,
    misconceptions=(
        Misconception(
            "added",
            "The two numbers are added: the formula has them side by side.",
            lambda x, theta: x + theta,
        ),
        Misconception(
            "subtracted",
            "One number is taken away from the other: the formula has them side by side.",
            lambda x, theta: theta - x,
        ),
        Misconception(
            "only-x", "This is x: the parameter plays no part.", lambda x, theta: float(x)
        ),
        Misconception(
            "only-theta", "This is theta: the input plays no part.", lambda x, theta: float(theta)
        ),
        Misconception(
            "theta-squared",
            "theta is squared: J is a straight line in theta.",
            lambda x, theta: x * theta**2,
        ),
        Misconception("x-squared", "x is squared: it stands once.", lambda x, theta: x**2 * theta),
        Misconception(
            "squared",
            "The whole product is squared: J is a straight line in theta.",
            lambda x, theta: (x * theta) ** 2,
        ),
        Misconception(
            "half-the-square",
            "This is half a square, as a squared error has it: J is a straight line in theta.",
            lambda x, theta: (x * theta) ** 2 / 2,
        ),
        Misconception("negative", "The sign is turned round.", lambda x, theta: -(x * theta)),
        Misconception(
            "absolute-value",
            "Where the cost is negative, the sign got lost.",
            lambda x, theta: abs(x * theta),
        ),
        Misconception("halved", "This is half the cost.", lambda x, theta: x * theta / 2),
        Misconception("doubled", "This is twice the cost.", lambda x, theta: 2 * x * theta),
        Misconception(
            "a-constant-added", "The cost is too large by 1.", lambda x, theta: x * theta + 1
        ),
        Misconception(
            "with-x-added",
            "x is added once more: there is no bias in this net.",
            lambda x, theta: x * theta + x,
        ),
        Misconception(
            "a-sigmoid",
            "The product went through a sigmoid: this net has no activation.",
            lambda x, theta: 1 / (1 + math.exp(-x * theta)),
        ),
        Misconception(
            "a-relu",
            "What is negative became zero: this net has no activation.",
            lambda x, theta: max(0.0, x * theta),
        ),
        Misconception(
            "whole-numbers",
            "What follows the point is cut off: the cost is no whole number.",
            lambda x, theta: int(x * theta),
        ),
        Misconception(
            "rounded",
            "The cost is rounded: return it with all its digits.",
            lambda x, theta: round(x * theta, 2),
        ),
        Misconception(
            "fixed-example",
            "This is right for x = 2 and theta = 4 only.",
            lambda x, theta: 8,
        ),
        Misconception(
            "nothing-returned",
            "The cost was computed, but never given back.",
            lambda x, theta: None,
        ),
    ),
)

"""The checkpoint `backward_1d`: the derivative of J = theta * x with respect to theta."""

from __future__ import annotations

import numpy as np

from autograder.labs.checkpoint import Checkpoint, Misconception
from autograder.labs.gradient_checking.forward_1d import numbers

BACKWARD_1D = Checkpoint(
    grade_id="backward_1d",
    signature="backward_propagation(x, theta)",
    outputs=("the derivative",),
    points=5,
    cases=numbers,
    rtol=1e-12,
    misconceptions=(
        Misconception(
            "by-x",
            "This is the derivative with respect to x: the parameter is theta.",
            lambda x, theta: float(theta),
        ),
        Misconception(
            "the-cost",
            "This is J itself: how fast does it grow with theta?",
            lambda x, theta: x * theta,
        ),
        Misconception(
            "one", "This is 1: theta has a factor in J, which remains.", lambda x, theta: 1.0
        ),
        Misconception(
            "zero",
            "This is 0, as if J did not depend on theta.",
            lambda x, theta: 0.0,
        ),
        Misconception(
            "negative",
            "The sign is turned round: the step of gradient descent goes against the derivative, but that is a matter for later.",
            lambda x, theta: -x,
        ),
        Misconception(
            "absolute-value",
            "Where the derivative is negative, the sign got lost.",
            lambda x, theta: abs(x),
        ),
        Misconception(
            "sign-only",
            "This is the sign of the derivative, not its size.",
            lambda x, theta: float(np.sign(x)),
        ),
        Misconception("x-squared", "One factor x too many.", lambda x, theta: x**2),
        Misconception(
            "squared-error",
            "This is the derivative of a square: J is a straight line in theta.",
            lambda x, theta: x * (x * theta),
        ),
        Misconception(
            "theta-times-cost",
            "This is the derivative of a square, and with respect to x.",
            lambda x, theta: theta * (x * theta),
        ),
        Misconception(
            "doubled",
            "This is twice the derivative, as if theta were squared.",
            lambda x, theta: 2 * x,
        ),
        Misconception("halved", "This is half the derivative.", lambda x, theta: x / 2),
        Misconception(
            "of-theta-squared",
            "This is the derivative of a J in which theta is squared.",
            lambda x, theta: 2 * x * theta,
        ),
        Misconception(
            "both",
            "The derivatives with respect to x and to theta are added up: only one is asked.",
            lambda x, theta: x + theta,
        ),
        Misconception(
            "from-one-side",
            "This looks like a slope measured from one side, with a rounding error: here the exact derivative is asked.",
            lambda x, theta: (x * (theta + 1e-6) - x * theta) / 1e-6,
        ),
        Misconception(
            "measured",
            "This looks like a slope measured with a small step, with a rounding error: here the exact derivative is asked.",
            lambda x, theta: (x * (theta + 1e-6) - x * (theta - 1e-6)) / 2e-6,
        ),
        Misconception(
            "updated-theta",
            "This is theta after a step: the derivative is asked.",
            lambda x, theta: theta - 0.01 * x,
        ),
        Misconception(
            "whole-numbers",
            "What follows the point is cut off: the derivative is no whole number.",
            lambda x, theta: int(x),
        ),
        Misconception(
            "fixed-example",
            "This is right for x = 2 only.",
            lambda x, theta: 2,
        ),
        Misconception(
            "nothing-returned",
            "The derivative was computed, but never given back.",
            lambda x, theta: None,
        ),
    ),
)

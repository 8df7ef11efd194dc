"""The checkpoint `forward_1d`: the cost of a net with one parameter, J = theta * x."""

from __future__ import annotations

import numpy as np

from autograder.labs.changes import returns
from autograder.labs.checkpoint import Arguments, Checkpoint
from autograder.labs.mistakes import wrong_answers


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
    mistakes=wrong_answers(
        "added: The two numbers are added: what do two letters side by side mean in a formula?",
        returns("x + theta"),
        "subtracted: One number is subtracted from the other: what do two letters side by side mean in a formula?",
        returns("theta - x"),
        "only-x: This is x alone: the parameter theta is not used.",
        returns("float(x)"),
        "only-theta: This is theta alone: the input x is not used.",
        returns("float(theta)"),
        "theta-squared: theta is squared: J is a straight line in theta.",
        returns("theta**2 * x"),
        "x-squared: x is squared: in J it appears only once.",
        returns("theta * x**2"),
        "squared: The whole product is squared: J is a straight line in theta.",
        returns("(theta * x) ** 2"),
        "half-the-square: This is half a square, as in a squared error: J is a straight line in theta.",
        returns("(theta * x) ** 2 / 2"),
        "negative: The sign is flipped: there is no minus in J.",
        returns("-theta * x"),
        "absolute-value: The sign is lost where the cost is negative: J can be below zero.",
        returns("abs(theta * x)"),
        "one-sign-lost: One of the two factors has lost its sign: multiply them as they are.",
        returns("theta * abs(x)"),
        returns("abs(theta) * x"),
        "halved: This is half the cost: J has no other factor.",
        returns("theta * x / 2"),
        "doubled: This is twice the cost: J has no other factor.",
        returns("2 * theta * x"),
        "a-constant-added: The cost is too large by 1: nothing is added in J.",
        returns("theta * x + 1"),
        "with-x-added: x is added once more: this net has no bias.",
        returns("theta * x + x"),
        "a-sigmoid: The product went through a sigmoid: this net has no activation.",
        returns("1 / (1 + np.exp(-theta * x))"),
        "a-relu: Negative values become zero: this net has no activation.",
        returns("max(0.0, theta * x)"),
        "whole-numbers: The decimals are cut off: the cost is not always a whole number.",
        returns("int(theta * x)"),
        "rounded: The cost is rounded: return it with all its digits.",
        returns("round(theta * x, 2)"),
        "fixed-example: This fits x = 2 and theta = 4 only: use the numbers that the function is given.",
        returns("8"),
        "nothing-returned: The cost was computed, but never returned.",
        returns("None"),
    ),
    hints=(
        "There is a single line to write. Put it beside the formula of J above the exercise: everything in the formula should be in your line, and nothing else, no bias, no activation and no square.",
        "In the formula two letters stand side by side, which means that they are multiplied. Return this product as it is, with its sign and all its decimals.",
        "Try it by hand: an input of 3 and a parameter of 4 make a cost of 12; with a parameter of -0.5 it is -1.5. Call your function with these numbers. If you see nothing at all, a `return` is missing.",
    ),
    section="2 One parameter",
)

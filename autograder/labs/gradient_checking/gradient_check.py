"""The checkpoint `gradient_check`: a derivative beside the slope between two points."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.labs.changes import Change, begin, change, returns
from autograder.labs.checkpoint import Arguments, Checkpoint
from autograder.labs.gradient_checking.differences import (
    bounds,
    compared,
    situations,
    wrong_comparisons,
    wrong_slopes,
)
from autograder.labs.mistakes import wrong_answers


def pair(
    x: float,
    theta: float,
    curve: tuple[str, float, float, float, float],
    share: float = 1.0,
    offset: float = 0.0,
    epsilon: float | None = None,
) -> Arguments:
    """A forward pass and its derivative, which is wrong where share or offset say so."""
    settings = dict(zip(("kind", "scale", "rate", "tilt", "phase"), curve, strict=True))
    case: Arguments = {
        "forward": {"function": ["curve", settings]},
        "backward": {"function": ["slope", {**settings, "share": share, "offset": offset}]},
        "x": x,
        "theta": theta,
    }
    return case if epsilon is None else {**case, "epsilon": epsilon}


def pairs(generator: np.random.Generator) -> list[Arguments]:
    """Curves of several kinds, with right derivatives and wrong ones, and with long steps."""

    def near(number: float) -> float:
        return float(number * generator.uniform(0.9, 1.1))

    def some(*curve: Any) -> tuple[str, float, float, float, float]:
        kind, *numbers = curve
        return (kind, *map(near, numbers))

    return [
        pair(2, 1, some("parabola", 0.5, 0.7, 0.2, 0.3)),
        pair(near(1.2), near(0.8), some("wave", 1.5, 0.6, 0.3, 0.2), share=near(1.3)),
        pair(near(-1.5), near(0.7), some("growth", 0.8, 0.5, 0.2, 0.1), share=-1.0),
        pair(near(1.4), near(-0.6), some("wave", 2.0, 0.7, -0.3, 0.4), share=0.0),
        pair(near(0.9), near(1.3), some("parabola", 1.1, 0.8, 0.4, -0.6), epsilon=near(0.1)),
        pair(near(1.1), near(0.5), some("cube", 0.9, 0.8, 0.3, 0.7), epsilon=near(0.05)),
        pair(near(-1.3), near(0.9), some("growth", 1.4, 0.9, 0.2, 0.3), epsilon=near(0.02)),
        pair(near(1.6), near(1.2), some("wave", 1.2, 0.9, 0.3, 0.8), 1.0, 0.4, near(1e-3)),
        pair(near(0.7), near(-1.1), some("growth", 30.0, 1.2, 0.3, 0.2), near(0.6), 0.0, near(0.1)),
        pair(near(-1.2), near(-0.8), some("cube", 0.02, 0.9, 0.2, 0.5), near(-0.4), epsilon=0.01),
        # Off by so little that only the numbers themselves tell.
        pair(near(1.3), near(0.9), some("wave", 1.1, 0.8, 0.3, 0.5), 1.0 + near(4e-6)),
        # So steep and winding that another step than the default shows.
        pair(near(1.3), near(0.6), some("wave", 1.0, 1.5e5, 2e4, 0.4)),
        pair(near(0.8), near(1.4), some("growth", 1.0, 0.9, 0.4, -0.5), epsilon=1e-4),
    ]


def by(slope: str) -> Change:
    """Another formula for the slope."""
    J = """
        def J(shift):
            return np.float64(forward(x, theta + shift))
        """
    return change(begin(J), gradapprox=slope.replace("value", "theta"))


def moved(above: str, below: str) -> str:
    """The slope between two other points."""
    return f"(forward({above}) - forward({below})) / (2 * epsilon)"


SWAPPED = moved("theta + epsilon, x", "theta - epsilon, x")

MISTAKES = wrong_answers(
    "inlined-cost: The cost is written out as x * theta: the function may be given another cost, so call forward.",
    change(gradapprox="(x * (theta + epsilon) - x * (theta - epsilon)) / (2 * epsilon)"),
    "always-agreeing: Every derivative passes, even a wrong one: are forward and backward called at all, and is one compared with the other?",
    change(gradapprox="(x * (theta + epsilon) - x * (theta - epsilon)) / (2 * epsilon)", grad="x"),
    returns("0.0"),
    "backward-never-called: The derivative is always x: the function may be given another one, so call backward.",
    change(grad="x"),
    "cost-as-derivative: The cost itself is compared with the slope: the derivative comes from backward.",
    change(grad="forward(x, theta)"),
    "derivative-elsewhere: The derivative is taken at theta + epsilon: take it at theta itself.",
    change(grad="backward(x, theta + epsilon)"),
    "derivative-below: The derivative is taken at theta - epsilon: take it at theta itself.",
    change(grad="backward(x, theta - epsilon)"),
    "slope-of-the-derivative: The slope is made from backward: it should be the slope of the cost, which comes from forward.",
    change(grad="(backward(x, theta + epsilon) - backward(x, theta - epsilon)) / (2 * epsilon)"),
    "arguments-swapped-forward: forward got its arguments in the wrong order: x comes first.",
    change(gradapprox=SWAPPED),
    "arguments-swapped-backward: backward got its arguments in the wrong order: x comes first.",
    change(grad="backward(theta, x)"),
    "arguments-swapped: Both functions got their arguments in the wrong order: x comes first.",
    change(gradapprox=SWAPPED, grad="backward(theta, x)"),
    "x-moved: The input is moved: move the parameter instead.",
    change(gradapprox=moved("x + epsilon, theta", "x - epsilon, theta")),
    "both-moved: Input and parameter are moved together: leave x as it is.",
    change(gradapprox=moved("x + epsilon, theta + epsilon", "x - epsilon, theta - epsilon")),
    "sign-kept: The difference still has its sign: take its size.",
    returns("(grad - gradapprox) / (abs(grad) + abs(gradapprox))"),
    "sign-kept-below: The denominator can be negative, or zero: add up sizes.",
    returns("abs(grad - gradapprox) / (grad + gradapprox)"),
    "no-sizes: Numerator and denominator still have their signs: both should be made of sizes.",
    returns("(grad - gradapprox) / (grad + gradapprox)"),
    "slope-returned: This is the slope between the two points: compare it with the derivative.",
    returns("gradapprox"),
    "derivative-returned: This is the derivative that comes from backward: compare it with the slope.",
    returns("grad"),
)

GRADIENT_CHECK = Checkpoint(
    grade_id="gradient_check",
    signature="gradient_check(forward, backward, x, theta, epsilon=1e-6)",
    outputs=("the difference",),
    points=15,
    cases=pairs,
    bounds=bounds,
    situations=situations(
        "Is theta moved by epsilon to each side, and is the difference of the costs, up minus down, divided by 2 epsilon?",
        "look at the step, and at how the difference is made relative.",
    ),
    mistakes=(
        *MISTAKES,
        *wrong_slopes(by),
        *wrong_comparisons(compared),
    ),
    hints=(
        "There are three parts: the slope, the derivative, and the comparison of the two. Print the first two in your function. With a right derivative they agree to many digits; if they do, look at the comparison.",
        "The slope needs two costs: one with the parameter a step higher, one with it a step lower. Their difference is divided by how far these two places are apart. The derivative comes from a single call, at the parameter itself.",
        "Mind the brackets, since Python divides before it subtracts. Then try it by hand: with a slope of 6 and a derivative of 6 the result is 0, with a derivative of 12 it is one third, and with -6 it is 1.",
    ),
    section="Exercise 3: gradient_check (15 points)",
)

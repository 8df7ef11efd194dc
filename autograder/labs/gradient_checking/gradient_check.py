"""The checkpoint `gradient_check`: a derivative beside the slope between two points."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.labs.checkpoint import Arguments, Checkpoint, Function, Misconception
from autograder.labs.gradient_checking.differences import (
    EPSILON,
    QUOTIENTS,
    RATIOS,
    Quotient,
    Ratio,
    bounds,
    central,
    relative,
)


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
        # So steep and winding that another step than the default shows.
        pair(near(1.3), near(0.6), some("wave", 1.0, 1.5e5, 2e4, 0.4)),
        pair(near(0.8), near(1.4), some("growth", 1.0, 0.9, 0.4, -0.5), epsilon=1e-4),
    ]


def approximated(quotient: Quotient, ratio: Ratio) -> Function:
    """A gradient check with a slope and a comparison of our choice."""

    def check(
        forward: Function, backward: Function, x: float, theta: float, epsilon: float = EPSILON
    ) -> Any:
        # NumPy's numbers, since Python's raise where these give nan or infinity.
        approximation = np.float64(
            quotient(lambda shift: forward(x, theta + shift), epsilon, theta)
        )
        with np.errstate(all="ignore"):
            found = ratio(np.float64(backward(x, theta)), approximation, epsilon)
        return found.item() if isinstance(found, np.generic) else found

    return check


def _of(J: Callable[..., float], derivative: Callable[..., float]) -> Function:
    """A right comparison of the wrong things.

    `J(forward, x, theta)` is the cost and `derivative(forward, backward, x, theta, epsilon)` what
    is compared with its slope.
    """

    def check(
        forward: Function, backward: Function, x: float, theta: float, epsilon: float = EPSILON
    ) -> float:
        approximation = central(lambda shift: J(forward, x, theta + shift), epsilon, theta)
        return relative(derivative(forward, backward, x, theta, epsilon), approximation, epsilon)

    return check


def _called(forward: Function, x: float, theta: float) -> float:
    return float(forward(x, theta))


def _moved_input(
    forward: Function, backward: Function, x: float, theta: float, epsilon: float = EPSILON
) -> float:
    approximation = central(lambda shift: forward(x + shift, theta), epsilon, theta)
    return relative(backward(x, theta), approximation, epsilon)


def _moved_both(
    forward: Function, backward: Function, x: float, theta: float, epsilon: float = EPSILON
) -> float:
    approximation = central(lambda shift: forward(x + shift, theta + shift), epsilon, theta)
    return relative(backward(x, theta), approximation, epsilon)


GRADIENT_CHECK = Checkpoint(
    grade_id="gradient_check",
    signature="gradient_check(forward, backward, x, theta, epsilon=1e-6)",
    outputs=("the difference",),
    points=15,
    cases=pairs,
    bounds=bounds,
    misconceptions=(
        Misconception(
            "inlined-cost",
            "The cost is written out as x * theta: another cost may be handed in, so call forward.",
            _of(lambda f, x, t: x * t, lambda f, b, x, t, e: b(x, t)),
        ),
        Misconception(
            "always-agreeing",
            "Every derivative is found right, a wrong one too: are forward and backward called at all, and is one compared with the other?",
            _of(lambda f, x, t: x * t, lambda f, b, x, t, e: x),
            also=(approximated(central, lambda g, a, e: 0.0),),
        ),
        Misconception(
            "backward-never-called",
            "The derivative is taken to be x: another one may be handed in, so call backward.",
            _of(_called, lambda f, b, x, t, e: x),
        ),
        Misconception(
            "cost-as-derivative",
            "The cost is compared with the slope: the derivative comes from backward.",
            _of(_called, lambda f, b, x, t, e: f(x, t)),
        ),
        Misconception(
            "derivative-elsewhere",
            "The derivative belongs to theta + epsilon: it is asked at theta itself.",
            _of(_called, lambda f, b, x, t, e: b(x, t + e)),
        ),
        Misconception(
            "derivative-below",
            "The derivative belongs to theta - epsilon: it is asked at theta itself.",
            _of(_called, lambda f, b, x, t, e: b(x, t - e)),
        ),
        Misconception(
            "slope-of-the-derivative",
            "The function backward is moved, not forward: the slope is that of the cost.",
            _of(_called, lambda f, b, x, t, e: (b(x, t + e) - b(x, t - e)) / (2 * e)),
        ),
        Misconception(
            "arguments-swapped-forward",
            "forward got its arguments in the wrong order: x comes first.",
            _of(lambda f, x, t: float(f(t, x)), lambda f, b, x, t, e: b(x, t)),
        ),
        Misconception(
            "arguments-swapped-backward",
            "backward got its arguments in the wrong order: x comes first.",
            _of(_called, lambda f, b, x, t, e: b(t, x)),
        ),
        Misconception(
            "arguments-swapped",
            "Both functions got their arguments in the wrong order: x comes first.",
            _of(lambda f, x, t: float(f(t, x)), lambda f, b, x, t, e: b(t, x)),
        ),
        Misconception(
            "x-moved",
            "The input is moved: the parameter should be.",
            _moved_input,
        ),
        Misconception(
            "both-moved",
            "Input and parameter are moved together: x should stay as it is.",
            _moved_both,
        ),
        *(
            Misconception(name, sentence, approximated(quotient, relative))
            for name, sentence, quotient in QUOTIENTS
        ),
        *(
            Misconception(name, sentence, approximated(central, ratio))
            for name, sentence, ratio in RATIOS
        ),
        Misconception(
            "sign-kept",
            "The difference has a sign: take its size.",
            approximated(central, lambda g, a, e: (g - a) / (abs(g) + abs(a))),
        ),
        Misconception(
            "sign-kept-below",
            "The denominator may be negative, or zero: add up sizes.",
            approximated(central, lambda g, a, e: abs(g - a) / (g + a)),
        ),
        Misconception(
            "no-sizes",
            "Neither the numerator nor the denominator is a size: both have a sign.",
            approximated(central, lambda g, a, e: (g - a) / (g + a)),
        ),
        Misconception(
            "slope-returned",
            "This is the slope between the two points: compare it with the derivative.",
            approximated(central, lambda g, a, e: a),
        ),
        Misconception(
            "derivative-returned",
            "This is the derivative that backward gives: compare it with the slope.",
            approximated(central, lambda g, a, e: g),
        ),
    ),
)

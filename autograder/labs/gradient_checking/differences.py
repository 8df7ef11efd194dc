"""What the three gradient checks have in common: how exact they are, and how they go wrong.

A *quotient* takes J as a function of a shift of one parameter, epsilon, and the parameter's value,
and gives a slope. A *ratio* takes the gradient, its approximation, and epsilon, and gives a number.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.comparison import Within
from autograder.checks.plain import Tree
from autograder.labs.checkpoint import Arguments

Quotient = Callable[[Callable[[float], float], float, float], float]
Ratio = Callable[[Any, Any, float], Any]

EPSILON = 1e-6
"""What epsilon is where a case leaves it out."""


def round_off(arguments: Arguments) -> float:
    """How far two right ways to write a slope may differ: by round-off divided by epsilon."""
    return 1e-13 / float(arguments.get("epsilon", EPSILON))


def bounds(arguments: Arguments, answer: Tree) -> Tree:
    """What a difference is compared with: a bound alone, where it is round-off itself."""
    if not isinstance(answer, int | float) or not np.isfinite(answer):
        return answer
    limit = max(1e-8, round_off(arguments))
    if abs(answer) <= limit:
        return Within(0.0, limit)
    return Within(float(answer), 1e-6 * abs(answer) + round_off(arguments))


def central(J: Callable[[float], float], epsilon: float, _theta: float) -> float:
    """The slope between two points, epsilon to either side."""
    return (J(epsilon) - J(-epsilon)) / (2 * epsilon)


def relative(gradient: Any, approximation: Any, _epsilon: float) -> float:
    """The difference of two gradients in relation to their size."""
    norm = np.linalg.norm
    return float(norm(gradient - approximation) / (norm(gradient) + norm(approximation)))


QUOTIENTS: tuple[tuple[str, str, Quotient], ...] = (
    (
        "one-sided",
        "The slope is taken from one side: there is a step up from theta, and none down.",
        lambda J, e, t: (J(e) - J(0)) / e,
    ),
    (
        "one-sided-below",
        "The slope is taken from one side: there is a step down from theta, and none up.",
        lambda J, e, t: (J(0) - J(-e)) / e,
    ),
    (
        "minus-from-plus",
        "This comes out when what should be theta - epsilon is theta itself: was it made from theta + epsilon?",
        lambda J, e, t: (J(e) - J(0)) / (2 * e),
    ),
    (
        "plus-only-back",
        "This comes out when what should be theta + epsilon is theta itself.",
        lambda J, e, t: (J(0) - J(-e)) / (2 * e),
    ),
    (
        "the-same-twice",
        "This comes out when both costs belong to the same theta: are there two names for one thing?",
        lambda J, e, t: 0.0,
    ),
    (
        "plus-for-minus",
        "The two costs are added up: a slope needs their difference.",
        lambda J, e, t: (J(e) + J(-e)) / (2 * e),
    ),
    (
        "missing-brackets",
        "Only the second cost is divided: a quotient of a difference needs brackets.",
        lambda J, e, t: J(e) - J(-e) / (2 * e),
    ),
    (
        "divided-and-multiplied",
        "Python works from left to right: / 2 * epsilon divides by 2, and then multiplies by epsilon.",
        lambda J, e, t: (J(e) - J(-e)) / 2 * e,
    ),
    (
        "divided-by-epsilon",
        "The two points lie farther apart than what the difference is divided by.",
        lambda J, e, t: (J(e) - J(-e)) / e,
    ),
    (
        "divided-by-two",
        "The difference of the costs is not divided by the distance of the two points.",
        lambda J, e, t: (J(e) - J(-e)) / 2,
    ),
    (
        "not-divided",
        "This is the difference of the two costs: a slope is a quotient.",
        lambda J, e, t: J(e) - J(-e),
    ),
    (
        "upside-down",
        "The quotient is upside down: a slope is the change of the cost, divided by the change of theta.",
        lambda J, e, t: float((2 * e) / np.float64(J(e) - J(-e))),
    ),
    (
        "turned-round",
        "The slope has the wrong sign, or the numerator has a sum where a difference belongs.",
        lambda J, e, t: (J(-e) - J(e)) / (2 * e),
    ),
    (
        "second-derivative",
        "Divided by the square of epsilon, differences of costs do not give a slope.",
        lambda J, e, t: (J(e) - J(-e)) / (2 * e**2),
    ),
    (
        "curvature",
        "This is how fast the slope changes, the second derivative.",
        lambda J, e, t: (J(e) - 2 * J(0) + J(-e)) / e**2,
    ),
    (
        "half-the-step",
        "The two points lie closer to each other than what the difference is divided by.",
        lambda J, e, t: (J(e / 2) - J(-e / 2)) / (2 * e),
    ),
    (
        "half-epsilon",
        "The steps are half as long as they should be: epsilon is the step to each side.",
        lambda J, e, t: (J(e / 2) - J(-e / 2)) / e,
    ),
    (
        "twice-epsilon",
        "The steps are twice as long as they should be: epsilon is the step to each side.",
        lambda J, e, t: (J(2 * e) - J(-2 * e)) / (4 * e),
    ),
    (
        "twice-the-step",
        "The two points lie farther apart than what the difference is divided by: one step of epsilon to each side.",
        lambda J, e, t: (J(2 * e) - J(-2 * e)) / (2 * e),
    ),
    (
        "relative-step",
        "theta is multiplied by 1 + epsilon: the step is epsilon, whatever theta is.",
        lambda J, e, t: (J(t * e) - J(-t * e)) / (2 * e),
    ),
    (
        "fixed-epsilon",
        "The step is always 1e-7: there is an argument epsilon.",
        lambda J, e, t: central(J, 1e-7, t),
    ),
    (
        "default-epsilon",
        "The argument epsilon plays no part: the step is always the same.",
        lambda J, e, t: central(J, EPSILON, t),
    ),
    (
        "large-fixed-epsilon",
        "The step is always 1e-4: there is an argument epsilon.",
        lambda J, e, t: central(J, 1e-4, t),
    ),
    (
        "four-points",
        "This is a finer formula, with four points: the one with two is asked.",
        lambda J, e, t: (8 * (J(e) - J(-e)) - (J(2 * e) - J(-2 * e))) / (12 * e),
    ),
)
"""Ways to get a slope wrong: the id, the sentence for the student, the quotient."""


RATIOS: tuple[tuple[str, str, Ratio], ...] = (
    (
        "no-denominator",
        "The difference is not set in relation to anything: a gradient of 1000 may be off by more than one of 0.001.",
        lambda g, a, e: np.linalg.norm(g - a),
    ),
    (
        "only-the-gradient-below",
        "Only the gradient stands in the denominator: its approximation belongs there too.",
        lambda g, a, e: np.linalg.norm(g - a) / np.linalg.norm(g),
    ),
    (
        "only-the-approximation-below",
        "Only the approximation stands in the denominator: the gradient belongs there too.",
        lambda g, a, e: np.linalg.norm(g - a) / np.linalg.norm(a),
    ),
    (
        "no-brackets-below",
        "Python divides before it adds: the whole denominator needs brackets.",
        lambda g, a, e: np.linalg.norm(g - a) / np.linalg.norm(g) + np.linalg.norm(a),
    ),
    (
        "no-brackets-above",
        "Python divides before it subtracts: the whole numerator needs brackets.",
        lambda g, a, e: np.linalg.norm(g - a / (np.linalg.norm(g) + np.linalg.norm(a))),
    ),
    (
        "length-of-the-sum",
        "The denominator is the size of the sum: the sum of the two sizes is asked, which cannot cancel.",
        lambda g, a, e: np.linalg.norm(g - a) / np.linalg.norm(g + a),
    ),
    (
        "product-below",
        "The two sizes in the denominator are multiplied: they should be added.",
        lambda g, a, e: np.linalg.norm(g - a) / (np.linalg.norm(g) * np.linalg.norm(a)),
    ),
    (
        "larger-below",
        "The larger of the two sizes stands in the denominator: their sum is asked.",
        lambda g, a, e: np.linalg.norm(g - a) / max(np.linalg.norm(g), np.linalg.norm(a)),
    ),
    (
        "mean-below",
        "This is twice what was asked: is the mean of the two sizes in the denominator?",
        lambda g, a, e: 2 * relative(g, a, e),
    ),
    (
        "halved",
        "This is half of what was asked.",
        lambda g, a, e: relative(g, a, e) / 2,
    ),
    (
        "squares",
        "The sizes are squared, above and below: take the root of a sum of squares.",
        lambda g, a, e: np.sum((g - a) ** 2) / (np.sum(g**2) + np.sum(a**2)),
    ),
    (
        "squares-below",
        "The sizes in the denominator are squared: take the root of a sum of squares.",
        lambda g, a, e: np.linalg.norm(g - a) / (np.sum(g**2) + np.sum(a**2)),
    ),
    (
        "squares-above",
        "The size in the numerator is squared: take the root of a sum of squares.",
        lambda g, a, e: np.sum((g - a) ** 2) / (np.linalg.norm(g) + np.linalg.norm(a)),
    ),
    (
        "one-root-below",
        "The denominator is one root of all squares: it should be a sum of two sizes.",
        lambda g, a, e: np.linalg.norm(g - a) / np.sqrt(np.sum(g**2) + np.sum(a**2)),
    ),
    (
        "square-of-the-ratio",
        "This is the square of what was asked.",
        lambda g, a, e: relative(g, a, e) ** 2,
    ),
    (
        "root-of-the-ratio",
        "This is the root of what was asked.",
        lambda g, a, e: np.sqrt(relative(g, a, e)),
    ),
    (
        "difference-of-sizes",
        "Only the sizes are compared: two gradients may have the same size and point elsewhere.",
        lambda g, a, e: (
            abs(np.linalg.norm(g) - np.linalg.norm(a)) / (np.linalg.norm(g) + np.linalg.norm(a))
        ),
    ),
    (
        "sizes-subtracted",
        "One size is subtracted from the other: the size of the difference is asked.",
        lambda g, a, e: (
            (np.linalg.norm(g) - np.linalg.norm(a)) / (np.linalg.norm(g) + np.linalg.norm(a))
        ),
    ),
    (
        "epsilon-below",
        "epsilon is added in the denominator: with a large one that shows.",
        lambda g, a, e: np.linalg.norm(g - a) / (np.linalg.norm(g) + np.linalg.norm(a) + e),
    ),
    (
        "divided-by-epsilon-again",
        "The result is divided by epsilon: that belongs into the slope only.",
        lambda g, a, e: relative(g, a, e) / e,
    ),
    (
        "upside-down-ratio",
        "The ratio is upside down: it should get small when the two agree.",
        lambda g, a, e: 1 / np.float64(relative(g, a, e)),
    ),
    (
        "one-minus",
        "This is 1 where the two agree: it should be 0 there.",
        lambda g, a, e: 1 - relative(g, a, e),
    ),
    (
        "per-cent",
        "This is a hundred times what was asked: a per cent?",
        lambda g, a, e: 100 * relative(g, a, e),
    ),
    (
        "digits",
        "This is a logarithm of the difference: return the difference.",
        lambda g, a, e: np.log10(relative(g, a, e) + 1e-300),
    ),
    (
        "yes-or-no",
        "This says whether the gradient is right: the difference itself is asked.",
        lambda g, a, e: bool(relative(g, a, e) < 1e-7),
    ),
    (
        "nothing-returned",
        "The difference was computed, but never given back.",
        lambda g, a, e: None,
    ),
)
"""Ways to compare two gradients wrongly: the id, the sentence for the student, the ratio."""

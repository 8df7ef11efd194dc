"""What the three gradient checks have in common: how exact they are, and how they go wrong."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.checks.comparing.comparison import Within
from autograder.checks.plain import Tree
from autograder.labs.changes import Change, returns
from autograder.labs.checkpoint import Arguments, When
from autograder.labs.mistakes import WrongAnswer, wrong_answers

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


def _agrees(_: Arguments, expected: Tree) -> bool:
    """Whether a case has right gradients, for which the difference is round-off."""
    return isinstance(expected, Within) and expected.value == 0.0


def _differs(arguments: Arguments, expected: Tree) -> bool:
    return not _agrees(arguments, expected)


def situations(moving: str, comparing: str) -> tuple[When, ...]:
    """Where a gradient check goes wrong.

    Parameters
    ----------
    moving : str
        A question about how the cost is moved.
    comparing : str
        What to look at where the slopes are right and their comparison is not.
    """
    return (
        When(
            "comparison",
            "For right gradients the difference is small, as it should be, so the slopes are right: look at how the difference becomes one number, and what it is divided by.",
            _differs,
        ),
        When(
            "right-found-wrong",
            f"Even right gradients come out as wrong, so look at the slopes first. {moving}",
            _agrees,
            exactly=False,
        ),
        When(
            "some-found-wrong",
            f"For right gradients the difference is small, as it should be, but for some wrong ones it is off: {comparing}",
            _differs,
            exactly=False,
        ),
    )


def wrong_slopes(by: Callable[[str], Change]) -> tuple[WrongAnswer, ...]:
    """Slopes that are wrong.

    Parameters
    ----------
    by : callable
        Makes the change from a formula, in which J is the cost as a function of a shift of one
        parameter, which itself is `value`.
    """
    return wrong_answers(
        "minus-from-plus: This comes out when theta - epsilon ends up as theta itself: was it made from theta + epsilon?",
        by("(J(epsilon) - J(0)) / (2 * epsilon)"),
        "plus-only-back: This comes out when theta + epsilon ends up as theta itself: was it made from theta - epsilon?",
        by("(J(0) - J(-epsilon)) / (2 * epsilon)"),
        "one-sided: The slope is taken from one side: there is a step up from theta, but none down.",
        by("(J(epsilon) - J(0)) / epsilon"),
        "one-sided-below: The slope is taken from one side: there is a step down from theta, but none up.",
        by("(J(0) - J(-epsilon)) / epsilon"),
        "the-same-twice: Both costs are the same, so every slope is zero: does the step ever reach the cost? There may be two names for one array.",
        by("(J(epsilon) - J(epsilon)) / (2 * epsilon)"),
        "plus-for-minus: The two costs are added up: a slope needs their difference.",
        by("(J(epsilon) + J(-epsilon)) / (2 * epsilon)"),
        "missing-brackets: Only the second cost is divided: put the whole difference in brackets.",
        by("J(epsilon) - J(-epsilon) / (2 * epsilon)"),
        "divided-and-multiplied: Python works from left to right: / 2 * epsilon divides by 2, and then multiplies by epsilon. Mind the brackets.",
        by("(J(epsilon) - J(-epsilon)) / 2 * epsilon"),
        "divided-by-epsilon: The two points are farther apart than what the difference is divided by: how far is it from one to the other?",
        by("(J(epsilon) - J(-epsilon)) / epsilon"),
        "divided-by-two: The difference of the costs is divided by 2 only: divide by the distance between the two points.",
        by("(J(epsilon) - J(-epsilon)) / 2"),
        "not-divided: This is only the difference of the two costs: a slope is a quotient.",
        by("J(epsilon) - J(-epsilon)"),
        "upside-down: The quotient is upside down: a slope is the change of the cost divided by the change of theta.",
        by("(2 * epsilon) / np.float64(J(epsilon) - J(-epsilon))"),
        "turned-round: The sign of the slope is flipped, or the numerator has a sum where a difference belongs.",
        by("(J(-epsilon) - J(epsilon)) / (2 * epsilon)"),
        "second-derivative: The difference of the costs is divided by the square of epsilon: that does not give a slope.",
        by("(J(epsilon) - J(-epsilon)) / (2 * epsilon**2)"),
        "curvature: This is how fast the slope changes, the second derivative: the exercise asks for the slope itself.",
        by("(J(epsilon) - 2 * J(0) + J(-epsilon)) / epsilon**2"),
        "half-the-step: The two points are closer together than what the difference is divided by: how long is the step to each side?",
        by("(J(epsilon / 2) - J(-epsilon / 2)) / (2 * epsilon)"),
        "half-epsilon: The steps are half as long as they should be: epsilon is the step to each side.",
        by("(J(epsilon / 2) - J(-epsilon / 2)) / epsilon"),
        "twice-epsilon: The steps are twice as long as they should be: epsilon is the step to each side.",
        by("(J(2 * epsilon) - J(-2 * epsilon)) / (4 * epsilon)"),
        "twice-the-step: The two points are farther apart than what the difference is divided by: take one step of epsilon to each side.",
        by("(J(2 * epsilon) - J(-2 * epsilon)) / (2 * epsilon)"),
        "relative-step: theta is multiplied by 1 + epsilon: the step should be epsilon, whatever theta is.",
        by("(J(value * epsilon) - J(-value * epsilon)) / (2 * epsilon)"),
        "fixed-epsilon: The step is always 1e-7: use the argument epsilon.",
        by("(J(1e-7) - J(-1e-7)) / 2e-7"),
        "default-epsilon: The argument epsilon has no effect: the step is always the same.",
        by("(J(1e-6) - J(-1e-6)) / 2e-6"),
        "large-fixed-epsilon: The step is always 1e-4: use the argument epsilon.",
        by("(J(1e-4) - J(-1e-4)) / 2e-4"),
        "four-points: This is a finer formula, with four points: the exercise asks for the one with two.",
        by(
            "(8 * (J(epsilon) - J(-epsilon)) - (J(2 * epsilon) - J(-2 * epsilon))) / (12 * epsilon)"
        ),
    )


def wrong_comparisons(by: Callable[[str], Change]) -> tuple[WrongAnswer, ...]:
    """Two gradients that are wrongly compared.

    Parameters
    ----------
    by : callable
        Makes the change from what comes back: a formula with grad and gradapprox, and with NumPy's
        norm, in which `result` is what is right.
    """
    return wrong_answers(
        "no-denominator: The difference is not relative to anything: an error that is harmless for a gradient of 1000 is fatal for one of 0.001.",
        by("norm(grad - gradapprox)"),
        "only-the-gradient-below: The denominator holds only the gradient: its approximation belongs there too.",
        by("norm(grad - gradapprox) / norm(grad)"),
        "only-the-approximation-below: The denominator holds only the approximation: the gradient belongs there too.",
        by("norm(grad - gradapprox) / norm(gradapprox)"),
        "no-brackets-below: Python divides before it adds: the whole denominator needs brackets.",
        by("norm(grad - gradapprox) / norm(grad) + norm(gradapprox)"),
        "no-brackets-above: Python divides before it subtracts: the whole numerator needs brackets.",
        by("norm(grad - gradapprox / (norm(grad) + norm(gradapprox)))"),
        "length-of-the-sum: The denominator is the size of the sum: use the sum of the two sizes, which cannot cancel.",
        by("norm(grad - gradapprox) / norm(grad + gradapprox)"),
        "product-below: The two sizes in the denominator are multiplied: add them instead.",
        by("norm(grad - gradapprox) / (norm(grad) * norm(gradapprox))"),
        "larger-below: The denominator is the larger of the two sizes: use their sum.",
        by("norm(grad - gradapprox) / max(norm(grad), norm(gradapprox))"),
        "smaller-below: The denominator is the smaller of the two sizes: use their sum.",
        by("norm(grad - gradapprox) / np.float64(min(norm(grad), norm(gradapprox)))"),
        "mean-below: This is twice what the exercise asks for: is the mean of the two sizes in the denominator?",
        by("2 * result"),
        "halved: This is half of what the exercise asks for: where does the extra factor come from?",
        by("result / 2"),
        "squares: The sizes are squared, above and below: a size is the root of a sum of squares.",
        by("norm(grad - gradapprox) ** 2 / (norm(grad) ** 2 + norm(gradapprox) ** 2)"),
        "squares-below: The sizes in the denominator are squared: a size is the root of a sum of squares.",
        by("norm(grad - gradapprox) / (norm(grad) ** 2 + norm(gradapprox) ** 2)"),
        "squares-above: The size in the numerator is squared: a size is the root of a sum of squares.",
        by("norm(grad - gradapprox) ** 2 / (norm(grad) + norm(gradapprox))"),
        "one-root-below: The denominator is a single root of all the squares: it should be a sum of two sizes.",
        by("norm(grad - gradapprox) / np.sqrt(norm(grad) ** 2 + norm(gradapprox) ** 2)"),
        "square-of-the-ratio: This is the square of what the exercise asks for: is a root missing?",
        by("result**2"),
        "root-of-the-ratio: This is the root of what the exercise asks for: is there a root too many?",
        by("np.sqrt(result)"),
        "difference-of-sizes: Only the sizes are compared: two gradients can have the same size and still point in different directions.",
        by("abs(norm(grad) - norm(gradapprox)) / (norm(grad) + norm(gradapprox))"),
        "sizes-subtracted: One size is subtracted from the other: use the size of the difference.",
        by("(norm(grad) - norm(gradapprox)) / (norm(grad) + norm(gradapprox))"),
        "epsilon-below: epsilon is added in the denominator, where a large one shows: leave it out.",
        by("norm(grad - gradapprox) / (norm(grad) + norm(gradapprox) + epsilon)"),
        "divided-by-epsilon-again: The result is divided by epsilon once more: that belongs in the slope only.",
        by("result / epsilon"),
        "upside-down-ratio: The ratio is upside down: it should get small when the two agree.",
        by("1 / np.float64(result)"),
        "one-minus: This is 1 where the two agree: it should be 0 there.",
        by("1 - result"),
        "per-cent: This is a hundred times what the exercise asks for: is it in per cent?",
        by("100 * result"),
        "digits: This is a logarithm of the difference: return the difference itself.",
        by("np.log10(result + 1e-300)"),
        "rounded: The difference is rounded: return it with all its digits.",
        by("round(float(result), 4)"),
        by("round(float(result), 3)"),
        "yes-or-no: This says whether the gradient is right: return the difference itself.",
        by("bool(result < 1e-7)"),
        "nothing-returned: The difference was computed, but never returned.",
        by("None"),
    )


def compared(formula: str) -> Change:
    """Another comparison comes back, see `wrong_comparisons`."""
    return returns(formula.replace("norm(", "np.linalg.norm("))


def in_place(back: int) -> str:
    """The body of a numerical gradient that moves theta itself, and back by so many epsilons."""
    return f"""
        gradapprox = np.zeros(theta.shape)
        for i in range(len(theta)):
            theta[i] += epsilon
            above = cost(theta)
            theta[i] -= 2 * epsilon
            below = cost(theta)
            theta[i] += {back} * epsilon
            gradapprox[i] = (above - below) / (2 * epsilon)
        return gradapprox
    """

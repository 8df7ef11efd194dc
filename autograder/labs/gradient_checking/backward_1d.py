"""The checkpoint `backward_1d`: the derivative of J = theta * x with respect to theta."""

from __future__ import annotations

from autograder.labs.changes import returns
from autograder.labs.checkpoint import Checkpoint
from autograder.labs.gradient_checking.forward_1d import numbers
from autograder.labs.mistakes import wrong_answers

BACKWARD_1D = Checkpoint(
    grade_id="backward_1d",
    signature="backward_propagation(x, theta)",
    outputs=("the derivative",),
    points=5,
    cases=numbers,
    rtol=1e-12,
    mistakes=wrong_answers(
        "by-x: This is the derivative with respect to x: the parameter is theta.",
        returns("float(theta)"),
        "the-cost: This is J itself: how fast does it grow with theta?",
        returns("x * theta"),
        "one: This is 1: theta has a factor in J, and that factor stays.",
        returns("1.0"),
        "zero: This is 0, as if J did not depend on theta: what happens to J when theta grows?",
        returns("0.0"),
        "negative: The sign is flipped: stepping against the derivative is gradient descent's job, later on.",
        returns("-x"),
        "absolute-value: The sign is lost where the derivative is negative: keep it.",
        returns("abs(x)"),
        "sign-only: This is only the sign of the derivative: its size matters too.",
        returns("float(np.sign(x))"),
        "x-squared: There is one factor x too many.",
        returns("x**2"),
        "squared-error: This is the derivative of a square: J is a straight line in theta.",
        returns("x * (x * theta)"),
        "theta-times-cost: This is the derivative of a square, and with respect to x: J is a straight line, and the parameter is theta.",
        returns("theta * (x * theta)"),
        "doubled: This is twice the derivative, as if theta were squared: J is a straight line in theta.",
        returns("2 * x"),
        "halved: This is half the derivative: where does the extra factor come from?",
        returns("x / 2"),
        "of-theta-squared: This is the derivative of a J in which theta is squared: here J is a straight line in theta.",
        returns("2 * x * theta"),
        "both: The derivatives with respect to x and to theta are added up: the exercise asks for only one of them.",
        returns("x + theta"),
        "from-one-side: This looks like a slope measured from one side, with a rounding error: the exercise asks for the exact derivative.",
        returns("(x * (theta + 1e-6) - x * theta) / 1e-6"),
        "measured: This looks like a slope measured with a small step, with a rounding error: the exercise asks for the exact derivative.",
        returns("(x * (theta + 1e-6) - x * (theta - 1e-6)) / 2e-6"),
        "updated-theta: This is theta after a step: the exercise asks for the derivative.",
        returns("theta - 0.01 * x"),
        "whole-numbers: The decimals are cut off: the derivative is not always a whole number.",
        returns("int(x)"),
        "fixed-example: This fits x = 2 only: use the numbers that the function is given.",
        returns("2"),
        "nothing-returned: The derivative was computed, but never returned.",
        returns("None"),
    ),
    hints=(
        "Look at which letter moves: the parameter does, and the input stays where it is. There is no step and no epsilon in this exercise, only a formula that you find on paper.",
        "Seen as a function of its parameter, J is a straight line. Its derivative is the slope of this line, and that is the same wherever you stand on it.",
        "Try it by hand, with an input of 3: let the parameter go from 4 to 5, and the cost goes from 12 to 15. And when it goes from 10 to 11? By how much does the cost grow both times, and where have you seen this number?",
    ),
    section="Exercise 2: backward_propagation (5 points)",
)

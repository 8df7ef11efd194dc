"""The checkpoint `sigmoid`: the derivative of the logistic function."""

from __future__ import annotations

import numpy as np

from autograder.labs.changes import change, returns
from autograder.labs.checkpoint import Arguments, Checkpoint
from autograder.labs.mistakes import wrong_answers


def arrays(generator: np.random.Generator) -> list[Arguments]:
    """Numbers and arrays of several shapes, of both signs."""
    shapes: list[tuple[int, ...]] = [(1,), (5,), (4, 1), (1, 6), (3, 3), (2, 5), (2, 3, 4), (3, 40)]
    numbers = [0, 2, -1.5, float(generator.uniform(0.5, 3)), float(generator.uniform(-3, -0.5))]
    fresh = [generator.uniform(-4, 4, shape) for shape in shapes]
    return [{"z": z} for z in (*numbers, *fresh, generator.uniform(-12, 12, (4, 5)))] + [
        {"z": np.array([[-30.0, -18.0, 0.0], [18.0, 30.0, 1.0]])}
    ]


def more_entries(generator: np.random.Generator) -> tuple[Arguments, Arguments]:
    """A small array and a large one."""
    return {"z": generator.standard_normal((3, 4))}, {"z": generator.standard_normal((30, 40))}


def a_heap_of_entries(generator: np.random.Generator) -> Arguments:
    """So many that a loop over them takes long."""
    return {"z": generator.standard_normal((1000, 1000))}


SIGMOID = Checkpoint(
    grade_id="sigmoid",
    signature="sigmoid_derivative(z)",
    outputs=("the derivative",),
    points=10,
    cases=arrays,
    rtol=1e-9,
    growth=more_entries,
    growing="the entries",
    bulk=a_heap_of_entries,
    mistakes=wrong_answers(
        "the-sigmoid: This is the sigmoid itself: the exercise asks for its derivative.",
        returns("s"),
        "z-for-s: z is used where the value of the sigmoid belongs: apply the sigmoid first.",
        change(s="z"),
        "one-minus: One factor is missing: this is 1 - s, or a quotient whose denominator is not squared.",
        returns("1 - s"),
        returns("np.exp(-z) / (1 + np.exp(-z))"),
        "twice-the-same-factor: The two factors are the same: look at the second one again.",
        returns("s * s"),
        "twice-the-other-factor: The two factors are the same: look at the first one again.",
        returns("(1 - s) * (1 - s)"),
        "plus: The second factor has a wrong sign: the derivative is never above 1/4.",
        returns("s * (1 + s)"),
        "negative: The derivative comes out negative: the sigmoid rises everywhere.",
        returns("s * (s - 1)"),
        "no-brackets: Python multiplies before it subtracts, so this is s - s, or s * 1 - s: mind the brackets.",
        returns("s * 1 - s"),
        "of-the-activation: The sigmoid was applied twice before its derivative was taken: once is enough.",
        change(s="sigmoid(sigmoid(z))"),
        "second-factor-twice: In the second factor the sigmoid was applied twice: once is enough.",
        returns("s * (1 - sigmoid(s))"),
        "one-minus-inside: In the second factor, z is subtracted from 1 before the sigmoid is applied: apply the sigmoid first.",
        returns("s * sigmoid(1 - z)"),
        "sigmoid-of-the-derivative: The sigmoid was applied to the derivative: return the derivative itself.",
        returns("sigmoid(result)"),
        "squared: The derivative is squared: is there a square too many?",
        returns("result**2"),
        "one-minus-the-square: This is 1 - s**2: that pattern belongs to tanh, with its own value.",
        returns("1 - s**2"),
        "s-times-one-minus-square: There is a square too many, in the second factor.",
        returns("s * (1 - s**2)"),
        "tanh: This is the derivative of tanh: the exercise asks for that of the sigmoid.",
        returns("1 - np.tanh(z) ** 2"),
        "relu: This is the derivative of ReLU: the exercise asks for that of the sigmoid.",
        returns("1.0 * (np.asarray(z) > 0)"),
        "z-in-one-factor: One of the two factors has z where the value of the sigmoid belongs.",
        returns("s * (1 - z)"),
        returns("z * (1 - s)"),
        "exponent-sign: The exponents in the numerator and the denominator have different signs: use the same sign in both.",
        returns("np.exp(z) / (1 + np.exp(-z)) ** 2"),
        returns("np.exp(-z) / (1 + np.exp(z)) ** 2"),
        "square-inside: Only part of the denominator is squared: the square belongs to the whole sum.",
        returns("np.exp(-z) / (1 + np.exp(-z) ** 2)"),
        "inner-sign: The inner derivative has a minus sign, and so has the outer one: together they cancel.",
        returns("-np.exp(-z) / (1 + np.exp(-z)) ** 3"),
        "second-derivative: This is the second derivative: the exercise asks for the first.",
        returns("s * (1 - s) * (1 - 2 * s)"),
        "halved: This is half the derivative: where does the extra factor come from?",
        returns("s * (1 - s) / 2"),
        "doubled: This is twice the derivative: where does the extra factor come from?",
        returns("2 * s * (1 - s)"),
        "with-z: There is an extra factor z: z only enters through the sigmoid.",
        returns("z * s * (1 - s)"),
        "two-to-the: This belongs to a sigmoid with powers of 2: ours has powers of e.",
        change(s="1 / (1 + 2.0 ** -np.asarray(z))"),
        "summed: This is one number for the whole array: each entry has a derivative of its own.",
        returns("np.sum(s * (1 - s))"),
        returns("np.sum(s) * (1 - np.sum(s))"),
        "averaged: This is the mean over the array: each entry has a derivative of its own.",
        returns("np.mean(s * (1 - s))"),
        "flattened: The derivative has lost its shape: it should have the shape of z.",
        returns("np.ravel(s * (1 - s))"),
        "transposed: The derivative is transposed: it should have the shape of z.",
        returns("np.transpose(s * (1 - s))"),
        "rounded: The derivative is rounded: return it with all its digits.",
        returns("np.round(s * (1 - s), 4)"),
        "nothing-returned: The derivative was computed, but never returned.",
        returns("None"),
    ),
    hints=(
        "Everything can be made from one number, the value of the sigmoid: compute it once, and look at what you do with it. If it is the shape that is wrong, something adds up or averages over the entries.",
        "Split the fraction of the lesson into two factors, each with one of the two brackets below it. One of them you know already. Add the two factors up, on paper: what does that tell you about the other one?",
        "Try it by hand: at 0 the sigmoid is 0.5 and its derivative 0.25, which is the most that it can be. At 2 and at -2 the derivative is the same, about 0.105. It is never negative, and far out it is nearly 0.",
    ),
    section="Exercise 4: sigmoid_derivative (10 points)",
)

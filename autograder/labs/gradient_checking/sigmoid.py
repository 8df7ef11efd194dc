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
        "the-sigmoid: This is the sigmoid itself: its derivative is asked.",
        returns("s"),
        "z-for-s: z stands where the value of the sigmoid belongs: apply the sigmoid first.",
        change(s="z"),
        "one-minus: One factor is missing: this is 1 - s, or a quotient whose denominator is not squared.",
        returns("1 - s"),
        returns("np.exp(-z) / (1 + np.exp(-z))"),
        "twice-the-same-factor: The two factors are the same: look at the second one again.",
        returns("s * s"),
        "twice-the-other-factor: The two factors are the same: look at the first one again.",
        returns("(1 - s) * (1 - s)"),
        "plus: There is a wrong sign in the second factor: the derivative is never above 1/4.",
        returns("s * (1 + s)"),
        "negative: The derivative is negative: the sigmoid rises everywhere.",
        returns("s * (s - 1)"),
        "no-brackets: Python multiplies before it subtracts: this is s - s, or s * 1 - s.",
        returns("s * 1 - s"),
        "of-the-activation: The sigmoid was applied twice before its derivative was taken.",
        change(s="sigmoid(sigmoid(z))"),
        "second-factor-twice: In the second factor the sigmoid was applied twice.",
        returns("s * (1 - sigmoid(s))"),
        "one-minus-inside: In the second factor, z is subtracted from 1 before the sigmoid is applied.",
        returns("s * sigmoid(1 - z)"),
        "sigmoid-of-the-derivative: The sigmoid was applied to the derivative.",
        returns("sigmoid(result)"),
        "squared: One factor is squared too many.",
        returns("result**2"),
        "one-minus-the-square: This is 1 - s**2: so tanh has it, with its own value.",
        returns("1 - s**2"),
        "s-times-one-minus-square: The second factor has a square too many.",
        returns("s * (1 - s**2)"),
        "tanh: This is the derivative of tanh.",
        returns("1 - np.tanh(z) ** 2"),
        "relu: This is the derivative of ReLU.",
        returns("1.0 * (np.asarray(z) > 0)"),
        "square-inside: The square in the denominator belongs to the whole sum.",
        returns("np.exp(-z) / (1 + np.exp(-z) ** 2)"),
        "inner-sign: The inner derivative has a sign, and the outer one has one too.",
        returns("-np.exp(-z) / (1 + np.exp(-z)) ** 3"),
        "second-derivative: This is the second derivative.",
        returns("s * (1 - s) * (1 - 2 * s)"),
        "halved: This is half the derivative.",
        returns("s * (1 - s) / 2"),
        "doubled: This is twice the derivative.",
        returns("2 * s * (1 - s)"),
        "with-z: There is a factor z too many.",
        returns("z * s * (1 - s)"),
        "two-to-the: This belongs to a sigmoid with a power of 2, not of e.",
        change(s="1 / (1 + 2.0 ** -np.asarray(z))"),
        "summed: This is one number for the whole array: each entry has a derivative of its own.",
        returns("np.sum(s * (1 - s))"),
        returns("np.sum(s) * (1 - np.sum(s))"),
        "averaged: This is the mean over the array: each entry has a derivative of its own.",
        returns("np.mean(s * (1 - s))"),
        "flattened: The derivative has lost its shape: it should have that of z.",
        returns("np.ravel(s * (1 - s))"),
        "transposed: The derivative is transposed: it should have the shape of z.",
        returns("np.transpose(s * (1 - s))"),
        "rounded: The derivative is rounded: return it with all its digits.",
        returns("np.round(s * (1 - s), 4)"),
        "nothing-returned: The derivative was computed, but never given back.",
        returns("None"),
    ),
)

"""The checkpoint `sigmoid`: the derivative of the logistic function."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.labs.checkpoint import Arguments, Checkpoint, Misconception


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


def _s(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def _number(value: Any) -> Any:
    """A NumPy number as Python's."""
    return value.item() if isinstance(value, np.generic) else value


def _wrong(name: str, sentence: str, formula: Any, *also: Any) -> Misconception:
    def applied(f: Any) -> Any:
        return lambda z: _number(f(z))

    return Misconception(name, sentence, applied(formula), also=tuple(map(applied, also)))


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
    misconceptions=(
        _wrong("the-sigmoid", "This is the sigmoid itself: its derivative is asked.", _s),
        _wrong(
            "z-for-s",
            "z stands where the value of the sigmoid belongs: apply the sigmoid first.",
            lambda z: z * (1 - z),
        ),
        _wrong(
            "one-minus",
            "One factor is missing: this is 1 - s, or a quotient whose denominator is not squared.",
            lambda z: 1 - _s(z),
            lambda z: np.exp(-z) / (1 + np.exp(-z)),
        ),
        _wrong(
            "twice-the-same-factor",
            "The two factors are the same: look at the second one again.",
            lambda z: _s(z) ** 2,
        ),
        _wrong(
            "twice-the-other-factor",
            "The two factors are the same: look at the first one again.",
            lambda z: (1 - _s(z)) ** 2,
        ),
        _wrong(
            "plus",
            "There is a wrong sign in the second factor: the derivative is never above 1/4.",
            lambda z: _s(z) * (1 + _s(z)),
        ),
        _wrong(
            "negative",
            "The derivative is negative: the sigmoid rises everywhere.",
            lambda z: _s(z) * (_s(z) - 1),
        ),
        _wrong(
            "no-brackets",
            "Python multiplies before it subtracts: this is s - s, or s * 1 - s.",
            lambda z: _s(z) * 1 - _s(z),
        ),
        _wrong(
            "of-the-activation",
            "The sigmoid was applied twice before its derivative was taken.",
            lambda z: _s(_s(z)) * (1 - _s(_s(z))),
        ),
        _wrong(
            "second-factor-twice",
            "In the second factor the sigmoid was applied twice.",
            lambda z: _s(z) * (1 - _s(_s(z))),
        ),
        _wrong(
            "one-minus-inside",
            "In the second factor, z is subtracted from 1 before the sigmoid is applied.",
            lambda z: _s(z) * _s(1 - z),
        ),
        _wrong(
            "sigmoid-of-the-derivative",
            "The sigmoid was applied to the derivative.",
            lambda z: _s(_s(z) * (1 - _s(z))),
        ),
        _wrong(
            "squared",
            "One factor is squared too many.",
            lambda z: (_s(z) * (1 - _s(z))) ** 2,
        ),
        _wrong(
            "one-minus-the-square",
            "This is 1 - s**2: so tanh has it, with its own value.",
            lambda z: 1 - _s(z) ** 2,
        ),
        _wrong(
            "s-times-one-minus-square",
            "The second factor has a square too many.",
            lambda z: _s(z) * (1 - _s(z) ** 2),
        ),
        _wrong(
            "tanh",
            "This is the derivative of tanh.",
            lambda z: 1 - np.tanh(z) ** 2,
        ),
        _wrong(
            "relu",
            "This is the derivative of ReLU.",
            lambda z: 1.0 * (np.asarray(z) > 0),
        ),
        _wrong(
            "square-inside",
            "The square in the denominator belongs to the whole sum.",
            lambda z: np.exp(-z) / (1 + np.exp(-z) ** 2),
        ),
        _wrong(
            "inner-sign",
            "The inner derivative has a sign, and the outer one has one too.",
            lambda z: -np.exp(-z) / (1 + np.exp(-z)) ** 3,
        ),
        _wrong(
            "second-derivative",
            "This is the second derivative.",
            lambda z: _s(z) * (1 - _s(z)) * (1 - 2 * _s(z)),
        ),
        _wrong("halved", "This is half the derivative.", lambda z: _s(z) * (1 - _s(z)) / 2),
        _wrong("doubled", "This is twice the derivative.", lambda z: 2 * _s(z) * (1 - _s(z))),
        _wrong(
            "with-z",
            "There is a factor z too many.",
            lambda z: z * _s(z) * (1 - _s(z)),
        ),
        _wrong(
            "two-to-the",
            "This belongs to a sigmoid with a power of 2, not of e.",
            lambda z: 1 / (1 + 2.0 ** -np.asarray(z)) * (1 - 1 / (1 + 2.0 ** -np.asarray(z))),
        ),
        _wrong(
            "summed",
            "This is one number for the whole array: each entry has a derivative of its own.",
            lambda z: np.sum(_s(z) * (1 - _s(z))),
            lambda z: np.sum(_s(z)) * (1 - np.sum(_s(z))),
        ),
        _wrong(
            "averaged",
            "This is the mean over the array: each entry has a derivative of its own.",
            lambda z: np.mean(_s(z) * (1 - _s(z))),
        ),
        _wrong(
            "flattened",
            "The derivative has lost its shape: it should have that of z.",
            lambda z: np.ravel(_s(z) * (1 - _s(z))),
        ),
        _wrong(
            "transposed",
            "The derivative is transposed: it should have the shape of z.",
            lambda z: (_s(z) * (1 - _s(z))).T,
        ),
        _wrong(
            "rounded",
            "The derivative is rounded: return it with all its digits.",
            lambda z: np.round(_s(z) * (1 - _s(z)), 4),
        ),
        _wrong(
            "nothing-returned",
            "The derivative was computed, but never given back.",
            lambda z: None,
        ),
    ),
)

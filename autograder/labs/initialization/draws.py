"""Random weights: cases wide enough to judge a distribution, and draws that are not normal."""

from __future__ import annotations

import numpy as np

from autograder.labs.changes import Change, begin, change, piece
from autograder.labs.checkpoint import Arguments, rng
from autograder.labs.initialization.parameters import crowded, widths
from autograder.labs.mistakes import wrong_answers


def random_shapes(generator: np.random.Generator) -> list[Arguments]:
    """Small layers for the shapes, then layers wide enough to tell one distribution from another."""
    wide = [generator.permutation([110, 140, 175, 220]).tolist(), [200, 90, 150]]
    wide += [[130, 120], generator.permutation([70, 80, 90, 100, 110]).tolist()]
    wide += [[6, 2000]]  # few inputs, and many units: there a size that is off by one shows
    small = [[3, 2], [2, 10, 5, 1], [3, 1, 1], generator.integers(2, 9, 5).tolist()]
    seeds = generator.integers(0, 2**31, len(small) + len(wide)).tolist()
    return [
        {"layers_dims": dims, "rng": rng(seed)}
        for dims, seed in zip(small + wide, seeds, strict=True)
    ]


def random_widths(generator: np.random.Generator) -> tuple[Arguments, Arguments]:
    """The same depth, with narrow layers and with wide ones, and a generator."""
    small, large = widths(generator)
    return {**small, "rng": rng(1)}, {**large, "rng": rng(1)}


def random_crowded(generator: np.random.Generator) -> Arguments:
    """Layers so wide that a loop over their units takes long, and a generator."""
    return {**crowded(generator), "rng": rng(1)}


def draws(call: str) -> Change:
    """Weights that are drawn otherwise: the beginning of a call, which their shape follows."""
    return piece("rng.standard_normal(", call)


def drawn_by(function: str) -> Change:
    """Weights that a function ``drawn(shape)`` draws."""
    return change(draws("drawn("), begin(function))


def biases(call: str) -> Change:
    """Biases that are not zero: the beginning of a call, which their shape follows."""
    return piece('b{layer}"] = np.zeros(', f'b{{layer}}"] = {call}')


DRAWS = wrong_answers(
    "uniform-01: The draws lie between 0 and 1, so none is negative: `random` and `rand` draw from a uniform distribution, not from a normal one.",
    draws("rng.uniform(0, 1, "),
    "centred-uniform: The draws come from a uniform distribution around 0: they should be normal.",
    draws("rng.uniform(-0.5, 0.5, "),
    "truncated: Draws beyond two standard deviations are missing: a normal distribution has no cut-off.",
    drawn_by("""
        def drawn(shape):
            several = rng.standard_normal(3 * shape[0] * shape[1] + 100)
            return several[np.abs(several) < 2][: shape[0] * shape[1]].reshape(shape)
        """),
    "constant: All weights of a layer are the same number: draw a random one for each.",
    draws("np.ones("),
    "sign-lost: No weight is negative: about half of all normal draws are.",
    drawn_by("""
        def drawn(shape):
            return np.abs(rng.standard_normal(shape))
        """),
    "same-row: All units of a layer have the same row of weights, which is exactly the symmetry we want to break: draw every weight separately.",
    drawn_by("""
        def drawn(shape):
            return np.tile(rng.standard_normal((1, shape[1])), (shape[0], 1))
        """),
    "same-column: Each unit has one number for all its weights: draw one for each input.",
    drawn_by("""
        def drawn(shape):
            return np.tile(rng.standard_normal((shape[0], 1)), (1, shape[1]))
        """),
    "same-stream: Every layer has the same numbers: are they drawn only once, or is the generator made anew inside the loop?",
    change(
        begin("seed = rng.integers(2**31)"), draws("np.random.default_rng(seed).standard_normal(")
    ),
    "zeros: The weights are zero: they should be random draws.",
    draws("np.zeros("),
    "biases-hundredth: The biases are 0.01: they should be zero.",
    biases("0.01 * np.ones("),
    "biases-one: The biases are ones: they should be zero.",
    biases("np.ones("),
    "random-biases-unscaled: The biases are random numbers: they should be zero.",
    biases("rng.standard_normal("),
)
"""Draws and biases, for every scale."""

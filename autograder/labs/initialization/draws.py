"""Random weights: cases wide enough to judge a distribution, and ways to draw."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from autograder.labs.checkpoint import Arguments, rng
from autograder.labs.initialization.parameters import (
    Parameters,
    crowded,
    widths,
)

Draw = Callable[[np.random.Generator, int, int], np.ndarray]


def random_shapes(generator: np.random.Generator) -> list[Arguments]:
    """Small layers for the shapes, then layers wide enough to tell one distribution from another."""
    wide = [generator.permutation([110, 140, 175, 220]).tolist(), [200, 90, 150]]
    wide += [[130, 120], generator.permutation([70, 80, 90, 100, 110]).tolist()]
    small = [[3, 2], [2, 10, 5, 1], generator.integers(2, 9, 5).tolist()]
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


def normal(generator: np.random.Generator, n_out: int, n_in: int) -> np.ndarray:
    """Draws from the standard normal distribution."""
    return generator.standard_normal((n_out, n_in))


def scaled(
    scale: Callable[[list[int], int], float],
    draw: Draw = normal,
    biases: Callable[[np.random.Generator, int, float], np.ndarray] | None = None,
) -> Callable[..., Parameters]:
    """An initializer from the scale of each layer: a function of layers_dims and the layer's number."""

    def initialize(layers_dims: list[int], generator: np.random.Generator) -> Parameters:
        made: Parameters = {}
        for layer, (n_in, n_out) in enumerate(pairwise(layers_dims), start=1):
            factor = scale(layers_dims, layer)
            made[f"W{layer}"] = factor * draw(generator, n_out, n_in)
            made[f"b{layer}"] = (
                np.zeros((n_out, 1)) if biases is None else biases(generator, n_out, factor)
            )
        return made

    return initialize


def uniform(low: float, high: float) -> Draw:
    """Draws from a uniform distribution."""
    return lambda generator, n_out, n_in: generator.uniform(low, high, (n_out, n_in))


def one_row(generator: np.random.Generator, n_out: int, n_in: int) -> np.ndarray:
    """One row of draws for all units."""
    return np.tile(generator.standard_normal((1, n_in)), (n_out, 1))


def one_column(generator: np.random.Generator, n_out: int, n_in: int) -> np.ndarray:
    """One draw for each unit, given to all its inputs."""
    return np.tile(generator.standard_normal((n_out, 1)), (1, n_in))


def positive(generator: np.random.Generator, n_out: int, n_in: int) -> np.ndarray:
    """Draws without their sign."""
    return np.abs(generator.standard_normal((n_out, n_in)))


def truncated(generator: np.random.Generator, n_out: int, n_in: int) -> np.ndarray:
    """Draws within two standard deviations."""
    draws = generator.standard_normal(3 * n_out * n_in + 100)
    return draws[np.abs(draws) < 2][: n_out * n_in].reshape(n_out, n_in)


def random_biases(generator: np.random.Generator, n_out: int, scale: float) -> np.ndarray:
    """Biases drawn like the weights."""
    return scale * generator.standard_normal((n_out, 1))


def reseeded(scale: Callable[[list[int], int], float]) -> Callable[..., Parameters]:
    """Every layer starts the same stream of numbers again."""

    def initialize(layers_dims: list[int], generator: np.random.Generator) -> Parameters:
        seed = int(generator.integers(2**31))
        restarted: Draw = lambda _, n_out, n_in: normal(np.random.default_rng(seed), n_out, n_in)  # noqa: E731
        return scaled(scale, restarted)(layers_dims, generator)

    return initialize


def ten(_dims: list[int], _layer: int) -> float:
    """The scale of this exercise."""
    return 10.0


UNIFORM_01 = (
    "uniform-01",
    "The draws lie between 0 and 1, all of them positive: `random` and `rand` draw from a uniform distribution.",
)
ROW = (
    "same-row",
    "All units of a layer got the same row of weights, which is the symmetry we want to break.",
)
COLUMN = ("same-column", "A unit's weights are all the same number: draw one for each input.")
SIGN = ("sign-lost", "No weight is negative.")
BIASES = (
    "random-biases",
    "The weights are right, but the biases are random too: they should be zero.",
)
CENTRED = (
    "centred-uniform",
    "The draws are uniform around 0: they should be normal.",
)
TRUNCATED = (
    "truncated",
    "Draws beyond two standard deviations are missing: a normal distribution has no edge.",
)
CONSTANT = (
    "constant",
    "All weights of a layer are the same number: the scale is there, but the draws are missing.",
)
BIASES_SMALL = (
    "biases-hundredth",
    "The weights are right, but the biases are 0.01: they should be zero.",
)
STREAM = (
    "same-stream",
    "Every layer got the same numbers: they are drawn once, or the generator is made anew inside the loop.",
)

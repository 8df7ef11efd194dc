"""The Initialization lab: four ways to look at how a network starts, and its decision boundary."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from autograder.labs.checkpoint import Arguments, Checkpoint, Misconception, Trained, rng
from helpers.datasets import circles

Parameters = dict[str, Any]
Draw = Callable[[np.random.Generator, int, int], np.ndarray]


def parameters(
    layers_dims: list[int],
    weights: Callable[[int, int, int], Any],
    biases: Callable[[int], Any] = lambda n_out: np.zeros((n_out, 1)),
) -> Parameters:
    """Parameters from what gives W of (layer, n_l, n_{l-1}) and b of n_l."""
    made: Parameters = {}
    for layer, (n_in, n_out) in enumerate(pairwise(layers_dims), start=1):
        made[f"W{layer}"] = weights(layer, n_out, n_in)
        made[f"b{layer}"] = biases(n_out)
    return made


# --- zeros ---------------------------------------------------------------------------------------


def shapes(generator: np.random.Generator) -> list[Arguments]:
    """Layers of several depths and widths; no two neighbours alike."""
    fixed = [[2, 1], [3, 5, 2], [2, 10, 5, 1], [6, 1, 4, 2, 3]]
    fresh = [generator.permutation(np.arange(2, 12))[: depth + 2].tolist() for depth in (1, 3, 4)]
    return [{"layers_dims": dims} for dims in fixed + fresh]


def widths(_: np.random.Generator) -> tuple[Arguments, Arguments]:
    """The same depth, with narrow layers and with wide ones."""
    return {"layers_dims": [4, 6, 5, 3]}, {"layers_dims": [120, 160, 140, 130]}


def zero(_layer: int, n_out: int, n_in: int) -> np.ndarray:
    """Weights of zero."""
    return np.zeros((n_out, n_in))


def _small_random(layers_dims: list[int]) -> Parameters:
    generator = np.random.default_rng(0)
    return parameters(layers_dims, lambda _, n, m: 0.01 * generator.standard_normal((n, m)))


def _without(key: str) -> Callable[[list[int]], Parameters]:
    def function(layers_dims: list[int]) -> Parameters:
        return {k: v for k, v in parameters(layers_dims, zero).items() if not k.startswith(key)}

    return function


STRUCTURE = (
    (
        "transposed",
        "The weights look transposed: W[l] has a row for each unit of layer l, and a column for each input of it.",
        lambda made, dims: {k: v.T if k[0] == "W" else v for k, v in made.items()},
    ),
    (
        "last-layer-missing",
        "The last layer has no parameters: look at where the loop over the layers ends.",
        lambda made, dims: {k: v for k, v in made.items() if int(k[1:]) < len(dims) - 1},
    ),
    (
        "counted-from-zero",
        "The layers are counted from 0: the input is layer 0 and has no parameters, so the first key is W1.",
        lambda made, dims: {f"{k[0]}{int(k[1:]) - 1}": v for k, v in made.items()},
    ),
    (
        "biases-missing",
        "There are weights but no biases: each layer has a b as well.",
        lambda made, dims: {k: v for k, v in made.items() if k[0] == "W"},
    ),
    (
        "biases-as-rows",
        "The biases are rows: samples are columns here, so b[l] is a column with an entry for each unit.",
        lambda made, dims: {k: v.T if k[0] == "b" else v for k, v in made.items()},
    ),
    (
        "biases-flat",
        "The biases are flat vectors: give them a second axis, so that b[l] is a column.",
        lambda made, dims: {k: v.ravel() if k[0] == "b" else v for k, v in made.items()},
    ),
    (
        "biases-sized-by-inputs",
        "The biases have an entry for each input of the layer: they need one for each of its units.",
        lambda made, dims: {
            k: np.zeros((dims[int(k[1:]) - 1], 1)) if k[0] == "b" else v for k, v in made.items()
        },
    ),
    (
        "lower-case-keys",
        "The weights stand under small letters: the keys are W1, b1, W2, b2, ...",
        lambda made, dims: {k.lower() if k[0] == "W" else k: v for k, v in made.items()},
    ),
    (
        "as-a-list",
        "The parameters came back as a list: put them into a dict with the keys W1, b1, ...",
        lambda made, dims: list(made.values()),
    ),
    (
        "nothing-returned",
        "The parameters were made, but never given back.",
        lambda made, dims: None,
    ),
)


def structural(skip: tuple[str, ...] = ()) -> tuple[Misconception, ...]:
    """Mistakes in the keys and shapes of parameters, as variations of the reference."""

    def vary(change: Callable[[Parameters, list[int]], Any]) -> Callable[..., Any]:
        def made_from(reference: Callable[..., Parameters]) -> Callable[..., Any]:
            return lambda layers_dims, *rest: change(reference(layers_dims, *rest), layers_dims)

        return made_from

    return tuple(
        Misconception(name, sentence, vary(change), varies=True)
        for name, sentence, change in STRUCTURE
        if name not in skip
    )


def _filled(number: float) -> Callable[[list[int]], Parameters]:
    return lambda dims: parameters(dims, lambda _, n, m: np.full((n, m), number))


ZEROS = Checkpoint(
    grade_id="zeros",
    signature="initialize_parameters_zeros(layers_dims)",
    outputs=("parameters",),
    cases=shapes,
    growth=widths,
    growing="the units of a layer",
    misconceptions=(
        Misconception(
            "small-random",
            "The weights are small random numbers: here they should be nothing at all.",
            _small_random,
        ),
        Misconception("ones", "The weights are ones.", _filled(1.0)),
        Misconception(
            "a-small-constant", "The weights are a small constant, not zero.", _filled(0.01)
        ),
        Misconception(
            "biases-one",
            "The weights are right, but the biases are ones.",
            lambda dims: parameters(dims, zero, lambda n: np.ones((n, 1))),
        ),
        *structural(),
    ),
)


# --- random and he -------------------------------------------------------------------------------


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
    "Every layer got the same numbers: the generator is made or seeded anew inside the loop.",
)

RANDOM = Checkpoint(
    grade_id="random",
    signature="initialize_parameters_random(layers_dims, rng)",
    outputs=("parameters",),
    cases=random_shapes,
    random=True,
    growth=random_widths,
    growing="the units of a layer",
    misconceptions=(
        Misconception("no-scale", "The weights are not scaled at all.", scaled(lambda d, k: 1.0)),
        Misconception(
            "hundredth",
            "The weights are small, and here they should be far too large.",
            scaled(lambda d, k: 0.01),
        ),
        Misconception("divided", "The weights are divided by the scale.", scaled(lambda d, k: 0.1)),
        Misconception(
            "scale-as-variance",
            "The scale was taken for a variance: it is a standard deviation here.",
            scaled(lambda d, k: 10**0.5),
        ),
        Misconception("scale-squared", "The scale is applied twice.", scaled(lambda d, k: 100.0)),
        Misconception(
            "he-instead",
            "The weights shrink with the number of inputs: that is the next exercise.",
            scaled(lambda d, k: (2 / d[k - 1]) ** 0.5),
        ),
        Misconception(
            "he-times-scale",
            "The scale is right, but the weights are also divided by something that depends on the layer's inputs.",
            scaled(lambda d, k: 10 * (2 / d[k - 1]) ** 0.5),
        ),
        Misconception(*UNIFORM_01, scaled(ten, uniform(0, 1))),
        Misconception(
            "uniform",
            "The draws come from a uniform distribution: here they should be normal.",
            scaled(ten, uniform(-1, 1)),
        ),
        Misconception(
            "uniform-same-spread",
            "The spread is right, but the draws are uniform: they should be normal.",
            scaled(ten, uniform(-(3**0.5), 3**0.5)),
        ),
        Misconception(
            "whole-numbers",
            "The draws are whole numbers.",
            scaled(lambda d, k: 1.0, lambda g, n, m: g.integers(-10, 11, (n, m))),
        ),
        Misconception(
            "last-layer-unscaled",
            "All layers but the last are right: it is not scaled.",
            scaled(lambda d, k: 10.0 if k < len(d) - 1 else 1.0),
        ),
        Misconception(
            "first-layer-only",
            "Only the first layer is scaled.",
            scaled(lambda d, k: 10.0 if k == 1 else 1.0),
        ),
        Misconception(*BIASES, scaled(ten, normal, random_biases)),
        Misconception(
            "random-biases-unscaled",
            "The weights are right, but the biases are random numbers: they should be zero.",
            scaled(ten, normal, lambda g, n, s: g.standard_normal((n, 1))),
        ),
        Misconception(*ROW, scaled(ten, one_row)),
        Misconception(*COLUMN, scaled(ten, one_column)),
        Misconception(*CENTRED, scaled(ten, uniform(-0.5, 0.5))),
        Misconception(*TRUNCATED, scaled(ten, truncated)),
        Misconception(*CONSTANT, scaled(ten, lambda g, n, m: np.ones((n, m)))),
        Misconception(*BIASES_SMALL, scaled(ten, normal, lambda g, n, s: np.full((n, 1), 0.01))),
        Misconception(*SIGN, scaled(ten, positive)),
        Misconception(*STREAM, reseeded(ten)),
        Misconception(
            "zeros", "The weights are zero.", lambda dims, generator: parameters(dims, zero)
        ),
        Misconception(
            "scale-added",
            "The scale is added to the draws, not multiplied with them.",
            scaled(lambda d, k: 1.0, lambda g, n, m: 10 + normal(g, n, m)),
        ),
        Misconception(
            "biases-ten",
            "The biases are scaled up from one: they should be zero.",
            scaled(ten, normal, lambda g, n, s: np.full((n, 1), 10.0)),
        ),
        Misconception(
            "biases-one",
            "The weights are right, but the biases are ones: they should be zero.",
            scaled(ten, normal, lambda g, n, s: np.ones((n, 1))),
        ),
        *structural(),
    ),
)


def he_scale(dims: list[int], layer: int) -> float:
    """Standard deviation of the weights after He et al. (2015), equation 10."""
    return float(np.sqrt(2 / dims[layer - 1]))


HE = Checkpoint(
    grade_id="he",
    signature="initialize_parameters_he(layers_dims, rng)",
    outputs=("parameters",),
    cases=random_shapes,
    random=True,
    growth=random_widths,
    growing="the units of a layer",
    misconceptions=(
        Misconception(
            "xavier",
            "This is what comes out for a variance of 1 / n: it suits tanh; ReLU sets half of its inputs to zero.",
            scaled(lambda d, k: d[k - 1] ** -0.5),
        ),
        Misconception(
            "no-root",
            "The scale of the draws is the variance itself: what multiplies a standard normal draw is the standard deviation.",
            scaled(lambda d, k: 2 / d[k - 1]),
        ),
        Misconception(
            "root-of-two-only",
            "Only the 2 is under the root.",
            scaled(lambda d, k: 2**0.5 / d[k - 1]),
        ),
        Misconception(
            "root-of-n-only",
            "Only the number of inputs is under the root.",
            scaled(lambda d, k: 2 / d[k - 1] ** 0.5),
        ),
        Misconception(
            "fan-out",
            "The scale goes by the units of the layer itself: a sum runs over its inputs.",
            scaled(lambda d, k: (2 / d[k]) ** 0.5),
        ),
        Misconception(
            "xavier-fan-out",
            "The scale goes by the units of the layer itself, and the factor for ReLU is missing.",
            scaled(lambda d, k: d[k] ** -0.5),
        ),
        Misconception(
            "glorot",
            "This is Glorot's scale, which takes inputs and units together.",
            scaled(lambda d, k: (2 / (d[k - 1] + d[k])) ** 0.5),
        ),
        Misconception(
            "fan-average-doubled",
            "The scale takes the mean of inputs and units: here only the inputs count.",
            scaled(lambda d, k: (4 / (d[k - 1] + d[k])) ** 0.5),
        ),
        Misconception(
            "one-over",
            "The scale is one over the number of inputs.",
            scaled(lambda d, k: 1 / d[k - 1]),
        ),
        Misconception(
            "upside-down",
            "The fraction is upside down: more inputs should mean smaller weights.",
            scaled(lambda d, k: (d[k - 1] / 2) ** 0.5),
        ),
        Misconception(
            "upside-down-one",
            "The weights grow with the number of inputs: more inputs should mean smaller weights.",
            scaled(lambda d, k: float(d[k - 1]) ** 0.5),
        ),
        Misconception(
            "first-size-everywhere",
            "Every layer got the scale of the first: the number of inputs differs from layer to layer.",
            scaled(lambda d, k: (2 / d[0]) ** 0.5),
        ),
        Misconception(
            "layer-number",
            "The scale goes by the layer's number: it should go by the number of its inputs.",
            scaled(lambda d, k: (2 / k) ** 0.5),
        ),
        Misconception(
            "depth",
            "The scale goes by the number of layers: it should go by the number of a layer's inputs.",
            scaled(lambda d, k: (2 / (len(d) - 1)) ** 0.5),
        ),
        Misconception(
            "whole-size",
            "The scale goes by all entries of W: a unit only sums over its inputs.",
            scaled(lambda d, k: (2 / (d[k - 1] * d[k])) ** 0.5),
        ),
        Misconception(
            "he-normal-doubled",
            "The weights are twice as large as they should be.",
            scaled(lambda d, k: 2 * he_scale(d, k)),
        ),
        Misconception(
            "six",
            "The 6 belongs to the limits of a uniform distribution: for a normal one, the variance is asked.",
            scaled(lambda d, k: (6 / d[k - 1]) ** 0.5),
        ),
        Misconception(
            "ten-left",
            "The factor 10 of the exercise before is still there.",
            scaled(lambda d, k: 10 * he_scale(d, k)),
        ),
        Misconception("unscaled", "The weights are not scaled at all.", scaled(lambda d, k: 1.0)),
        Misconception(
            "hundredth",
            "All layers have weights of about a hundredth, however many inputs they have.",
            scaled(lambda d, k: 0.01),
        ),
        Misconception("ten", "This is the initialization of the exercise before.", scaled(ten)),
        Misconception(
            "he-uniform",
            "The spread is right, but the draws are uniform: here they should be normal.",
            scaled(he_scale, uniform(-(3**0.5), 3**0.5)),
        ),
        Misconception(
            "uniform-limits",
            "The draws are uniform, between plus and minus the scale: they should be normal.",
            scaled(he_scale, uniform(-1, 1)),
        ),
        Misconception(*UNIFORM_01, scaled(he_scale, uniform(0, 1))),
        Misconception(
            "last-layer-unscaled",
            "All layers but the last are right: it is not scaled.",
            scaled(lambda d, k: he_scale(d, k) if k < len(d) - 1 else 1.0),
        ),
        Misconception(
            "first-layer-unscaled",
            "All layers but the first are right: it is not scaled.",
            scaled(lambda d, k: he_scale(d, k) if k > 1 else 1.0),
        ),
        Misconception(
            "last-layer-xavier",
            "All layers but the last are right: treat it as the others here.",
            scaled(lambda d, k: he_scale(d, k) if k < len(d) - 1 else d[k - 1] ** -0.5),
        ),
        Misconception(
            "last-layer-zero",
            "All layers but the last are right: its weights are zero.",
            scaled(lambda d, k: he_scale(d, k) if k < len(d) - 1 else 0.0),
        ),
        Misconception(*BIASES, scaled(he_scale, normal, random_biases)),
        Misconception(
            "random-biases-unscaled",
            "The weights are right, but the biases are random numbers: they should be zero.",
            scaled(he_scale, normal, lambda g, n, s: g.standard_normal((n, 1))),
        ),
        Misconception(
            "biases-one",
            "The weights are right, but the biases are ones: they should be zero.",
            scaled(he_scale, normal, lambda g, n, s: np.ones((n, 1))),
        ),
        Misconception(*ROW, scaled(he_scale, one_row)),
        Misconception(*COLUMN, scaled(he_scale, one_column)),
        Misconception(*CENTRED, scaled(he_scale, uniform(-0.5, 0.5))),
        Misconception(*TRUNCATED, scaled(he_scale, truncated)),
        Misconception(*CONSTANT, scaled(he_scale, lambda g, n, m: np.ones((n, m)))),
        Misconception(
            *BIASES_SMALL, scaled(he_scale, normal, lambda g, n, s: np.full((n, 1), 0.01))
        ),
        Misconception(*SIGN, scaled(he_scale, positive)),
        Misconception(*STREAM, reseeded(he_scale)),
        Misconception(
            "zeros", "The weights are zero.", lambda dims, generator: parameters(dims, zero)
        ),
        Misconception(
            "scale-added",
            "The scale is added to the draws, not multiplied with them.",
            scaled(lambda d, k: 1.0, lambda g, n, m: (2 / m) ** 0.5 + normal(g, n, m)),
        ),
        *structural(),
    ),
)


# --- symmetry ------------------------------------------------------------------------------------


def clusters(
    generator: np.random.Generator,
    groups: int,
    rows: int,
    columns: int,
    tolerance: float,
    at: float,
    gap: float = 2.0,
    jitter: float = 0.45,
) -> np.ndarray:
    """Rows in groups: within the tolerance of each other inside one, outside it across two.

    Across groups a single entry differs, or two that cancel out, by a `gap` of a few tolerances;
    every entry is shifted by up to a share `jitter` of the tolerance.
    """
    apart = 0.0
    while apart < (1 + 2.2 * jitter) * tolerance:
        prototypes = np.tile(at + generator.standard_normal(columns), (groups, 1))
        for group in range(1, groups):
            first, second = generator.choice(columns, 2, replace=False)
            step = tolerance * gap * generator.uniform(1, 1.2) * group
            prototypes[group, first] += step
            prototypes[group, second] -= step * (group % 2)
        distance = np.abs(prototypes[:, None] - prototypes[None]).max(axis=2)
        apart = distance[~np.eye(groups, dtype=bool)].min()
    member = np.concatenate([np.arange(groups), generator.integers(0, groups, rows - groups)])
    shift = generator.uniform(-jitter, jitter, (rows, columns)) * tolerance
    return generator.permutation(prototypes[member] + shift)


def layers(generator: np.random.Generator) -> list[Arguments]:
    """Weights with units alike and units apart, the edge of the tolerance among them."""
    edge = np.array([[0.0, 1.0], [0.5, 1.0], [4.0, 1.0], [4.0, 1.5]])
    scattered = generator.standard_normal((3, 4))[[0, 1, 0, 2, 1, 0]]
    swapped = np.array([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0], [2.0, 3.0, 1.0], [1.0, 2.0, 3.0]])
    mirrored = np.array([[1.0, 2.0], [-1.0, -2.0], [1.0, -2.0], [1.0, 2.0]])
    nearly = scattered + 1e-9 * generator.uniform(-1, 1, scattered.shape)
    cases = [
        (np.zeros((4, 3)), 0.0),
        (np.zeros((5, 1)), 1e-6),
        (generator.standard_normal((1, 3)), 0.1),
        (scattered, 0.0),
        (nearly, 0.0),
        (nearly, 1e-6),
        (swapped, 1e-3),
        (mirrored, 0.1),
        (np.array([[0.0, 0, 0, 0], [1.1, 0, 0, 0], [0, 0.6, 0, 0]]), 0.5),
        (edge, 0.5),
        (np.array([[1.0, 2.0], [1.0, 5.0], [4.0, 2.0], [4.0, 5.0]]), 0.1),
        (clusters(generator, 2, 6, 3, 1e-9, 0.0), 1e-9),
        (clusters(generator, 3, 7, 5, 0.02, 0.0), 0.02),
        (generator.standard_normal((10, 2)) * 10, 1e-6),
        (clusters(generator, 7, 23, 4, 1e-3, 1e4), 1e-3),
        (clusters(generator, 9, 31, 12, 0.3, 0.0), 0.3),
        (clusters(generator, 12, 40, 3, 0.05, 0.0), 0.05),
        (clusters(generator, 5, 18, 4, 0.1, 0.0, gap=1.2, jitter=0.05), 0.1),
    ]
    return [{"W": W, "tolerance": tolerance} for W, tolerance in cases]


def greedy(
    alike: Callable[[np.ndarray, np.ndarray, float], Any],
) -> Callable[[np.ndarray, float], int]:
    """A count of rows of which none is like an earlier one, by a rule for two rows."""

    def count(W: np.ndarray, tolerance: float) -> int:
        kept: list[np.ndarray] = []
        for row in W:
            if not any(alike(row, other, tolerance) for other in kept):
                kept.append(row)
        return len(kept)

    return count


def _occurrences(W: np.ndarray, tolerance: float) -> np.ndarray:
    return np.asarray((np.abs(W[:, None] - W[None]) <= tolerance).all(axis=2).sum(axis=1))


def _changes(W: np.ndarray, tolerance: float) -> int:
    return 1 + int((np.abs(np.diff(W, axis=0)).max(axis=1) > tolerance).sum())


SYMMETRY = Checkpoint(
    grade_id="symmetry",
    signature="count_distinct_units(W, tolerance)",
    outputs=("the count",),
    cases=layers,
    misconceptions=(
        Misconception(
            "tolerance-ignored",
            "The tolerance plays no part: rows that differ by a hair count as different.",
            lambda W, t: len(np.unique(W, axis=0)),
        ),
        Misconception(
            "fixed-tolerance",
            "The tolerance plays no part: some fixed small number stands in its place.",
            greedy(lambda a, b, t: np.abs(a - b).max() <= 1e-8),
        ),
        Misconception(
            "default-tolerances",
            "The tolerance plays no part: `isclose` and `allclose` used their own.",
            greedy(lambda a, b, t: np.allclose(a, b)),
        ),
        Misconception(
            "tolerance-as-relative",
            "The tolerance was taken for a relative one: it is the third argument of `isclose` and `allclose`, so say which one you mean.",
            greedy(lambda a, b, t: np.allclose(a, b, t)),
        ),
        Misconception(
            "relative-tolerance",
            "Large weights are let off too easily: `isclose` and `allclose` have a relative tolerance as well, and it is not zero unless you say so.",
            greedy(lambda a, b, t: np.allclose(a, b, atol=t)),
        ),
        Misconception(
            "entries",
            "This counts distinct entries: a unit is a whole row.",
            lambda W, t: len(np.unique(W)),
        ),
        Misconception(
            "columns",
            "This compares columns: a unit is a row of W.",
            lambda W, t: greedy(lambda a, b, t: np.abs(a - b).max() <= t)(W.T, t),
        ),
        Misconception(
            "neighbours",
            "Only neighbouring rows are compared: two equal rows may stand anywhere.",
            _changes,
        ),
        Misconception(
            "first-row",
            "Every row is compared with the first one only.",
            lambda W, t: 1 + int((np.abs(W - W[0]).max(axis=1) > t).sum()),
        ),
        Misconception(
            "differing-from-first",
            "This counts the rows that differ from the first one.",
            lambda W, t: int((np.abs(W - W[0]).max(axis=1) > t).sum()),
        ),
        Misconception(
            "any-entry",
            "Two rows are taken for the same as soon as one entry agrees: all must.",
            greedy(lambda a, b, t: np.abs(a - b).min() <= t),
        ),
        Misconception(
            "no-absolute-value",
            "Differences are compared with their sign: a large negative one counts too.",
            greedy(lambda a, b, t: (a - b).max() <= t),
        ),
        Misconception(
            "strict",
            "Two rows that differ by exactly the tolerance are the same: no entry differs by *more* than it.",
            greedy(lambda a, b, t: np.abs(a - b).max() < t),
        ),
        Misconception(
            "euclidean",
            "The distance between rows is compared with the tolerance: each entry should be.",
            greedy(lambda a, b, t: np.linalg.norm(a - b) <= t),
        ),
        Misconception(
            "sum-of-differences",
            "The differences are added up before they are compared with the tolerance: each entry should be.",
            greedy(lambda a, b, t: np.abs(a - b).sum() <= t),
        ),
        Misconception(
            "root-mean-square",
            "The differences are averaged before they are compared with the tolerance: each entry should be.",
            greedy(lambda a, b, t: np.sqrt(((a - b) ** 2).mean()) <= t),
        ),
        Misconception(
            "squared-differences",
            "The squares of the differences are compared with the tolerance: the differences should be.",
            greedy(lambda a, b, t: ((a - b) ** 2).max() <= t),
        ),
        Misconception(
            "signs-ignored",
            "Two rows of opposite signs differ: take the absolute value of the difference, not of the entries.",
            greedy(lambda a, b, t: np.abs(np.abs(a) - np.abs(b)).max() <= t),
        ),
        Misconception(
            "mean-difference",
            "The mean difference is compared with the tolerance: each entry should be.",
            greedy(lambda a, b, t: np.abs(a - b).mean() <= t),
        ),
        Misconception(
            "row-sums",
            "Two rows may have the same sum and still differ: compare entry by entry.",
            greedy(lambda a, b, t: abs(a.sum() - b.sum()) <= t),
        ),
        Misconception(
            "row-norms",
            "Two rows may have the same length and still differ: compare entry by entry.",
            greedy(lambda a, b, t: abs(np.linalg.norm(a) - np.linalg.norm(b)) <= t),
        ),
        Misconception(
            "first-entry",
            "Only the first entry of each row is compared.",
            greedy(lambda a, b, t: abs(a[0] - b[0]) <= t),
        ),
        Misconception(
            "last-entry",
            "Only the last entry of each row is compared.",
            greedy(lambda a, b, t: abs(a[-1] - b[-1]) <= t),
        ),
        Misconception(
            "order-ignored",
            "The entries of a row are sorted before they are compared: their order matters.",
            greedy(lambda a, b, t: np.abs(np.sort(a) - np.sort(b)).max() <= t),
        ),
        Misconception(
            "rounded",
            "Rounding puts two rows into different boxes though they are close, if an edge runs between them.",
            lambda W, t: len(np.unique(np.round(W / t) if t else W, axis=0)),
        ),
        Misconception(
            "rounded-by-digits",
            "Rounding to as many digits as the tolerance has is not the same as comparing with it.",
            lambda W, t: len(
                np.unique(np.round(W, max(0, int(-np.floor(np.log10(t))))) if t else W, axis=0)
            ),
        ),
        Misconception(
            "floored",
            "Cutting off digits puts two rows into different boxes though they are close.",
            lambda W, t: len(np.unique(np.floor(W / t) if t else W, axis=0)),
        ),
        Misconception("rows", "This is the number of all rows.", lambda W, t: len(W)),
        Misconception("always-one", "This is 1 whatever the weights are.", lambda W, t: 1),
        Misconception(
            "duplicates",
            "This counts the rows that have been seen before: the distinct ones are asked.",
            lambda W, t: len(W) - greedy(lambda a, b, t: np.abs(a - b).max() <= t)(W, t),
        ),
        Misconception(
            "one-too-few",
            "The count is one too small: the first row is a distinct one as well.",
            lambda W, t: greedy(lambda a, b, t: np.abs(a - b).max() <= t)(W, t) - 1,
        ),
        Misconception(
            "singles",
            "This counts the rows that occur only once: a row that occurs twice counts once.",
            lambda W, t: int((_occurrences(W, t) == 1).sum()),
        ),
        Misconception(
            "pairs",
            "This counts pairs of different rows.",
            lambda W, t: int((len(W) - _occurrences(W, t)).sum()) // 2,
        ),
        Misconception(
            "equal-pairs",
            "This counts pairs of rows that are the same.",
            lambda W, t: int((_occurrences(W, t) - 1).sum()) // 2,
        ),
        Misconception(
            "equal-pairs-subtracted",
            "Every pair of equal rows is taken off, so that a row with several equals before it is taken off several times.",
            lambda W, t: len(W) - int((_occurrences(W, t) - 1).sum()) // 2,
        ),
        Misconception("inputs", "This is the number of inputs.", lambda W, t: W.shape[1]),
        Misconception(
            "one-too-many",
            "The count is one too large: does it start at 1, and count the first row again?",
            lambda W, t: greedy(lambda a, b, t: np.abs(a - b).max() <= t)(W, t) + 1,
        ),
        Misconception(
            "share",
            "This is the share of distinct rows: their number is asked.",
            lambda W, t: greedy(lambda a, b, t: np.abs(a - b).max() <= t)(W, t) / len(W),
        ),
        Misconception(
            "repeated",
            "This counts the rows that occur more than once.",
            lambda W, t: int((_occurrences(W, t) > 1).sum()),
        ),
        Misconception(
            "rank",
            "The rank of a matrix says how many rows are independent: rows may differ and still depend on each other.",
            lambda W, t: int(np.linalg.matrix_rank(W, tol=t)),
        ),
        Misconception(
            "yes-or-no",
            "This says whether the rows differ: how many distinct ones are there?",
            lambda W, t: bool(_changes(W, t) > 1),
        ),
    ),
)


# --- boundary ------------------------------------------------------------------------------------


def network(generator: np.random.Generator, dims: list[int], scale: float = 1.5) -> Parameters:
    """A net with biases that divides its inputs into both classes."""
    return parameters(
        dims,
        lambda _, n, m: scale * generator.standard_normal((n, m)) * (2 / m) ** 0.5,
        lambda n: 0.5 * generator.standard_normal((n, 1)),
    )


def logits(
    made: Parameters,
    X: np.ndarray,
    hidden: Callable[[np.ndarray], np.ndarray] = lambda Z: np.maximum(Z, 0),
    biased: Callable[[int, int], bool] = lambda layer, last: True,
) -> np.ndarray:
    """What the last layer sums up, with an activation and with biases of our choice."""
    last = len(made) // 2
    A = X
    for layer in range(1, last + 1):
        Z = made[f"W{layer}"] @ A + biased(layer, last) * made[f"b{layer}"]
        A = hidden(Z) if layer < last else Z
    return A


def decided(
    generator: np.random.Generator,
    dims: list[int],
    m: int,
    scale: float = 1.5,
    pool: int | None = None,
) -> Arguments:
    """A net and points: both classes where there are enough points, and none on the boundary.

    From a `pool` of so many points, the nearest to the boundary are taken.
    """
    for _ in range(1000):
        made = network(generator, dims, scale)
        X = 1.5 * generator.standard_normal((dims[0], pool or 6 * m + 20))
        Z = logits(made, X)[0]
        share = float((Z > 0).mean())
        clear = np.flatnonzero(np.abs(Z) > 1e-3)
        if pool:
            clear = clear[np.argsort(np.abs(Z[clear]))]
        if 0.25 < share < 0.75 and len(clear) >= m:
            ones, others = clear[Z[clear] > 0], clear[Z[clear] < 0]
            half = [ones[: m // 2 + m % 2], others[: m // 2]]
            if len(half[0]) + len(half[1]) == m:
                return {"parameters": made, "X": X[:, generator.permutation(np.concatenate(half))]}
    raise RuntimeError(f"no net of the shape {dims} decides between its classes")


def nets(generator: np.random.Generator) -> list[Arguments]:
    """Nets of one to five layers, few points and many."""
    plan = [([2, 1], 1), ([2, 4, 1], 2), ([2, 1], 6), ([2, 4, 1], 7), ([2, 10, 5, 1], 40)]
    deeper = [([3, 6, 5, 4, 1], 30), ([4, 7, 6, 5, 3, 1], 60), ([2, 3, 3, 1], 25)]
    cases = [decided(generator, dims, m) for dims, m in plan + deeper]
    close = decided(generator, [2, 6, 4, 1], 40, pool=20_000)
    return [*cases, close, decided(generator, [2, 10, 5, 1], 50, scale=10.0)]


def more_points(generator: np.random.Generator) -> tuple[Arguments, Arguments]:
    """The same net, with a few points and with many."""
    made = network(generator, [2, 10, 5, 1])
    few, many = (generator.standard_normal((2, m)) for m in (8, 400))
    return {"parameters": made, "X": few}, {"parameters": made, "X": many}


def plane(generator: np.random.Generator) -> tuple[Arguments, tuple[int, int]]:
    """A net and a grid of points over the plane, none of them on the boundary."""
    side = 40
    axis = np.linspace(-2, 2, side)
    X = np.stack([np.tile(axis, side), np.repeat(axis, side)])
    while True:
        made = network(generator, [2, 10, 5, 1])
        Z = logits(made, X)[0]
        if 0.25 < (Z > 0).mean() < 0.75 and np.abs(Z).min() > 1e-6:
            return {"parameters": made, "X": X}, (side, side)


def new_circles(generator: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Fresh points of the lab's data set, with their labels."""
    data = circles(generator, train=10, test=400)
    return data.X_test, data.Y_test


def sigmoid(Z: np.ndarray) -> np.ndarray:
    """The logistic function, without overflow."""
    return np.asarray(0.5 * (1 + np.tanh(Z / 2)))


def ones_where(Z: np.ndarray) -> np.ndarray:
    """Labels from a condition."""
    return np.asarray(Z).astype(int)


BOUNDARY = Checkpoint(
    grade_id="boundary",
    signature="predict(parameters, X)",
    outputs=("the labels",),
    cases=nets,
    growth=more_points,
    growing="the samples",
    grid=plane,
    trained=Trained("he", 0.9, new_circles),
    figures=3,
    misconceptions=(
        Misconception(
            "probabilities",
            "These are probabilities: the labels are asked, 0 or 1.",
            lambda p, X: sigmoid(logits(p, X)),
        ),
        Misconception(
            "logits", "These are the sums of the last layer: the labels are asked, 0 or 1.", logits
        ),
        Misconception(
            "logits-against-half",
            "The sum of the last layer is compared with 0.5, without a sigmoid: a sum of 0 is a probability of 0.5.",
            lambda p, X: ones_where(logits(p, X) > 0.5),
        ),
        Misconception(
            "cut-off",
            "Turning a probability into an integer cuts off what follows the point: everything below 1 becomes 0.",
            lambda p, X: sigmoid(logits(p, X)).astype(int),
        ),
        Misconception(
            "any-probability",
            "Every point is in class 1: a probability is always larger than 0, and that of a ReLU's output never below 0.5.",
            lambda p, X: ones_where(logits(p, X) > -np.inf),
        ),
        Misconception(
            "all-zero",
            "Every point is in class 0: the largest of one output is always the first.",
            lambda p, X: np.zeros((1, X.shape[1]), int),
        ),
        Misconception(
            "argmax",
            "There is only one output, and the largest of one is always the first: compare it with 0.5.",
            lambda p, X: np.argmax(logits(p, X), axis=0),
        ),
        Misconception(
            "inverted",
            "The classes are swapped: the output is the probability of class 1.",
            lambda p, X: ones_where(logits(p, X) < 0),
        ),
        Misconception(
            "signs",
            "The labels are -1 and 1: they should be 0 and 1.",
            lambda p, X: np.where(logits(p, X) > 0, 1, -1),
        ),
        Misconception(
            "one-and-two",
            "The labels are 1 and 2: they should be 0 and 1.",
            lambda p, X: np.where(logits(p, X) > 0, 2, 1),
        ),
        Misconception(
            "sigmoid-everywhere",
            "The hidden layers have a sigmoid: the net was trained with ReLU.",
            lambda p, X: ones_where(logits(p, X, sigmoid) > 0),
        ),
        Misconception(
            "tanh-inside",
            "The hidden layers have tanh: the net was trained with ReLU.",
            lambda p, X: ones_where(logits(p, X, np.tanh) > 0),
        ),
        Misconception(
            "no-activation",
            "The hidden layers have no activation: the whole net is then linear.",
            lambda p, X: ones_where(logits(p, X, lambda Z: Z) > 0),
        ),
        Misconception(
            "leaky",
            "The hidden layers let some of what is negative through: the net was trained with ReLU.",
            lambda p, X: ones_where(logits(p, X, lambda Z: np.where(Z > 0, Z, 0.01 * Z)) > 0),
        ),
        Misconception(
            "absolute-value",
            "The hidden layers take the absolute value: ReLU sets what is negative to zero.",
            lambda p, X: ones_where(logits(p, X, np.abs) > 0),
        ),
        Misconception(
            "no-biases",
            "The biases are left out.",
            lambda p, X: ones_where(logits(p, X, biased=lambda layer, last: False) > 0),
        ),
        Misconception(
            "no-last-bias",
            "The bias of the last layer is left out.",
            lambda p, X: ones_where(logits(p, X, biased=lambda layer, last: layer < last) > 0),
        ),
        Misconception(
            "only-last-bias",
            "The biases of the hidden layers are left out.",
            lambda p, X: ones_where(logits(p, X, biased=lambda layer, last: layer == last) > 0),
        ),
        Misconception(
            "threshold-at-mean",
            "The outputs are compared with their own mean: the boundary lies at 0.5, whatever the points.",
            lambda p, X: ones_where(sigmoid(logits(p, X)) > sigmoid(logits(p, X)).mean()),
        ),
        Misconception(
            "flat",
            "The labels are a flat vector: they should be a row, one column for each sample.",
            lambda p, X: ones_where(logits(p, X) > 0).ravel(),
        ),
        Misconception(
            "a-column",
            "The labels stand in a column: a sample is a column here, so they form a row.",
            lambda p, X: ones_where(logits(p, X) > 0).T,
        ),
        Misconception(
            "nothing-returned", "The labels were made, but never given back.", lambda p, X: None
        ),
        Misconception(
            "one-for-all",
            "There is one label for all samples: each sample needs its own.",
            lambda p, X: ones_where(logits(p, X).mean() > 0),
        ),
    ),
)

CHECKPOINTS = (ZEROS, RANDOM, HE, SYMMETRY, BOUNDARY)

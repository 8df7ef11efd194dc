"""Parameters of a net, and the mistakes in their keys and shapes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from autograder.labs.checkpoint import Arguments, Misconception

Parameters = dict[str, Any]


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


def shapes(generator: np.random.Generator) -> list[Arguments]:
    """Layers of several depths and widths; no two neighbours alike."""
    fixed = [[2, 1], [3, 5, 2], [2, 10, 5, 1], [6, 1, 4, 2, 3]]
    fresh = [generator.permutation(np.arange(2, 12))[: depth + 2].tolist() for depth in (1, 3, 4)]
    return [{"layers_dims": dims} for dims in fixed + fresh]


def widths(_: np.random.Generator) -> tuple[Arguments, Arguments]:
    """The same depth, with narrow layers and with wide ones."""
    return {"layers_dims": [4, 6, 5, 3]}, {"layers_dims": [120, 160, 140, 130]}


def crowded(generator: np.random.Generator) -> Arguments:
    """Layers so wide that a loop over their units takes long, and never the same."""
    return {"layers_dims": [2, int(generator.integers(390_000, 410_000)), 1]}


def zero(_layer: int, n_out: int, n_in: int) -> np.ndarray:
    """Weights of zero."""
    return np.zeros((n_out, n_in))


def from_zero(made: Parameters) -> Parameters:
    """The same layers, counted from 0."""
    return {f"{k[0]}{int(k[1:]) - 1}": v for k, v in made.items()}


def wrapped_round(reference: Callable[..., Parameters]) -> Callable[..., Parameters]:
    """A loop over the layers that begins at 0: below the first size comes the last."""
    return lambda dims, *rest: from_zero(reference([dims[-1], *dims], *rest))


STRUCTURE: tuple[tuple[Any, ...], ...] = (
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
        lambda made, dims: from_zero(made),
        wrapped_round,
    ),
    (
        "first-layer-missing",
        "The first layer has no parameters: look at where the loop over the layers begins.",
        lambda made, dims: {k: v for k, v in made.items() if k[1:] != "1"},
    ),
    (
        "only-one-layer",
        "Only the first layer has parameters: does the function return in the middle of its loop?",
        lambda made, dims: {k: v for k, v in made.items() if k[1:] == "1"},
    ),
    (
        "nothing-in-the-dict",
        "The dict is empty: does the loop over the layers ever run, and is it filled before it comes back?",
        lambda made, dims: {},
    ),
    (
        "weights-overwritten",
        "Weights and biases share a key, so the biases replaced the weights: each has a key of its own.",
        lambda made, dims: {k.replace("b", "W"): v for k, v in made.items() if k[0] == "b"},
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


def structural() -> tuple[Misconception, ...]:
    """Mistakes in the keys and shapes of parameters, as variations of the reference."""

    def vary(change: Callable[[Parameters, list[int]], Any]) -> Callable[..., Any]:
        def made_from(reference: Callable[..., Parameters]) -> Callable[..., Any]:
            return lambda layers_dims, *rest: change(reference(layers_dims, *rest), layers_dims)

        return made_from

    return tuple(
        Misconception(name, sentence, vary(change), varies=True, also=tuple(others))
        for name, sentence, change, *others in STRUCTURE
    )

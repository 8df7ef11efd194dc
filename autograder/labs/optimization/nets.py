"""Nets in the middle of a training: parameters, gradients, and what an optimizer remembers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from autograder.labs.checkpoint import Misconception

Arrays = dict[str, np.ndarray]

LAYERS = [2, 5, 2, 1]
"""The net of the lab."""


def parameters(generator: np.random.Generator, dims: Sequence[int], scale: float = 1.0) -> Arrays:
    """Normal weights and, unlike those of a new net, normal biases."""
    return _named(generator, dims, "", scale)


def gradients(generator: np.random.Generator, dims: Sequence[int], scale: float = 1.0) -> Arrays:
    """Gradients of either sign, in the order in which backpropagation makes them."""
    return dict(reversed(_named(generator, dims, "d", scale).items()))


def velocities(generator: np.random.Generator, dims: Sequence[int], scale: float = 1.0) -> Arrays:
    """Means of gradients, of either sign."""
    return _named(generator, dims, "d", scale)


def squares(generator: np.random.Generator, dims: Sequence[int], scale: float = 1.0) -> Arrays:
    """Mean squares of gradients of this scale: positive, and no two alike."""
    drawn = _named(generator, dims, "d", scale)
    return {name: array**2 + (0.1 * scale) ** 2 for name, array in drawn.items()}


def nothing(dims: Sequence[int]) -> Arrays:
    """A state before the first step."""
    return {name: np.zeros(shape) for name, shape in _shapes(dims, "d").items()}


def partly(kept: Callable[[str, int, int], bool], *states: int) -> Callable[..., Any]:
    """Makes the mistake, from the reference, to update only some of the arrays.

    Parameters
    ----------
    kept : callable
        Of a letter, "W" or "b", a layer and the last layer: whether such an array is updated.
    states : int
        Which arguments, beside the parameters, the function returns updated.
    """

    def made_from(reference: Callable[..., Any]) -> Callable[..., Any]:
        def answer(*arguments: Any) -> Any:
            outputs = reference(*arguments)
            last = len(arguments[0]) // 2
            several = outputs if isinstance(outputs, tuple) else (outputs,)
            mixed = tuple(
                {
                    name: array
                    if kept(name.strip("d")[0], int(name.strip("dWb")), last)
                    else arguments[number][name]
                    for name, array in new.items()
                }
                for new, number in zip(several, (0, *states), strict=True)
            )
            return mixed if isinstance(outputs, tuple) else mixed[0]

        return answer

    return made_from


def incomplete(*states: int) -> tuple[Misconception, ...]:
    """Mistakes about which arrays are updated, for a function that updates these arguments too."""
    return tuple(
        Misconception(name, sentence, partly(kept, *states), varies=True)
        for name, sentence, kept in (
            (
                "weights-only",
                "The biases stay as they were: they have gradients too.",
                lambda letter, layer, last: letter == "W",
            ),
            (
                "biases-only",
                "The weights stay as they were.",
                lambda letter, layer, last: letter == "b",
            ),
            (
                "last-layer-missed",
                "The last layer stays as it was: look at where the loop over the layers ends.",
                lambda letter, layer, last: layer < last,
            ),
            (
                "first-layer-missed",
                "The first layer stays as it was: look at where the loop over the layers begins.",
                lambda letter, layer, last: layer > 1,
            ),
            (
                "first-layer-only",
                "Only the first layer is updated: does the function return inside the loop?",
                lambda letter, layer, last: layer == 1,
            ),
            (
                "last-layer-only",
                "Only the last layer is updated: all of them are trained.",
                lambda letter, layer, last: layer == last,
            ),
            (
                "last-bias-missed",
                "The bias of the last layer stays as it was.",
                lambda letter, layer, last: (letter, layer) != ("b", last),
            ),
        )
    )


def varied(change: Callable[..., Any]) -> Callable[..., Any]:
    """Makes a mistake from the reference: `change` takes that function and the arguments."""
    return lambda reference: lambda *arguments: change(reference, *arguments)


def _shapes(dims: Sequence[int], prefix: str) -> dict[str, tuple[int, int]]:
    return {
        f"{prefix}{letter}{layer}": (n_out, n_in if letter == "W" else 1)
        for layer, (n_in, n_out) in enumerate(pairwise(dims), start=1)
        for letter in "Wb"
    }


def _named(
    generator: np.random.Generator, dims: Sequence[int], prefix: str, scale: float
) -> Arrays:
    return {
        name: scale * generator.standard_normal(shape)
        for name, shape in _shapes(dims, prefix).items()
    }

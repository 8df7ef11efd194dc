"""Nets in the middle of a training: parameters, gradients, and what an optimizer remembers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from autograder.labs.changes import Change, returns
from autograder.labs.checkpoint import Arguments
from autograder.labs.mistakes import WrongAnswer, wrong_answers

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


def resting(step: Arguments, layer: int) -> Arguments:
    """A step in which a layer has no gradient: it moves on with what was remembered, if anything."""
    for letter in "Wb":
        step["grads"][f"d{letter}{layer}"][...] = 0.0
    return step


def downhill(
    generator: np.random.Generator, steps: int = 5
) -> tuple[Arrays, list[Arrays], tuple[float, float]]:
    """Two parameters at the side of a bowl, gradients on a way down, and the bowl's curvatures.

    The bowl is ``(a W1**2 + b b1**2) / 2``, so its gradient is ``(a W1, b b1)``.
    """
    a, b = float(generator.uniform(0.3, 0.6)), float(generator.uniform(2.0, 4.0))
    x, y = generator.choice([-1.0, 1.0], 2) * generator.uniform(1.0, 2.0, 2)
    way = [
        {"dW1": np.full((1, 1), a * x * 0.7**step), "db1": np.full((1, 1), b * y * 0.4**step)}
        for step in range(steps)
    ]
    return {"W1": np.full((1, 1), x), "b1": np.full((1, 1), y)}, way, (a, b)


def incomplete(**old: str) -> tuple[WrongAnswer, ...]:
    """Mistakes about which arrays are updated.

    Parameters
    ----------
    old : str
        For each dict that comes back, the argument that holds it before the update.
    """

    def kept(condition: str) -> Change:
        parts = (
            f"{new} | {{key: {before}[key] for key in {before} if {condition}}}"
            for new, before in old.items()
        )
        return returns(", ".join(parts))

    layer, last = 'int(key.strip("dWb"))', "len(parameters) // 2"
    return wrong_answers(
        "weights-only: The biases stay as they were: they have gradients too.",
        kept('"b" in key'),
        "biases-only: The weights stay as they were: they have gradients too.",
        kept('"W" in key'),
        "last-layer-missed: The last layer stays as it was: look at where the loop over the layers ends.",
        kept(f"{layer} == {last}"),
        "first-layer-missed: The first layer stays as it was: look at where the loop over the layers begins.",
        kept(f"{layer} == 1"),
        "first-layer-only: Only the first layer is updated: does the function return inside the loop?",
        kept(f"{layer} > 1"),
        "last-layer-only: Only the last layer is updated: every layer should be.",
        kept(f"{layer} < {last}"),
        "last-bias-missed: The bias of the last layer stays as it was: it has a gradient too.",
        kept(f'"b" in key and {layer} == {last}'),
    )


def of_weights(name: str) -> str:
    """The statement that gives the biases what a dict has for the weights."""
    return f'{name} = {{key: {name}[key.replace("b", "W")] for key in {name}}}'


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

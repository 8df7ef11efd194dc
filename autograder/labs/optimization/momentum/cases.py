"""What momentum is asked: single steps, and several in a row."""

from __future__ import annotations

import numpy as np

from autograder.labs.checkpoint import Arguments
from autograder.labs.optimization.nets import (
    LAYERS,
    downhill,
    gradients,
    nothing,
    parameters,
    resting,
    velocities,
)


def steps(generator: np.random.Generator) -> list[Arguments | list[Arguments]]:
    """Single steps with a velocity that is on its way, then several in a row."""
    plan = [
        ([1, 1], 0.9, 0.5),
        ([2, 1], 0.9, 0.1),
        ([2, 2, 2], 0.6, 0.25),
        ([2, 3, 1], 0.25, 1.5),
        ([1] * 11, 0.8, 0.7),
        (LAYERS, 0.99, 0.03),
        (LAYERS, 0.0, 0.3),
        ([4, 2, 5, 3, 6, 2], 0.7, 0.04),
    ]
    several = [
        _several(generator, LAYERS, 0.9, rest=True),
        _several(generator, [3, 3, 3], 0.4, rest=False),
        _several(generator, [2, 4, 3], 0.8, rest=False),
    ]
    single = [_step(generator, *numbers) for numbers in plan]
    single[5] = resting(single[5], 2)
    return [*single, *several]


def descent(generator: np.random.Generator) -> tuple[list[Arguments], tuple[float, float]]:
    """Steps down a bowl of two parameters, from rest."""
    start, way, bowl = downhill(generator)
    first, *later = ({"grads": grads, "beta": 0.7, "learning_rate": 0.4} for grads in way)
    grads = first.pop("grads")
    begin: Arguments = {"parameters": start, "grads": grads, "v": nothing([1, 1]), **first}
    return [begin, *later], bowl


def _step(generator: np.random.Generator, dims: list[int], beta: float, rate: float) -> Arguments:
    return {
        "parameters": parameters(generator, dims),
        "grads": gradients(generator, dims, 2.0),
        "v": velocities(generator, dims),
        "beta": beta,
        "learning_rate": rate,
    }


def _several(
    generator: np.random.Generator, dims: list[int], beta: float, rest: bool
) -> list[Arguments]:
    """Three steps, from rest or from a velocity; the numbers change a little on the way."""
    first, *later = (
        _step(generator, dims, beta - 0.02 * step, float(generator.uniform(0.2, 1.5)))
        for step in range(3)
    )
    if rest:
        first["v"] = nothing(dims)
    fed = ("parameters", "v")
    return [first, *({k: step[k] for k in step if k not in fed} for step in later)]

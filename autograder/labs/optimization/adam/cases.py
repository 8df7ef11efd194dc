"""What Adam is asked: single steps, and several in a row."""

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
    squares,
    velocities,
)


def steps(generator: np.random.Generator) -> list[Arguments | list[Arguments]]:
    """Single steps with averages that are on their way, then several in a row."""
    first = _step(generator, [1, 1], 1, 0.5)
    first |= {"v": nothing([1, 1]), "s": nothing([1, 1])}
    faint = _step(generator, [2, 3, 1], 4, 0.02, scale=1e-6)
    dead = _step(generator, [2, 4, 1], 2, 0.1, beta1=0.7, beta2=0.8, epsilon=1e-3)
    for name in ("grads", "v", "s"):
        dead[name]["dW1"][1:3] = dead[name]["db1"][1:3] = 0.0
    return [
        first,
        _step(generator, [2, 1], 3, 0.1),
        _step(generator, [2, 2, 2], 2, 0.25, beta1=0.6, beta2=0.8, epsilon=1e-2),
        _step(generator, [2, 3, 1], 7, 1.5, beta1=0.3),
        _step(generator, [1] * 11, 1, 0.7, beta1=0.8, beta2=0.95),
        faint,
        dead,
        resting(_step(generator, LAYERS, 1000, 0.03, beta1=0.95, beta2=0.9, epsilon=0.1), 2),
        _step(generator, [4, 2, 5, 3, 2], 3, 0.04, beta1=0.5, beta2=0.6, epsilon=1e-2),
        _several(generator, LAYERS, 1),
        _several(generator, [3, 3, 3], 12, beta1=0.85, beta2=0.7, epsilon=1e-2),
        _several(generator, [2, 3, 2], 3, beta1=0.7, beta2=0.9, epsilon=0.3),
    ]


def descent(generator: np.random.Generator) -> tuple[list[Arguments], tuple[float, float]]:
    """Steps down a bowl of two parameters, from the first one on."""
    start, way, bowl = downhill(generator)
    first, *later = (
        {"grads": grads, "t": t, "learning_rate": 0.2, "beta1": 0.8, "beta2": 0.9}
        for t, grads in enumerate(way, start=1)
    )
    grads = first.pop("grads")
    state = {"v": nothing([1, 1]), "s": nothing([1, 1])}
    return [{"parameters": start, "grads": grads, **state, **first}, *later], bowl


def _step(
    generator: np.random.Generator,
    dims: list[int],
    t: int,
    rate: float,
    scale: float = 1.0,
    **optional: float,
) -> Arguments:
    return {
        "parameters": parameters(generator, dims),
        "grads": gradients(generator, dims, 2 * scale),
        "v": velocities(generator, dims, scale),
        "s": squares(generator, dims, scale),
        "t": t,
        "learning_rate": rate,
        **optional,
    }


def _several(
    generator: np.random.Generator, dims: list[int], t: int, **optional: float
) -> list[Arguments]:
    """Three steps from t on; those that begin at 1 begin with none."""
    first, *later = (
        _step(generator, dims, t + step, float(generator.uniform(0.1, 1)), **optional)
        for step in range(3)
    )
    if t == 1:
        first |= {"v": nothing(dims), "s": nothing(dims)}
    fed = ("parameters", "v", "s")
    return [first, *({k: step[k] for k in step if k not in fed} for step in later)]

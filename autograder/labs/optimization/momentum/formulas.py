"""One step with a velocity: most known mistakes replace the velocity, or the step, or both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.labs.optimization.nets import Arrays

Array = np.ndarray
Update = Callable[[Array, Array, Array, float, float], tuple[Array, Array]]
"""From an array, its gradient, its velocity, beta and the learning rate: the new two."""


def rule(update: Update) -> Callable[..., tuple[Arrays, Arrays]]:
    """A step of any kind."""

    def answer(
        parameters: Arrays, grads: Arrays, v: Arrays, beta: float, learning_rate: float
    ) -> tuple[Arrays, Arrays]:
        new: Arrays = {}
        velocity: Arrays = {}
        for key, W in parameters.items():
            new[key], velocity[f"d{key}"] = update(
                W, grads[f"d{key}"], v[f"d{key}"], beta, learning_rate
            )
        return new, velocity

    return answer


def velocity(mix: Callable[[Array, Array, float], Array]) -> Callable[..., Any]:
    """A right step with a wrong velocity, from the gradient, the old velocity and beta."""

    def update(W: Array, g: Array, v: Array, beta: float, rate: float) -> tuple[Array, Array]:
        new = mix(g, v, beta)
        return W - rate * new, new

    return rule(update)


def move(step: Callable[[Array, Array, Array, float, float], Array]) -> Callable[..., Any]:
    """A right velocity with a wrong step.

    `step` gives what is added to the parameters, from the new velocity, the gradient, the old
    velocity, beta and the learning rate.
    """

    def update(W: Array, g: Array, v: Array, beta: float, rate: float) -> tuple[Array, Array]:
        new = beta * v + (1 - beta) * g
        return W + step(new, g, v, beta, rate), new

    return rule(update)

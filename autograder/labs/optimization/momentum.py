"""The checkpoint `momentum`: gradient descent with a velocity."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.labs.checkpoint import Arguments, Checkpoint, Misconception
from autograder.labs.optimization.nets import (
    LAYERS,
    Arrays,
    gradients,
    incomplete,
    nothing,
    parameters,
    varied,
    velocities,
)

Array = np.ndarray
Update = Callable[[Array, Array, Array, float, float], tuple[Array, Array]]
"""From an array, its gradient, its velocity, beta and the learning rate: the new two."""


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
    return [*(_step(generator, *numbers) for numbers in plan), *several]


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


def _crossed(in_velocity: bool) -> Callable[..., tuple[Arrays, Arrays]]:
    """The biases take the velocity of the weights: already in their own, or when they step."""

    def answer(
        parameters: Arrays, grads: Arrays, v: Arrays, beta: float, learning_rate: float
    ) -> tuple[Arrays, Arrays]:
        mean = {key: beta * v[key] + (1 - beta) * grads[key] for key in grads}
        taken = {key: mean[key.replace("b", "W")] for key in mean}
        moved = {key: W - learning_rate * taken[f"d{key}"] for key, W in parameters.items()}
        return moved, taken if in_velocity else mean

    return answer


def _mixed(right: Callable[..., Any], *given: Any) -> Any:
    """The velocity of a bias is mixed from the weights' old one."""
    parameters, grads, v, beta, rate = given
    old = {key: v[key.replace("b", "W")] for key in v}
    return right(parameters, grads, old, beta, rate)


MOMENTUM = Checkpoint(
    grade_id="momentum",
    signature="update_parameters_with_momentum(parameters, grads, v, beta, learning_rate)",
    outputs=("parameters", "v"),
    points=15,
    cases=steps,
    may_change=("parameters", "v"),
    misconceptions=(
        Misconception(
            "gradient-in-full",
            "The new gradient counts in full: the shares of the old velocity and of the gradient should add up to 1.",
            velocity(lambda g, v, beta: beta * v + g),
        ),
        Misconception(
            "shares-swapped",
            "The shares are swapped: with beta near 1 the velocity should hardly change in a step.",
            velocity(lambda g, v, beta: (1 - beta) * v + beta * g),
        ),
        Misconception(
            "never-forgets",
            "The old velocity counts in full: without a share below 1 it never forgets.",
            velocity(lambda g, v, beta: v + (1 - beta) * g),
        ),
        Misconception(
            "summed-up",
            "Old velocity and gradient are just added up: each has a share, and both shares come from beta.",
            velocity(lambda g, v, beta: v + g),
        ),
        Misconception(
            "no-memory",
            "The old velocity plays no part.",
            velocity(lambda g, v, beta: (1 - beta) * g),
        ),
        Misconception(
            "plain-descent",
            "The velocity is the gradient itself: this is gradient descent as before.",
            velocity(lambda g, v, beta: g),
        ),
        Misconception(
            "beta-on-both",
            "Both shares are beta: they should add up to 1.",
            velocity(lambda g, v, beta: beta * v + beta * g),
        ),
        Misconception(
            "one-minus-beta-on-both",
            "Both shares are 1 - beta: they should add up to 1.",
            velocity(lambda g, v, beta: (1 - beta) * (v + g)),
        ),
        Misconception(
            "gradient-subtracted",
            "The gradient is subtracted in the velocity: both parts are added there.",
            velocity(lambda g, v, beta: beta * v - (1 - beta) * g),
        ),
        Misconception(
            "only-decays",
            "The gradient plays no part in the velocity.",
            velocity(lambda g, v, beta: beta * v),
        ),
        Misconception(
            "gradient-squared",
            "The gradient is squared in the velocity: that belongs to Adam.",
            velocity(lambda g, v, beta: beta * v + (1 - beta) * g**2),
        ),
        Misconception(
            "divided",
            "The velocity is divided by 1 - beta.",
            velocity(lambda g, v, beta: (beta * v + (1 - beta) * g) / (1 - beta)),
        ),
        Misconception(
            "brackets",
            "A bracket is missing: 1 - beta multiplies the gradient as a whole.",
            velocity(lambda g, v, beta: beta * v + 1 - beta * g),
        ),
        Misconception(
            "beta-squared",
            "Beta is in there twice.",
            velocity(lambda g, v, beta: beta * (beta * v + (1 - beta) * g)),
        ),
        Misconception(
            "mean-gradient",
            "The velocity of an array is made from the mean of its gradient: each number has its own.",
            velocity(lambda g, v, beta: beta * v + (1 - beta) * g.mean()),
        ),
        Misconception(
            "fixed-beta",
            "Beta is always 0.9: take the one that the function is given.",
            varied(lambda right, p, grads, v, beta, rate: right(p, grads, v, 0.9, rate)),
            varies=True,
        ),
        Misconception(
            "rate-and-beta-swapped",
            "Beta and the learning rate have changed places.",
            varied(lambda right, p, grads, v, beta, rate: right(p, grads, v, rate, beta)),
            varies=True,
        ),
        Misconception(
            "rate-in-the-velocity",
            "The learning rate is in the velocity: it belongs to the step.",
            rule(
                lambda W, g, v, beta, rate: (
                    W - (beta * v + rate * g),
                    beta * v + rate * g,
                )
            ),
        ),
        Misconception(
            "rate-in-the-share",
            "The learning rate is in the velocity: it belongs to the step.",
            rule(
                lambda W, g, v, beta, rate: (
                    W - (beta * v + (1 - beta) * rate * g),
                    beta * v + (1 - beta) * rate * g,
                )
            ),
        ),
        Misconception(
            "a-displacement",
            "The velocity holds the step that is added, with its sign and the learning rate: it should be a mean of gradients.",
            rule(
                lambda W, g, v, beta, rate: (
                    W + beta * v - rate * g,
                    beta * v - rate * g,
                )
            ),
        ),
        Misconception(
            "old-velocity",
            "The step is made with the old velocity: renew it first.",
            move(lambda new, g, v, beta, rate: -rate * v),
        ),
        Misconception(
            "gradient-in-the-step",
            "The velocity is right, but the step is made with the gradient.",
            move(lambda new, g, v, beta, rate: -rate * g),
        ),
        Misconception(
            "uphill",
            "The step goes uphill.",
            move(lambda new, g, v, beta, rate: rate * new),
        ),
        Misconception(
            "no-learning-rate",
            "The learning rate plays no part.",
            move(lambda new, g, v, beta, rate: -new),
        ),
        Misconception(
            "fixed-learning-rate",
            "The learning rate is always 0.01: take the one that the function is given.",
            move(lambda new, g, v, beta, rate: -0.01 * new),
        ),
        Misconception(
            "rate-twice",
            "The learning rate is in there twice.",
            move(lambda new, g, v, beta, rate: -rate * rate * new),
        ),
        Misconception(
            "divided-by-rate",
            "The velocity is divided by the learning rate.",
            move(lambda new, g, v, beta, rate: -new / rate),
        ),
        Misconception(
            "both-in-the-step",
            "The step takes the velocity and the gradient: the gradient is in the velocity already.",
            move(lambda new, g, v, beta, rate: -rate * (new + g)),
        ),
        Misconception(
            "both-velocities",
            "The step takes the old velocity as well as the new one: the old one is in the new one already.",
            move(lambda new, g, v, beta, rate: -rate * (new + v)),
        ),
        Misconception(
            "looking-ahead",
            "The velocity is mixed with the gradient once more for the step: that is another method (Nesterov's).",
            move(lambda new, g, v, beta, rate: -rate * (beta * new + (1 - beta) * g)),
        ),
        Misconception(
            "damped-step",
            "The step is multiplied by 1 - beta once more: that share is in the velocity already.",
            move(lambda new, g, v, beta, rate: -rate * (1 - beta) * new),
        ),
        Misconception(
            "beta-in-the-step",
            "The step is multiplied by beta: beta belongs to the velocity only.",
            move(lambda new, g, v, beta, rate: -rate * beta * new),
        ),
        Misconception(
            "parameters-not-moved",
            "The velocity is right, but the parameters came back as they were.",
            move(lambda new, g, v, beta, rate: 0 * new),
        ),
        Misconception(
            "the-change-alone",
            "In place of the new parameters this is the change alone.",
            rule(
                lambda W, g, v, beta, rate: (
                    -rate * (beta * v + (1 - beta) * g),
                    beta * v + (1 - beta) * g,
                )
            ),
        ),
        Misconception(
            "velocity-not-kept",
            "The parameters are right after the first step, but the velocity came back as it was: the next step needs the new one.",
            varied(lambda right, p, grads, v, *rest: (right(p, grads, v, *rest)[0], v)),
            varies=True,
        ),
        Misconception(
            "gradients-for-velocity",
            "The gradients came back in place of the velocity.",
            varied(lambda right, p, grads, *rest: (right(p, grads, *rest)[0], grads)),
            varies=True,
        ),
        Misconception(
            "scaled-velocity-kept",
            "The velocity came back multiplied by the learning rate: only the step is.",
            varied(
                lambda right, p, grads, v, beta, rate: (
                    right(p, grads, v, beta, rate)[0],
                    {key: rate * new for key, new in right(p, grads, v, beta, rate)[1].items()},
                )
            ),
            varies=True,
        ),
        Misconception(
            "biases-step-like-weights",
            "The biases step with the velocity of the weights: they have their own, under db1, db2, ...",
            _crossed(in_velocity=False),
        ),
        Misconception(
            "velocity-of-weights-for-biases",
            "The velocity of the biases is that of the weights: it is made from their own gradients and their own old one.",
            _crossed(in_velocity=True),
        ),
        Misconception(
            "old-velocity-of-weights",
            "The velocity of the biases is made from the old one of the weights.",
            varied(_mixed),
            varies=True,
        ),
        Misconception(
            "outputs-swapped",
            "The velocity came back first: the parameters come first.",
            varied(lambda right, *given: right(*given)[::-1]),
            varies=True,
        ),
        Misconception(
            "nothing-returned",
            "The step was made, but nothing was given back.",
            lambda *given: None,
        ),
        *incomplete(2),
    ),
)

"""The checkpoint `gd`: one step of gradient descent."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.labs.checkpoint import Arguments, Checkpoint, Misconception
from autograder.labs.optimization.nets import (
    LAYERS,
    Arrays,
    gradients,
    incomplete,
    parameters,
    varied,
)


def steps(generator: np.random.Generator) -> list[Arguments | list[Arguments]]:
    """Nets of one to ten layers, some of them with arrays that all have the same shape."""
    plan = [
        ([1, 1], 0.5),
        ([2, 1], 0.1),
        ([2, 2, 2], 0.25),
        ([2, 3, 1], 1.5),
        ([1] * 11, 0.7),
        (LAYERS, 0.03),
        ([4, 2, 5, 3, 6, 2], 0.004),
    ]
    several = [_several(generator, dims, count) for dims, count in ((LAYERS, 3), ([3, 3, 3], 3))]
    return [*(_step(generator, dims, rate) for dims, rate in plan), *several]


def _step(generator: np.random.Generator, dims: list[int], rate: float) -> Arguments:
    return {
        "parameters": parameters(generator, dims),
        "grads": gradients(generator, dims, 2.0),
        "learning_rate": rate,
    }


def _several(generator: np.random.Generator, dims: list[int], count: int) -> list[Arguments]:
    first, *later = (_step(generator, dims, float(generator.uniform(0.1, 2))) for _ in range(count))
    return [
        first,
        *({"grads": step["grads"], "learning_rate": step["learning_rate"]} for step in later),
    ]


def rule(update: Callable[[np.ndarray, np.ndarray, float], np.ndarray]) -> Callable[..., Arrays]:
    """A step of any kind, from how an array, its gradient and the learning rate give the new one."""

    def answer(parameters: Arrays, grads: Arrays, learning_rate: float) -> Arrays:
        return {
            name: update(array, grads[f"d{name}"], learning_rate)
            for name, array in parameters.items()
        }

    return answer


def crossed(parameters: Arrays, grads: Arrays, learning_rate: float) -> Arrays:
    """The biases take the gradients of the weights."""
    return {
        name: array - learning_rate * grads[f"dW{name[1:]}"] for name, array in parameters.items()
    }


GD = Checkpoint(
    grade_id="gd",
    signature="update_parameters_with_gd(parameters, grads, learning_rate)",
    outputs=("parameters",),
    points=10,
    cases=steps,
    may_change=("parameters",),
    misconceptions=(
        Misconception(
            "uphill",
            "The step goes uphill: the gradient points to where the cost grows.",
            rule(lambda p, g, rate: p + rate * g),
        ),
        Misconception(
            "no-learning-rate",
            "The learning rate plays no part: the whole gradient is taken off.",
            rule(lambda p, g, rate: p - g),
        ),
        Misconception(
            "fixed-learning-rate",
            "The learning rate is always 0.01: take the one that the function is given.",
            rule(lambda p, g, rate: p - 0.01 * g),
        ),
        Misconception(
            "divided-by-rate",
            "The gradient is divided by the learning rate: a small rate should give a small step.",
            rule(lambda p, g, rate: p - g / rate),
        ),
        Misconception(
            "rate-twice",
            "The learning rate is in there twice.",
            rule(lambda p, g, rate: p - rate * rate * g),
        ),
        Misconception(
            "half-a-step",
            "The step is half as long as it should be.",
            rule(lambda p, g, rate: p - rate * g / 2),
        ),
        Misconception(
            "two-steps",
            "The step is twice as long as it should be: is each array updated twice?",
            rule(lambda p, g, rate: p - 2 * rate * g),
        ),
        Misconception(
            "the-change-alone",
            "This is the change alone: add it to the parameters.",
            rule(lambda p, g, rate: -rate * g),
        ),
        Misconception(
            "the-scaled-gradient",
            "This is the gradient times the learning rate: the parameters themselves play no part.",
            rule(lambda p, g, rate: rate * g),
        ),
        Misconception(
            "rate-on-both",
            "The learning rate multiplies the parameters too: a bracket is too wide.",
            rule(lambda p, g, rate: rate * (p - g)),
        ),
        Misconception(
            "rate-on-the-parameters",
            "The learning rate multiplies the parameters, not their gradients.",
            rule(lambda p, g, rate: rate * p - g),
        ),
        Misconception(
            "gradient-minus-parameters",
            "The two sides of the minus sign are swapped.",
            rule(lambda p, g, rate: rate * g - p),
        ),
        Misconception(
            "shrunk",
            "The parameters are multiplied by the gradient: it should be taken off them.",
            rule(lambda p, g, rate: p * (1 - rate * g)),
        ),
        Misconception(
            "one-minus-rate",
            "The parameters are averaged with the gradient: they should keep their whole weight.",
            rule(lambda p, g, rate: (1 - rate) * p - rate * g),
        ),
        Misconception(
            "sign-only",
            "Only the sign of the gradient plays a part: where the slope is steep the step is longer.",
            rule(lambda p, g, rate: p - rate * np.sign(g)),
        ),
        Misconception(
            "absolute-gradient",
            "The parameters only ever become smaller: a gradient can be negative.",
            rule(lambda p, g, rate: p - rate * np.abs(g)),
        ),
        Misconception(
            "squared-gradient",
            "The gradient is squared.",
            rule(lambda p, g, rate: p - rate * g**2),
        ),
        Misconception(
            "normalised",
            "The gradient is divided by its own length: it should be taken as it is.",
            rule(lambda p, g, rate: p - rate * g / np.linalg.norm(g)),
        ),
        Misconception(
            "averaged-gradient",
            "Each array is moved by the mean of its gradient: each number has a slope of its own.",
            rule(lambda p, g, rate: p - rate * g.mean()),
        ),
        Misconception(
            "summed-gradient",
            "Each array is moved by the sum of its gradient: each number has a slope of its own.",
            rule(lambda p, g, rate: p - rate * g.sum()),
        ),
        Misconception(
            "divided-by-units",
            "The gradient is divided by the number of its rows: the mean over the samples is in it already.",
            rule(lambda p, g, rate: p - rate * g / len(g)),
        ),
        Misconception(
            "crossed",
            "The biases take the gradients of the weights: they have their own, db1, db2, ...",
            crossed,
        ),
        Misconception(
            "nothing-updated",
            "The parameters came back as they were.",
            rule(lambda p, g, rate: p),
        ),
        Misconception(
            "gradients-returned",
            "The gradients came back: the parameters are asked, under W1, b1, ...",
            lambda parameters, grads, learning_rate: grads,
        ),
        Misconception(
            "keys-of-gradients",
            "The new parameters stand under dW1, db1, ...: their keys are W1, b1, ...",
            varied(
                lambda right, *given: {f"d{key}": value for key, value in right(*given).items()}
            ),
            varies=True,
        ),
        Misconception(
            "weights-returned",
            "Only the weights came back: the biases belong to the parameters too.",
            varied(lambda right, *given: {k: v for k, v in right(*given).items() if k[0] == "W"}),
            varies=True,
        ),
        Misconception(
            "as-a-list",
            "The parameters came back as a list: a dict with the keys W1, b1, ... is asked.",
            varied(lambda right, *given: list(right(*given).values())),
            varies=True,
        ),
        Misconception(
            "nothing-returned",
            "The step was made, but nothing was given back.",
            lambda parameters, grads, learning_rate: None,
        ),
        *incomplete(),
    ),
)

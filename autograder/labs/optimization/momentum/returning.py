"""What comes back, and what the biases are given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograder.labs.checkpoint import Misconception
from autograder.labs.optimization.nets import Arrays, varied


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


RETURNING: tuple[Misconception, ...] = (
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
)

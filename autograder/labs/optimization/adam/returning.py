"""What comes back, and what the biases are given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograder.labs.checkpoint import Misconception
from autograder.labs.optimization.adam.formulas import with_outputs
from autograder.labs.optimization.nets import Arrays, varied


def _biases_follow(outputs: tuple[Arrays, Arrays, Arrays], before: Arrays) -> Any:
    """The biases step as the weights do."""
    new = dict(outputs[0])
    for name in before:
        if name[0] == "b":
            weights = f"W{name[1:]}"
            new[name] = before[name] + new[weights] - before[weights]
    return new, *outputs[1:]


def _of_weights(right: Callable[..., Any], which: int, *given: Any) -> Any:
    """The old average of the biases, v or s, is that of the weights."""
    arguments = list(given)
    old = arguments[which]
    arguments[which] = {key: old[key.replace("b", "W")] for key in old}
    return right(*arguments)


RETURNING: tuple[Misconception, ...] = (
    Misconception(
        "moments-not-kept",
        "The parameters are right after the first step, but v and s came back as they were: the next step needs the new ones.",
        with_outputs(lambda made, v, s: (made[0], v, s)),
        varies=True,
    ),
    Misconception(
        "v-not-kept",
        "v came back as it was: the next step needs the new one.",
        with_outputs(lambda made, v, s: (made[0], v, made[2])),
        varies=True,
    ),
    Misconception(
        "s-not-kept",
        "s came back as it was: the next step needs the new one.",
        with_outputs(lambda made, v, s: (made[0], made[1], s)),
        varies=True,
    ),
    Misconception(
        "one-memory",
        "v and s came back as the same: are they one dict, or one array under two names?",
        with_outputs(lambda made, v, s: (made[0], made[2], made[2])),
        varies=True,
        also=(with_outputs(lambda made, v, s: (made[0], made[1], made[1])),),
    ),
    Misconception(
        "biases-step-like-weights",
        "The biases step with the v and s of the weights: they have their own, under db1, db2, ...",
        varied(lambda right, p, *rest: _biases_follow(right(p, *rest), p)),
        varies=True,
    ),
    Misconception(
        "old-v-of-weights",
        "The v of the biases is mixed from the old one of the weights.",
        varied(lambda right, *given: _of_weights(right, 2, *given)),
        varies=True,
    ),
    Misconception(
        "old-s-of-weights",
        "The s of the biases is mixed from the old one of the weights.",
        varied(lambda right, *given: _of_weights(right, 3, *given)),
        varies=True,
    ),
    Misconception(
        "gradients-of-weights",
        "The biases take the gradients of the weights: they have their own, under db1, db2, ...",
        varied(lambda right, *given: _of_weights(right, 1, *given)),
        varies=True,
    ),
    Misconception(
        "v-and-s-swapped",
        "s came back before v.",
        with_outputs(lambda made, v, s: (made[0], made[2], made[1])),
        varies=True,
    ),
    Misconception(
        "parameters-last",
        "The parameters come first, then v and s.",
        with_outputs(lambda made, v, s: (*made[1:], made[0])),
        varies=True,
    ),
    Misconception(
        "nothing-returned",
        "The step was made, but nothing was given back.",
        lambda *given: None,
    ),
)

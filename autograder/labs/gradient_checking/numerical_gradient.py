"""The checkpoint `numerical_gradient`: the slope of a cost along every parameter in turn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.comparison import Within
from autograder.checks.plain import Tree
from autograder.labs.checkpoint import Arguments, Checkpoint, Function, Misconception
from autograder.labs.gradient_checking.differences import (
    EPSILON,
    QUOTIENTS,
    Quotient,
    central,
    round_off,
)

Cost = Callable[[np.ndarray], float]


def landscape(
    generator: np.random.Generator,
    kind: str,
    n: int,
    steep: float = 1.0,
    epsilon: float | None = None,
) -> Arguments:
    """A cost in which every parameter has a slope of its own, and a place in it."""
    rows = n + 2
    slopes = generator.uniform(0.4, 1.1, (rows, n)) * generator.choice([-1.0, 1.0], (rows, n))
    settings = {
        "kind": kind,
        "weights": generator.uniform(0.3, 1.0, (1, rows)),
        "slopes": steep * slopes / n**0.5,
        "shifts": generator.uniform(-1.0, 1.0, (rows, 1)),
    }
    theta = generator.uniform(0.3, 1.2, (n, 1)) * generator.choice([-1.0, 1.0], (n, 1))
    case: Arguments = {"cost": {"function": ["landscape", settings]}, "theta": theta}
    return case if epsilon is None else {**case, "epsilon": epsilon}


def landscapes(generator: np.random.Generator) -> list[Arguments]:
    """Costs of one parameter and of several, and steps that are short, long, and left out."""
    return [
        landscape(generator, "parabola", 1),
        landscape(generator, "parabola", 3),
        landscape(generator, "wave", 4, epsilon=0.1),
        landscape(generator, "growth", 2, epsilon=0.05),
        landscape(generator, "cube", 5, epsilon=float(generator.uniform(0.05, 0.2))),
        landscape(generator, "growth", 6, epsilon=0.01),
        landscape(generator, "wave", 7, epsilon=1e-4),
        # So steep that another step than the default shows.
        landscape(generator, "wave", 3, steep=2e5),
        landscape(generator, "growth", 9, epsilon=0.02),
    ]


def bounds(arguments: Arguments, answer: Tree) -> Tree:
    """What a gradient is compared with: to a share of its largest entry, and to round-off."""
    if not isinstance(answer, np.ndarray) or not np.isfinite(answer).all():
        return answer
    largest = float(np.abs(answer).max(initial=0.0))
    return Within(answer, 1e-6 * largest + 10 * round_off(arguments))


def _moved(theta: np.ndarray, entry: Any, shift: float) -> np.ndarray:
    moved = theta.copy()
    moved[entry] += shift
    return moved


def slopes(cost: Cost, theta: np.ndarray, epsilon: float, quotient: Quotient) -> np.ndarray:
    """A slope for every entry, by a formula of our choice."""
    return np.array(
        [
            [
                quotient(
                    lambda shift, i=i: cost(_moved(theta, i, shift)),  # type: ignore[misc]
                    epsilon,
                    float(theta[i, 0]),
                )
            ]
            for i in range(len(theta))
        ]
    )


def _by(quotient: Quotient) -> Function:
    def gradient(cost: Cost, theta: np.ndarray, epsilon: float = EPSILON) -> np.ndarray:
        return slopes(cost, theta, epsilon, quotient)

    return gradient


def _then(change: Callable[[np.ndarray], Any]) -> Function:
    """The right slopes, which are then spoilt."""

    def gradient(cost: Cost, theta: np.ndarray, epsilon: float = EPSILON) -> Any:
        return change(slopes(cost, theta, epsilon, central))

    return gradient


def _all_at_once(cost: Cost, theta: np.ndarray, epsilon: float = EPSILON) -> np.ndarray:
    return np.full(theta.shape, _along_all(cost, theta, epsilon))


def _along_all(cost: Cost, theta: np.ndarray, epsilon: float = EPSILON) -> float:
    return float((cost(theta + epsilon) - cost(theta - epsilon)) / (2 * epsilon))


def _up_to_here(cost: Cost, theta: np.ndarray, epsilon: float = EPSILON) -> np.ndarray:
    return np.array(
        [
            [
                (
                    cost(_moved(theta, slice(i + 1), epsilon))
                    - cost(_moved(theta, slice(i + 1), -epsilon))
                )
                / (2 * epsilon)
            ]
            for i in range(len(theta))
        ]
    )


def _in_place(up: float, down: float, back: float) -> Function:
    """Moves the entries of theta itself, by three shifts that may not bring it back."""

    def gradient(cost: Cost, theta: np.ndarray, epsilon: float = EPSILON) -> np.ndarray:
        found = np.zeros(theta.shape)
        for i in range(len(theta)):
            theta[i] += up * epsilon
            above = cost(theta)
            theta[i] += down * epsilon
            below = cost(theta)
            theta[i] += back * epsilon
            found[i] = (above - below) / (2 * epsilon)
        return found

    return gradient


def _kept(entries: slice) -> Function:
    def only(found: np.ndarray) -> np.ndarray:
        result = np.zeros(found.shape)
        result[entries] = found[entries]
        return result

    return _then(only)


NUMERICAL_GRADIENT = Checkpoint(
    grade_id="numerical_gradient",
    signature="numerical_gradient(cost, theta, epsilon=1e-6)",
    outputs=("the gradient",),
    points=10,
    cases=landscapes,
    bounds=bounds,
    misconceptions=(
        *(Misconception(name, sentence, _by(quotient)) for name, sentence, quotient in QUOTIENTS),
        Misconception(
            "all-at-once",
            "All parameters are moved together: each entry is the slope along its own parameter alone.",
            _all_at_once,
            also=(_along_all,),
        ),
        Misconception(
            "up-to-here",
            "The entries before it are still moved when an entry has its turn: start from theta each time.",
            _up_to_here,
        ),
        Misconception(
            "not-put-back",
            "An entry stays moved when the next one has its turn: is theta copied, or put back?",
            _in_place(1, -2, 0),
            also=(_in_place(1, -2, -1),),
        ),
        Misconception(
            "moved-too-far-back",
            "An entry ends above where it began: is theta copied, or put back?",
            _in_place(1, -2, 2),
        ),
        Misconception(
            "only-the-last",
            "Only the last entry has a slope, the others are zero.",
            _kept(slice(-1, None)),
        ),
        Misconception(
            "only-the-first",
            "Only the first entry has a slope, the others are zero: does the loop return too early?",
            _kept(slice(1)),
        ),
        Misconception(
            "last-missing",
            "The last entry is zero: look at where the loop ends.",
            _kept(slice(-1)),
        ),
        Misconception(
            "first-missing",
            "The first entry is zero: look at where the loop begins.",
            _kept(slice(1, None)),
        ),
        Misconception(
            "the-last-everywhere",
            "Every entry has the slope of the last one.",
            _then(lambda found: np.full(found.shape, found[-1, 0])),
        ),
        Misconception(
            "added-up",
            "Every entry holds the sum of the slopes so far.",
            _then(lambda found: np.cumsum(found, axis=0)),
        ),
        Misconception(
            "backwards", "The entries are in the wrong order.", _then(lambda found: found[::-1])
        ),
        Misconception(
            "one-number",
            "This is one number: every parameter has a slope of its own.",
            _then(lambda found: float(found[-1, 0])),
            also=(
                _then(lambda found: float(found.sum())),
                _then(lambda found: float(np.linalg.norm(found))),
            ),
        ),
        Misconception(
            "normalised",
            "The gradient has length 1: its size was lost.",
            _then(lambda found: found / np.linalg.norm(found)),
        ),
        Misconception(
            "averaged",
            "The slopes are divided by their number: theta is no sample, there is nothing to average.",
            _then(lambda found: found / len(found)),
        ),
        Misconception("absolute-values", "The slopes have lost their signs.", _then(np.abs)),
        Misconception(
            "as-a-row",
            "The gradient is a row: it should have the shape of theta, a column.",
            _then(lambda found: found.T),
        ),
        Misconception(
            "flat",
            "The gradient is a flat vector: it should have the shape of theta, a column.",
            _then(np.ravel),
        ),
        Misconception(
            "as-a-list",
            "The slopes came back in a list: put them into an array of the shape of theta.",
            _then(lambda found: found.ravel().tolist()),
        ),
        Misconception(
            "a-square",
            "This is a square array: each slope is one number.",
            _then(lambda found: np.repeat(found, len(found) + 1, axis=1)),
        ),
        Misconception(
            "a-step-taken",
            "This is theta after a step: the gradient is asked.",
            lambda cost, theta, epsilon=EPSILON: (
                theta - 0.01 * slopes(cost, theta, epsilon, central)
            ),
        ),
        Misconception(
            "nothing-returned",
            "The slopes were computed, but never given back.",
            _then(lambda found: None),
        ),
    ),
)

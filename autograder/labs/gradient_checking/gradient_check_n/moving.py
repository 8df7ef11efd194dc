"""How parameters are moved: several together, or without being put back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from autograder.labs.checkpoint import Function, Misconception
from autograder.labs.gradient_checking.differences import EPSILON, relative
from autograder.labs.gradient_checking.gradient_check_n.cases import NAMES
from autograder.labs.gradient_checking.gradient_check_n.formulas import flat
from autograder.labs.gradient_checking.nets import Arrays


def _in_place(up: float, down: float, back: float, where: Sequence[str] = NAMES) -> Function:
    """Moves the parameters themselves, by three shifts that may not bring them back."""

    def answer(
        forward: Function,
        parameters: Arrays,
        gradients: Arrays,
        X: np.ndarray,
        Y: np.ndarray,
        epsilon: float = EPSILON,
    ) -> float:
        found = {name: np.zeros(array.shape) for name, array in parameters.items()}
        for name in where:
            for at in np.ndindex(parameters[name].shape):
                parameters[name][at] += up * epsilon
                above = forward(X, Y, parameters)[0]
                parameters[name][at] += down * epsilon
                below = forward(X, Y, parameters)[0]
                parameters[name][at] += back * epsilon
                found[name][at] = (above - below) / (2 * epsilon)
        return relative(flat(gradients, NAMES, "d"), flat(found, NAMES), epsilon)

    return answer


def _whole_arrays(
    forward: Function,
    parameters: Arrays,
    gradients: Arrays,
    X: np.ndarray,
    Y: np.ndarray,
    epsilon: float = EPSILON,
) -> float:
    def slope(names: Sequence[str]) -> float:
        above, below = (
            {k: v + sign * epsilon if k in names else v for k, v in parameters.items()}
            for sign in (1, -1)
        )
        return float((forward(X, Y, above)[0] - forward(X, Y, below)[0]) / (2 * epsilon))

    found = {name: np.full(v.shape, slope([name])) for name, v in parameters.items()}
    return relative(flat(gradients, NAMES, "d"), flat(found, NAMES), epsilon)


def _all_at_once(
    forward: Function,
    parameters: Arrays,
    gradients: Arrays,
    X: np.ndarray,
    Y: np.ndarray,
    epsilon: float = EPSILON,
) -> float:
    above, below = ({k: v + sign * epsilon for k, v in parameters.items()} for sign in (1, -1))
    slope = (forward(X, Y, above)[0] - forward(X, Y, below)[0]) / (2 * epsilon)
    found = {name: np.full(v.shape, slope) for name, v in parameters.items()}
    return relative(flat(gradients, NAMES, "d"), flat(found, NAMES), epsilon)


MOVING: tuple[Misconception, ...] = (
    Misconception(
        "whole-arrays-moved",
        "All entries of an array are moved together: move one at a time.",
        _whole_arrays,
    ),
    Misconception(
        "all-moved",
        "All parameters are moved together: move one at a time.",
        _all_at_once,
    ),
    Misconception(
        "not-put-back",
        "A parameter stays moved when the next one has its turn: are the arrays copied, or put back? (dict and copy of a dict share their arrays.)",
        _in_place(1, -2, 0),
        also=(_in_place(1, -2, -1),),
    ),
    Misconception(
        "moved-too-far-back",
        "A parameter ends above where it began: are the arrays copied, or put back?",
        _in_place(1, -2, 2),
    ),
)

"""One check, put together from a slope and a comparison: most mistakes replace one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.labs.checkpoint import Function
from autograder.labs.gradient_checking.differences import (
    EPSILON,
    Quotient,
    Ratio,
    central,
    relative,
)
from autograder.labs.gradient_checking.gradient_check_n.cases import NAMES
from autograder.labs.gradient_checking.nets import Arrays

Compare = Callable[[Arrays, Arrays, float], Any]
"""From the gradients, the slopes and epsilon: what comes back."""


def slopes(
    forward: Function,
    parameters: Arrays,
    X: np.ndarray,
    Y: np.ndarray,
    epsilon: float,
    quotient: Quotient = central,
) -> Arrays:
    """A slope for every entry of every array, by a formula of our choice."""
    moved = {name: array.copy() for name, array in parameters.items()}

    def slope(name: str, at: tuple[int, ...]) -> float:
        here = float(parameters[name][at])

        def cost(shift: float) -> float:
            moved[name][at] = here + shift
            return float(forward(X, Y, moved)[0])

        try:
            return quotient(cost, epsilon, here)
        finally:
            moved[name][at] = here

    return {
        name: np.array([slope(name, at) for at in np.ndindex(array.shape)]).reshape(array.shape)
        for name, array in parameters.items()
    }


def flat(arrays: Arrays, names: Sequence[str], prefix: str = "", order: Any = "C") -> np.ndarray:
    """Some arrays, one after the other in one vector."""
    return np.concatenate([arrays[f"{prefix}{name}"].ravel(order) for name in names])


def check(quotient: Quotient, compare: Compare) -> Function:
    """A check of any kind: the formula of a slope, and what is made of gradients, slopes and epsilon."""

    def answer(
        forward: Function,
        parameters: Arrays,
        gradients: Arrays,
        X: np.ndarray,
        Y: np.ndarray,
        epsilon: float = EPSILON,
    ) -> Any:
        with np.errstate(all="ignore"):
            measured = slopes(forward, parameters, X, Y, epsilon, quotient)
            found = compare(gradients, measured, epsilon)
        return found.item() if isinstance(found, np.generic) else found

    return answer


def compared(ratio: Ratio) -> Function:
    """The right slopes, compared by a formula of our choice."""
    return check(central, lambda g, a, e: ratio(flat(g, NAMES, "d"), flat(a, NAMES), e))


def among(names: Sequence[str]) -> Function:
    """The right comparison, of some arrays only."""
    return check(central, lambda g, a, e: relative(flat(g, names, "d"), flat(a, names), e))

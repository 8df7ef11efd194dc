"""One step of Adam, put together from formulas: each known mistake replaces some of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.labs.checkpoint import Misconception
from autograder.labs.optimization.nets import Arrays

Array = np.ndarray


@dataclass(frozen=True)
class Entry:
    """One array in one step: what it meets, and the averages that were made of it so far."""

    W: Array
    g: Array
    v: Array
    s: Array
    t: int
    rate: float
    beta1: float
    beta2: float
    epsilon: float
    layer: int
    old_v: Array
    old_s: Array


Formula = Callable[[Entry], Array]


def step(
    first: Formula = lambda e: e.beta1 * e.v + (1 - e.beta1) * e.g,
    second: Formula = lambda e: e.beta2 * e.s + (1 - e.beta2) * e.g**2,
    first_corrected: Formula = lambda e: e.v / (1 - e.beta1**e.t),
    second_corrected: Formula = lambda e: e.s / (1 - e.beta2**e.t),
    change: Formula = lambda e: -e.rate * e.v / (np.sqrt(e.s) + e.epsilon),
    corrected_kept: bool = False,
    in_turn: bool = False,
) -> Callable[..., tuple[Arrays, Arrays, Arrays]]:
    """A step of any kind.

    Parameters
    ----------
    first, second : callable
        The new averages; in `e`, v and s are the old ones. With `in_turn`, `second` meets the new v.
    first_corrected, second_corrected : callable
        The corrected averages; in `e`, v and s are the new ones.
    change : callable
        What is added to the parameters; in `e`, v and s are the corrected ones.
    corrected_kept : bool
        Whether the corrected averages come back in the place of the averages.
    """

    def answer(
        parameters: Arrays,
        grads: Arrays,
        v: Arrays,
        s: Arrays,
        t: int,
        learning_rate: float,
        beta1: float = 0.9,
        beta2: float = 0.999,
        epsilon: float = 1e-8,
    ) -> tuple[Arrays, Arrays, Arrays]:
        new: tuple[Arrays, Arrays, Arrays] = ({}, {}, {})
        for name, W in parameters.items():
            key = f"d{name}"
            numbers = (t, learning_rate, beta1, beta2, epsilon, int(name[1:]))
            e = Entry(W, grads[key], v[key], s[key], *numbers, v[key], s[key])
            # Many mistakes divide by zero, or take the root of a negative number.
            with np.errstate(all="ignore"):
                averages = first(e), second(replace(e, v=first(e)) if in_turn else e)
                e = replace(e, v=averages[0], s=averages[1])
                corrected = first_corrected(e), second_corrected(e)
                e = replace(e, v=corrected[0], s=corrected[1])
                new[0][name] = W + change(e)
            new[1][key], new[2][key] = corrected if corrected_kept else averages
        return new

    return answer


def with_settings(change: Callable[..., dict[str, Any]]) -> Callable[..., Any]:
    """Makes a mistake from the reference by calling it with other numbers."""

    def made_from(right: Callable[..., Any]) -> Callable[..., Any]:
        def answer(
            parameters: Arrays,
            grads: Arrays,
            v: Arrays,
            s: Arrays,
            t: int,
            learning_rate: float,
            beta1: float = 0.9,
            beta2: float = 0.999,
            epsilon: float = 1e-8,
        ) -> Any:
            given = {
                "t": t,
                "learning_rate": learning_rate,
                "beta1": beta1,
                "beta2": beta2,
                "epsilon": epsilon,
            }
            return right(parameters, grads, v, s, **given | change(**given))

        return answer

    return made_from


def with_outputs(change: Callable[..., Any]) -> Callable[..., Any]:
    """Makes a mistake from the reference by changing what it returns; `change` gets v and s too."""

    def made_from(right: Callable[..., Any]) -> Callable[..., Any]:
        def answer(
            parameters: Arrays, grads: Arrays, v: Arrays, s: Arrays, *settings: float
        ) -> Any:
            # What comes back wrong, such as a negative s, is what the next step begins with.
            with np.errstate(all="ignore"):
                return change(right(parameters, grads, v, s, *settings), v, s)

        return answer

    return made_from


def inside_the_root(e: Entry) -> np.ndarray:
    """The change with epsilon inside the root."""
    return -e.rate * e.v / np.sqrt(e.s + e.epsilon)


def mistaken(name: str, sentence: str, **formulas: Any) -> Misconception:
    """A common mistake, by those who have epsilon after the root and those who have it inside."""
    other = step(change=inside_the_root, **formulas)
    return Misconception(name, sentence, step(**formulas), also=(other,))

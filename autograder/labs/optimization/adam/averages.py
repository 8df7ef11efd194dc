"""v and s: what they are made of, in which shares, and with which betas."""

from __future__ import annotations

import numpy as np

from autograder.labs.checkpoint import Misconception
from autograder.labs.optimization.adam.formulas import (
    inside_the_root,
    mistaken,
    step,
    with_settings,
)

AVERAGES: tuple[Misconception, ...] = (
    Misconception(
        "s-from-v",
        "s is made from the squares of v: it is a mean of squared gradients.",
        step(
            second=lambda e: e.beta2 * e.s + (1 - e.beta2) * (e.v / (1 - e.beta1**e.t)) ** 2,
            in_turn=True,
        ),
        also=(
            step(
                second=lambda e: e.beta2 * e.s + (1 - e.beta2) * e.v**2,
                change=inside_the_root,
                in_turn=True,
            ),
            step(second=lambda e: e.beta2 * e.s + (1 - e.beta2) * e.v**2, in_turn=True),
            step(second=lambda e: e.beta2 * e.s + (1 - e.beta2) * e.v**2),
        ),
    ),
    mistaken(
        "gradient-not-squared",
        "The gradient is not squared in s.",
        second=lambda e: e.beta2 * e.s + (1 - e.beta2) * e.g,
    ),
    Misconception(
        "gradient-doubled",
        "The gradient is doubled in s: it should be squared.",
        step(second=lambda e: e.beta2 * e.s + (1 - e.beta2) * e.g * 2),
    ),
    Misconception(
        "absolute-gradient",
        "s is made from absolute gradients: it is a mean of squares.",
        step(second=lambda e: e.beta2 * e.s + (1 - e.beta2) * np.abs(e.g)),
    ),
    Misconception(
        "share-squared",
        "The share of the gradient is squared with it: only the gradient should be.",
        step(second=lambda e: e.beta2 * e.s + ((1 - e.beta2) * e.g) ** 2),
    ),
    Misconception(
        "mean-of-squares",
        "s is one number for a whole array: each entry has its own.",
        step(second=lambda e: e.beta2 * e.s + (1 - e.beta2) * (e.g**2).mean()),
        also=(step(second=lambda e: e.beta2 * e.s + (1 - e.beta2) * (e.g**2).sum()),),
    ),
    Misconception(
        "gradient-squared-in-v",
        "v is made from squared gradients: they belong to s.",
        step(first=lambda e: e.beta1 * e.v + (1 - e.beta1) * e.g**2),
    ),
    Misconception(
        "s-not-decayed",
        "s only grows: its old value needs a share below 1.",
        step(second=lambda e: e.s + (1 - e.beta2) * e.g**2),
        also=(
            step(second=lambda e: e.s + e.g**2),
            step(second=lambda e: e.s + (1 - e.beta2) * e.g**2, change=inside_the_root),
        ),
    ),
    Misconception(
        "v-not-decayed",
        "The old v counts in full: it needs a share below 1.",
        step(first=lambda e: e.v + (1 - e.beta1) * e.g),
        also=(step(first=lambda e: e.v + e.g),),
    ),
    mistaken(
        "gradient-in-full",
        "The gradient counts in full in v and s: the two shares should add up to 1.",
        first=lambda e: e.beta1 * e.v + e.g,
        second=lambda e: e.beta2 * e.s + e.g**2,
    ),
    Misconception(
        "gradient-in-full-in-v",
        "The gradient counts in full in v: the two shares should add up to 1.",
        step(first=lambda e: e.beta1 * e.v + e.g),
    ),
    Misconception(
        "gradient-in-full-in-s",
        "The squared gradient counts in full in s: the two shares should add up to 1.",
        step(second=lambda e: e.beta2 * e.s + e.g**2),
    ),
    Misconception(
        "no-memory",
        "The old v and s play no part.",
        step(first=lambda e: (1 - e.beta1) * e.g, second=lambda e: (1 - e.beta2) * e.g**2),
    ),
    Misconception(
        "no-memory-in-v",
        "The old v plays no part.",
        step(first=lambda e: (1 - e.beta1) * e.g),
    ),
    Misconception(
        "no-memory-in-s",
        "The old s plays no part.",
        step(second=lambda e: (1 - e.beta2) * e.g**2),
    ),
    mistaken(
        "shares-swapped",
        "The shares are swapped in v and s: a beta near 1 should make them slow.",
        first=lambda e: (1 - e.beta1) * e.v + e.beta1 * e.g,
        second=lambda e: (1 - e.beta2) * e.s + e.beta2 * e.g**2,
    ),
    Misconception(
        "betas-swapped",
        "The two betas have changed places.",
        with_settings(lambda beta1, beta2, **given: {"beta1": beta2, "beta2": beta1}),
        varies=True,
    ),
    Misconception(
        "beta1-everywhere",
        "v and s are both made with beta1.",
        with_settings(lambda beta1, **given: {"beta2": beta1}),
        varies=True,
    ),
    Misconception(
        "beta2-everywhere",
        "v and s are both made with beta2.",
        with_settings(lambda beta2, **given: {"beta1": beta2}),
        varies=True,
    ),
    Misconception(
        "beta1-in-both-moments",
        "s is mixed with beta1.",
        step(second=lambda e: e.beta1 * e.s + (1 - e.beta1) * e.g**2),
    ),
    Misconception(
        "beta2-in-both-moments",
        "v is mixed with beta2.",
        step(first=lambda e: e.beta2 * e.v + (1 - e.beta2) * e.g),
    ),
)

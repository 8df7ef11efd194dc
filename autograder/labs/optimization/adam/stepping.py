"""The step: epsilon, the root, and what is divided by what."""

from __future__ import annotations

import numpy as np

from autograder.labs.checkpoint import Misconception
from autograder.labs.optimization.adam.formulas import step, with_settings

STEPPING: tuple[Misconception, ...] = (
    Misconception(
        "no-epsilon",
        "There is no epsilon: where all gradients were zero, this divides zero by zero.",
        step(change=lambda e: -e.rate * e.v / np.sqrt(e.s)),
    ),
    Misconception(
        "epsilon-outside",
        "Epsilon is added to the quotient: it belongs to what is divided by. Mind the brackets.",
        step(change=lambda e: -e.rate * (e.v / np.sqrt(e.s) + e.epsilon)),
        also=(step(change=lambda e: -(e.rate * e.v / np.sqrt(e.s) + e.epsilon)),),
    ),
    Misconception(
        "epsilon-subtracted",
        "Epsilon is subtracted: it should keep what is divided by away from zero.",
        with_settings(lambda epsilon, **given: {"epsilon": -epsilon}),
        varies=True,
    ),
    Misconception(
        "epsilon-for-root",
        "The root is missing: epsilon is added to a root, and does not replace it.",
        step(change=lambda e: -e.rate * e.v / (e.s + e.epsilon)),
    ),
    Misconception(
        "no-second-moment",
        "s plays no part in the step: this is momentum, with a correction.",
        step(change=lambda e: -e.rate * e.v),
    ),
    Misconception(
        "second-moment-squared",
        "s is squared: take its root.",
        step(change=lambda e: -e.rate * e.v / (e.s**2 + e.epsilon)),
    ),
    Misconception(
        "root-of-the-quotient",
        "The root is taken of the whole quotient: take it of s alone.",
        step(change=lambda e: -e.rate * np.sqrt(e.v / (e.s + e.epsilon))),
    ),
    Misconception(
        "multiplied",
        "The step is multiplied by the root: it should be divided, so that steep directions get shorter steps.",
        step(change=lambda e: -e.rate * e.v * (np.sqrt(e.s) + e.epsilon)),
    ),
    Misconception(
        "moments-swapped-in-the-step",
        "v and s have changed places in the step.",
        step(change=lambda e: -e.rate * e.s / (np.sqrt(e.v) + e.epsilon)),
    ),
    Misconception(
        "gradient-in-the-step",
        "The step is made with the gradient: v takes its place.",
        step(change=lambda e: -e.rate * e.g / (np.sqrt(e.s) + e.epsilon)),
    ),
    Misconception(
        "plain-descent",
        "v and s are right, but the step is that of gradient descent.",
        step(change=lambda e: -e.rate * e.g),
    ),
    Misconception(
        "old-moments",
        "The step is made with the old v and s: renew them first.",
        step(change=lambda e: -e.rate * e.old_v / (np.sqrt(e.old_s) + e.epsilon)),
    ),
    Misconception(
        "old-v",
        "The step is made with the old v: renew it first.",
        step(first_corrected=lambda e: e.old_v / (1 - e.beta1**e.t)),
    ),
    Misconception(
        "old-s",
        "The step is made with the old s: renew it first.",
        step(second_corrected=lambda e: e.old_s / (1 - e.beta2**e.t)),
    ),
    Misconception(
        "mean-root",
        "All entries of an array are divided by one number: each entry has its own s.",
        step(change=lambda e: -e.rate * e.v / (np.sqrt(e.s.mean()) + e.epsilon)),
        also=(step(change=lambda e: -e.rate * e.v / (np.linalg.norm(e.s) + e.epsilon)),),
    ),
    Misconception(
        "the-change-alone",
        "In place of the new parameters this is the change alone.",
        step(change=lambda e: -e.rate * e.v / (np.sqrt(e.s) + e.epsilon) - e.W),
    ),
    Misconception(
        "parameters-not-moved",
        "v and s are right, but the parameters came back as they were.",
        step(change=lambda e: 0 * e.W),
    ),
)

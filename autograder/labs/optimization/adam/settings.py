"""Arguments that play no part, or another part."""

from __future__ import annotations

from autograder.labs.checkpoint import Misconception
from autograder.labs.optimization.adam.formulas import with_settings

SETTINGS: tuple[Misconception, ...] = (
    Misconception(
        "fixed-betas",
        "The betas are always 0.9 and 0.999: take those that the function is given.",
        with_settings(lambda **given: {"beta1": 0.9, "beta2": 0.999}),
        varies=True,
    ),
    Misconception(
        "fixed-epsilon",
        "Epsilon is always 1e-8: take the one that the function is given.",
        with_settings(lambda **given: {"epsilon": 1e-8}),
        varies=True,
    ),
    Misconception(
        "all-settings-fixed",
        "The betas and epsilon are always the usual ones: take those that the function is given.",
        with_settings(lambda **given: {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}),
        varies=True,
    ),
    Misconception(
        "fixed-learning-rate",
        "The learning rate is always 0.01: take the one that the function is given.",
        with_settings(lambda **given: {"learning_rate": 0.01}),
        varies=True,
    ),
    Misconception(
        "no-learning-rate",
        "The learning rate plays no part.",
        with_settings(lambda **given: {"learning_rate": 1.0}),
        varies=True,
    ),
    Misconception(
        "uphill",
        "The step goes uphill.",
        with_settings(lambda learning_rate, **given: {"learning_rate": -learning_rate}),
        varies=True,
    ),
    Misconception(
        "rate-twice",
        "The learning rate is in there twice.",
        with_settings(lambda learning_rate, **given: {"learning_rate": learning_rate**2}),
        varies=True,
    ),
)

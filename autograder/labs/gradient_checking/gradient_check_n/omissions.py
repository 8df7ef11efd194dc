"""Arrays and entries that are left out: they are not compared, or their slope is not measured."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.labs.checkpoint import Function, Misconception
from autograder.labs.gradient_checking.differences import central, relative
from autograder.labs.gradient_checking.gradient_check_n.cases import NAMES
from autograder.labs.gradient_checking.gradient_check_n.formulas import among, check, flat
from autograder.labs.gradient_checking.nets import Arrays


def _against(change: Callable[[Arrays, Arrays], Arrays]) -> Function:
    """The right comparison with slopes that are spoilt; it gets the gradients and the slopes."""
    return check(
        central,
        lambda g, a, e: relative(flat(g, NAMES, "d"), flat(change(g, a), NAMES), e),
    )


def _kept(entries: slice, fill: bool) -> Function:
    """Only some entries are compared or, with `fill`, the slopes of the others are zero."""

    def compare(g: Arrays, a: Arrays, e: float) -> float:
        gradient, found = flat(g, NAMES, "d"), flat(a, NAMES)
        if not fill:
            return relative(gradient[entries], found[entries], e)
        partly = np.zeros(found.shape)
        partly[entries] = found[entries]
        return relative(gradient, partly, e)

    return check(central, compare)


OMISSIONS: tuple[Misconception, ...] = (
    Misconception(
        "only-weights",
        "A wrong gradient of a bias goes unnoticed: only the weights are compared.",
        among(NAMES[::2]),
    ),
    Misconception(
        "only-biases",
        "A wrong gradient of a weight goes unnoticed: only the biases are compared.",
        among(NAMES[1::2]),
    ),
    Misconception(
        "biases-without-slope",
        "The slopes of the biases are zero: they are parameters too.",
        _against(lambda g, a: {k: a[k] * (k[0] == "W") for k in a}),
    ),
    Misconception(
        "biases-taken-on-trust",
        "A wrong gradient of a bias goes unnoticed: its slope is not measured.",
        _against(lambda g, a: {k: a[k] if k[0] == "W" else g[f"d{k}"] for k in a}),
    ),
    Misconception(
        "first-layer",
        "Only the first layer is compared.",
        among(["W1", "b1"]),
    ),
    Misconception(
        "last-layer",
        "Only the last layer is compared.",
        among(["W3", "b3"]),
    ),
    Misconception(
        "last-layer-missing",
        "The last layer is not compared: look at where the loop over the layers ends.",
        among(NAMES[:-2]),
    ),
    Misconception(
        "first-array",
        "Only the first array is compared: does a loop return too early?",
        among(["W1"]),
    ),
    Misconception(
        "last-entry",
        "Only the last entry of the last array is compared: is a result overwritten in a loop?",
        _kept(slice(-1, None), fill=False),
    ),
    Misconception(
        "first-entry",
        "Only the first entry is compared: does a loop return too early?",
        _kept(slice(1), fill=False),
    ),
    Misconception(
        "last-entry-measured",
        "Only the last entry has a slope, the others are zero.",
        _kept(slice(-1, None), fill=True),
    ),
    Misconception(
        "first-entry-measured",
        "Only the first entry has a slope, the others are zero.",
        _kept(slice(1), fill=True),
    ),
    Misconception(
        "last-entry-missing",
        "The last entry is left out: look at where the loop ends.",
        _kept(slice(-1), fill=False),
        also=(_kept(slice(-1), fill=True),),
    ),
    Misconception(
        "first-entry-missing",
        "The first entry is left out: look at where the loop begins.",
        _kept(slice(1, None), fill=False),
        also=(_kept(slice(1, None), fill=True),),
    ),
    Misconception(
        "one-entry-of-each-array",
        "Each array has a slope for its first entry only.",
        check(
            central,
            lambda g, a, e: relative(
                np.array([g[f"d{k}"][0, 0] for k in NAMES]),
                np.array([a[k][0, 0] for k in NAMES]),
                e,
            ),
        ),
    ),
    Misconception(
        "one-row-of-each-array",
        "Each array has slopes for its first row only.",
        check(
            central,
            lambda g, a, e: relative(
                np.concatenate([g[f"d{k}"][0] for k in NAMES]),
                np.concatenate([a[k][0] for k in NAMES]),
                e,
            ),
        ),
    ),
)

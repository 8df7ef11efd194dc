"""The norms: of what they are taken, and what stands in their place."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.labs.checkpoint import Function, Misconception
from autograder.labs.gradient_checking.differences import central, relative
from autograder.labs.gradient_checking.gradient_check_n.cases import NAMES
from autograder.labs.gradient_checking.gradient_check_n.formulas import check, compared


def _array_by_array(summed_up: Callable[[list[float]], float]) -> Function:
    return check(central, lambda g, a, e: summed_up([relative(g[f"d{k}"], a[k], e) for k in NAMES]))


NORMS: tuple[Misconception, ...] = (
    Misconception(
        "added-up",
        "The differences of the arrays are added up: the norms are those of all parameters together.",
        _array_by_array(sum),
    ),
    Misconception(
        "averaged",
        "The differences of the arrays are averaged: the norms are those of all parameters together.",
        _array_by_array(lambda found: sum(found) / len(found)),
    ),
    Misconception(
        "the-worst-array",
        "This is the largest difference of an array: the norms are those of all parameters together.",
        _array_by_array(max),
    ),
    Misconception(
        "norms-added",
        "The norms of the arrays are added up: the norm of all parameters together is asked.",
        check(
            central,
            lambda g, a, e: (
                sum(np.linalg.norm(g[f"d{k}"] - a[k]) for k in NAMES)
                / sum(np.linalg.norm(g[f"d{k}"]) + np.linalg.norm(a[k]) for k in NAMES)
            ),
        ),
    ),
    Misconception(
        "flat-minus-column",
        "A flat vector minus a column is a square array: give both the same shape.",
        compared(
            lambda g, a, e: (
                np.linalg.norm(g - a[:, np.newaxis]) / (np.linalg.norm(g) + np.linalg.norm(a))
            )
        ),
    ),
    Misconception(
        "sums-of-sizes",
        "The sizes of the entries are added up: the norm is the root of the sum of squares.",
        compared(lambda g, a, e: np.abs(g - a).sum() / (np.abs(g).sum() + np.abs(a).sum())),
    ),
    Misconception(
        "largest-entries",
        "The largest entries are compared: the norm is the root of the sum of squares.",
        compared(lambda g, a, e: np.abs(g - a).max() / (np.abs(g).max() + np.abs(a).max())),
    ),
    Misconception(
        "plain-sums",
        "Entries of both signs are added up, so that they cancel: the norm is the root of the sum of squares.",
        compared(lambda g, a, e: abs((g - a).sum()) / (abs(g.sum()) + abs(a.sum()))),
    ),
    Misconception(
        "entry-by-entry",
        "Each entry is set in relation to itself: the norms are those of all parameters together.",
        compared(lambda g, a, e: np.mean(np.abs(g - a) / (np.abs(g) + np.abs(a)))),
        also=(
            compared(lambda g, a, e: np.max(np.abs(g - a) / (np.abs(g) + np.abs(a)))),
            compared(lambda g, a, e: np.sum(np.abs(g - a) / (np.abs(g) + np.abs(a)))),
            compared(lambda g, a, e: np.linalg.norm((g - a) / (np.abs(g) + np.abs(a)))),
        ),
    ),
    Misconception(
        "no-root-above",
        "A mean is taken in one place and not in the other.",
        compared(
            lambda g, a, e: np.sqrt(np.mean((g - a) ** 2)) / (np.linalg.norm(g) + np.linalg.norm(a))
        ),
    ),
)

"""The order in which the entries stand: another in the gradients than in the slopes."""

from __future__ import annotations

import numpy as np

from autograder.labs.checkpoint import Misconception
from autograder.labs.gradient_checking.differences import central, relative
from autograder.labs.gradient_checking.gradient_check_n.cases import NAMES
from autograder.labs.gradient_checking.gradient_check_n.formulas import check, flat

ORDER: tuple[Misconception, ...] = (
    Misconception(
        "own-order",
        "The gradients are taken in the order in which they happen to stand in their dict: go by their names.",
        check(
            central,
            lambda g, a, e: relative(
                np.concatenate([array.ravel() for array in g.values()]), flat(a, NAMES), e
            ),
        ),
    ),
    Misconception(
        "sorted-names",
        "The gradients are sorted by name, which puts all db before all dW: the parameters stand in another order.",
        check(
            central,
            lambda g, a, e: relative(
                flat(g, sorted(NAMES, key=str.swapcase), "d"), flat(a, NAMES), e
            ),
        ),
    ),
    Misconception(
        "weights-first",
        "The gradients of the weights come first, then those of the biases: the parameters stand in another order.",
        check(
            central,
            lambda g, a, e: relative(flat(g, NAMES[::2] + NAMES[1::2], "d"), flat(a, NAMES), e),
        ),
    ),
    Misconception(
        "backwards",
        "The gradients begin with the last layer, and the parameters with the first.",
        check(
            central,
            lambda g, a, e: relative(
                flat(g, ["W3", "b3", "W2", "b2", "W1", "b1"], "d"), flat(a, NAMES), e
            ),
        ),
        also=(
            check(
                central,
                lambda g, a, e: relative(flat(g, NAMES[::-1], "d"), flat(a, NAMES), e),
            ),
        ),
    ),
    Misconception(
        "columns-first",
        "The gradients are written out column by column, and the parameters row by row.",
        check(
            central,
            lambda g, a, e: relative(flat(g, NAMES, "d", "F"), flat(a, NAMES), e),
        ),
    ),
)

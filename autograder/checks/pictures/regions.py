"""Where two predictors differ: the regions of each, and the points that they disagree about."""

from __future__ import annotations

import numpy as np

from autograder.checks.pictures.png import address, enlarged
from autograder.checks.words import say

# Okabe and Ito's sky blue, orange and black: told apart by colour-blind readers, and in grey.
_CLASS_0, _CLASS_1, _DIFFERENT = (86, 180, 233), (230, 159, 0), (0, 0, 0)
_SCALE = 3


def regions(got: np.ndarray, expected: np.ndarray) -> list[tuple[str, str]]:
    """Draw the answer's region, the expected one, and where they differ.

    Parameters
    ----------
    got, expected : ndarray of shape (rows, columns)
        Labels 0 and 1 over a grid, the first row at the bottom.

    Returns
    -------
    list of (str, str)
        What each picture shows, and a ``data:`` address of a PNG.
    """
    differ = np.full((*got.shape, 3), 235, np.uint8)
    differ[(got != 0) != (expected != 0)] = _DIFFERENT
    panels = {
        say("picture.regions"): _coloured(got),
        say("picture.expected"): _coloured(expected),
        say("picture.different"): differ,
    }
    return [(name, address(enlarged(np.flipud(panel), _SCALE))) for name, panel in panels.items()]


def _coloured(labels: np.ndarray) -> np.ndarray:
    palette = np.array([_CLASS_0, _CLASS_1], np.uint8)
    return np.asarray(palette[(labels != 0).astype(int)])

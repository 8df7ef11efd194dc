"""The checkpoint `boundary`: labels from a net, and the regions of the nets that were trained."""

from __future__ import annotations

import numpy as np

from autograder.labs.checkpoint import Trained
from autograder.labs.predicting import predicting
from helpers.datasets import moons


def new_moons(generator: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Fresh points of the lab's data set, with their labels."""
    data = moons(generator, train=10, test=400)
    return data.X_test, data.Y_test


BOUNDARY = predicting(
    "boundary",
    10,
    (
        Trained("gd", 0.75, new_moons),
        Trained("momentum", 0.75, new_moons),
        Trained("adam", 0.9, new_moons),
    ),
    figures=3,
    section="Exercise 7: predict (10 points, checked in section 7)",
)

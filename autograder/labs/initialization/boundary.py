"""The checkpoint `boundary`: labels from a net, and the regions that it predicts."""

from __future__ import annotations

import numpy as np

from autograder.labs.checkpoint import Trained
from autograder.labs.predicting import predicting
from helpers.datasets import circles


def new_circles(generator: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Fresh points of the lab's data set, with their labels."""
    data = circles(generator, train=10, test=400)
    return data.X_test, data.Y_test


BOUNDARY = predicting(
    "boundary",
    20,
    (Trained("he", 0.9, new_circles),),
    figures=3,
    section="Exercise 1: predict (20 points, checked in section 7)",
)

"""A picture of a path shows where it should have gone, and what was done instead."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.checks.pictures.paths import path
from tests.checks.pictures.test_heat import pixels

YOURS, EXPECTED, PAPER = [213, 94, 0], [0, 90, 181], [255, 255, 255]
DOWN = np.array([[2.0, 1.0], [1.0, 0.6], [0.5, 0.3]])


def counted(picture, colour):
    return int((pixels(picture) == colour).all(axis=-1).sum())


def test_both_paths_can_be_seen_where_they_part():
    picture = path(DOWN * [[1, 1], [1.5, 1], [2, 1]], DOWN, (1.0, 4.0))
    assert counted(picture, YOURS) > 30
    assert counted(picture, EXPECTED) > 30
    assert counted(picture, PAPER) > 10_000


def test_the_path_that_was_expected_can_be_seen_below_the_same():
    assert counted(path(DOWN, DOWN, (1.0, 4.0)), EXPECTED) > 30


@pytest.mark.parametrize(
    "got",
    [
        DOWN * [[1], [50], [1e9]],
        np.where(DOWN < 0.7, np.nan, DOWN),
        np.full(DOWN.shape, np.inf),
        np.zeros(DOWN.shape),
    ],
)
def test_a_path_that_runs_away_leaves_the_other_one_in_sight(got):
    assert counted(path(got, DOWN, (1.0, 4.0)), EXPECTED) > 30


def test_the_contours_of_a_narrow_bowl_are_ellipses_about_zero():
    picture = pixels(path(DOWN * 0 + 1, np.array([[1.0, 1.0], [-1.0, -1.0]]), (1.0, 9.0)))
    grey = (picture == [205, 205, 205]).all(axis=-1)
    middle = grey.shape[0] // 2
    assert grey[middle].sum() < grey[:, middle].sum()


@given(st.lists(st.tuples(*[st.floats(-1e300, 1e300)] * 2), min_size=3, max_size=3))
def test_any_path_can_be_drawn(points):
    assert path(np.array(points), DOWN, (0.3, 2.0)).startswith("data:image/png;base64,")

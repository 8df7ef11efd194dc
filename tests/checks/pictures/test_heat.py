"""Heat maps show yours, expected and the difference, by sign and size."""

from __future__ import annotations

import base64
import io

import numpy as np
import pytest
from matplotlib.image import imread

from autograder.checks.pictures.heat import MOST, heat, worth_drawing

RIGHT = np.array([[1.0, -2.0, 0.0], [0.5, 4.0, -4.0]])


def pixels(address):
    data = base64.b64decode(address.removeprefix("data:image/png;base64,"))
    return np.round(imread(io.BytesIO(data)) * 255).astype(int)


def entries(address, shape):
    """The colour of the middle of each square."""
    found = pixels(address)
    square = found.shape[0] // shape[0]
    assert found.shape == (square * shape[0], square * shape[1], 3)
    return found[square // 2 :: square, square // 2 :: square]


def test_more_than_zero_is_orange_less_is_blue_and_zero_is_white():
    yours, _, _ = heat(RIGHT, RIGHT)
    red, _, blue = np.moveaxis(entries(yours, RIGHT.shape), -1, 0)
    assert ((red > blue) == (RIGHT > 0)).all()
    assert ((red < blue) == (RIGHT < 0)).all()


def test_the_larger_a_number_the_stronger_its_colour():
    row = np.array([[0.0, 0.1, 0.5, 2.0], [0.0, -0.1, -0.5, -2.0]])
    found = entries(heat(row, row)[0], row.shape).sum(axis=-1)
    assert (np.diff(found, axis=1) < 0).all()


def test_yours_and_expected_have_one_scale_and_the_difference_its_own():
    yours, right, apart = (entries(one, RIGHT.shape) for one in heat(RIGHT / 2, RIGHT))
    assert yours[1, 1].tolist() != right[1, 1].tolist()
    assert apart[1, 1].tolist() == right[1, 2].tolist()  # half of 4 less, and that is the most


def test_equal_arrays_have_a_white_difference():
    assert np.ptp(entries(heat(RIGHT, RIGHT)[2], RIGHT.shape)) == 0


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_what_is_no_number_is_black(bad):
    got = RIGHT.copy()
    got[0, 1] = bad
    yours, _, apart = heat(got, RIGHT)
    assert entries(yours, RIGHT.shape)[0, 1].tolist() == [0, 0, 0]
    assert entries(apart, RIGHT.shape)[0, 1].tolist() == [0, 0, 0]


def test_of_a_large_array_a_part_is_drawn():
    large = np.random.default_rng(0).normal(size=(500, 300))
    assert all(max(pixels(one).shape) == 3 * MOST for one in heat(large, large + 1))
    assert sum(map(len, heat(large, large + 1))) < 40_000


@pytest.mark.parametrize(
    ("array", "worth"),
    [
        (np.zeros((2, 3)), True),
        (np.zeros((2, 2)), False),
        (np.zeros(10), False),
        (np.zeros((2, 3, 4)), False),
        (np.zeros((0, 9)), False),
        (np.array([["a"] * 9]), False),
    ],
)
def test_an_array_of_some_rows_and_columns_is_worth_drawing(array, worth):
    assert worth_drawing(array) is worth

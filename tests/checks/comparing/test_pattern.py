"""A pattern says in a few words what the wrong entries have in common, or nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.checks.comparing.pattern import pattern

RIGHT = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]])


def said(got, expected=RIGHT):
    return str(pattern(got, expected, got != expected))


@pytest.mark.parametrize(
    ("got", "words"),
    [
        (-RIGHT, "every entry has the opposite sign"),
        (2 * RIGHT, "every entry is 2 times what was expected"),
        (RIGHT / 3, "every entry is 0.3333 times what was expected"),
        (RIGHT * 0, "every entry is zero"),
        (RIGHT + 0.5, "every entry is larger by 0.5"),
        (RIGHT - 2, "every entry is smaller by 2"),
        (RIGHT + np.abs(RIGHT), "every entry is too large"),
        (RIGHT - np.arange(1, 7).reshape(2, 3), "every entry is too small"),
        (RIGHT * [[1], [2]], "row 1 is 2 times what was expected"),
        (np.add(RIGHT, [[0, 0, 1]]), "column 2 is larger by 1"),
        (RIGHT * [[1, 7, 1]], "column 1 is 7 times what was expected"),
        (np.add(RIGHT, [[0, 5, 0], [0, -9, 0]]), "of this array, nothing but column 1 is wrong"),
    ],
)
def test_where_and_how_are_said(got, words):
    assert said(got) == words


SQUARE = np.arange(1.0, 10).reshape(3, 3)


def test_the_diagonal_and_what_is_beside_it_have_names():
    assert said(SQUARE + np.eye(3), SQUARE) == "the diagonal is larger by 1"
    assert said(SQUARE * (2 - np.eye(3)), SQUARE) == (
        "everything off the diagonal is 2 times what was expected"
    )


@pytest.mark.parametrize(
    "got",
    [
        np.add(RIGHT, [[1, -1, 1], [-1, 2, 1]]),
        np.add(RIGHT, [[1, 0, 0], [0, 0, 0]]),
        np.add(RIGHT, [[1, 0, 0], [0, 0, 1]]),
        np.where(RIGHT > 4, np.nan, RIGHT),
        np.full(RIGHT.shape, np.inf),
        RIGHT * 1.00001,
    ],
)
def test_nothing_is_said_where_a_few_words_cannot_say_it(got):
    assert said(got) == ""


@given(st.lists(st.floats(allow_nan=True, allow_infinity=True), min_size=2, max_size=6))
def test_any_numbers_are_survived(numbers):
    got = np.array(numbers)
    pattern(got, np.arange(1.0, 1 + len(got)), np.ones(len(got), bool))

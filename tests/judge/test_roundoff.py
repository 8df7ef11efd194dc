"""How often an answer is made anew to see by how much round-off moves it."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checks.comparing.comparison import Within
from autograder.checks.exam import Call
from autograder.judge.roundoff import NUDGES, with_margins

CALL = Call({"x": np.linspace(1.0, 2.0, 8)})


def made(number):
    """Makes answers to calls, and notes them down."""
    noted = []

    def make(call):
        noted.append(Within(number(call.arguments["x"]), 1e-6))
        return noted[-1]

    return make, noted


@pytest.mark.parametrize(
    ("number", "times", "margin"),
    [
        (lambda x: x.sum(), 1, (1e-6, 1.01e-6)),
        (lambda x: x.sum() * np.ones(2), 1, (1e-6, 1.01e-6)),
        (lambda x: 0.0, 1, (1e-6, 1e-6)),
        (lambda x: 3.0, NUDGES, (1e-6, 1e-6)),
        (lambda x: 1e15 * (x.sum() - x.sum().round(9)), NUDGES, (1e-3, np.inf)),
    ],
    ids=["steady", "several", "below a bound", "not moved, perhaps by chance", "round-off itself"],
)
def test_what_round_off_moves_by_little_is_made_anew_once(number, times, margin):
    make, noted = made(number)
    least, most = margin
    wider = with_margins(make(CALL), CALL, make, NUDGES)
    assert len(noted) == 1 + times
    assert np.all(least <= wider.margin)
    assert np.all(wider.margin <= most)

from __future__ import annotations

import numpy as np
import pytest

from autograder.checks.comparing.alignment import agree, align, leaves
from autograder.checks.comparing.comparison import Within, disagreement
from autograder.checks.plain import Odd

COLUMN = np.array([[1.0], [2.0]])
TREE = {"W1": COLUMN, "b1": np.zeros((2, 1))}
RTOL = 1e-9
PAIRS = {
    "the same": (TREE, dict(TREE)),
    "another number": (TREE, {**TREE, "W1": COLUMN + 1}),
    "a key too few": (TREE, {"W1": COLUMN}),
    "a key too many": (TREE, {**TREE, "W2": COLUMN}),
    "a poorer shape": (COLUMN, np.array([1.0, 2.0])),
    "a list": (COLUMN, [[1.0], [2.0]]),
    "nothing": (COLUMN, None),
    "nothing, as was asked": (None, None),
    "a word": (COLUMN, "2"),
    "a number": (2.0, np.array([[2.0]])),
    "a number nearly": (Within(2.0, 0.1), 2.05),
    "a number not quite": (Within(2.0, 0.1), 2.2),
    "half precision": (COLUMN / 3, (COLUMN / 3).astype(np.float16)),
    "two": ((COLUMN, 1.0), (COLUMN, 1.0)),
    "two, the second wrong": ((COLUMN, 1.0), (COLUMN, 2.0)),
    "two, as something odd": ((COLUMN, 1.0), Odd("a pair", [COLUMN, 1.0])),
    "one too few, in something odd": ((COLUMN, 1.0), Odd("a pair", [COLUMN])),
    "steps": ([COLUMN, 2 * COLUMN], [COLUMN, 2 * COLUMN]),
    "steps, the last wrong": ([COLUMN, 2 * COLUMN], [COLUMN, COLUMN]),
    "a step too few": ([COLUMN, 2 * COLUMN], [COLUMN]),
}


@pytest.mark.parametrize("pair", PAIRS)
def test_an_answer_agrees_where_nothing_is_wrong_with_form_or_numbers(pair):
    expected, got = PAIRS[pair]
    found, faults = align(expected, got, ("the first", "the second"))
    right = not faults and not any(disagreement(leaf, RTOL) for leaf in found)
    assert agree(expected, got, ("the first", "the second"), RTOL) is right
    assert [leaf.name for leaf in leaves(expected, got, ("the first", "the second"))] == [
        leaf.name for leaf in found
    ]


def test_about_half_of_these_agree():
    right = [agree(*PAIRS[pair], ("the first", "the second"), RTOL) for pair in PAIRS]
    assert 5 <= sum(right) <= len(PAIRS) - 5


def test_what_is_odd_in_form_ends_it_where_no_later_step_could_be_made():
    twice, odd = [COLUMN, COLUMN], [[1.0], [2.0]]
    assert [fault.fatal for fault in align(twice, [odd, odd], ("it",))[1]] == [False, False]
    assert [fault.fatal for fault in align(twice, [odd], ("it",))[1]] == [True]

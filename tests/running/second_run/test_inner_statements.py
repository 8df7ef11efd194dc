"""What stands in a statement that fails is known all the same."""

from __future__ import annotations

import pytest

from autograder.running.second_run.inner_statements import unless_bound, with_inner
from autograder.running.second_run.own_statements import code_cell, own_statements


def inner(*texts: str) -> list:
    owned = own_statements([code_cell(text) for text in texts], ())
    return [own.piece for own in with_inner(owned) if own.unless_bound]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("with torch.no_grad():\n    def f(): pass", ["def f():\n    pass"]),
        ("if gpu:\n    a = 1\nelse:\n    a = 2", ["a = 2", "a = 1"]),
        ("try:\n    import b, c\n    d()\nexcept E:\n    pass", ["import b", "import c"]),
        ("while 1:\n    if x:\n        class A:\n            y = 1", ["class A:\n    y = 1"]),
        ("match x:\n    case 1:\n        y = 2", ["y = 2"]),
        ("def f():\n    a = 1", []),
        ("with b:\n    c(d)", []),
        ("with b:\n    c = 1 +", []),
    ],
)
def test_what_binds_a_name_in_a_statement_is_a_statement_of_its_own(text, found):
    assert [piece.source for piece in inner(text)] == found


def test_what_is_bound_elsewhere_too_is_left_where_it_is():
    assert inner("if gpu:\n    a = 1", "a = 2") == []
    assert inner("if gpu:\n    a = 1", "def f():\n    a = 2") != []


def test_it_knows_its_line():
    (piece,) = inner("x = 1\nwith a:\n\n    b = x")
    assert (piece.line, piece.uses) == (4, {"x"})


@pytest.mark.parametrize(("names", "counts"), [({"a": 1}, 1), ({}, 2)])
def test_it_is_run_only_where_its_name_is_missing(names, counts):
    (piece,) = inner("with nothing:\n    a = 2")
    exec(unless_bound(piece, piece.source), names)
    assert names["a"] == counts


def halves(*texts: str) -> list[tuple[int, str]]:
    owned = own_statements([code_cell(text) for text in texts], ())
    return [(own.place, own.piece.source) for own in owned]


@pytest.mark.parametrize(
    "texts",
    [
        ("def f(x):\n    y = (1,", "    2)\n    return y"),
        ('def f(x):\n    """What it', 'does."""\n    return 1'),
        ("def f(x):\n    retu", "rn 1"),
        ("def f(x):", "    y = 1", "    return y"),
    ],
)
def test_a_cell_that_was_split_is_joined_again(texts):
    ((place, text),) = halves(*texts)
    assert place == 0
    compile(text, "cell", "exec")
    assert halves("a = 1", *texts, "b = 2") == [(0, "a = 1"), (1, text), (1 + len(texts), "b = 2")]


@pytest.mark.parametrize(
    "texts",
    [
        ("x = = 1", "y = = 2"),
        ("x = (1,", "y = 2"),
        ("%matplotlib inline", "%time x"),
        ("a = 1", "b = 2"),
    ],
)
def test_cells_that_are_no_halves_stay_apart(texts):
    assert {place for place, _ in halves(*texts)} == {0, 1}

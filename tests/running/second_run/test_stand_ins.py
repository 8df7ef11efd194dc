"""What stands in the place of a missing package hands on what it is given, or does nothing."""

from __future__ import annotations

import pytest

from autograder.running.second_run.stand_ins import DEFINITION, stand_in
from autograder.running.second_run.statements import pieces


@pytest.mark.parametrize(
    ("imported", "used", "gives"),
    [
        ("from bars import bar", "list(bar(range(3), total=3))", [0, 1, 2]),
        ("import bars.notebook as b", "b.bar.many([4])", [4]),
        ("import bars", "bars.set_up(on=True).use('x')", "x"),
        ("from jit import jit", "jit(cache=True)(len)('ab')", 2),
        ("import torch", "hasattr(torch, '__array__')", False),
    ],
)
def test_it_hands_on_what_it_is_given(imported, used, gives):
    (piece,) = pieces(imported)
    names: dict[str, object] = {}
    exec(f"{DEFINITION}\n{stand_in(piece)}", names)
    assert eval(used, names) == gives


def test_it_can_be_entered_and_does_not_hide_what_is_raised():
    (piece,) = pieces("import bars")
    with pytest.raises(KeyError):
        exec(f"{DEFINITION}\n{stand_in(piece)}\nwith bars.bar() as b:\n    raise KeyError")


@pytest.mark.parametrize(
    "text", ["x = 1", "def f():\n    import torch", "try:\n    import a\nfinally: 1"]
)
def test_nothing_stands_in_for_what_is_no_import(text):
    (piece,) = pieces(text)
    assert stand_in(piece) == ""

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
        ("from bars import bar", "bar(range(3)).set_postfix(x=1)", True),
        ("from bars import bar", "[list(b) for b in [bar(range(3))] if b.set(1)]", [[0, 1, 2]]),
        ("from bars import bar", "list(bar(iterable=iter('ab')))", ["a", "b"]),
        ("from bars import bar", "bar([1, 2]) == [1, 2] and bool(bar([1]).set(1))", True),
        ("from tqdm import trange as t", "list(t(1, 4))", [1, 2, 3]),
        ("import tqdm.auto", "list(tqdm.auto.trange(2))", [0, 1]),
        ("from numba import prange", "sum(prange(4))", 6),
        ("import pandas as pd", "len(pd.DataFrame())", 0),
        ("import pandas as pd", "list(pd.DataFrame().loc[1])", []),
    ],
)
def test_it_hands_on_what_it_is_given(imported, used, gives):
    (piece,) = pieces(imported)
    names: dict[str, object] = {}
    exec(f"{DEFINITION}\n{stand_in(piece)}", names)
    given = eval(used, names)
    assert bool(given) == gives if gives is True else given == gives


def test_it_can_be_entered_and_does_not_hide_what_is_raised():
    (piece,) = pieces("import bars")
    with pytest.raises(KeyError):
        exec(f"{DEFINITION}\n{stand_in(piece)}\nwith bars.bar() as b:\n    raise KeyError", {})


@pytest.mark.parametrize(
    "text",
    [
        *("x = 1", "def f():\n    import torch", "try:\n    import a\nfinally: 1"),
        *("from torch import *", "import 3d", "from a improt b", "import torch\x00"),
    ],
)
def test_nothing_stands_in_for_what_is_no_import(text):
    (piece,) = pieces(text)
    assert stand_in(piece) == ""

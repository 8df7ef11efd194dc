"""The slips that are made: each kind of change is found where it can be made."""

from __future__ import annotations

import pytest

from tests.mutation.mutants import mutations

SLIPS = {
    "plus for minus": ("x + y", "x - y"),
    "a term left out": ("x + y", "x"),
    "the other operand": ("x - y", "y - x"),
    "a product for a quotient": ("x / y", "x * y"),
    "a power for a product": ("x ** 2", "x * 2"),
    "an elementwise product": ("x @ y", "x * y"),
    "a factor transposed": ("x @ y", "x.T @ y"),
    "a transpose left out": ("x.T @ y", "x @ y"),
    "a sign lost": ("-x", "x"),
    "a sign too many": ("x * y", "-(x * y)"),
    "one minus left out": ("1 - x", "x"),
    "the edge of a comparison": ("x > y", "x >= y"),
    "a comparison turned": ("x > y", "x < y"),
    "and for or": ("x > 0 and y > 0", "x > 0 or y > 0"),
    "a constant one more": ("x * 3", "x * 4"),
    "a constant a tenth off": ("x * 0.5", "x * 0.55"),
    "a constant left at zero": ("x + 1e-08", "x + 0.0"),
    "a root left out": ("np.sqrt(x)", "x"),
    "a mean for a sum": ("np.sum(x)", "np.mean(x)"),
    "a minimum for a maximum": ("np.maximum(x, 0)", "np.minimum(x, 0)"),
    "ones for zeros": ("np.zeros(x)", "np.ones(x)"),
    "uniform for normal": ("rng.standard_normal(x)", "rng.random(x)"),
    "keepdims left out": ("x.sum(axis=1, keepdims=True)", "x.sum(axis=1)"),
    "the other axis": ("x.sum(axis=1)", "x.sum(axis=0)"),
    "no axis": ("x.sum(axis=1)", "x.sum()"),
    "a copy left out": ("x.copy()", "x"),
    "arguments swapped": ("f(x, y)", "f(y, x)"),
    "an argument left out": ("f(x, y)", "f(x)"),
    "the next index": ("x[y]", "x[y + 1]"),
    "the index before": ("x[y]", "x[y - 1]"),
    "a slice from its start": ("x[y:2]", "x[:2]"),
    "a slice to its end": ("x[:y]", "x[:]"),
    "a key's number shifted": ("x[f'W{y}']", "x[f'W{y - 1}']"),
    "another variable": ("x + z", "x + y"),
    "results in the other order": ("(x, y)", "(y, x)"),
    "a result left out": ("(x, y)", "(x,)"),
    "one branch only": ("x if y else z", "x if True else z"),
    "the last of a range left out": ("list(range(x))", "list(range(x - 1))"),
    "a condition of a comprehension left out": ("[a for a in x if a > y]", "[a for a in x]"),
}


@pytest.mark.parametrize(("right", "wrong"), SLIPS.values(), ids=SLIPS)
def test_a_slip_in_an_expression_is_made(right, wrong):
    text = "def f(x, y, z):\n    return {}"
    assert text.format(wrong) in made(text.format(right))


STEPS = """def f(x, beta=0.9):
    v = {}
    for k in x:
        v['dW'] = beta * k
        v['db'] = k
    return v"""


@pytest.mark.parametrize(
    ("piece", "instead"),
    [
        ("beta=0.9", "beta=0.0"),
        ("        v['db'] = k\n", "        pass\n"),
        ("v['db'] = k", "v['dW'] = k"),
        ("    return v", "    pass"),
        ("        v['db'] = k\n    return v", "        v['db'] = k\n        return v"),
        ("        v['db'] = k\n", "    v['db'] = k\n"),
        ("        v['db'] = k\n", "        v['db'] = k\n        break\n"),
        (
            "        v['dW'] = beta * k\n        v['db'] = k\n",
            "        v['db'] = k\n        v['dW'] = beta * k\n",
        ),
    ],
    ids=[
        "another default",
        "a statement dropped",
        "another key",
        "nothing returned",
        "returned from inside the loop",
        "after the loop",
        "one turn only",
        "two statements swapped",
    ],
)
def test_a_slip_in_a_statement_is_made(piece, instead):
    assert STEPS.count(piece) == 1
    assert STEPS.replace(piece, instead) in made(STEPS)


@pytest.mark.parametrize("text", ["def f(x, y):\n    x += y\n    return x"])
def test_what_is_added_up_is_also_taken_off_and_overwritten(text):
    assert text.replace("+=", "-=") in made(text)
    assert text.replace("+=", "=") in made(text)


def test_docstrings_and_annotations_are_left_alone():
    text = 'def f(x: dict[str, int] = 0) -> "y":\n    """Give 1 + 2."""\n    return x'
    assert all("dict[str, int]" in other and "-> 'y'" in other for other in made(text))
    assert not any("Give" in other for other in made(text))


def test_no_mutant_is_the_right_answer_or_made_twice():
    texts = [text for text, _ in mutations(STEPS)]
    assert STEPS not in texts
    assert len(set(texts)) == len(texts)


def test_a_change_is_named_by_the_lines_that_went_and_came():
    changes = [change for _, change in mutations(STEPS)]
    assert "v['db'] = k -> v['db'] = v" in changes
    assert "v['db'] = k -> pass" in changes
    assert "return v -> in the loop" in changes
    assert "v['db'] = k -> out of the loop" in changes


def made(text: str) -> set[str]:
    return {mutant for mutant, _ in mutations(text)}

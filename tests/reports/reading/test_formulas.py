"""Formulas are found where Jupyter finds them, and prices are left alone."""

import pytest

from autograder.reports.reading.formulas import set_aside


def found(text):
    return [formula.tex for _, formula in set_aside(text)[1]]


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("the slope $ \\frac{a}{b} $ of it", ["\\frac{a}{b}"]),
        ("units $ x $, $ W1 $ and $y $", ["x", "W1", "y"]),
        ("$\nx = 1\n$", ["x = 1"]),
        ("| $ a|b = 1 $ |", ["a|b = 1"]),
        ("it cost 5$ and $x$ is left", ["x"]),
        ("学习率 $ \\alpha $，批量 $m$。", ["\\alpha", "m"]),
    ],
)
def test_blanks_may_stand_between_a_formula_and_its_dollars(text, formulas):
    assert found(text) == formulas


@pytest.mark.parametrize(
    "text",
    [
        "a $ 5 note and $ 6 more",
        "costs $5 and $10",
        "5 $ 和 6 $",
        "| 5 $ | 6 $ |",
        "`$ x $`",
        "one $ x\n\ny $ two",
        "\\$ x_1 \\$",
        "a $ alone",
    ],
)
def test_prices_and_code_are_no_formulas(text):
    assert found(text) == []


def test_a_dollar_without_another_is_looked_for_in_one_go():
    """From each sign on, which takes hours, it would be looked for again."""
    assert found("$ " + "=" * 2_000_000) == []

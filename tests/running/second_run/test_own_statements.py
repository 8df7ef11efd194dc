"""Which of a student's statements are run a second time: those that something needs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell

from autograder.running.second_run.own_statements import own_statements, want

CHAIN = ["a = 1", "b = a + 1", "c = [b]", "c.append(a)", "def answer(x):\n    return c[0] * x"]
NEEDLESS = ["d = c", "e = d + 1", "print(answer(1))", "def other():\n    return e"]


def wanted(sources: list[str], tests: set[str], lab: frozenset[str] = frozenset()) -> set[str]:
    own = list(own_statements([new_code_cell(source) for source in sources], []))
    want(own, tests, set(lab), set(), set())
    return {one.piece.source for one in own if one.wanted}


@given(st.permutations(CHAIN + NEEDLESS))
def test_what_an_answer_needs_is_wanted_in_whatever_order_it_stands(sources):
    assert wanted(sources, {"answer"}) == set(CHAIN)


@given(st.permutations(CHAIN + NEEDLESS))
def test_so_is_what_only_the_labs_own_cells_need(sources):
    assert wanted(sources, set(), frozenset({"e"})) == {*CHAIN[:4], "d = c", "e = d + 1"}


@given(st.permutations(["from somewhere import *", "x = 1", "print(x)"]))
def test_what_imports_everything_is_wanted_always(sources):
    assert wanted(sources, set()) == {"from somewhere import *"}


@given(st.permutations(["def f():\n    return g()", "def g():\n    return f() + h", "h = 3"]))
def test_functions_that_need_each_other_are_both_wanted(sources):
    assert wanted(sources, {"f"}) == set(sources)


def test_a_long_chain_that_stands_the_wrong_way_round_is_followed_to_its_end():
    sources = [f"a{number} = a{number - 1}" for number in range(1, 5_001)]
    for order in (sources, sources[::-1], sources[::2] + sources[1::2]):
        assert wanted(["\n".join(order)], {"a5000"}) == set(sources)

"""What is counted of a class, and when the numbers speak against the lab itself."""

from __future__ import annotations

import pytest

from autograder.overview import tally
from tests.overview.classes import PASSED, result, verdict


def test_every_outcome_is_counted_once_for_each_checkpoint():
    answers = [
        verdict("sigmoid", **PASSED),
        verdict("sigmoid", points=1.0),
        verdict("sigmoid"),
        verdict("sigmoid", "not attempted"),
        verdict("sigmoid", "not run"),
    ]
    counts = tally.by_checkpoint([result(f"s{n}", one) for n, one in enumerate(answers)])
    assert set(counts["gradient_checking.sigmoid"].values()) == {1}
    assert counts["gradient_checking.forward_1d"]["passed"] == 5


def test_the_most_frequent_mistake_comes_first_with_everybody_who_made_it():
    rare = result("ada", verdict("sigmoid", mistake="one"))
    often = [result(name, verdict("backward_1d", mistake="two")) for name in ("emmy", "kurt")]
    found = tally.mistakes([rare, *often])
    assert [(one.what, one.students) for one in found] == [
        ("two", ("emmy", "kurt")),
        ("one", ("ada",)),
    ]


def a_class(failing: int, passing: int, **more) -> list:
    bad = verdict("sigmoid", missed=["stable"], **more)
    return [
        *(result(f"f{n}", bad) for n in range(failing)),
        *(result(f"p{n}") for n in range(passing)),
        *(result(f"b{n}", verdict("sigmoid", "not attempted")) for n in range(9)),
    ]


@pytest.mark.parametrize(("failing", "passing", "suspected"), [(6, 2, 1), (5, 2, 0), (4, 0, 0)])
def test_a_checkpoint_is_suspected_where_nearly_all_of_enough_fail_alike(
    failing, passing, suspected
):
    found = tally.suspicious(a_class(failing, passing))
    assert [(one.criterion.what, one.tried) for one in found] == [("stable", 8)] * suspected


def test_what_is_blank_misses_no_criterion_although_its_check_says_so():
    blank = verdict("sigmoid", "not attempted", missed=["returns"])
    done = [result(f"p{n}") for n in range(5)]
    assert tally.criteria([*done, result("b", blank)]) == []
    assert tally.suspicious([*done, *(result(f"b{n}", blank) for n in range(5))]) == []


def test_a_suspicion_names_the_mistake_that_most_of_them_made():
    (found,) = tally.suspicious(a_class(6, 0, mistake="overflow"))
    assert found.mistake.what == "overflow"
    (other,) = tally.suspicious([*a_class(3, 0, mistake="overflow"), *a_class(4, 0)])
    assert other.mistake is None

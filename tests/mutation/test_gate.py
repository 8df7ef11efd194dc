"""The gate itself: what it makes of right answers, of wrong ones, and of those that never end."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace

import numpy as np
import pytest

from autograder.checks import public
from tests.mutation import gate
from tests.mutation.gate import Endless, Gate, limited
from tests.mutation.mutants import Mutant, Original, mutants
from tests.mutation.score import Score, row, table

ZEROS = "initialization.zeros"


def right(layers_dims):
    return {
        f"{key}{n}": np.zeros((layers_dims[n], layers_dims[n - 1] if key == "W" else 1))
        for n in range(1, len(layers_dims))
        for key in "Wb"
    }


def endless(*_arguments):
    while True:
        with suppress(Exception):  # not even this keeps it from being stopped
            int("no number")


@pytest.fixture
def home() -> Gate:
    return Gate(public.load(ZEROS))


def test_a_right_answer_goes_through(home):
    assert home.rejected_at(right) is None


def test_a_wrong_answer_is_rejected_at_its_first_wrong_case(home):
    def shallow(layers_dims):
        made = right(layers_dims)
        return made if len(layers_dims) < 4 else dict.fromkeys(made, 1)

    number = home.rejected_at(shallow)
    assert len(home.exam.cases[number].call.arguments["layers_dims"]) >= 4
    assert home.rejected_at(shallow, number) == number


def test_a_loop_over_units_is_rejected_by_what_the_whole_exam_asks(home):
    def loops(layers_dims):
        return {
            name: np.array([[0.0 for _ in row] for row in array])
            for name, array in right(layers_dims).items()
        }

    assert home.rejected_at(loops) == len(home.exam.cases)


def test_an_answer_that_never_ends_is_stopped_and_rejected(home, monkeypatch):
    monkeypatch.setattr(gate, "SECONDS", 0.1)
    started = time.process_time()
    assert home.rejected_at(endless) == 0
    assert time.process_time() - started < 1


def test_the_clock_stops_with_the_block_that_it_limits():
    with limited(endless, 0.05):
        pass
    until = time.process_time() + 0.1
    while time.process_time() < until:
        pass
    with pytest.raises(Endless), limited(endless, 0.05):
        endless()


def test_weak_cases_let_mutants_through(project):
    exam = public.load("initialization.boundary")
    weak = Gate(replace(exam, cases=exam.cases[:1], variants=tuple))
    strong = Gate(exam)
    passed = [m for m in mutants(project, exam.checkpoint) if weak.rejected_at(m.function) is None]
    assert len(passed) > 20
    assert sum(strong.rejected_at(mutant.function) is not None for mutant in passed) > 10


def test_a_mutant_is_built_from_its_text_and_leaves_the_original_alone():
    original = Original("twice", "def twice(x):\n    return add(x, x)", {"add": lambda a, b: a + b})
    mutant = Mutant("lab.twice", "", "def twice(x):\n    return add(x, 1)", original)
    assert mutant.function(5) == 6
    assert original.built()(5) == 10


def test_a_changed_helper_is_called_by_the_function_that_it_helps():
    follow = ("def twice(x):\n    return add(x, x)",)
    original = Original("twice", "def add(a, b):\n    return a + b", {}, follow)
    assert original.built("def add(a, b):\n    return a - b")(5) == 0


def test_the_table_counts_what_can_be_rejected_and_never_rounds_up_to_all():
    changes = tuple(f"change {n}" for n in range(2001))
    score = Score("lab.one", changes, changes[:2], changes[:1], frozenset(changes[:1]))
    lines = list(table([row(score), row(score)]))
    assert lines[1].split() == [
        "lab.one",
        "2001",
        "1",
        *("99.9", "%", "(1999/2000)"),
        *("100.0", "%", "(2000/2000)"),
    ]
    assert lines[-1].split()[:3] == ["all", "4002", "2"]


def test_a_survivor_that_is_not_listed_is_no_equivalent_and_lowers_the_rate():
    score = Score("lab.one", ("a", "b", "c"), ("a", "b"), ("a",), frozenset("ab"))
    assert score.survivors == ["a", "b"]
    assert score.equivalent == ["a"]
    assert score.rate(score.at_home) == (1, 2)
    assert score.rate(score.at_grading) == (2, 2)

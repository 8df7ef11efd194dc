"""What is lost, and what stands, where not all of an exam was answered."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checks.calling.observation import observe
from autograder.checks.channel import Closed
from autograder.checks.exam import Accuracy, Call, Case, Exam
from autograder.checks.judging import questions
from autograder.checks.packing import pack
from autograder.checks.plain import MalformedData
from autograder.judge.confirmation import LOOPS, UNDONE
from autograder.judge.patience import OutOfTimeError, Patience
from autograder.judge.sitting import sit
from autograder.settings import DEFAULTS

SMALL, LARGE, POINTS = np.ones(2), np.ones(50), np.arange(3.0)
CASES = 2
UNTIL = {"reproducible": CASES + 3, "accuracy": CASES + 4, "vectorised": CASES + 6}
"""The number of answers with which a criterion has all of its own."""
ALL = max(UNTIL.values())
EXAM = Exam(
    "arithmetic.double",
    ("double",),
    ("the double",),
    10.0,
    tuple(Case(Call({"x": float(x), "rng": None}), 2.0 * x) for x in range(CASES)),
    growth=tuple(Call({"x": x, "rng": None}, count_work=True) for x in (SMALL, LARGE)),
    growing="the entries",
    draws=tuple(Call({"x": POINTS, "rng": {"rng": seed}}) for seed in (1, 1, 2)),
    accuracies=(Accuracy(Call({"x": POINTS, "rng": None}), 2 * POINTS, 1.0, "the net"),),
)
ENDS = {
    "time": (OutOfTimeError("the function did not return within 9 s"), "within 9 s"),
    "death": (Closed("gone"), "the process ended while the function ran"),
    "memory": (ConnectionResetError(), "the process ended while the function ran"),
    "nonsense": (MalformedData("a heap of nonsense"), "the judge received a heap of nonsense"),
}


def double(x, rng):
    return 2 * x + (0 if rng is None else rng.standard_normal(3))


def looping(x, rng):
    return np.array([double(part, rng) for part in x]) if np.size(x) > 3 else double(x, rng)


class Student:
    """The other end of the channel, which after some answers comes to its end."""

    def __init__(self, function, answers=99, end=None):
        self.function, self.left, self.end = function, answers, end

    def send(self, tree):
        self.call = Call(**tree)

    def read(self):
        if not self.left:
            raise self.end
        self.left -= 1
        return memoryview(pack(observe([self.function], self.call).to_tree()))


def sat(student, doubts=None):
    patience = Patience(DEFAULTS, lambda: 0.0, lambda call: 0.0)
    return sit(EXAM, student, {}, patience, doubts)


def outcome(sitting):
    """The verdict, and what does not pass, with what is said of it."""
    verdict, problem = sitting.judged()
    kinds = {part.name: (part.status, part.message) for part in verdict.criteria}
    return verdict, {n: kind for n, kind in kinds.items() if kind[0] != "passed"}, problem


def test_a_right_answer_earns_everything_and_large_inputs_come_last():
    verdict, lost, problem = outcome(sat(Student(double)))
    assert (verdict.points, lost, problem) == (10.0, {}, "")
    assert questions(EXAM, {})[-2:] == list(EXAM.growth)


@pytest.mark.parametrize("kind", ENDS)
@pytest.mark.parametrize("answers", range(CASES, ALL))
def test_what_was_answered_is_judged_and_only_what_the_rest_was_for_is_lost(answers, kind):
    end, sentence = ENDS[kind]
    sitting = sat(Student(double, answers, end))
    verdict, lost, problem = outcome(sitting)
    assert set(lost) == {name for name, until in UNTIL.items() if answers < until}
    assert all(status == "failed" and sentence in told for status, told in lost.values())
    assert verdict.points > 7
    assert sentence in verdict.message.lower()
    assert sitting.late == (kind == "time")
    assert problem == ""


@pytest.mark.parametrize("kind", ENDS)
@pytest.mark.parametrize("answers", range(CASES))
def test_without_an_answer_to_every_case_nothing_is_earned(answers, kind):
    end, sentence = ENDS[kind]
    verdict, lost, _ = outcome(sat(Student(double, answers, end)))
    assert verdict.points == 0
    assert len(lost) == len(verdict.criteria)
    assert lost["returns"][0] == "failed"
    assert sentence in lost["returns"][1]


@pytest.mark.parametrize("kind", ENDS)
def test_where_a_claim_can_not_be_confirmed_it_alone_is_lost(kind):
    end, sentence = ENDS[kind]
    student = Student(double, ALL, end)
    _, lost, _ = outcome(sat(student, lambda ask: ask(EXAM.cases[0].call)))
    assert list(lost) == ["vectorised"]
    assert lost["vectorised"][0] == "failed"
    assert "with a large input" in lost["vectorised"][1]
    assert sentence in lost["vectorised"][1]


@pytest.mark.parametrize(
    ("doubt", "told", "looked_at"),
    [
        (LOOPS, "the function loops over the entries", True),
        (UNDONE, "with a large input, the function returned a wrong answer", True),
        ("the function raised MemoryError", "with a large input, the function raised Mem", False),
    ],
)
def test_a_doubt_about_the_claim_costs_vectorised_alone_and_is_told(doubt, told, looked_at):
    _, lost, problem = outcome(sat(Student(double), lambda ask: lambda: doubt))
    assert list(lost) == ["vectorised"]
    assert told in lost["vectorised"][1]
    assert problem == (doubt if looked_at else "")


def test_a_loop_that_owns_to_it_is_asked_about_no_larger_input():
    def doubts(ask):
        raise AssertionError("asked")

    _, lost, problem = outcome(sat(Student(looping), doubts))
    assert list(lost) == ["vectorised"]
    assert problem == ""
    with pytest.raises(AssertionError):
        sat(Student(double), doubts)


def test_nothing_passes_that_was_not_answered_though_nobody_says_why():
    sitting = sat(Student(double, CASES, Closed()))
    object.__setattr__(sitting, "problem", "")
    _, lost, _ = outcome(sitting)
    assert set(lost) == set(UNTIL)

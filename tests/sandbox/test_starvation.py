"""What a busy machine takes from a process tree, told from what the tree takes itself."""

from __future__ import annotations

import pytest

from autograder.sandbox.starvation import PAUSE, Starvation


class Tree:
    """Processes whose numbers a test sets."""

    def __init__(self) -> None:
        self.clock = self.used = 100.0
        self.waited: float | None = 100.0
        self.starvation = Starvation(lambda: self.used, lambda: self.waited, lambda: self.clock)
        self.starvation.seconds()

    def after(self, seconds: float, *, used: float = 0.0, waited: float = 0.0) -> float:
        self.clock += seconds
        self.used += used
        if self.waited is not None:
            self.waited += waited
        return self.starvation.seconds()


def test_what_a_child_waited_for_counts_while_its_parent_sleeps():
    assert Tree().after(4.5, used=0.5, waited=4.0) == pytest.approx(4.0)


def test_who_sleeps_is_not_starved():
    assert Tree().after(9.0) == 0.0


@pytest.mark.parametrize("processors", [1, 2])
def test_processes_that_wait_for_each_other_gain_nothing(processors):
    tree = Tree()
    assert tree.after(10.0, used=10.0 * processors, waited=600.0) == 0.0


def test_processes_that_wait_for_each_other_gain_what_others_take_and_no_more():
    assert Tree().after(10.0, used=3.0, waited=600.0) == pytest.approx(7.0)


def test_what_has_ended_takes_nothing_back():
    tree = Tree()
    assert tree.after(5.0, used=1.0, waited=4.0) == pytest.approx(4.0)
    assert tree.after(1.0, waited=-104.0) == pytest.approx(4.0)
    assert tree.after(1.0, waited=0.5) == pytest.approx(4.5)


def test_two_looks_at_once_are_one():
    tree = Tree()
    assert tree.after(PAUSE / 2, waited=PAUSE / 2) == 0.0
    assert tree.after(PAUSE) == pytest.approx(PAUSE / 2)


def test_nothing_is_taken_where_nobody_counts():
    tree = Tree()
    tree.waited = None
    assert tree.after(5.0) == 0.0

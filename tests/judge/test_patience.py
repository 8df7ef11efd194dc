"""How long an answer is waited for, with a processor and a clock that are simulated."""

from __future__ import annotations

import pytest

from autograder.checks.exam import Call
from autograder.judge.patience import PAUSE, OutOfTimeError, Patience, Stopwatch
from autograder.settings import Settings

CALL = Call({"x": 1.0})
SETTINGS = Settings(call_seconds=10, call_times=100, sitting_seconds=30, clock_times=6)


class Machine:
    """Seconds that have passed by the clock, and that student code has used of the processor.

    `reference` is what the right answer takes of it.
    """

    def __init__(self, reference=0.001):
        self.clock = self.used = 0.0
        self.starved: float | None = None
        self.reference, self.measured = reference, []
        self.patience = Patience(
            SETTINGS, lambda: self.used, self.takes, lambda: self.clock, lambda: self.starved
        )
        self.patience.begin(CALL)

    def takes(self, call):
        self.measured.append(call)
        return self.reference

    def work(self, seconds, *, share=1.0):
        """Student code works, for so many seconds of the processor, of which it has a share."""
        until = self.used + seconds
        while self.used < until - 1e-9:
            step = min(PAUSE, until - self.used)
            self.used += step
            self.clock += step / share
            if self.starved is not None:
                self.starved += step / share - step
            self.patience.look()

    def sleep(self, seconds):
        until = self.clock + seconds
        while self.clock < until - 1e-9:
            self.clock += PAUSE
            self.patience.look()


def test_a_call_may_use_its_seconds_of_the_processor_and_no_more():
    machine = Machine()
    machine.work(10)
    with pytest.raises(OutOfTimeError, match="did not return within 10 s of processor time"):
        machine.work(1)


@pytest.mark.parametrize("share", [1 / 3, 1 / 5])
def test_neighbours_that_keep_the_machine_busy_take_nothing_of_it(share):
    machine = Machine()
    machine.work(9.8, share=share)
    with pytest.raises(OutOfTimeError, match="10 s of processor time: is there a loop that"):
        machine.work(1, share=share)


def test_a_function_that_sleeps_ends_by_the_clock():
    machine = Machine()
    machine.sleep(59)
    with pytest.raises(OutOfTimeError, match="60 s by the clock: is the function waiting"):
        machine.sleep(2)


def test_on_a_slow_machine_a_call_may_take_a_multiple_of_the_right_answers_time():
    machine = Machine(reference=0.3)
    machine.work(29)
    with pytest.raises(OutOfTimeError, match="within 30 s of processor time"):
        machine.work(2)
    assert machine.measured == [CALL], "once, whatever it would be by now"


def test_the_right_answer_is_measured_only_when_time_would_be_over():
    machine = Machine(reference=0.2)
    machine.work(9.9)
    assert machine.measured == []
    machine.work(5)
    assert machine.measured == [CALL]


def test_each_call_has_its_own_time_and_all_of_them_have_one_together():
    machine = Machine()
    for _ in range(3):
        machine.patience.begin(CALL)
        machine.work(9.5)
    machine.patience.begin(CALL)
    with pytest.raises(OutOfTimeError, match="the calls to the function took more than 30 s"):
        machine.work(5)


def test_what_was_used_before_the_judge_asked_does_not_count():
    machine = Machine()
    machine.used = 500.0
    machine.work(9.5)


def test_a_stopwatch_tells_the_time_while_it_runs_and_after():
    clock = iter([10.0, 12.0, 15.0, 20.0, 21.0, 22.0])
    watch = Stopwatch(lambda: next(clock))
    assert watch.seconds() == 0
    with watch:
        assert watch.seconds() == 2
    assert watch.seconds() == 5
    with watch:
        assert watch.seconds() == 6


def test_who_sleeps_while_a_processor_is_there_is_waited_for_twice_as_long_and_no_longer():
    machine = Machine()
    machine.starved = 0.0
    machine.sleep(19)
    with pytest.raises(OutOfTimeError, match="within 20 s by the clock") as over:
        machine.sleep(2)
    assert over.value.idle


def test_who_waits_for_a_processor_does_not_sleep():
    machine = Machine()
    machine.starved = 0.0
    machine.work(9, share=1 / 5)
    with pytest.raises(OutOfTimeError, match="10 s of processor time") as over:
        machine.work(2)
    assert not over.value.idle


def test_many_short_sleeps_are_waited_for_no_longer_than_all_calls_may_take():
    machine = Machine()
    machine.starved = 0.0
    for _ in range(14):
        machine.sleep(4)
        machine.patience.begin(CALL)
    machine.sleep(2)
    with pytest.raises(OutOfTimeError, match="more than 60 s by the clock"):
        machine.sleep(9)

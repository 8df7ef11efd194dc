"""The judge against what a student's process may send it."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time
from queue import SimpleQueue

import numpy as np
import pytest

from autograder.checks.calling.observation import Observation
from autograder.checks.channel import Channel, Closed
from autograder.checks.client import answer
from autograder.checks.exam import Call, Case, Exam
from autograder.checks.name import CheckpointName
from autograder.course import CourseError
from autograder.judge.exams import set_exam
from autograder.judge.patience import Stopwatch
from autograder.judge.reference import reference
from autograder.judge.server import Judge
from autograder.labs import find
from autograder.settings import Settings

HE, SYMMETRY = (CheckpointName.of("initialization", name) for name in ("he", "symmetry"))
BACKWARD = CheckpointName.of("gradient_checking", "backward_n")
NOTHING = Observation(1).to_tree()


@pytest.fixture
def sat():
    """Names of checkpoints, as their exams have been sat."""
    return SimpleQueue()


@pytest.fixture
def judge(project, sat):
    with Judge(project, "initialization", seed=1, sat=sat.put) as judge:
        yield judge


@pytest.fixture
def channel(judge):
    with connected(judge) as connection:
        yield Channel(connection)


def connected(judge: Judge) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(20)
    connection.connect(str(judge.address))
    return connection


def opening(checkpoint: str, **changes):
    return {"checkpoint": checkpoint, "evidence": None, "problem": "", **changes}


def count(W, tolerance):
    kept = []
    for row in W:
        if not any((abs(row - other) <= tolerance).all() for other in kept):
            kept.append(row)
    return len(kept)


def test_a_right_answer_passes_and_a_wrong_one_is_named(judge):
    answer(str(judge.address), SYMMETRY, [count])
    assert judge.verdicts()[SYMMETRY].status == "passed"
    answer(str(judge.address), SYMMETRY, [lambda W, tolerance: len(W)])
    assert judge.verdicts()[SYMMETRY].status == "failed"
    assert judge.verdicts()[SYMMETRY].mistake == "rows"


def test_a_function_that_is_not_written_yet_is_asked_once(judge):
    asked = []

    def unwritten(W, tolerance):
        asked.append(W)
        raise NotImplementedError

    answer(str(judge.address), SYMMETRY, [unwritten])
    verdict = judge.verdicts()[SYMMETRY]
    assert (verdict.status, verdict.points, len(asked)) == ("not attempted", 0.0, 1)


def test_a_call_of_several_steps_is_made_in_the_students_process(project):
    steps = Call({"x": 1.0}, then=({},), feeds=("x",))
    exam = Exam(SYMMETRY, ("double",), ("x",), 1.0, (Case(steps, [2.0, 4.0]),))
    with Judge(project, "initialization", seed=1, setter=lambda *_: exam) as judge:
        answer(str(judge.address), SYMMETRY, [lambda x: 2 * x])
        assert judge.verdicts()[SYMMETRY].status == "passed"
        answer(str(judge.address), SYMMETRY, [lambda x: x + 1])
        assert judge.verdicts()[SYMMETRY].status == "failed"


def test_each_attempt_meets_other_inputs_and_the_same_seed_the_same_ones(project):
    seen = []

    def spy(W, tolerance):
        seen.append(W.tobytes())
        return 1

    for seed in (5, 5, 6):
        with Judge(project, "initialization", seed) as judge:
            answer(str(judge.address), SYMMETRY, [spy])
            answer(str(judge.address), SYMMETRY, [spy])
    runs = [b"".join(part) for part in np.array_split(np.array(seen, dtype=object), 6)]
    assert runs[:2] == runs[2:4]
    assert len(set(runs)) == 4


def test_the_judge_answers_only_received(judge, channel):
    channel.send(opening(SYMMETRY))
    asked = 0
    while (message := channel.receive()) != "received":
        assert set(message) == set(Call.__dataclass_fields__)
        channel.send(NOTHING)
        asked += 1
    assert asked > 5
    with pytest.raises(Closed):
        channel.receive()


@pytest.mark.parametrize(
    "rubbish",
    [
        "text",
        {"value": 1},
        {**NOTHING, "error": 3},
        {**NOTHING, "changed": (3,)},
        {**NOTHING, "changed": "W"},
        {**NOTHING, "work": "none"},
        {**NOTHING, "more": 1},
    ],
)
def test_an_answer_that_is_no_observation_is_a_failed_verdict(judge, channel, rubbish):
    channel.send(opening(SYMMETRY))
    channel.receive()
    channel.send(rubbish)
    assert channel.receive() == "received"
    assert judge.verdicts()[SYMMETRY].status == "failed"
    assert judge.verdicts()[SYMMETRY].points == 0
    assert "received" in judge.verdicts()[SYMMETRY].message


@pytest.mark.parametrize(
    "start",
    [b"", b"\0" * 8, b"\xff" * 8, (10).to_bytes(8, "big") + b"x" * 10, b"GET / HTTP/1.1\r\n\r\n"],
)
def test_bytes_that_are_no_message_leave_the_judge_listening(judge, start):
    with connected(judge) as connection:
        connection.sendall(start)
        connection.shutdown(socket.SHUT_WR)
        with contextlib.suppress(ConnectionResetError):
            assert connection.recv(10) == b""
    answer(str(judge.address), SYMMETRY, [count])
    assert judge.verdicts()[SYMMETRY].status == "passed"


@pytest.mark.parametrize(
    "message",
    [None, {}, opening("initialization.nothing"), opening("other.he"), opening(HE, evidence=3)],
)
def test_an_opening_that_makes_no_sense_is_no_verdict(judge, channel, message):
    channel.send(message)
    with pytest.raises(Closed):
        channel.receive()
    assert judge.verdicts() == {}


def test_silence_becomes_a_verdict_within_the_time_limit(project, sat):
    brief = Settings(call_seconds=0.5, clock_times=2)
    with (
        Judge(project, "initialization", seed=1, settings=brief, sat=sat.put) as judge,
        connected(judge) as connection,
    ):
        Channel(connection).send(opening(SYMMETRY))
        assert sat.get(timeout=60) == SYMMETRY
        assert judge.late(SYMMETRY)
        assert 1 < judge.conversed() < 60
    assert "did not return within 1 s by the clock" in judge.verdicts()[SYMMETRY].message


def test_a_call_has_its_seconds_of_the_processor_and_not_of_the_clock(project, sat):
    used, looks = [0.0], []

    def uses() -> float:
        looks.append(used[0])
        used[0] += 4
        return looks[-1]

    with (
        Judge(project, "initialization", seed=1, used=uses, sat=sat.put) as judge,
        connected(judge) as connection,
    ):
        Channel(connection).send(opening(SYMMETRY))
        assert sat.get(timeout=60) == SYMMETRY
    assert looks == [0.0, 4.0, 8.0, 12.0]
    assert "did not return within 10 s of processor" in judge.verdicts()[SYMMETRY].message


def test_on_a_slow_machine_a_loop_loses_what_confirms_it_and_nothing_else(project, sat):
    """As many seconds as no call may use go by, once the large input is asked about."""
    used, own = [0.0], threading.Event()
    function = reference(project, "gradient_checking", find(BACKWARD).function)

    def uses() -> float:
        used[0] += 1000.0 * own.is_set()
        return used[0]

    def slow(X, Y, cache):
        if X.shape[1] > 10_000:
            own.set()
            sat.get(timeout=60)
        return function(X, Y, cache)

    with (
        Judge(project, "gradient_checking", 1, used=uses, sat=sat.put) as judge,
        contextlib.suppress(ConnectionError),  # nobody listens any more
    ):
        answer(str(judge.address), BACKWARD, [slow])
    verdict = judge.verdicts()[BACKWARD]
    failed = {part.name: part.message for part in verdict.criteria if part.status != "passed"}
    assert list(failed) == ["vectorised"]
    assert "with a large input, the function did not return within" in failed["vectorised"]
    assert verdict.points == 13.59


def test_what_the_judge_does_by_itself_is_conversation_too(project, sat):
    clock = iter(range(0, 1000, 100))

    def setter(*asked):
        assert judge.conversed() == 100
        return set_exam(*asked)

    judge = Judge(project, "initialization", seed=1, setter=setter, sat=sat.put)
    judge._conversing = Stopwatch(lambda: next(clock))
    with judge:
        answer(str(judge.address), SYMMETRY, [count])
        assert not judge.late(SYMMETRY)
    assert judge.conversed() == 200
    assert judge.verdicts()[SYMMETRY].status == "passed"


def test_whoever_asks_to_be_asked_again_does_so_in_their_own_time(project):
    clock, turn = iter(range(0, 1000, 100)), [1]
    judge = Judge(project, "initialization", seed=1, turn=lambda: turn[0])
    judge._conversing = Stopwatch(lambda: next(clock))
    took = []
    with judge:
        for turn[0] in (1, 1, 2, 1, 2, 3):
            answer(str(judge.address), SYMMETRY, [count])
            while judge._conversing._state[1] is not None:  # its thread is a moment behind
                time.sleep(0.001)
            took.append(judge.conversed())
    assert took == [100, 100, 200, 200, 200, 300]


def test_a_process_that_goes_away_has_failed(judge, sat):
    child = os.fork()
    if child == 0:
        answer(str(judge.address), SYMMETRY, [lambda W, tolerance: os._exit(0)])
    os.waitpid(child, 0)
    assert sat.get(timeout=60) == SYMMETRY
    assert "process ended" in judge.verdicts()[SYMMETRY].message


def test_attempts_are_bounded_and_the_last_one_counts(project):
    with Judge(project, "initialization", seed=1, settings=Settings(attempts=3)) as judge:
        for _ in range(2):
            answer(str(judge.address), SYMMETRY, [], problem="nothing yet")
        answer(str(judge.address), SYMMETRY, [count])
        with pytest.raises(Closed):
            answer(str(judge.address), SYMMETRY, [], problem="one too many")
        answer(str(judge.address), HE, [], problem="another has attempts of its own")
    assert judge.verdicts()[SYMMETRY].status == "passed"
    assert judge.verdicts()[HE].status == "failed"


def test_only_an_exam_that_was_sat_is_told_of_each_time_under_its_name(judge, sat):
    for name, problem in ((SYMMETRY, ""), (HE, "nothing yet"), (SYMMETRY, "")):
        answer(str(judge.address), name, [count], problem=problem)
    for name in ("other.he", "initialization.nothing"):
        with pytest.raises(Closed):
            answer(str(judge.address), name, [count])
    told = [sat.get_nowait() for _ in range(3)]
    assert told == [SYMMETRY, HE, SYMMETRY]
    assert {type(name) for name in told} == {CheckpointName}
    assert sat.empty()


def test_an_exam_that_can_not_be_judged_is_a_problem_until_another_one_is(project, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError("by a student")

    with Judge(project, "initialization", seed=1) as judge:
        with monkeypatch.context() as patched:
            patched.setattr("autograder.judge.sitting.conclude", broken)
            answer(str(judge.address), SYMMETRY, [count])
            assert "ZeroDivisionError: by a student" in judge.problems()[SYMMETRY]
            assert judge.verdicts()[SYMMETRY].points == 0
        assert list(judge.problems()) == [SYMMETRY], "what was judged stays as it is"
        answer(str(judge.address), SYMMETRY, [count])
        assert judge.problems() == {}
        assert judge.verdicts()[SYMMETRY].status == "passed"


@pytest.mark.parametrize("fault", [CourseError("no reference"), ZeroDivisionError("a bug of ours")])
def test_a_fault_of_ours_is_raised_and_is_nobodys_zero(project, monkeypatch, fault):
    def broken(*_):
        raise fault

    with Judge(project, "initialization", seed=1) as judge:
        with monkeypatch.context() as patched:
            patched.setattr("autograder.judge.server.reference", broken)
            with pytest.raises(Closed):
                answer(str(judge.address), SYMMETRY, [count])
        answer(str(judge.address), SYMMETRY, [count])  # it still listens
        with pytest.raises(type(fault), match=str(fault)):
            judge.verdicts()


def test_a_known_answer_that_can_not_be_made_is_no_nonsense_of_the_students(project, monkeypatch):
    def broken(*_):
        raise CourseError("a change that does not fit")

    with Judge(project, "initialization", seed=1) as judge:
        answer(str(judge.address), SYMMETRY, [count])
        monkeypatch.setattr("autograder.judge.sitting.conclude", broken)
        with pytest.raises(CourseError, match="does not fit"):
            judge.verdicts()


def test_the_judge_leaves_nothing_behind(project):
    threads = threading.active_count()
    with Judge(project, "initialization", seed=1) as judge:
        folder = judge.address.parent
        assert folder.stat().st_mode & 0o077 == 0
    assert not folder.exists()
    assert threading.active_count() == threads

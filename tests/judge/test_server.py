"""The judge against what a student's process may send it."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time

import numpy as np
import pytest

from autograder.checks.channel import Channel, Closed
from autograder.checks.client import answer
from autograder.checks.exam import Call, Case, Exam
from autograder.judge.server import MAX_ATTEMPTS, Judge

HE = "initialization.he"
SYMMETRY = "initialization.symmetry"


@pytest.fixture
def judge(project):
    with Judge(project, "initialization", seed=1, timeout=1.0) as judge:
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
    assert judge.verdicts[SYMMETRY].status == "passed"
    answer(str(judge.address), SYMMETRY, [lambda W, tolerance: len(W)])
    assert judge.verdicts[SYMMETRY].status == "failed"
    assert judge.verdicts[SYMMETRY].mistake == "rows"


def test_a_call_of_several_steps_is_made_in_the_students_process(project):
    steps = Call({"x": 1.0}, then=({},), feeds=("x",))
    exam = Exam(SYMMETRY, ("double",), ("x",), 1.0, (Case(steps, [2.0, 4.0]),))
    with Judge(project, "initialization", seed=1, setter=lambda *_: exam) as judge:
        answer(str(judge.address), SYMMETRY, [lambda x: 2 * x])
        assert judge.verdicts[SYMMETRY].status == "passed"
        answer(str(judge.address), SYMMETRY, [lambda x: x + 1])
        assert judge.verdicts[SYMMETRY].status == "failed"


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
        assert set(message) == {"arguments", "then", "feeds", "function", "count_work"}
        channel.send(
            {
                "value": 1,
                "error": "",
                "changed": (),
                "global_draws": False,
                "work": 0,
                "twice": False,
            }
        )
        asked += 1
    assert asked > 5
    with pytest.raises(Closed):
        channel.receive()


@pytest.mark.parametrize(
    "rubbish",
    [
        "text",
        {"value": 1},
        {"value": 1, "error": 3, "changed": (), "global_draws": False, "work": 0, "twice": False},
        {
            "value": 1,
            "error": "",
            "changed": (3,),
            "global_draws": False,
            "work": 0,
            "twice": False,
        },
        {
            "value": 1,
            "error": "",
            "changed": (),
            "global_draws": False,
            "work": "none",
            "twice": False,
        },
    ],
)
def test_an_answer_that_is_no_observation_is_a_failed_verdict(judge, channel, rubbish):
    channel.send(opening(SYMMETRY))
    channel.receive()
    channel.send(rubbish)
    assert channel.receive() == "received"
    assert judge.verdicts[SYMMETRY].status == "failed"
    assert judge.verdicts[SYMMETRY].points == 0
    assert "received" in judge.verdicts[SYMMETRY].message


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
    assert judge.verdicts[SYMMETRY].status == "passed"


@pytest.mark.parametrize(
    "message",
    [None, {}, opening("initialization.nothing"), opening("other.he"), opening(HE, evidence=3)],
)
def test_an_opening_that_makes_no_sense_is_no_verdict(judge, channel, message):
    channel.send(message)
    with pytest.raises(Closed):
        channel.receive()
    assert judge.verdicts == {}


def test_silence_becomes_a_verdict_within_the_time_limit(judge, channel):
    channel.send(opening(SYMMETRY))
    begin = time.monotonic()
    while SYMMETRY not in judge.verdicts and time.monotonic() < begin + 10:
        time.sleep(0.05)
    assert "did not come back within 1 s" in judge.verdicts[SYMMETRY].message


def test_a_process_that_goes_away_has_failed(judge):
    child = os.fork()
    if child == 0:
        answer(str(judge.address), SYMMETRY, [lambda W, tolerance: os._exit(0)])
    os.waitpid(child, 0)
    deadline = time.monotonic() + 5
    while SYMMETRY not in judge.verdicts and time.monotonic() < deadline:
        time.sleep(0.05)
    assert "process ended" in judge.verdicts[SYMMETRY].message


def test_attempts_are_bounded_and_the_last_one_counts(judge):
    for _ in range(MAX_ATTEMPTS - 1):
        answer(str(judge.address), SYMMETRY, [], problem="nothing yet")
    answer(str(judge.address), SYMMETRY, [count])
    with pytest.raises(Closed):
        answer(str(judge.address), SYMMETRY, [], problem="one too many")
    assert judge.verdicts[SYMMETRY].status == "passed"


def test_the_judge_leaves_nothing_behind(project):
    threads = threading.active_count()
    with Judge(project, "initialization", seed=1) as judge:
        folder = judge.address.parent
        assert folder.stat().st_mode & 0o077 == 0
    assert not folder.exists()
    assert threading.active_count() == threads

"""Lies on the judge's socket: what a process may send that is not `check`'s client."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import suppress
from dataclasses import replace

import numpy as np
import pytest

from autograder.checks.calling.observation import Observation, observe
from autograder.checks.channel import Channel
from autograder.checks.exam import Call
from autograder.checks.name import CheckpointName
from autograder.checks.packing import pack
from autograder.checks.plain import Opaque
from autograder.judge import Judge
from autograder.judge.confirmation import TRIES, Bulk
from autograder.judge.exams import set_exam
from autograder.judge.reference import reference
from autograder.labs import find
from autograder.settings import Settings

ZEROS, HE, BOUNDARY = (
    CheckpointName.of("initialization", name) for name in ("zeros", "he", "boundary")
)
NOTHING = Observation().to_tree()


@pytest.fixture
def right(project):
    """Answers as an honest client does, with the reference."""

    def answer(checkpoint, **lies):
        function = reference(project, checkpoint.lab, find(checkpoint).function)
        return lambda call: {**observe([function], call, {}).to_tree(), **lies}

    return answer


@pytest.fixture
def clock():
    """Seconds of processor time that the student's processes have used."""
    return [0.0]


@pytest.fixture
def judge(project, clock):
    with Judge(project, "initialization", seed=1, used=lambda: clock[0]) as judge:
        yield judge


def converse(judge, checkpoint, reply, evidence=None):
    """Hold a whole conversation; returns the number of questions."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(20)
        connection.connect(str(judge.address))
        channel = Channel(connection)
        channel.send({"checkpoint": checkpoint, "evidence": evidence, "problem": ""})
        asked = 0
        while (message := channel.receive()) != "received":
            asked += 1
            answer = reply(Call(**message))
            data = answer if isinstance(answer, bytes) else pack(answer)
            with suppress(BrokenPipeError):  # the judge stops reading where it has read enough
                connection.sendall(len(data).to_bytes(8, "big") + data)
        return asked


def message(header: object, rest: bytes = b"") -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return len(text).to_bytes(8, "big") + text + rest


def array(code: object, shape: object) -> bytes:
    tree = {"dict": [[k, v] for k, v in {**NOTHING, "value": {"array": 0}, "changed": []}.items()]}
    return message({"tree": tree, "arrays": [[code, shape]]}, b"\0" * 8)


NONSENSE = {
    "no tree": message({"tree": {"what": 1}, "arrays": []}),
    "a type that is Python": array("f8,(", [1]),
    "a type of objects": array("O", [1]),
    "a type with fields": array([["a", "f8"]], [1]),
    "a negative size": array("f8", [-1]),
    "a size of nan": array("f8", [float("nan")]),
    "a size that is no number": array("f8", ["1"]),
    "half a size": array("f8", [0.5]),
    "a huge shape": array("f8", [2**39, 2**39, 2**39]),
    "nothing of a huge shape": array("f8", [0, 2**39, 2**39]),
    "deep nesting": message(b'{"tree": ' + b"[" * 100_000 + b"]" * 100_000 + b', "arrays": []}'),
    "a million lists": message(b'{"tree": [' + b"[]," * 10**6 + b'0], "arrays": []}'),
    "a header without end": (2**40).to_bytes(8, "big") + b"{}",
    "a header too large": message(b'{"tree": "' + b"x" * 5_000_000 + b'", "arrays": []}'),
    "work without end": pack({**NOTHING, "work": 0, "twice": False}).replace(
        b'"work", 0', b'"work", ' + b"9" * 400
    ),
    "negative work": pack({**NOTHING, "work": -1}),
    "an argument by number": pack({**NOTHING, "changed": (1,)}),
    "not utf-8": message(b'{"tree": "\xff", "arrays": []}'),
}


@pytest.mark.parametrize("kind", NONSENSE)
def test_nonsense_is_a_failed_verdict_and_the_judge_goes_on(judge, right, kind):
    converse(judge, ZEROS, lambda call: NONSENSE[kind])
    assert (judge.verdicts()[ZEROS].status, judge.verdicts()[ZEROS].points) == ("failed", 0.0)
    assert "the judge received" in judge.verdicts()[ZEROS].message.lower()
    converse(judge, ZEROS, right(ZEROS))
    assert judge.verdicts()[ZEROS].status == "passed"


TREES = {
    "text": "text",
    "nan": float("nan"),
    "an enormous number": 2**63,
    "a deep list": [[[[[[[[[[1]]]]]]]]]],
    "a ragged list": [[1], [1, 2]],
    "an empty tuple": (),
    "a dict of dicts": {"W1": {"W1": {}}, "b1": []},
    "strings for arrays": {"W1": "x", "b1": np.zeros(0)},
    "arrays of nothing": {"W1": np.zeros((0, 3)), "b1": np.zeros((3, 0))},
    "truth values": {"W1": np.ones((2, 2), bool), "b1": True},
    "unsigned": np.full((3, 3), 255, np.uint8),
    "half precision": np.full((3, 3), np.inf, np.float16),
    "many keys": {f"W{number}": 0 for number in range(2_000)},
    "a number as a key": {"1": 1},
}


@pytest.mark.parametrize("checkpoint", [ZEROS, BOUNDARY])
@pytest.mark.parametrize("kind", TREES)
def test_whatever_tree_comes_back_it_is_judged(judge, checkpoint, kind):
    converse(judge, checkpoint, lambda call: {**NOTHING, "value": TREES[kind]}, evidence={})
    assert judge.verdicts()[checkpoint].points < judge.verdicts()[checkpoint].max_points
    assert judge.problems() == {}


@pytest.mark.parametrize(
    "evidence",
    [
        {"figure": np.ones(3)},
        {"figure": [{"regions": np.ones(3), "points": [1]}] * 3},
        {"figure": [[], None, {}], "parameters": 3},
        {"parameters": {"he": {"W1": "x"}, "zeros": None}},
        {str(number): None for number in range(10_000)},
    ],
)
def test_whatever_is_handed_in_beside_the_function_it_is_judged(judge, right, evidence):
    converse(judge, BOUNDARY, right(BOUNDARY), evidence)
    failed = {c.name for c in judge.verdicts()[BOUNDARY].criteria if c.status == "failed"}
    assert failed == {"accuracy", "figure"}
    assert judge.problems() == {}


def test_what_is_not_handed_in_is_asked_for_all_the_same(judge, right):
    converse(judge, BOUNDARY, right(BOUNDARY), evidence=None)
    failed = {c.name for c in judge.verdicts()[BOUNDARY].criteria if c.status == "failed"}
    assert failed == {"accuracy", "figure"}


@pytest.mark.parametrize("place", ["error", "key", "kind", "changed"])
def test_a_verdict_stays_short_and_fit_for_a_file_whatever_is_in_it(judge, right, place):
    long = "\ud800<script>" + "x" * 1_000_000
    lies = {
        "error": {"error": long},
        "key": {"value": {"W1" + "1" * 1_000_000: 1}},
        "kind": {"value": Opaque(long)},
        "changed": {"changed": (long,)},
    }[place]
    honest = right(ZEROS)
    converse(judge, ZEROS, lambda call: {**honest(call), **lies})
    text = json.dumps(judge.verdicts()[ZEROS].to_json(), ensure_ascii=False)
    assert judge.verdicts()[ZEROS].status == "failed"
    assert len(text.encode()) < 10_000


def test_answers_are_read_up_to_a_sum(judge):
    heap = {**NOTHING, "value": np.zeros(7 * 2**20)}
    converse(judge, ZEROS, lambda call: heap)
    assert "more than is read in all" in judge.verdicts()[ZEROS].message


def test_nobody_learns_from_the_number_of_questions_whether_a_slow_answer_was_right(
    judge, right, clock
):
    honest = right(HE)

    def slowly(reply):
        def answer(call):
            clock[0] += 10 * (call.arguments["layers_dims"][1] > 10_000)
            return reply(call)

        return answer

    asked = {
        converse(judge, HE, slowly(honest)),
        converse(judge, HE, slowly(lambda call: {**honest(call), "value": {"W1": np.ones(3)}})),
    }
    assert len(asked) == 1
    assert converse(judge, HE, honest) == asked.pop() - TRIES + 1


def test_nobody_learns_from_the_clock_whether_an_answer_was_right(project, right, monkeypatch):
    happened, honest, compared = [], right(HE), Bulk.answered_by

    def watched(*asked):
        exam = set_exam(*asked)
        return replace(exam, variants=lambda: happened.append("judged") or ())

    def watched_too(*asked):
        happened.append("compared")
        return compared(*asked)

    def wrong(call):
        seen = honest(call)
        return {**seen, "value": {name: 1.3 * part for name, part in seen["value"].items()}}

    monkeypatch.setattr(Bulk, "answered_by", watched_too)
    for reply in (honest, wrong):
        happened.clear()
        unclocked = {"setter": watched, "sat": happened.append, "used": lambda: 0.0}
        with Judge(project, "initialization", seed=1, **unclocked) as judge:
            converse(judge, HE, reply)
            happened.append("received")
        assert happened == [HE, "received"]
        assert judge.verdicts()[HE].status == ("passed" if reply is honest else "failed")
        assert happened == [HE, "received", "compared", "judged"]


def test_a_loop_that_remembers_its_input_meets_another(judge, right, clock):
    honest, known = right(HE, work=10), {}

    def remembers(call):
        key = repr(call.arguments["layers_dims"])
        if call.arguments["layers_dims"][1] > 10_000 and key not in known:
            clock[0] += 10
            known[key] = honest(call)
        return known.get(key) or honest(call)

    for _ in range(2):
        converse(judge, HE, remembers)
        failed = [c.name for c in judge.verdicts()[HE].criteria if c.status == "failed"]
        assert failed == ["vectorised"]
    assert "as long as a loop" in judge.problems()[HE]


def test_a_thousand_guesses_are_twenty(judge, right):
    asked = 0
    for _ in range(Settings().attempts + 5):
        try:
            converse(judge, ZEROS, lambda call: NOTHING)
        except ConnectionError:
            continue
        asked += 1
    assert asked == Settings().attempts == 20
    with pytest.raises(ConnectionError):
        converse(judge, ZEROS, right(ZEROS))
    assert judge.verdicts()[ZEROS].points == 0


def test_of_several_guesses_in_one_test_the_last_counts(project, right):
    turn = 1
    with Judge(project, "initialization", seed=1, turn=lambda: turn, used=lambda: 0.0) as judge:
        converse(judge, ZEROS, right(ZEROS))
        converse(judge, ZEROS, lambda call: NOTHING)
        turn = 2
        converse(judge, HE, right(HE))
        turn = 3
        converse(judge, HE, lambda call: NOTHING)
    points = {name: verdict.points for name, verdict in judge.verdicts().items()}
    assert points[ZEROS] == 0
    assert points[HE] > 0, "a test that is asked again costs nothing"


def test_a_slow_writer_and_many_idle_ones_end_with_their_kernel(project):
    patient = Settings(call_seconds=3600)
    judge = Judge(project, "initialization", seed=1, settings=patient).__enter__()
    idle = [socket.socket(socket.AF_UNIX) for _ in range(8)]
    for connection in idle:
        connection.connect(str(judge.address))
    for byte in b"\0" * 5:
        idle[0].send(bytes([byte]))
    for connection in idle:
        connection.close()
    ending = threading.Thread(target=judge.__exit__, daemon=True)
    ending.start()
    ending.join(60)
    assert not ending.is_alive()
    assert judge.verdicts() == {}


def test_answers_of_one_exam_are_nothing_to_another(judge, project, right):
    honest, heard = right(ZEROS), []

    def records(call):
        heard.append(honest(call))
        return heard[-1]

    converse(judge, ZEROS, records)
    assert judge.verdicts()[ZEROS].status == "passed"
    again = iter(heard)
    with Judge(project, "initialization", seed=2, used=lambda: 0.0) as other:
        converse(other, ZEROS, lambda call: next(again, NOTHING))
    assert other.verdicts()[ZEROS].status == "failed"
    backwards = iter(heard[::-1])
    converse(judge, ZEROS, lambda call: next(backwards, NOTHING))
    assert judge.verdicts()[ZEROS].status == "failed"

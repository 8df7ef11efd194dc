"""What an answer says about its own work is confirmed from outside its process."""

from __future__ import annotations

from itertools import chain, repeat

import numpy as np
import pytest

from autograder.checks.calling.observation import Observation, observe
from autograder.checks.name import CheckpointName
from autograder.checks.packing import pack
from autograder.checks.verdict import Verdict
from autograder.judge import confirmation
from autograder.judge.confirmation import BESIDES, LOOPS, TIMES, TRIES, UNDONE, Ask, bulk
from autograder.judge.reference import reference
from autograder.judge.trial import trials
from autograder.labs import find, names
from autograder.sandbox.bubblewrap import available

FORGED = """
from autograder.checks.calling import observation, work

observation.count_work = lambda function, *arguments: (function(*arguments), work.Work(100))
"""
BY_ENTRIES = """
import numpy as np


def initialize_parameters_he(layers_dims, rng):
    made = {}
    for l in range(1, len(layers_dims)):
        n, m = layers_dims[l], layers_dims[l - 1]
        made[f"W{l}"] = np.array([rng.standard_normal(m) * np.sqrt(2 / m) for _ in range(n)])
        made[f"b{l}"] = np.zeros((n, 1))
    return made
"""
BY_SAMPLES = """
import numpy as np


def predict(parameters, X):
    labels = []
    for i in range(X.shape[1]):
        a = X[:, i : i + 1]
        for l in range(1, len(parameters) // 2 + 1):
            z = parameters[f"W{l}"] @ a + parameters[f"b{l}"]
            a = np.maximum(z, 0)
        labels.append(z[0, 0] > 0)
    return np.array([labels])
"""
CHECKPOINTS = [name for name in names() if find(name).bulk]
HE, BOUNDARY = (CheckpointName.of("initialization", name) for name in ("he", "boundary"))


def tried(project, checkpoint: CheckpointName, path, text: str) -> Verdict:
    path.write_text(text)
    (verdict,) = trials(project, checkpoint, [path], sandbox=available() is None)
    return verdict


def right(project, checkpoint: CheckpointName) -> Ask:
    """Makes a call of the reference."""
    function = reference(project, checkpoint.lab, find(checkpoint).function)
    return lambda call: observe([function], call)


def vectorised(verdict: Verdict) -> str:
    return next(result.status for result in verdict.criteria if result.name == "vectorised")


@pytest.mark.slow
@pytest.mark.parametrize(("checkpoint", "answer"), [(HE, BY_ENTRIES), (BOUNDARY, BY_SAMPLES)])
def test_a_loop_is_seen_though_its_own_process_does_not_count_it(
    project, tmp_path, monkeypatch, checkpoint, answer
):
    # How often a slow answer is asked is seen below, where the time is simulated.
    monkeypatch.setattr(confirmation, "TRIES", 1)
    for text in (answer, answer + FORGED):
        verdict = tried(project, checkpoint, tmp_path / "answer.py", text)
        assert vectorised(verdict) == "failed"
        assert [c.name for c in verdict.criteria if c.status == "failed"] == ["vectorised"]


def test_work_that_is_reported_but_not_done_confirms_nothing(project):
    large = bulk(project, BOUNDARY, seed=1)
    m = large.call.arguments["X"].shape[1]
    assert large.doubts(right(project, BOUNDARY), lambda: 0.0)() == ""
    for lazy in (None, np.zeros((1, 3)), np.zeros((1, m)), np.full((1, m), np.nan)):
        assert large.doubts(lambda call, lazy=lazy: Observation(lazy), lambda: 0.0)() == UNDONE


def test_what_a_function_raises_for_a_large_input_is_called_no_loop(project):
    seen = Observation(error="MemoryError: no room")
    doubt = bulk(project, HE, seed=1).doubts(lambda call: seen, lambda: 0.0)
    assert doubt() == "the function raised MemoryError: no room"


class Machine:
    """One whose time is simulated.

    An answer takes the next one of `answers` of the processor, and a call of the reference the next
    one of `references`, while a student's processes use `meddling`.
    """

    def __init__(self, project, answers, references, meddling=0.0):
        self.project, self.meddling = project, meddling
        self.answers, self.references = iter(answers), iter(references)
        self.used, self.asked = 0.0, 0

    def takes(self, *_):
        self.used += self.meddling
        return next(self.references)

    def answer(self, call):
        self.asked += 1
        self.used += next(self.answers)
        return right(self.project, HE)(call)

    def doubt(self) -> str:
        return bulk(self.project, HE, seed=1).doubts(self.answer, lambda: self.used)()


@pytest.fixture
def machine(project, monkeypatch):
    """Makes machines on which nothing has been measured yet."""

    def make(*parts, **more):
        made = Machine(project, *parts, **more)
        monkeypatch.setattr(confirmation, "takes", made.takes)
        forget()
        return made

    def forget():
        confirmation._limit.cache_clear()
        confirmation._drawn.cache_clear()

    yield make
    forget()


QUICK = 0.02
LIMIT = TIMES * QUICK + BESIDES
MEASURED = 5 * [QUICK]


def test_one_slow_moment_of_the_machine_costs_nobody_a_mark(machine):
    once = machine([50.0, 0.01], repeat(QUICK))
    assert (once.doubt(), once.asked) == ("", 2)
    always = machine(repeat(50.0), repeat(QUICK))
    assert (always.doubt(), always.asked) == (LOOPS, TRIES)


def test_a_machine_that_has_become_slower_is_measured_beside_the_slow_answer(machine):
    slower = machine([3 * LIMIT], chain(MEASURED, repeat(4 * QUICK)))
    assert (slower.doubt(), slower.asked) == ("", 1)
    as_before = machine(repeat(3 * LIMIT), repeat(QUICK))
    assert as_before.doubt() == LOOPS


def test_a_quick_answer_waits_for_no_second_measurement(machine):
    quick = machine([LIMIT - 0.001], MEASURED)
    assert quick.doubt() == ""
    assert next(quick.references, None) is None


def test_who_slows_the_machine_down_while_it_is_measured_gains_nothing(machine):
    meddling = machine(repeat(3 * LIMIT), chain(MEASURED, repeat(10 * QUICK)), meddling=0.02)
    assert meddling.doubt() == LOOPS


def test_a_process_that_has_gone_with_its_time_confirms_nothing(machine):
    assert machine(repeat(-1.0), repeat(QUICK)).doubt() == LOOPS


def test_slow_moments_while_the_reference_is_measured_let_no_loop_pass(machine):
    # Of five calls, four are slow: the machine is busy, or the memory that they touch is new.
    busy = machine(repeat(2 * LIMIT), chain([50.0, 40.0, QUICK, 100.0, 1.0], repeat(QUICK)))
    assert busy.doubt() == LOOPS


@pytest.mark.slow
@pytest.mark.parametrize("checkpoint", CHECKPOINTS)
def test_the_reference_confirms_itself_on_every_large_input(project, checkpoint):
    large = bulk(project, checkpoint, seed=1)
    assert large.doubts(right(project, checkpoint), lambda: 0.0)() == ""


@pytest.mark.slow
@pytest.mark.parametrize("checkpoint", CHECKPOINTS)
def test_a_large_input_is_decided_by_the_seed_and_no_two_are_alike(project, checkpoint):
    def drawn(seed: int, attempt: int) -> bytes:
        confirmation._drawn.cache_clear()
        large = bulk(project, checkpoint, seed, attempt)
        inputs = [large.call, *((large := large.another()).call for _ in range(TRIES - 1))]
        return [pack(call.arguments) for call in inputs]

    seen = [*drawn(7, 0), *drawn(7, 1), *drawn(8, 0)]
    assert len(set(seen)) == 3 * TRIES
    assert drawn(7, 0) == seen[:TRIES]


def test_a_class_is_asked_about_one_large_input_that_is_drawn_once(project):
    assert bulk(project, HE, seed=1) is bulk(project, HE, seed=1)


def test_every_checkpoint_that_judges_loops_has_a_large_input():
    for name in names():
        assert (find(name).growth is None) == (find(name).bulk is None), name

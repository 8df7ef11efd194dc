"""What an answer says about its own work is confirmed from outside its process."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checks.observation import Observation, observe
from autograder.checks.verdict import Verdict
from autograder.judge.confirmation import bulk
from autograder.judge.reference import reference
from autograder.judge.trial import trials
from autograder.labs import LABS, find
from autograder.sandbox.bubblewrap import available

FORGED = """
from autograder.checks import observation

observation.count_work = lambda function, *arguments: (function(*arguments), 100)
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
CHECKPOINTS = [
    f"{lab}.{point.grade_id}" for lab, points in LABS.items() for point in points if point.bulk
]


def tried(project, checkpoint: str, path, text: str) -> Verdict:
    path.write_text(text)
    (verdict,) = trials(project, checkpoint, [path], sandbox=available() is None)
    return verdict


def vectorised(verdict: Verdict) -> str:
    return next(result.status for result in verdict.criteria if result.name == "vectorised")


@pytest.mark.parametrize(
    ("checkpoint", "answer"),
    [("initialization.he", BY_ENTRIES), ("initialization.boundary", BY_SAMPLES)],
)
def test_a_loop_is_seen_though_its_own_process_does_not_count_it(
    project, tmp_path, checkpoint, answer
):
    for text in (answer, answer + FORGED):
        verdict = tried(project, checkpoint, tmp_path / "answer.py", text)
        assert vectorised(verdict) == "failed"
        assert [c.name for c in verdict.criteria if c.status == "failed"] == ["vectorised"]


def test_work_that_is_reported_but_not_done_confirms_nothing(project):
    large = bulk(project, "initialization.boundary")
    m = large.call.arguments["X"].shape[1]
    right = reference(project, "initialization", "predict")
    assert large.confirms(lambda call: observe([right], call), lambda: 0.0)
    for lazy in (None, np.zeros((1, 3)), np.zeros((1, m)), np.full((1, m), np.nan)):
        assert not large.confirms(lambda call, lazy=lazy: Observation(lazy), lambda: 0.0)


def test_one_slow_moment_of_the_machine_costs_nobody_a_mark(project):
    large = bulk(project, "initialization.he")
    right = reference(project, "initialization", "initialize_parameters_he")
    clock = iter([0.0, 50.0, 50.0, 50.01])
    assert large.confirms(lambda call: observe([right], call), lambda: next(clock))
    always = iter(range(0, 600, 50))
    assert not large.confirms(lambda call: observe([right], call), lambda: next(always))


@pytest.mark.parametrize("checkpoint", CHECKPOINTS)
def test_the_reference_confirms_itself_on_every_large_input(project, checkpoint):
    large = bulk(project, checkpoint)
    right = reference(project, checkpoint.partition(".")[0], find(checkpoint).function)
    assert large.confirms(lambda call: observe([right], call), lambda: 0.0)


def test_every_checkpoint_that_judges_loops_has_a_large_input():
    for lab, points in LABS.items():
        for point in points:
            assert (point.growth is None) == (point.bulk is None), f"{lab}.{point.grade_id}"

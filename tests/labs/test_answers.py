"""What students hand in: right answers pass, however they are written, and wrong ones do not."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from autograder.checks.calling.observation import materialise
from autograder.checks.name import CheckpointName
from autograder.course import Course
from autograder.judge.reference import rewritten, source
from autograder.labs import find, names
from autograder.labs.changes import Change, change
from autograder.labs.gradient_checking.differences import compared, wrong_comparisons, wrong_slopes
from autograder.labs.gradient_checking.gradient_check import by
from tests.labs.answers import initializers, predict, symmetry, zeros
from tests.labs.answers.gradient_checking import backward, column, net, one, sigmoid
from tests.labs.answers.gradient_checking import linear as line
from tests.labs.answers.image_classification import (
    choosing,
    distances,
    dropping,
    labels,
    linear,
    network,
)
from tests.labs.answers.optimization import adam, gd, mini_batches, momentum, states
from tests.labs.judging import judged

pytestmark = [
    # Students' own formulas overflow and divide by zero, and some of their arrays hold nan.
    pytest.mark.filterwarnings("ignore::RuntimeWarning"),
]


def unchanged(function):
    return function


def of_scale(scale):
    return lambda function: initializers.of_scale(function, scale)


def twice(function):
    """What is right, or wrong, for one memory is so for two."""
    return lambda parameters: (function(parameters), function(parameters))


COURSE = Course.find(Path(__file__))
SUBJECTS = {
    "initialization.zeros": (zeros.answers, unchanged),
    "initialization.random": (initializers.answers, of_scale(lambda n_in: 10.0)),
    "initialization.he": (initializers.answers, of_scale(lambda n_in: np.sqrt(2 / n_in))),
    "initialization.symmetry": (symmetry.answers, unchanged),
    "initialization.boundary": (predict.answers, unchanged),
    "gradient_checking.forward_1d": (line.forward, unchanged),
    "gradient_checking.backward_1d": (line.backward, unchanged),
    "gradient_checking.gradient_check": (one.answers, unchanged),
    "gradient_checking.sigmoid": (sigmoid.answers, unchanged),
    "gradient_checking.numerical_gradient": (column.answers, unchanged),
    "gradient_checking.gradient_check_n": (net.answers, unchanged),
    "gradient_checking.backward_n": (backward.answers, unchanged),
    "optimization.gd": (gd.answers, unchanged),
    "optimization.mini_batches": (mini_batches.answers, unchanged),
    "optimization.velocity": (states.answers, unchanged),
    "optimization.momentum": (momentum.answers, unchanged),
    "optimization.adam_state": (states.answers, twice),
    "optimization.adam": (adam.answers, unchanged),
    "image_classification.distances_two_loops": (distances.two, unchanged),
    "image_classification.distances_one_loop": (distances.one, unchanged),
    "image_classification.distances_no_loops": (distances.none, unchanged),
    "image_classification.predict_labels": (labels.answers, unchanged),
    "image_classification.svm_loss_naive": (linear.svm_naive, unchanged),
    "image_classification.svm_loss_vectorized": (linear.svm, unchanged),
    "image_classification.softmax_loss_naive": (linear.softmax_naive, unchanged),
    "image_classification.softmax_loss_vectorized": (linear.softmax_fast, unchanged),
    "image_classification.three_layer": (network.answers, unchanged),
    "image_classification.dropout": (dropping.answers, unchanged),
    "image_classification.search": (choosing.answers, unchanged),
}
"""The answers to a checkpoint, and how to make its function of one."""


def answers(kind: str) -> list:
    """All of a kind; what is wrong with a scale that is asked for may be right for a fixed one."""
    return [
        pytest.param(CheckpointName(name), made(function), id=f"{name}-{answer}")
        for name, (found, made) in SUBJECTS.items()
        for answer, function in getattr(found, kind).items()
        if (name, kind) != ("initialization.random", "wrong")
    ]


def changed(name: str, *changes: Change) -> Callable:
    """The right answer to a checkpoint with some changes."""
    checkpoint = CheckpointName(name)
    function = find(checkpoint).function
    text = change(*changes)(source(COURSE, checkpoint.lab, function))
    return rewritten(COURSE, checkpoint.lab, function, text)


CHANGED = [
    pytest.param(CheckpointName(name), changed(name, made), id=f"{name}-{answer}")
    for name, (found, _) in SUBJECTS.items()
    for answer, made in found.changed.items()
]


def failed(verdict) -> list[str]:
    return [criterion.name for criterion in verdict.criteria if criterion.status != "passed"]


WHERE = ["public", pytest.param("fresh", marks=pytest.mark.slow)]


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize(("name", "function"), answers("right"))
def test_a_right_answer_earns_full_marks_however_it_is_written(project, name, function, where):
    verdict = judged(project, name, function, where)
    assert verdict.status == "passed", verdict.message
    assert verdict.points == verdict.max_points


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize(("name", "function"), [*answers("wrong"), *CHANGED])
def test_a_wrong_answer_does_not_pass(project, name, function, where):
    verdict = judged(project, name, function, where)
    assert verdict.status != "passed"
    assert verdict.points < verdict.max_points
    assert verdict.message


@pytest.mark.parametrize(("name", "function"), answers("legacy"))
def test_a_loop_or_numbers_drawn_elsewhere_cost_only_their_own_criterion(project, name, function):
    own = "reproducible" if find(name).random else "vectorised"
    assert failed(judged(project, name, function)) == [own]


@pytest.mark.parametrize("slope", wrong_slopes(by), ids=lambda slope: slope.id)
def test_a_wrong_slope_that_is_compared_wrongly_does_not_pass(project, slope):
    name = CheckpointName("gradient_checking.gradient_check")
    for comparison in wrong_comparisons(compared):
        both = changed(name, *slope.ways, *comparison.ways)
        verdict = judged(project, name, both)
        assert verdict.points <= 0.2 * verdict.max_points


def test_no_function_that_is_handed_in_as_an_argument_answers_a_checkpoint(project):
    checkpoints = names(["gradient_checking"])
    handed = [
        materialise(value)
        for name in checkpoints
        for case in find(name).cases(np.random.default_rng(0))
        for value in case.values()
        if isinstance(value, dict) and set(value) == {"function"}
    ]
    assert len(handed) > 40
    for name, function in product(checkpoints, handed):
        verdict = judged(project, name, function)
        assert verdict.points <= 0.2 * verdict.max_points, name


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("variant", adam.variants)
def test_the_card_says_where_epsilon_stands(project, variant, where):
    name = CheckpointName("optimization.adam")
    message = judged(project, name, adam.variants[variant], where).message
    assert "Accepted" in message
    assert ("inside the root" in message) == ("inside" in variant)
    assert ("before the correction" in message) == ("before" in variant)


def test_two_memories_that_are_one_dict_are_not_two(project):
    def one_for_two(parameters):
        v = s = {f"d{name}": np.zeros_like(array) for name, array in parameters.items()}
        return v, s

    name = CheckpointName("optimization.adam_state")
    assert judged(project, name, one_for_two).status == "failed"


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("gd", gd.answers.wrong["gradients_changed"]),
        ("momentum", momentum.answers.wrong["gradients_changed"]),
        ("adam", adam.answers.wrong["gradients_squared_in_place"]),
    ],
)
def test_gradients_that_were_written_to_cost_little(project, name, function):
    verdict = judged(project, CheckpointName.of("optimization", name), function)
    assert failed(verdict) == ["arguments unchanged"]
    assert "grads" in verdict.message
    assert verdict.points > 0.85 * verdict.max_points

"""A net that was handed in is asked for classes without its maker; nonsense is a sentence."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest

from autograder.checks.calling import classes
from autograder.checks.calling.classes import classified
from autograder.checks.criteria import Answers, accuracy
from autograder.checks.exam import Accuracy, Exam

X = np.random.default_rng(0).standard_normal((3, 20))


def net(*sizes, seed=1):
    rng, made = np.random.default_rng(seed), {}
    for layer, (n, n_next) in enumerate(pairwise(sizes), start=1):
        made[f"W{layer}"] = rng.standard_normal((n_next, n))
        made[f"b{layer}"] = rng.standard_normal((n_next, 1))
    return made


def wanted(labels=None, at_least=0.8):
    return Accuracy(None, labels, at_least, "the net 'chosen'", X, ("parameters", "chosen"))


def asked(handed_in):
    return classified(wanted(), {"parameters": {"chosen": handed_in}})


@pytest.mark.parametrize("sizes", [(3, 4), (3, 5, 4), (3, 6, 5, 4), (3, 4, 4, 4, 2)])
def test_the_largest_output_of_a_net_of_any_depth_is_the_class(sizes):
    made, A = net(*sizes), X
    for layer in range(1, len(sizes)):
        Z = made[f"W{layer}"] @ A + made[f"b{layer}"]
        A = np.where(Z > 0, Z, 0)
    assert np.array_equal(asked(made).value, Z.argmax(axis=0))


def test_flat_biases_and_single_precision_are_as_good():
    made = net(3, 4, 2)
    flat = {
        name: np.float32(array.ravel() if name[0] == "b" else array) for name, array in made.items()
    }
    assert np.array_equal(asked(flat).value, asked(made).value)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda _: 3, "it should be a dict with W1"),
        (lambda _: {}, "it should be a dict with W1"),
        (lambda made: {**made, "W2": "x"}, "W2 should be an array"),
        (lambda made: {key: made[key] for key in made if key != "b2"}, "b2 should be an array"),
        (lambda made: {**made, "W1": made["W1"].T}, r"W1 should have shape \(n, 3\)"),
        (lambda made: {**made, "W2": made["W2"].ravel()}, r"W2 should have shape \(n, 4\)"),
        (lambda made: {**made, "b1": np.ones((3, 1))}, r"b1 should have shape \(4, 1\)"),
        (lambda made: {**made, "W2": made["W2"] * np.nan}, "W2 holds nan or infinity"),
        (lambda made: {**made, "b1": made["b1"] + np.inf}, "b1 holds nan or infinity"),
        (lambda made: {**made, "W1": np.ones((10**7, 3)), "b1": np.ones(10**7)}, "memory"),
    ],
)
def test_what_is_no_net_is_said_in_words(change, told):
    assert re.search(told, asked(change(net(3, 4, 2))).error)


def test_what_all_layers_cost_together_is_bounded(monkeypatch):
    made = net(3, 4, 4, 4, 4, 2)
    enough = X.shape[1] * sum(array.size for name, array in made.items() if name[0] == "W")
    monkeypatch.setattr(classes, "PRODUCTS", enough)
    assert not asked(made).error
    monkeypatch.setattr(classes, "PRODUCTS", enough - 1)
    assert asked(made).error.startswith("the weights up to W5 are too many")


def judged(handed_in, labels, at_least):
    exam = Exam("lab.search", ("choose",), ("best",), 1, (), accuracies=(wanted(labels, at_least),))
    evidence = {} if handed_in is None else {"parameters": {"chosen": handed_in}}
    seen = classified(exam.accuracies[0], evidence)
    return accuracy(Answers(exam, (), accuracies=[seen], evidence=evidence)).message


def test_enough_pictures_have_to_be_recognised():
    made = net(3, 4, 2)
    labels = asked(made).value.copy()
    assert not judged(made, labels, 1.0)
    labels[:5] = 1 - labels[:5]
    assert not judged(made, labels, 0.75)
    assert "recognises 75% of the pictures" in judged(made, labels, 0.8)


def test_a_net_that_is_not_there_is_missing_and_one_that_is_nonsense_is_named():
    assert judged(None, np.zeros(20), 0.5) == "the net 'chosen' is missing"
    assert judged(3, np.zeros(20), 0.5).startswith("with the net 'chosen': it should be a dict")


def test_numbers_that_are_none_are_no_crash():
    made = net(3, 4, 2)
    made["W1"][0, 0] = np.nan
    assert asked(made).error.startswith("W1 holds nan")

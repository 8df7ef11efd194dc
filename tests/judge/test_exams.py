"""Exams for functions with a state, with batches, with round-off, and with more than one answer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from autograder.checks import public
from autograder.checks.calling.observation import observe
from autograder.checks.comparing.batches import Division
from autograder.checks.comparing.comparison import Within
from autograder.checks.exam import Call, Case, Exam, Mistake
from autograder.checks.judging import examine
from autograder.checks.verdict import Verdict
from autograder.judge.exams import Outputs, answers
from autograder.labs import Checkpoint


def exam_of(subject: Checkpoint, right, calls, mistakes=(), variants=()) -> Exam:
    """An exam as the judge sets it, gone through a file as the public ones have."""
    exam = Exam(
        "made.up",
        ("f",),
        subject.outputs,
        10,
        tuple(Case(call, answers(right, call, subject)) for call in calls),
        may_change=subject.may_change,
        mistakes=lambda: [Mistake(*m, Outputs(f, calls, subject)) for *m, f in mistakes],
        variants=lambda: [Mistake(*m, Outputs(f, calls, subject)) for *m, f in variants],
    )
    return public.from_tree(public.to_tree(exam))


def verdict(exam: Exam, function) -> Verdict:
    return examine(exam, lambda call: observe([function], call)).verdict


def criterion(judged: Verdict, name: str) -> str:
    return next(result.status for result in judged.criteria if result.name == name)


# -- several steps -------------------------------------------------------------------------------

MOMENTUM = Checkpoint("m", "f(theta, v, gradient)", ("theta", "v"), 10, lambda rng: [], ())


def momentum(theta, v, gradient):
    v = 0.9 * v + 0.1 * gradient
    return theta - v, v


STEPS = Call(
    {"theta": np.ones((2, 1)), "v": np.zeros((2, 1)), "gradient": np.array([[1.0], [2.0]])},
    then=({"gradient": np.array([[3.0], [1.0]])}, {"gradient": np.array([[5.0], [4.0]])}),
    feeds=("theta", "v"),
)


@pytest.fixture
def stateful() -> Exam:
    forgetful = (
        "forgets",
        "It forgets v.",
        lambda theta, v, gradient: momentum(theta, 0 * v, gradient),
    )
    silent = ("silent", "Nothing comes back.", lambda *_: None)
    return exam_of(MOMENTUM, momentum, [STEPS], [forgetful, silent])


def test_a_state_is_right_after_every_step(stateful):
    assert verdict(stateful, momentum).status == "passed"
    assert verdict(stateful, lambda *a: [*momentum(*a), "more"]).status == "passed"


def test_a_state_that_is_forgotten_is_seen_in_the_second_step_and_named(stateful):
    judged = verdict(stateful, lambda theta, v, g: momentum(theta, np.zeros_like(v), g))
    assert judged.mistake == "forgets"
    assert "theta after step 2" in judged.message


def test_an_answer_that_does_not_give_its_state_back_is_told_what_to_return(stateful):
    judged = verdict(stateful, lambda *a: momentum(*a)[0])
    assert criterion(judged, "returns") == "failed"
    assert "the function should return theta, v" in judged.message.lower()


def test_nothing_returned_from_a_step_is_named_as_such(stateful):
    judged = verdict(stateful, lambda *_: None)
    assert judged.mistake == "silent"
    assert "None" in judged.message


def test_flat_vectors_in_every_step_lose_the_shape_only(stateful):
    judged = verdict(stateful, lambda *a: tuple(part.ravel() for part in momentum(*map(column, a))))
    assert criterion(judged, "shape") == "failed"
    assert criterion(judged, "values") == "passed"


def column(value):
    return np.reshape(value, (-1, 1))


def test_a_wrong_second_step_is_seen_behind_a_flat_first_one(stateful):
    def flat_and_forgetful(theta, v, gradient):
        theta, v, gradient = map(column, (theta, v, gradient))
        return tuple(part.ravel() for part in momentum(theta, 0 * v, gradient))

    assert criterion(verdict(stateful, flat_and_forgetful), "values") == "failed"


def test_one_dict_in_two_places_is_not_two_dicts():
    zeros = Checkpoint("z", "f(keys)", ("v", "s"), 10, lambda rng: [], ())
    exam = exam_of(zeros, lambda n: ({"a": n}, {"a": n}), [Call({"n": 0.0})])
    assert verdict(exam, lambda n: ({"a": 0.0}, {"a": 0.0})).status == "passed"
    one = {"a": 0.0}
    judged = verdict(exam, lambda n: (one, one))
    assert criterion(judged, "returns") == "failed"
    assert "appears in the other" in judged.message
    array = np.zeros(2)
    arrays = exam_of(zeros, lambda n: ({"a": 0 * n}, {"a": 0 * n}), [Call({"n": np.ones(2)})])
    assert verdict(arrays, lambda n: ({"a": array}, {"a": array})).status == "failed"
    assert verdict(arrays, lambda n: ({"a": array}, {"a": array.copy()})).status == "passed"


# -- batches -------------------------------------------------------------------------------------

BATCHES = Checkpoint(
    "b",
    "f(X, Y, size, rng)",
    ("the batches",),
    10,
    lambda rng: [],
    (),
    random=True,
    partition=("X", "Y"),
)


def cut(X, Y, size, order):
    return [
        (X[:, order[start : start + size]], Y[:, order[start : start + size]])
        for start in range(0, X.shape[1], size)
    ]


def shuffled(X, Y, size, rng):
    return cut(X, Y, size, rng.permutation(X.shape[1]))


def draws_of(m: int, size: int, times: int) -> Call:
    X = np.random.default_rng(m).standard_normal((2, m))
    given = {"X": X, "Y": np.arange(m, dtype=float)[None] + 0.5, "size": size}
    first, *rest = [{**given, "rng": {"rng": [m, number]}} for number in range(times)]
    return Call(first, tuple(rest))


@pytest.fixture(scope="module")
def batches() -> Exam:
    mistakes = [
        (
            "kept",
            "It keeps the order.",
            lambda X, Y, size, rng: cut(X, Y, size, np.arange(X.shape[1])),
        ),
        (
            "tail",
            "It leaves the tail out.",
            lambda *a: [b for b in shuffled(*a) if b[0].shape[1] == a[2]],
        ),
        ("rows", "It turns the labels.", lambda *a: [(X, Y.T) for X, Y in shuffled(*a)]),
        ("pairs", "It gives two lists.", lambda *a: tuple(zip(*shuffled(*a), strict=True))),
    ]
    calls = [draws_of(m, size, times) for m, size, times in ((3, 5, 2), (10, 4, 2), (20, 8, 48))]
    return exam_of(BATCHES, shuffled, calls, mistakes)


@pytest.mark.parametrize(
    "function",
    [
        shuffled,
        lambda X, Y, size, rng: shuffled(X, Y, size, rng)[::-1],
        lambda *a: [(X, Y, "more") for X, Y in shuffled(*a)],
        lambda *a: [[X.astype(np.float32), Y] for X, Y in shuffled(*a)],
        lambda X, Y, size, rng: cut(X, Y, size, np.argsort(rng.random(X.shape[1]))),
    ],
)
def test_every_way_to_shuffle_passes(batches, function):
    judged = verdict(batches, function)
    assert judged.status == "passed", judged.message


@pytest.mark.parametrize("mistake", ["kept", "tail", "rows"])
def test_a_mistake_with_batches_is_named(batches, mistake):
    known = {
        "kept": lambda X, Y, size, rng: cut(X, Y, size, list(range(X.shape[1]))),
        "tail": lambda X, Y, size, rng: [
            batch for batch in shuffled(X, Y, size, rng) if batch[1].size == size
        ],
        "rows": lambda *a: [(X, Y.reshape(-1, 1)) for X, Y in shuffled(*a)],
    }
    judged = verdict(batches, known[mistake])
    assert (judged.status, judged.mistake) == ("failed", mistake)


def test_flat_labels_lose_the_shape_and_keep_the_values(batches):
    judged = verdict(batches, lambda *a: [(X, Y.ravel()) for X, Y in shuffled(*a)])
    assert criterion(judged, "shape") == "failed"
    assert criterion(judged, "values") == "passed"


def test_a_column_that_is_not_a_number_is_not_finite(batches):
    judged = verdict(batches, lambda *a: [(X * np.nan, Y) for X, Y in shuffled(*a)])
    assert criterion(judged, "finite") == "failed"


def test_batches_are_drawn_more_than_once_or_not_judged_at_all():
    from autograder.judge.exams import _call

    with pytest.raises(ValueError, match="two calls or more"):
        _call(BATCHES, {"X": np.ones((1, 2)), "Y": np.ones((1, 2)), "size": 1, "rng": {"rng": 1}})


def test_the_traits_of_a_division_survive_a_file(batches):
    expected = batches.cases[-1].expected
    assert isinstance(expected, Division)
    assert (expected.traits.sizes, expected.traits.order) == ((8, 8, 4), "free")


# -- round-off, single precision, variants -------------------------------------------------------

BOUNDED = Checkpoint(
    "r", "f(x)", ("the difference",), 10, lambda rng: [], (),
    bounds=lambda arguments, answer: Within(0.0, 1e-8) if answer < 1e-6 else Within(answer, 1e-5),
)  # fmt: skip


def test_what_is_round_off_is_judged_by_its_bound():
    calls = [Call({"x": 1e-10}), Call({"x": 0.5})]
    exam = exam_of(BOUNDED, lambda x: x, calls, [("twice", "It is doubled.", lambda x: 2 * x)])
    assert verdict(exam, lambda x: x if x > 1e-6 else 7e-9).status == "passed"
    assert verdict(exam, lambda x: np.array([[x + 1e-7]]) if x > 0.1 else 0).status == "passed"
    late = verdict(exam, lambda x: x if x > 1e-6 else 2e-8)
    assert "is 2e-08, expected at most 1e-08" in late.message
    assert verdict(exam, lambda x: 2 * x).mistake == "twice"
    assert criterion(verdict(exam, lambda x: [x]), "returns") == "failed"


def test_single_precision_is_right_and_no_less_strict_than_that():
    plain = Checkpoint("s", "f(x)", ("y",), 10, lambda rng: [], ())
    x = np.random.default_rng(1).standard_normal((20, 3))
    exam = exam_of(plain, lambda x: x**2 - x, [Call({"x": x})])
    assert (
        verdict(exam, lambda x: x.astype(np.float32) ** 2 - x.astype(np.float32)).status == "passed"
    )
    assert verdict(exam, lambda x: (x**2 - x) * (1 + 1e-6)).status == "failed"
    assert verdict(exam, lambda x: ((x**2 - x) * 1.0001).astype(np.float32)).status == "failed"


def test_a_variant_is_right_and_the_card_says_which():
    plain = Checkpoint("v", "f(x)", ("y",), 10, lambda rng: [], ())
    calls = [Call({"x": np.array([2.0, 3.0])}), Call({"x": np.array([4.0])})]
    variants = [("inside", "The one is inside the root.", lambda x: np.sqrt(x + 1))]
    exam = exam_of(plain, lambda x: np.sqrt(x) + 1, calls, variants=variants)
    assert (
        verdict(exam, lambda x: 1 + x**0.5).message
        == "Well done: everything that was checked is right."
    )
    judged = verdict(exam, lambda x: np.sqrt(1 + x))
    assert judged.status == "passed"
    assert judged.message.endswith("The one is inside the root.")
    mixed = verdict(exam, lambda x: np.sqrt(1 + x) if x.size == 1 else np.sqrt(x) + 1)
    assert mixed.status == "failed", "one way in one case, another in another"


# -- repairs ---------------------------------------------------------------------------------------


def test_a_function_to_be_repaired_earns_nothing_until_its_values_are_right():
    plain = Checkpoint("g", "f(x)", ("gradients",), 10, lambda rng: [], ())
    right = lambda x: {"da": 2 * x, "db": 3 * x, "dc": x}  # noqa: E731
    known = [
        ("a", "About a.", lambda x: {**right(x), "da": x}),
        ("b", "About b.", lambda x: {**right(x), "db": x}),
        ("c", "About c.", lambda x: {**right(x), "dc": -x}),
    ]
    exam = exam_of(plain, right, [Call({"x": np.array([1.0, 2.0])})], known)
    exam = replace(exam, repair=True)
    broken = verdict(exam, lambda x: {**right(x), "db": x, "dc": -x})
    assert broken.points == 0
    assert broken.mistake in ("b", "c"), "each of the two that are left is a name"
    assert (
        verdict(replace(exam, repair=False), lambda x: {**right(x), "db": x, "dc": -x}).points > 0
    )
    assert verdict(exam, lambda x: right(x) | {"more": 1}).points == 10
    flat = verdict(exam, lambda x: {**right(x), "da": list(2 * x)})
    assert flat.status == "failed"
    assert 8 < flat.points < 10


def test_numbers_that_look_alike_are_told_with_the_digits_that_differ():
    plain = Checkpoint("d", "f(x)", ("y",), 10, lambda rng: [], ())
    exam = exam_of(plain, lambda x: x, [Call({"x": 0.138919})])
    assert "0.13891903, expected 0.138919." in verdict(exam, lambda x: x * (1 + 2e-7)).message

from __future__ import annotations

import itertools

import numpy as np
import pytest

from autograder.checks.criteria import WEIGHTS
from autograder.checks.distribution import Sample
from autograder.checks.exam import Call, Case
from tests.checks.conftest import doubling, put, status

ORDER = ["returns", "shape", "finite", "values", "arguments unchanged"]


def test_a_right_answer_earns_all_points():
    examined = put(doubling(), lambda x: x + x)
    assert examined.verdict.status == "passed"
    assert examined.verdict.points == 10
    assert list(status(examined)) == ORDER


@pytest.mark.parametrize(
    "answer",
    [
        lambda x: (2 * x, "more"),
        lambda x: (2 * x).astype(np.float64, order="F"),
        lambda x: np.ma.array(2 * x),
        lambda x: np.add(x, x, dtype=np.longdouble),
    ],
)
def test_legitimate_variants_pass(answer):
    assert put(doubling(), answer).verdict.status == "passed"


def test_a_known_mistake_is_named_and_its_sentence_told():
    verdict = put(doubling(), lambda x: 3 * x).verdict
    assert verdict.mistake == "tripled"
    assert "This is three times as much." in verdict.message


def test_a_mistake_in_some_entries_only_is_recognised_by_what_is_wrong():
    def answer(x):
        return 3 * x if x.shape == (1, 2) else 2 * x

    assert put(doubling(), answer).verdict.mistake == "tripled"


@pytest.mark.parametrize(
    ("answer", "failed"),
    [
        (lambda x: None, "returns"),
        (lambda x: "2x", "returns"),
        (lambda x: 1 / 0, "returns"),
        (lambda x: {"x": 2 * x}, "returns"),
        (lambda x: 2j * x, "returns"),
        (lambda x: np.array([object()]), "returns"),
        (lambda x: (2 * x).T, "shape"),
        (lambda x: np.zeros((3, 3)), "shape"),
        (lambda x: 2 * x * np.nan, "finite"),
        (lambda x: 2 * x + 1e-6, "values"),
    ],
)
def test_the_first_thing_wrong_is_what_fails_and_the_rest_is_not_judged(answer, failed):
    examined = put(doubling(), answer)
    seen = status(examined)
    position = ORDER.index(failed)
    assert [seen[name] for name in ORDER[:position]] == ["passed"] * position
    assert seen[failed] == "failed"
    assert all(seen[name] == "not judged" for name in ORDER[position + 1 :])
    assert examined.verdict.points <= 2


def test_a_flat_vector_loses_only_its_shape():
    examined = put(doubling(), lambda x: (2 * x).ravel())
    assert status(examined) == {**dict.fromkeys(ORDER, "passed"), "shape": "failed"}
    assert examined.verdict.points > 8


def test_a_list_of_numbers_loses_only_its_type():
    examined = put(doubling(), lambda x: (2 * x).tolist())
    assert status(examined) == {**dict.fromkeys(ORDER, "passed"), "returns": "failed"}


def test_a_changed_argument_is_named_and_a_restored_one_is_not():
    def changing(x):
        x *= 2
        return x

    def restoring(x):
        x *= 2
        doubled = x.copy()
        x /= 2
        return doubled

    assert status(put(doubling(), changing))["arguments unchanged"] == "failed"
    assert "argument x" in put(doubling(), changing).verdict.message
    assert put(doubling(), restoring).verdict.status == "passed"
    assert put(doubling(may_change=("x",)), changing).verdict.status == "passed"


def test_a_tiny_expected_value_is_not_taken_for_zero():
    tiny = doubling(
        cases=(Case(Call({"x": np.array([4e-11])}), np.array([8e-11])),), mistakes=tuple
    )
    assert put(tiny, lambda x: 2 * x).verdict.status == "passed"
    assert put(tiny, lambda x: 0 * x).verdict.status == "failed"


@pytest.mark.parametrize(
    "number", [4, 4.0, np.float64(4), np.array(4.0), np.array([[4.0]]), np.int8(4)]
)
def test_a_number_may_come_as_an_array_of_one(number):
    exam = doubling(cases=(Case(Call({"x": 2}), 4),), mistakes=tuple)
    assert put(exam, lambda x: number).verdict.status == "passed"


def test_values_carry_most_of_the_points_whatever_else_is_judged():
    always = ["returns", "shape", "finite", "values"]
    optional = [name for name in WEIGHTS if name not in always]
    for size in range(len(optional) + 1):
        for chosen in itertools.combinations(optional, size):
            present = [*always, *chosen]
            whole = sum(WEIGHTS[name] for name in present)
            before = sum(WEIGHTS[name] for name in always[:3])
            assert WEIGHTS["values"] >= 0.6 * whole, present
            assert before <= 0.2 * whole


def growing(**changes):
    calls = tuple(Call({"x": np.ones((1, size))}, count_work=True) for size in (4, 300))
    return doubling(growth=calls, growing="the columns", **changes)


def test_a_loop_loses_only_the_criterion_vectorised():
    looping = put(growing(), lambda x: np.array([[2 * entry for entry in row] for row in x]))
    assert status(looping)["vectorised"] == "failed"
    assert looping.verdict.points > 8
    assert put(growing(), lambda x: 2 * x).verdict.status == "passed"


def drawing(**changes):
    draws = tuple(Call({"rng": {"rng": seed}}) for seed in (1, 1, 2))
    sample = Sample.of([np.random.default_rng(9).standard_normal((180, 160)) for _ in range(4)])
    cases = (Case(Call({"rng": {"rng": 5}}), sample),)
    return doubling(cases=cases, draws=draws, outputs=("W",), mistakes=tuple, **changes)


@pytest.mark.parametrize(
    ("answer", "fails"),
    [
        (lambda rng: rng.standard_normal((180, 160)), None),
        (lambda rng: rng.standard_normal((160, 180)).T, None),
        (lambda rng: np.random.default_rng().standard_normal((180, 160)), "reproducible"),
        (lambda rng: np.random.default_rng(0).standard_normal((180, 160)), "reproducible"),
        (lambda rng: np.random.randn(180, 160), "reproducible"),  # noqa: NPY002
        (lambda rng: 1.06 * rng.standard_normal((180, 160)), "values"),
        (lambda rng: 0.1 + rng.standard_normal((180, 160)), "values"),
        (lambda rng: rng.uniform(-(3**0.5), 3**0.5, (180, 160)), "values"),
        (lambda rng: np.tile(rng.standard_normal((90, 160)), (2, 1)), "values"),
        (lambda rng: np.tile(rng.standard_normal((1, 160)), (180, 1)), "values"),
        (lambda rng: np.sort(rng.standard_normal((180, 160)), axis=0), "values"),
        (lambda rng: rng.standard_normal((180, 160)).clip(-1.5, 1.5), "values"),
    ],
)
def test_random_arrays_are_judged_by_their_distribution(answer, fails):
    seen = status(put(drawing(), answer))
    assert [name for name, how in seen.items() if how == "failed"] == ([fails] if fails else [])

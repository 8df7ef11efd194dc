from __future__ import annotations

import copy
import itertools
import random
import re
import subprocess

import numpy as np
import pytest
from matplotlib.figure import Figure

from autograder.checks.comparing.distribution import Sample
from autograder.checks.criteria import applicable
from autograder.checks.exam import Accuracy, Call, Case
from autograder.checks.judging import refuse
from tests.checks.conftest import doubling, put, status

CALL = Call({"x": np.ones((1, 2))})
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


@pytest.mark.parametrize(
    ("given", "change"),
    [
        ([1.0, 2.0], lambda x: x.append(3.0)),
        ({"a": np.ones(2)}, lambda x: x["a"].sort()),
        ({"a": np.array([2.0, 1.0])}, lambda x: x["a"].sort()),
        ({"a": 1.0}, lambda x: x.update(b=1.0)),
        ({"a": 1.0, "b": 2.0}, lambda x: x.update(a=x.pop("a"))),
        ({"a": {"b": [np.ones(2)]}}, lambda x: x["a"]["b"].__setitem__(0, np.zeros(2))),
        (np.array([1, 2]), lambda x: x.__setitem__(0, 3)),
        (np.array([np.nan, 1.0]), lambda x: x.__setitem__(0, np.nan)),
        (np.array([1.0, np.nan]), lambda x: x.__setitem__(0, np.nan)),
    ],
)
def test_a_change_is_seen_in_whatever_kind_of_argument(given, change):
    changed, kept = copy.deepcopy(given), copy.deepcopy(given)
    change(changed)
    exam = doubling(cases=(Case(Call({"x": given}), 1.0),), mistakes=tuple)
    expected = "passed" if str(changed) == str(kept) else "failed"
    assert status(put(exam, lambda x: change(x) or 1.0))["arguments unchanged"] == expected


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
    asked_only = {
        "vectorised": {"growth": (CALL, CALL)},
        "reproducible": {"draws": (CALL, CALL, CALL)},
        "accuracy": {"accuracies": (Accuracy(CALL, np.ones((1, 1)), 0.5, "the net"),)},
        "figure": {"figures": 1},
    }
    for size in range(len(asked_only) + 1):
        for chosen in itertools.combinations(asked_only, size):
            exam = doubling(**{k: v for name in chosen for k, v in asked_only[name].items()})
            weights = {each.name: each.weight for each in applicable(exam, evidence=True)}
            assert list(weights) == [*ORDER, *chosen]
            whole = sum(weights.values())
            assert weights["values"] >= 0.6 * whole, chosen
            assert weights["returns"] + weights["shape"] + weights["finite"] <= 0.2 * whole


@pytest.mark.parametrize(("weights", "points"), [({}, 9.35), ({"figure": 29}, 5.0)])
def test_an_exam_may_say_what_a_criterion_is_worth_in_it(weights, points):
    examined = put(doubling(figures=1, weights=weights), lambda x: 2 * x, evidence={})
    assert status(examined)["figure"] == "failed"
    assert examined.verdict.points == points
    assert refuse(doubling(figures=1, weights=weights), "it ended", evidence=True).points == 0


def test_what_is_handed_in_beside_a_function_is_judged_only_where_it_may_be():
    exam = doubling(accuracies=(Accuracy(CALL, np.ones((1, 1)), 0.5, "the net"),), figures=1)
    assert [each.name for each in applicable(exam, evidence=False)] == ORDER
    assert [each.name for each in applicable(exam, evidence=True)][5:] == ["accuracy", "figure"]


def test_an_answer_that_was_not_asked_earns_nothing_by_every_criterion_that_applies():
    exam = doubling(figures=1)
    for evidence, names in ((False, ORDER), (True, [*ORDER, "figure"])):
        verdict = refuse(exam, "the process ended", evidence=evidence)
        assert (verdict.status, verdict.points, verdict.max_points) == ("failed", 0, 10)
        assert [criterion.name for criterion in verdict.criteria] == names
        assert verdict.message == "The process ended."


def growing(**changes):
    calls = tuple(Call({"x": np.ones((1, size))}, count_work=True) for size in (4, 300))
    return doubling(growth=calls, growing="the columns", **changes)


EXTREME = Case(Call({"x": np.full((1, 2), 1e3)}), np.full((1, 2), 2e3), extreme=True)


def with_extremes():
    first, *others = doubling().cases
    return doubling(cases=(first, EXTREME, *others), mistakes=tuple)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (lambda x: np.log(np.exp(x) ** 2), "when scores are 1,000 apart.*(inf|nan)"),
        (lambda x: 2 * np.minimum(x, 100), "when scores are 1,000 apart, 2 of 2 entries"),
        (
            lambda x: 2 * x if x.max() < 100 else x.undefined,
            "1,000 apart, the function raised A",
        ),
        (lambda x: 2 * x if x.max() < 100 else None, "1,000 apart, the function returned None"),
        (lambda x: 2 * x if x.max() < 100 else x.T, r"1,000 apart, .* should have shape \(1, 2\)"),
    ],
)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_what_goes_wrong_where_numbers_are_extreme_loses_only_stable(answer, says):
    exam = with_extremes()
    examined = put(exam, answer)
    assert [name for name, found in status(examined).items() if found != "passed"] == ["stable"]
    assert re.search(says, next(c.message for c in examined.verdict.criteria if c.name == "stable"))
    assert 0.85 * 10 < examined.verdict.points < 10


def test_a_right_answer_is_stable_and_a_wrong_one_is_not_asked_whether_it_is():
    exam = with_extremes()
    assert put(exam, lambda x: 2 * x).verdict.status == "passed"
    found = status(put(exam, lambda x: 3 * x))
    assert (found["values"], found["stable"]) == ("failed", "not judged")


def test_a_loop_loses_only_the_criterion_vectorised():
    looping = put(growing(), lambda x: np.array([[2 * entry for entry in row] for row in x]))
    assert status(looping)["vectorised"] == "failed"
    assert looping.verdict.points > 8
    assert put(growing(), lambda x: 2 * x).verdict.status == "passed"


def test_figures_and_processes_are_not_called_loops():
    def draws(x):
        counts, _, _ = Figure().subplots().hist([0.5])  # without a figure, there are none
        return 2 * x * counts.sum()

    def delegates(x):
        subprocess.run(["true"], check=True)
        return 2 * x

    for shown, said in ((draws, "draws each time it is called"), (delegates, "other processes")):
        result = put(growing(), shown)
        assert status(result)["vectorised"] == "failed"
        assert said in result.verdict.message
        assert "loops" not in result.verdict.message


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
        (lambda rng: rng.standard_normal((180, 160)) + 0 * np.random.rand(), "reproducible"),  # noqa: NPY002
        (lambda rng: rng.standard_normal((180, 160)) + 0 * random.random(), "reproducible"),
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


LABELS = np.array([[0, 1, 1, 0]])


@pytest.mark.parametrize(
    ("right", "at_least", "says"),
    [
        (4, 1.0, ""),
        (3, 0.75, ""),
        (3, 0.76, "the net labels 75% of new points correctly, expected 76% or more"),
        (0, 0.01, "the net labels 0% of new points correctly"),
        (None, 0.5, "with the net, the function raised TypeError"),
        (np.ones((1, 1)), 0.5, "with the net: the double should have shape (1, 4), got (4,)"),
    ],
)
def test_what_was_trained_has_to_label_its_share_of_points_rightly(right, at_least, says):
    def answer(x, net=None):
        if net is None:
            return 2 * x
        if np.ndim(net["right"]):
            return LABELS.ravel()
        return np.where(np.arange(4) < net["right"], LABELS, 1 - LABELS)

    call = Call({"x": np.ones((1, 4)), "net": {"evidence": ["parameters", "he"]}})
    exam = doubling(accuracies=(Accuracy(call, LABELS, at_least, "the net"),))
    handed_in = {"parameters": {"he": {"right": right}}}
    examined = put(exam, answer, handed_in)
    (result,) = (each for each in examined.verdict.criteria if each.name == "accuracy")
    assert result.status == ("failed" if says else "passed")
    assert says in result.message


@pytest.mark.parametrize("failing", ["wrong", "raises", "blank"])
def test_a_net_that_is_asked_without_the_function_earns_its_share_whatever_the_function_does(
    failing,
):
    def answer(x):
        if failing == "blank":
            raise NotImplementedError
        return 3 * x if failing == "wrong" else 1 / 0

    net = {"W1": np.array([[1.0], [-1.0]]), "b1": np.zeros((2, 1))}
    own = Accuracy(
        None, np.array([0, 1]), 1.0, "the net", np.array([[2.0, -3.0]]), ("parameters", "he")
    )
    weights = {"accuracy": 10}
    good = put(doubling(accuracies=(own,), weights=weights), answer, {"parameters": {"he": net}})
    assert (good.verdict.status, status(good)["accuracy"]) == ("failed", "passed")
    lost = put(doubling(accuracies=(own,), weights=weights), answer, {"parameters": {}})
    assert status(lost)["accuracy"] == "failed"
    assert good.verdict.points - lost.verdict.points == pytest.approx(10 * 10 / 39, abs=0.02)
    assert lost.verdict.status == ("not attempted" if failing == "blank" else "failed")
    asked = Accuracy(Call({"x": np.ones((1, 2))}), np.ones((1, 2)), 0.1, "the net")
    through = put(doubling(accuracies=(asked,)), answer, {})
    assert status(through)["accuracy"] == "not judged"


@pytest.mark.parametrize("handed_in", [{}, {"parameters": None}, {"parameters": {"other": 1}}])
def test_a_net_that_was_not_handed_in_labels_nothing(handed_in):
    call = Call({"net": {"evidence": ["parameters", "he"]}})
    exam = doubling(accuracies=(Accuracy(call, LABELS, 0.5, "the net"),))
    examined = put(exam, lambda x: 2 * x if x is not None else None, handed_in)
    assert status(examined)["accuracy"] == "failed"
    assert "the net is missing" in examined.verdict.message.lower()


def test_an_argument_that_is_none_for_everybody_is_not_missing():
    call = Call({"x": np.ones((1, 4)), "net": None})
    exam = doubling(accuracies=(Accuracy(call, LABELS, 1.0, "the net"),))
    examined = put(exam, lambda x, net=1: 2 * x if net else LABELS, {})
    assert status(examined)["accuracy"] == "passed"


@pytest.mark.parametrize(
    ("expected", "got", "says"),
    [
        ([1.0, 2.0], (1.0, 2.0), ""),
        ([1.0, 2.0], [1.0], "should have 2 items, got 1"),
        ([1.0, 2.0], 1.0, "should be a list, got the float 1.0"),
        ({"W1": 1.0}, {"W1": 1.0, "more": 2}, ""),
        ({"W1": 1.0}, {"w1": 1.0}, "there is no 'W1' in the double (it has: w1)"),
        ({"W1": 1.0}, {"W1": 1.0, "W2": 1.0}, "a key too many, 'W2'"),
        ({"W1": [1.0]}, {"W1": [2.0]}, "the double['W1'][0] is 2, expected 1"),
        ({"W1": 1.0}, [1.0], "should be a dict, got a list"),
        (1.0, [1.0], "should be a number, got a list"),
        (1.0, np.ones(2), "should be one number"),
        ("kind", "other", "should be a str, got a str"),
        (None, None, ""),
        (None, 1.0, "should be None, got the float 1.0"),
    ],
)
def test_an_answer_of_each_kind_is_compared_part_by_part(expected, got, says):
    exam = doubling(
        cases=(Case(Call({"x": 0}), (expected, 0)),), outputs=("the double", "0"), mistakes=tuple
    )
    verdict = put(exam, lambda x: (got, 0)).verdict
    assert verdict.status == ("failed" if says else "passed")
    assert says.lower() in verdict.message.lower()

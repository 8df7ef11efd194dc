"""Numbers are judged as numbers, whatever they come in."""

from __future__ import annotations

from collections import (
    ChainMap,
    Counter,
    OrderedDict,
    UserDict,
    UserList,
    defaultdict,
    deque,
    namedtuple,
)
from decimal import Decimal, Inexact, localcontext
from fractions import Fraction
from types import MappingProxyType

import numpy as np
import pytest

from autograder.checks.calling.observation import Observation, observe, same
from autograder.checks.comparing.alignment import align
from autograder.checks.comparing.batches import Division, Traits
from autograder.checks.exam import Accuracy, Call, Case, Mistake
from autograder.checks.packing import pack, unpack
from autograder.checks.plain import MAX_ITEMS, MalformedData, Odd, Opaque, bare, plain
from tests.checks.conftest import doubling, put, status

X = np.array([[0.1, -2.7], [3.3, 1e-9]])
Pair = namedtuple("Pair", "v s")


def failed(examined):
    return [name for name, how in status(examined).items() if how != "passed"]


def returning(value, expected, **changes):
    """What it costs to return a value where another is expected, after a way to the judge."""
    exam = doubling(cases=(Case(Call({"x": 0}), expected),), mistakes=tuple, **changes)
    examined = put(exam, lambda x: value)
    sent = unpack(pack(observe([lambda x: value], Call({"x": 0})).to_tree()))
    assert same(
        Observation.from_tree(sent).to_tree(), observe([lambda x: value], Call({"x": 0})).to_tree()
    )
    return failed(examined)


def objects(convert):
    made = np.empty(X.shape, dtype=object)
    for index, number in np.ndenumerate(X):
        made[index] = convert(float(number))
    return made


USUAL = {
    "another order in memory": X.copy(order="F"),
    "a view": np.repeat(X, 2, axis=0)[::2],
    "another byte order": X.astype(X.dtype.newbyteorder()),
    "a matrix": X.view(np.matrix),
    "a masked array": np.ma.array(X),
    "long doubles": X.astype(np.longdouble),
    "single precision": X.astype(np.float32),
}
ODD = {
    "complex": X + 0j,
    "complex with round-off": X + 1e-16j,
    "complex in single precision": X.astype(np.complex64),
    "long complex": X.astype(np.clongdouble),
    "objects": X.astype(object),
    "fractions": objects(Fraction),
    "decimals": objects(Decimal),
    "complex objects": objects(complex),
    "numpy's numbers as objects": objects(np.float64),
    "arrays as objects": objects(np.array),
    "a list": X.tolist(),
    "a tuple": tuple(map(tuple, X)),
    "a list of rows": list(X),
    "a list of fractions": objects(Fraction).tolist(),
    "a list of complex rows": list(X + 0j),
    "a deque": deque(X),
    "a list of one's own": UserList(X.tolist()),
}


@pytest.mark.parametrize("kind", USUAL)
def test_an_array_that_numpy_takes_for_one_costs_nothing(kind):
    assert returning(USUAL[kind], X) == []


@pytest.mark.parametrize("kind", ODD)
def test_numbers_of_an_odd_type_cost_the_type_and_nothing_else(kind):
    if kind != "a tuple":  # that is taken for several outputs
        assert returning(ODD[kind], X) == ["returns"]
    assert returning({"W1": ODD[kind]}, {"W1": X}) == ["returns"]
    assert returning((ODD[kind], X), (X, X), outputs=("v", "s")) == ["returns"]


@pytest.mark.parametrize("kind", ODD)
def test_numbers_of_an_odd_type_are_wrong_where_they_are(kind):
    assert "values" in returning(ODD[kind], 1.01 * X)


def test_complex_numbers_in_single_precision_are_judged_as_such():
    assert returning(((1 + 3e-6) * X).astype(np.complex64), X) == ["returns"]
    assert "values" in returning(((1 + 3e-5) * X).astype(np.complex64), X)


@pytest.mark.parametrize(
    ("number", "costs"),
    [
        (0.3, []),
        (np.float64(0.3), []),
        (np.float32(0.3), []),
        (np.longdouble(0.3), []),
        (np.array(0.3), []),
        (np.array([[0.3]]), []),
        (np.array([[0.3]]).view(np.matrix), []),
        (np.ma.array(0.3), []),
        (np.float16(0.3), ["returns"]),
        (0.3 + 0j, ["returns"]),
        (np.complex64(0.3), ["returns"]),
        (np.clongdouble(0.3), ["returns"]),
        (Fraction(3, 10), ["returns"]),
        (Decimal("0.3"), ["returns"]),
        (np.array(0.3, dtype=object), ["returns"]),
        (np.array([Fraction(3, 10)]), ["returns"]),
        ([0.3], ["returns"]),
    ],
)
def test_a_number_may_be_of_any_type(number, costs):
    assert returning(number, 0.3) == costs


@pytest.mark.parametrize("number", [10**30, 2**64, np.uint64(2**64 - 1)])
def test_a_whole_number_may_be_large(number):
    assert returning(number, float(number)) == ["returns"]
    assert plain(10**400) == Opaque("int")


@pytest.mark.parametrize(
    "made",
    [OrderedDict, lambda d: defaultdict(float, d), Counter, type("Mine", (dict,), {})],
)
def test_a_dict_of_any_kind_is_a_dict(made):
    assert returning(made({"W1": X, "b1": 2 * X}), {"W1": X, "b1": 2 * X}) == []


@pytest.mark.parametrize("made", [MappingProxyType, UserDict, ChainMap])
def test_another_mapping_costs_the_type_and_nothing_else(made):
    expected = {"W1": X, "b1": 2 * X}
    assert returning(made(expected), expected) == ["returns"]
    assert returning((made(expected), 1), (expected, 1), outputs=("v", "s")) == ["returns"]
    assert "values" in returning(made({"W1": X, "b1": 3 * X}), expected)
    assert "values" in returning(made({"W1": X}), expected)


@pytest.mark.parametrize(
    ("made", "costs"), [(list, []), (tuple, []), (Pair._make, []), (deque, ["returns"])]
)
def test_several_outputs_may_come_in_any_sequence(made, costs):
    assert returning(made([X, 2 * X]), (X, 2 * X), outputs=("v", "s")) == costs


@pytest.mark.parametrize(
    "value", [X + 1e-3j, 1j, "0.3", X.astype(str), np.array(["0.3"], dtype=object), b"abc", {0.3}]
)
def test_what_is_no_real_number_is_none(value):
    assert "values" in returning(value, X)
    assert "values" in returning(value, 0.3)


@pytest.mark.parametrize(
    "value", [np.array([[complex(np.nan), 1], [2, 3]]), objects(lambda _: np.nan)]
)
def test_odd_numbers_that_are_not_finite_are_told_as_any(value):
    exam = doubling(cases=(Case(Call({"x": 0}), {"W1": X, "b1": 0.3}),), mistakes=tuple)
    for answer in ({"W1": value, "b1": 0.3}, {"W1": X, "b1": value[0, 0]}):
        seen = status(put(exam, lambda x, answer=answer: answer))
        assert (seen["shape"], seen["finite"]) == ("passed", "failed")


def test_half_precision_costs_its_digits_and_nothing_where_none_are_lost():
    assert returning(X.astype(np.float16), X) == ["returns"]
    assert returning(X[0].astype(np.float16), X[0]) == ["returns"]
    assert returning(np.zeros((2, 2), np.float16), np.zeros((2, 2))) == []
    assert "values" in returning((1.01 * X[0]).astype(np.float16), X[0])


def test_the_message_names_what_was_expected_and_what_came():
    exam = doubling(cases=(Case(Call({"x": 0}), {"W1": X}),), mistakes=tuple)
    said = {
        "W1 should be a NumPy array of real numbers, got an array of dtype complex128": {
            "W1": X + 0j
        },
        "The double should be a dict, got a UserDict": UserDict({"W1": X}),
    }
    for sentence, value in said.items():
        assert sentence in put(exam, lambda x, value=value: value).verdict.message


def test_a_variant_is_recognised_in_whatever_type_it_comes():
    variant = Mistake("other", "Accepted.", (3 * X,))
    exam = doubling(
        cases=(Case(Call({"x": X}), 2 * X),), mistakes=tuple, variants=lambda: (variant,)
    )
    assert failed(put(exam, lambda x: (3 * x).tolist())) == ["returns"]
    assert failed(put(exam, lambda x: 3 * x)) == []


FED = Call({"W": {"a": X}, "v": X}, then=({}, {}), feeds=("W", "v"))


@pytest.mark.parametrize(
    "odd",
    [
        lambda W, v: (UserDict(W), v),
        lambda W, v: (MappingProxyType(W), v),
        lambda W, v: (W, v.tolist()),
        lambda W, v: (W, v + 0j),
        lambda W, v: (W, v.astype(object)),
        lambda W, v: ({"a": W["a"].tolist()}, v),
        lambda W, v: [W, v.view(np.matrix)],
        lambda W, v: deque([W, v]),
        lambda W, v: np.array([W, v, None], dtype=object)[:2],
    ],
)
def test_what_comes_back_is_fed_on_in_the_form_that_was_given(odd):
    def step(W, v):
        assert type(W) is dict
        assert type(W["a"]) is type(v) is np.ndarray
        assert v.dtype.kind == "f"
        return {"a": W["a"] + v}, v * v

    one, two, three = observe([step], FED).value
    exam = doubling(cases=(Case(FED, [one, two, three]),), outputs=("W", "v"), mistakes=tuple)
    examined = put(exam, lambda W, v: odd(*step(W, v)))
    assert "values" not in failed(examined), examined.verdict.message


def test_two_mappings_that_share_an_array_are_told_whatever_their_kind():
    shared = np.zeros(2)
    for made in (dict, UserDict, MappingProxyType):
        call = Call({"x": 1})
        assert observe([lambda x, m=made: (m({"a": shared}), m({"a": shared}))], call).twice
        assert not observe([lambda x, m=made: (m({"a": shared}), m({"a": shared + 1}))], call).twice


class Lazy(dict):
    """Makes its arrays when they are asked for, each time in the same place of the memory."""

    def values(self):
        return (np.zeros(3) for _ in self)


def test_arrays_that_are_made_one_after_the_other_are_not_one():
    made = tuple(Lazy.fromkeys("ab", 0) for _ in range(20))
    assert not observe([lambda x: made], Call({"x": 1})).twice


SAMPLES, LABELS = np.arange(12.0).reshape(2, 6), np.arange(6.0).reshape(1, 6)


def cut(X, Y):
    return [(X[:, start : start + 4], Y[:, start : start + 4]) for start in (0, 4)]


def ragged(pairs):
    made = np.empty((len(pairs), 2), dtype=object)
    for place, pair in enumerate(pairs):
        made[place, 0], made[place, 1] = pair
    return made


@pytest.mark.parametrize(
    ("batches", "costs"),
    [
        (cut(SAMPLES, LABELS), False),
        (tuple(map(list, cut(SAMPLES, LABELS))), False),
        (list(map(Pair._make, cut(SAMPLES, LABELS))), False),
        (deque(cut(SAMPLES, LABELS)), True),
        (ragged(cut(SAMPLES, LABELS)), True),
        (cut(SAMPLES + 0j, LABELS), True),
        (cut(SAMPLES, LABELS.astype(object)), True),
        ([(x.tolist(), y.tolist()) for x, y in cut(SAMPLES, LABELS)], True),
    ],
)
def test_batches_may_come_in_any_type(batches, costs):
    right = Traits.of(SAMPLES, LABELS, [cut(SAMPLES, LABELS)])
    leaves, faults = align(Division(SAMPLES, LABELS, right), [plain(batches)], ("batches",))
    assert leaves[0].expected.disagreement(leaves[0].got) == ""
    assert [(fault.criterion, fault.fatal) for fault in faults] == [("returns", False)] * costs


def test_an_odd_type_costs_nothing_where_only_labels_count():
    call, labels = Call({"x": np.ones((1, 4)), "net": 1.0}), np.array([[0, 1, 1, 0]])
    exam = doubling(accuracies=(Accuracy(call, labels, 1.0, "the net"),))
    answer = lambda x, net=None: 2 * x if net is None else labels.tolist()  # noqa: E731
    assert status(put(exam, answer, {}))["accuracy"] == "passed"


def test_what_was_handed_in_oddly_is_given_to_a_function_as_what_it_holds():
    handed_in = {"parameters": plain(UserDict({"W1": [Fraction(1, 2), 1j]}))}
    call = Call({"net": {"evidence": ["parameters"]}})
    seen = observe([lambda net: (type(net).__name__, net["W1"][0])], call, handed_in)
    assert seen.value == ("dict", 0.5)


def test_a_student_s_decimals_may_be_as_strict_as_they_like():
    with localcontext() as context:
        context.prec = 2
        context.traps[Inexact] = True
        assert plain(Decimal("0.123456789")) == Odd("a Decimal", 0.123456789)


def test_a_long_list_of_numbers_crosses_as_an_array():
    numbers = list(range(MAX_ITEMS + 1))
    assert same(plain(numbers), Odd("a list", np.arange(MAX_ITEMS + 1.0)))
    assert isinstance(plain([None] * (MAX_ITEMS + 1)), Opaque)


def test_what_is_odd_is_told_apart_and_can_be_taken_off():
    tree = plain({"a": UserDict(b=Fraction(1, 2)), "c": [deque([1])]})
    assert bare(tree) == {"a": {"b": 0.5}, "c": [[1]]}
    assert same(tree, plain({"a": UserDict(b=Fraction(1, 2)), "c": [deque([1])]}))
    assert not same(tree, bare(tree))
    assert not same(plain(Fraction(1, 2)), plain(Decimal("0.5")))


@pytest.mark.parametrize("content", [b"1", b"[]", b'["a"]', b'["a", 1, 2]', b'["a", {"what": 1}]'])
def test_nonsense_in_the_place_of_an_odd_value_is_refused(content):
    header = b'{"tree": {"odd": ' + content + b'}, "arrays": []}'
    with pytest.raises(MalformedData):
        unpack(len(header).to_bytes(8, "big") + header)


BOTH = np.zeros((4, 6))
VIEWS = {
    "all of it": ({"a": BOTH}, {"a": BOTH[:]}, True),
    "turned round": ({"a": BOTH}, {"a": BOTH[::-1]}, True),
    "in another shape": ({"a": BOTH}, {"b": BOTH.reshape(3, 8)}, True),
    "two that overlap": ({"a": BOTH[:3]}, {"a": BOTH[2:]}, True),
    "a row each": ({"a": BOTH[0]}, {"a": BOTH[1]}, False),
    "every other column": ({"a": BOTH[:, ::2]}, {"a": BOTH[:, 1::2]}, False),
    "a copy": ({"a": BOTH}, {"a": BOTH.copy()}, False),
    "in one dict alone": ({"a": BOTH, "b": BOTH[:]}, {"a": np.zeros(3)}, False),
    "nothing in it": ({"a": BOTH[:0]}, {"a": BOTH[:0]}, False),
}


@pytest.mark.parametrize(("one", "other", "twice"), VIEWS.values(), ids=VIEWS)
def test_views_of_the_same_numbers_in_two_dicts_are_one_array(one, other, twice):
    assert observe([lambda x: (one, other)], Call({"x": 1})).twice == twice

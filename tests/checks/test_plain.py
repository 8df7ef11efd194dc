from __future__ import annotations

import contextlib
import json
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.checks.calling.observation import Observation, observe, same
from autograder.checks.exam import Call
from autograder.checks.packing import pack, unpack
from autograder.checks.plain import MalformedData, Opaque, plain

numbers = hnp.arrays(
    st.sampled_from([np.float64, np.float32, np.int64, np.bool_, np.uint8]),
    hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3),
)
leaves = (
    st.none()
    | st.booleans()
    | st.integers(-(2**62), 2**62)
    | st.floats()
    | st.text(max_size=5)
    | numbers
)
trees = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(trees)
def test_a_tree_survives_packing(tree):
    assert same(unpack(pack(tree)), tree)


@settings(max_examples=200)
@given(trees, st.data())
def test_damaged_bytes_are_refused_or_read_as_another_tree_but_never_crash(tree, data):
    packed = bytearray(pack(tree))
    place = data.draw(st.integers(0, len(packed) - 1))
    packed[place] ^= data.draw(st.integers(1, 255))
    with contextlib.suppress(MalformedData):
        unpack(bytes(packed))


@given(trees, st.data())
def test_cut_off_bytes_are_refused(tree, data):
    packed = pack(tree)
    with pytest.raises(MalformedData):
        unpack(packed[: data.draw(st.integers(0, len(packed) - 1))])


def test_an_array_of_objects_cannot_be_smuggled_in():
    header = b'{"tree": {"array": 0}, "arrays": [["|O", [1]]]}'
    with pytest.raises(MalformedData, match="not of numbers"):
        unpack(len(header).to_bytes(8, "big") + header + bytes(8))


def test_a_huge_shape_is_refused_before_anything_is_allocated():
    header = b'{"tree": {"array": 0}, "arrays": [["<f8", [1099511627775, 1099511627775]]]}'
    with pytest.raises(MalformedData):
        unpack(len(header).to_bytes(8, "big") + header)


@pytest.mark.parametrize("places", [(0, 0), (1, 0), (0, 2), (0, -1), (0, "1"), (1,)])
def test_an_array_stands_in_one_place_and_in_its_turn(places):
    both = {"tree": [{"array": place} for place in (0, 1)], "arrays": [["<f8", [1]]] * 2}
    other = {**both, "tree": [{"array": place} for place in places]}
    for message, fits in ((both, True), (other, False)):
        header = json.dumps(message).encode()
        packed = len(header).to_bytes(8, "big") + header + bytes(16)
        with (
            contextlib.nullcontext() if fits else pytest.raises(MalformedData, match="in the place")
        ):
            assert same(unpack(packed), [np.zeros(1)] * 2)


def test_a_nested_bomb_is_refused():
    tree = [[]]
    for _ in range(200):
        tree = [tree]
    with pytest.raises(MalformedData):
        unpack(pack(tree))


def test_a_key_is_a_text_and_nothing_else():
    for key in (b"3", b"[" * 900 + b"]" * 900):
        header = b'{"tree": {"dict": [[%s, 1]]}, "arrays": []}' % key
        with pytest.raises(MalformedData):
            unpack(len(header).to_bytes(8, "big") + header)


class Treacherous(np.ndarray):
    def __eq__(self, other):
        return True


def test_what_is_no_tree_is_named_and_what_pretends_is_copied():
    assert plain(np.array([object()])) == Opaque("an array of dtype object")
    assert plain({"f": len}) == {"f": Opaque("builtin_function_or_method")}
    assert type(plain(np.zeros(2).view(Treacherous))) is np.ndarray
    original = np.zeros(2)
    copied = plain(original)
    original[0] = 1
    assert copied[0] == 0


def test_what_is_no_data_keeps_the_name_of_its_type_on_its_way_to_the_judge():
    seen = observe([lambda x: np.array(["a"])], Call({"x": 1}))
    assert Observation.from_tree(unpack(pack(seen.to_tree()))).value == Opaque(
        "an array of dtype <U1"
    )


def test_large_arrays_cross_with_one_copy_and_no_other():
    size = 64 * 2**20
    tree = {"file": np.zeros(size, np.uint8), "none": None, "list": [True, 2**62, 0.5, {"a": []}]}
    tracemalloc.start()
    try:
        packed = pack(tree)
        packing = tracemalloc.get_traced_memory()[1]
        tracemalloc.reset_peak()
        read = unpack(packed, bounded=False)
        reading = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert same(read, tree)
    # What is packed is the one copy; the array that was read lies in it.
    assert size < len(packed) <= min(packing, reading)
    assert max(packing, reading) < 1.1 * size


@pytest.mark.slow
@pytest.mark.parametrize("tree", ["x" * 10_000_000, ["é"] * 1_000_000, [[]] * 200_000])
def test_what_we_send_ourselves_may_be_of_any_size(tree):
    assert unpack(pack(tree), bounded=False) == tree
    with pytest.raises(MalformedData, match="too many pieces"):
        unpack(pack(tree))

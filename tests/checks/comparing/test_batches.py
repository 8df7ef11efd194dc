"""Mini-batches are judged by what they have to be: whole, paired, of the right size, shuffled."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from autograder.checks.comparing import batches
from autograder.checks.comparing.batches import Division, Traits, freedom, identify

M, SIZE, DRAWS = 12, 5, 48
DATA = np.arange(M)
X = np.stack([DATA + 0.5, -(DATA**2.0)]) / 3
Y = DATA[None] / M


def divide(order, size=SIZE, features=X, labels=Y):
    parts = [order[start : start + size] for start in range(0, len(order), size)]
    return [(features[:, part], labels[:, part]) for part in parts]


def free(rng):
    return rng.permutation(M)


def inside(rng, data=DATA):
    return np.concatenate([rng.permutation(data[i : i + SIZE]) for i in range(0, M, SIZE)])


def affine(rng):
    return (DATA * rng.choice([1, 5, 7, 11]) + rng.integers(M)) % M


def cyclic(rng):
    """One swap too few in each step of a shuffle: no sample ever stays where it was."""
    order = DATA.copy()
    for last in range(M - 1, 0, -1):
        other = rng.integers(last)
        order[[last, other]] = order[[other, last]]
    return order


SHUFFLES = {
    "kept": lambda rng: DATA,
    "the same": lambda rng: (DATA + 6) % M,
    "turned": lambda rng: np.roll(DATA, rng.integers(M)),
    "inside": inside,
    "few": affine,
}
BOUND = {
    "turned, then inside": lambda rng: inside(rng, np.roll(DATA, rng.integers(M))),
    "the last stays": lambda rng: np.append(rng.permutation(M - 1), M - 1),
    "cyclic": cyclic,
    "in pairs": lambda rng: (rng.permutation(M // 2)[:, None] * 2 + np.arange(2)).ravel(),
    "sorted inside": lambda rng: np.concatenate([np.sort(X_t) for X_t in free(rng).reshape(3, 4)]),
}


def orders(shuffle, seed=0):
    rng = np.random.default_rng(seed)
    return np.array([shuffle(rng) for _ in range(DRAWS)])


@pytest.mark.parametrize("size", [1, 2, SIZE, M])
@pytest.mark.parametrize("seed", range(50))
def test_a_free_shuffle_is_free_whatever_the_size_of_the_batches(seed, size):
    assert freedom(orders(free, seed), size) == "free"


@pytest.mark.parametrize("name", SHUFFLES)
def test_an_order_that_is_no_shuffle_is_named(name):
    assert freedom(orders(SHUFFLES[name]), SIZE) == name


def test_shuffling_whole_batches_is_named():
    whole = orders(lambda rng: DATA.reshape(3, 4)[rng.permutation(3)].ravel())
    assert freedom(whole, 4) == "batches"


@pytest.mark.parametrize("name", BOUND)
def test_a_shuffle_that_some_orders_never_come_from_is_not_free(name):
    size = 4 if name == "sorted inside" else SIZE
    assert freedom(orders(BOUND[name]), size) == "bound"


def right():
    return [divide(order) for order in orders(free)]


RIGHT = Traits.of(X, Y, right())


def complaint(divisions):
    return Division(X, Y, RIGHT).disagreement(Traits.of(X, Y, divisions))


def test_another_shuffle_tuples_and_float32_are_as_right():
    again = [divide(order) for order in orders(free, seed=7)]
    narrow = [tuple((a.astype(np.float32), b.astype(np.float32)) for a, b in one) for one in again]
    assert complaint(again) == complaint(narrow) == ""


@pytest.mark.parametrize(
    ("spoil", "clause"),
    [
        (lambda one: one[:-1], "leave some samples out"),
        (lambda one: [*one, one[0]], "more than once"),
        (lambda one: divide(np.arange(M), size=4), "expected 5, 5, 2 samples"),
        (lambda one: [(X_t, Y_t[:, ::-1]) for X_t, Y_t in one], "do not keep each column"),
        (lambda one: [(X_t + 1, Y_t) for X_t, Y_t in one], "not columns of X"),
        (lambda one: divide(DATA), "nothing is shuffled"),
    ],
)
def test_what_is_wrong_with_the_batches_is_said(spoil, clause):
    assert clause in complaint([spoil(one) for one in right()])


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (None, "returned None"),
        ({"X": X}, "should be a list"),
        ([], "is empty"),
        ([X], r"pair \(X_t, Y_t\)"),
        ([(X, "Y")], "should be arrays"),
    ],
)
def test_what_is_no_list_of_pairs_is_said(answer, words):
    traits = Traits.of(X, Y, [answer])
    assert words.replace("\\", "") in traits.structure


def test_flat_labels_cost_the_shape_alone():
    flat = [[(X_t, Y_t.ravel()) for X_t, Y_t in one] for one in right()]
    traits = Traits.of(X, Y, flat)
    assert traits.flat
    assert "(1, 5)" in traits.shape
    assert replace(traits, flat=False, shape="") == RIGHT


def test_of_a_batch_with_far_too_many_columns_only_some_are_compared(monkeypatch):
    seen = []

    def counted(columns, samples):
        seen.append(columns.shape[1])
        return identify(columns, samples)

    monkeypatch.setattr(batches, "identify", counted)
    for repeats in (3, 10**5):
        traits = Traits.of(X, Y, [[(np.tile(X, repeats), np.tile(Y, repeats))]])
        assert (traits.repeated, traits.missing, traits.strange) == (True, False, False)
        assert traits.sizes == (repeats * M,)
        assert traits.paired
    assert seen == [3 * M, batches.MANY + 20 * M]

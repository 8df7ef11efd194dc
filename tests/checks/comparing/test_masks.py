"""Dropout is judged by what it has to be: a draw for each entry, the right share, made larger."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from autograder.checks.comparing.alignment import align
from autograder.checks.comparing.masks import Masked, MaskTraits

RIGHT = MaskTraits()
SHAPES = [(8, 5, 48), (40, 60, 8), (60, 40, 16)]


def array(n, m):
    return np.random.default_rng(0).choice([-2.0, -1.0, 0.5, 1.5], (n, m))


def traits(drop, keep=0.7, n=8, m=5, draws=48, seed=1):
    A, rng = array(n, m), np.random.default_rng(seed)
    return MaskTraits.of(A, keep, [drop(A, keep, rng) for _ in range(draws)])


def by(draw):
    """Dropout whose mask is drawn in some way."""

    def drop(A, keep, rng):
        mask = draw(A.shape, keep, rng)
        return A * mask / keep, mask

    return drop


def each(shape, keep, rng):
    return rng.random(shape) < keep


FREE = {
    "below": each,
    "above": lambda shape, keep, rng: rng.random(shape) >= 1 - keep,
    "binomial": lambda shape, keep, rng: rng.binomial(1, keep, shape),
    "choice": lambda shape, keep, rng: rng.choice([1.0, 0.0], shape, p=[keep, 1 - keep]),
    "single precision": lambda shape, keep, rng: rng.random(shape, np.float32) < keep,
}
BOUND = {
    "units": lambda shape, keep, rng: np.tile(rng.random((shape[0], 1)) < keep, (1, shape[1])),
    "samples": lambda shape, keep, rng: np.tile(rng.random((1, shape[1])) < keep, (shape[0], 1)),
    "whole": lambda shape, keep, rng: np.full(shape, rng.random() < keep),
    "the-same": lambda shape, keep, _: np.random.default_rng(7).random(shape) < keep,
    "counted": lambda shape, keep, rng: (
        rng.permutation(shape[0] * shape[1]).reshape(shape) < keep * shape[0] * shape[1]
    ),
}


@pytest.mark.parametrize("draw", FREE)
@pytest.mark.parametrize(("n", "m", "draws"), SHAPES)
@pytest.mark.parametrize("keep", [0.3, 0.5, 0.9])
def test_any_free_draw_of_each_entry_is_right(draw, n, m, draws, keep):
    for seed in range(10):
        assert traits(by(FREE[draw]), keep, n, m, draws, seed) == RIGHT


@pytest.mark.parametrize("kind", BOUND)
def test_a_mask_that_is_not_free_says_what_its_entries_have_in_common(kind):
    assert traits(by(BOUND[kind])).free == kind


def test_as_many_in_each_column_is_counted_too():
    def draw(shape, keep, rng):
        return rng.permuted(np.tile(np.arange(shape[0]), (shape[1], 1)), axis=1).T < 5

    assert traits(by(draw), keep=5 / 8).free == "counted"


@pytest.mark.parametrize("axis", [0, 1])
def test_an_entry_that_follows_its_neighbour_is_bound(axis):
    def draw(shape, keep, rng):
        draws = rng.random(shape)
        return np.where(rng.random(shape) < 0.5, draws, np.roll(draws, 1, axis)) < keep

    assert traits(by(draw), n=60, m=40, draws=16).free == "bound"


@pytest.mark.parametrize(
    ("share", "name"), [(0.7, "right"), (0.3, "inverted"), (0.5, "half"), (0.66, "other")]
)
def test_the_share_that_is_kept_is_told_by_many_entries(share, name):
    drop = by(lambda shape, _, rng: rng.random(shape) < share)
    assert traits(drop, n=60, m=40, draws=16).share == name


@pytest.mark.parametrize(
    ("factor", "name"),
    [
        (1 / 0.7, "right"),
        (1, "one"),
        (0.7, "keep"),
        (1 / 0.3, "drop"),
        (1 / 0.49, "twice"),
        (0.7**-0.5, "root"),
        (1.3, "other"),
    ],
)
def test_what_is_kept_is_multiplied_by_something_that_has_a_name(factor, name):
    def drop(A, keep, rng):
        mask = each(A.shape, keep, rng)
        return A * mask * factor, mask

    assert traits(drop).scale == name


def test_the_share_that_happens_to_be_kept_is_not_keep_prob():
    def drop(A, keep, rng):
        mask = each(A.shape, keep, rng)
        return A * mask / mask.mean(), mask

    assert traits(drop).scale == "actual"


def test_noise_is_no_factor():
    def drop(A, keep, rng):
        mask = each(A.shape, keep, rng)
        return A * mask * (1 + rng.random(A.shape)), mask

    assert traits(drop).scale == "uneven"


@pytest.mark.parametrize("most", [1.0, 1 / 0.7])
def test_draws_that_multiply_are_told_from_what_is_put_in_place_of_dropped_entries(most):
    def by_draws(A, keep, rng):
        draws = rng.random(A.shape)
        return A * draws * most, draws < keep

    def filled(A, keep, rng):
        mask = each(A.shape, keep, rng)
        return np.where(mask, A * most, 0.2), mask

    assert traits(by_draws).scale == "draws"
    assert traits(filled).scale == "uneven"


def test_a_factor_of_its_own_for_each_mask_is_no_noise():
    def drop(A, keep, rng):
        mask = each(A.shape, keep, rng)
        return A * mask * rng.uniform(1, 2), mask

    assert traits(drop).scale == "changing"


@pytest.mark.parametrize(
    ("marks", "of"),
    [
        ("kept", lambda mask, _: mask.astype(int)),
        ("dropped", lambda mask, _: ~mask),
        ("scaled", lambda mask, keep: mask / keep),
        ("numbers", lambda mask, _: mask * 0.1),
        ("apart", lambda mask, _: np.roll(mask, 1)),
    ],
)
def test_a_mask_says_what_is_kept_or_something_else(marks, of):
    def drop(A, keep, rng):
        mask = each(A.shape, keep, rng)
        return A * mask / keep, of(mask, keep)

    assert traits(drop).marks == marks


def test_nothing_was_dropped_though_the_mask_says_so():
    assert traits(lambda A, keep, rng: (A, each(A.shape, keep, rng))).marks == "idle"


def test_with_keep_prob_1_everything_stays():
    assert traits(by(each), keep=1.0) == RIGHT
    assert traits(lambda A, *_: (A, A * 0), keep=1.0) != RIGHT
    assert traits(by(lambda shape, *_: np.arange(40).reshape(shape) > 0), keep=1.0).share == "other"


def test_a_number_that_is_none_is_told():
    assert not traits(lambda A, *_: (A * np.nan, A)).finite


def test_few_entries_are_never_judged_by_chance():
    for seed in range(300):
        assert traits(by(each), keep=0.5, n=2, m=3, draws=2, seed=seed).share == "right"


def test_every_trait_that_differs_is_put_into_words():
    A = array(8, 5)
    right = Masked(A, 0.7, RIGHT)
    others = {
        "share": ("inverted", "half", "all", "none", "other"),
        "free": (*BOUND, "bound"),
        "marks": ("dropped", "scaled", "numbers", "apart", "idle"),
        "scale": (
            "one",
            "keep",
            "drop",
            "actual",
            "twice",
            "root",
            "other",
            "uneven",
            "changing",
            "draws",
        ),
        "finite": (False,),
    }
    compared = {field.name for field in fields(MaskTraits) if field.compare}
    assert set(others) | {"structure"} == compared
    for trait, values in others.items():
        for value in values:
            told = right.disagreement(MaskTraits(**{trait: value}))
            assert told
            assert Masked(A, 0.7, MaskTraits(**{trait: value})).disagreement(RIGHT)


@pytest.mark.parametrize("value", [None, 3, "mask", (1,), [], (np.ones((8, 5)),), {}])
def test_what_is_no_pair_of_arrays_is_said_in_words(value):
    leaves, faults = align(Masked(array(8, 5), 0.7, RIGHT), [value, value], ("dropped", "mask"))
    assert not leaves
    assert [fault.criterion for fault in faults] == ["returns"]


def test_a_mask_of_another_shape_is_a_fault_of_shape():
    A = array(8, 5)
    pair = (A, np.ones((8, 1)))
    _, faults = align(Masked(A, 0.7, RIGHT), [pair, pair], ("dropped", "mask"))
    assert [fault.criterion for fault in faults] == ["shape"]
    assert "mask should have shape (8, 5)" in faults[0].message


def test_lists_of_numbers_cost_their_form_alone():
    A, rng = array(8, 5), np.random.default_rng(0)
    pairs = [by(each)(A, 0.7, rng) for _ in range(48)]
    lists = [(kept.tolist(), mask.tolist()) for kept, mask in pairs]
    (leaf,), faults = align(Masked(A, 0.7, RIGHT), lists, ("dropped", "mask"))
    assert leaf.got == RIGHT
    assert faults
    assert not any(fault.fatal for fault in faults)

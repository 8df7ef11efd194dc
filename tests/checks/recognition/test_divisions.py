"""Batches that are divided wrongly: what each way is told."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checks.calling.observation import observe
from autograder.checks.comparing.batches import Division, Traits
from autograder.checks.exam import Call, Case, Exam
from autograder.checks.judging import examine
from autograder.checks.words import say

PLAN = ((7, 3), (6, 3), (4, 9), (14, 5))
"""Samples, and the size of a batch: with a rest, without, all in one, and many."""


def cut(m, size, starts=None, width=None):
    starts = range(0, m, size) if starts is None else starts
    return [slice(start, start + (width or size)) for start in starts]


def divided(X, Y, slices, rng):
    order = rng.permutation(X.shape[1])
    return [(X[:, order[part]], Y[:, order[part]]) for part in slices]


def right(X, Y, size, rng):
    return divided(X, Y, cut(X.shape[1], size), rng)


def exam() -> Exam:
    cases = []
    for m, size in PLAN:
        X, Y = np.arange(2.0 * m).reshape(2, m), np.arange(float(m))[None]
        sizes = tuple(min(size, m - start) for start in range(0, m, size))
        steps = [{"X": X, "Y": Y, "size": size, "rng": {"rng": seed}} for seed in (1, 2)]
        call = Call(steps[0], tuple(steps[1:]))
        cases.append(Case(call, Division(X, Y, Traits(sizes=sizes))))
    return Exam("test.batches", ("batches",), ("the batches",), 10.0, tuple(cases))


def named(function) -> list[str]:
    verdict = examine(exam(), lambda call: observe([function], call)).verdict
    assert verdict.status == "failed"
    return verdict.mistake.split("+") if verdict.mistake else []


def test_a_right_division_passes():
    verdict = examine(exam(), lambda call: observe([right], call)).verdict
    assert verdict.status == "passed", verdict.message


def test_full_batches_that_overlap_are_not_told_to_be_full():
    def overlapping(X, Y, size, rng):
        return divided(X, Y, cut(X.shape[1], size, range(0, X.shape[1], size - 1)), rng)

    found = named(overlapping)
    assert "shared" in found
    assert "other-sizes" not in found


def full_only(X, Y, size, rng):
    m = X.shape[1]
    return divided(X, Y, cut(m, size, range(0, m - size + 1, size)), rng) or right(X, Y, m, rng)


def without_last(X, Y, size, rng):
    made = right(X, Y, size, rng)
    return made[:-1] if X.shape[1] % size == 0 else made


def one_more(X, Y, size, rng):
    made = right(X, Y, size, rng)
    return [*made, made[-1]] if X.shape[1] % size == 0 else made


def rest_from_the_front(X, Y, size, rng):
    made = right(X, Y, size, rng)
    k = made[-1][0].shape[1]
    return [*made[:-1], (made[0][0][:, :k], made[0][1][:, :k])] if len(made) > 2 else made


def rest_with_more(X, Y, size, rng):
    order = rng.permutation(X.shape[1])
    made = [(X[:, order[part]], Y[:, order[part]]) for part in cut(X.shape[1], size)]
    if X.shape[1] % size and len(made) > 1:
        start = order[len(order) - X.shape[1] % size - 1 :]
        made[-1] = (X[:, start], Y[:, start])
    return made


def rest_with_less(X, Y, size, rng):
    made = right(X, Y, size, rng)
    if X.shape[1] % size > 1:
        made[-1] = (made[-1][0][:, 1:], made[-1][1][:, 1:])
    return made


def none_for_few(X, Y, size, rng):
    return right(X, Y, size, rng) if size <= X.shape[1] else []


def rows_for_samples(X, Y, size, rng):
    return right(X[:, : len(X)], Y[:, : len(X)], size, rng)


def first_twice(X, Y, size, rng):
    made = right(X, Y, size, rng)
    return [*made[:-2], made[0], made[-1]] if len(made) > 2 else made


def drawn_with_replacement(X, Y, size, rng):
    order = rng.integers(0, X.shape[1] // 2 + 1, X.shape[1])
    return [(X[:, order[part]], Y[:, order[part]]) for part in cut(X.shape[1], size)]


def wider(X, Y, size, rng):
    return divided(X, Y, cut(X.shape[1], size, width=size + 1), rng)


def evened(X, Y, size, rng):
    parts = np.array_split(rng.permutation(X.shape[1]), -(-X.shape[1] // size))
    return [(X[:, part], Y[:, part]) for part in parts]


def an_empty_one(X, Y, size, rng):
    return [*right(X, Y, size, rng), (X[:, :0], Y[:, :0])]


def pairs_broken(X, Y, size, rng):
    return divided(X, Y[:, ::-1], cut(X.shape[1], size), rng)


@pytest.mark.parametrize(
    ("function", "signs"),
    [
        (full_only, ["no-rest"]),
        (without_last, ["no-last-full-batch"]),
        (one_more, ["a-batch-too-many"]),
        (rest_from_the_front, ["rest-of-others"]),
        (rest_with_more, ["rest-too-large"]),
        (rest_with_less, ["gaps", "rest-too-short"]),
        (none_for_few, ["few-samples"]),
        (rows_for_samples, ["rows-counted"]),
        (first_twice, ["same-batch"]),
        (drawn_with_replacement, ["drawn-twice"]),
        (wider, ["too-large"]),
        (evened, ["other-sizes"]),
        (an_empty_one, ["empty-batch"]),
        (pairs_broken, ["not-paired"]),
        (lambda X, Y, size, rng: right(X, Y, 1 + size, rng), ["other-sizes"]),
        (lambda X, Y, size, rng: [(Y, Y)], []),
        (lambda X, Y, size, rng: [{"X": X, "Y": Y}], []),
        (lambda X, Y, size, rng: 1 / 0, []),
    ],
)
def test_what_is_wrong_with_batches_is_told(function, signs):
    assert named(function) == signs


def test_what_follows_from_another_sign_is_not_told_beside_it():
    def both(X, Y, size, rng):
        return without_last(X, Y, size, rng) if size <= X.shape[1] else []

    assert named(both) == ["no-last-full-batch"]


def test_two_things_that_are_wrong_are_both_told_and_no_third():
    def both(X, Y, size, rng):
        return without_last(X, Y[:, ::-1], size, rng)

    assert sorted(named(both)) == ["no-last-full-batch", "not-paired"]
    verdict = examine(exam(), lambda call: observe([both], call)).verdict
    assert all(say(f"division.{sign}") in verdict.message for sign in named(both))

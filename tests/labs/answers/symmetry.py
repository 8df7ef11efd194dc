# ruff: noqa - written as students write
"""Answers to `count_distinct_units`."""

import math
import random

import numpy as np

from tests.labs.answers.collection import Answers

answers = Answers()
right, wrong = answers.add_right, answers.add_wrong


@right
def loops(W, tolerance):
    count = 0
    for i in range(W.shape[0]):
        new = True
        for j in range(i):
            if np.all(np.abs(W[i] - W[j]) <= tolerance):
                new = False
        if new:
            count += 1
    return count


@right
def representatives(W, tolerance):
    kept = []
    for row in W:
        if not any(np.max(np.abs(row - k)) <= tolerance for k in kept):
            kept.append(row)
    return len(kept)


@right
def broadcasting(W, tolerance):
    same = (np.abs(W[:, None, :] - W[None, :, :]) <= tolerance).all(-1)
    return W.shape[0] - np.tril(same, -1).any(axis=1).sum()


@right
def allclose(W, tolerance):
    rows = list(W)
    n = 0
    while rows:
        first = rows.pop(0)
        rows = [r for r in rows if not np.allclose(r, first, rtol=0, atol=tolerance)]
        n += 1
    return n


@right
def fractions(W, tolerance):
    same = np.array([[np.abs(a - b).max() <= tolerance for b in W] for a in W])
    return float(round((1 / same.sum(axis=1)).sum()))


@right
def union_find(W, tolerance):
    parent = list(range(len(W)))

    def find(i):
        while parent[i] != i:
            i = parent[i]
        return i

    for i in range(len(W)):
        for j in range(i):
            if (abs(W[i] - W[j]) <= tolerance).all():
                parent[find(i)] = find(j)
    return len({find(i) for i in range(len(W))})


@right
def depth_first(W, tolerance):
    near = np.all(np.abs(W[:, None] - W[None]) <= tolerance, axis=2)
    seen, groups = set(), 0
    for start in range(len(W)):
        if start in seen:
            continue
        groups += 1
        stack = [start]
        while stack:
            i = stack.pop()
            if i not in seen:
                seen.add(i)
                stack.extend(np.flatnonzero(near[i]).tolist())
    return np.int64(groups)


@right
def set_of_tuples(W, tolerance):
    return len({tuple((np.abs(W - row).max(axis=1) <= tolerance).tolist()) for row in W})


@right
def patterns(W, tolerance):
    same = np.all(np.abs(W[:, None] - W) <= tolerance, axis=2)
    return len(np.unique(same, axis=0))


@right
def lists_only(W, tolerance):
    W = W.tolist()
    kept = []
    for row in W:
        for k in kept:
            if all(abs(x - y) <= tolerance for x, y in zip(row, k)):
                break
        else:
            kept.append(row)
    return len(kept)


@right
def recursive(W, tolerance):
    if len(W) == 0:
        return 0
    return 1 + recursive(W[np.any(np.abs(W - W[0]) > tolerance, axis=1)], tolerance)


@right
def zero_dimensional(W, tolerance):
    return np.array(loops(W, tolerance))


@right
def one_by_one(W, tolerance):
    return np.array([[loops(W, tolerance)]], dtype=float)


@right
def with_the_mask(W, tolerance):
    first = np.all(np.abs(W[:, np.newaxis] - W) <= tolerance, axis=2).argmax(axis=1)
    return len(np.unique(first)), first


@right
def chebyshev_norm(W, tolerance):
    kept = W[:1]
    for row in W[1:]:
        if np.linalg.norm(kept - row, ord=np.inf, axis=1).min() > tolerance:
            kept = np.vstack([kept, row])
    return kept.shape[0]


@right
def by_connected_powers(W, tolerance):
    same = (np.abs(W[:, None] - W).max(axis=-1) <= tolerance).astype(float)
    return int(np.linalg.matrix_rank(same))


@right
def isclose(W, tolerance):
    distinct = []
    for i in range(len(W)):
        if all(not np.isclose(W[i], d, rtol=0.0, atol=tolerance).all() for d in distinct):
            distinct += [W[i]]
    return int(len(distinct))


@right
def counting_down(W, tolerance):
    n = len(W)
    for i in range(len(W)):
        for j in range(i + 1, len(W)):
            if not np.any(np.abs(W[i] - W[j]) > tolerance):
                n -= 1
                break
    return n


def rule(alike):
    def answer(W, tolerance):
        kept = []
        for row in W:
            if not any(alike(row, k, tolerance) for k in kept):
                kept.append(row)
        return len(kept)

    return answer


def d(a, b):
    return np.abs(a - b)


answers.wrong |= {
    "twice_the_tolerance": rule(lambda a, b, t: d(a, b).max() <= 2 * t),
    "half_the_tolerance": rule(lambda a, b, t: d(a, b).max() <= t / 2),
    "ten_percent_more": rule(lambda a, b, t: d(a, b).max() <= 1.5 * t),
    "tolerance_plus": rule(lambda a, b, t: d(a, b).max() <= t + 1e-8),
    "at_least_1e_6": rule(lambda a, b, t: d(a, b).max() <= max(t, 1e-6)),
    "squared": rule(lambda a, b, t: (d(a, b) ** 2).max() <= t),
    "mean_square": rule(lambda a, b, t: ((a - b) ** 2).mean() <= t**2),
    "root_mean_square": rule(lambda a, b, t: np.sqrt(((a - b) ** 2).mean()) <= t),
    "relative_only": rule(lambda a, b, t: np.allclose(a, b, rtol=t, atol=0)),
    "default_allclose": rule(lambda a, b, t: np.allclose(a, b)),
    "exact": rule(lambda a, b, t: (a == b).all()),
    "median": rule(lambda a, b, t: np.median(d(a, b)) <= t),
    "most_entries": rule(lambda a, b, t: (d(a, b) <= t).mean() > 0.5),
    "all_but_one": rule(lambda a, b, t: (d(a, b) > t).sum() <= 1),
    "first_two": rule(lambda a, b, t: d(a, b)[:2].max() <= t),
    "max_entry": rule(lambda a, b, t: abs(a.max() - b.max()) <= t),
    "mean_entry": rule(lambda a, b, t: abs(a.mean() - b.mean()) <= t),
    "std_too": rule(lambda a, b, t: abs(a.std() - b.std()) <= t),
    "absolute_values": rule(lambda a, b, t: d(np.abs(a), np.abs(b)).max() <= t),
    "up_to_sign": rule(lambda a, b, t: min(d(a, b).max(), d(a, -b).max()) <= t),
    "correlation": rule(lambda a, b, t: a @ b >= (1 - t) * np.linalg.norm(a) * np.linalg.norm(b)),
    "dot": rule(lambda a, b, t: abs(a @ b) <= t),
    "strictly_less": rule(lambda a, b, t: (d(a, b) < t).all()),
    "set_rounded": lambda W, t: len({tuple(np.round(r, 6)) for r in W}),
    "rounded_2": lambda W, t: len(np.unique(np.round(W, 2), axis=0)),
    "rounded_4": lambda W, t: len(np.unique(np.round(W, 4), axis=0)),
    "rounded_8": lambda W, t: len(np.unique(np.round(W, 8), axis=0)),
    "rounded_digits": lambda W, t: len(
        np.unique(np.round(W, int(-math.log10(t)) if t else 12), axis=0)
    ),
    "unique_over_tolerance": lambda W, t: len(np.unique((W / (t + 1e-12)).astype(int), axis=0)),
    "unique_axis_1": lambda W, t: np.unique(W, axis=1).shape[1],
    "unique_shape": lambda W, t: np.unique(W, axis=0).shape,
    "unique_flat": lambda W, t: np.unique(W).size,
    "unique_rows": lambda W, t: np.unique(W, axis=0),
    "unique_set": lambda W, t: len({tuple(r) for r in W}),
    "sorted_neighbours": lambda W, t: (
        1 + int((np.abs(np.diff(W[np.argsort(W[:, 0])], axis=0)).max(axis=1) > t).sum())
    ),
    "sorted_norms": lambda W, t: 1 + int((np.diff(np.sort(np.linalg.norm(W, axis=1))) > t).sum()),
    "sorted_columns": lambda W, t: (
        1 + int((np.abs(np.diff(np.sort(W, axis=0), axis=0)).max(axis=1) > t).sum())
    ),
    "number_of_units": lambda W, t: W.shape[0],
    "number_of_inputs": lambda W, t: W.shape[1],
    "rank": lambda W, t: np.linalg.matrix_rank(W),
    "one_more": lambda W, t: loops(W, t) + 1,
    "one_less": lambda W, t: loops(W, t) - 1,
    "fraction": lambda W, t: loops(W, t) / len(W),
    "duplicates": lambda W, t: len(W) - loops(W, t),
    "half": lambda W, t: loops(W, t) + 0.5,
    "negative": lambda W, t: -loops(W, t),
    "text": lambda W, t: str(loops(W, t)),
    "in_a_list": lambda W, t: [loops(W, t)],
    "in_a_dict": lambda W, t: {"count": loops(W, t)},
    "nothing": lambda W, t: None,
    "nan": lambda W, t: float("nan"),
    "infinite": lambda W, t: float("inf"),
    "complex": lambda W, t: complex(loops(W, t)),
    "true": lambda W, t: True,
    "always_two": lambda W, t: 2,
    "random_number": lambda W, t: random.randint(1, len(W)),
    "printed": lambda W, t: print(loops(W, t)),
    "kept_rows": lambda W, t: W[:1],
    "mask": lambda W, t: np.ones(len(W), bool),
    "capped_at_ten": lambda W, t: min(10, loops(W, t)),
    "ignores_tolerance_zero": lambda W, t: 1 if t == 0 else loops(W, t),
    "empty_string": lambda W, t: "",
    "columns_instead": lambda W, t: loops(W.T, t),
    "compares_with_mean": lambda W, t: int((np.abs(W - W.mean(axis=0)).max(axis=1) > t).sum()),
    "last_row": lambda W, t: 1 + int((np.abs(W - W[-1]).max(axis=1) > t).sum()),
    "next_row_wrapped": lambda W, t: int((np.abs(W - np.roll(W, 1, axis=0)).max(axis=1) > t).sum()),
    "different_pairs": lambda W, t: int((np.abs(W[:, None] - W).max(axis=2) > t).sum()),
    "same_pairs": lambda W, t: int((np.abs(W[:, None] - W).max(axis=2) <= t).sum()),
    "wrong_signature": lambda W: loops(W, 1e-6),
    "keyword_elsewhere": lambda tolerance, W: loops(W, tolerance),
    "row_with_a_duplicate": lambda W, t: int(
        (np.all(np.abs(W[:, None] - W) <= t, axis=2).sum(1) > 1).sum()
    ),
    "needs_two_rows": lambda W, t: 1 + loops(W[1:], t) if len(W) < 1 else loops(W[1:], t),
    "drops_last_row": lambda W, t: loops(W[:-1], t),
    "float32": lambda W, t: loops(W.astype(np.float32), t),
}


@wrong
def sorts_in_place(W, tolerance):
    W.sort(axis=0)
    return loops(W, tolerance)


@wrong
def rounds_in_place(W, tolerance):
    count = loops(W, tolerance)
    np.round(W, 1, out=W)
    return count


@wrong
def marks_in_place(W, tolerance):
    count = 0
    for i in range(len(W)):
        if not np.isnan(W[i]).any():
            count += 1
            W[np.abs(W - W[i]).max(axis=1) <= tolerance] = np.nan
    return count


@wrong
def returns_early(W, tolerance):
    count = 1
    for i in range(1, len(W)):
        if np.abs(W[i] - W[0]).max() > tolerance:
            count += 1
        return count


@wrong
def continue_in_the_wrong_loop(W, tolerance):
    count = 0
    for i in range(len(W)):
        for j in range(i):
            if np.abs(W[i] - W[j]).max() <= tolerance:
                continue
            count += 1
    return count


@wrong
def counts_once_per_pair(W, tolerance):
    count = len(W)
    for i in range(len(W)):
        for j in range(i):
            if np.abs(W[i] - W[j]).max() <= tolerance:
                count -= 1
    return count


@wrong
def inverted(W, tolerance):
    kept = []
    for row in W:
        if not any(np.abs(row - k).max() > tolerance for k in kept):
            kept.append(row)
    return len(kept)


@wrong
def truth_of_an_array(W, tolerance):
    return sum(1 for a in W for b in W if a - b <= tolerance)


@wrong
def yields(W, tolerance):
    yield loops(W, tolerance)

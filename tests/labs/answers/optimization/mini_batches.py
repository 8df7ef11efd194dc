# ruff: noqa - written as students write
"""Answers to `mini_batches`."""

import math

import numpy as np

from tests.labs.answers.collection import Answers

answers = Answers()
right, wrong, legacy = answers.add_right, answers.add_wrong, answers.add_legacy


@right
def full_ones_then_the_rest(X, Y, mini_batch_size, rng):
    m = X.shape[1]
    mini_batches = []
    permutation = list(rng.permutation(m))
    shuffled_X = X[:, permutation]
    shuffled_Y = Y[:, permutation].reshape((1, m))
    num_complete = math.floor(m / mini_batch_size)
    for k in range(0, num_complete):
        mini_batch_X = shuffled_X[:, k * mini_batch_size : (k + 1) * mini_batch_size]
        mini_batch_Y = shuffled_Y[:, k * mini_batch_size : (k + 1) * mini_batch_size]
        mini_batches.append((mini_batch_X, mini_batch_Y))
    if m % mini_batch_size != 0:
        mini_batch_X = shuffled_X[:, num_complete * mini_batch_size : m]
        mini_batch_Y = shuffled_Y[:, num_complete * mini_batch_size : m]
        mini_batches.append((mini_batch_X, mini_batch_Y))
    return mini_batches


@right
def comprehension(X, Y, mini_batch_size, rng):
    p = rng.permutation(X.shape[1])
    return [
        (X[:, p[i : i + mini_batch_size]], Y[:, p[i : i + mini_batch_size]])
        for i in range(0, len(p), mini_batch_size)
    ]


@right
def lists_as_pairs(X, Y, mini_batch_size, rng):
    p = rng.permutation(Y.size)
    X, Y, out = X[:, p], Y[:, p], []
    while X.shape[1] > 0:
        out.append([X[:, :mini_batch_size], Y[:, :mini_batch_size]])
        X, Y = X[:, mini_batch_size:], Y[:, mini_batch_size:]
    return out


@right
def shuffled_in_place(X, Y, mini_batch_size, rng):
    indices = np.arange(X.shape[1])
    rng.shuffle(indices)
    batches = []
    for i in range(math.ceil(X.shape[1] / mini_batch_size)):
        part = indices[i * mini_batch_size : min((i + 1) * mini_batch_size, X.shape[1])]
        batches.append((X[:, part], Y[:, part]))
    return batches


@right
def array_split(X, Y, mini_batch_size, rng):
    p = rng.permutation(X.shape[1])
    at = range(mini_batch_size, X.shape[1], mini_batch_size)
    return list(zip(np.split(X[:, p], at, axis=1), np.split(Y[:, p], at, axis=1)))


@right
def stacked(X, Y, mini_batch_size, rng):
    n = X.shape[0]
    both = rng.permutation(np.vstack((X, Y)), axis=1)
    return [
        (both[:n, i : i + mini_batch_size], both[n:, i : i + mini_batch_size])
        for i in range(0, both.shape[1], mini_batch_size)
    ]


@right
def rows_shuffled(X, Y, mini_batch_size, rng):
    rows = np.c_[X.T, Y.T]
    rng.shuffle(rows)
    batches = []
    for start in range(0, len(rows), mini_batch_size):
        part = rows[start : start + mini_batch_size].T
        batches.append((part[:-1], part[-1:]))
    return batches


@right
def sorted_by_random_numbers(X, Y, mini_batch_size, rng):
    order = np.argsort(rng.random(X.shape[1]))
    return [
        (np.take(X, order[i : i + mini_batch_size], axis=1), Y[:, order[i : i + mini_batch_size]])
        for i in range(0, order.size, mini_batch_size)
    ]


@right
def drawn_without_replacement(X, Y, mini_batch_size, rng):
    m = X.shape[1]
    order = rng.choice(m, m, replace=False)
    return comprehension(X[:, order], Y[:, order], mini_batch_size, rng)


@right
def one_by_one(X, Y, mini_batch_size, rng):
    left, batches = list(range(X.shape[1])), []
    while left:
        part = []
        while left and len(part) < mini_batch_size:
            part.append(left.pop(int(rng.integers(len(left)))))
        batches.append((X[:, part], Y[:, part]))
    return batches


@right
def fisher_yates(X, Y, mini_batch_size, rng):
    X, Y = X.copy(), Y.copy()
    for i in range(X.shape[1] - 1, 0, -1):
        j = rng.integers(0, i + 1)
        X[:, [i, j]], Y[:, [i, j]] = X[:, [j, i]], Y[:, [j, i]]
    return [
        (X[:, i : i + mini_batch_size], Y[:, i : i + mini_batch_size])
        for i in range(0, X.shape[1], mini_batch_size)
    ]


@right
def small_data_as_they_are(X, Y, mini_batch_size, rng):
    if X.shape[1] <= mini_batch_size:
        return [(X, Y)]
    return comprehension(X, Y, mini_batch_size, rng)


@right
def smaller_batch_first(X, Y, mini_batch_size, rng):
    return comprehension(X, Y, mini_batch_size, rng)[::-1]


@right
def batches_shuffled_too(X, Y, mini_batch_size, rng):
    batches = comprehension(X, Y, mini_batch_size, rng)
    return [batches[i] for i in rng.permutation(len(batches))]


@right
def own_helper(X, Y, mini_batch_size, rng):
    def cut(A, k):
        return A[:, k * mini_batch_size : (k + 1) * mini_batch_size]

    p = rng.permutation(X.shape[1])
    X, Y = X[:, p], Y[:, p]
    count = -(-X.shape[1] // mini_batch_size)
    return [(cut(X, k), cut(Y, k)) for k in range(count)]


@right
def a_tuple_of_tuples(X, Y, mini_batch_size, rng):
    return tuple(comprehension(X, Y, mini_batch_size, rng))


@right
def with_indices_beside(X, Y, mini_batch_size, rng):
    p = rng.permutation(X.shape[1])
    parts = [p[i : i + mini_batch_size] for i in range(0, len(p), mini_batch_size)]
    return [(X[:, part], Y[:, part], part) for part in parts]


@right
def single_precision(X, Y, mini_batch_size, rng):
    pairs = comprehension(X, Y, mini_batch_size, rng)
    return [(a.astype(np.float32), b.astype(np.float32)) for a, b in pairs]


# --- from another generator -----------------------------------------------------------------------


@legacy
def global_permutation(X, Y, mini_batch_size, rng):
    p = np.random.permutation(X.shape[1])
    return [
        (X[:, p[i : i + mini_batch_size]], Y[:, p[i : i + mini_batch_size]])
        for i in range(0, len(p), mini_batch_size)
    ]


@legacy
def global_shuffle(X, Y, mini_batch_size, rng):
    indices = list(range(X.shape[1]))
    np.random.shuffle(indices)
    return [
        (X[:, indices[i : i + mini_batch_size]], Y[:, indices[i : i + mini_batch_size]])
        for i in range(0, len(indices), mini_batch_size)
    ]


@legacy
def new_generator(X, Y, mini_batch_size, rng):
    return comprehension(X, Y, mini_batch_size, np.random.default_rng())


@legacy
def python_random(X, Y, mini_batch_size, rng):
    import random

    p = random.sample(range(X.shape[1]), X.shape[1])
    return [
        (X[:, p[i : i + mini_batch_size]], Y[:, p[i : i + mini_batch_size]])
        for i in range(0, len(p), mini_batch_size)
    ]


# --- wrong ---------------------------------------------------------------------------------------


@wrong
def end_from_the_loop(X, Y, mini_batch_size, rng):
    p = rng.permutation(X.shape[1])
    X, Y, out = X[:, p], Y[:, p], []
    for k in range(X.shape[1] // mini_batch_size):
        end = (k + 1) * mini_batch_size
        out.append((X[:, k * mini_batch_size : end], Y[:, k * mini_batch_size : end]))
    if X.shape[1] % mini_batch_size:
        out.append((X[:, end:], Y[:, end:]))
    return out


@wrong
def seeded_with_m(X, Y, mini_batch_size, rng):
    return comprehension(X, Y, mini_batch_size, np.random.default_rng(X.shape[1]))


@wrong
def seeded_globally(X, Y, mini_batch_size, rng):
    np.random.seed(0)
    return global_permutation(X, Y, mini_batch_size, rng)


@wrong
def shuffled_twice(X, Y, mini_batch_size, rng):
    p = rng.permutation(X.shape[1])
    pairs = comprehension(X[:, p], Y[:, p], mini_batch_size, rng)
    return [(a, b[:, rng.permutation(b.shape[1])]) for a, b in pairs]


@wrong
def two_permutations(X, Y, mini_batch_size, rng):
    X, Y = X[:, rng.permutation(X.shape[1])], Y[:, rng.permutation(Y.shape[1])]
    return [
        (X[:, i : i + mini_batch_size], Y[:, i : i + mini_batch_size])
        for i in range(0, X.shape[1], mini_batch_size)
    ]


@wrong
def result_of_shuffle_used(X, Y, mini_batch_size, rng):
    p = rng.shuffle(np.arange(X.shape[1]))
    return [(X[:, p], Y[:, p])]


@wrong
def labels_unshuffled(X, Y, mini_batch_size, rng):
    p = rng.permutation(X.shape[1])
    return [
        (X[:, p[i : i + mini_batch_size]], Y[:, i : i + mini_batch_size])
        for i in range(0, len(p), mini_batch_size)
    ]


@wrong
def last_sample_stays(X, Y, mini_batch_size, rng):
    p = np.append(rng.permutation(X.shape[1] - 1), X.shape[1] - 1)
    return [
        (X[:, p[i : i + mini_batch_size]], Y[:, p[i : i + mini_batch_size]])
        for i in range(0, len(p), mini_batch_size)
    ]


@wrong
def tail_unshuffled(X, Y, mini_batch_size, rng):
    full = X.shape[1] // mini_batch_size * mini_batch_size
    p = np.concatenate([rng.permutation(full), np.arange(full, X.shape[1])])
    return [
        (X[:, p[i : i + mini_batch_size]], Y[:, p[i : i + mini_batch_size]])
        for i in range(0, len(p), mini_batch_size)
    ]


@wrong
def reversed_or_not(X, Y, mini_batch_size, rng):
    p = np.arange(X.shape[1])[:: int(rng.choice([-1, 1]))]
    return [
        (X[:, p[i : i + mini_batch_size]], Y[:, p[i : i + mini_batch_size]])
        for i in range(0, len(p), mini_batch_size)
    ]


@wrong
def sorted_again(X, Y, mini_batch_size, rng):
    p = np.sort(rng.permutation(X.shape[1]))
    return [
        (X[:, p[i : i + mini_batch_size]], Y[:, p[i : i + mini_batch_size]])
        for i in range(0, len(p), mini_batch_size)
    ]


@wrong
def drawn_with_replacement(X, Y, mini_batch_size, rng):
    out = []
    for i in range(0, X.shape[1], mini_batch_size):
        p = rng.choice(X.shape[1], min(mini_batch_size, X.shape[1] - i))
        out.append((X[:, p], Y[:, p]))
    return out


@wrong
def one_batch_drawn(X, Y, mini_batch_size, rng):
    p = rng.permutation(X.shape[1])[:mini_batch_size]
    return [(X[:, p], Y[:, p])]


@wrong
def not_a_list(X, Y, mini_batch_size, rng):
    p = rng.permutation(X.shape[1])[:mini_batch_size]
    return X[:, p], Y[:, p]


@wrong
def one_too_many(X, Y, mini_batch_size, rng):
    pairs = comprehension(X, Y, mini_batch_size, rng)
    return [*pairs, pairs[0]]


@wrong
def neighbours_in_pairs(X, Y, mini_batch_size, rng):
    m = X.shape[1]
    p = np.array([i for a in rng.permutation(-(-m // 2)) for i in (2 * a, 2 * a + 1) if i < m])
    return [
        (X[:, p[i : i + mini_batch_size]], Y[:, p[i : i + mini_batch_size]])
        for i in range(0, len(p), mini_batch_size)
    ]


@wrong
def dealt_out_like_cards(X, Y, mini_batch_size, rng):
    p = rng.permutation(X.shape[1])
    count = -(-X.shape[1] // mini_batch_size)
    return [(X[:, p[k::count]], Y[:, p[k::count]]) for k in range(count)]


@wrong
def samples_changed(X, Y, mini_batch_size, rng):
    both = list(zip(X.T, Y.T))
    p = rng.permutation(X.shape[1])
    X[:], Y[:] = X[:, p], Y[:, p]
    return [
        (X[:, i : i + mini_batch_size], Y[:, i : i + mini_batch_size])
        for i in range(0, X.shape[1], mini_batch_size)
    ]


@wrong
def standardised(X, Y, mini_batch_size, rng):
    return comprehension((X - X.mean()) / X.std(), Y, mini_batch_size, rng)


@wrong
def labels_cut_off(X, Y, mini_batch_size, rng):
    return comprehension(X, Y.astype(int), mini_batch_size, rng)


@wrong
def none_for_the_rest(X, Y, mini_batch_size, rng):
    pairs = comprehension(X, Y, mini_batch_size, rng)
    return pairs if X.shape[1] % mini_batch_size == 0 else [*pairs[:-1], None]


@wrong
def stacked_three_axes(X, Y, mini_batch_size, rng):
    pairs = comprehension(X, Y, mini_batch_size, rng)
    full = [pair for pair in pairs if pair[0].shape[1] == mini_batch_size]
    return np.array([a for a, _ in full]), np.array([b for _, b in full])


@wrong
def takes_no_rng(X, Y, mini_batch_size=64):
    return comprehension(X, Y, mini_batch_size, np.random.default_rng(0))

# ruff: noqa - written as students write
"""Answers to `predict_labels`."""

from collections import Counter

import numpy as np
from tests.labs.answers.collection import Answers

answers = Answers()
right, wrong = answers.add_right, answers.add_wrong


@right
def sorted_counter(distances, y_train, k):
    y = []
    for row in distances:
        c = Counter(sorted(y_train[np.argsort(row)[:k]].tolist()))
        y.append(c.most_common(1)[0][0])
    return np.array(y)


@right
def argpartition(distances, y_train, k):
    n = np.argpartition(distances, k - 1, axis=1)[:, :k]
    return np.array([np.bincount(y_train[row]).argmax() for row in n])


@right
def one_hot(distances, y_train, k):
    C = y_train.max() + 1
    n = np.argsort(distances, axis=1)[:, :k]
    votes = (y_train[n][:, :, None] == np.arange(C)).sum(axis=1)
    return votes.argmax(axis=1)


@right
def by_hand(distances, y_train, k):
    m = distances.shape[0]
    out = np.zeros(m)
    for i in range(m):
        pairs = sorted(zip(distances[i], y_train))[:k]
        counts = {}
        for _, label in pairs:
            counts[label] = counts.get(label, 0) + 1
        best = None
        for label in sorted(counts):
            if best is None or counts[label] > counts[best]:
                best = label
        out[i] = best
    return out


@right
def unique(distances, y_train, k):
    out = []
    for d in distances:
        values, counts = np.unique(y_train[d.argsort()[:k]], return_counts=True)
        out.append(values[counts.argmax()])
    return np.array(out)


@right
def max_with_key(distances, y_train, k):
    labels = [list(y_train[np.argsort(d)[:k]]) for d in distances]
    return np.array([max(sorted(set(l)), key=l.count) for l in labels])


@wrong
def most_common(distances, y_train, k):
    return np.array(
        [Counter(y_train[np.argsort(d)[:k]].tolist()).most_common(1)[0][0] for d in distances]
    )


@wrong
def last_of_a_sort(distances, y_train, k):
    out = []
    for d in distances:
        values, counts = np.unique(y_train[np.argsort(d)[:k]], return_counts=True)
        out.append(values[np.argsort(counts)[-1]])
    return np.array(out)


@wrong
def over_the_columns(distances, y_train, k):
    n = np.argsort(distances, axis=0)[:k]
    return np.array([np.bincount(y_train[c % len(y_train)]).argmax() for c in n.T])


@wrong
def mean_of_neighbours(distances, y_train, k):
    return np.array([np.mean(y_train[np.argsort(d)[:k]]) for d in distances])


@wrong
def sorted_values(distances, y_train, k):
    return np.array([np.sort(d)[:k].argmax() for d in distances])


@wrong
def nearest(distances, y_train, k):
    return y_train[np.argmin(distances, axis=1)]


@wrong
def weighted_by_nearness(distances, y_train, k):
    out = []
    for d in distances:
        n = np.argsort(d)[:k]
        out.append(np.bincount(y_train[n], weights=1 / (d[n] + 1e-8)).argmax())
    return np.array(out)


@right
def partitioned_at_k(distances, y_train, k):
    return np.array([np.bincount(y_train[np.argpartition(d, k)[:k]]).argmax() for d in distances])


@wrong
def partitioned_at_the_far_end(distances, y_train, k):
    return np.array([np.bincount(y_train[np.argpartition(d, -k)[:k]]).argmax() for d in distances])

"""The checkpoint `predict_labels`: the vote of the nearest neighbours."""

from __future__ import annotations

import numpy as np

from autograder.labs.changes import begin, change, piece, returns
from autograder.labs.checkpoint import Arguments, Checkpoint, When
from autograder.labs.mistakes import wrong_answers


def votes(generator: np.random.Generator) -> list[Arguments]:
    """Distances of which no two are alike; labels with gaps between them; many ties among votes."""
    plan = [
        (1, 4, 1, (0, 1)),
        (3, 5, 3, (2, 7)),
        (4, 6, 2, (4, 9)),
        (5, 12, 5, (0, 1, 2)),
        (12, 10, 4, (3, 5, 8)),
        (30, 40, 6, (0, 1, 2, 4)),
        (50, 60, 9, tuple(range(10))),
        # Selecting is sorting where there is little to select from.
        (12, 400, 25, (0, 1, 2, 4)),
        (40, 20, 19, (1, 2, 6)),
    ]
    cases = [_election(generator, *numbers) for numbers in plan]
    cases[4]["distances"] /= 7.0  # so that several lie between two whole numbers
    return cases


def _election(
    generator: np.random.Generator, m_test: int, m_train: int, k: int, labels: tuple[int, ...]
) -> Arguments:
    rows = [generator.permutation(m_train) for _ in range(m_test)]
    distances = 1 + np.array(rows) + generator.uniform(0.1, 0.9, (m_test, m_train))
    return {"distances": distances, "y_train": generator.choice(labels, m_train), "k": k}


def _tied(arguments: Arguments, _expected: object) -> bool:
    """Whether in some row the most votes are had by several labels."""
    nearest = np.argsort(arguments["distances"], axis=1)[:, : arguments["k"]]
    counts = [np.sort(np.bincount(row))[::-1] for row in arguments["y_train"][nearest]]
    return any(len(count) > 1 and count[0] == count[1] for count in counts)


NEAREST = "y_train[nearest]"

PREDICT_LABELS = Checkpoint(
    grade_id="predict_labels",
    signature="predict_labels(distances, y_train, k)",
    outputs=("the labels",),
    points=10,
    cases=votes,
    situations=(
        When(
            "ties",
            "It goes wrong when several labels have the same number of votes: the smallest of them should win.",
            _tied,
        ),
    ),
    mistakes=wrong_answers(
        "nearest-only: The nearest neighbour decides alone: let the k nearest vote.",
        begin("k = 1"),
        "farthest: The votes come from the pictures that are farthest away: the nearest have the smallest distances.",
        change(nearest="np.argsort(-distances[i])[:k]"),
        change(nearest="np.argsort(distances[i])[-k:]"),
        "ranks: These are the ranks of the training pictures, not the places of the nearest ones: sort once, not twice.",
        change(nearest="np.argsort(np.argsort(distances[i]))[:k]"),
        "sorted-distances: The distances were sorted, but the labels were not sorted along with them: you need the places of the smallest distances.",
        change(nearest="np.sort(distances[i])[:k].astype(int) % len(y_train)"),
        "ties-to-the-nearest: When votes are tied, the nearest label wins: it should be the smallest one.",
        change(labels=f"max(list({NEAREST}), key=list({NEAREST}).count)"),
        "ties-to-the-largest: When votes are tied, the largest label wins: it should be the smallest one.",
        change(labels="len(votes) - 1 - np.argmax(votes[::-1])"),
        "ties-by-a-set: When votes are tied, whatever a set lists first wins: it should be the smallest label.",
        change(labels=f"max(set({NEAREST}.tolist()), key={NEAREST}.tolist().count)"),
        "k-fixed: The number of neighbours that vote is always the same: it should be k.",
        begin("k = min(5, len(y_train))"),
        "k-plus-one: One neighbour too many has a vote: look at where the slice ends.",
        change(nearest="np.argsort(distances[i])[: k + 1]"),
        "k-minus-one: One neighbour too few has a vote: a slice already stops before its end.",
        change(nearest="np.argsort(distances[i])[: max(k - 1, 1)]"),
        "first-skipped: The nearest neighbour is left out: the test pictures are not among the training pictures, so there is none to skip.",
        change(nearest="np.argsort(distances[i])[1 : k + 1]"),
        "everybody-votes: All training pictures vote: only the k nearest should.",
        begin("k = len(y_train)"),
        "first-labels: These are the first k labels of the training set: which pictures are nearest?",
        change(nearest="np.arange(k)"),
        "places: These are the places of neighbours in the training set: look up the labels there.",
        change(labels="nearest[0]"),
        "places-counted: The places of the neighbours are counted: count their labels.",
        change(votes="np.bincount(nearest)"),
        "number-of-votes: These are numbers of votes: return the label that has the most.",
        change(labels="np.max(votes)"),
        "rarest: The label with the fewest votes wins: it should be the one with the most.",
        change(labels=f"min(np.unique({NEAREST}), key=list({NEAREST}).count)"),
        change(labels="np.argmin(votes)"),
        "place-for-label: This is the place of the label among those that got votes: return the label itself.",
        change(labels=f"np.argmax(np.unique({NEAREST}, return_counts=True)[1])"),
        "mean: The labels of the neighbours are averaged: labels are names, not amounts, so let them vote.",
        change(labels=f"np.round(np.mean({NEAREST}))"),
        change(labels=f"int(np.mean({NEAREST}))"),
        "median: The middle label is taken: labels are names, not amounts, so let them vote.",
        change(labels=f"np.median({NEAREST})"),
        change(labels=f"np.sort({NEAREST})[k // 2]"),
        change(labels=f"np.sort({NEAREST})[(k - 1) // 2]"),
        "smallest: The smallest label among the neighbours wins: it should be the most frequent one, and the smallest only in a tie.",
        change(labels=f"np.min({NEAREST})"),
        "largest: The largest label among the neighbours wins: it should be the most frequent one.",
        change(labels=f"np.max({NEAREST})"),
        "weighted: Nearer neighbours count for more: each of the k has one vote.",
        change(votes=f"np.bincount({NEAREST}, weights=1 / distances[i][nearest])"),
        "one-election: All test pictures got the same label: each of them has neighbours of its own.",
        change(nearest="np.argsort(distances[0])[:k]"),
        "columns: There is a label for each training picture: there should be one for each test picture, that is, for each row.",
        change(begin("distances = np.resize(distances.T, (distances.shape[1], len(y_train)))")),
        "neighbours: The labels of all k neighbours came back: let them vote, and return one label for each test picture.",
        returns("y_train[np.argsort(distances, axis=1)[:, :k]]"),
        "places-of-neighbours: The places of all k neighbours came back: look up their labels, and let them vote.",
        returns("np.argsort(distances, axis=1)[:, :k]"),
        "first-only: Only the first test picture got a label: does the function return inside the loop?",
        piece("\n    return labels", "\n        return labels"),
        "a-column: The labels form a column: they should have a single axis, as y_train does.",
        returns("labels[:, np.newaxis]"),
        "nothing-returned: The labels were found, but never returned.",
        returns("None"),
    ),
    hints=(
        "There are two steps for each test picture: find its nearest neighbours, and count their labels. Print both for one picture, and see which of them is wrong.",
        "Sort the places in a row by their distance, and the nearest training pictures come first. Look up the labels of the first k, and count how often each occurs. The label with the most votes wins.",
        "Try it by hand: neighbours with labels 9, 4, 4 and 9 give two votes to each label, so the answer is 4. If yours is 9, look at how you break ties: the smallest label should win.",
    ),
    section="Exercise 4: predict_labels (10 points)",
)

"""The checkpoint `symmetry`: how many units of a layer differ."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.labs.checkpoint import Arguments, Checkpoint, Misconception


def clusters(
    generator: np.random.Generator,
    groups: int,
    rows: int,
    columns: int,
    tolerance: float,
    at: float,
    gap: float = 2.0,
    jitter: float = 0.45,
) -> np.ndarray:
    """Rows in groups: within the tolerance of each other inside one, outside it across two.

    Across groups a single entry differs, or two that cancel out, by a `gap` of a few tolerances;
    every entry is shifted by up to a share `jitter` of the tolerance.
    """
    apart = 0.0
    while apart < (1 + 2.2 * jitter) * tolerance:
        prototypes = np.tile(at + generator.standard_normal(columns), (groups, 1))
        for group in range(1, groups):
            first, second = generator.choice(columns, 2, replace=False)
            step = tolerance * gap * generator.uniform(1, 1.2) * group
            prototypes[group, first] += step
            prototypes[group, second] -= step * (group % 2)
        distance = np.abs(prototypes[:, None] - prototypes[None]).max(axis=2)
        apart = distance[~np.eye(groups, dtype=bool)].min()
    member = np.concatenate([np.arange(groups), generator.integers(0, groups, rows - groups)])
    shift = generator.uniform(-jitter, jitter, (rows, columns)) * tolerance
    return generator.permutation(prototypes[member] + shift)


def layers(generator: np.random.Generator) -> list[Arguments]:
    """Weights with units alike and units apart, the edge of the tolerance among them."""
    edge = np.array([[0.0, 1.0], [0.5, 1.0], [4.0, 1.0], [4.0, 1.5]])
    scattered = generator.standard_normal((3, 4))[[0, 1, 0, 2, 1, 0]]
    swapped = np.array([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0], [2.0, 3.0, 1.0], [1.0, 2.0, 3.0]])
    mirrored = np.array([[1.0, 2.0], [-1.0, -2.0], [1.0, -2.0], [1.0, 2.0]])
    nearly = scattered + 1e-9 * generator.uniform(-1, 1, scattered.shape)
    cases = [
        (np.zeros((4, 3)), 0.0),
        (np.zeros((5, 1)), 1e-6),
        (generator.standard_normal((1, 3)), 0.1),
        (scattered, 0.0),
        (nearly, 0.0),
        (nearly, 1e-6),
        (swapped, 1e-3),
        (mirrored, 0.1),
        (np.array([[0.0, 0, 0, 0], [1.1, 0, 0, 0], [0, 0.6, 0, 0]]), 0.5),
        (edge, 0.5),
        (np.array([[1.0, 2.0], [1.0, 5.0], [4.0, 2.0], [4.0, 5.0]]), 0.1),
        (clusters(generator, 2, 6, 3, 1e-9, 0.0), 1e-9),
        (clusters(generator, 3, 7, 5, 0.02, 0.0), 0.02),
        (generator.standard_normal((10, 2)) * 10, 1e-6),
        (clusters(generator, 7, 23, 4, 1e-3, 1e4), 1e-3),
        (clusters(generator, 9, 31, 12, 0.3, 0.0), 0.3),
        (clusters(generator, 12, 40, 3, 0.05, 0.0), 0.05),
        (clusters(generator, 5, 18, 4, 0.1, 0.0, gap=1.2, jitter=0.05), 0.1),
    ]
    return [{"W": W, "tolerance": tolerance} for W, tolerance in cases]


def greedy(
    alike: Callable[[np.ndarray, np.ndarray, float], Any],
) -> Callable[[np.ndarray, float], int]:
    """A count of rows of which none is like an earlier one, by a rule for two rows."""

    def count(W: np.ndarray, tolerance: float) -> int:
        kept: list[np.ndarray] = []
        for row in W:
            if not any(alike(row, other, tolerance) for other in kept):
                kept.append(row)
        return len(kept)

    return count


def _occurrences(W: np.ndarray, tolerance: float) -> np.ndarray:
    return np.asarray((np.abs(W[:, None] - W[None]) <= tolerance).all(axis=2).sum(axis=1))


def _changes(W: np.ndarray, tolerance: float) -> int:
    return 1 + int((np.abs(np.diff(W, axis=0)).max(axis=1) > tolerance).sum())


SYMMETRY = Checkpoint(
    grade_id="symmetry",
    signature="count_distinct_units(W, tolerance)",
    outputs=("the count",),
    points=15,
    cases=layers,
    misconceptions=(
        Misconception(
            "tolerance-ignored",
            "The tolerance plays no part: rows that differ by a hair count as different.",
            lambda W, t: len(np.unique(W, axis=0)),
        ),
        Misconception(
            "fixed-tolerance",
            "The tolerance plays no part: some fixed small number stands in its place.",
            greedy(lambda a, b, t: np.abs(a - b).max() <= 1e-8),
        ),
        Misconception(
            "default-tolerances",
            "The tolerance plays no part: `isclose` and `allclose` used their own.",
            greedy(lambda a, b, t: np.allclose(a, b)),
        ),
        Misconception(
            "tolerance-as-relative",
            "The tolerance was taken for a relative one: it is the third argument of `isclose` and `allclose`, so say which one you mean.",
            greedy(lambda a, b, t: np.allclose(a, b, t)),
        ),
        Misconception(
            "relative-tolerance",
            "Large weights are let off too easily: `isclose` and `allclose` have a relative tolerance as well, and it is not zero unless you say so.",
            greedy(lambda a, b, t: np.allclose(a, b, atol=t)),
        ),
        Misconception(
            "entries",
            "This counts distinct entries: a unit is a whole row.",
            lambda W, t: len(np.unique(W)),
        ),
        Misconception(
            "columns",
            "This compares columns: a unit is a row of W.",
            lambda W, t: greedy(lambda a, b, t: np.abs(a - b).max() <= t)(W.T, t),
        ),
        Misconception(
            "neighbours",
            "Only neighbouring rows are compared: two equal rows may stand anywhere.",
            _changes,
        ),
        Misconception(
            "first-row",
            "Every row is compared with the first one only.",
            lambda W, t: 1 + int((np.abs(W - W[0]).max(axis=1) > t).sum()),
        ),
        Misconception(
            "differing-from-first",
            "This counts the rows that differ from the first one.",
            lambda W, t: int((np.abs(W - W[0]).max(axis=1) > t).sum()),
        ),
        Misconception(
            "any-entry",
            "Two rows are taken for the same as soon as one entry agrees: all must.",
            greedy(lambda a, b, t: np.abs(a - b).min() <= t),
        ),
        Misconception(
            "no-absolute-value",
            "Differences are compared with their sign: a large negative one counts too.",
            greedy(lambda a, b, t: (a - b).max() <= t),
        ),
        Misconception(
            "strict",
            "Two rows that differ by exactly the tolerance are the same: no entry differs by *more* than it.",
            greedy(lambda a, b, t: np.abs(a - b).max() < t),
        ),
        Misconception(
            "euclidean",
            "The distance between rows is compared with the tolerance: each entry should be.",
            greedy(lambda a, b, t: np.linalg.norm(a - b) <= t),
        ),
        Misconception(
            "sum-of-differences",
            "The differences are added up before they are compared with the tolerance: each entry should be.",
            greedy(lambda a, b, t: np.abs(a - b).sum() <= t),
        ),
        Misconception(
            "root-mean-square",
            "The differences are averaged before they are compared with the tolerance: each entry should be.",
            greedy(lambda a, b, t: np.sqrt(((a - b) ** 2).mean()) <= t),
        ),
        Misconception(
            "squared-differences",
            "The squares of the differences are compared with the tolerance: the differences should be.",
            greedy(lambda a, b, t: ((a - b) ** 2).max() <= t),
        ),
        Misconception(
            "signs-ignored",
            "Two rows of opposite signs differ: take the absolute value of the difference, not of the entries.",
            greedy(lambda a, b, t: np.abs(np.abs(a) - np.abs(b)).max() <= t),
        ),
        Misconception(
            "mean-difference",
            "The mean difference is compared with the tolerance: each entry should be.",
            greedy(lambda a, b, t: np.abs(a - b).mean() <= t),
        ),
        Misconception(
            "row-sums",
            "Two rows may have the same sum and still differ: compare entry by entry.",
            greedy(lambda a, b, t: abs(a.sum() - b.sum()) <= t),
        ),
        Misconception(
            "row-norms",
            "Two rows may have the same length and still differ: compare entry by entry.",
            greedy(lambda a, b, t: abs(np.linalg.norm(a) - np.linalg.norm(b)) <= t),
        ),
        Misconception(
            "first-entry",
            "Only the first entry of each row is compared.",
            greedy(lambda a, b, t: abs(a[0] - b[0]) <= t),
        ),
        Misconception(
            "last-entry",
            "Only the last entry of each row is compared.",
            greedy(lambda a, b, t: abs(a[-1] - b[-1]) <= t),
        ),
        Misconception(
            "order-ignored",
            "The entries of a row are sorted before they are compared: their order matters.",
            greedy(lambda a, b, t: np.abs(np.sort(a) - np.sort(b)).max() <= t),
        ),
        Misconception(
            "rounded",
            "Rounding puts two rows into different boxes though they are close, if an edge runs between them.",
            lambda W, t: len(np.unique(np.round(W / t) if t else W, axis=0)),
        ),
        Misconception(
            "rounded-by-digits",
            "Rounding to as many digits as the tolerance has is not the same as comparing with it.",
            lambda W, t: len(
                np.unique(np.round(W, max(0, int(-np.floor(np.log10(t))))) if t else W, axis=0)
            ),
        ),
        Misconception(
            "floored",
            "Cutting off digits puts two rows into different boxes though they are close.",
            lambda W, t: len(np.unique(np.floor(W / t) if t else W, axis=0)),
        ),
        Misconception("rows", "This is the number of all rows.", lambda W, t: len(W)),
        Misconception("always-one", "This is 1 whatever the weights are.", lambda W, t: 1),
        Misconception(
            "duplicates",
            "This counts the rows that have been seen before: the distinct ones are asked.",
            lambda W, t: len(W) - greedy(lambda a, b, t: np.abs(a - b).max() <= t)(W, t),
        ),
        Misconception(
            "one-too-few",
            "The count is one too small: the first row is a distinct one as well.",
            lambda W, t: greedy(lambda a, b, t: np.abs(a - b).max() <= t)(W, t) - 1,
        ),
        Misconception(
            "singles",
            "This counts the rows that occur only once: a row that occurs twice counts once.",
            lambda W, t: int((_occurrences(W, t) == 1).sum()),
        ),
        Misconception(
            "pairs",
            "This counts pairs of different rows.",
            lambda W, t: int((len(W) - _occurrences(W, t)).sum()) // 2,
        ),
        Misconception(
            "equal-pairs",
            "This counts pairs of rows that are the same.",
            lambda W, t: int((_occurrences(W, t) - 1).sum()) // 2,
        ),
        Misconception(
            "equal-pairs-subtracted",
            "Every pair of equal rows is taken off, so that a row with several equals before it is taken off several times.",
            lambda W, t: len(W) - int((_occurrences(W, t) - 1).sum()) // 2,
        ),
        Misconception("inputs", "This is the number of inputs.", lambda W, t: W.shape[1]),
        Misconception(
            "one-too-many",
            "The count is one too large: does it start at 1, and count the first row again?",
            lambda W, t: greedy(lambda a, b, t: np.abs(a - b).max() <= t)(W, t) + 1,
        ),
        Misconception(
            "share",
            "This is the share of distinct rows: their number is asked.",
            lambda W, t: greedy(lambda a, b, t: np.abs(a - b).max() <= t)(W, t) / len(W),
        ),
        Misconception(
            "repeated",
            "This counts the rows that occur more than once.",
            lambda W, t: int((_occurrences(W, t) > 1).sum()),
        ),
        Misconception(
            "rank",
            "The rank of a matrix says how many rows are independent: rows may differ and still depend on each other.",
            lambda W, t: int(np.linalg.matrix_rank(W, tol=t)),
        ),
        Misconception(
            "yes-or-no",
            "This says whether the rows differ: how many distinct ones are there?",
            lambda W, t: bool(_changes(W, t) > 1),
        ),
    ),
)

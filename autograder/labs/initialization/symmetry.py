"""The checkpoint `symmetry`: how many units of a layer differ."""

from __future__ import annotations

import numpy as np

from autograder.labs.changes import begin, change, piece, returns
from autograder.labs.checkpoint import Arguments, Checkpoint
from autograder.labs.mistakes import wrong_answers


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


IN_A_LOOP = change(
    piece(
        "first = same.argmax(axis=1)",
        """kept = []
    for unit in range(len(W)):
        if not same[unit, kept].any():
            kept.append(unit)""",
    ),
    returns("len(kept)"),
)
"""Counts rows that are not the same as a row that was counted before: not all rules are transitive."""

COMPARING = wrong_answers(
    "tolerance-ignored: The tolerance plays no part: rows that differ by a hair count as different.",
    begin("tolerance = 0"),
    "fixed-tolerance: The tolerance plays no part: some fixed small number stands in its place.",
    change(IN_A_LOOP, begin("tolerance = 1e-8")),
    "default-tolerances: The tolerance plays no part: `isclose` and `allclose` used their own.",
    change(IN_A_LOOP, same="np.all(np.isclose(W[:, np.newaxis], W), axis=2)"),
    "tolerance-as-relative: The tolerance was taken for a relative one: it is the third argument of `isclose` and `allclose`, so say which one you mean.",
    change(IN_A_LOOP, same="np.all(np.isclose(W[:, np.newaxis], W, tolerance), axis=2)"),
    "relative-tolerance: Large weights are let off too easily: `isclose` and `allclose` have a relative tolerance as well, and it is not zero unless you say so.",
    change(IN_A_LOOP, same="np.all(np.isclose(W[:, np.newaxis], W, atol=tolerance), axis=2)"),
    "any-entry: Two rows are taken for the same as soon as one entry agrees: all must.",
    change(IN_A_LOOP, piece("np.all(", "np.any(")),
    "no-absolute-value: Differences are compared with their sign: a large negative one counts too.",
    change(IN_A_LOOP, piece("np.abs(", "(")),
    "strict: Two rows that differ by exactly the tolerance are the same: no entry differs by *more* than it.",
    change(IN_A_LOOP, piece("<=", "<")),
    "euclidean: The distance between rows is compared with the tolerance: each entry should be.",
    change(IN_A_LOOP, same="np.linalg.norm(W[:, np.newaxis] - W, axis=2) <= tolerance"),
    "sum-of-differences: The differences are added up before they are compared with the tolerance: each entry should be.",
    change(IN_A_LOOP, same="np.abs(W[:, np.newaxis] - W).sum(axis=2) <= tolerance"),
    "root-mean-square: The differences are averaged before they are compared with the tolerance: each entry should be.",
    change(IN_A_LOOP, same="np.sqrt(((W[:, np.newaxis] - W) ** 2).mean(axis=2)) <= tolerance"),
    "squared-differences: The squares of the differences are compared with the tolerance: the differences should be.",
    change(IN_A_LOOP, same="np.all((W[:, np.newaxis] - W) ** 2 <= tolerance, axis=2)"),
    "mean-difference: The mean difference is compared with the tolerance: each entry should be.",
    change(IN_A_LOOP, same="np.abs(W[:, np.newaxis] - W).mean(axis=2) <= tolerance"),
    "signs-ignored: Two rows of opposite signs differ: take the absolute value of the difference, not of the entries.",
    change(IN_A_LOOP, begin("W = np.abs(W)")),
    "row-sums: Two rows may have the same sum and still differ: compare entry by entry.",
    change(IN_A_LOOP, begin("W = W.sum(axis=1, keepdims=True)")),
    "row-norms: Two rows may have the same length and still differ: compare entry by entry.",
    change(IN_A_LOOP, begin("W = np.linalg.norm(W, axis=1, keepdims=True)")),
    "first-entry: Only the first entry of each row is compared.",
    change(IN_A_LOOP, begin("W = W[:, :1]")),
    "last-entry: Only the last entry of each row is compared.",
    change(IN_A_LOOP, begin("W = W[:, -1:]")),
    "order-ignored: The entries of a row are sorted before they are compared: their order matters.",
    change(IN_A_LOOP, begin("W = np.sort(W, axis=1)")),
    "columns: This compares columns: a unit is a row of W.",
    change(IN_A_LOOP, begin("W = W.T")),
    "rounded: Rounding puts two rows into different boxes though they are close, if an edge runs between them.",
    returns("len(np.unique(np.round(W / tolerance) if tolerance else W, axis=0))"),
    "rounded-by-digits: Rounding to as many digits as the tolerance has is not the same as comparing with it.",
    change(
        begin("""
            if tolerance:
                W = np.round(W, max(0, int(-np.floor(np.log10(tolerance)))))
            """),
        returns("len(np.unique(W, axis=0))"),
    ),
    "floored: Cutting off digits puts two rows into different boxes though they are close.",
    returns("len(np.unique(np.floor(W / tolerance) if tolerance else W, axis=0))"),
)
COUNTING = wrong_answers(
    "entries: This counts distinct entries: a unit is a whole row.",
    returns("len(np.unique(W))"),
    "neighbours: Only neighbouring rows are compared: two equal rows may stand anywhere.",
    returns("1 + int(np.sum(np.abs(np.diff(W, axis=0)).max(axis=1) > tolerance))"),
    "first-row: Every row is compared with the first one only.",
    returns("1 + int(np.sum(~same[0]))"),
    "differing-from-first: This counts the rows that differ from the first one.",
    returns("int(np.sum(~same[0]))"),
    "rows: This is the number of all rows.",
    returns("len(W)"),
    "always-one: This is 1 whatever the weights are.",
    returns("1"),
    "duplicates: This counts the rows that have been seen before: the distinct ones are asked.",
    returns("len(W) - result"),
    "one-too-few: The count is one too small: the first row is a distinct one as well.",
    returns("result - 1"),
    "singles: This counts the rows that occur only once: a row that occurs twice counts once.",
    returns("int(np.sum(same.sum(axis=1) == 1))"),
    "pairs: This counts pairs of different rows.",
    returns("int(np.sum(~same)) // 2"),
    "equal-pairs: This counts pairs of rows that are the same.",
    returns("int(np.sum(same) - len(W)) // 2"),
    "equal-pairs-subtracted: Every pair of equal rows is taken off, so that a row with several equals before it is taken off several times.",
    returns("len(W) - int(np.sum(same) - len(W)) // 2"),
    "inputs: This is the number of inputs.",
    returns("W.shape[1]"),
    "one-too-many: The count is one too large: does it start at 1, and count the first row again?",
    returns("result + 1"),
    "share: This is the share of distinct rows: their number is asked.",
    returns("result / len(W)"),
    "repeated: This counts the rows that occur more than once.",
    returns("int(np.sum(same.sum(axis=1) > 1))"),
    "rank: The rank of a matrix says how many rows are independent: rows may differ and still depend on each other.",
    returns("int(np.linalg.matrix_rank(W, tol=tolerance))"),
    "yes-or-no: This says whether the rows differ: how many distinct ones are there?",
    returns("bool(np.any(np.abs(np.diff(W, axis=0)).max(axis=1) > tolerance))"),
)

SYMMETRY = Checkpoint(
    grade_id="symmetry",
    signature="count_distinct_units(W, tolerance)",
    outputs=("the count",),
    points=15,
    cases=layers,
    mistakes=(*COMPARING, *COUNTING),
)

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
    "tolerance-ignored: The tolerance has no effect: rows that differ by a hair count as different.",
    begin("tolerance = 0"),
    "fixed-tolerance: The tolerance is not used: some fixed small number takes its place.",
    change(IN_A_LOOP, begin("tolerance = 1e-8")),
    "default-tolerances: The tolerance is not used: `isclose` and `allclose` fall back on their own.",
    change(IN_A_LOOP, same="np.all(np.isclose(W[:, np.newaxis], W), axis=2)"),
    "tolerance-as-relative: The tolerance was taken for a relative one, the third argument of `isclose` and `allclose`: say by name which one you mean.",
    change(IN_A_LOOP, same="np.all(np.isclose(W[:, np.newaxis], W, tolerance), axis=2)"),
    "relative-tolerance: Large weights are let off too easily: `isclose` and `allclose` also have a relative tolerance, which is not zero unless you say so.",
    change(IN_A_LOOP, same="np.all(np.isclose(W[:, np.newaxis], W, atol=tolerance), axis=2)"),
    "any-entry: Two rows count as the same as soon as one entry agrees: all of them must.",
    change(IN_A_LOOP, piece("np.all(", "np.any(")),
    "no-absolute-value: Differences are compared with their sign, so large negative ones slip through: they count too.",
    change(IN_A_LOOP, piece("np.abs(", "(")),
    "strict: Rows that differ by exactly the tolerance count as different: only a larger difference makes them so.",
    change(IN_A_LOOP, piece("<=", "<")),
    "euclidean: The distance between rows is compared with the tolerance: compare each entry on its own.",
    change(IN_A_LOOP, same="np.linalg.norm(W[:, np.newaxis] - W, axis=2) <= tolerance"),
    "sum-of-differences: The differences are added up before they are compared with the tolerance: compare each one on its own.",
    change(IN_A_LOOP, same="np.abs(W[:, np.newaxis] - W).sum(axis=2) <= tolerance"),
    "root-mean-square: The differences are averaged, as a root mean square, before they are compared with the tolerance: compare each one on its own.",
    change(IN_A_LOOP, same="np.sqrt(((W[:, np.newaxis] - W) ** 2).mean(axis=2)) <= tolerance"),
    "squared-differences: The squares of the differences are compared with the tolerance: compare the differences themselves.",
    change(IN_A_LOOP, same="np.all((W[:, np.newaxis] - W) ** 2 <= tolerance, axis=2)"),
    "mean-difference: The mean difference is compared with the tolerance: compare each difference on its own.",
    change(IN_A_LOOP, same="np.abs(W[:, np.newaxis] - W).mean(axis=2) <= tolerance"),
    "signs-ignored: Rows with opposite signs count as the same: take the absolute value of the difference, not of the entries.",
    change(IN_A_LOOP, begin("W = np.abs(W)")),
    "row-sums: Two rows can have the same sum and still differ: compare entry by entry.",
    change(IN_A_LOOP, begin("W = W.sum(axis=1, keepdims=True)")),
    "row-norms: Two rows can have the same length and still differ: compare entry by entry.",
    change(IN_A_LOOP, begin("W = np.linalg.norm(W, axis=1, keepdims=True)")),
    "first-entry: Only the first entry of each row is compared: compare all of them.",
    change(IN_A_LOOP, begin("W = W[:, :1]")),
    "last-entry: Only the last entry of each row is compared: compare all of them.",
    change(IN_A_LOOP, begin("W = W[:, -1:]")),
    "order-ignored: The entries of a row are sorted before they are compared: their order matters.",
    change(IN_A_LOOP, begin("W = np.sort(W, axis=1)")),
    "columns: This compares columns: a unit is a row of W.",
    change(IN_A_LOOP, begin("W = W.T")),
    "rounded: Rounding puts two close rows into different boxes when an edge runs between them: look at their difference instead.",
    returns("len(np.unique(np.round(W / tolerance) if tolerance else W, axis=0))"),
    change(
        begin("""
            with np.errstate(all="ignore"):
                boxes = np.round(W / tolerance)
            """),
        returns("len(np.unique(boxes, axis=0))"),
    ),
    "rounded-by-digits: Rounding to as many digits as the tolerance has is not the same as comparing with it: look at the differences.",
    change(
        begin("""
            if tolerance:
                W = np.round(W, max(0, int(-np.floor(np.log10(tolerance)))))
            """),
        returns("len(np.unique(W, axis=0))"),
    ),
    "floored: Cutting off digits can put two close rows into different boxes: look at their difference instead.",
    returns("len(np.unique(np.floor(W / tolerance) if tolerance else W, axis=0))"),
)
COUNTING = wrong_answers(
    "entries: This counts distinct entries: a unit is a whole row.",
    returns("len(np.unique(W))"),
    "neighbours: Only neighbouring rows are compared: equal rows can be anywhere.",
    returns("1 + int(np.sum(np.abs(np.diff(W, axis=0)).max(axis=1) > tolerance))"),
    "sorted-neighbours: The rows are sorted, and then only neighbours are compared: rows that are the same within the tolerance need not end up side by side.",
    change(
        begin("sorted_W = W[np.argsort(W[:, 0])]"),
        returns("1 + int(np.sum(np.abs(np.diff(sorted_W, axis=0)).max(axis=1) > tolerance))"),
    ),
    change(
        begin("sorted_W = W[np.lexsort(W.T[::-1])]"),
        returns("1 + int(np.sum(np.abs(np.diff(sorted_W, axis=0)).max(axis=1) > tolerance))"),
    ),
    "first-row: Every row is compared with the first one only: the others may have twins too.",
    returns("1 + int(np.sum(~same[0]))"),
    "differing-from-first: This counts the rows that differ from the first one: rows that are alike should count once.",
    returns("int(np.sum(~same[0]))"),
    "rows: This is the number of all rows: rows that are alike should count once.",
    returns("len(W)"),
    "always-one: This is 1, whatever the weights are: are the rows compared at all?",
    returns("1"),
    "duplicates: This counts the rows that have been seen before: the exercise asks for the distinct ones.",
    returns("len(W) - result"),
    "one-too-few: The count is one too low: the first row counts as well.",
    returns("result - 1"),
    "singles: This counts only the rows that occur once: a row that occurs twice still counts once.",
    returns("int(np.sum(same.sum(axis=1) == 1))"),
    "pairs: This counts pairs of different rows: the exercise asks for the number of distinct rows.",
    returns("int(np.sum(~same)) // 2"),
    "equal-pairs: This counts pairs of equal rows: the exercise asks for the number of distinct rows.",
    returns("int(np.sum(same) - len(W)) // 2"),
    "equal-pairs-subtracted: Every pair of equal rows is subtracted, so a row with several equals before it is subtracted several times: once is enough.",
    returns("len(W) - int(np.sum(same) - len(W)) // 2"),
    "inputs: This is the number of inputs, the columns of W: a unit is a row.",
    returns("W.shape[1]"),
    "one-too-many: The count is one too high: does it start at 1, and then count the first row again?",
    returns("result + 1"),
    "share: This is the share of distinct rows: the exercise asks for their number.",
    returns("result / len(W)"),
    "repeated: This counts the rows that occur more than once: every distinct row counts, and it counts once.",
    returns("int(np.sum(same.sum(axis=1) > 1))"),
    "rank: The rank of a matrix says how many rows are independent: rows can differ and still depend on each other.",
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
    hints=(
        "There are two parts: whether two rows are the same, and how many kinds there are. Try them apart: two rows alone test the comparison, and rows that are equal or far apart test the counting.",
        "Two rows are the same if even their largest difference, entry by entry and without its sign, is within the tolerance. Then go through the rows one after the other: a row is new if it is the same as none of those before it.",
        "Try what often goes wrong: equal rows that are not neighbours, rows whose entries have opposite signs, the same entries in another order, and rows that differ by exactly the tolerance, such as 0.5: those are still the same.",
    ),
    section="Exercise 3: count_distinct_units (15 points)",
)

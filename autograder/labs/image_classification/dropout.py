"""The checkpoint `dropout`: entries that are set to 0 at random, and what is left made larger."""

from __future__ import annotations

import numpy as np

from autograder.labs.changes import begin, change, returns
from autograder.labs.checkpoint import Arguments, Checkpoint, rng
from autograder.labs.mistakes import wrong_answers

DRAWS = 48
"""Masks of the same array, from which it is judged what they have in common."""
PLAN = (
    (2, 3, 0.5, 2),
    (3, 4, 1.0, 2),
    (6, 1, 0.6, DRAWS),
    (5, 8, 0.3, DRAWS),
    (8, 5, 0.8, DRAWS),
    (30, 40, 0.9, 8),
    (40, 60, 0.35, 8),
    (60, 40, 0.7, 16),
)
"""Rows, columns, share to keep, and how many masks."""


def layers(generator: np.random.Generator) -> list[list[Arguments]]:
    """Arrays, each for several generators; some zeros, as behind a ReLU, where all is kept."""
    cases = [_several(generator, *numbers) for numbers in PLAN]
    for given in cases[1]:
        given["A"][0, ::2] = 0.0
    return cases


def _several(
    generator: np.random.Generator, n: int, m: int, keep_prob: float, draws: int
) -> list[Arguments]:
    A = generator.choice([-2.0, -1.5, -1.0, -0.5, 0.5, 1.0, 1.5, 2.0], (n, m))
    seeds = generator.choice(2**31, draws, replace=False).tolist()
    return [{"A": A, "keep_prob": keep_prob, "rng": rng(seed)} for seed in seeds]


DROPOUT = Checkpoint(
    grade_id="dropout",
    signature="dropout(A, keep_prob, rng)",
    outputs=("dropped", "mask"),
    points=10,
    cases=layers,
    random=True,
    masked=("A", "keep_prob"),
    mistakes=wrong_answers(
        "not-divided: What is kept is not scaled up: divide it by keep_prob, so that sums stay as large on average.",
        change(dropped="A * mask"),
        "multiplied: What is kept is multiplied by keep_prob: divide by it instead.",
        change(dropped="A * mask * keep_prob"),
        "divided-by-the-rest: What is kept is divided by 1 - keep_prob, the probability of being dropped: divide by keep_prob.",
        change(dropped="A * mask / max(1 - keep_prob, 1e-3)"),
        "divided-by-the-share: What is kept is divided by the share that happens to be kept: divide by keep_prob, which is the same for every draw.",
        change(dropped="A * mask / max(mask.mean(), 1e-9)"),
        "divided-twice: What is kept is divided by keep_prob twice: once is enough.",
        change(dropped="A * mask / keep_prob**2"),
        "other-way-round: An entry is dropped with probability keep_prob: it should be kept with that probability.",
        change(mask="draws >= keep_prob"),
        "share-to-drop: keep_prob is taken for the probability of dropping an entry: it is the probability of keeping one.",
        change(mask="draws >= keep_prob", dropped="A * mask / max(1 - keep_prob, 1e-3)"),
        change(mask="draws > keep_prob", dropped="A * mask / (1 - keep_prob)"),
        "neither-divided-nor-kept: An entry is dropped with probability keep_prob (it should be kept with that probability), and what is kept is not scaled up.",
        change(mask="draws >= keep_prob", dropped="A * mask"),
        "divided-by-the-root: What is kept is divided by the root of keep_prob: divide by keep_prob itself.",
        change(dropped="A * mask / np.sqrt(keep_prob)"),
        "draws-multiplied: A is multiplied by the draws themselves: compare them with keep_prob first, to get a mask.",
        change(dropped="A * draws / keep_prob"),
        change(dropped="A * draws"),
        "by-the-entries: Whether an entry is kept depends on its value: let chance decide.",
        change(mask="A > 0"),
        change(mask="A < keep_prob"),
        "half: Half of the entries are kept, whatever keep_prob is.",
        change(mask="draws < 0.5"),
        "normal-draws: The draws come from a normal distribution, and the chance that such a draw is below keep_prob is not keep_prob: draw evenly from 0 to 1.",
        change(draws="rng.standard_normal(A.shape)"),
        "one-mask-for-all-samples: A unit is dropped for all samples or for none: each entry needs a draw of its own.",
        change(draws="np.repeat(rng.random((A.shape[0], 1)), A.shape[1], axis=1)"),
        "whole-samples: A sample loses all of its entries or none: each entry needs a draw of its own.",
        change(draws="np.repeat(rng.random((1, A.shape[1])), A.shape[0], axis=0)"),
        "one-mask-not-divided: A unit is dropped for all samples or for none (each entry needs a draw of its own), and what is kept is not scaled up.",
        change(
            draws="np.repeat(rng.random((A.shape[0], 1)), A.shape[1], axis=1)", dropped="A * mask"
        ),
        "one-draw: Everything is dropped or everything is kept: each entry needs a draw of its own.",
        change(draws="np.full(A.shape, rng.random())"),
        "narrow-mask: The mask has a single column for all samples: each entry needs a draw of its own.",
        change(draws="rng.random((A.shape[0], 1))"),
        "narrow-row: The mask has a single row for all units: each entry needs a draw of its own.",
        change(draws="rng.random((1, A.shape[1]))"),
        "mask-from-what-is-left: The mask was read off the result: an entry that was 0 from the start was not dropped.",
        returns("dropped, dropped != 0"),
        "fixed-count: The same number of entries is dropped every time: each one should be left to chance.",
        change(draws="rng.permutation(A.size).reshape(A.shape) / A.size"),
        "always-alike: The mask comes from a generator that the function seeds itself: use rng, which is handed to it.",
        change(draws="np.random.default_rng(1).random(A.shape)"),
        "nothing-dropped: The mask is drawn, but nothing is dropped: multiply by it.",
        change(dropped="A / keep_prob"),
        change(dropped="A"),
        "all-kept: Everything is kept: compare each draw with keep_prob.",
        change(mask="np.ones(A.shape)"),
        "inverted-mask: The mask is true where an entry is dropped: it should be true where one is kept.",
        returns("dropped, draws >= keep_prob"),
        "scaled-mask: The mask is divided by keep_prob too: it should be true (or 1) where an entry is kept.",
        returns("dropped, mask / keep_prob"),
        "draws-for-the-mask: The draws came back in place of the mask: it should be true (or 1) where an entry is kept.",
        returns("dropped, draws"),
        "another-mask: The mask that came back is not the one that was used: draw it only once.",
        returns("dropped, rng.random(A.shape) < keep_prob"),
        "swapped: The mask came back first: return what is left of A, then the mask.",
        returns("mask, dropped"),
        "one-array: Only one array came back: return what is left of A, and then the mask.",
        returns("dropped"),
        returns("mask"),
        "nothing-returned: Entries were dropped, but nothing was returned.",
        returns("None"),
        "removed: The dropped entries are gone, and the rest is a flat vector: set them to 0 instead.",
        returns("A[mask] / keep_prob, mask"),
        "noise: Something is added to the entries of A: they should only be dropped, or kept and scaled up.",
        begin("A = A + 0.1 * rng.standard_normal(A.shape)"),
    ),
    hints=(
        "There are two parts: the mask, and what you do with it. Call your function on an array of ones: you should see zeros, and one other number.",
        "Draw a number from 0 to 1 for each entry. The entry stays if its number is below keep_prob. What stays is divided by keep_prob, to make up for what is gone.",
        "Try it on a large array of ones, with keep_prob = 0.8: about one entry in five is 0, the others are 1.25, and the mean is still about 1. If rows or columns look alike, the draws do not have the shape of A.",
    ),
    section="Exercise 10: dropout (10 points)",
)

"""The checkpoint `mini_batches`: samples shuffled and divided into batches."""

from __future__ import annotations

import numpy as np

from autograder.labs.checkpoint import Arguments, Checkpoint, Misconception, rng
from autograder.labs.optimization.divisions import (
    all_of,
    always_alike,
    apart,
    batches,
    drawn_anew,
    each,
    entries_shuffled,
    evened,
    filled_up,
    full,
    full_and_tail,
    inside,
    kept,
    merged,
    replaced,
    rows_cut,
    rows_shuffled,
    shuffled,
    strange_tail,
    turned,
    whole,
    with_tail,
)

DRAWS = 48
"""Divisions of the same samples, from which the freedom of their order is judged."""
PLAN = (
    (7, 2, 2, 4),
    (10, 64, 3, 2),
    (12, 5, 2, DRAWS),
    (16, 4, 3, DRAWS),
    (9, 1, 2, DRAWS),
    (65, 64, 2, 2),
    (128, 64, 2, 2),
    (200, 64, 3, 2),
    (12, 12, 4, 2),
    (50, 7, 5, 2),
)
"""Samples, batch size, features, and how many divisions of them.

Where one batch holds all samples, their order does not matter, and it is not judged.
"""


def divisions(generator: np.random.Generator) -> list[list[Arguments]]:
    """Samples of which no two columns, no two rows and no two labels are alike."""
    return [_divided(generator, *numbers) for numbers in PLAN]


def _divided(
    generator: np.random.Generator, m: int, size: int, n: int, draws: int
) -> list[Arguments]:
    data = {
        "X": generator.standard_normal((n, m)),
        "Y": (generator.permutation(m)[None] + generator.uniform(0.1, 0.4, (1, m))) / m,
        "mini_batch_size": size,
    }
    seeds = generator.choice(2**31, draws, replace=False).tolist()
    return [{**data, "rng": rng(seed)} for seed in seeds]


MINI_BATCHES = Checkpoint(
    grade_id="mini_batches",
    signature="random_mini_batches(X, Y, mini_batch_size, rng)",
    outputs=("the batches",),
    points=15,
    cases=divisions,
    random=True,
    partition=("X", "Y"),
    misconceptions=(
        Misconception(
            "tail-missing",
            "The samples that do not fill a batch are dropped: they should form a last, smaller one.",
            batches(cuts=full),
        ),
        Misconception(
            "tail-from-the-front",
            "The last batch holds samples from the front: it should begin where the last full batch ended.",
            batches(cuts=with_tail(lambda m, size: slice(0, m % size))),
        ),
        Misconception(
            "tail-overlaps",
            "The last batch is as full as the others, with samples that were in one already: let it be smaller.",
            batches(cuts=with_tail(lambda m, size: slice(max(0, m - size), m))),
        ),
        Misconception(
            "tail-one-short",
            "The last batch lacks one sample: where does it begin, and where does it end?",
            batches(cuts=with_tail(lambda m, size: slice(m - m % size, m - 1))),
            also=(batches(cuts=with_tail(lambda m, size: slice(m - m % size + 1, m))),),
        ),
        Misconception(
            "tail-of-one",
            "The last batch holds a single sample: it should have all that are left.",
            batches(cuts=with_tail(lambda m, size: slice(m - m % size, m - m % size + 1))),
            also=(batches(cuts=with_tail(lambda m, size: slice(m - 1, m))),),
        ),
        Misconception(
            "tail-only-without-rest",
            "The condition for a last, smaller batch is turned round: it is there where samples are left, and nowhere else.",
            batches(cuts=lambda m, size: full(m, size) + ([slice(m, m)] if m % size == 0 else [])),
        ),
        Misconception(
            "empty-tail",
            "Where the samples divide into full batches there is an empty one after them.",
            batches(cuts=lambda m, size: [*full(m, size), slice(m - m % size, m)]),
        ),
        Misconception(
            "tail-merged",
            "The samples that do not fill a batch went into the last full one: they form a batch of their own.",
            batches(cuts=merged),
        ),
        Misconception(
            "tail-before-its-place",
            "Samples come twice: the last batch begins one sample too early.",
            batches(cuts=with_tail(lambda m, size: slice(max(0, m - m % size - 1), m))),
        ),
        Misconception(
            "filled-up-with-zeros",
            "The last batch is filled up with zeros: no such samples were given, so let it be smaller.",
            all_of(filled_up),
            varies=True,
        ),
        Misconception(
            "filled-up-with-repeats",
            "The last batch is filled up with its own samples again: let it be smaller.",
            all_of(lambda pairs, size: filled_up(pairs, size, mode="wrap")),
            varies=True,
        ),
        Misconception(
            "nothing-for-few-samples",
            "Fewer samples than fit into one batch give no batch at all: they should be in one.",
            batches(cuts=lambda m, size: full_and_tail(m, size) if m >= size else []),
        ),
        Misconception(
            "last-batch-missing",
            "The last batch is missing, whether it is full or not: look at where the loop ends.",
            all_of(lambda pairs, size: pairs[:-1]),
            varies=True,
        ),
        Misconception(
            "a-full-batch-missing",
            "A full batch is missing: look at where the loop over them begins and ends.",
            all_of(lambda pairs, size: pairs[1:]),
            varies=True,
            also=(all_of(lambda pairs, size: pairs[:-2] + pairs[-1:]),),
        ),
        Misconception(
            "first-batch-only",
            "Only the first batch came back: does the function return inside the loop?",
            all_of(lambda pairs, size: pairs[:1]),
            varies=True,
        ),
        Misconception(
            "last-batch-only",
            "Only the last batch came back: is the list made anew in each turn of the loop?",
            all_of(lambda pairs, size: pairs[-1:]),
            varies=True,
        ),
        Misconception(
            "overlapping",
            "Neighbouring batches share a sample: the end of a slice is not part of it.",
            batches(
                cuts=lambda m, size: [
                    slice(cut.start, cut.stop + 1) for cut in full_and_tail(m, size)
                ]
            ),
        ),
        Misconception(
            "one-short",
            "Each batch lacks its last sample: a slice ends before its end as it is.",
            batches(
                cuts=lambda m, size: [
                    slice(cut.start, cut.stop - 1) for cut in full_and_tail(m, size)
                ]
            ),
        ),
        Misconception(
            "sliding",
            "The batches begin one sample apart: they should begin a whole batch apart.",
            batches(
                cuts=lambda m, size: [slice(start, start + size) for start in range(-(-m // size))]
            ),
        ),
        Misconception(
            "size-taken-for-a-count",
            "There are as many batches as a batch should have samples.",
            batches(cuts=lambda m, size: np.array_split(np.arange(m), size)),
        ),
        Misconception(
            "evened-out",
            "The batches are as alike in size as can be: all should be full, but for one.",
            batches(cuts=evened),
        ),
        Misconception(
            "always-64",
            "The batches hold 64 samples whatever size is asked.",
            batches(cuts=lambda m, size: full_and_tail(m, 64)),
        ),
        Misconception(
            "one-batch",
            "All samples are in a single batch.",
            batches(cuts=lambda m, size: [slice(0, m)]),
        ),
        Misconception(
            "single-samples",
            "Every sample is a batch of its own.",
            batches(cuts=lambda m, size: full_and_tail(m, 1)),
        ),
        Misconception("not-shuffled", "Use what you shuffled.", batches(kept)),
        Misconception(
            "shuffled-inside",
            "Shuffle first, and divide afterwards.",
            batches(inside),
        ),
        Misconception(
            "batches-shuffled",
            "Shuffle the samples, not the batches that you made of them.",
            batches(whole),
        ),
        Misconception(
            "turned",
            "Draw a whole order of the samples, not only a place to start at.",
            batches(turned),
        ),
        Misconception(
            "always-alike",
            "The order comes from a generator that the function seeds itself: use the one that it is given.",
            batches(always_alike),
        ),
        Misconception(
            "with-replacement",
            "The samples are drawn with replacement: shuffling brings each of them exactly once.",
            batches(replaced),
        ),
        Misconception(
            "drawn-anew",
            "Each batch is a draw of its own from all samples: shuffle once, and share out what you have.",
            drawn_anew,
        ),
        Misconception(
            "shuffled-apart",
            "X and Y are not in the same order any more: one shuffle should serve both.",
            apart(shuffled, shuffled),
            also=(apart(shuffled, kept),),
        ),
        Misconception(
            "only-labels-shuffled",
            "Only the labels are shuffled: their samples have to move with them.",
            apart(kept, shuffled),
        ),
        Misconception(
            "labels-of-other-samples",
            "The last batch has the labels of other samples.",
            strange_tail,
        ),
        Misconception(
            "rows-shuffled",
            "The samples are not those of the data any more: did the features change places? A sample is a column, so shuffle along the other axis.",
            rows_shuffled,
        ),
        Misconception(
            "entries-shuffled",
            "Each feature was shuffled by itself: a sample has to stay together.",
            entries_shuffled,
        ),
        Misconception(
            "rows-cut",
            "The cuts go through the rows: a sample is a column.",
            rows_cut,
        ),
        Misconception(
            "samples-in-rows",
            "The samples of a batch stand in rows: they should stay columns.",
            each(lambda X_t, Y_t: (X_t.T, Y_t.T)),
            varies=True,
        ),
        Misconception(
            "labels-in-a-column",
            "The labels of a batch stand in a column: they should stay in a row.",
            each(lambda X_t, Y_t: (X_t, Y_t.T)),
            varies=True,
        ),
        Misconception(
            "labels-flat",
            "The labels of a batch lost their axis: they should stay in a row of a matrix.",
            each(lambda X_t, Y_t: (X_t, Y_t[0])),
            varies=True,
        ),
        Misconception(
            "pair-swapped",
            "The samples come first in a pair, the labels second.",
            each(lambda X_t, Y_t: (Y_t, X_t)),
            varies=True,
        ),
        Misconception(
            "labels-missing",
            "The list holds arrays: each batch should be a pair, of samples and their labels.",
            each(lambda X_t, Y_t: X_t),
            varies=True,
        ),
        Misconception(
            "two-lists",
            "There is one list of samples and one of labels: a list of pairs is asked.",
            all_of(lambda pairs, size: tuple(map(list, zip(*pairs, strict=True)))),
            varies=True,
        ),
        Misconception(
            "generator",
            "The function yields its batches: it should return a list of them.",
            all_of(lambda pairs, size: iter(pairs)),
            varies=True,
        ),
        Misconception(
            "nothing-returned",
            "The batches were made, but never given back.",
            lambda X, Y, size, generator: None,
        ),
    ),
)

"""What goes wrong with batches: the last one, their sizes, the order, and what comes back."""

from __future__ import annotations

from autograder.labs.changes import begin, change, piece, returns
from autograder.labs.mistakes import wrong_answers

BATCH = "start : start + mini_batch_size"
PAIR = "(X[:, chosen], Y[:, chosen])"
STARTS = "range(0, m, mini_batch_size)"


def tail(cut: str) -> str:
    """What is chosen, where the last batch, if it is smaller, has another cut of the order."""
    return f"order[{BATCH}] if start + mini_batch_size <= m else order[{cut}]"


def filled_up(how: str = "") -> str:
    """A pair that is filled up to the size of a batch."""
    more = f"((0, 0), (0, mini_batch_size - len(chosen))){how}"
    return f"(np.pad(X[:, chosen], {more}), np.pad(Y[:, chosen], {more}))"


LAST_BATCH = wrong_answers(
    "tail-missing: The samples that do not fill a batch are dropped: they should form a last, smaller one.",
    piece(STARTS, "range(0, m - mini_batch_size + 1, mini_batch_size)"),
    "tail-from-the-front: The last batch holds samples from the front: it should begin where the last full batch ended.",
    change(chosen=tail(": m - start")),
    "tail-overlaps: The last batch is as full as the others, with samples that were in one already: let it be smaller.",
    change(chosen=tail("-mini_batch_size:")),
    "tail-one-short: The last batch lacks one sample: where does it begin, and where does it end?",
    change(chosen=tail("start : m - 1")),
    change(chosen=tail("start + 1 :")),
    "tail-of-one: The last batch holds a single sample: it should have all that are left.",
    change(chosen=tail("start : start + 1")),
    change(chosen=tail("m - 1 :")),
    "tail-only-without-rest: The condition for a last, smaller batch is turned round: it is there where samples are left, and nowhere else.",
    returns(
        "[pair for pair in mini_batches if pair[0].shape[1] == mini_batch_size]"
        " + [(X[:, :0], Y[:, :0])] * (m % mini_batch_size == 0)"
    ),
    "empty-tail: Where the samples divide into full batches there is an empty one after them.",
    piece(STARTS, "range(0, m + 1, mini_batch_size)"),
    "tail-merged: The samples that do not fill a batch went into the last full one: they form a batch of their own.",
    change(
        piece(STARTS, "range(0, max(1, m - mini_batch_size + 1), mini_batch_size)"),
        chosen=f"order[{BATCH}] if start + 2 * mini_batch_size <= m else order[start:]",
    ),
    "tail-before-its-place: Samples come twice: the last batch begins one sample too early.",
    change(chosen=tail("max(0, start - 1) :")),
    "filled-up-with-zeros: The last batch is filled up with zeros: no such samples were given, so let it be smaller.",
    piece(PAIR, filled_up()),
    "filled-up-with-repeats: The last batch is filled up with samples that are in a batch already: let it be smaller.",
    piece(PAIR, filled_up(', mode="wrap"')),
    "nothing-for-few-samples: Fewer samples than fit into one batch give no batch at all: they should be in one.",
    returns("mini_batches if m >= mini_batch_size else []"),
    "last-batch-missing: The last batch is missing, whether it is full or not: look at where the loop ends.",
    returns("mini_batches[:-1]"),
    "a-full-batch-missing: A full batch is missing: look at where the loop over them begins and ends.",
    returns("mini_batches[1:]"),
    returns("mini_batches[:-2] + mini_batches[-1:]"),
    "first-batch-only: Only the first batch came back: does the function return inside the loop?",
    returns("mini_batches[:1]"),
    "last-batch-only: Only the last batch came back: is the list made anew in each turn of the loop?",
    returns("mini_batches[-1:]"),
)
SIZES = wrong_answers(
    "overlapping: Neighbouring batches share a sample: the end of a slice is not part of it.",
    change(chosen="order[start : start + mini_batch_size + 1]"),
    "one-short: Each batch lacks its last sample: a slice ends before its end as it is.",
    change(chosen="order[start : min(start + mini_batch_size, m) - 1]"),
    "sliding: The batches begin one sample apart: they should begin a whole batch apart.",
    piece(STARTS, "range(-(-m // mini_batch_size))"),
    "size-taken-for-a-count: There are as many batches as a batch should have samples.",
    returns("[(X[:, part], Y[:, part]) for part in np.array_split(order, mini_batch_size)]"),
    "evened-out: The batches are as alike in size as can be: all should be full, but for one.",
    returns("[(X[:, part], Y[:, part]) for part in np.array_split(order, len(mini_batches))]"),
    "always-64: The batches hold 64 samples whatever size is asked.",
    begin("mini_batch_size = 64"),
    "one-batch: All samples are in a single batch.",
    begin("mini_batch_size = X.shape[1]"),
    "single-samples: Every sample is a batch of its own.",
    begin("mini_batch_size = 1"),
)
ORDER = wrong_answers(
    "not-shuffled: Use what you shuffled.",
    change(order="np.arange(m)"),
    "shuffled-inside: Shuffle first, and divide afterwards.",
    change(order="np.arange(m)", chosen=f"rng.permutation(order[{BATCH}])"),
    "batches-shuffled: Shuffle the samples, not the batches that you made of them.",
    change(
        order="np.concatenate([np.arange(m)[k * mini_batch_size : (k + 1) * mini_batch_size]"
        " for k in rng.permutation(-(-m // mini_batch_size))])"
    ),
    "turned: Draw a whole order of the samples, not only a place to start at.",
    change(order="np.roll(np.arange(m), rng.integers(m))"),
    "always-alike: The order comes from a generator that the function seeds itself: use the one that it is given.",
    change(order="np.random.default_rng(1).permutation(m)"),
    "with-replacement: The samples are drawn with replacement: shuffling brings each of them exactly once.",
    change(order="rng.integers(0, m, m)"),
    "drawn-anew: Each batch is a draw of its own from all samples: shuffle once, and share out what you have.",
    change(
        order="np.arange(m)", chosen="rng.permutation(order)[: min(mini_batch_size, m - start)]"
    ),
    "shuffled-apart: X and Y are not in the same order any more: one shuffle should serve both.",
    change(
        piece("mini_batches = []", "mini_batches, other = [], rng.permutation(m)"),
        piece("Y[:, chosen]", f"Y[:, other[{BATCH}]]"),
    ),
    piece("Y[:, chosen]", f"Y[:, {BATCH}]"),
    "only-labels-shuffled: Only the labels are shuffled: their samples have to move with them.",
    piece("X[:, chosen]", f"X[:, {BATCH}]"),
    "labels-of-other-samples: The last batch has the labels of other samples.",
    piece(
        "Y[:, chosen]",
        "Y[:, chosen if start + mini_batch_size <= m else order[: m - start]]",
    ),
    "rows-shuffled: The samples are not those of the data any more: did the features change places? A sample is a column, so shuffle along the other axis.",
    change(begin("X = X[rng.permutation(len(X))]"), order="np.arange(m)"),
    "entries-shuffled: Each feature was shuffled by itself: a sample has to stay together.",
    change(begin("X = rng.permuted(X, axis=1)"), order="np.arange(m)"),
)
RETURNING = wrong_answers(
    "rows-cut: The cuts go through the rows: a sample is a column.",
    piece(PAIR, f"(X[:, order][{BATCH}], Y[:, order][{BATCH}])"),
    "samples-in-rows: The samples of a batch stand in rows: they should stay columns.",
    piece(PAIR, "(X[:, chosen].T, Y[:, chosen].T)"),
    "labels-in-a-column: The labels of a batch stand in a column: they should stay in a row.",
    piece(PAIR, "(X[:, chosen], Y[:, chosen].T)"),
    "labels-flat: The labels of a batch lost their axis: they should stay in a row of a matrix.",
    piece(PAIR, "(X[:, chosen], Y[0, chosen])"),
    "pair-swapped: The samples come first in a pair, the labels second.",
    piece(PAIR, "(Y[:, chosen], X[:, chosen])"),
    "labels-missing: The list holds arrays: each batch should be a pair, of samples and their labels.",
    piece(PAIR, "X[:, chosen]"),
    "two-lists: There is one list of samples and one of labels: a list of pairs is asked.",
    returns("tuple(map(list, zip(*mini_batches)))"),
    "generator: The function yields its batches: it should return a list of them.",
    returns("iter(mini_batches)"),
    "nothing-returned: The batches were made, but never given back.",
    returns("None"),
)

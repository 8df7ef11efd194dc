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
    "tail-from-the-front: The last batch takes its samples from the front: it should begin where the last full batch ended.",
    change(chosen=tail(": m - start")),
    "tail-overlaps: The last batch is as full as the others, with samples that already have a batch: let it be smaller.",
    change(chosen=tail("-mini_batch_size:")),
    "tail-one-short: The last batch is one sample short: where does it begin, and where does it end?",
    change(chosen=tail("start : m - 1")),
    change(chosen=tail("start + 1 :")),
    "tail-of-one: The last batch holds a single sample: it should have all that are left over.",
    change(chosen=tail("start : start + 1")),
    change(chosen=tail("m - 1 :")),
    "tail-only-without-rest: The condition for a last, smaller batch is reversed: there should be one where samples are left over, and nowhere else.",
    returns(
        "[pair for pair in mini_batches if pair[0].shape[1] == mini_batch_size]"
        " + [(X[:, :0], Y[:, :0])] * (m % mini_batch_size == 0)"
    ),
    "empty-tail: When the samples divide evenly into full batches, an empty one follows: look at where the loop ends.",
    piece(STARTS, "range(0, m + 1, mini_batch_size)"),
    "tail-merged: The samples that do not fill a batch went into the last full one: they should form a batch of their own.",
    change(
        piece(STARTS, "range(0, max(1, m - mini_batch_size + 1), mini_batch_size)"),
        chosen=f"order[{BATCH}] if start + 2 * mini_batch_size <= m else order[start:]",
    ),
    "tail-before-its-place: One sample comes twice: the last batch begins one sample too early.",
    change(chosen=tail("max(0, start - 1) :")),
    "filled-up-with-zeros: The last batch is filled up with zeros, which are not samples: let it be smaller.",
    piece(PAIR, filled_up()),
    "filled-up-with-repeats: The last batch is filled up with samples that already have a batch: let it be smaller.",
    piece(PAIR, filled_up(', mode="wrap"')),
    "nothing-for-few-samples: When there are fewer samples than fit into one batch, no batch comes back: put them all into one.",
    returns("mini_batches if m >= mini_batch_size else []"),
    "last-batch-missing: The last batch is missing, whether it is full or not: look at where the loop ends.",
    returns("mini_batches[:-1]"),
    "a-full-batch-missing: A full batch is missing: look at where the loop over the batches begins and ends.",
    returns("mini_batches[1:]"),
    returns("mini_batches[:-2] + mini_batches[-1:]"),
    "first-batch-only: Only the first batch came back: does the function return inside the loop?",
    returns("mini_batches[:1]"),
    "last-batch-only: Only the last batch came back: is the list made anew in each turn of the loop?",
    returns("mini_batches[-1:]"),
)
SIZES = wrong_answers(
    "overlapping: Neighbouring batches share a sample: the end of a slice is not included, so look at where each one ends.",
    change(chosen="order[start : start + mini_batch_size + 1]"),
    "one-short: Each batch lacks its last sample: a slice already stops before its end.",
    change(chosen="order[start : min(start + mini_batch_size, m) - 1]"),
    "one-never: One sample is in no batch at all: are all m of them shuffled and divided, or only m - 1?",
    change(piece(STARTS, "range(0, m - 1, mini_batch_size)"), order="rng.permutation(m - 1)"),
    change(order="rng.permutation(m - 1)"),
    "sliding: Each batch begins one sample after the one before it: it should begin a whole batch later.",
    piece(STARTS, "range(-(-m // mini_batch_size))"),
    "size-taken-for-a-count: There are as many batches as each of them should have samples: the size is the number of samples in a batch.",
    returns("[(X[:, part], Y[:, part]) for part in np.array_split(order, mini_batch_size)]"),
    "evened-out: The batches are as equal in size as can be: all but the last should be full.",
    returns("[(X[:, part], Y[:, part]) for part in np.array_split(order, len(mini_batches))]"),
    "always-64: The batches hold 64 samples, whatever size is asked for: use mini_batch_size.",
    begin("mini_batch_size = 64"),
    "one-batch: All samples are in a single batch: how many does mini_batch_size allow?",
    begin("mini_batch_size = X.shape[1]"),
    "single-samples: Every sample is a batch of its own: how many does mini_batch_size allow?",
    begin("mini_batch_size = 1"),
)
ORDER = wrong_answers(
    "not-shuffled: Shuffle the samples first, and then make the batches from the shuffled ones.",
    change(order="np.arange(m)"),
    "shuffled-inside: Shuffle all samples first, and divide them afterwards.",
    change(order="np.arange(m)", chosen=f"rng.permutation(order[{BATCH}])"),
    "batches-shuffled: Shuffle the samples, not the batches made of them.",
    change(
        order="np.concatenate([np.arange(m)[k * mini_batch_size : (k + 1) * mini_batch_size]"
        " for k in rng.permutation(-(-m // mini_batch_size))])"
    ),
    "turned: Draw a whole random order of the samples, not just a place to start.",
    change(order="np.roll(np.arange(m), rng.integers(m))"),
    "always-alike: The order comes from a generator that the function seeds itself: use rng, the one that it is given.",
    change(order="np.random.default_rng(1).permutation(m)"),
    "with-replacement: The samples are drawn with replacement: a shuffle has each of them exactly once.",
    change(order="rng.integers(0, m, m)"),
    "drawn-anew: Each batch is a fresh draw from all samples: shuffle once, and share out the result.",
    change(
        order="np.arange(m)", chosen="rng.permutation(order)[: min(mini_batch_size, m - start)]"
    ),
    "shuffled-apart: X and Y are no longer in the same order: use one shuffle for both.",
    change(
        piece("mini_batches = []", "mini_batches, other = [], rng.permutation(m)"),
        piece("Y[:, chosen]", f"Y[:, other[{BATCH}]]"),
    ),
    piece("Y[:, chosen]", f"Y[:, {BATCH}]"),
    "only-labels-shuffled: Only the labels are shuffled: their samples need to move with them.",
    piece("X[:, chosen]", f"X[:, {BATCH}]"),
    "labels-of-other-samples: The last batch has the labels of other samples: take the same columns of X and Y.",
    piece(
        "Y[:, chosen]",
        "Y[:, chosen if start + mini_batch_size <= m else order[: m - start]]",
    ),
    "rows-shuffled: These are no longer the samples of the data: were the features shuffled? A sample is a column, so shuffle along the other axis.",
    change(begin("X = X[rng.permutation(len(X))]"), order="np.arange(m)"),
    change(
        begin("X, Y = np.split(rng.permutation(np.vstack((X, Y))), [len(X)])"),
        order="np.arange(m)",
    ),
    "entries-shuffled: Each feature was shuffled by itself: a sample needs to stay together.",
    change(begin("X = rng.permuted(X, axis=1)"), order="np.arange(m)"),
)
RETURNING = wrong_answers(
    "rows-cut: The cuts go through the rows: a sample is a column, so divide the columns.",
    piece(PAIR, f"(X[:, order][{BATCH}], Y[:, order][{BATCH}])"),
    "samples-in-rows: The samples of a batch are rows: they should stay columns.",
    piece(PAIR, "(X[:, chosen].T, Y[:, chosen].T)"),
    "labels-in-a-column: The labels of a batch form a column: they should stay a row.",
    piece(PAIR, "(X[:, chosen], Y[:, chosen].T)"),
    "labels-flat: The labels of a batch have lost an axis: they should stay a row, with two axes.",
    piece(PAIR, "(X[:, chosen], Y[0, chosen])"),
    "pair-swapped: The pairs are the wrong way round: samples come first, then their labels.",
    piece(PAIR, "(Y[:, chosen], X[:, chosen])"),
    "labels-missing: The list holds single arrays: each batch should be a pair of samples and their labels.",
    piece(PAIR, "X[:, chosen]"),
    "two-lists: There is one list of samples and one of labels: the exercise asks for a list of pairs.",
    returns("tuple(map(list, zip(*mini_batches)))"),
    "generator: The function yields its batches: it should return a list of them.",
    returns("iter(mini_batches)"),
    "nothing-returned: The batches were made, but never returned.",
    returns("None"),
)

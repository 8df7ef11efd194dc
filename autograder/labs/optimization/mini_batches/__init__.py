"""The checkpoint `mini_batches`: samples shuffled and divided into batches."""

from __future__ import annotations

from autograder.labs.checkpoint import Checkpoint, When
from autograder.labs.optimization.mini_batches.cases import divisions
from autograder.labs.optimization.mini_batches.mistakes import LAST_BATCH, ORDER, RETURNING, SIZES

MINI_BATCHES = Checkpoint(
    grade_id="mini_batches",
    signature="random_mini_batches(X, Y, mini_batch_size, rng)",
    outputs=("the batches",),
    points=15,
    cases=divisions,
    random=True,
    partition=("X", "Y"),
    situations=(
        When(
            "fewer-than-a-batch",
            "It works when there are enough samples for a full batch, but not with fewer: a loop over the full batches then never runs, so anything set inside it has no value.",
            lambda arguments, _: arguments["X"].shape[1] < arguments["mini_batch_size"],
        ),
        When(
            "nothing-left-over",
            "It goes wrong only where the samples divide evenly into full batches: then nothing is left over for a smaller one.",
            lambda arguments, _: arguments["X"].shape[1] % arguments["mini_batch_size"] == 0,
        ),
        When(
            "something-left-over",
            "It goes wrong only where samples are left over after the full batches: look at how the last, smaller one is made.",
            lambda arguments, _: arguments["X"].shape[1] % arguments["mini_batch_size"] != 0,
        ),
    ),
    mistakes=(*LAST_BATCH, *SIZES, *ORDER, *RETURNING),
    hints=(
        "There are two parts: the shuffle, and the division. If the order is always the same, or X and Y no longer belong together, look at the shuffle; for everything else, at the division.",
        "Draw one random order for all samples, and use this same order for X and for Y. Then walk along it: each batch begins where the one before it ended, all of them are full, and what is left over at the end makes a last, smaller one.",
        "Take ten samples and a size of 4, and write down where each batch begins and ends: 0 to 4, 4 to 8, 8 to 10. Then do the same for eight samples: there are two batches, so your loop has to stop before it makes a third, empty one.",
    ),
    section="Exercise 2: random_mini_batches (15 points)",
)

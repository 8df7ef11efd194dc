"""The checkpoint `mini_batches`: samples shuffled and divided into batches."""

from __future__ import annotations

from autograder.labs.checkpoint import Checkpoint
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
    mistakes=(*LAST_BATCH, *SIZES, *ORDER, *RETURNING),
)

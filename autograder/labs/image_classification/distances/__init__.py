"""The checkpoints `distances_two_loops`, `distances_one_loop` and `distances_no_loops`."""

from __future__ import annotations

from autograder.labs.checkpoint import Checkpoint, When
from autograder.labs.image_classification.distances import mistakes
from autograder.labs.image_classification.distances.cases import (
    many,
    more_samples,
    more_training_samples,
    pictures,
    samples,
)

ROUNDED = 1e-4
"""Relative tolerance: the root of what is rounded off where two pictures are the same."""

_NEEDED = When(
    "as-many-samples",
    "It works only when there are as many test pictures as training pictures: each row belongs to a test picture, and each column to a training picture.",
    lambda arguments, _: arguments["X_train"].shape[1] != arguments["X_test"].shape[1],
)
_SAME = When(
    "same-pictures",
    "It goes wrong where two pictures are the same: their distance is exactly 0.",
    lambda _, expected: bool((expected == 0).any()),
)

TWO_LOOPS = Checkpoint(
    grade_id="distances_two_loops",
    signature="distances_two_loops(X_train, X_test)",
    outputs=("the distances",),
    points=5,
    cases=pictures,
    rtol=ROUNDED,
    situations=(_NEEDED, _SAME),
    mistakes=mistakes.TWO_LOOPS,
    hints=(
        "There are two loops, one inside the other, and each turn of the inner one makes a single number. Look at which columns it compares, and at where the number goes.",
        "Compare the two pictures pixel by pixel: subtract, square, add up over all pixels, and take the root of the sum. The row that it goes into is that of the test picture.",
        "Try it by hand: the pictures (1, 2) and (4, 6) differ by 3 and 4, so their distance is 5. If you get 25, look for the root; if you get 7, look for the squares.",
    ),
    section="Exercise 1: distances_two_loops (5 points)",
)
ONE_LOOP = Checkpoint(
    grade_id="distances_one_loop",
    signature="distances_one_loop(X_train, X_test)",
    outputs=("the distances",),
    points=5,
    cases=pictures,
    rtol=ROUNDED,
    growth=more_training_samples,
    growing="the training pictures",
    bulk=lambda generator: samples(generator, 3, 60_000, 4),
    situations=(_NEEDED, _SAME),
    mistakes=mistakes.ONE_LOOP,
    hints=(
        "Print the shapes inside the loop: the training pictures form a matrix, and the test picture has to be a single column beside it. Then look at the axis along which the sum goes.",
        "Each turn of the loop fills one row of the answer: the distances from one test picture to all training pictures. The sum goes over the pixels, which are the rows of the matrix.",
        "If the shapes do not fit, the picture may have lost its second axis: a slice from i to i + 1 keeps it. If all numbers in a row are the same, the sum went over everything.",
    ),
    section="Exercise 2: distances_one_loop (5 points)",
)
NO_LOOPS = Checkpoint(
    grade_id="distances_no_loops",
    signature="distances_no_loops(X_train, X_test)",
    outputs=("the distances",),
    points=10,
    cases=pictures,
    rtol=ROUNDED,
    growth=more_samples,
    growing="the pictures",
    bulk=many,
    situations=(_NEEDED, _SAME),
    mistakes=mistakes.NO_LOOPS,
    hints=(
        "There are three parts: a sum of squares for each training picture, one for each test picture, and the products of all pairs. Print the shape of each before you put them together.",
        "The products come from one matrix product, with a row for each test picture and a column for each training picture. Each sum of a test picture is stretched along its row, so these sums have to form a column.",
        "Try it with one pixel: the pictures 2 and 5 give 4 + 25 - 20 = 9, and the root of that is 3. If you get nan, rounding has pushed a sum a tiny bit below 0 before the root.",
    ),
    section="Exercise 3: distances_no_loops (10 points)",
)

"""What goes wrong with distances: the formula, the sums, and what comes back."""

from __future__ import annotations

from autograder.labs.changes import begin, change, piece, returns
from autograder.labs.mistakes import heads, wrong_answers

_SENTENCES = {
    "squared": "These are the squares of the distances: the root is missing.",
    "absolute": "The differences are added up without being squared: that is a different distance (L1).",
    "largest": "This is the largest difference in any one pixel: every pixel counts.",
    "mean": "The squares are averaged over the pixels: the formula adds them up.",
    "divided": "The distance is divided by the number of pixels: the formula does not do that.",
    "doubled": "The differences are multiplied by 2: they should be squared.",
    "added": "The pixels are added to each other: a distance is made of their differences.",
    "products": "These are products of the pictures: a distance is made of their differences.",
    "bytes": "The pixels were turned back into bytes, where 3 - 5 is 254: subtract them as floats.",
    "turned": "Rows and columns are swapped: each row belongs to a test picture.",
    "first-only": "Only the first test picture was compared: does the function return inside the loop?",
    "last-missing": "The last test picture is left out: look at where the loop ends.",
    "nothing-returned": "The distances were computed, but never returned.",
}
_BYTES = begin("X_train, X_test = X_train.astype(np.uint8), X_test.astype(np.uint8)")
_SHORT = piece("in range(m_test):", "in range(m_test - 1):")
_EARLY = piece("\n    return distances", "\n        return distances")


_told = heads(_SENTENCES)


TWO_LOOPS = wrong_answers(
    _told("squared"),
    change(distances="np.sum(difference**2)"),
    _told("absolute"),
    change(distances="np.sum(np.abs(difference))"),
    _told("largest"),
    change(distances="np.max(np.abs(difference))"),
    _told("mean"),
    change(distances="np.sqrt(np.mean(difference**2))"),
    _told("divided"),
    change(distances="np.sqrt(np.sum(difference**2)) / len(X_train)"),
    _told("doubled"),
    change(distances="np.sqrt(np.sum(difference * 2))"),
    "sum-first: The differences are added up before they are squared: square each one first.",
    change(distances="np.abs(np.sum(difference))"),
    _told("added"),
    change(difference="X_test[:, i] + X_train[:, j]"),
    _told("products"),
    change(distances="np.sqrt(np.sum(X_test[:, i] * X_train[:, j]))"),
    change(distances="np.sum(X_test[:, i] * X_train[:, j])"),
    _told("bytes"),
    _BYTES,
    _told("turned"),
    returns("distances.T"),
    _told("first-only"),
    _EARLY,
    "one-pair-only: Only the first pair was compared: does the function return inside the loops?",
    piece("\n    return distances", "\n            return distances"),
    _told("last-missing"),
    _SHORT,
    "last-training-missing: The last training picture is left out: look at where the inner loop ends.",
    piece("in range(m_train):", "in range(m_train - 1):"),
    _told("nothing-returned"),
    returns("None"),
)
ONE_LOOP = wrong_answers(
    _told("squared"),
    change(distances="np.sum(difference**2, axis=0)"),
    _told("absolute"),
    change(distances="np.sum(np.abs(difference), axis=0)"),
    _told("largest"),
    change(distances="np.max(np.abs(difference), axis=0)"),
    _told("mean"),
    change(distances="np.sqrt(np.mean(difference**2, axis=0))"),
    _told("divided"),
    change(distances="np.sqrt(np.sum(difference**2, axis=0)) / len(X_train)"),
    _told("doubled"),
    change(distances="np.sqrt(np.sum(difference * 2, axis=0))"),
    _told("added"),
    change(difference="X_train + X_test[:, i : i + 1]"),
    "sum-first: The differences are added up before they are squared: square each one first.",
    change(distances="np.abs(np.sum(difference, axis=0))"),
    "all-summed: The sum goes over all training pictures as well: it should go over the pixels only.",
    change(distances="np.sqrt(np.sum(difference**2))"),
    _told("products"),
    change(distances="np.sqrt(X_test[:, i] @ X_train)"),
    change(distances="X_test[:, i] @ X_train"),
    _told("bytes"),
    _BYTES,
    _told("turned"),
    returns("distances.T"),
    _told("first-only"),
    _EARLY,
    _told("last-missing"),
    _SHORT,
    _told("nothing-returned"),
    returns("None"),
)
_TWICE = "(-2.0 * X_test.T)"
_TRAIN, _TEST = "    squared += train_sums\n", "    squared += test_sums[:, np.newaxis]\n"

NO_LOOPS = wrong_answers(
    _told("squared"),
    returns("squared"),
    "cross-once: The product is subtracted only once: it comes twice in the square of a difference.",
    piece(_TWICE, "(-X_test.T)"),
    "cross-added: The product is added: in the square of a difference, it is subtracted.",
    piece(_TWICE, "(2 * X_test.T)"),
    "no-cross: The product of the two pictures is missing: multiply out the square of a difference.",
    piece(_TWICE, "(0 * X_test.T)"),
    "no-training-sums: The squares of the training pictures are missing.",
    piece(_TRAIN, ""),
    "no-test-sums: The squares of the test pictures are missing.",
    piece(_TEST, ""),
    "products-alone: Only the products are there: both sums of squares are missing.",
    change(piece(_TWICE, "X_test.T"), piece(_TRAIN, ""), piece(_TEST, "")),
    change(piece(_TRAIN, ""), piece(_TEST, "")),
    "all-summed: The squares of all pictures went into one sum: each picture needs its own.",
    change(
        train_sums="np.sum(X_train**2)", test_sums="np.full(X_test.shape[1], np.sum(X_test**2))"
    ),
    "sums-squared: The pixels are added up and then squared: square each pixel first.",
    change(train_sums="np.sum(X_train, axis=0) ** 2", test_sums="np.sum(X_test, axis=0) ** 2"),
    "not-clipped: Where two pictures are the same, rounding makes the sum a little smaller than 0, and its root is nan: do not let it get below 0.",
    piece("np.maximum(squared, 0, out=squared)", "squared"),
    "roots-first: The root of each part is taken: put the three parts together first.",
    returns(
        "np.sqrt(test_sums)[:, np.newaxis] + np.sqrt(train_sums) - 2 * np.sqrt(X_test.T @ X_train)"
    ),
    _told("mean"),
    returns("result / np.sqrt(len(X_train))"),
    _told("divided"),
    returns("result / len(X_train)"),
    _told("turned"),
    returns("result.T"),
    _told("nothing-returned"),
    returns("None"),
)

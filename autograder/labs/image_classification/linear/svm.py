"""The checkpoints `svm_loss_naive` and `svm_loss_vectorized`."""

from __future__ import annotations

from autograder.checks.exam import Clue
from autograder.labs.changes import begin, change, piece, returns
from autograder.labs.checkpoint import Checkpoint
from autograder.labs.image_classification.linear.cases import (
    ROUNDED,
    a_crowd,
    losses,
    more_samples,
)
from autograder.labs.image_classification.linear.penalty import shared
from autograder.labs.mistakes import heads, wrong_answers

CLUES = (
    Clue(
        "gradient", "The loss is right: look at the gradient.", wrong=("dW",), right=("the loss",)
    ),
    Clue("loss", "The gradient is right: look at the loss.", wrong=("the loss",), right=("dW",)),
)
_ROWS = "(np.arange(len(W))[:, np.newaxis] == y)"

_SENTENCES = {
    "no-maximum": "The hinge is missing: what is below 0 should count as 0, in the loss and in the gradient.",
    "no-maximum-in-the-gradient": "In the gradient, the hinge is missing: only the classes that come too close should count there. (The loss has it.)",
    "right-class-counted": "The right class is counted too, and adds 1 for each sample: only the other classes should count.",
    "no-margin": "The margin of 1 is missing: the right score should be larger by 1 or more.",
    "minus-margin": "The margin of 1 is subtracted: it should be added, before the comparison with 0.",
    "scores-swapped": "The scores are swapped: the loss should grow when another score is larger than the right one.",
    "squared-hinge": "The margins are squared: they should be added up as they are.",
    "largest-only": "Only the class that comes closest counts: every class that comes too close should.",
    "right-row-missing": "In the gradient, nothing is subtracted from the row of the right class.",
    "right-row-added": "In the gradient, the samples are added to the row of the right class: they should be subtracted there.",
    "samples-downhill": "In the gradient, what the samples contribute has the opposite sign. (The slope of the penalty is right.)",
    "right-row-always-once": "In the gradient, every sample is subtracted exactly once from the row of the right class: it should be once for each class that comes too close.",
    "largest-for-right": "Each score is compared with the largest score: compare it with that of the right class.",
    "right-row-once": "In the gradient, a sample is subtracted only once from the row of the right class: it should be once for each class that comes too close.",
    "other-rows-missing": "In the gradient, nothing is added to the rows of the classes that come too close.",
    "times-margin": "In the gradient, each sample is multiplied by its margin: a hinge above 0 has the slope 1.",
    "beyond-the-margin": "Only margins above 1 count: all those above 0 should.",
    "divided-by-classes": "The loss is divided by the number of classes too: take the mean over the samples only.",
}


_told = heads(_SENTENCES)


_LOOP = "            if j != y[i] and margin > 0:"
_TAKEN = "slopes[y[i]] -= X[:, i]"
_ADDED = "                slopes[j] += X[:, i]\n                slopes[y[i]] -= X[:, i]\n"

NAIVE = (
    *wrong_answers(
        _told("no-maximum"),
        piece(_LOOP, "            if j != y[i]:"),
        _told("no-maximum-in-the-gradient"),
        piece(_ADDED, _ADDED.replace("                slopes", "            slopes")),
        _told("right-class-counted"),
        piece(_LOOP, "            if margin > 0:"),
        _told("beyond-the-margin"),
        piece("margin > 0:", "margin > 1:"),
        _told("largest-only"),
        change(
            begin(
                "scores = W @ X\nscores[y, np.arange(X.shape[1])] = -np.inf\nworst = scores.argmax(axis=0)"
            ),
            piece(_LOOP, "            if j == worst[i] and margin > 0:"),
        ),
        _told("no-margin"),
        change(margin="scores[j] - scores[y[i]]"),
        _told("minus-margin"),
        change(margin="scores[j] - scores[y[i]] - 1"),
        _told("scores-swapped"),
        change(margin="scores[y[i]] - scores[j] + 1"),
        _told("squared-hinge"),
        piece("total += margin", "total += margin**2"),
        change(
            piece("total += margin", "total += margin**2"),
            piece("slopes[j] += X[:, i]", "slopes[j] += 2 * margin * X[:, i]"),
            piece(_TAKEN, "slopes[y[i]] -= 2 * margin * X[:, i]"),
        ),
        _told("right-row-missing"),
        piece(_TAKEN, "pass"),
        _told("right-row-added"),
        piece(_TAKEN, "slopes[y[i]] += X[:, i]"),
        _told("right-row-once"),
        change(
            begin("near = np.zeros(X.shape[1])"),
            piece(_TAKEN, "near[i] = 1"),
            dW=f"(slopes - ({_ROWS} * near) @ X.T) / m + 2 * reg * W",
        ),
        _told("right-row-always-once"),
        change(piece(_TAKEN, "pass"), dW=f"(slopes - {_ROWS} @ X.T) / m + 2 * reg * W"),
        _told("largest-for-right"),
        change(margin="scores[j] - np.max(scores) + 1"),
        _told("samples-downhill"),
        change(dW="-slopes / m + 2 * reg * W"),
        _told("other-rows-missing"),
        piece("slopes[j] += X[:, i]", "pass"),
        _told("times-margin"),
        change(
            piece("slopes[j] += X[:, i]", "slopes[j] += margin * X[:, i]"),
            piece(_TAKEN, "slopes[y[i]] -= margin * X[:, i]"),
        ),
        _told("divided-by-classes"),
        returns("loss - total / m + total / m / len(W), dW"),
        "first-sample-only: Only the first sample is looked at: does the function return inside the loop?",
        piece("    for i in range(m):", "    for i in range(1):"),
        "last-sample-missing: The last sample is left out: look at where the loop ends.",
        piece("    for i in range(m):", "    for i in range(m - 1):"),
        "first-class-missing: The first class is left out: look at where the loop over the classes begins.",
        piece("in range(len(scores)):", "in range(1, len(scores)):"),
        "last-class-missing: The last class is left out: look at where the loop over the classes ends.",
        piece("in range(len(scores)):", "in range(len(scores) - 1):"),
    ),
    *shared("total", "slopes"),
)
_TAKEN_AT_ONCE = "    counts[y, np.arange(m)] = -np.sum(counts, axis=0)\n"
_KEPT = """    last = np.array([n == len(y) - 1 or label not in y[n + 1 :] for n, label in enumerate(y)])
    counts[y, np.arange(m)] = -np.sum(counts, axis=0) * last
"""
_CUT = "np.maximum(0, scores - correct + 1)"

VECTORIZED = (
    *wrong_answers(
        _told("no-maximum"),
        change(
            piece(_CUT, "scores - correct + 1"),
            piece("(margins > 0).astype(float)", "1.0 - " + _ROWS),
        ),
        "no-maximum-in-the-loss: The hinge is missing from the loss: what is below 0 should count as 0.",
        piece(_CUT, "scores - correct + 1"),
        _told("right-class-counted"),
        piece("    margins[y, np.arange(m)] = 0\n", ""),
        returns("loss + 1, dW"),
        _told("beyond-the-margin"),
        change(
            piece(_CUT, "(scores - correct + 1) * (scores - correct > 0)"),
        ),
        _told("no-margin"),
        piece(_CUT, "np.maximum(0, scores - correct)"),
        _told("no-maximum-in-the-gradient"),
        piece("(margins > 0).astype(float)", "1.0 - " + _ROWS),
        "no-margin-in-the-gradient: In the gradient, the margin of 1 is missing: every class that comes closer than 1 should count there. (The loss has it.)",
        piece("(margins > 0)", "(scores > correct)"),
        "right-class-counted-in-the-gradient: In the gradient, the right class is counted too: only the other classes can come too close. (The loss is right.)",
        change(
            piece("    margins[y, np.arange(m)] = 0\n", ""),
            returns("loss - 1, dW"),
        ),
        "whole-rows-zeroed: The margins of whole classes are set to 0: y alone picks the rows, for all samples.",
        piece("margins[y, np.arange(m)] = 0", "margins[y] = 0"),
        _told("minus-margin"),
        piece(_CUT, "np.maximum(0, scores - correct - 1)"),
        _told("scores-swapped"),
        piece(_CUT, "np.maximum(0, correct - scores + 1)"),
        _told("squared-hinge"),
        change(loss="np.sum(margins**2) / m + reg * np.sum(W**2)"),
        change(
            piece("(margins > 0).astype(float)", "2 * margins"),
            loss="np.sum(margins**2) / m + reg * np.sum(W**2)",
        ),
        _told("largest-for-right"),
        piece(_CUT, "np.maximum(0, scores - np.max(scores, axis=0) + 1)"),
        _told("samples-downhill"),
        change(dW="-counts @ X.T / m + 2 * reg * W"),
        "repeated-rows: In the gradient, where several samples have the same right class, only the last of them is subtracted from its row: that is what `dW[y] -= ...` does. Use a matrix product instead, as the text describes.",
        piece(_TAKEN_AT_ONCE, _KEPT),
        "a-loss-for-each-sample: The losses of the samples came back one by one: return their mean.",
        change(loss="np.sum(margins, axis=0) + reg * np.sum(W**2)"),
        _told("largest-only"),
        change(loss="np.sum(np.max(margins, axis=0)) / m + reg * np.sum(W**2)"),
        _told("right-row-missing"),
        piece(_TAKEN_AT_ONCE, ""),
        _told("right-row-added"),
        piece("= -np.sum(counts, axis=0)", "= np.sum(counts, axis=0)"),
        _told("right-row-once"),
        piece("= -np.sum(counts, axis=0)", "= -1.0 * (np.sum(counts, axis=0) > 0)"),
        "true-or-false: In the gradient, the matrix holds true and false, so a negative number that you put into it becomes true: turn it into a matrix of numbers before you fill in the right class.",
        piece("(margins > 0).astype(float)", "margins > 0"),
        _told("right-row-always-once"),
        piece("= -np.sum(counts, axis=0)", "= -1"),
        _told("other-rows-missing"),
        change(dW=f"(counts * {_ROWS}) @ X.T / m + 2 * reg * W"),
        _told("times-margin"),
        piece("(margins > 0).astype(float)", "margins.copy()"),
        _told("divided-by-classes"),
        change(loss="np.mean(margins) + reg * np.sum(W**2)"),
    ),
    *shared("np.sum(margins)", "counts @ X.T"),
)

SVM_NAIVE = Checkpoint(
    grade_id="svm_loss_naive",
    signature="svm_loss_naive(W, X, y, reg)",
    outputs=("the loss", "dW"),
    points=10,
    cases=losses,
    rtol=ROUNDED,
    clues=CLUES,
    mistakes=NAIVE,
    hints=(
        "Which is wrong: the loss, the gradient, or both? Set reg to 0 first: if the result is right then, look at the penalty. If not, take a single sample, and write down its scores.",
        "For each sample, every class but the right one may add something to the loss: how far its score comes above the right score minus 1. Where it does, two rows of the gradient change: its own, and that of the right class.",
        "Try it by hand: the scores are 3, 5 and 1, and the first class is right. The loss is 3. In the gradient, the sample is added to the second row and subtracted from the first; the third stays 0.",
    ),
    section="Exercise 5: svm_loss_naive (10 points)",
)
SVM_VECTORIZED = Checkpoint(
    grade_id="svm_loss_vectorized",
    signature="svm_loss_vectorized(W, X, y, reg)",
    outputs=("the loss", "dW"),
    points=10,
    cases=losses,
    rtol=ROUNDED,
    growth=more_samples,
    growing="the samples",
    bulk=a_crowd,
    clues=CLUES,
    mistakes=VECTORIZED,
    hints=(
        "Compare it with your own svm_loss_naive: for two samples and three classes, print the matrix of margins. Each column is a sample.",
        "Margins below 0 become 0, and so do those of the right classes. The sum of what is left, divided by m, is the loss without its penalty. For the gradient, each margin that is left becomes a 1, and the right class gets minus the number of ones in its column.",
        "If the loss is too large by exactly 1, the right classes are still counted. If only the gradient is wrong, look at a column of the matrix that you multiply by X.T: it has to add up to 0.",
    ),
    section="Exercise 6: svm_loss_vectorized (10 points)",
)

"""The checkpoints `softmax_loss_naive` and `softmax_loss_vectorized`."""

from __future__ import annotations

from autograder.labs.changes import change, piece
from autograder.labs.checkpoint import Checkpoint
from autograder.labs.image_classification.linear.cases import (
    a_crowd,
    extremes,
    losses,
    more_samples,
)
from autograder.labs.image_classification.linear.penalty import shared
from autograder.labs.image_classification.linear.svm import CLUES
from autograder.labs.mistakes import heads, wrong_answers

SENTENCES = {
    "scores-not-shifted": "The numbers are right until scores get large. Subtract the largest score of each sample first.",
    "maximum-added": "The largest score is added: subtract it, so that no exponent is above 0.",
    "minimum-subtracted": "The smallest score is subtracted: then exp still overflows. Subtract the largest, so that no exponent is above 0.",
    "one-maximum": "One largest score is subtracted from all samples: where a sample's own scores are far below it, nothing is left of them. Subtract each sample's own largest score.",
    "one-sum": "The exponentials of all samples went into one sum: each sample has probabilities of its own.",
    "log-of-the-probability": "The logarithm of the probability is taken, which becomes 0 when scores are far apart: the second form of the loss avoids that.",
    "log-made-safe": "A small number inside the logarithm keeps the loss from getting as large as it should: the second form of the loss needs no such number.",
    "no-logarithm": "The logarithm is missing: the loss is made of the probabilities themselves.",
    "other-logarithm": "The logarithm has another base: use the natural one, np.log.",
    "sign": "The loss has the opposite sign: a probability is below 1, so its logarithm is negative.",
    "all-classes": "The losses of all classes are added up: only the probability of the right class counts.",
    "softmax-twice": "The scores go through softmax twice: after the first time, they are probabilities already.",
    "largest-probability": "This is the loss of the most probable class: it should be that of the right one.",
    "truth-missing": "In the gradient, the 1 of the right class is missing: it should be probability minus truth.",
    "truth-minus-probability": "In the gradient, the samples count with the opposite sign: it should be probability minus truth.",
    "truth-added": "In the gradient, the 1 of the right class is added: it should be probability minus truth.",
    "powers-in-the-gradient": "In the gradient, the exponentials are not divided by their sum: use the probabilities.",
    "truth-alone": "In the gradient, the probabilities are missing: it should be probability minus truth.",
    "accuracy": "In the gradient, only the most probable class counts: every class has a probability.",
}


_told = heads(SENTENCES)


_ADDED = "total += np.log(np.sum(powers)) - shifted[y[i]]"
_SHARES = "powers / np.sum(powers)"


NAIVE = (
    *wrong_answers(
        _told("scores-not-shifted"),
        change(shifted="scores"),
        change(piece(_ADDED, f"total -= np.log(({_SHARES})[y[i]])"), shifted="scores"),
        _told("maximum-added"),
        change(shifted="scores + np.max(scores)"),
        _told("minimum-subtracted"),
        change(shifted="scores - np.min(scores)"),
        _told("log-of-the-probability"),
        piece(_ADDED, f"total -= np.log(({_SHARES})[y[i]])"),
        _told("log-made-safe"),
        piece(_ADDED, f"total -= np.log(({_SHARES})[y[i]] + 1e-12)"),
        piece(_ADDED, f"total -= np.log(np.maximum(({_SHARES})[y[i]], 1e-12))"),
        _told("no-logarithm"),
        piece(_ADDED, f"total -= ({_SHARES})[y[i]]"),
        piece(_ADDED, f"total += 1 - ({_SHARES})[y[i]]"),
        _told("other-logarithm"),
        piece(_ADDED, f"{_ADDED}\n        total = total / np.log(2) ** (i == m - 1)"),
        piece(_ADDED, f"{_ADDED}\n        total = total / np.log(10) ** (i == m - 1)"),
        _told("sign"),
        piece(_ADDED, "total -= np.log(np.sum(powers)) - shifted[y[i]]"),
        _told("all-classes"),
        piece(_ADDED, "total += len(scores) * np.log(np.sum(powers)) - np.sum(shifted)"),
        _told("softmax-twice"),
        change(shifted="np.exp(scores - np.max(scores)) / np.sum(np.exp(scores - np.max(scores)))"),
        _told("largest-probability"),
        piece(_ADDED, "total += np.log(np.sum(powers))"),
        _told("truth-missing"),
        piece("errors[y[i]] -= 1", "pass"),
        _told("truth-minus-probability"),
        piece("slopes += np.outer", "slopes -= np.outer"),
        _told("truth-added"),
        piece("errors[y[i]] -= 1", "errors[y[i]] += 1"),
        _told("powers-in-the-gradient"),
        change(errors="powers"),
        _told("truth-alone"),
        change(errors="0 * powers"),
        _told("accuracy"),
        change(errors="(scores == np.max(scores)).astype(float)"),
        "first-sample-only: Only the first sample is looked at: does the function return inside the loop?",
        piece("    for i in range(m):", "    for i in range(1):"),
        "last-sample-only: Only the last sample counts: add each one to the sums so far.",
        change(piece("total += ", "total = "), piece("slopes += ", "slopes = ")),
        "loss-of-the-last-sample: The loss is that of the last sample alone: add the loss of each one to the sum so far.",
        piece("total += ", "total = "),
        "gradient-of-the-last-sample: The gradient is that of the last sample alone: add what each one contributes to the sum so far.",
        piece("slopes += ", "slopes = "),
        "last-sample-missing: The last sample is left out: look at where the loop ends.",
        piece("    for i in range(m):", "    for i in range(m - 1):"),
    ),
    *shared("total", "slopes"),
)
_LOSSES = "np.log(sums) - shifted[y, np.arange(m)]"
_PROBABILITY = "(powers / sums)[y, np.arange(m)]"

VECTORIZED = (
    *wrong_answers(
        _told("scores-not-shifted"),
        change(shifted="scores"),
        change(shifted="scores", losses=f"-np.log({_PROBABILITY})"),
        _told("maximum-added"),
        change(shifted="scores + np.max(scores, axis=0)"),
        _told("minimum-subtracted"),
        change(shifted="scores - np.min(scores, axis=0)"),
        _told("one-maximum"),
        change(shifted="scores - np.max(scores)"),
        _told("log-of-the-probability"),
        change(losses=f"-np.log({_PROBABILITY})"),
        _told("log-made-safe"),
        change(losses=f"-np.log({_PROBABILITY} + 1e-12)"),
        change(losses=f"-np.log(np.maximum({_PROBABILITY}, 1e-12))"),
        _told("no-logarithm"),
        change(losses=f"-{_PROBABILITY}"),
        change(losses=f"1 - {_PROBABILITY}"),
        _told("other-logarithm"),
        change(losses=f"({_LOSSES}) / np.log(2)"),
        change(losses=f"({_LOSSES}) / np.log(10)"),
        _told("sign"),
        change(losses=f"-({_LOSSES})"),
        _told("all-classes"),
        change(losses="np.sum(np.log(sums) - shifted, axis=0)"),
        _told("softmax-twice"),
        change(
            shifted="np.exp(scores - np.max(scores, axis=0))"
            " / np.sum(np.exp(scores - np.max(scores, axis=0)), axis=0)"
        ),
        _told("largest-probability"),
        change(losses="np.log(sums)"),
        _told("one-sum"),
        change(sums="np.sum(powers) + 0 * np.sum(powers, axis=0)"),
        "maximum-of-each-class: The largest score of each class is subtracted, which changes the probabilities: subtract the largest score of each sample.",
        change(shifted="scores - np.max(scores, axis=1, keepdims=True)"),
        "sum-over-the-samples: The exponentials are added up over the samples: the probabilities of each sample should add up to 1.",
        change(
            errors="powers / np.sum(powers, axis=1, keepdims=True)",
            losses="-np.log((powers / np.sum(powers, axis=1, keepdims=True))[y, np.arange(m)])",
        ),
        _told("truth-missing"),
        piece("    errors[y, np.arange(m)] -= 1\n", ""),
        _told("truth-minus-probability"),
        change(dW="-errors @ X.T / m + 2 * reg * W"),
        _told("truth-added"),
        piece("errors[y, np.arange(m)] -= 1", "errors[y, np.arange(m)] += 1"),
        "truth-everywhere: In the gradient, 1 is subtracted from whole rows: y alone picks the row of a class, and each sample needs its own entry.",
        piece("errors[y, np.arange(m)] -= 1", "errors[y] -= 1"),
        _told("powers-in-the-gradient"),
        change(errors="powers"),
        _told("truth-alone"),
        change(errors="0 * powers"),
        _told("accuracy"),
        change(errors="(scores == np.max(scores, axis=0)).astype(float)"),
    ),
    *shared("np.sum(losses)", "errors @ X.T"),
)

_HINTS = (
    "Which is wrong: the loss, the gradient, or both? Set reg to 0 first: if the result is right then, look at the penalty. If only large scores cause trouble, look at what goes into exp, and into the logarithm.",
    "Subtract the largest score of each sample from all of its scores. The loss is the logarithm of the sum of their exponentials, minus the score of the right class (also after subtracting). The gradient uses the probabilities, with 1 less for the right class.",
)
SOFTMAX_NAIVE = Checkpoint(
    grade_id="softmax_loss_naive",
    signature="softmax_loss_naive(W, X, y, reg)",
    outputs=("the loss", "dW"),
    points=10,
    cases=losses,
    extremes=extremes,
    clues=CLUES,
    mistakes=NAIVE,
    hints=(
        *_HINTS,
        "Try it by hand: the scores are 2, 0 and 0, and the first class is right. The probabilities are 0.79, 0.11 and 0.11, the loss is 0.24, and the rows of the gradient are the sample times -0.21, 0.11 and 0.11.",
    ),
    section="Exercise 7: softmax_loss_naive (10 points)",
)
SOFTMAX_VECTORIZED = Checkpoint(
    grade_id="softmax_loss_vectorized",
    signature="softmax_loss_vectorized(W, X, y, reg)",
    outputs=("the loss", "dW"),
    points=10,
    cases=losses,
    extremes=extremes,
    growth=more_samples,
    growing="the samples",
    bulk=a_crowd,
    clues=CLUES,
    mistakes=VECTORIZED,
    hints=(
        *_HINTS,
        "Compare it with your own softmax_loss_naive, for two samples. Each column of the matrix of probabilities has to add up to 1: if it does not, look at the axis along which you take the largest score, and at that of the sum.",
    ),
    section="Exercise 8: softmax_loss_vectorized (10 points)",
)

"""The bias correction: left out, with other powers, with the other's beta, or kept."""

from __future__ import annotations

from autograder.labs.changes import begin, change, piece, returns
from autograder.labs.mistakes import wrong_answers
from autograder.labs.optimization.adam.mistakes.epsilon import INSIDE, either_way

KEPT = returns(
    "updated, {key: new / (1 - beta1**t) for key, new in first.items()},"
    " {key: new / (1 - beta2**t) for key, new in second.items()}"
)
CORRECTION = wrong_answers(
    "uncorrected: This is what comes out when the bias correction is left out: v and s start at zero, so they are too small at first.",
    *either_way(corrected="second[key]", direction="first[key]"),
    "t-one-too-large: The correction uses t + 1 in place of t: in the first step t is 1.",
    begin("t = t + 1"),
    "v-uncorrected: v is not corrected: it starts at zero, so it is too small at first.",
    *either_way(direction="first[key]"),
    "s-uncorrected: s is not corrected: it starts at zero, so it is too small at first.",
    *either_way(corrected="second[key]"),
    "t-ignored: The correction is the same in every step: it should fade as t grows.",
    begin("t = 1"),
    change(begin("t = 1"), INSIDE),
    "t-one-too-small: The correction uses t - 1 in place of t: t is already 1 in the first step.",
    begin("t = t - 1"),
    "t-goes-on: t is counted up inside the loop, so the arrays are not all corrected for the same step: t counts the steps, and is the same for all arrays.",
    piece('key = f"d{name}"', 'key, t = f"d{name}", t + 1'),
    piece('key = f"d{name}"', 'key, t = f"d{name}", t + (name[0] == "W")'),
    piece('key = f"d{name}"', 'key, t = f"d{name}", t + (name != "W1")'),
    piece('key = f"d{name}"', 'key, t = f"d{name}", t + (name[0] == "W" and name != "W1")'),
    "layer-for-t: The correction uses the number of the layer: t counts the steps, and is the same for all layers.",
    *either_way(
        direction="first[key] / (1 - beta1 ** int(name[1:]))",
        corrected="second[key] / (1 - beta2 ** int(name[1:]))",
    ),
    "square-for-power: The betas are squared in the correction: they should be raised to the power t.",
    *either_way(direction="first[key] / (1 - beta1**2)", corrected="second[key] / (1 - beta2**2)"),
    "times-for-power: The betas are multiplied by t in the correction: they should be raised to the power t.",
    *either_way(
        direction="first[key] / (1 - beta1 * t)", corrected="second[key] / (1 - beta2 * t)"
    ),
    "power-of-the-whole: The whole of 1 - beta is raised to the power t: only beta itself should be.",
    change(
        direction="first[key] / (1 - beta1) ** t",
        size="np.sqrt(second[key] / (1 - beta2) ** t) + epsilon",
    ),
    "one-minus-left-out: v and s are divided by the powers themselves: those shrink towards zero, while the correction should fade.",
    change(direction="first[key] / beta1**t", size="np.sqrt(second[key] / beta2**t) + epsilon"),
    "plus-in-the-correction: The correction makes v and s smaller: they are too small at first, so it should do the opposite.",
    change(
        direction="first[key] / (1 + beta1**t)",
        size="np.sqrt(second[key] / (1 + beta2**t)) + epsilon",
    ),
    "multiplied-correction: v and s are multiplied where they should be divided: they are too small at first.",
    change(
        direction="first[key] * (1 - beta1**t)",
        size="np.sqrt(second[key] * (1 - beta2**t)) + epsilon",
    ),
    "correction-without-brackets: A bracket is missing in the correction: divide by the whole difference.",
    change(
        direction="first[key] / 1 - beta1**t", size="np.sqrt(second[key] / 1 - beta2**t) + epsilon"
    ),
    "corrections-swapped: Each average is corrected with the other one's beta: use its own.",
    change(
        direction="first[key] / (1 - beta2**t)",
        size="np.sqrt(second[key] / (1 - beta1**t)) + epsilon",
    ),
    "beta1-in-both-corrections: s is corrected with beta1: it has its own, beta2.",
    change(size="np.sqrt(second[key] / (1 - beta1**t)) + epsilon"),
    "beta2-in-both-corrections: v is corrected with beta2: it has its own, beta1.",
    change(direction="first[key] / (1 - beta2**t)"),
    "old-moments-corrected: The correction starts from the old v and s: update them first.",
    change(direction="v[key] / (1 - beta1**t)", size="np.sqrt(s[key] / (1 - beta2**t)) + epsilon"),
    "correction-kept: The v and s that came back are already corrected: the next step continues from the ones before the correction.",
    KEPT,
    change(KEPT, INSIDE),
)

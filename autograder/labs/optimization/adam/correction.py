"""The bias correction: left out, with other powers, with the other's beta, or kept."""

from __future__ import annotations

from autograder.labs.checkpoint import Misconception
from autograder.labs.optimization.adam.formulas import (
    inside_the_root,
    mistaken,
    step,
    with_settings,
)

CORRECTION: tuple[Misconception, ...] = (
    mistaken(
        "uncorrected",
        "This is what comes out when the bias correction is left out: v and s start at zero, and are too small at first.",
        first_corrected=lambda e: e.v,
        second_corrected=lambda e: e.s,
    ),
    mistaken(
        "v-uncorrected",
        "v is not corrected: it starts at zero too.",
        first_corrected=lambda e: e.v,
    ),
    mistaken(
        "s-uncorrected",
        "s is not corrected: it starts at zero too.",
        second_corrected=lambda e: e.s,
    ),
    Misconception(
        "t-ignored",
        "The correction is the same in every step: it should fade as t grows.",
        with_settings(lambda **given: {"t": 1}),
        varies=True,
        also=(lambda right: with_settings(lambda **given: {"t": 1})(step(change=inside_the_root)),),
    ),
    Misconception(
        "t-one-too-large",
        "The correction takes t for one more than it is: in the first step t is 1.",
        with_settings(lambda t, **given: {"t": t + 1}),
        varies=True,
    ),
    Misconception(
        "t-one-too-small",
        "The correction takes t for one less than it is: in the first step t is 1, and nothing is divided by zero.",
        step(
            first_corrected=lambda e: e.v / (1 - e.beta1 ** (e.t - 1)),
            second_corrected=lambda e: e.s / (1 - e.beta2 ** (e.t - 1)),
        ),
    ),
    mistaken(
        "layer-for-t",
        "The correction uses the number of the layer: t counts the steps, and is the same for all layers.",
        first_corrected=lambda e: e.v / (1 - e.beta1**e.layer),
        second_corrected=lambda e: e.s / (1 - e.beta2**e.layer),
    ),
    mistaken(
        "square-for-power",
        "The betas are squared in the correction: they should be raised to the power t.",
        first_corrected=lambda e: e.v / (1 - e.beta1**2),
        second_corrected=lambda e: e.s / (1 - e.beta2**2),
    ),
    mistaken(
        "times-for-power",
        "The betas are multiplied by t in the correction: they should be raised to the power t.",
        first_corrected=lambda e: e.v / (1 - e.beta1 * e.t),
        second_corrected=lambda e: e.s / (1 - e.beta2 * e.t),
    ),
    Misconception(
        "power-of-the-whole",
        "The power is taken of 1 - beta: only beta itself is raised to the power t.",
        step(
            first_corrected=lambda e: e.v / (1 - e.beta1) ** e.t,
            second_corrected=lambda e: e.s / (1 - e.beta2) ** e.t,
        ),
    ),
    Misconception(
        "one-minus-left-out",
        "v and s are divided by the powers themselves: these grow small, while the correction should fade.",
        step(
            first_corrected=lambda e: e.v / e.beta1**e.t,
            second_corrected=lambda e: e.s / e.beta2**e.t,
        ),
    ),
    Misconception(
        "plus-in-the-correction",
        "The correction makes v and s smaller: they are too small already.",
        step(
            first_corrected=lambda e: e.v / (1 + e.beta1**e.t),
            second_corrected=lambda e: e.s / (1 + e.beta2**e.t),
        ),
    ),
    Misconception(
        "multiplied-correction",
        "v and s are multiplied where they should be divided: they are too small at first.",
        step(
            first_corrected=lambda e: e.v * (1 - e.beta1**e.t),
            second_corrected=lambda e: e.s * (1 - e.beta2**e.t),
        ),
    ),
    Misconception(
        "correction-without-brackets",
        "A bracket is missing in the correction: the whole difference is divided by.",
        step(
            first_corrected=lambda e: e.v / 1 - e.beta1**e.t,
            second_corrected=lambda e: e.s / 1 - e.beta2**e.t,
        ),
    ),
    Misconception(
        "corrections-swapped",
        "Each average is corrected with the other's beta.",
        step(
            first_corrected=lambda e: e.v / (1 - e.beta2**e.t),
            second_corrected=lambda e: e.s / (1 - e.beta1**e.t),
        ),
    ),
    Misconception(
        "beta1-in-both-corrections",
        "s is corrected with beta1.",
        step(second_corrected=lambda e: e.s / (1 - e.beta1**e.t)),
    ),
    Misconception(
        "beta2-in-both-corrections",
        "v is corrected with beta2.",
        step(first_corrected=lambda e: e.v / (1 - e.beta2**e.t)),
    ),
    Misconception(
        "old-moments-corrected",
        "The correction starts from the old v and s: renew them first.",
        step(
            first_corrected=lambda e: e.old_v / (1 - e.beta1**e.t),
            second_corrected=lambda e: e.old_s / (1 - e.beta2**e.t),
        ),
    ),
    mistaken(
        "correction-kept",
        "The step is right, but the corrected v and s came back: the next step goes on from v and s as they were before the correction.",
        corrected_kept=True,
    ),
)

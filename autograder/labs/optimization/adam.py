"""The checkpoint `adam`: two averages, their bias correction, and a step with both.

Most mistakes are a step with some of its formulas replaced; see `moments.step`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.labs.checkpoint import Arguments, Checkpoint, Misconception
from autograder.labs.optimization.moments import Entry, step, with_outputs, with_settings
from autograder.labs.optimization.nets import (
    LAYERS,
    Arrays,
    gradients,
    incomplete,
    nothing,
    parameters,
    squares,
    varied,
    velocities,
)


def steps(generator: np.random.Generator) -> list[Arguments | list[Arguments]]:
    """Single steps with averages that are on their way, then several in a row."""
    first = _step(generator, [1, 1], 1, 0.5)
    first |= {"v": nothing([1, 1]), "s": nothing([1, 1])}
    faint = _step(generator, [2, 3, 1], 4, 0.02, scale=1e-6)
    dead = _step(generator, [2, 4, 1], 2, 0.1, beta1=0.7, beta2=0.8, epsilon=1e-3)
    for name in ("grads", "v", "s"):
        dead[name]["dW1"][1:3] = dead[name]["db1"][1:3] = 0.0
    return [
        first,
        _step(generator, [2, 1], 3, 0.1),
        _step(generator, [2, 2, 2], 2, 0.25, beta1=0.6, beta2=0.8, epsilon=1e-2),
        _step(generator, [2, 3, 1], 7, 1.5, beta1=0.3),
        _step(generator, [1] * 11, 1, 0.7, beta1=0.8, beta2=0.95),
        faint,
        dead,
        _step(generator, LAYERS, 1000, 0.03, beta1=0.95, beta2=0.9, epsilon=0.1),
        _step(generator, [4, 2, 5, 3, 2], 3, 0.04, beta1=0.5, beta2=0.6, epsilon=1e-2),
        _several(generator, LAYERS, 1),
        _several(generator, [3, 3, 3], 7, beta1=0.85, beta2=0.7, epsilon=1e-2),
        _several(generator, [2, 3, 2], 3, beta1=0.7, beta2=0.9, epsilon=0.3),
    ]


def _step(
    generator: np.random.Generator,
    dims: list[int],
    t: int,
    rate: float,
    scale: float = 1.0,
    **optional: float,
) -> Arguments:
    return {
        "parameters": parameters(generator, dims),
        "grads": gradients(generator, dims, 2 * scale),
        "v": velocities(generator, dims, scale),
        "s": squares(generator, dims, scale),
        "t": t,
        "learning_rate": rate,
        **optional,
    }


def _several(
    generator: np.random.Generator, dims: list[int], t: int, **optional: float
) -> list[Arguments]:
    """Three steps from t on; those that begin at 1 begin with none."""
    first, *later = (
        _step(generator, dims, t + step, float(generator.uniform(0.1, 1)), **optional)
        for step in range(3)
    )
    if t == 1:
        first |= {"v": nothing(dims), "s": nothing(dims)}
    fed = ("parameters", "v", "s")
    return [first, *({k: step[k] for k in step if k not in fed} for step in later)]


def _biases_follow(outputs: tuple[Arrays, Arrays, Arrays], before: Arrays) -> Any:
    """The biases step as the weights do."""
    new = dict(outputs[0])
    for name in before:
        if name[0] == "b":
            weights = f"W{name[1:]}"
            new[name] = before[name] + new[weights] - before[weights]
    return new, *outputs[1:]


def _of_weights(right: Callable[..., Any], which: int, *given: Any) -> Any:
    """The old average of the biases, v or s, is that of the weights."""
    arguments = list(given)
    old = arguments[which]
    arguments[which] = {key: old[key.replace("b", "W")] for key in old}
    return right(*arguments)


ROOT = np.sqrt


def _inside(e: Entry) -> np.ndarray:
    """The change with epsilon inside the root."""
    return -e.rate * e.v / ROOT(e.s + e.epsilon)


def mistaken(name: str, sentence: str, **formulas: Any) -> Misconception:
    """A common mistake, by those who have epsilon after the root and those who have it inside."""
    inside = step(change=_inside, **formulas)
    return Misconception(name, sentence, step(**formulas), also=(inside,))


ADAM = Checkpoint(
    grade_id="adam",
    signature=(
        "update_parameters_with_adam("
        "parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8)"
    ),
    outputs=("parameters", "v", "s"),
    points=20,
    cases=steps,
    may_change=("parameters", "v", "s"),
    variants=(
        Misconception(
            "epsilon-inside",
            "Accepted: here epsilon is inside the root. In the paper it is added after the root (Kingma and Ba, 2015, algorithm 1).",
            step(change=_inside),
        ),
        Misconception(
            "epsilon-before-correction",
            "Accepted: here epsilon is added before the correction, so that it shrinks with it. In the paper it is added after the correction (Kingma and Ba, 2015, algorithm 1).",
            step(
                second_corrected=lambda e: e.s,
                change=lambda e: -e.rate * ROOT(1 - e.beta2**e.t) * e.v / (ROOT(e.s) + e.epsilon),
            ),
        ),
        Misconception(
            "epsilon-inside-before-correction",
            "Accepted: here epsilon is inside the root, and added before the correction. In the paper it is added after both (Kingma and Ba, 2015, algorithm 1).",
            step(
                second_corrected=lambda e: e.s,
                change=lambda e: -e.rate * ROOT(1 - e.beta2**e.t) * e.v / ROOT(e.s + e.epsilon),
            ),
        ),
    ),
    misconceptions=(
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
            also=(lambda right: with_settings(lambda **given: {"t": 1})(step(change=_inside)),),
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
        Misconception(
            "s-from-v",
            "s is made from the squares of v: it is a mean of squared gradients.",
            step(
                second=lambda e: e.beta2 * e.s + (1 - e.beta2) * (e.v / (1 - e.beta1**e.t)) ** 2,
                in_turn=True,
            ),
            also=(
                step(
                    second=lambda e: e.beta2 * e.s + (1 - e.beta2) * e.v**2,
                    change=_inside,
                    in_turn=True,
                ),
                step(second=lambda e: e.beta2 * e.s + (1 - e.beta2) * e.v**2, in_turn=True),
                step(second=lambda e: e.beta2 * e.s + (1 - e.beta2) * e.v**2),
            ),
        ),
        mistaken(
            "gradient-not-squared",
            "The gradient is not squared in s.",
            second=lambda e: e.beta2 * e.s + (1 - e.beta2) * e.g,
        ),
        Misconception(
            "gradient-doubled",
            "The gradient is doubled in s: it should be squared.",
            step(second=lambda e: e.beta2 * e.s + (1 - e.beta2) * e.g * 2),
        ),
        Misconception(
            "absolute-gradient",
            "s is made from absolute gradients: it is a mean of squares.",
            step(second=lambda e: e.beta2 * e.s + (1 - e.beta2) * np.abs(e.g)),
        ),
        Misconception(
            "share-squared",
            "The share of the gradient is squared with it: only the gradient should be.",
            step(second=lambda e: e.beta2 * e.s + ((1 - e.beta2) * e.g) ** 2),
        ),
        Misconception(
            "mean-of-squares",
            "s is one number for a whole array: each entry has its own.",
            step(second=lambda e: e.beta2 * e.s + (1 - e.beta2) * (e.g**2).mean()),
            also=(step(second=lambda e: e.beta2 * e.s + (1 - e.beta2) * (e.g**2).sum()),),
        ),
        Misconception(
            "gradient-squared-in-v",
            "v is made from squared gradients: they belong to s.",
            step(first=lambda e: e.beta1 * e.v + (1 - e.beta1) * e.g**2),
        ),
        Misconception(
            "s-not-decayed",
            "s only grows: its old value needs a share below 1.",
            step(second=lambda e: e.s + (1 - e.beta2) * e.g**2),
            also=(
                step(second=lambda e: e.s + e.g**2),
                step(second=lambda e: e.s + (1 - e.beta2) * e.g**2, change=_inside),
            ),
        ),
        Misconception(
            "v-not-decayed",
            "The old v counts in full: it needs a share below 1.",
            step(first=lambda e: e.v + (1 - e.beta1) * e.g),
            also=(step(first=lambda e: e.v + e.g),),
        ),
        mistaken(
            "gradient-in-full",
            "The gradient counts in full in v and s: the two shares should add up to 1.",
            first=lambda e: e.beta1 * e.v + e.g,
            second=lambda e: e.beta2 * e.s + e.g**2,
        ),
        Misconception(
            "gradient-in-full-in-v",
            "The gradient counts in full in v: the two shares should add up to 1.",
            step(first=lambda e: e.beta1 * e.v + e.g),
        ),
        Misconception(
            "gradient-in-full-in-s",
            "The squared gradient counts in full in s: the two shares should add up to 1.",
            step(second=lambda e: e.beta2 * e.s + e.g**2),
        ),
        Misconception(
            "no-memory",
            "The old v and s play no part.",
            step(first=lambda e: (1 - e.beta1) * e.g, second=lambda e: (1 - e.beta2) * e.g**2),
        ),
        Misconception(
            "no-memory-in-v",
            "The old v plays no part.",
            step(first=lambda e: (1 - e.beta1) * e.g),
        ),
        Misconception(
            "no-memory-in-s",
            "The old s plays no part.",
            step(second=lambda e: (1 - e.beta2) * e.g**2),
        ),
        mistaken(
            "shares-swapped",
            "The shares are swapped in v and s: a beta near 1 should make them slow.",
            first=lambda e: (1 - e.beta1) * e.v + e.beta1 * e.g,
            second=lambda e: (1 - e.beta2) * e.s + e.beta2 * e.g**2,
        ),
        Misconception(
            "betas-swapped",
            "The two betas have changed places.",
            with_settings(lambda beta1, beta2, **given: {"beta1": beta2, "beta2": beta1}),
            varies=True,
        ),
        Misconception(
            "beta1-everywhere",
            "v and s are both made with beta1.",
            with_settings(lambda beta1, **given: {"beta2": beta1}),
            varies=True,
        ),
        Misconception(
            "beta2-everywhere",
            "v and s are both made with beta2.",
            with_settings(lambda beta2, **given: {"beta1": beta2}),
            varies=True,
        ),
        Misconception(
            "beta1-in-both-moments",
            "s is mixed with beta1.",
            step(second=lambda e: e.beta1 * e.s + (1 - e.beta1) * e.g**2),
        ),
        Misconception(
            "beta2-in-both-moments",
            "v is mixed with beta2.",
            step(first=lambda e: e.beta2 * e.v + (1 - e.beta2) * e.g),
        ),
        Misconception(
            "fixed-betas",
            "The betas are always 0.9 and 0.999: take those that the function is given.",
            with_settings(lambda **given: {"beta1": 0.9, "beta2": 0.999}),
            varies=True,
        ),
        Misconception(
            "fixed-epsilon",
            "Epsilon is always 1e-8: take the one that the function is given.",
            with_settings(lambda **given: {"epsilon": 1e-8}),
            varies=True,
        ),
        Misconception(
            "all-settings-fixed",
            "The betas and epsilon are always the usual ones: take those that the function is given.",
            with_settings(lambda **given: {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}),
            varies=True,
        ),
        Misconception(
            "fixed-learning-rate",
            "The learning rate is always 0.01: take the one that the function is given.",
            with_settings(lambda **given: {"learning_rate": 0.01}),
            varies=True,
        ),
        Misconception(
            "no-learning-rate",
            "The learning rate plays no part.",
            with_settings(lambda **given: {"learning_rate": 1.0}),
            varies=True,
        ),
        Misconception(
            "uphill",
            "The step goes uphill.",
            with_settings(lambda learning_rate, **given: {"learning_rate": -learning_rate}),
            varies=True,
        ),
        Misconception(
            "rate-twice",
            "The learning rate is in there twice.",
            with_settings(lambda learning_rate, **given: {"learning_rate": learning_rate**2}),
            varies=True,
        ),
        Misconception(
            "no-epsilon",
            "There is no epsilon: where all gradients were zero, this divides zero by zero.",
            step(change=lambda e: -e.rate * e.v / ROOT(e.s)),
        ),
        Misconception(
            "epsilon-outside",
            "Epsilon is added to the quotient: it belongs to what is divided by. Mind the brackets.",
            step(change=lambda e: -e.rate * (e.v / ROOT(e.s) + e.epsilon)),
            also=(step(change=lambda e: -(e.rate * e.v / ROOT(e.s) + e.epsilon)),),
        ),
        Misconception(
            "epsilon-subtracted",
            "Epsilon is subtracted: it should keep what is divided by away from zero.",
            with_settings(lambda epsilon, **given: {"epsilon": -epsilon}),
            varies=True,
        ),
        Misconception(
            "epsilon-for-root",
            "The root is missing: epsilon is added to a root, and does not replace it.",
            step(change=lambda e: -e.rate * e.v / (e.s + e.epsilon)),
        ),
        Misconception(
            "no-second-moment",
            "s plays no part in the step: this is momentum, with a correction.",
            step(change=lambda e: -e.rate * e.v),
        ),
        Misconception(
            "second-moment-squared",
            "s is squared: take its root.",
            step(change=lambda e: -e.rate * e.v / (e.s**2 + e.epsilon)),
        ),
        Misconception(
            "root-of-the-quotient",
            "The root is taken of the whole quotient: take it of s alone.",
            step(change=lambda e: -e.rate * ROOT(e.v / (e.s + e.epsilon))),
        ),
        Misconception(
            "multiplied",
            "The step is multiplied by the root: it should be divided, so that steep directions get shorter steps.",
            step(change=lambda e: -e.rate * e.v * (ROOT(e.s) + e.epsilon)),
        ),
        Misconception(
            "moments-swapped-in-the-step",
            "v and s have changed places in the step.",
            step(change=lambda e: -e.rate * e.s / (ROOT(e.v) + e.epsilon)),
        ),
        Misconception(
            "gradient-in-the-step",
            "The step is made with the gradient: v takes its place.",
            step(change=lambda e: -e.rate * e.g / (ROOT(e.s) + e.epsilon)),
        ),
        Misconception(
            "plain-descent",
            "v and s are right, but the step is that of gradient descent.",
            step(change=lambda e: -e.rate * e.g),
        ),
        Misconception(
            "old-moments",
            "The step is made with the old v and s: renew them first.",
            step(change=lambda e: -e.rate * e.old_v / (ROOT(e.old_s) + e.epsilon)),
        ),
        Misconception(
            "old-v",
            "The step is made with the old v: renew it first.",
            step(first_corrected=lambda e: e.old_v / (1 - e.beta1**e.t)),
        ),
        Misconception(
            "old-s",
            "The step is made with the old s: renew it first.",
            step(second_corrected=lambda e: e.old_s / (1 - e.beta2**e.t)),
        ),
        Misconception(
            "mean-root",
            "All entries of an array are divided by one number: each entry has its own s.",
            step(change=lambda e: -e.rate * e.v / (ROOT(e.s.mean()) + e.epsilon)),
            also=(step(change=lambda e: -e.rate * e.v / (np.linalg.norm(e.s) + e.epsilon)),),
        ),
        Misconception(
            "the-change-alone",
            "In place of the new parameters this is the change alone.",
            step(change=lambda e: -e.rate * e.v / (ROOT(e.s) + e.epsilon) - e.W),
        ),
        Misconception(
            "parameters-not-moved",
            "v and s are right, but the parameters came back as they were.",
            step(change=lambda e: 0 * e.W),
        ),
        Misconception(
            "moments-not-kept",
            "The parameters are right after the first step, but v and s came back as they were: the next step needs the new ones.",
            with_outputs(lambda made, v, s: (made[0], v, s)),
            varies=True,
        ),
        Misconception(
            "v-not-kept",
            "v came back as it was: the next step needs the new one.",
            with_outputs(lambda made, v, s: (made[0], v, made[2])),
            varies=True,
        ),
        Misconception(
            "s-not-kept",
            "s came back as it was: the next step needs the new one.",
            with_outputs(lambda made, v, s: (made[0], made[1], s)),
            varies=True,
        ),
        Misconception(
            "one-memory",
            "v and s came back as the same: are they one dict, or one array under two names?",
            with_outputs(lambda made, v, s: (made[0], made[2], made[2])),
            varies=True,
            also=(with_outputs(lambda made, v, s: (made[0], made[1], made[1])),),
        ),
        Misconception(
            "biases-step-like-weights",
            "The biases step with the v and s of the weights: they have their own, under db1, db2, ...",
            varied(lambda right, p, *rest: _biases_follow(right(p, *rest), p)),
            varies=True,
        ),
        Misconception(
            "old-v-of-weights",
            "The v of the biases is mixed from the old one of the weights.",
            varied(lambda right, *given: _of_weights(right, 2, *given)),
            varies=True,
        ),
        Misconception(
            "old-s-of-weights",
            "The s of the biases is mixed from the old one of the weights.",
            varied(lambda right, *given: _of_weights(right, 3, *given)),
            varies=True,
        ),
        Misconception(
            "gradients-of-weights",
            "The biases take the gradients of the weights: they have their own, under db1, db2, ...",
            varied(lambda right, *given: _of_weights(right, 1, *given)),
            varies=True,
        ),
        Misconception(
            "v-and-s-swapped",
            "s came back before v.",
            with_outputs(lambda made, v, s: (made[0], made[2], made[1])),
            varies=True,
        ),
        Misconception(
            "parameters-last",
            "The parameters come first, then v and s.",
            with_outputs(lambda made, v, s: (*made[1:], made[0])),
            varies=True,
        ),
        Misconception(
            "nothing-returned",
            "The step was made, but nothing was given back.",
            lambda *given: None,
        ),
        *incomplete(2, 3),
    ),
)

"""The step: epsilon, the root, what is divided by what, and settings that play another part."""

from __future__ import annotations

from autograder.labs.changes import begin, change
from autograder.labs.mistakes import wrong_answers

SETTINGS = wrong_answers(
    "fixed-betas: The betas are always 0.9 and 0.999: use those that the function is given.",
    begin("beta1, beta2 = 0.9, 0.999"),
    "fixed-epsilon: Epsilon is always 1e-8: use the one that the function is given.",
    begin("epsilon = 1e-8"),
    "all-settings-fixed: The betas and epsilon always have their usual values: use those that the function is given.",
    begin("beta1, beta2, epsilon = 0.9, 0.999, 1e-8"),
    "fixed-learning-rate: The learning rate is always the same: use the one that the function is given.",
    begin("learning_rate = 0.01"),
    "no-learning-rate: The learning rate has no effect: it should scale the step.",
    change(updated="array - direction / size"),
    "rate-fades: The learning rate gets smaller with t: it should be the same in every step.",
    change(updated="array - learning_rate / np.sqrt(t) * direction / size"),
    "uphill: The step goes uphill: v points uphill, as the gradients do, so subtract the step.",
    change(updated="array + learning_rate * direction / size"),
    "rate-twice: The learning rate counts twice: use it once.",
    change(updated="array - learning_rate**2 * direction / size"),
)
STEPPING = wrong_answers(
    "no-epsilon: There is no epsilon: where all gradients have been zero, this divides zero by zero.",
    change(size="np.sqrt(second[key] / (1 - beta2**t))"),
    "epsilon-outside: Epsilon is added outside the fraction: it belongs in the denominator. Mind the brackets.",
    change(
        size="np.sqrt(second[key] / (1 - beta2**t))",
        updated="array - learning_rate * (direction / size + epsilon)",
    ),
    change(
        size="np.sqrt(second[key] / (1 - beta2**t))",
        updated="array - (learning_rate * direction / size + epsilon)",
    ),
    change(
        size="np.sqrt(second[key] / (1 - beta2**t))",
        updated="array - learning_rate * direction / size + epsilon",
    ),
    "epsilon-subtracted: Epsilon is subtracted: it should keep the denominator away from zero.",
    change(size="np.sqrt(second[key] / (1 - beta2**t)) - epsilon"),
    "epsilon-for-root: The root is missing: epsilon is added to the root, and does not replace it.",
    change(size="second[key] / (1 - beta2**t) + epsilon"),
    "no-second-moment: s is not used in the step: without it, this is momentum with a correction.",
    change(updated="array - learning_rate * direction"),
    "second-moment-squared: s is squared: take its root instead.",
    change(size="(second[key] / (1 - beta2**t)) ** 2 + epsilon"),
    "root-of-the-quotient: The root covers the whole quotient: it belongs to s alone.",
    change(
        size="second[key] / (1 - beta2**t) + epsilon",
        updated="array - learning_rate * np.sqrt(direction / size)",
    ),
    "multiplied: The step is multiplied by the root: divide by it, so that steep directions get shorter steps.",
    change(updated="array - learning_rate * direction * size"),
    "moments-swapped-in-the-step: v and s are swapped in the step: v belongs above the fraction line, and s below.",
    change(
        direction="second[key] / (1 - beta2**t)",
        size="np.sqrt(first[key] / (1 - beta1**t)) + epsilon",
    ),
    "gradient-in-the-step: The step uses the gradient: v should take its place.",
    change(direction="grads[key]"),
    "plain-descent: This is a step of plain gradient descent: v and s should take the gradient's place.",
    change(updated="array - learning_rate * grads[key]"),
    "old-moments: The step uses the old v and s: update them first, then step.",
    change(direction="v[key]", size="np.sqrt(s[key]) + epsilon"),
    "old-v: The step uses the old v: update it first, then step.",
    change(direction="v[key] / (1 - beta1**t)"),
    "old-s: The step uses the old s: update it first, then step.",
    change(size="np.sqrt(s[key] / (1 - beta2**t)) + epsilon"),
    "mean-root: All entries of an array are divided by one number: each entry has its own s.",
    change(size="np.sqrt(np.mean(second[key]) / (1 - beta2**t)) + epsilon"),
    change(size="np.linalg.norm(second[key] / (1 - beta2**t)) + epsilon"),
    "the-change-alone: In place of the new parameters, this is only the change: add it to the old ones.",
    change(updated="-learning_rate * direction / size"),
    "parameters-not-moved: The parameters came back as they were: the step is missing.",
    change(updated="array"),
)

"""The step: epsilon, the root, what is divided by what, and settings that play another part."""

from __future__ import annotations

from autograder.labs.changes import begin, change
from autograder.labs.mistakes import wrong_answers

SETTINGS = wrong_answers(
    "fixed-betas: The betas are always 0.9 and 0.999: take those that the function is given.",
    begin("beta1, beta2 = 0.9, 0.999"),
    "fixed-epsilon: Epsilon is always 1e-8: take the one that the function is given.",
    begin("epsilon = 1e-8"),
    "all-settings-fixed: The betas and epsilon are always the usual ones: take those that the function is given.",
    begin("beta1, beta2, epsilon = 0.9, 0.999, 1e-8"),
    "fixed-learning-rate: The learning rate is always the same: take the one that the function is given.",
    begin("learning_rate = 0.01"),
    "no-learning-rate: The learning rate plays no part.",
    change(updated="array - direction / size"),
    "uphill: The step goes uphill.",
    change(updated="array + learning_rate * direction / size"),
    "rate-twice: The learning rate is in there twice.",
    change(updated="array - learning_rate**2 * direction / size"),
)
STEPPING = wrong_answers(
    "no-epsilon: There is no epsilon: where all gradients were zero, this divides zero by zero.",
    change(size="np.sqrt(second[key] / (1 - beta2**t))"),
    "epsilon-outside: Epsilon is added to the quotient: it belongs to what is divided by. Mind the brackets.",
    change(
        size="np.sqrt(second[key] / (1 - beta2**t))",
        updated="array - learning_rate * (direction / size + epsilon)",
    ),
    change(
        size="np.sqrt(second[key] / (1 - beta2**t))",
        updated="array - (learning_rate * direction / size + epsilon)",
    ),
    "epsilon-subtracted: Epsilon is subtracted: it should keep what is divided by away from zero.",
    change(size="np.sqrt(second[key] / (1 - beta2**t)) - epsilon"),
    "epsilon-for-root: The root is missing: epsilon is added to a root, and does not replace it.",
    change(size="second[key] / (1 - beta2**t) + epsilon"),
    "no-second-moment: s plays no part in the step: this is momentum, with a correction.",
    change(updated="array - learning_rate * direction"),
    "second-moment-squared: s is squared: take its root.",
    change(size="(second[key] / (1 - beta2**t)) ** 2 + epsilon"),
    "root-of-the-quotient: The root is taken of the whole quotient: take it of s alone.",
    change(
        size="second[key] / (1 - beta2**t) + epsilon",
        updated="array - learning_rate * np.sqrt(direction / size)",
    ),
    "multiplied: The step is multiplied by the root: it should be divided, so that steep directions get shorter steps.",
    change(updated="array - learning_rate * direction * size"),
    "moments-swapped-in-the-step: v and s have changed places in the step.",
    change(
        direction="second[key] / (1 - beta2**t)",
        size="np.sqrt(first[key] / (1 - beta1**t)) + epsilon",
    ),
    "gradient-in-the-step: The step is made with the gradient: v takes its place.",
    change(direction="grads[key]"),
    "plain-descent: The step is that of gradient descent: v and s should take the gradient's place.",
    change(updated="array - learning_rate * grads[key]"),
    "old-moments: The step is made with the old v and s: renew them first.",
    change(direction="v[key]", size="np.sqrt(s[key]) + epsilon"),
    "old-v: The step is made with the old v: renew it first.",
    change(direction="v[key] / (1 - beta1**t)"),
    "old-s: The step is made with the old s: renew it first.",
    change(size="np.sqrt(s[key] / (1 - beta2**t)) + epsilon"),
    "mean-root: All entries of an array are divided by one number: each entry has its own s.",
    change(size="np.sqrt(np.mean(second[key]) / (1 - beta2**t)) + epsilon"),
    change(size="np.linalg.norm(second[key] / (1 - beta2**t)) + epsilon"),
    "the-change-alone: In place of the new parameters this is the change alone.",
    change(updated="-learning_rate * direction / size"),
    "parameters-not-moved: The parameters came back as they were: the step is missing.",
    change(updated="array"),
)

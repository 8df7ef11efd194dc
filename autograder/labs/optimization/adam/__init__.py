"""The checkpoint `adam`: two averages, their bias correction, and a step with both."""

from __future__ import annotations

from autograder.checks.exam import Clue
from autograder.labs.changes import change
from autograder.labs.checkpoint import Checkpoint
from autograder.labs.mistakes import variants
from autograder.labs.optimization.adam.cases import descent, steps
from autograder.labs.optimization.adam.mistakes.averages import AVERAGES
from autograder.labs.optimization.adam.mistakes.correction import CORRECTION
from autograder.labs.optimization.adam.mistakes.epsilon import INSIDE
from autograder.labs.optimization.adam.mistakes.returning import RETURNING
from autograder.labs.optimization.adam.mistakes.stepping import SETTINGS, STEPPING

ADAM = Checkpoint(
    grade_id="adam",
    signature=(
        "update_parameters_with_adam("
        "parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8)"
    ),
    outputs=("parameters", "v", "s"),
    points=20,
    cases=steps,
    bowl=descent,
    may_change=("parameters", "v", "s"),
    variants=variants(
        "epsilon-inside: Accepted: here epsilon is inside the root. In the paper it is added after the root (Kingma and Ba, 2015, algorithm 1).",
        INSIDE,
        "epsilon-before-correction: Accepted: here epsilon is added before the correction, so it is corrected too. In the paper it is added after the correction (Kingma and Ba, 2015, algorithm 1).",
        change(size="(np.sqrt(second[key]) + epsilon) / np.sqrt(1 - beta2**t)"),
        "epsilon-inside-before-correction: Accepted: here epsilon is inside the root, and added before the correction. In the paper it is added after both (Kingma and Ba, 2015, algorithm 1).",
        change(size="np.sqrt(second[key] + epsilon) / np.sqrt(1 - beta2**t)"),
    ),
    clues=(
        Clue(
            "step",
            "v and s are right in every step: look at their correction, or at the step itself.",
            wrong=("parameters",),
            right=("v", "s"),
        ),
        Clue(
            "made-v", "s is right in every step: look at how v is made.", wrong=("v",), right=("s",)
        ),
        Clue(
            "made-s", "v is right in every step: look at how s is made.", wrong=("s",), right=("v",)
        ),
        Clue(
            "kept",
            "The parameters are right, but the v and s that come back are not: the next step continues from them.",
            wrong=("v", "s"),
            right=("parameters",),
        ),
        Clue(
            "made-both",
            "Both v and s come back wrong: are they made from the old ones and the gradients, for every array, and are the new ones returned?",
            wrong=("v", "s"),
        ),
    ),
    mistakes=(*CORRECTION, *AVERAGES, *SETTINGS, *STEPPING, *RETURNING),
    hints=(
        "There are three parts: the two averages, their correction, and the step. If v or s is wrong, begin with the averages. If only the parameters are wrong, v and s are fine: look at the correction, and then at the step.",
        "v mixes the old v with the gradient, by beta1, and s mixes the old s with the square of the gradient, by beta2. The correction makes both larger, each by its own beta and the number of the step. It is for the step alone: what comes back is not corrected.",
        "The step goes against the corrected v. Entry by entry, it is divided by the root of the corrected s, to which epsilon is added so that nothing is divided by zero. The learning rate scales the whole. Check where your brackets open and close.",
        "Try the first step by hand, with v and s zero and any gradient: the correction undoes the mixing, and gives you back the gradient and its square. So every weight moves by just about one learning rate. Does yours?",
    ),
    section="Exercise 6: update_parameters_with_adam (20 points)",
)

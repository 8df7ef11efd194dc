"""The checkpoint `adam`: two averages, their bias correction, and a step with both.

Most mistakes are a step with some of its formulas replaced; see `formulas.step`.
"""

from __future__ import annotations

import numpy as np

from autograder.labs.checkpoint import Checkpoint, Misconception
from autograder.labs.optimization.adam.averages import AVERAGES
from autograder.labs.optimization.adam.cases import steps
from autograder.labs.optimization.adam.correction import CORRECTION
from autograder.labs.optimization.adam.formulas import inside_the_root, step
from autograder.labs.optimization.adam.returning import RETURNING
from autograder.labs.optimization.adam.settings import SETTINGS
from autograder.labs.optimization.adam.stepping import STEPPING
from autograder.labs.optimization.nets import incomplete

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
            step(change=inside_the_root),
        ),
        Misconception(
            "epsilon-before-correction",
            "Accepted: here epsilon is added before the correction, so that it shrinks with it. In the paper it is added after the correction (Kingma and Ba, 2015, algorithm 1).",
            step(
                second_corrected=lambda e: e.s,
                change=lambda e: (
                    -e.rate * np.sqrt(1 - e.beta2**e.t) * e.v / (np.sqrt(e.s) + e.epsilon)
                ),
            ),
        ),
        Misconception(
            "epsilon-inside-before-correction",
            "Accepted: here epsilon is inside the root, and added before the correction. In the paper it is added after both (Kingma and Ba, 2015, algorithm 1).",
            step(
                second_corrected=lambda e: e.s,
                change=lambda e: (
                    -e.rate * np.sqrt(1 - e.beta2**e.t) * e.v / np.sqrt(e.s + e.epsilon)
                ),
            ),
        ),
    ),
    misconceptions=(
        *CORRECTION,
        *AVERAGES,
        *SETTINGS,
        *STEPPING,
        *RETURNING,
        *incomplete(2, 3),
    ),
)

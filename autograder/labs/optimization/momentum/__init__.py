"""The checkpoint `momentum`: gradient descent with a velocity.

Most mistakes are a step with another velocity, or another step with the right one; see `formulas`.
"""

from __future__ import annotations

from autograder.labs.checkpoint import Checkpoint
from autograder.labs.optimization.momentum.cases import steps
from autograder.labs.optimization.momentum.mixing import MIXING
from autograder.labs.optimization.momentum.returning import RETURNING
from autograder.labs.optimization.momentum.settings import SETTINGS
from autograder.labs.optimization.momentum.stepping import STEPPING
from autograder.labs.optimization.nets import incomplete

MOMENTUM = Checkpoint(
    grade_id="momentum",
    signature="update_parameters_with_momentum(parameters, grads, v, beta, learning_rate)",
    outputs=("parameters", "v"),
    points=15,
    cases=steps,
    may_change=("parameters", "v"),
    misconceptions=(
        *MIXING,
        *SETTINGS,
        *STEPPING,
        *RETURNING,
        *incomplete(2),
    ),
)

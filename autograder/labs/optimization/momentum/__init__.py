"""The checkpoint `momentum`: a velocity, and a step with it."""

from __future__ import annotations

from autograder.labs.checkpoint import Checkpoint
from autograder.labs.optimization.momentum.cases import steps
from autograder.labs.optimization.momentum.mistakes import MIXING, RETURNING, SETTINGS, STEPPING

MOMENTUM = Checkpoint(
    grade_id="momentum",
    signature="update_parameters_with_momentum(parameters, grads, v, beta, learning_rate)",
    outputs=("parameters", "v"),
    points=15,
    cases=steps,
    may_change=("parameters", "v"),
    mistakes=(*MIXING, *SETTINGS, *STEPPING, *RETURNING),
)

"""The checkpoint `gradient_check_n`: all gradients of a net beside the slopes of its cost."""

from __future__ import annotations

from autograder.labs.checkpoint import Checkpoint
from autograder.labs.gradient_checking.differences import bounds, situations
from autograder.labs.gradient_checking.gradient_check_n.cases import nets
from autograder.labs.gradient_checking.gradient_check_n.mistakes import (
    FORMULAS,
    MOVING,
    NORMS,
    OMISSIONS,
    ORDER,
)

GRADIENT_CHECK_N = Checkpoint(
    grade_id="gradient_check_n",
    signature="gradient_check_n(forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6)",
    outputs=("the difference",),
    points=15,
    cases=nets,
    bounds=bounds,
    situations=situations(
        "Is each parameter moved alone, by epsilon to each side? Is the difference of the costs, up minus down, divided by 2 epsilon? Are slopes and gradients in the same order?"
    ),
    mistakes=(*ORDER, *OMISSIONS, *MOVING, *NORMS, *FORMULAS),
)

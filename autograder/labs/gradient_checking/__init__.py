"""The Gradient Checking lab: whether what backpropagation computes is the slope.

Each checkpoint has a module, or a package where its known mistakes are many.
"""

from __future__ import annotations

from autograder.labs.gradient_checking.backward_1d import BACKWARD_1D
from autograder.labs.gradient_checking.backward_n import BACKWARD_N
from autograder.labs.gradient_checking.forward_1d import FORWARD_1D
from autograder.labs.gradient_checking.gradient_check import GRADIENT_CHECK
from autograder.labs.gradient_checking.gradient_check_n import GRADIENT_CHECK_N
from autograder.labs.gradient_checking.numerical_gradient import NUMERICAL_GRADIENT
from autograder.labs.gradient_checking.sigmoid import SIGMOID

CHECKPOINTS = (
    FORWARD_1D,
    BACKWARD_1D,
    GRADIENT_CHECK,
    SIGMOID,
    NUMERICAL_GRADIENT,
    GRADIENT_CHECK_N,
    BACKWARD_N,
)

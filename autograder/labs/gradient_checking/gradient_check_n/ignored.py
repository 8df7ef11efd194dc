"""Arguments that play no part."""

from __future__ import annotations

import numpy as np

from autograder.checks.functions import net
from autograder.labs.checkpoint import Function, Misconception
from autograder.labs.gradient_checking.differences import EPSILON
from autograder.labs.gradient_checking.gradient_check_n.cases import NAMES
from autograder.labs.gradient_checking.gradient_check_n.formulas import among, compared
from autograder.labs.gradient_checking.nets import Arrays


def _other_net(
    forward: Function,
    parameters: Arrays,
    gradients: Arrays,
    X: np.ndarray,
    Y: np.ndarray,
    epsilon: float = EPSILON,
) -> float:
    own = net("relu", "sigmoid")
    return float(among(NAMES)(own, parameters, gradients, X, Y, epsilon))


IGNORED: tuple[Misconception, ...] = (
    Misconception(
        "own-net",
        "The cost is that of one net, whatever is handed in: call forward_propagation_n.",
        _other_net,
    ),
    Misconception(
        "always-agreeing",
        "Every gradient is found right, a wrong one too: what is compared with what?",
        compared(lambda g, a, e: 0.0),
    ),
)

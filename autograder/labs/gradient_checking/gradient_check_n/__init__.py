"""The checkpoint `gradient_check_n`: all gradients of a net beside the slopes of its cost.

Most mistakes are a check with one of its two formulas replaced; see `formulas.check`.
"""

from __future__ import annotations

from autograder.labs.checkpoint import Checkpoint, Misconception
from autograder.labs.gradient_checking.differences import (
    QUOTIENTS,
    RATIOS,
    bounds,
    central,
    relative,
)
from autograder.labs.gradient_checking.gradient_check_n.cases import NAMES, nets
from autograder.labs.gradient_checking.gradient_check_n.formulas import check, compared, flat
from autograder.labs.gradient_checking.gradient_check_n.ignored import IGNORED
from autograder.labs.gradient_checking.gradient_check_n.moving import MOVING
from autograder.labs.gradient_checking.gradient_check_n.norms import NORMS
from autograder.labs.gradient_checking.gradient_check_n.omissions import OMISSIONS
from autograder.labs.gradient_checking.gradient_check_n.order import ORDER

GRADIENT_CHECK_N = Checkpoint(
    grade_id="gradient_check_n",
    signature="gradient_check_n(forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6)",
    outputs=("the difference",),
    points=15,
    cases=nets,
    bounds=bounds,
    misconceptions=(
        *(
            Misconception(
                name,
                sentence,
                check(quotient, lambda g, a, e: relative(flat(g, NAMES, "d"), flat(a, NAMES), e)),
            )
            for name, sentence, quotient in QUOTIENTS
        ),
        *(Misconception(name, sentence, compared(ratio)) for name, sentence, ratio in RATIOS),
        *IGNORED,
        *ORDER,
        *OMISSIONS,
        *MOVING,
        *NORMS,
        Misconception(
            "slopes-returned",
            "These are the slopes: compare them with the gradients.",
            check(central, lambda g, a, e: flat(a, NAMES)),
            also=(check(central, lambda g, a, e: dict(a)),),
        ),
    ),
)

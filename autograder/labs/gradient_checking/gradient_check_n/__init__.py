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
        "Is each parameter moved alone, by epsilon to each side? Is the difference of the costs, up minus down, divided by 2 epsilon? Are slopes and gradients in the same order?",
        "is every entry compared, and how does the difference become one number?",
    ),
    mistakes=(*ORDER, *OMISSIONS, *MOVING, *NORMS, *FORMULAS),
    hints=(
        "There are three parts: a column with the slopes, a column with the gradients, and their comparison. Print both columns side by side. With right gradients they agree row by row; if they do, look at the comparison.",
        "For the slopes you need a cost of one column: it makes the dict again, and calls the forward pass that your function is given. The gradients go into a column by their names, in the order of the parameters. Then all entries are compared at once, as in exercise 3.",
        "What often goes wrong: the forward pass returns a pair, and only its first part is the cost. A dict of gradients may come in any order. There is one norm for the whole column, not a sum of the norms of its arrays. And epsilon has to be handed on.",
    ),
    section="Exercise 6: gradient_check_n (15 points)",
)

"""The checkpoint `numerical_gradient`: the slope of a cost along every parameter in turn."""

from __future__ import annotations

import numpy as np

from autograder.checks.comparing.comparison import Within
from autograder.checks.plain import Tree
from autograder.labs.changes import Change, begin, body, change, piece, returns
from autograder.labs.checkpoint import Arguments, Checkpoint, When
from autograder.labs.gradient_checking.differences import in_place, round_off, wrong_slopes
from autograder.labs.mistakes import wrong_answers


def landscape(
    generator: np.random.Generator,
    kind: str,
    n: int,
    steep: float = 1.0,
    epsilon: float | None = None,
) -> Arguments:
    """A cost in which every parameter has a slope of its own, and a place in it."""
    rows = n + 2
    slopes = generator.uniform(0.4, 1.1, (rows, n)) * generator.choice([-1.0, 1.0], (rows, n))
    settings = {
        "kind": kind,
        "weights": generator.uniform(0.3, 1.0, (1, rows)),
        "slopes": steep * slopes / n**0.5,
        "shifts": generator.uniform(-1.0, 1.0, (rows, 1)),
    }
    theta = generator.uniform(0.3, 1.2, (n, 1)) * generator.choice([-1.0, 1.0], (n, 1))
    case: Arguments = {"cost": {"function": ["landscape", settings]}, "theta": theta}
    return case if epsilon is None else {**case, "epsilon": epsilon}


def landscapes(generator: np.random.Generator) -> list[Arguments]:
    """Costs of one parameter and of several, and steps that are short, long, and left out."""
    flat = landscape(generator, "growth", 6, epsilon=0.01)
    flat["theta"][generator.integers(1, 5)] = 0.0  # as biases are at first; not at an end
    return [
        landscape(generator, "parabola", 1),
        landscape(generator, "parabola", 3),
        landscape(generator, "wave", 4, epsilon=0.1),
        landscape(generator, "growth", 2, epsilon=0.05),
        landscape(generator, "cube", 5, epsilon=float(generator.uniform(0.05, 0.2))),
        flat,
        landscape(generator, "wave", 7, epsilon=1e-4),
        # So steep that another step than the default shows.
        landscape(generator, "wave", 3, steep=2e5),
        landscape(generator, "growth", 9, epsilon=0.02),
    ]


def bounds(arguments: Arguments, answer: Tree) -> Tree:
    """What a gradient is compared with: to a share of its largest entry, and to round-off."""
    if not isinstance(answer, np.ndarray) or not np.isfinite(answer).all():
        return answer
    largest = float(np.abs(answer).max(initial=0.0))
    return Within(answer, 1e-6 * largest + 10 * round_off(arguments))


def by(slope: str) -> Change:
    """Another formula for the slope."""
    J = """
        def J(shift):
            return cost(theta + shift * step)
        """
    return change(begin(J), step="1", gradapprox=slope.replace("value", "theta[i, 0]"))


LOOP = "range(theta.shape[0])"
STEP = "step[i] = epsilon"
ALONG_ALL = "return (cost(theta + epsilon) - cost(theta - epsilon)) / (2 * epsilon)"

MISTAKES = wrong_answers(
    "all-at-once: All parameters are moved together: each entry is the slope along its own parameter alone, so move one at a time.",
    piece(STEP, "step[:] = epsilon"),
    body(ALONG_ALL),
    "up-to-here: Earlier entries are still moved when the next one has its turn: start from theta each time.",
    piece(STEP, "step[: i + 1] = epsilon"),
    "not-put-back: An entry stays moved when the next one has its turn: is theta copied, or put back?",
    body(in_place(0)),
    body(in_place(-1)),
    "moved-too-far-back: An entry ends up above where it began: is theta copied, or put back?",
    body(in_place(2)),
    "only-the-last: Only the last entry has a slope, and the others are zero: does every turn of the loop fill its own entry?",
    piece(LOOP, "range(len(theta) - 1, len(theta))"),
    "only-the-first: Only the first entry has a slope, and the others are zero: does the loop end too early, or does the function return inside it?",
    piece(LOOP, "range(1)"),
    "last-missing: The last entry is zero: look at where the loop ends.",
    piece(LOOP, "range(len(theta) - 1)"),
    "first-missing: The first entry is zero: look at where the loop begins.",
    piece(LOOP, "range(1, len(theta))"),
    "the-last-everywhere: Every entry has the slope of the last one: each slope belongs in its own entry.",
    returns("np.full(theta.shape, gradapprox[-1])"),
    "added-up: Every entry holds the sum of the slopes so far: it should hold its own only.",
    returns("np.cumsum(gradapprox, axis=0)"),
    "backwards: The entries are in reverse order: they should be in the order of theta.",
    returns("gradapprox[::-1]"),
    "one-number: This is one number: every parameter has a slope of its own.",
    returns("gradapprox[-1, 0]"),
    returns("gradapprox.sum()"),
    returns("np.linalg.norm(gradapprox)"),
    "normalised: The gradient was scaled to length 1: its size matters too.",
    returns("gradapprox / np.linalg.norm(gradapprox)"),
    "averaged: The slopes are divided by their number: theta does not hold samples, so there is nothing to average.",
    returns("gradapprox / len(gradapprox)"),
    "absolute-values: The slopes have lost their signs: a slope can be negative.",
    returns("np.abs(gradapprox)"),
    "as-a-row: The gradient is a row: it should have the shape of theta, a column.",
    returns("gradapprox.T"),
    "flat: The gradient is a flat vector: it should have the shape of theta, a column.",
    returns("gradapprox.ravel()"),
    "as-a-list: The slopes came back as a list: put them into an array with the shape of theta.",
    returns("gradapprox.ravel().tolist()"),
    "a-square: Each slope has become a whole row: it should be one number, so look at the shapes.",
    returns("np.repeat(gradapprox, len(gradapprox) + 1, axis=1)"),
    "a-step-taken: This is theta after a step: the exercise asks for the gradient.",
    returns("theta - 0.01 * gradapprox"),
    "nothing-returned: The slopes were computed, but never returned.",
    returns("None"),
)

NUMERICAL_GRADIENT = Checkpoint(
    grade_id="numerical_gradient",
    signature="numerical_gradient(cost, theta, epsilon=1e-6)",
    outputs=("the gradient",),
    points=10,
    cases=landscapes,
    bounds=bounds,
    situations=(
        When(
            "several-parameters",
            "With one parameter the slope is right, but with several it is not: is each one moved by itself, while the others stay where they are?",
            lambda arguments, _: arguments["theta"].size > 1,
        ),
    ),
    mistakes=(*MISTAKES, *wrong_slopes(by)),
    hints=(
        "Look at what is moved in each turn of your loop, and at whether it is back in its place when the next turn begins. If one parameter works and several do not, that is where the mistake is.",
        "In each turn a single entry is moved, a step up for one cost and a step down for another, while all others are as they came. The slope between the two goes into the same place of the result, which has the shape of theta.",
        "Run the example below the check: at (2, 5) the gradient is (4, 3). Then print theta: it should be what it was before. And keep to numbers such as 2.0, since an array of whole numbers cuts small steps off.",
    ),
    section="Exercise 5: numerical_gradient (10 points)",
)

"""What goes wrong in a gradient check of a net."""

from __future__ import annotations

from textwrap import dedent, indent

from autograder.labs.changes import Change, begin, change, returns
from autograder.labs.gradient_checking.differences import (
    compared,
    in_place,
    wrong_comparisons,
    wrong_slopes,
)
from autograder.labs.mistakes import wrong_answers

SLOPES_OF_ALL = "numerical_gradient(cost, flatten(parameters), epsilon)"


def flat(names: str, array: str = 'gradients[f"d{name}"]') -> str:
    """The gradients in one column, in another order."""
    return f"np.concatenate([{array}.reshape(-1, 1) for name in {names}])"


def slopes(names: str, turned: str = "") -> str:
    """The slopes in one column, in another order."""
    each = f"unflatten({SLOPES_OF_ALL}, layers_dims(parameters))"
    return f"(lambda of: {flat(names, f'of[name]{turned}')})({each})"


ORDER = wrong_answers(
    "weights-first: Of the gradients and the slopes, one has all weights before all biases, the other has not: use one order for both.",
    change(grad=flat("sorted(parameters)")),
    change(gradapprox=slopes("sorted(parameters)")),
    "own-order: The gradients are taken in whatever order their dict happens to have: go by their names.",
    change(grad="np.concatenate([array.reshape(-1, 1) for array in gradients.values()])"),
    "sorted-names: The gradients are sorted by name, which puts every db before every dW: the parameters are in another order.",
    change(grad=flat("sorted(parameters, key=str.lower)")),
    "backwards: The gradients begin with the last layer, but the parameters with the first: use one order for both.",
    change(grad=flat('("W3", "b3", "W2", "b2", "W1", "b1")')),
    change(grad=flat("reversed(parameters)")),
    "columns-first: Of the gradients and the slopes, one is written out column by column, the other row by row: use one order for both.",
    change(grad=flat("parameters", 'gradients[f"d{name}"].T')),
    change(gradapprox=slopes("parameters", ".T")),
)
"""The order in which the entries stand: another in the gradients than in the slopes."""


def marked(mask: str) -> Change:
    """Has a column `marked` that says of each entry of each array whether it is meant."""
    return begin(f"""
        marked = np.concatenate(
            [np.broadcast_to({mask}, array.size) for name, array in parameters.items()]
        )[:, np.newaxis]
        """)


def among(mask: str) -> Change:
    """Only some entries of the arrays are compared."""
    return change(
        marked(mask),
        grad='flatten(gradients, "d")[marked]',
        gradapprox=f"{SLOPES_OF_ALL}[marked]",
    )


def cut(entries: str) -> Change:
    """Only some entries of the columns are compared."""
    return change(
        grad=f'flatten(gradients, "d")[{entries}]', gradapprox=f"{SLOPES_OF_ALL}[{entries}]"
    )


def measured(entries: str) -> Change:
    """Only some entries of the column have a slope, the others are zero."""
    return change(
        begin(f"""
            measured = np.zeros((sum(array.size for array in parameters.values()), 1))
            measured[{entries}] = 1
            """),
        gradapprox=f"measured * {SLOPES_OF_ALL}",
    )


OMISSIONS = wrong_answers(
    "only-weights: Only the weights are compared, so a wrong gradient of a bias goes unnoticed: include the biases.",
    among('name[0] == "W"'),
    "only-biases: Only the biases are compared, so a wrong gradient of a weight goes unnoticed: include the weights.",
    among('name[0] == "b"'),
    "biases-without-slope: The slopes of the biases are zero: biases are parameters too, so move them as well.",
    change(marked('name[0] == "W"'), gradapprox=f"marked * {SLOPES_OF_ALL}"),
    "biases-taken-on-trust: A wrong gradient of a bias goes unnoticed: measure the slopes of the biases as well.",
    change(marked('name[0] == "b"'), gradapprox=f"np.where(marked, grad, {SLOPES_OF_ALL})"),
    "first-layer: Only the first layer is compared: include all of them.",
    among('name[1] == "1"'),
    "last-layer: Only the last layer is compared: include all of them.",
    among('name[1] == "3"'),
    "last-layer-missing: The last layer is not compared: look at where the loop over the layers ends.",
    among('name[1] != "3"'),
    "first-array: Only the first array is compared: does a loop return too early?",
    among('name == "W1"'),
    "last-entry: Only the last entry of the last array is compared: is a result overwritten in a loop?",
    cut("-1:"),
    "first-entry: Only the first entry is compared: does a loop return too early?",
    cut(":1"),
    "last-entry-measured: Only the last entry has a slope, and the others are zero: is a result overwritten in a loop?",
    measured("-1:"),
    "first-entry-measured: Only the first entry has a slope, and the others are zero: does a loop return too early?",
    measured(":1"),
    "last-entry-missing: The last entry is left out: look at where the loop ends.",
    cut(":-1"),
    measured(":-1"),
    "first-entry-missing: The first entry is left out: look at where the loop begins.",
    cut("1:"),
    measured("1:"),
    "one-entry-of-each-array: Only the first entry of each array has a slope: every entry needs one.",
    among("np.arange(array.size) == 0"),
    "one-row-of-each-array: Only the first row of each array has slopes: every entry needs one.",
    among("np.arange(array.size) < array.shape[1]"),
)
"""Arrays and entries that are left out: they are not compared, or their slope is not measured."""


def together(names: str) -> Change:
    """All entries of the arrays of these names are moved together."""
    return change(
        begin("""
            def slope(names):
                costs = []
                for step in (epsilon, -epsilon):
                    moved = {k: v + step if k in names else v for k, v in parameters.items()}
                    costs.append(forward_propagation_n(X, Y, moved)[0])
                return (costs[0] - costs[1]) / (2 * epsilon)
            """),
        gradapprox=(
            f"flatten({{name: np.full(array.shape, slope({names}))"
            " for name, array in parameters.items()})"
        ),
    )


def own(numerical_gradient: str) -> Change:
    """The slopes come from another function, of which this is the body."""
    head = "def numerical_gradient(cost, theta, epsilon):"
    return begin(f"{head}\n{indent(dedent(numerical_gradient), ' ' * 4)}")


MOVING = wrong_answers(
    "whole-arrays-moved: All entries of an array are moved together: move one at a time.",
    together("[name]"),
    "all-moved: All parameters are moved together: move one at a time.",
    together("parameters"),
    "not-put-back: A parameter stays moved when the next one has its turn: are the arrays copied, or put back? (A dict and its copy share their arrays.)",
    own(in_place(0)),
    own(in_place(-1)),
    "moved-too-far-back: A parameter ends up above where it began: are the arrays copied, or put back?",
    own(in_place(2)),
)
"""How parameters are moved: several together, or without being put back."""


def array_by_array(summed_up: str) -> Change:
    """The difference of each array by itself, and what is made of them."""
    return change(
        begin("""
            def difference(grad, gradapprox):
                size = np.linalg.norm(grad) + np.linalg.norm(gradapprox)
                return np.linalg.norm(grad - gradapprox) / size
            """),
        returns(
            f"{summed_up}([difference(gradients[f'd{{name}}'], slope)"
            " for name, slope in unflatten(gradapprox, dims).items()])"
        ),
    )


def each(expression: str) -> Change:
    """Each entry is set in relation to itself."""
    return returns(
        expression.replace(
            "ratios", "(np.abs(grad - gradapprox) / (np.abs(grad) + np.abs(gradapprox)))"
        )
    )


NORMS = wrong_answers(
    "added-up: The differences of the arrays are added up: take each norm over all parameters together.",
    array_by_array("sum"),
    "averaged: The differences of the arrays are averaged: take each norm over all parameters together.",
    array_by_array("np.mean"),
    "the-worst-array: This is the largest difference of any one array: take each norm over all parameters together.",
    array_by_array("max"),
    "norms-added: The norms of the arrays are added up: take each norm over all parameters together.",
    change(
        begin("""
            def norms(arrays):
                return sum(map(np.linalg.norm, unflatten(arrays, dims).values()))
            """),
        returns("norms(grad - gradapprox) / (norms(grad) + norms(gradapprox))"),
    ),
    "flat-minus-column: A flat vector minus a column gives a square array: give both the same shape.",
    returns("np.linalg.norm(grad.ravel() - gradapprox) / size"),
    "sums-of-sizes: The sizes of the entries are added up: a norm is the root of the sum of squares.",
    returns("np.abs(grad - gradapprox).sum() / (np.abs(grad).sum() + np.abs(gradapprox).sum())"),
    "largest-entries: Only the largest entries are compared: a norm is the root of the sum of squares.",
    returns("np.abs(grad - gradapprox).max() / (np.abs(grad).max() + np.abs(gradapprox).max())"),
    "plain-sums: Entries of both signs are added up, so they cancel: a norm is the root of the sum of squares.",
    returns("abs((grad - gradapprox).sum()) / (abs(grad.sum()) + abs(gradapprox.sum()))"),
    "entry-by-entry: Each entry is compared relative to itself: take each norm over all parameters together.",
    each("np.mean(ratios)"),
    each("np.max(ratios)"),
    each("np.sum(ratios)"),
    each("np.linalg.norm(ratios)"),
    "no-root-above: A mean is taken in one place but not in the other: use the same norm in both.",
    returns("np.sqrt(np.mean((grad - gradapprox) ** 2)) / size"),
)
"""The norms: of what they are taken, and what stands in their place."""


def by(slope: str) -> Change:
    """Another formula for the slope."""
    return own(f"""
        def J(shift):
            return cost(theta + shift * step)

        gradapprox = np.zeros(theta.shape)
        for i in range(len(theta)):
            step = np.zeros(theta.shape)
            step[i] = 1
            gradapprox[i] = {slope.replace("value", "theta[i, 0]")}
        return gradapprox
        """)


FORMULAS = (
    *wrong_slopes(by),
    *wrong_comparisons(compared),
    *wrong_answers(
        "own-net: The cost always comes from the same net, whatever is passed in: call forward_propagation_n.",
        begin("forward_propagation_n = network.forward_with_cost"),
        "always-agreeing: Every gradient passes, even a wrong one: what is compared with what?",
        returns("0.0"),
        "slopes-returned: These are the slopes: compare them with the gradients.",
        returns("gradapprox.ravel()"),
        returns("unflatten(gradapprox, dims)"),
    ),
)
"""Other slopes and other comparisons, and what is not asked at all."""

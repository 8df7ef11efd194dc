"""The checkpoint `gradient_check_n`: all gradients of a net beside the slopes of its cost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.checks.functions import net
from autograder.labs.checkpoint import Arguments, Checkpoint, Function, Misconception
from autograder.labs.gradient_checking.differences import (
    EPSILON,
    QUOTIENTS,
    RATIOS,
    Quotient,
    Ratio,
    bounds,
    central,
    relative,
)
from autograder.labs.gradient_checking.nets import Arrays, drawn, gradients, living

NAMES = ["W1", "b1", "W2", "b2", "W3", "b3"]
Compare = Callable[[Arrays, Arrays, float], Any]


def checked(
    generator: np.random.Generator,
    dims: list[int],
    m: int,
    kind: tuple[str, str],
    *,
    wrong: Callable[[Arrays], object] = lambda given: None,
    epsilon: float | None = None,
    order: Sequence[str] = NAMES,
    steep: float = 1.0,
) -> Arguments:
    """A net and gradients for it, which `wrong` may spoil; `steep` makes the inputs that large."""
    hidden, output = kind
    parameters, X, Y = (living if hidden == "relu" else drawn)(generator, dims, m)
    X, parameters["W1"] = X * steep, parameters["W1"] / steep
    given = gradients(parameters, X, Y, hidden, output)
    wrong(given)
    case: Arguments = {
        "forward_propagation_n": {"function": ["net", {"hidden": hidden, "output": output}]},
        "parameters": parameters,
        "gradients": {f"d{name}": given[f"d{name}"] for name in order},
        "X": X,
        "Y": Y,
    }
    return case if epsilon is None else {**case, "epsilon": epsilon}


def _entry(name: str, at: tuple[int, int], generator: np.random.Generator) -> Callable[..., object]:
    """Spoils one entry of one gradient, by about as much as the whole gradient is large."""

    def spoil(given: Arrays) -> None:
        size = np.sqrt(sum(float((array**2).sum()) for array in given.values()))
        given[name][at] += generator.uniform(0.3, 0.6) * size * generator.choice([-1, 1])

    return spoil


def _scaled(factor: float, letters: str) -> Callable[..., object]:
    def spoil(given: Arrays) -> None:
        for name in given:
            if name[1] in letters:
                given[name] = given[name] * factor

    return spoil


def _transposed(given: Arrays) -> None:
    given["dW1"] = given["dW1"].T.copy()


def nets(generator: np.random.Generator) -> list[Arguments]:
    """Nets with ReLU and smooth ones, right gradients and wrong ones, steps short and long."""

    def shuffled() -> list[str]:
        return [str(name) for name in generator.permutation(NAMES)]

    def entry(name: str, row: int, column: int) -> Callable[..., object]:
        return _entry(name, (row, column), generator)

    relu, tanh = ("relu", "sigmoid"), ("tanh", "sigmoid")
    softplus, regression = ("softplus", "linear"), ("tanh", "linear")

    def some(dims: list[int], m: int, kind: tuple[str, str], **settings: Any) -> Arguments:
        return checked(generator, dims, m, kind, **settings)

    return [
        some([2, 3, 2, 1], 3, relu),
        some([2, 2, 2, 1], 3, relu, wrong=entry("dW1", 0, 0), order=shuffled()),
        some([3, 2, 3, 1], 4, relu, wrong=entry("db3", 0, 0), order=NAMES[::-1]),
        some([2, 4, 2, 1], 5, relu, wrong=entry("db1", 1, 0), epsilon=1e-5, order=shuffled()),
        some([2, 3, 2, 1], 4, tanh, wrong=entry("dW2", 1, 2), epsilon=1e-3, order=sorted(NAMES)),
        some([3, 2, 2, 1], 2, tanh, wrong=_scaled(1.7, "b"), epsilon=0.01),
        some([2, 3, 3, 1], 5, tanh, epsilon=0.02, order=shuffled()),
        some([3, 4, 2, 1], 1, softplus, epsilon=0.1, order=sorted(NAMES)),
        some([3, 3, 2, 1], 4, tanh, wrong=_transposed, epsilon=0.02, order=shuffled()),
        some([2, 3, 2, 1], 6, regression, wrong=_scaled(-1.0, "Wb"), epsilon=0.01),
        some([2, 2, 3, 1], 3, softplus, wrong=_scaled(0.0, "Wb"), epsilon=0.05),
        # Inputs so large that another step than the default shows.
        some([2, 2, 2, 1], 3, tanh, steep=2e5, order=shuffled()),
        some([4, 3, 2, 1], 7, regression, wrong=_scaled(0.4, "W"), epsilon=0.05, order=shuffled()),
        some([3, 4, 3, 1], 4, regression, epsilon=0.05, order=NAMES[::-1]),
    ]


def slopes(
    forward: Function,
    parameters: Arrays,
    X: np.ndarray,
    Y: np.ndarray,
    epsilon: float,
    quotient: Quotient = central,
) -> Arrays:
    """A slope for every entry of every array, by a formula of our choice."""
    moved = {name: array.copy() for name, array in parameters.items()}

    def slope(name: str, at: tuple[int, ...]) -> float:
        here = float(parameters[name][at])

        def cost(shift: float) -> float:
            moved[name][at] = here + shift
            return float(forward(X, Y, moved)[0])

        try:
            return quotient(cost, epsilon, here)
        finally:
            moved[name][at] = here

    return {
        name: np.array([slope(name, at) for at in np.ndindex(array.shape)]).reshape(array.shape)
        for name, array in parameters.items()
    }


def flat(arrays: Arrays, names: Sequence[str], prefix: str = "", order: Any = "C") -> np.ndarray:
    """Some arrays, one after the other in one vector."""
    return np.concatenate([arrays[f"{prefix}{name}"].ravel(order) for name in names])


def _with(quotient: Quotient, compare: Compare) -> Function:
    def check(
        forward: Function,
        parameters: Arrays,
        gradients: Arrays,
        X: np.ndarray,
        Y: np.ndarray,
        epsilon: float = EPSILON,
    ) -> Any:
        with np.errstate(all="ignore"):
            measured = slopes(forward, parameters, X, Y, epsilon, quotient)
            found = compare(gradients, measured, epsilon)
        return found.item() if isinstance(found, np.generic) else found

    return check


def _by(ratio: Ratio) -> Function:
    """The right slopes, compared by a formula of our choice."""
    return _with(central, lambda g, a, e: ratio(flat(g, NAMES, "d"), flat(a, NAMES), e))


def _among(names: Sequence[str]) -> Function:
    """The right comparison, of some arrays only."""
    return _with(central, lambda g, a, e: relative(flat(g, names, "d"), flat(a, names), e))


def _array_by_array(summed_up: Callable[[list[float]], float]) -> Function:
    return _with(central, lambda g, a, e: summed_up([relative(g[f"d{k}"], a[k], e) for k in NAMES]))


def _against(change: Callable[[Arrays, Arrays], Arrays]) -> Function:
    """The right comparison with slopes that are spoilt; it gets the gradients and the slopes."""
    return _with(
        central,
        lambda g, a, e: relative(flat(g, NAMES, "d"), flat(change(g, a), NAMES), e),
    )


def _kept(entries: slice, fill: bool) -> Function:
    """Only some entries are compared or, with `fill`, the slopes of the others are zero."""

    def compare(g: Arrays, a: Arrays, e: float) -> float:
        gradient, found = flat(g, NAMES, "d"), flat(a, NAMES)
        if not fill:
            return relative(gradient[entries], found[entries], e)
        partly = np.zeros(found.shape)
        partly[entries] = found[entries]
        return relative(gradient, partly, e)

    return _with(central, compare)


def _other_net(
    forward: Function,
    parameters: Arrays,
    gradients: Arrays,
    X: np.ndarray,
    Y: np.ndarray,
    epsilon: float = EPSILON,
) -> float:
    own = net("relu", "sigmoid")
    return float(_among(NAMES)(own, parameters, gradients, X, Y, epsilon))


def _in_place(up: float, down: float, back: float, where: Sequence[str] = NAMES) -> Function:
    """Moves the parameters themselves, by three shifts that may not bring them back."""

    def check(
        forward: Function,
        parameters: Arrays,
        gradients: Arrays,
        X: np.ndarray,
        Y: np.ndarray,
        epsilon: float = EPSILON,
    ) -> float:
        found = {name: np.zeros(array.shape) for name, array in parameters.items()}
        for name in where:
            for at in np.ndindex(parameters[name].shape):
                parameters[name][at] += up * epsilon
                above = forward(X, Y, parameters)[0]
                parameters[name][at] += down * epsilon
                below = forward(X, Y, parameters)[0]
                parameters[name][at] += back * epsilon
                found[name][at] = (above - below) / (2 * epsilon)
        return relative(flat(gradients, NAMES, "d"), flat(found, NAMES), epsilon)

    return check


def _whole_arrays(
    forward: Function,
    parameters: Arrays,
    gradients: Arrays,
    X: np.ndarray,
    Y: np.ndarray,
    epsilon: float = EPSILON,
) -> float:
    def slope(names: Sequence[str]) -> float:
        above, below = (
            {k: v + sign * epsilon if k in names else v for k, v in parameters.items()}
            for sign in (1, -1)
        )
        return float((forward(X, Y, above)[0] - forward(X, Y, below)[0]) / (2 * epsilon))

    found = {name: np.full(v.shape, slope([name])) for name, v in parameters.items()}
    return relative(flat(gradients, NAMES, "d"), flat(found, NAMES), epsilon)


def _all_at_once(
    forward: Function,
    parameters: Arrays,
    gradients: Arrays,
    X: np.ndarray,
    Y: np.ndarray,
    epsilon: float = EPSILON,
) -> float:
    above, below = ({k: v + sign * epsilon for k, v in parameters.items()} for sign in (1, -1))
    slope = (forward(X, Y, above)[0] - forward(X, Y, below)[0]) / (2 * epsilon)
    found = {name: np.full(v.shape, slope) for name, v in parameters.items()}
    return relative(flat(gradients, NAMES, "d"), flat(found, NAMES), epsilon)


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
                _with(quotient, lambda g, a, e: relative(flat(g, NAMES, "d"), flat(a, NAMES), e)),
            )
            for name, sentence, quotient in QUOTIENTS
        ),
        *(Misconception(name, sentence, _by(ratio)) for name, sentence, ratio in RATIOS),
        Misconception(
            "own-net",
            "The cost is that of one net, whatever is handed in: call forward_propagation_n.",
            _other_net,
        ),
        Misconception(
            "always-agreeing",
            "Every gradient is found right, a wrong one too: what is compared with what?",
            _by(lambda g, a, e: 0.0),
        ),
        Misconception(
            "own-order",
            "The gradients are taken in the order in which they happen to stand in their dict: go by their names.",
            _with(
                central,
                lambda g, a, e: relative(
                    np.concatenate([array.ravel() for array in g.values()]), flat(a, NAMES), e
                ),
            ),
        ),
        Misconception(
            "sorted-names",
            "The gradients are sorted by name, which puts all db before all dW: the parameters stand in another order.",
            _with(
                central,
                lambda g, a, e: relative(
                    flat(g, sorted(NAMES, key=str.swapcase), "d"), flat(a, NAMES), e
                ),
            ),
        ),
        Misconception(
            "weights-first",
            "The gradients of the weights come first, then those of the biases: the parameters stand in another order.",
            _with(
                central,
                lambda g, a, e: relative(flat(g, NAMES[::2] + NAMES[1::2], "d"), flat(a, NAMES), e),
            ),
        ),
        Misconception(
            "backwards",
            "The gradients begin with the last layer, and the parameters with the first.",
            _with(
                central,
                lambda g, a, e: relative(
                    flat(g, ["W3", "b3", "W2", "b2", "W1", "b1"], "d"), flat(a, NAMES), e
                ),
            ),
            also=(
                _with(
                    central,
                    lambda g, a, e: relative(flat(g, NAMES[::-1], "d"), flat(a, NAMES), e),
                ),
            ),
        ),
        Misconception(
            "columns-first",
            "The gradients are written out column by column, and the parameters row by row.",
            _with(
                central,
                lambda g, a, e: relative(flat(g, NAMES, "d", "F"), flat(a, NAMES), e),
            ),
        ),
        Misconception(
            "only-weights",
            "A wrong gradient of a bias goes unnoticed: only the weights are compared.",
            _among(NAMES[::2]),
        ),
        Misconception(
            "only-biases",
            "A wrong gradient of a weight goes unnoticed: only the biases are compared.",
            _among(NAMES[1::2]),
        ),
        Misconception(
            "biases-without-slope",
            "The slopes of the biases are zero: they are parameters too.",
            _against(lambda g, a: {k: a[k] * (k[0] == "W") for k in a}),
        ),
        Misconception(
            "biases-taken-on-trust",
            "A wrong gradient of a bias goes unnoticed: its slope is not measured.",
            _against(lambda g, a: {k: a[k] if k[0] == "W" else g[f"d{k}"] for k in a}),
        ),
        Misconception(
            "first-layer",
            "Only the first layer is compared.",
            _among(["W1", "b1"]),
        ),
        Misconception(
            "last-layer",
            "Only the last layer is compared.",
            _among(["W3", "b3"]),
        ),
        Misconception(
            "last-layer-missing",
            "The last layer is not compared: look at where the loop over the layers ends.",
            _among(NAMES[:-2]),
        ),
        Misconception(
            "first-array",
            "Only the first array is compared: does a loop return too early?",
            _among(["W1"]),
        ),
        Misconception(
            "last-entry",
            "Only the last entry of the last array is compared: is a result overwritten in a loop?",
            _kept(slice(-1, None), fill=False),
        ),
        Misconception(
            "first-entry",
            "Only the first entry is compared: does a loop return too early?",
            _kept(slice(1), fill=False),
        ),
        Misconception(
            "last-entry-measured",
            "Only the last entry has a slope, the others are zero.",
            _kept(slice(-1, None), fill=True),
        ),
        Misconception(
            "first-entry-measured",
            "Only the first entry has a slope, the others are zero.",
            _kept(slice(1), fill=True),
        ),
        Misconception(
            "last-entry-missing",
            "The last entry is left out: look at where the loop ends.",
            _kept(slice(-1), fill=False),
            also=(_kept(slice(-1), fill=True),),
        ),
        Misconception(
            "first-entry-missing",
            "The first entry is left out: look at where the loop begins.",
            _kept(slice(1, None), fill=False),
            also=(_kept(slice(1, None), fill=True),),
        ),
        Misconception(
            "one-entry-of-each-array",
            "Each array has a slope for its first entry only.",
            _with(
                central,
                lambda g, a, e: relative(
                    np.array([g[f"d{k}"][0, 0] for k in NAMES]),
                    np.array([a[k][0, 0] for k in NAMES]),
                    e,
                ),
            ),
        ),
        Misconception(
            "one-row-of-each-array",
            "Each array has slopes for its first row only.",
            _with(
                central,
                lambda g, a, e: relative(
                    np.concatenate([g[f"d{k}"][0] for k in NAMES]),
                    np.concatenate([a[k][0] for k in NAMES]),
                    e,
                ),
            ),
        ),
        Misconception(
            "whole-arrays-moved",
            "All entries of an array are moved together: move one at a time.",
            _whole_arrays,
        ),
        Misconception(
            "all-moved",
            "All parameters are moved together: move one at a time.",
            _all_at_once,
        ),
        Misconception(
            "not-put-back",
            "A parameter stays moved when the next one has its turn: are the arrays copied, or put back? (dict and copy of a dict share their arrays.)",
            _in_place(1, -2, 0),
            also=(_in_place(1, -2, -1),),
        ),
        Misconception(
            "moved-too-far-back",
            "A parameter ends above where it began: are the arrays copied, or put back?",
            _in_place(1, -2, 2),
        ),
        Misconception(
            "added-up",
            "The differences of the arrays are added up: the norms are those of all parameters together.",
            _array_by_array(sum),
        ),
        Misconception(
            "averaged",
            "The differences of the arrays are averaged: the norms are those of all parameters together.",
            _array_by_array(lambda found: sum(found) / len(found)),
        ),
        Misconception(
            "the-worst-array",
            "This is the largest difference of an array: the norms are those of all parameters together.",
            _array_by_array(max),
        ),
        Misconception(
            "norms-added",
            "The norms of the arrays are added up: the norm of all parameters together is asked.",
            _with(
                central,
                lambda g, a, e: (
                    sum(np.linalg.norm(g[f"d{k}"] - a[k]) for k in NAMES)
                    / sum(np.linalg.norm(g[f"d{k}"]) + np.linalg.norm(a[k]) for k in NAMES)
                ),
            ),
        ),
        Misconception(
            "flat-minus-column",
            "A flat vector minus a column is a square array: give both the same shape.",
            _by(
                lambda g, a, e: (
                    np.linalg.norm(g - a[:, np.newaxis]) / (np.linalg.norm(g) + np.linalg.norm(a))
                )
            ),
        ),
        Misconception(
            "sums-of-sizes",
            "The sizes of the entries are added up: the norm is the root of the sum of squares.",
            _by(lambda g, a, e: np.abs(g - a).sum() / (np.abs(g).sum() + np.abs(a).sum())),
        ),
        Misconception(
            "largest-entries",
            "The largest entries are compared: the norm is the root of the sum of squares.",
            _by(lambda g, a, e: np.abs(g - a).max() / (np.abs(g).max() + np.abs(a).max())),
        ),
        Misconception(
            "plain-sums",
            "Entries of both signs are added up, so that they cancel: the norm is the root of the sum of squares.",
            _by(lambda g, a, e: abs((g - a).sum()) / (abs(g.sum()) + abs(a.sum()))),
        ),
        Misconception(
            "entry-by-entry",
            "Each entry is set in relation to itself: the norms are those of all parameters together.",
            _by(lambda g, a, e: np.mean(np.abs(g - a) / (np.abs(g) + np.abs(a)))),
            also=(
                _by(lambda g, a, e: np.max(np.abs(g - a) / (np.abs(g) + np.abs(a)))),
                _by(lambda g, a, e: np.sum(np.abs(g - a) / (np.abs(g) + np.abs(a)))),
                _by(lambda g, a, e: np.linalg.norm((g - a) / (np.abs(g) + np.abs(a)))),
            ),
        ),
        Misconception(
            "no-root-above",
            "A mean is taken in one place and not in the other.",
            _by(
                lambda g, a, e: (
                    np.sqrt(np.mean((g - a) ** 2)) / (np.linalg.norm(g) + np.linalg.norm(a))
                )
            ),
        ),
        Misconception(
            "slopes-returned",
            "These are the slopes: compare them with the gradients.",
            _with(central, lambda g, a, e: flat(a, NAMES)),
            also=(_with(central, lambda g, a, e: dict(a)),),
        ),
    ),
)

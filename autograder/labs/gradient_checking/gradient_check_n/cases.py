"""What a gradient check of a net is asked: small nets, with right gradients and wrong ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.labs.checkpoint import Arguments
from autograder.labs.gradient_checking.nets import Arrays, drawn, gradients, living

NAMES = ["W1", "b1", "W2", "b2", "W3", "b3"]
"""The arrays of a net, in the order of its parameters."""


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

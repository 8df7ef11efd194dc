"""The checkpoint `backward_n`: a backward pass to repair, with the gradient check as the tool."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.labs.checkpoint import Arguments, Bug, Checkpoint, Function, Misconception
from autograder.labs.gradient_checking.nets import Arrays, living, passed

Below = Callable[[Arrays, int], Any]
Gate = Callable[[np.ndarray, Arrays, int], np.ndarray]


def caches(generator: np.random.Generator) -> list[Arguments]:
    """Nets of several shapes, a single sample and many, the cache of a forward pass with each."""
    fixed = [([2, 2, 2, 1], 3), ([2, 3, 2, 1], 1), ([3, 2, 4, 1], 2), ([4, 5, 3, 1], 7)]
    fresh = generator.integers(2, 7, (4, 4)).tolist()
    plan = [*fixed, *(([a, b, c, 1], 10 + m) for a, b, c, m in fresh), ([5, 6, 4, 1], 40)]
    found: list[Arguments] = []
    for dims, m in plan:
        parameters, X, Y = living(generator, dims, m)
        found.append({"X": X, "Y": Y, "cache": passed(parameters, X)})
    return found


def more_samples(generator: np.random.Generator) -> tuple[Arguments, Arguments]:
    """The same net, with a few samples and with many."""
    parameters, X, Y = living(generator, [4, 5, 3, 1], 8)
    return _copies(parameters, X, Y, 1), _copies(parameters, X, Y, 60)


def a_crowd(generator: np.random.Generator) -> Arguments:
    """So many samples that a loop over them takes long."""
    return _copies(*living(generator, [4, 5, 3, 1], 8), 10_000)


def _copies(parameters: Arrays, X: np.ndarray, Y: np.ndarray, number: int) -> Arguments:
    X, Y = np.tile(X, number), np.tile(Y, number)
    return {"X": X, "Y": Y, "cache": passed(parameters, X)}


def _switched(dA: np.ndarray, cache: Arrays, layer: int) -> np.ndarray:
    """The way back through ReLU."""
    return np.asarray(dA * (cache[f"Z{layer}"] > 0))


def _times(below: Below) -> Gate:
    """The way back through an activation with a derivative of our choice."""
    return lambda dA, cache, layer: dA * below(cache, layer)


def _at(gate: Gate, *layers: int) -> Gate:
    """A gate at some layers, and the right one at the others."""
    return lambda dA, cache, layer: (gate if layer in layers else _switched)(dA, cache, layer)


def _compared_last(dA: np.ndarray, cache: Arrays, layer: int) -> np.ndarray:
    return np.asarray(dA * cache[f"Z{layer}"] > 0)


def _sum_for_switch(dA: np.ndarray, cache: Arrays, layer: int) -> np.ndarray:
    return np.asarray(dA * cache[f"Z{layer}"])


def backward(
    outermost: Callable[[Arrays, np.ndarray], np.ndarray] = lambda cache, Y: cache["A3"] - Y,
    gate: Gate = _switched,
    weights: Callable[[np.ndarray, np.ndarray, int], np.ndarray] = lambda dZ, A, m: dZ @ A.T / m,
    biases: Callable[[np.ndarray, int], Any] = lambda dZ, m: dZ.sum(axis=1, keepdims=True) / m,
    through: Callable[[Arrays, int, np.ndarray], np.ndarray] = lambda cache, layer, dZ: (
        cache[f"W{layer}"].T @ dZ
    ),
) -> Function:
    """A backward pass with parts of our choice."""

    def gradients(X: np.ndarray, Y: np.ndarray, cache: Arrays) -> dict[str, Any]:
        m, dZ, found = X.shape[1], outermost(cache, Y), {}
        for layer in (3, 2, 1):
            before = X if layer == 1 else cache[f"A{layer - 1}"]
            found[f"dW{layer}"] = weights(dZ, before, m)
            found[f"db{layer}"] = biases(dZ, m)
            if layer > 1:
                dZ = gate(through(cache, layer, dZ), cache, layer - 1)
        return found

    return gradients


def _then(change: Callable[[dict[str, Any]], Any]) -> Function:
    """The right gradients, which are then spoilt."""
    return lambda X, Y, cache: change(backward()(X, Y, cache))


def _scaled(name: str, factor: Callable[[np.ndarray], float]) -> Function:
    """The right gradients, one of them off by a factor that X gives."""

    def gradients(X: np.ndarray, Y: np.ndarray, cache: Arrays) -> dict[str, Any]:
        found = backward()(X, Y, cache)
        return {**found, name: factor(X) * found[name]}

    return gradients


def _squared_error(cache: Arrays, Y: np.ndarray) -> np.ndarray:
    A = cache["A3"]
    return np.asarray((A - Y) * A * (1 - A))


def _measured(cache: Arrays, Y: np.ndarray) -> np.ndarray:
    A = cache["A3"]
    return np.asarray(-(Y / A) + (1 - Y) / (1 - A))


BUGS = (
    Bug(
        "features-counted",
        "All gradients are off by one and the same factor: look for what all of them use.",
        "m = X.shape[1]",
        "m = X.shape[0]",
    ),
    Bug(
        "derivative-of-another-cost",
        "Everything is wrong from the last layer on: look at where the way back begins, and think of which cost this is.",
        'dZ3 = cache["A3"] - Y',
        'dZ3 = (cache["A3"] - Y) * cache["A3"] * (1 - cache["A3"])',
    ),
    Bug(
        "not-averaged-3",
        "dW3 is off by one factor in all its entries: set its line beside its formula, sign by sign.",
        'dZ3 @ cache["A2"].T / m',
        'dZ3 @ cache["A2"].T',
    ),
    Bug(
        "labels-forgotten",
        "db3 does not feel what it should: change a label, and watch it.",
        "db3 = dZ3.sum(",
        'db3 = cache["A3"].sum(',
    ),
    Bug(
        "averaged-twice",
        "Below layer 3 everything is off by one factor: look at the step that leads down from there.",
        'cache["W3"].T @ dZ3',
        'cache["W3"].T @ dZ3 / m',
    ),
    Bug(
        "activation-for-its-derivative-2",
        "From layer 2 on the gradients are off, and by no single factor: look at how the way back passes the activation of layer 2.",
        '(cache["Z2"] > 0)',
        'cache["A2"]',
    ),
    Bug(
        "before-the-activation-2",
        "dW2 is off by no single factor: look at what its line starts from.",
        "dW2 = dZ2 @",
        "dW2 = dA2 @",
    ),
    Bug(
        "mean-for-sum-2",
        "db2 is off by one factor in all its entries: how does that change with the number of samples?",
        "db2 = dZ2.sum(",
        "db2 = dZ2.mean(",
    ),
    Bug(
        "activation-passed-by",
        "Layer 1 is wrong, and not by its own fault: look at what is handed down to it from layer 2.",
        'cache["W2"].T @ dZ2',
        'cache["W2"].T @ dA2',
    ),
    Bug(
        "derivative-of-another-activation-1",
        "Layer 1 is off by no single factor, weights and biases alike: look at how the way back passes its activation.",
        '(cache["Z1"] > 0)',
        '(cache["A1"] * (1 - cache["A1"]))',
    ),
    Bug(
        "averaged-over-units-1",
        "dW1 is off by one factor in all its entries: does that change with the number of samples, or with the sizes of the layers?",
        "dZ1 @ X.T / m",
        "dZ1 @ X.T / dZ1.size",
    ),
    Bug(
        "before-the-activation-1",
        "db1 is off by no single factor: look at what its line starts from.",
        "db1 = dZ1.sum(",
        "db1 = dA1.sum(",
    ),
)
"""Each replaces a piece that no other one touches, so that any of them go together."""


BACKWARD_N = Checkpoint(
    grade_id="backward_n",
    signature="backward_propagation_n(X, Y, cache)",
    outputs=("the gradients",),
    points=15,
    cases=caches,
    growth=more_samples,
    growing="the samples",
    bulk=a_crowd,
    bugs=BUGS,
    misconceptions=(
        Misconception(
            "turned-round",
            "All gradients have the wrong sign: which comes first at the outermost layer, the output or the label?",
            backward(outermost=lambda cache, Y: Y - cache["A3"]),
        ),
        Misconception(
            "derivative-by-the-output",
            "What comes out of the last layer is the derivative by A3: that by Z3 is asked, on the other side of the sigmoid.",
            backward(outermost=_measured),
        ),
        Misconception(
            "never-averaged",
            "All gradients grow with the number of samples: the cost is a mean.",
            backward(
                weights=lambda dZ, A, m: dZ @ A.T,
                biases=lambda dZ, m: dZ.sum(axis=1, keepdims=True),
            ),
        ),
        Misconception(
            "weights-not-averaged",
            "The gradients of the weights grow with the number of samples: the cost is a mean.",
            backward(weights=lambda dZ, A, m: dZ @ A.T),
        ),
        Misconception(
            "biases-not-averaged",
            "The gradients of the biases grow with the number of samples: the cost is a mean.",
            backward(biases=lambda dZ, m: dZ.sum(axis=1, keepdims=True)),
        ),
        *(
            Misconception(
                f"not-averaged-{name}",
                f"{name} grows with the number of samples: the cost is a mean.",
                _scaled(name, lambda X: X.shape[1]),
            )
            for name in ("dW1", "dW2", "db1", "db2", "db3")
        ),
        Misconception(
            "features-counted-dW1",
            "dW1 is off by one factor: which axis of X was counted?",
            _scaled("dW1", lambda X: X.shape[1] / X.shape[0]),
        ),
        Misconception(
            "biases-averaged-twice",
            "The gradients of the biases get smaller, the more samples there are: how often is a mean taken?",
            backward(biases=lambda dZ, m: dZ.mean(axis=1, keepdims=True) / m),
        ),
        Misconception(
            "weights-doubled",
            "The gradients of the weights are twice as large as they should be.",
            backward(weights=lambda dZ, A, m: 2 * dZ @ A.T / m),
        ),
        Misconception(
            "no-activation",
            "On the way back, the derivative of the activation is left out.",
            backward(gate=_times(lambda cache, layer: 1.0)),
        ),
        Misconception(
            "compared-last",
            "On the way back, Python multiplies first and compares then: the comparison needs brackets.",
            backward(gate=_at(_compared_last, 2)),
            also=(
                backward(gate=_at(_compared_last, 1)),
                backward(gate=_compared_last),
            ),
        ),
        Misconception(
            "sum-for-switch",
            "On the way back, Z itself is a factor: it should only say where something is let through.",
            backward(gate=_at(_sum_for_switch, 2)),
            also=(
                backward(gate=_at(_sum_for_switch, 1)),
                backward(gate=_sum_for_switch),
            ),
        ),
        Misconception(
            "other-half",
            "On the way back, ReLU lets through where it was off, and stops where it was on.",
            backward(gate=_times(lambda cache, layer: cache[f"Z{layer}"] < 0)),
        ),
        Misconception(
            "activation-for-its-derivative",
            "On the way back, the activation itself stands where its derivative belongs.",
            backward(gate=_times(lambda cache, layer: cache[f"A{layer}"])),
        ),
        Misconception(
            "sigmoid-inside",
            "On the way back, the hidden layers have the derivative of a sigmoid: they are ReLU.",
            backward(
                gate=_times(lambda cache, layer: cache[f"A{layer}"] * (1 - cache[f"A{layer}"]))
            ),
        ),
        Misconception(
            "tanh-inside",
            "On the way back, the hidden layers have the derivative of tanh: they are ReLU.",
            backward(gate=_times(lambda cache, layer: 1 - cache[f"A{layer}"] ** 2)),
        ),
        Misconception(
            "sign-for-switch",
            "On the way back, a unit that is off turns the sign round: it should let nothing through.",
            backward(gate=_times(lambda cache, layer: np.sign(cache[f"Z{layer}"]))),
        ),
        Misconception(
            "leaky",
            "On the way back, a unit that is off lets a little through: ReLU lets nothing through.",
            backward(gate=_times(lambda cache, layer: np.where(cache[f"Z{layer}"] > 0, 1.0, 0.01))),
        ),
        Misconception(
            "biases-zero",
            "The gradients of the biases are zero.",
            _then(lambda g: {k: v * (k[1] == "W") for k, v in g.items()}),
        ),
        Misconception(
            "biases-missing",
            "The gradients of the biases are not among the keys.",
            _then(lambda g: {k: v for k, v in g.items() if k[1] == "W"}),
        ),
        Misconception(
            "biases-flat",
            "The gradients of the biases are flat: they should have the shape of b, a column.",
            _then(lambda g: {k: v if k[1] == "W" else v.ravel() for k, v in g.items()}),
        ),
        Misconception(
            "biases-one-number",
            "The gradients of the biases are one number a layer: each unit has its own.",
            _then(lambda g: {k: v if k[1] == "W" else float(v.sum()) for k, v in g.items()}),
        ),
        Misconception(
            "weights-transposed",
            "The gradients of the weights are transposed: they should have the shape of W.",
            _then(lambda g: {k: v.T if k[1] == "W" else v for k, v in g.items()}),
        ),
        Misconception(
            "names-of-the-parameters",
            "The keys are those of the parameters: they should be dW1, db1, ...",
            _then(lambda g: {k[1:]: v for k, v in g.items()}),
        ),
        Misconception(
            "outermost-layer-only",
            "Only the last layer has gradients.",
            _then(lambda g: {k: v for k, v in g.items() if k[2] == "3"}),
        ),
        Misconception(
            "as-a-tuple",
            "The gradients came back one by one: put them into a dict with the keys dW1, db1, ...",
            _then(lambda g: tuple(g.values())),
        ),
        Misconception(
            "nothing-returned",
            "The gradients were computed, but never given back.",
            _then(lambda g: None),
        ),
    ),
)

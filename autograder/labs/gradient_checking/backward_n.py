"""The checkpoint `backward_n`: a backward pass to repair, with the gradient check as the tool."""

from __future__ import annotations

import numpy as np

from autograder.checks.exam import Clue
from autograder.labs.changes import Change, change, returns
from autograder.labs.checkpoint import Arguments, Checkpoint
from autograder.labs.gradient_checking.nets import Arrays, living, passed
from autograder.labs.mistakes import wrong_answers


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
    """So many samples that a loop over them takes long, no two of them alike."""
    parameters, _, _ = living(generator, [4, 5, 3, 1], 8)
    X, Y = generator.standard_normal((4, 80_000)), generator.integers(0, 2, (1, 80_000))
    return {"X": X, "Y": Y.astype(float), "cache": passed(parameters, X)}


def _copies(parameters: Arrays, X: np.ndarray, Y: np.ndarray, number: int) -> Arguments:
    X, Y = np.tile(X, number), np.tile(Y, number)
    return {"X": X, "Y": Y, "cache": passed(parameters, X)}


BUGS = wrong_answers(
    "features-counted: The gradients are off by the same factor: look for something that all of them use.",
    change(m="X.shape[0]"),
    "derivative-of-another-cost: Everything is wrong from the last layer on: look at where the way back begins. Which cost does that line belong to?",
    change(dZ3='(cache["A3"] - Y) * cache["A3"] * (1 - cache["A3"])'),
    "not-averaged-3: All entries of dW3 are off by the same factor: compare its line with its formula, symbol by symbol.",
    change(dW3='dZ3 @ cache["A2"].T'),
    "labels-forgotten: db3 does not react the way it should: change a label, and watch db3.",
    change(db3='cache["A3"].sum(axis=1, keepdims=True) / m'),
    "averaged-twice: Below layer 3 everything is off by the same factor: look at the step that leads down from there.",
    change(dA2='cache["W3"].T @ dZ3 / m'),
    "activation-for-its-derivative-2: From layer 2 down the gradients are off, and not by a single factor: look at how the way back passes the activation of layer 2.",
    change(dZ2='dA2 * cache["A2"]'),
    "before-the-activation-2: dW2 is off, and not by a single factor: look at what its line starts from.",
    change(dW2='dA2 @ cache["A1"].T / m'),
    "mean-for-sum-2: All entries of db2 are off by the same factor: how does it change with the number of samples?",
    change(db2="dZ2.mean(axis=1, keepdims=True) / m"),
    "activation-passed-by: Layer 1 is wrong from the start: look at what is handed down to it from layer 2.",
    change(dA1='cache["W2"].T @ dA2'),
    "derivative-of-another-activation-1: Layer 1 is off, weights and biases alike, and not by a single factor: look at how the way back passes its activation.",
    change(dZ1='dA1 * (cache["A1"] * (1 - cache["A1"]))'),
    "averaged-over-units-1: All entries of dW1 are off by the same factor: does it change with the number of samples, or with the sizes of the layers?",
    change(dW1="dZ1 @ X.T / dZ1.size"),
    "before-the-activation-1: db1 is off, and not by a single factor: look at what its line starts from.",
    change(db1="dA1.sum(axis=1, keepdims=True) / m"),
)
"""Each changes a line that no other one touches, so that any of them go together."""


def at(layer: int, formula: str) -> str:
    """A formula for one layer: its dZ and dA, its Z and A, and what came in `before` it."""
    before = "X" if layer == 1 else f'cache["A{layer - 1}"]'
    Z, A = f'cache["Z{layer}"]', f'cache["A{layer}"]'
    return formula.format(dZ=f"dZ{layer}", dA=f"dA{layer}", Z=Z, A=A, before=before)


def weights(formula: str) -> Change:
    """The gradients of the weights, by another formula."""
    return change(**{f"dW{layer}": at(layer, formula) for layer in (1, 2, 3)})


def biases(formula: str) -> Change:
    """The gradients of the biases, by another formula."""
    return change(**{f"db{layer}": at(layer, formula) for layer in (1, 2, 3)})


def gate(formula: str, *layers: int) -> Change:
    """The way back through the activation of some layers, by another formula."""
    return change(**{f"dZ{layer}": at(layer, formula) for layer in layers or (1, 2)})


SUMMED, MULTIPLIED = "{dZ}.sum(axis=1, keepdims=True)", "{dZ} @ {before}.T"
COMPARED_LAST = "{dA} * {Z} > 0"

MISTAKES = (
    *wrong_answers(
        "turned-round: The gradients have the wrong sign: in the last layer, which comes first, the output or the label?",
        change(dZ3='Y - cache["A3"]'),
        "derivative-by-the-output: The last layer starts from the derivative with respect to A3: use the one with respect to Z3, on the other side of the sigmoid.",
        change(dZ3='-(Y / cache["A3"]) + (1 - Y) / (1 - cache["A3"])'),
        "never-averaged: The gradients grow with the number of samples: the cost is a mean.",
        change(m="1"),
        "weights-not-averaged: The gradients of the weights grow with the number of samples: the cost is a mean.",
        weights(MULTIPLIED),
        "biases-not-averaged: The gradients of the biases grow with the number of samples: the cost is a mean.",
        biases(SUMMED),
        "not-averaged-dW1: dW1 grows with the number of samples: the cost is a mean.",
        change(dW1="dZ1 @ X.T"),
        "not-averaged-dW2: dW2 grows with the number of samples: the cost is a mean.",
        change(dW2='dZ2 @ cache["A1"].T'),
        "not-averaged-db1: db1 grows with the number of samples: the cost is a mean.",
        change(db1="dZ1.sum(axis=1, keepdims=True)"),
        "not-averaged-db2: db2 grows with the number of samples: the cost is a mean.",
        change(db2="dZ2.sum(axis=1, keepdims=True)"),
        "not-averaged-db3: db3 grows with the number of samples: the cost is a mean.",
        change(db3="dZ3.sum(axis=1, keepdims=True)"),
        "features-counted-dW1: All entries of dW1 are off by the same factor: which axis of X was counted?",
        change(dW1="dZ1 @ X.T / X.shape[0]"),
        "biases-averaged-twice: The more samples there are, the smaller the gradients of the biases get: how many times is a mean taken?",
        biases("{dZ}.mean(axis=1, keepdims=True) / m"),
        "averaged-twice-everywhere: The more samples there are, the smaller the gradients get: is the mean taken in dZ3, and then once more in each line?",
        change(dZ3='(cache["A3"] - Y) / m'),
        "sums-for-inputs: A dW is made from the Z of the layer before: the input of a layer is the A of the one before it.",
        change(dW3='dZ3 @ cache["Z2"].T / m', dW2='dZ2 @ cache["Z1"].T / m'),
        change(dW3='dZ3 @ cache["Z2"].T / m'),
        change(dW2='dZ2 @ cache["Z1"].T / m'),
        "doubled: The gradients are twice as large as they should be: where does the extra factor come from?",
        change(dZ3='2 * (cache["A3"] - Y)'),
        weights("2 * {dZ} @ {before}.T / m"),
        "no-activation: On the way back, the derivative of the activation is left out: each hidden layer needs it.",
        gate("{dA}"),
        gate("{dA}", 2),
        gate("{dA}", 1),
        "compared-last: On the way back, Python multiplies first and compares afterwards: put the comparison in brackets.",
        gate(COMPARED_LAST, 2),
        gate(COMPARED_LAST, 1),
        gate(COMPARED_LAST),
        "sum-for-switch: On the way back, Z itself is a factor: it should only decide what is let through.",
        gate("{dA} * {Z}", 2),
        gate("{dA} * {Z}", 1),
        gate("{dA} * {Z}"),
        "other-half: On the way back, ReLU lets through where it was off, and blocks where it was on: it should be the other way round.",
        gate("{dA} * ({Z} < 0)"),
        "gradient-for-switch: On the way back, the sign of the gradient decides what is let through: it should be the sign of Z.",
        gate("{dA} * ({dA} > 0)"),
        "activation-for-its-derivative: On the way back, the activation itself is used: its derivative belongs there.",
        gate("{dA} * {A}"),
        "sigmoid-inside: On the way back, the hidden layers have the derivative of a sigmoid: their activation is ReLU.",
        gate("{dA} * {A} * (1 - {A})"),
        "tanh-inside: On the way back, the hidden layers have the derivative of tanh: their activation is ReLU.",
        gate("{dA} * (1 - {A} ** 2)"),
        "sign-for-switch: On the way back, a unit that is off flips the sign: it should let nothing through.",
        gate("{dA} * np.sign({Z})"),
        "leaky: On the way back, a unit that is off lets a little through: ReLU lets nothing through.",
        gate("{dA} * np.where({Z} > 0, 1.0, 0.01)"),
        "biases-zero: The gradients of the biases are zero: biases are trained too.",
        returns('{k: v if k[1] == "W" else 0 * v for k, v in result.items()}'),
        "biases-missing: The gradients of the biases are missing: each layer has a db as well.",
        returns('{"dW3": dW3, "dW2": dW2, "dW1": dW1}'),
        "biases-flat: The gradients of the biases are flat: they should have the shape of b, a column.",
        returns('{k: v if k[1] == "W" else v.ravel() for k, v in result.items()}'),
        "biases-one-number: The gradients of the biases are one number per layer: each unit has its own.",
        returns('{k: v if k[1] == "W" else v.sum() for k, v in result.items()}'),
        "weights-transposed: The gradients of the weights are transposed: they should have the shape of W.",
        returns('{k: v.T if k[1] == "W" else v for k, v in result.items()}'),
        "names-of-the-parameters: The keys are those of the parameters: they should be dW1, db1, ...",
        returns("{k[1:]: v for k, v in result.items()}"),
        "outermost-layer-only: Only the last layer has gradients: every layer needs its own.",
        returns('{"dW3": dW3, "db3": db3}'),
        "as-a-tuple: The gradients came back one by one: put them into a dict with the keys dW1, db1, ...",
        returns("dW3, db3, dW2, db2, dW1, db1"),
        "nothing-returned: The gradients were computed, but never returned.",
        returns("None"),
    ),
)

CLUES = (
    Clue(
        "last-layer",
        "Begin with layer 3: dW3 is wrong already, and everything below it is made from the same dZ3.",
        wrong=("dW3", "dW2"),
    ),
    Clue("last-weights", "In layer 3, only dW3 is wrong: look at its line.", wrong=("dW3",)),
    Clue(
        "layer-2",
        "Layer 3 is right: look at what is handed down to layer 2, and at its activation.",
        wrong=("dW2", "db2"),
        right=("dW3", "db3"),
    ),
    Clue(
        "weights-2",
        "db2 is right, but dW2 is not: look at its line.",
        wrong=("dW2",),
        right=("db2",),
    ),
    Clue(
        "layer-1",
        "Layers 3 and 2 are right: look at what is handed down to layer 1, and at its activation.",
        wrong=("dW1", "db1"),
        right=("dW3", "db3", "dW2", "db2"),
    ),
    Clue(
        "weights-1",
        "db1 is right, but dW1 is not: look at its line.",
        wrong=("dW1",),
        right=("db1",),
    ),
    Clue(
        "biases",
        "The gradients of the weights are right: look at those of the biases.",
        wrong=("db",),
        right=("dW",),
    ),
)
"""From the way back's beginning to its end: what is wrong first is what to look at."""

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
    clues=CLUES,
    mistakes=MISTAKES,
    hints=(
        "Run the cell that lists the arrays, below your function. Begin with the last layer in which one is wrong: all that lies further down is made from it, and may be right as soon as this layer is.",
        "Hold the line of that array against its formula above the exercise, letter by letter. If all entries are off by one factor, look at what is divided by, and how often. If not, look at which arrays are multiplied.",
        "Repair one line at a time, and run the list again after each. If a layer is wrong but the one after it is right, look at the two lines that lead down to it: back through the weights, and then through ReLU, which lets through only what was above 0.",
    ),
    section="Exercise 7: repair backward_propagation_n (15 points)",
)

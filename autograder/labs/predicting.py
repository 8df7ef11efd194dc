"""The exercise `predict`, which several labs have: labels from a net, and the regions of the plane."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from autograder.labs.changes import Change, change, piece, returns
from autograder.labs.checkpoint import Arguments, Checkpoint, Trained
from autograder.labs.mistakes import variants, wrong_answers
from helpers.network import forward

Parameters = dict[str, np.ndarray]


def network(generator: np.random.Generator, dims: list[int], scale: float = 1.5) -> Parameters:
    """A net with biases that divides its inputs into both classes."""
    made: Parameters = {}
    for layer, (m, n) in enumerate(pairwise(dims), start=1):
        made[f"W{layer}"] = scale * generator.standard_normal((n, m)) * (2 / m) ** 0.5
        made[f"b{layer}"] = 0.5 * generator.standard_normal((n, 1))
    return made


def logits(made: Parameters, X: np.ndarray) -> np.ndarray:
    """What the last layer sums up."""
    return forward(X, made)[1].Z[-1]


def decided(
    generator: np.random.Generator,
    dims: list[int],
    m: int,
    scale: float = 1.5,
    pool: int | None = None,
) -> Arguments:
    """A net and points: both classes where there are enough points, and none on the boundary.

    From a `pool` of so many points, the nearest to the boundary are taken.
    """
    for _ in range(1000):
        made = network(generator, dims, scale)
        X = 1.5 * generator.standard_normal((dims[0], pool or 6 * m + 20))
        Z = logits(made, X)[0]
        share = float((Z > 0).mean())
        clear = np.flatnonzero(np.abs(Z) > 1e-3)
        if pool:
            clear = clear[np.argsort(np.abs(Z[clear]))]
        if 0.25 < share < 0.75 and len(clear) >= m:
            ones, others = clear[Z[clear] > 0], clear[Z[clear] < 0]
            half = [ones[: m // 2 + m % 2], others[: m // 2]]
            if len(half[0]) + len(half[1]) == m:
                return {"parameters": made, "X": X[:, generator.permutation(np.concatenate(half))]}
    raise RuntimeError(f"no net of the shape {dims} decides between its classes")


def undecided(generator: np.random.Generator, dims: list[int], each: int) -> Arguments:
    """A net of two layers that gives some points 0.5 exactly, and some more, and some less.

    Where all hidden neurons are off, its last sum is zero: there is nothing to be rounded off.
    """
    for _ in range(1000):
        made = network(generator, dims)
        made["b1"] = -np.abs(made["b1"])
        made["b2"] = np.zeros_like(made["b2"])
        X = 1.5 * generator.standard_normal((dims[0], 100 * each))
        Z = logits(made, X)[0]
        kinds = [np.flatnonzero(kind)[:each] for kind in (Z == 0, Z > 1e-3, Z < -1e-3)]
        if all(len(kind) == each for kind in kinds):
            return {"parameters": made, "X": X[:, generator.permutation(np.concatenate(kinds))]}
    raise RuntimeError(f"no net of the shape {dims} is undecided anywhere")


def nets(generator: np.random.Generator) -> list[Arguments]:
    """Nets of one to five layers, few points and many."""
    plan = [([2, 1], 1), ([2, 4, 1], 2), ([2, 1], 6), ([2, 4, 1], 7), ([2, 10, 5, 1], 40)]
    deeper = [([3, 6, 5, 4, 1], 30), ([4, 7, 6, 5, 3, 1], 60), ([2, 3, 3, 1], 25)]
    cases = [decided(generator, dims, m) for dims, m in plan + deeper]
    close = decided(generator, [2, 6, 4, 1], 40, pool=50_000)
    steep = decided(generator, [2, 10, 5, 1], 50, scale=10.0)
    return [*cases, close, steep, undecided(generator, [2, 4, 1], 4)]


def more_points(generator: np.random.Generator) -> tuple[Arguments, Arguments]:
    """The same net, with a few points and with many."""
    made = network(generator, [2, 10, 5, 1])
    few, many = (generator.standard_normal((2, m)) for m in (8, 400))
    return {"parameters": made, "X": few}, {"parameters": made, "X": many}


def a_crowd(generator: np.random.Generator) -> Arguments:
    """A net and so many points that a loop over them takes long."""
    few = decided(generator, [2, 10, 5, 1], 50)
    return {**few, "X": generator.standard_normal((2, 100_000))}


def plane(generator: np.random.Generator) -> tuple[Arguments, tuple[int, int]]:
    """A net and a grid of points over the plane, none of them on the boundary."""
    side = 40
    axis = np.linspace(-2, 2, side)
    X = np.stack([np.tile(axis, side), np.repeat(axis, side)])
    while True:
        made = network(generator, [2, 10, 5, 1])
        Z = logits(made, X)[0]
        if 0.25 < (Z > 0).mean() < 0.75 and np.abs(Z).min() > 1e-6:
            return {"parameters": made, "X": X}, (side, side)


def from_sums(expression: str) -> Change:
    """What comes back is made from the sums of the last layer."""
    return change(piece("A, _ =", "_, cache ="), returns(expression))


def hidden(activation: str) -> Change:
    """The hidden layers have an activation that no helper has."""
    loop = f"""A, last = X, len(parameters) // 2
    for layer in range(1, last + 1):
        Z = parameters[f"W{{layer}}"] @ A + parameters[f"b{{layer}}"]
        A = {activation} if layer < last else Z"""
    return change(piece("A, _ = forward(X, parameters)", loop), returns("(A > 0).astype(int)"))


def without(biases: str) -> Change:
    """Some biases are zero."""
    zero = f"{{name: array * (not {biases}) for name, array in parameters.items()}}"
    return piece("forward(X, parameters)", f"forward(X, {zero})")


MISTAKES = wrong_answers(
    "probabilities: These are probabilities: the exercise asks for labels, 0 or 1.",
    returns("A"),
    "logits: These are the sums of the last layer: the exercise asks for labels, 0 or 1.",
    from_sums("cache.Z[-1]"),
    "logits-against-half: The sum of the last layer is compared with 0.5, without a sigmoid: a probability of 0.5 belongs to a sum of 0.",
    from_sums("(cache.Z[-1] > 0.5).astype(int)"),
    "cut-off: Turning a probability into an integer cuts off its decimals: everything below 1 becomes 0.",
    returns("A.astype(int)"),
    "any-probability: Almost every point ends up in class 1. Is the output compared with 0, or put through a sigmoid once more? It is a probability already: always above 0, so that a sigmoid of it is always above 0.5.",
    returns("(A > 0).astype(int)"),
    returns("(1 / (1 + np.exp(-A)) > 0.5).astype(int)"),
    "all-zero: Every point ends up in class 0. Is the largest output chosen? With only one output, that is always the first.",
    returns("np.zeros(A.shape, int)"),
    "argmax: There is only one output, so the largest is always the first: compare it with 0.5 instead.",
    returns("np.argmax(A, axis=0)"),
    "inverted: The classes are swapped: the output is the probability of class 1.",
    returns("(A < 0.5).astype(int)"),
    "signs: The labels are -1 and 1: they should be 0 and 1.",
    returns("np.where(A > 0.5, 1, -1)"),
    "one-and-two: The labels are 1 and 2: they should be 0 and 1.",
    returns("np.where(A > 0.5, 2, 1)"),
    "sigmoid-everywhere: The hidden layers use a sigmoid: the net was trained with ReLU.",
    piece("(X, parameters)", '(X, parameters, "sigmoid")'),
    "tanh-inside: The hidden layers use tanh: the net was trained with ReLU.",
    piece("(X, parameters)", '(X, parameters, "tanh")'),
    "no-activation: The hidden layers have no activation, which makes the whole net linear: it was trained with ReLU.",
    hidden("Z"),
    "leaky: The hidden layers let a little of each negative value through: the net was trained with ReLU.",
    hidden("np.where(Z > 0, Z, 0.01 * Z)"),
    "absolute-value: The hidden layers take the absolute value: ReLU sets negative values to zero.",
    hidden("np.abs(Z)"),
    "no-biases: The biases are left out: every layer adds its own.",
    without('(name[0] == "b")'),
    "no-last-bias: The bias of the last layer is left out: every layer adds its own.",
    without('(name == f"b{len(parameters) // 2}")'),
    "only-last-bias: The biases of the hidden layers are left out: every layer adds its own.",
    without('(name[0] == "b" and name != f"b{len(parameters) // 2}")'),
    "last-point-missed: The last point always gets a 0: look at where the loop over the points ends.",
    returns("result * (np.arange(result.size) < result.size - 1)"),
    "threshold-at-mean: The outputs are compared with their own mean: the threshold is 0.5, whatever the points are.",
    returns("(A > A.mean()).astype(int)"),
    "flat: The labels are a flat vector: they should be a row, with one column for each sample.",
    returns("result.ravel()"),
    "a-column: The labels form a column: a sample is a column here, so they should form a row.",
    returns("result.T"),
    "nothing-returned: The labels were made, but never returned.",
    returns("None"),
    "one-for-all: There is one label for all samples: each sample needs its own.",
    from_sums("np.array(cache.Z[-1].mean() > 0).astype(int)"),
)
VARIANTS = variants(
    "half-included: Accepted: an output of exactly 0.5 becomes 1 here. The exercise asks for 0, since 0.5 is not larger than 0.5.",
    returns("(A >= 0.5).astype(int)"),
)
HINTS = (
    "Look at what comes out of the forward pass, before you make labels of it: one row, with a number between 0 and 1 for each point. If that is what you see, the comparison is all that is left.",
    "The output is the probability that a point belongs to class 1. The label is 1 if it is larger than one half, and 0 otherwise, also if it is one half exactly. The labels stay in a row, with a column for each point.",
    "Try it by hand: outputs of 0.2, 0.5 and 0.9 become 0, 0 and 1. If all your labels are 0, decimals may have been cut off. If only accuracy or the figure fails, run the cells of the training and of the figure again.",
)


def predicting(
    grade_id: str, points: float, trained: tuple[Trained, ...], figures: int, section: str
) -> Checkpoint:
    """The checkpoint ``predict(parameters, X)``.

    Parameters
    ----------
    grade_id : str
    points : float
    trained : tuple of Trained
        The nets that the student trains and hands in.
    figures : int
        How many decision boundaries are handed in.
    section : str
        The heading of the exercise.
    """
    return Checkpoint(
        grade_id=grade_id,
        signature="predict(parameters, X)",
        outputs=("the labels",),
        points=points,
        cases=nets,
        growth=more_points,
        growing="the samples",
        bulk=a_crowd,
        grid=plane,
        trained=trained,
        figures=figures,
        mistakes=MISTAKES,
        variants=VARIANTS,
        hints=HINTS,
        section=section,
    )

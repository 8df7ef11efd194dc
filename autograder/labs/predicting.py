"""The exercise `predict`, which several labs have: labels from a net, and the regions of the plane."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from autograder.labs.checkpoint import Arguments, Checkpoint, Misconception, Trained

Parameters = dict[str, np.ndarray]


def network(generator: np.random.Generator, dims: list[int], scale: float = 1.5) -> Parameters:
    """A net with biases that divides its inputs into both classes."""
    made: Parameters = {}
    for layer, (m, n) in enumerate(pairwise(dims), start=1):
        made[f"W{layer}"] = scale * generator.standard_normal((n, m)) * (2 / m) ** 0.5
        made[f"b{layer}"] = 0.5 * generator.standard_normal((n, 1))
    return made


def logits(
    made: Parameters,
    X: np.ndarray,
    hidden: Callable[[np.ndarray], np.ndarray] = lambda Z: np.maximum(Z, 0),
    biased: Callable[[int, int], bool] = lambda layer, last: True,
) -> np.ndarray:
    """What the last layer sums up, with an activation and with biases of our choice."""
    last = len(made) // 2
    A = X
    for layer in range(1, last + 1):
        Z = made[f"W{layer}"] @ A + biased(layer, last) * made[f"b{layer}"]
        A = hidden(Z) if layer < last else Z
    return A


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


def nets(generator: np.random.Generator) -> list[Arguments]:
    """Nets of one to five layers, few points and many."""
    plan = [([2, 1], 1), ([2, 4, 1], 2), ([2, 1], 6), ([2, 4, 1], 7), ([2, 10, 5, 1], 40)]
    deeper = [([3, 6, 5, 4, 1], 30), ([4, 7, 6, 5, 3, 1], 60), ([2, 3, 3, 1], 25)]
    cases = [decided(generator, dims, m) for dims, m in plan + deeper]
    close = decided(generator, [2, 6, 4, 1], 40, pool=20_000)
    return [*cases, close, decided(generator, [2, 10, 5, 1], 50, scale=10.0)]


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


def sigmoid(Z: np.ndarray) -> np.ndarray:
    """The logistic function, without overflow."""
    return np.asarray(0.5 * (1 + np.tanh(Z / 2)))


def ones_where(Z: np.ndarray) -> np.ndarray:
    """Labels from a condition."""
    return np.asarray(Z).astype(int)


MISCONCEPTIONS = (
    Misconception(
        "probabilities",
        "These are probabilities: the labels are asked, 0 or 1.",
        lambda p, X: sigmoid(logits(p, X)),
    ),
    Misconception(
        "logits", "These are the sums of the last layer: the labels are asked, 0 or 1.", logits
    ),
    Misconception(
        "logits-against-half",
        "The sum of the last layer is compared with 0.5, without a sigmoid: a sum of 0 is a probability of 0.5.",
        lambda p, X: ones_where(logits(p, X) > 0.5),
    ),
    Misconception(
        "cut-off",
        "Turning a probability into an integer cuts off what follows the point: everything below 1 becomes 0.",
        lambda p, X: sigmoid(logits(p, X)).astype(int),
    ),
    Misconception(
        "any-probability",
        "Every point is in class 1: a probability is always larger than 0.",
        lambda p, X: ones_where(logits(p, X) > -np.inf),
    ),
    Misconception(
        "all-zero",
        "Every point is in class 0: the largest of one output is always the first.",
        lambda p, X: np.zeros((1, X.shape[1]), int),
    ),
    Misconception(
        "argmax",
        "There is only one output, and the largest of one is always the first: compare it with 0.5.",
        lambda p, X: np.argmax(logits(p, X), axis=0),
    ),
    Misconception(
        "inverted",
        "The classes are swapped: the output is the probability of class 1.",
        lambda p, X: ones_where(logits(p, X) < 0),
    ),
    Misconception(
        "signs",
        "The labels are -1 and 1: they should be 0 and 1.",
        lambda p, X: np.where(logits(p, X) > 0, 1, -1),
    ),
    Misconception(
        "one-and-two",
        "The labels are 1 and 2: they should be 0 and 1.",
        lambda p, X: np.where(logits(p, X) > 0, 2, 1),
    ),
    Misconception(
        "sigmoid-everywhere",
        "The hidden layers have a sigmoid: the net was trained with ReLU.",
        lambda p, X: ones_where(logits(p, X, sigmoid) > 0),
    ),
    Misconception(
        "tanh-inside",
        "The hidden layers have tanh: the net was trained with ReLU.",
        lambda p, X: ones_where(logits(p, X, np.tanh) > 0),
    ),
    Misconception(
        "no-activation",
        "The hidden layers have no activation: the whole net is then linear.",
        lambda p, X: ones_where(logits(p, X, lambda Z: Z) > 0),
    ),
    Misconception(
        "leaky",
        "The hidden layers let some of what is negative through: the net was trained with ReLU.",
        lambda p, X: ones_where(logits(p, X, lambda Z: np.where(Z > 0, Z, 0.01 * Z)) > 0),
    ),
    Misconception(
        "absolute-value",
        "The hidden layers take the absolute value: ReLU sets what is negative to zero.",
        lambda p, X: ones_where(logits(p, X, np.abs) > 0),
    ),
    Misconception(
        "no-biases",
        "The biases are left out.",
        lambda p, X: ones_where(logits(p, X, biased=lambda layer, last: False) > 0),
    ),
    Misconception(
        "no-last-bias",
        "The bias of the last layer is left out.",
        lambda p, X: ones_where(logits(p, X, biased=lambda layer, last: layer < last) > 0),
    ),
    Misconception(
        "only-last-bias",
        "The biases of the hidden layers are left out.",
        lambda p, X: ones_where(logits(p, X, biased=lambda layer, last: layer == last) > 0),
    ),
    Misconception(
        "threshold-at-mean",
        "The outputs are compared with their own mean: the boundary lies at 0.5, whatever the points.",
        lambda p, X: ones_where(sigmoid(logits(p, X)) > sigmoid(logits(p, X)).mean()),
    ),
    Misconception(
        "flat",
        "The labels are a flat vector: they should be a row, one column for each sample.",
        lambda p, X: ones_where(logits(p, X) > 0).ravel(),
    ),
    Misconception(
        "a-column",
        "The labels stand in a column: a sample is a column here, so they form a row.",
        lambda p, X: ones_where(logits(p, X) > 0).T,
    ),
    Misconception(
        "nothing-returned", "The labels were made, but never given back.", lambda p, X: None
    ),
    Misconception(
        "one-for-all",
        "There is one label for all samples: each sample needs its own.",
        lambda p, X: ones_where(logits(p, X).mean() > 0),
    ),
)


def predicting(
    grade_id: str, points: float, trained: tuple[Trained, ...], figures: int
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
        misconceptions=MISCONCEPTIONS,
    )

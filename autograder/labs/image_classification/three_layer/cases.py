"""Networks with biases, and samples that are away from the kinks of ReLU."""

from __future__ import annotations

import numpy as np

from autograder.labs.checkpoint import Arguments
from autograder.labs.predicting import network
from helpers.network import forward


def living(generator: np.random.Generator, dims: list[int], m: int, reg: float) -> Arguments:
    """A net of which no unit is on, or off, for all samples where there are several."""
    for _ in range(20_000):
        net = network(generator, dims, scale=1.0)
        X = 1.5 * generator.standard_normal((dims[0], m))
        _, *sums, _ = forward(X, net)[1].Z  # of the hidden layers, before their ReLU
        if min(np.abs(one).min() for one in sums) < 1e-3:
            continue
        shares = np.concatenate([(one > 0).mean(axis=1) for one in sums])
        if m < 4 or (shares.min() > 0 and shares.max() < 1):
            y = generator.integers(0, dims[-1], m)
            return {"parameters": net, "X": X, "y": y, "reg": reg}
    raise RuntimeError(f"no net of the shape {dims} lives")


def networks(generator: np.random.Generator) -> list[Arguments]:
    """Several shapes, a single sample and many, with a penalty and without."""
    plan = [
        ([2, 3, 2, 2], 1, 0.0),
        ([2, 3, 2, 3], 2, 0.1),
        ([3, 3, 3, 3], 5, 0.3),
        ([4, 5, 3, 6], 8, 0.0),
        ([3, 6, 4, 3], 12, 0.05),
        ([5, 4, 6, 10], 20, 0.4),
        ([6, 5, 4, 3], 40, 0.2),
    ]
    return [living(generator, *numbers) for numbers in plan]


def extremes(generator: np.random.Generator) -> list[Arguments]:
    """Scores 1,000 apart within a sample, and from one sample to the next."""
    drawn = [living(generator, [2, 4, 3, 3], 4, 0.0), living(generator, [3, 5, 4, 4], 8, 1e-7)]
    for one in drawn:
        net = one["parameters"]
        classes = len(net["W3"])
        net["W3"] *= 2000.0
        net["W3"][:, 0] += 3000.0
        net["b3"] += 1000.0 * generator.permutation(classes)[:, np.newaxis]
        one["y"] = np.resize(generator.permutation(classes), one["X"].shape[1])
    return drawn


def more_samples(generator: np.random.Generator) -> tuple[Arguments, Arguments]:
    """The same net, with a few samples and with many."""
    few = living(generator, [4, 5, 4, 3], 8, 0.1)
    return few, _copies(few, 50)


def a_crowd(generator: np.random.Generator) -> Arguments:
    """So many samples that a loop over them takes long, no two of them alike."""
    few = living(generator, [4, 5, 4, 3], 8, 0.1)
    X, y = 1.5 * generator.standard_normal((4, 40_000)), generator.integers(0, 3, 40_000)
    return {**few, "X": X, "y": y}


def _copies(one: Arguments, number: int) -> Arguments:
    return {**one, "X": np.tile(one["X"], number), "y": np.tile(one["y"], number)}

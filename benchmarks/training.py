"""Time of a training step, beside scikit-learn's MLPClassifier on the same work in the same run.

Both start from the same layer sizes and samples, and do plain gradient descent in float64: no
momentum, no penalty, no early stopping. The runs of the two take turns, so that whatever else the
machine does meets both, and the medians of the rounds are compared. Matrix products run on one
thread: with more, another program on the same cores can make a product ten times slower.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from statistics import median

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from helpers.network import forward_with_cost
from helpers.optimizers import GradientDescent
from helpers.training import train

LEARNING_RATE = 0.01


@dataclass(frozen=True, kw_only=True)
class Task:
    """A training to time, and how many times faster than scikit-learn it should be."""

    name: str
    layers_dims: tuple[int, ...]
    samples: int
    batch_size: int
    epochs: int
    rounds: int
    target: float

    @property
    def steps(self) -> int:
        return self.epochs * -(-self.samples // self.batch_size)


@dataclass(frozen=True, kw_only=True)
class Timing:
    """Median seconds a step of both, and what the target asks."""

    task: Task
    ours: float
    theirs: float

    @property
    def ratio(self) -> float:
        return self.theirs / self.ours


TASKS = (
    Task(
        name="lab size, full batch",
        layers_dims=(2, 10, 5, 1),
        samples=300,
        batch_size=300,
        epochs=400,
        rounds=15,
        target=2.0,
    ),
    Task(
        name="large, mini-batches",
        layers_dims=(784, 256, 128, 10),
        samples=2560,
        batch_size=256,
        epochs=3,
        rounds=15,
        target=1.0,
    ),
)


def measure(task: Task) -> Timing:
    """Time both, in turns."""
    rng = np.random.default_rng(0)
    *_, classes = task.layers_dims
    X = rng.standard_normal((task.layers_dims[0], task.samples))
    y = rng.integers(max(classes, 2), size=task.samples)
    runs = (_ours(task, X, y), _theirs(task, X, y))
    times: list[list[float]] = [[], []]
    with threadpool_limits(1):
        for run in runs:
            run()  # the first run pays for imports and memory
        for turn in range(task.rounds):
            for which in (0, 1) if turn % 2 else (1, 0):
                start = time.perf_counter()
                runs[which]()
                times[which].append((time.perf_counter() - start) / task.steps)
    return Timing(task=task, ours=median(times[0]), theirs=median(times[1]))


def _ours(task: Task, X: np.ndarray, y: np.ndarray) -> Callable[[], object]:
    rng = np.random.default_rng(1)
    parameters = {}
    for layer, (n_in, n_out) in enumerate(pairwise(task.layers_dims)):
        parameters[f"W{layer + 1}"] = rng.standard_normal((n_out, n_in)) / np.sqrt(n_in)
        parameters[f"b{layer + 1}"] = np.zeros((n_out, 1))
    output, Y = ("softmax", y) if task.layers_dims[-1] > 1 else ("sigmoid", y.reshape(1, -1))

    def run() -> object:
        return train(
            parameters,
            X,
            Y,
            optimizer=GradientDescent(LEARNING_RATE),
            epochs=task.epochs,
            batch_size=task.batch_size,
            rng=rng,
            forward=partial(forward_with_cost, output=output),
        )

    return run


def _theirs(task: Task, X: np.ndarray, y: np.ndarray) -> Callable[[], object]:
    samples = np.ascontiguousarray(X.T)
    network = MLPClassifier(
        hidden_layer_sizes=task.layers_dims[1:-1],
        solver="sgd",
        alpha=0.0,
        batch_size=task.batch_size,
        learning_rate_init=LEARNING_RATE,
        max_iter=task.epochs,
        shuffle=task.batch_size < task.samples,
        random_state=1,
        tol=0.0,
        momentum=0.0,
        nesterovs_momentum=False,
        n_iter_no_change=task.epochs + 1,
    )

    def run() -> object:
        with warnings.catch_warnings():
            # It is stopped after the epochs that were asked for, and says so.
            warnings.simplefilter("ignore", ConvergenceWarning)
            return network.fit(samples, y)

    return run

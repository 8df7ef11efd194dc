"""Time of the image lab's right answers, beside scikit-learn and beside matrix products alone.

All run in turns on one thread, in double precision, and medians of processor time are compared: so
another program on the same cores meets all alike.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Mapping
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import pairwise_distances
from sklearn.neighbors import NearestNeighbors
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from autograder.course import Course
from autograder.judge.reference import reference
from helpers.images import fashion_mnist
from helpers.optimizers import GradientDescent
from helpers.training import train

LAYERS, BATCH, EPOCHS = (784, 128, 64, 10), 128, 2
ROUNDS = 9
Runs = Mapping[str, Callable[[], object]]


def right(function: str) -> Callable[..., object]:
    """The right answer to an exercise of the lab."""
    return reference(Course.find(Path(__file__)), "image_classification", function)


def timed(runs: Runs, rounds: int = ROUNDS) -> dict[str, float]:
    """Median seconds of processor time of each run, made in turns."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    with threadpool_limits(1):
        for turn in range(rounds + 1):
            for name, run in runs.items():
                began = time.process_time()
                run()
                if turn:  # the first one pays for imports and memory
                    times[name].append(time.process_time() - began)
    return {name: median(taken) for name, taken in times.items()}


def distances() -> dict[str, float]:
    """Distances of 500 pictures to 5,000, and the five nearest of each."""
    data = fashion_mnist()
    X_train, X_test = data.X_train.astype(float), data.X_val.astype(float)
    rows, others = np.ascontiguousarray(X_train.T), np.ascontiguousarray(X_test.T)
    found, vote = right("distances_no_loops"), right("predict_labels")
    searcher = NearestNeighbors(n_neighbors=5, algorithm="brute").fit(rows)
    return timed(
        {
            "ours": lambda: found(X_train, X_test),
            "pairwise_distances": lambda: pairwise_distances(others, rows),
            "ours, and the vote": lambda: vote(found(X_train, X_test), data.y_train, 5),
            "NearestNeighbors": lambda: searcher.kneighbors(others),
        }
    )


def losses() -> dict[str, float]:
    """A step of each linear classifier on 100 pictures, naive and vectorised."""
    data = fashion_mnist()
    X, y = data.X_train[:, :100] / 255, data.y_train[:100]
    W = 0.01 * np.random.default_rng(0).standard_normal((10, 784))
    names = [
        f"{kind}_loss_{form}" for kind in ("svm", "softmax") for form in ("naive", "vectorized")
    ]
    return timed({name: partial(right(name), W, X, y, 1e-3) for name in names})


def steps() -> dict[str, float]:
    """A training step of the network, beside scikit-learn's and its matrix products alone."""
    data = fashion_mnist()
    X, y = data.X_train / 255, data.y_train
    count = EPOCHS * -(-X.shape[1] // BATCH)
    taken = timed(
        {
            "ours": partial(_ours, X, y),
            "MLPClassifier": partial(_theirs, X, y),
            "products alone": partial(_products, X, count),
        }
    )
    return {name: seconds / count for name, seconds in taken.items()}


def _ours(X: np.ndarray, y: np.ndarray) -> None:
    rng, loss = np.random.default_rng(0), right("three_layer_loss")
    net = {}
    for layer, (n, n_next) in enumerate(pairwise(LAYERS), start=1):
        net[f"W{layer}"] = rng.standard_normal((n_next, n)) * (2 / n) ** 0.5
        net[f"b{layer}"] = np.zeros((n_next, 1))

    def forward(batch, labels, parameters):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
        return loss(parameters, batch, labels, 1e-4)

    options = {"epochs": EPOCHS, "batch_size": BATCH, "rng": rng, "forward": forward}
    optimizer = GradientDescent(0.1)
    train(net, X, y, optimizer=optimizer, backward=lambda _X, _y, grads: grads, **options)


def _theirs(X: np.ndarray, y: np.ndarray) -> None:
    network = MLPClassifier(
        LAYERS[1:-1],
        solver="sgd",
        momentum=0.0,
        learning_rate_init=0.1,
        batch_size=BATCH,
        max_iter=EPOCHS,
        alpha=1e-4,
        random_state=0,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        network.fit(X.T, y)


def _products(X: np.ndarray, count: int) -> None:
    rng = np.random.default_rng(0)
    weights = [rng.standard_normal(pair) for pair in zip(LAYERS[1:], LAYERS, strict=False)]
    inputs = [X[:, :BATCH], *(rng.standard_normal((n, BATCH)) for n in LAYERS[1:])]
    for _ in range(count):
        for layer, W in enumerate(weights):
            W @ inputs[layer]
        for layer, W in reversed(list(enumerate(weights))):
            inputs[layer + 1] @ inputs[layer].T
            if layer:
                W.T @ inputs[layer + 1]


def table() -> list[str]:
    """Lines about all of it, with the targets."""
    near, loss, step = distances(), losses(), steps()
    return [
        *_lines("Distances of 500 pictures to 5,000", near),
        *_lines("A step on 100 pictures", loss),
        *_lines("A step of a network", step),
        _target("pairwise_distances", near, 1),
        _target("NearestNeighbors", near, 1),
        _target("MLPClassifier", step, 2),
        _target("products alone", step, 1 / 1.5),
    ]


def _lines(what: str, taken: dict[str, float]) -> list[str]:
    return [what, *(f"  {name:<26}{1e3 * seconds:>10.2f} ms" for name, seconds in taken.items())]


def _target(other: str, taken: dict[str, float], wanted: float) -> str:
    faster = taken[other] / taken["ours"]
    met = "met" if faster >= wanted else "missed"
    return f"beside {other:<24}{faster:>8.2f} x   target {wanted:.2f} x  {met}"

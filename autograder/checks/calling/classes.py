"""The classes that a network gives: what is handed in trained is asked here, not by its maker."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from autograder.checks.calling.observation import Observation, materialise
from autograder.checks.exam import Accuracy
from autograder.checks.plain import Tree, describe
from autograder.checks.words import phrase

MOST = 20_000_000
"""Numbers in a layer's output, at most."""
PRODUCTS = 10_000_000_000
"""Products in all layers, at most: a second or two."""


def classified(wanted: Accuracy, evidence: Mapping[str, Tree]) -> Observation:
    """The class of every sample by a net that was handed in, of shape (m,); or why there is none.

    Hidden layers have a ReLU, and the largest output of the last one is the class.
    """
    net = materialise({"evidence": list(wanted.net)}, evidence=evidence)
    A = np.asarray(wanted.X, float)
    if not isinstance(net, dict) or "W1" not in net:
        return Observation(error=phrase("net.form", what=describe(net)))
    products = 0
    layers = next(layer for layer in range(1, len(net) + 2) if f"W{layer + 1}" not in net)
    for layer in range(1, layers + 1):
        for name in (f"W{layer}", f"b{layer}"):
            if not isinstance(array := net.get(name), np.ndarray) or array.dtype.kind not in "biuf":
                return Observation(error=phrase("net.array", name=name, what=describe(array)))
        W, b = net[f"W{layer}"], net[f"b{layer}"]
        if W.ndim != 2 or W.shape[1] != len(A):
            wanted_shape, shape = f"(n, {len(A)})", str(W.shape)
            told = phrase("shape.other", name=f"W{layer}", wanted=wanted_shape, shape=shape)
            return Observation(error=told)
        if b.size != len(W):
            told = phrase("shape.other", name=f"b{layer}", wanted=f"({len(W)}, 1)", shape=b.shape)
            return Observation(error=told)
        for name, array in ((f"W{layer}", W), (f"b{layer}", b)):
            if not np.isfinite(array).all():
                return Observation(error=phrase("net.infinite", name=name))
        if len(W) * A.shape[1] > MOST:
            return Observation(error=phrase("net.large", name=f"W{layer}", count=len(W)))
        products += W.size * A.shape[1]
        if products > PRODUCTS:
            return Observation(error=phrase("net.long", name=f"W{layer}"))
        with np.errstate(all="ignore"):
            A = W.astype(float) @ A + b.astype(float).reshape(-1, 1)
            A = np.maximum(A, 0.0) if layer < layers else A
    return Observation(value=A.argmax(axis=0))

"""Exercises written out, where the reference leaves the work to a helper.

A student may write it all; the slips that are made in doing so belong to the exercise as well.
"""

from __future__ import annotations

PREDICT = """
def predict(parameters, X):
    A = X
    L = len(parameters) // 2
    for layer in range(1, L + 1):
        Z = parameters[f"W{layer}"] @ A + parameters[f"b{layer}"]
        if layer < L:
            A = np.maximum(Z, 0)
        else:
            A = 1 / (1 + np.exp(-Z))
    return (A > 0.5).astype(int)
"""

WRITTEN_OUT: dict[str, str] = {
    "initialization.boundary": PREDICT,
    "optimization.boundary": PREDICT,
}

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

SIGMOID_DERIVATIVE = """
def sigmoid_derivative(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)
"""

GRADIENT_CHECK_N = """
def gradient_check_n(forward_propagation_n, parameters, gradients, X, Y, epsilon=1e-6):
    squares = 0.0
    size = 0.0
    size_approx = 0.0
    for name in parameters:
        grad = gradients["d" + name]
        gradapprox = np.zeros(grad.shape)
        for i in range(grad.shape[0]):
            for j in range(grad.shape[1]):
                plus = {key: array.copy() for key, array in parameters.items()}
                plus[name][i, j] += epsilon
                minus = {key: array.copy() for key, array in parameters.items()}
                minus[name][i, j] -= epsilon
                J_plus, _ = forward_propagation_n(X, Y, plus)
                J_minus, _ = forward_propagation_n(X, Y, minus)
                gradapprox[i, j] = (J_plus - J_minus) / (2 * epsilon)
        squares += np.sum((grad - gradapprox) ** 2)
        size += np.sum(grad**2)
        size_approx += np.sum(gradapprox**2)
    return np.sqrt(squares) / (np.sqrt(size) + np.sqrt(size_approx))
"""

WRITTEN_OUT: dict[str, str] = {
    "initialization.boundary": PREDICT,
    "optimization.boundary": PREDICT,
    "gradient_checking.sigmoid": SIGMOID_DERIVATIVE,
    "gradient_checking.gradient_check_n": GRADIENT_CHECK_N,
}

"""Exercises as a student writes them out, where the reference is shorter, or calls a helper.

The slips that are made in doing so belong to the exercise as well.
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

GD = """
def update_parameters_with_gd(parameters, grads, learning_rate):
    L = len(parameters) // 2
    for l in range(1, L + 1):
        parameters[f"W{l}"] = parameters[f"W{l}"] - learning_rate * grads[f"dW{l}"]
        parameters[f"b{l}"] = parameters[f"b{l}"] - learning_rate * grads[f"db{l}"]
    return parameters
"""

MINI_BATCHES = """
def random_mini_batches(X, Y, mini_batch_size, rng):
    m = X.shape[1]
    mini_batches = []
    permutation = rng.permutation(m)
    shuffled_X = X[:, permutation]
    shuffled_Y = Y[:, permutation]
    full = m // mini_batch_size
    for k in range(full):
        X_t = shuffled_X[:, k * mini_batch_size : (k + 1) * mini_batch_size]
        Y_t = shuffled_Y[:, k * mini_batch_size : (k + 1) * mini_batch_size]
        mini_batches.append((X_t, Y_t))
    if m % mini_batch_size != 0:
        X_t = shuffled_X[:, full * mini_batch_size :]
        Y_t = shuffled_Y[:, full * mini_batch_size :]
        mini_batches.append((X_t, Y_t))
    return mini_batches
"""

MOMENTUM = """
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    L = len(parameters) // 2
    for l in range(1, L + 1):
        v[f"dW{l}"] = beta * v[f"dW{l}"] + (1 - beta) * grads[f"dW{l}"]
        v[f"db{l}"] = beta * v[f"db{l}"] + (1 - beta) * grads[f"db{l}"]
        parameters[f"W{l}"] = parameters[f"W{l}"] - learning_rate * v[f"dW{l}"]
        parameters[f"b{l}"] = parameters[f"b{l}"] - learning_rate * v[f"db{l}"]
    return parameters, v
"""

ADAM = """
def update_parameters_with_adam(
    parameters, grads, v, s, t, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    L = len(parameters) // 2
    v_corrected = {}
    s_corrected = {}
    for l in range(1, L + 1):
        for name in (f"W{l}", f"b{l}"):
            v["d" + name] = beta1 * v["d" + name] + (1 - beta1) * grads["d" + name]
            v_corrected["d" + name] = v["d" + name] / (1 - beta1**t)
            s["d" + name] = beta2 * s["d" + name] + (1 - beta2) * grads["d" + name] ** 2
            s_corrected["d" + name] = s["d" + name] / (1 - beta2**t)
            step = v_corrected["d" + name] / (np.sqrt(s_corrected["d" + name]) + epsilon)
            parameters[name] = parameters[name] - learning_rate * step
    return parameters, v, s
"""

WRITTEN_OUT: dict[str, str] = {
    "initialization.boundary": PREDICT,
    "gradient_checking.sigmoid": SIGMOID_DERIVATIVE,
    "gradient_checking.gradient_check_n": GRADIENT_CHECK_N,
    "optimization.gd": GD,
    "optimization.mini_batches": MINI_BATCHES,
    "optimization.momentum": MOMENTUM,
    "optimization.adam": ADAM,
    "optimization.boundary": PREDICT,
}

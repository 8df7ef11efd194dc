# ruff: noqa - written as students write
"""Answers to `three_layer`."""

import numpy as np

from tests.labs.answers.collection import Answers

answers = Answers()
right, wrong = answers.add_right, answers.add_wrong


def _forward(p, X):
    Z1 = p["W1"] @ X + p["b1"]
    A1 = np.maximum(0, Z1)
    Z2 = p["W2"] @ A1 + p["b2"]
    A2 = np.maximum(0, Z2)
    return Z1, A1, Z2, A2, p["W3"] @ A2 + p["b3"]


def _loss(S, y):
    m = len(y)
    S = S - S.max(0)
    return (np.log(np.exp(S).sum(0)) - S[y, np.arange(m)]).mean()


@right
def with_helpers(parameters, X, y, reg):
    Z1, A1, Z2, A2, S = _forward(parameters, X)
    m = X.shape[1]
    loss = _loss(S, y) + reg * sum(np.sum(parameters[f"W{l}"] ** 2) for l in (1, 2, 3))
    P = np.exp(S - S.max(axis=0))
    P /= P.sum(axis=0)
    P[y, np.arange(m)] -= 1
    grads = {}
    dZ = P / m
    for l, below, Z in ((3, A2, Z2), (2, A1, Z1), (1, X, None)):
        grads[f"dW{l}"] = dZ @ below.T + 2 * reg * parameters[f"W{l}"]
        grads[f"db{l}"] = dZ.sum(axis=1, keepdims=True)
        if Z is not None:
            dZ = parameters[f"W{l}"].T @ dZ * (Z > 0)
    return loss, grads


@right
def divided_at_the_end(parameters, X, y, reg):
    Z1, A1, Z2, A2, S = _forward(parameters, X)
    m = X.shape[1]
    Y = np.zeros(S.shape)
    Y[y, np.arange(m)] = 1
    P = np.exp(S - np.max(S, axis=0, keepdims=True))
    P = P / np.sum(P, axis=0, keepdims=True)
    d3 = P - Y
    d2 = np.dot(parameters["W3"].T, d3)
    d2[Z2 <= 0] = 0
    d1 = np.dot(parameters["W2"].T, d2)
    d1[Z1 <= 0] = 0
    pen = 0
    for k, W in parameters.items():
        if k.startswith("W"):
            pen += np.sum(W * W)
    g = {"dW3": 1 / m * d3.dot(A2.T), "db3": 1 / m * np.sum(d3, axis=1).reshape(-1, 1)}
    g["dW2"], g["db2"] = 1 / m * d2.dot(A1.T), 1 / m * np.sum(d2, axis=1, keepdims=True)
    g["dW1"], g["db1"] = 1 / m * d1.dot(X.T), 1 / m * np.sum(d1, axis=1, keepdims=True)
    for l in "123":
        g["dW" + l] += 2 * reg * parameters["W" + l]
    return _loss(S, y) + reg * pen, g


@right
def with_more_keys(parameters, X, y, reg):
    loss, grads = with_helpers(parameters, X, y, reg)
    return loss, {**grads, "dZ3": 0, "A1": _forward(parameters, X)[1]}


@right
def of_any_depth(parameters, X, y, reg):
    L, m = len(parameters) // 2, X.shape[1]
    A = [X]
    for l in range(1, L + 1):
        Z = parameters[f"W{l}"] @ A[-1] + parameters[f"b{l}"]
        A.append(np.maximum(Z, 0) if l < L else Z)
    d = np.exp(A[-1] - A[-1].max(axis=0))
    d = d / d.sum(axis=0) - np.eye(len(d))[:, y]
    d, g = d / m, {}
    for l in range(L, 0, -1):
        W = parameters[f"W{l}"]
        g[f"dW{l}"], g[f"db{l}"] = d @ A[l - 1].T + 2 * reg * W, d.sum(1)[:, None]
        d = (W.T @ d) * (A[l - 1] > 0)
    return _loss(A[-1], y) + reg * sum((parameters[f"W{l}"] ** 2).sum() for l in range(1, L + 1)), g


@answers.add_legacy
def sample_by_sample(parameters, X, y, reg):
    total, grads, m = 0.0, None, X.shape[1]
    for i in range(m):
        loss, g = with_helpers(parameters, X[:, [i]], y[[i]], 0.0)
        total += loss / m
        grads = g if grads is None else {k: grads[k] + g[k] for k in g}
    grads = {k: v / m for k, v in grads.items()}
    for l in (1, 2, 3):
        grads[f"dW{l}"] = grads[f"dW{l}"] + 2 * reg * parameters[f"W{l}"]
        total += reg * np.sum(parameters[f"W{l}"] ** 2)
    return total, grads


@wrong
def flat_biases(parameters, X, y, reg):
    loss, g = with_helpers(parameters, X, y, reg)
    return loss, {k: v.ravel() if k[1] == "b" else v for k, v in g.items()}


@wrong
def penalty_on_everything(parameters, X, y, reg):
    loss, g = with_helpers(parameters, X, y, 0)
    loss += reg * sum(np.sum(v**2) for v in parameters.values())
    return loss, {"d" + k: g["d" + k] + 2 * reg * v for k, v in parameters.items()}


@wrong
def mask_of_the_scores(parameters, X, y, reg):
    loss, g = with_helpers(parameters, X, y, reg)
    _, A1, _, A2, S = _forward(parameters, X)
    m = X.shape[1]
    P = np.exp(S - S.max(0))
    P /= P.sum(0)
    P[y, np.arange(m)] -= 1
    P = P / m * (S > 0)
    g["dW3"] = P @ A2.T + 2 * reg * parameters["W3"]
    return loss, g


@wrong
def gradients_of_swapped_layers(parameters, X, y, reg):
    loss, g = with_helpers(parameters, X, y, reg)
    g["db1"], g["db2"] = g["db2"], g["db1"]
    return loss, g


@wrong
def nothing_forward(parameters, X, y, reg):
    loss, g = with_helpers(parameters, X, y, reg)
    return 0.0, g


@right
def single_precision_throughout(parameters, X, y, reg):
    small = {name: array.astype(np.float32) for name, array in parameters.items()}
    return with_helpers(small, X.astype(np.float32), y, np.float32(reg))

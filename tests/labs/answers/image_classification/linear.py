# ruff: noqa - written as students write
"""Answers to the losses of linear classifiers."""

import numpy as np
from sklearn.utils.extmath import softmax

from tests.labs.answers.collection import Answers

svm_naive, svm, softmax_naive, softmax_fast = Answers(), Answers(), Answers(), Answers()


@svm_naive.add_right
@svm.add_legacy
def class_rows(W, X, y, reg):
    dW = np.zeros_like(W)
    C, m, loss = W.shape[0], X.shape[1], 0.0
    for i in range(m):
        s = np.dot(W, X[:, i])
        correct = s[y[i]]
        n = 0
        for j in range(C):
            if j == y[i]:
                continue
            margin = s[j] - correct + 1
            if margin > 0:
                n += 1
                loss += margin
                dW[j, :] += X[:, i]
        dW[y[i], :] -= n * X[:, i]
    loss /= m
    dW /= m
    loss += reg * np.sum(W * W)
    dW += 2 * reg * W
    return loss, dW


@svm_naive.add_right
@svm.add_legacy
def a_loop_over_samples(W, X, y, reg):
    L, dW = 0, np.zeros(W.shape)
    m = len(y)
    for x, label in zip(X.T, y):
        s = W @ x
        h = np.maximum(0, s - s[label] + 1)
        h[label] = 0
        L += h.sum()
        g = (h > 0) * 1.0
        g[label] -= g.sum()
        dW += np.outer(g, x)
    return L / m + reg * np.linalg.norm(W) ** 2, dW / m + 2 * reg * W


@svm_naive.add_right
@svm.add_right
def a_loop_over_classes(W, X, y, reg):
    m = X.shape[1]
    S = W @ X
    right = np.choose(y, S) if len(S) < 32 else S[y, range(m)]
    dW, loss = np.zeros(W.shape), 0.0
    for c in range(len(W)):
        h = np.maximum(0, S[c] - right + 1) * (y != c)
        loss += h.sum()
        dW[c] += X @ (h > 0)
        for d in range(len(W)):
            dW[d] -= X @ ((h > 0) & (y == d))
    return loss / m + reg * (W**2).sum(), dW / m + 2 * reg * W


@svm.add_right
def with_rows_of_samples(W, X, y, reg):
    n = y.shape[0]
    S = X.T.dot(W.T)
    M = S - S[np.arange(n), y].reshape(n, 1) + 1
    M[M < 0] = 0
    M[np.arange(n), y] = 0
    loss = M.sum() / n + reg * np.sum(W * W)
    B = np.where(M > 0, 1.0, 0.0)
    B[np.arange(n), y] -= B.sum(axis=1)
    return loss, (X.dot(B) / n + 2 * reg * W.T).T


@svm.add_right
def one_hot(W, X, y, reg):
    m = X.shape[1]
    Y = np.eye(W.shape[0])[y].T
    S = W @ X
    M = (1 - Y) * (S - (S * Y).sum(axis=0, keepdims=True) + 1)
    M = np.maximum(M, 0)
    G = (M > 0).astype(np.float64)
    G = G - Y * G.sum(axis=0)
    return np.float64(M.sum() / m + reg * np.sum(np.square(W))), G @ X.T / m + reg * 2 * W


@svm.add_wrong
def sign_of_margins_with_the_right_class(W, X, y, reg):
    m = X.shape[1]
    S = W @ X
    M = np.maximum(0, S - S[y, np.arange(m)] + 1)
    G = (M > 0) * 1.0
    G[y, np.arange(m)] = -G.sum(axis=0)
    M[y, np.arange(m)] = 0
    return M.sum() / m + reg * (W**2).sum(), G @ X.T / m + 2 * reg * W


@svm.add_wrong
@svm_naive.add_wrong
def penalty_on_part_of_the_weights(W, X, y, reg):
    loss, dW = with_rows_of_samples(W, X, y, reg)
    return loss - reg * np.sum(W[:, -1] ** 2), dW


@svm.add_wrong
def mean_of_margins(W, X, y, reg):
    m = X.shape[1]
    S = W @ X
    M = np.maximum(0, S - S[y, np.arange(m)] + 1)
    M[y, np.arange(m)] = 0
    loss, dW = with_rows_of_samples(W, X, y, reg)
    return M.mean() + reg * (W**2).sum(), dW


@svm_naive.add_wrong
def samples_counted_by_rows(W, X, y, reg):
    loss, dW = with_rows_of_samples(W, X, y, reg)
    return loss * X.shape[1] / X.shape[0], dW


@softmax_naive.add_right
@softmax_fast.add_legacy
def sample_by_sample(W, X, y, reg):
    loss, dW = 0.0, np.zeros(W.shape)
    m = X.shape[1]
    for i in range(m):
        f = W.dot(X[:, i])
        f -= f.max()
        Z = np.sum(np.exp(f))
        loss += np.log(Z) - f[y[i]]
        for c in range(W.shape[0]):
            dW[c] += (np.exp(f[c]) / Z - (c == y[i])) * X[:, i]
    return loss / m + reg * np.sum(W * W), dW / m + 2 * reg * W


@softmax_naive.add_right
@softmax_fast.add_right
def with_sklearn(W, X, y, reg):
    S = W @ X
    loss = (np.logaddexp.reduce(S, axis=0) - S[y, np.arange(len(y))]).mean()
    G = softmax(S.T).T
    G[y, np.arange(len(y))] -= 1
    return loss + reg * (W**2).sum(), G @ X.T / len(y) + 2 * reg * W


@softmax_fast.add_right
def with_logsumexp(W, X, y, reg):
    m = X.shape[1]
    S = W @ X
    L = np.logaddexp.reduce(S)
    P = np.exp(S - L)
    loss = (L - S[y, np.arange(m)]).mean()
    P[y, range(m)] -= 1
    return loss + reg * np.sum(W**2), (P / m).dot(X.T) + 2 * reg * W


@softmax_fast.add_right
def with_rows(W, X, y, reg):
    N = X.shape[1]
    scores = X.T @ W.T
    scores = scores - scores.max(axis=1, keepdims=True)
    e = np.exp(scores)
    tot = e.sum(axis=1, keepdims=True)
    loss = np.mean(np.log(tot[:, 0]) - scores[np.arange(N), y]) + reg * np.sum(W * W)
    d = e / tot
    d[np.arange(N), y] -= 1
    return loss, d.T @ X.T / N + 2 * reg * W


@softmax_fast.add_right
def one_hot_softmax(W, X, y, reg):
    C, m = W.shape[0], X.shape[1]
    Y = np.zeros((C, m))
    Y[y, np.arange(m)] = 1
    Z = W @ X
    Z = Z - Z.max(axis=0)
    logP = Z - np.log(np.exp(Z).sum(axis=0))
    return -(Y * logP).sum() / m + reg * np.sum(W**2), (np.exp(logP) - Y) @ X.T / m + 2 * reg * W


@softmax_fast.add_wrong
@softmax_naive.add_wrong
def not_stable(W, X, y, reg):
    m = X.shape[1]
    P = np.exp(W @ X)
    P = P / P.sum(axis=0)
    loss = -np.log(P[y, np.arange(m)]).mean() + reg * np.sum(W**2)
    P[y, np.arange(m)] -= 1
    return loss, P @ X.T / m + 2 * reg * W


@softmax_fast.add_wrong
@softmax_naive.add_wrong
def shifted_but_log_of_zero(W, X, y, reg):
    m = X.shape[1]
    S = W @ X
    P = np.exp(S - S.max(axis=0))
    P = P / P.sum(axis=0)
    loss = -np.sum(np.log(P[y, np.arange(m)])) / m + reg * np.sum(W**2)
    P[y, np.arange(m)] -= 1
    return loss, P @ X.T / m + 2 * reg * W


@softmax_fast.add_wrong
def epsilon_in_the_log(W, X, y, reg):
    m = X.shape[1]
    S = W @ X
    P = np.exp(S - S.max(axis=0))
    P = P / P.sum(axis=0)
    loss = -np.mean(np.log(P[y, np.arange(m)] + 1e-15)) + reg * np.sum(W**2)
    P[y, np.arange(m)] -= 1
    return loss, P @ X.T / m + 2 * reg * W


@softmax_fast.add_wrong
def binary_cross_entropy(W, X, y, reg):
    m = X.shape[1]
    S = W @ X
    P = np.exp(S - S.max(axis=0))
    P = P / P.sum(axis=0)
    Y = np.eye(len(W))[y].T
    loss = -np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P)) / m + reg * np.sum(W**2)
    return loss, (P - Y) @ X.T / m + 2 * reg * W


@softmax_naive.add_wrong
def only_the_right_row(W, X, y, reg):
    loss, dW = 0.0, np.zeros(W.shape)
    for i in range(X.shape[1]):
        f = W @ X[:, i]
        p = np.exp(f - f.max())
        p /= p.sum()
        loss += -f[y[i]] + f.max() + np.log(np.sum(np.exp(f - f.max())))
        dW[y[i]] += (p[y[i]] - 1) * X[:, i]
    return loss / X.shape[1] + reg * np.sum(W**2), dW / X.shape[1] + 2 * reg * W


@softmax_naive.add_right
def single_precision_with_a_python_float(W, X, y, reg):
    W, X = W.astype(np.float32), X.astype(np.float32)
    loss, dW, m = np.float32(0), np.zeros_like(W), X.shape[1]
    for i in range(m):
        s = W @ X[:, i]
        s = s - s.max()
        p = np.exp(s) / np.exp(s).sum()
        loss += np.log(np.exp(s).sum()) - s[y[i]]
        p[y[i]] -= 1
        dW += np.outer(p, X[:, i])
    reg = np.float32(reg)
    return float(loss / np.float32(m) + reg * (W**2).sum()), dW / np.float32(m) + 2 * reg * W


@softmax_fast.add_right
def single_precision_on_the_way(W, X, y, reg):
    m = X.shape[1]
    S = (W @ X).astype(np.float32)
    S = S - S.max(0)
    E = np.exp(S)
    T = E.sum(0)
    P = E / T
    loss = np.mean(np.log(T) - S[y, np.arange(m)]) + reg * np.sum(W**2)
    P[y, np.arange(m)] -= 1
    return loss, P @ X.T / m + 2 * reg * W


@svm.add_right
def scores_in_single_precision(W, X, y, reg):
    m = X.shape[1]
    S = W.astype("float32") @ X.astype("float32")
    H = np.maximum(0, S - S[y, np.arange(m)] + 1)
    H[y, np.arange(m)] = 0
    G = (H > 0).astype("float32")
    G[y, np.arange(m)] -= G.sum(0)
    return H.sum() / m + reg * np.sum(W * W), G @ X.T / m + 2 * reg * W


@svm_naive.add_right
def the_right_class_counted_and_taken_off(W, X, y, reg):
    m, loss, G = len(y), 0.0, np.zeros_like(W * 1.0)
    for x, c in zip(X.T, y):
        h = np.maximum(W @ x - W[c] @ x + 1, 0)
        loss += h.sum() - 1
        on = (h > 0) * 1.0
        on[c] -= on.sum()
        G += on[:, None] * x
    return loss / m + reg * np.square(W).sum(), G / m + 2 * reg * W


@svm_naive.add_wrong
def classes_that_are_there(W, X, y, reg):
    C, m = y.max() + 1, X.shape[1]
    loss, dW = 0.0, np.zeros(W.shape)
    for i in range(m):
        s = W @ X[:, i]
        for j in range(C):
            margin = s[j] - s[y[i]] + 1
            if j != y[i] and margin > 0:
                loss += margin
                dW[j] += X[:, i]
                dW[y[i]] -= X[:, i]
    return loss / m + reg * np.sum(W**2), dW / m + 2 * reg * W

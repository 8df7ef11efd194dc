# ruff: noqa - written as students write
"""Answers to the three checkpoints about distances."""

import math

import numpy as np
from sklearn.metrics import pairwise_distances

from tests.labs.answers.collection import Answers

two, one, none = Answers(), Answers(), Answers()


@two.add_right
@none.add_legacy
def pixel_by_pixel(X_train, X_test):
    m, n = X_train.shape[1], X_test.shape[1]
    D = np.zeros((n, m))
    for i in range(n):
        for j in range(m):
            s = 0
            for p in range(X_train.shape[0]):
                s += (X_train[p, j] - X_test[p, i]) ** 2
            D[i][j] = math.sqrt(s)
    return D


@two.add_right
@one.add_legacy
@none.add_legacy
def list_of_lists_with_norm(X_train, X_test):
    return np.array([[np.linalg.norm(x - t) for t in X_train.T] for x in X_test.T])


@two.add_right
@one.add_right
def rows_with_norm(X_train, X_test):
    d = []
    for i in range(X_test.shape[1]):
        d.append(np.linalg.norm(X_train - X_test[:, [i]], axis=0))
    return np.array(d)


@two.add_right
@one.add_right
def rows_stacked(X_train, X_test):
    return np.vstack([np.sqrt(((X_train.T - x) ** 2).sum(1)) for x in X_test.T])


@one.add_legacy
@none.add_legacy
def loop_over_the_training_samples(X_train, X_test):
    D = np.empty((X_test.shape[1], X_train.shape[1]))
    for j in range(X_train.shape[1]):
        D[:, j] = np.sqrt(np.sum((X_test - X_train[:, j].reshape(-1, 1)) ** 2, axis=0))
    return D


@two.add_right
@one.add_right
@none.add_right
def three_axes(X_train, X_test):
    return np.sqrt(((X_test[:, :, None] - X_train[:, None, :]) ** 2).sum(axis=0))


@one.add_right
@none.add_right
def products(X_train, X_test):
    a = (X_train**2).sum(0).reshape(1, -1)
    b = (X_test**2).sum(0).reshape(-1, 1)
    return np.maximum(a + b - 2 * np.dot(X_test.T, X_train), 0) ** 0.5


@one.add_right
@none.add_right
def centred_first(X_train, X_test):
    centre = X_train.mean(axis=1, keepdims=True)
    a, b = X_train - centre, X_test - centre
    return np.sqrt(((b**2).sum(0)[:, None] + (a**2).sum(0) - 2 * b.T @ a).clip(min=0))


@one.add_wrong
@none.add_wrong
def below_zero_before_the_root(X_train, X_test):
    a, b = (X_train**2).sum(0), (X_test**2).sum(0)[:, None]
    return np.sqrt(a + b - 2 * X_test.T @ X_train)


@none.add_wrong
def cut_off_after_the_root(X_train, X_test):
    a, b = (X_train**2).sum(0), (X_test**2).sum(0)[:, None]
    return np.maximum(np.sqrt(a + b - 2 * X_test.T @ X_train), 0)


@none.add_right
def einsum_and_abs(X_train, X_test):
    a = np.einsum("ij,ij->j", X_train, X_train)
    b = np.einsum("ij,ij->j", X_test, X_test)
    return np.sqrt(np.abs(b[:, None] + a[None, :] - 2 * (X_test.T @ X_train)))


@none.add_right
def clipped(X_train, X_test):
    D = -2 * X_test.T.dot(X_train)
    D += np.sum(np.square(X_test), axis=0)[:, np.newaxis]
    D += np.sum(np.square(X_train), axis=0)
    return np.sqrt(D.clip(min=0))


@none.add_right
def turned_at_the_end(X_train, X_test):
    G = X_train.T @ X_test
    D = (X_train * X_train).sum(0)[:, None] + (X_test * X_test).sum(0) - 2 * G
    return np.sqrt(np.maximum(0, D)).T


@two.add_right
@none.add_right
def from_sklearn(X_train, X_test):
    return pairwise_distances(X_test.T, X_train.T)


@none.add_wrong
def loops_in_vectorize(X_train, X_test):
    f = np.vectorize(lambda i, j: np.linalg.norm(X_test[:, i] - X_train[:, j]))
    return f(*np.indices((X_test.shape[1], X_train.shape[1])))


@none.add_wrong
def turned_products(X_train, X_test):
    a = (X_train**2).sum(0)
    b = (X_test**2).sum(0)
    return np.sqrt(a[:, None] + b - 2 * X_train.T @ X_test)


@none.add_wrong
def samples_as_rows(X_train, X_test):
    return np.sqrt((X_test**2).sum(1)[:, None] + (X_train**2).sum(1) - 2 * X_test @ X_train.T)


@two.add_wrong
@one.add_wrong
@none.add_wrong
def manhattan(X_train, X_test):
    return pairwise_distances(X_test.T, X_train.T, "cityblock")


@two.add_wrong
@none.add_wrong
def squares(X_train, X_test):
    return pairwise_distances(X_test.T, X_train.T, "sqeuclidean")


@two.add_wrong
def integers(X_train, X_test):
    return pairwise_distances(X_test.T, X_train.T).astype(int)


@two.add_wrong
def into_an_integer_array(X_train, X_test):
    D = np.zeros((X_test.shape[1], X_train.shape[1]), dtype=int)
    for i in range(len(D)):
        for j in range(len(D[0])):
            D[i, j] = np.sqrt(np.sum((X_test[:, i] - X_train[:, j]) ** 2))
    return D


@one.add_wrong
def axis_one(X_train, X_test):
    D = np.zeros((X_test.shape[1], X_train.shape[1]))
    for i in range(X_test.shape[1]):
        D[i] = np.sqrt(np.sum((X_train - X_test[:, i : i + 1]) ** 2, axis=1))
    return D


@one.add_wrong
def column_lost(X_train, X_test):
    D = np.zeros((X_test.shape[1], X_train.shape[1]))
    for i in range(X_test.shape[1]):
        D[i] = np.sqrt(np.sum((X_train - X_test[:, i]) ** 2, axis=0))
    return D

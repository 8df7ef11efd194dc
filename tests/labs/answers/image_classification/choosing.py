# ruff: noqa - written as students write
"""Answers to `search`."""

import numpy as np

from tests.labs.answers.collection import Answers

answers = Answers()
right, wrong = answers.add_right, answers.add_wrong


def _scores(net, X):
    h = np.maximum(0, net["W1"].dot(X) + net["b1"])
    h = np.maximum(0, net["W2"].dot(h) + net["b2"])
    return net["W3"].dot(h) + net["b3"]


@right
def running_best(networks, X_val, y_val):
    best, top, acc = -1, -1, []
    for i, net in enumerate(networks):
        a = (_scores(net, X_val).argmax(0) == y_val).mean()
        acc.append(a)
        if a > top:
            best, top = i, a
    return best, np.array(acc)


@right
def as_a_list(networks, X_val, y_val):
    acc = np.array([np.mean(np.argmax(_scores(n, X_val), axis=0) == y_val) for n in networks])
    return np.argmax(acc), acc


@right
def by_probabilities(networks, X_val, y_val):
    acc = np.zeros(len(networks))
    for i in range(len(networks)):
        S = _scores(networks[i], X_val)
        P = np.exp(S) / np.exp(S).sum(axis=0)
        acc[i] = sum(P.argmax(axis=0) == y_val) / y_val.size
    return int(acc.argmax()), acc


@right
def sorted_stably(networks, X_val, y_val):
    acc = np.array([np.mean(_scores(n, X_val).argmax(axis=0) == y_val) for n in networks])
    return int(np.argsort(-acc, kind="stable")[0]), acc


@wrong
def best_or_equal(networks, X_val, y_val):
    best, top, acc = 0, 0, []
    for i, net in enumerate(networks):
        a = (_scores(net, X_val).argmax(0) == y_val).mean()
        acc.append(a)
        if a >= top:
            best, top = i, a
    return best, np.array(acc)


@wrong
def smallest_loss(networks, X_val, y_val):
    acc, losses = [], []
    for net in networks:
        S = _scores(net, X_val)
        acc.append((S.argmax(0) == y_val).mean())
        S = S - S.max(0)
        losses.append((np.log(np.exp(S).sum(0)) - S[y_val, np.arange(len(y_val))]).mean())
    return int(np.argmin(losses)), np.array(acc)


@wrong
def without_hidden_relu(networks, X_val, y_val):
    acc = []
    for n in networks:
        S = n["W3"] @ (n["W2"] @ (n["W1"] @ X_val + n["b1"]) + n["b2"]) + n["b3"]
        acc.append(np.mean(S.argmax(0) == y_val))
    return int(np.argmax(acc)), np.array(acc)


@wrong
def always_the_last(networks, X_val, y_val):
    return len(networks) - 1, as_a_list(networks, X_val, y_val)[1]


@wrong
def accuracies_alone(networks, X_val, y_val):
    return as_a_list(networks, X_val, y_val)[1]


@wrong
def largest_weights(networks, X_val, y_val):
    sizes = [np.linalg.norm(net["W3"]) for net in networks]
    return int(np.argmax(sizes)), as_a_list(networks, X_val, y_val)[1]


@wrong
def surest(networks, X_val, y_val):
    sure = []
    for net in networks:
        S = _scores(net, X_val)
        P = np.exp(S - S.max(0))
        sure.append((P / P.sum(0)).max(0).mean())
    return int(np.argmax(sure)), as_a_list(networks, X_val, y_val)[1]


@wrong
def first_good_one(networks, X_val, y_val):
    acc = as_a_list(networks, X_val, y_val)[1]
    return int(np.argmax(np.array(acc) >= 0.5)), acc


@wrong
def from_the_second_on(networks, X_val, y_val):
    acc = np.array([np.mean(_scores(n, X_val).argmax(axis=0) == y_val) for n in networks])
    return 1 + np.argmax(acc[1:]), acc

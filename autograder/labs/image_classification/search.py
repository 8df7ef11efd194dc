"""The checkpoint `search`: the best of several networks, and the one that a student chose."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from autograder.checks.exam import Clue
from autograder.labs.changes import begin, change, piece, returns
from autograder.labs.checkpoint import Arguments, Checkpoint, Trained, When
from autograder.labs.mistakes import wrong_answers
from autograder.labs.predicting import logits, network
from helpers.activations import softmax
from helpers.images import fashion_mnist
from helpers.network import cost

HELD_OUT = Path(__file__).with_name("held_out.npz")
AT_LEAST = 0.76
"""Share of new pictures that a network of any reasonable search recognises."""
AT_HOME = 200


@cache
def _mean() -> np.ndarray:
    """The mean picture, which the notebook takes away from all pictures."""
    return np.asarray(fashion_mnist().X_train.mean(axis=1, keepdims=True))


def _prepared(pictures: np.ndarray) -> np.ndarray:
    """As the notebook prepares them; in single precision, which takes half the room."""
    return np.asarray((pictures - _mean()) / 255, np.float32)


def held_out(_generator: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """The pictures that no bundle holds, and their classes."""
    with np.load(HELD_OUT) as stored:
        return _prepared(stored["X"]), stored["y"]


def validation(_generator: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Some of the pictures that students choose with, and their classes."""
    data = fashion_mnist()
    return _prepared(data.X_val[:, :AT_HOME]), data.y_val[:AT_HOME]


def choices(generator: np.random.Generator) -> list[Arguments]:
    """A few networks and many, of several shapes; in some cases two of them are as good.

    In the first, the one before the best is right about half of the pictures and more, too. In
    one, the best is the first; in another, none is ever right; in the last, one picture decides.
    """
    plan = [
        ([2, 3, 3, 2], 2, 5),
        ([3, 4, 3, 3], 3, 12),
        ([4, 5, 4, 4], 5, 20),
        ([2, 6, 4, 3], 4, 40),
        ([5, 8, 6, 10], 6, 60),
        ([3, 5, 5, 3], 7, 30),
    ]
    cases = [_contest(generator, *numbers, good=not n) for n, numbers in enumerate(plan)]
    first = cases[4]["networks"]
    first.insert(0, first.pop(cases[4]["best"]))
    for case in (cases[3], cases[5]):
        networks = case["networks"]
        networks.append({name: array.copy() for name, array in networks[case.pop("best")].items()})
    cases += [_hopeless(generator), _close(generator)]
    return [{name: case[name] for name in ("networks", "X_val", "y_val")} for case in cases]


def _hopeless(generator: np.random.Generator) -> Arguments:
    """Networks of which none is right about any picture."""
    networks = [network(generator, [3, 4, 3, 5], scale=1.0) for _ in range(3)]
    X = 1.5 * generator.standard_normal((3, 7))
    said = np.array([logits(net, X).argmax(axis=0) for net in networks])
    y = [min({*range(5)} - {*classes}) for classes in said.T.tolist()]
    return {"networks": networks, "X_val": X, "y_val": np.array(y)}


def _close(generator: np.random.Generator) -> Arguments:
    """Two networks, the second better by one picture of many, which no rounded share shows."""
    while True:
        networks = [network(generator, [3, 5, 4, 4], scale=1.0) for _ in range(2)]
        X = 1.5 * generator.standard_normal((3, 301))
        first, second = (logits(net, X).argmax(axis=0) for net in networks)
        apart = np.flatnonzero(first != second)
        y = np.where(generator.random(301) < 0.8, first, (first + 1) % 4)
        y[apart] = second[apart]
        y[apart[: (len(apart) - 1) // 2]] = first[apart[: (len(apart) - 1) // 2]]
        if len(apart) % 2 == 0:
            y[apart[-1]] = min({*range(4)} - {first[apart[-1]], second[apart[-1]]})
        shares = [float((said == y).mean()) for said in (first, second)]
        if len(apart) > 20 and round(shares[0], 2) == round(shares[1], 2):
            return {"networks": networks, "X_val": X, "y_val": y}


def _contest(
    generator: np.random.Generator, dims: list[int], count: int, m: int, *, good: bool
) -> Arguments:
    """Networks of which one is clearly the best and another the worst, the best not the first.

    Nothing tells it but what it gets right: others have larger weights, surer scores, a smaller
    loss. Where `good`, the first one is right more often than not.
    """
    while True:
        networks = [network(generator, dims, scale=1.0) for _ in range(count)]
        X = 1.5 * generator.standard_normal((dims[0], m))
        best = int(generator.integers(1, count))
        surest = int(generator.choice([n for n in range(count) if n != best]))
        for name in ("W3", "b3"):
            # The same classes, but so sure of them that the few wrong ones make a large loss.
            networks[best][name] = 6.0 * networks[best][name]
            networks[surest][name] = 12.0 * networks[surest][name]
        scores = [logits(net, X) for net in networks]
        # Mostly what the best says, so that the others know something too.
        y = np.where(
            generator.random(m) < 0.8,
            scores[best].argmax(axis=0),
            generator.integers(0, dims[-1], m),
        )
        shares = np.array([(one.argmax(axis=0) == y).mean() for one in scores])
        gaps = [np.diff(np.sort(one, axis=0)[-2:], axis=0).min() for one in scores]
        order = np.sort(shares)
        clear = order[-1] > order[-2] and order[0] < order[1]
        losses = [cost(one, y, "softmax") for one in scores]
        sizes = [float(np.linalg.norm(net["W3"])) for net in networks]
        sure = [float(softmax(one).max(axis=0).mean()) for one in scores]
        decoys = best not in (np.argmin(losses), np.argmax(sizes), np.argmax(sure))
        decoys = decoys and (shares[0] >= 0.5 or not good)
        told_apart = clear and min(gaps) > 1e-6 and order[0] > 0 and decoys
        if shares.argmax() == best and told_apart:
            return {"networks": networks, "X_val": X, "y_val": y, "best": best}


RIGHT = "predicted == y_val"
_ACCURACY = f"accuracies[number] = np.mean({RIGHT})"
_LOSS = "np.mean(np.log(np.sum(np.exp(scores), axis=0)) - scores[y_val, np.arange(len(y_val))])"

SEARCH = Checkpoint(
    grade_id="search",
    signature="choose_network(networks, X_val, y_val)",
    outputs=("the number of the best network", "the accuracies"),
    points=15,
    cases=choices,
    weights={"accuracy": 11},  # as much as there may be beside the values
    trained=(Trained("chosen", AT_LEAST, held_out, classes=True, at_home=validation),),
    clues=(
        Clue(
            "number",
            "The accuracies are right: look at how you find the best of them.",
            wrong=("the number of the best network",),
            right=("the accuracies",),
        ),
    ),
    situations=(
        When(
            "equals",
            "It goes wrong when two networks are equally good: the first of them counts.",
            lambda _, expected: int((expected[1] == expected[1].max()).sum()) > 1,
        ),
    ),
    mistakes=wrong_answers(
        "worst: The worst network is chosen: the best has the highest accuracy.",
        change(best="int(np.argmin(accuracies))"),
        "last-of-equals: When two networks are equally good, the last one is chosen: the first one counts.",
        change(best="len(accuracies) - 1 - int(np.argmax(accuracies[::-1]))"),
        "smallest-loss: The network with the smallest loss is chosen: the highest accuracy should decide.",
        change(
            begin("losses = []"),
            piece(_ACCURACY, f"{_ACCURACY}\n        losses.append({_LOSS})"),
            best="int(np.argmin(losses))",
        ),
        "counted-from-one: The number is counted from 1: the first network has number 0.",
        change(best="int(np.argmax(accuracies)) + 1"),
        "errors: These are the shares that the networks get wrong: an accuracy is the share that is right.",
        change(accuracies="np.mean(predicted != y_val)"),
        change(accuracies="np.mean(predicted != y_val)", best="int(np.argmin(accuracies))"),
        "counts: These are numbers of pictures: an accuracy is a share, so divide by how many pictures there are.",
        change(accuracies=f"np.sum({RIGHT})"),
        "percent: The accuracies are in per cent: a share lies between 0 and 1.",
        change(accuracies=f"100 * np.mean({RIGHT})"),
        "rounded: The accuracies are rounded: return them as they are.",
        change(accuracies=f"np.round(np.mean({RIGHT}), 2)"),
        "no-activation: The hidden layers have no ReLU, which makes the whole network linear.",
        change(A1='net["W1"] @ X_val + net["b1"]', A2='net["W2"] @ A1 + net["b2"]'),
        "no-second-activation: The second hidden layer has no ReLU.",
        change(A2='net["W2"] @ A1 + net["b2"]'),
        "no-first-activation: The first hidden layer has no ReLU.",
        change(A1='net["W1"] @ X_val + net["b1"]'),
        "sigmoid-inside: The hidden layers have a sigmoid: the networks were trained with ReLU.",
        change(
            A1='1 / (1 + np.exp(-(net["W1"] @ X_val + net["b1"])))',
            A2='1 / (1 + np.exp(-(net["W2"] @ A1 + net["b2"])))',
        ),
        "tanh-inside: The hidden layers have a tanh: the networks were trained with ReLU.",
        change(
            A1='np.tanh(net["W1"] @ X_val + net["b1"])',
            A2='np.tanh(net["W2"] @ A1 + net["b2"])',
        ),
        "activation-on-the-scores: There is a ReLU on the scores, which makes many of them equal: the last layer has none.",
        change(scores='np.maximum(net["W3"] @ A2 + net["b3"], 0)'),
        "mean-of-the-classes: This is the average of the accuracies of the classes: count the right answers over all pictures.",
        change(
            accuracies="np.mean([np.mean(predicted[y_val == c] == c) for c in np.unique(y_val)])"
        ),
        "no-biases: The biases are left out: every layer should add its own.",
        change(
            A1='np.maximum(net["W1"] @ X_val, 0)',
            A2='np.maximum(net["W2"] @ A1, 0)',
            scores='net["W3"] @ A2',
        ),
        "no-first-bias: The bias of the first layer is left out.",
        change(A1='np.maximum(net["W1"] @ X_val, 0)'),
        "no-last-bias: The bias of the last layer is left out.",
        change(scores='net["W3"] @ A2'),
        "lowest-score: The class with the lowest score is predicted: it should be the highest.",
        change(predicted="np.argmin(scores, axis=0)"),
        "one-network: All networks got the accuracy of a single one: look at what each turn of the loop fills.",
        piece("accuracies[number] = ", "accuracies[:] = "),
        "first-network-only: Only the first network is looked at: does the function return inside the loop?",
        piece(
            "\n    best = int(np.argmax(accuracies))\n    return",
            "\n        best = int(np.argmax(accuracies))\n        return",
        ),
        returns("0, accuracies[:1]"),
        "first-not-looked-at: The first network is left out: look at where the loop begins.",
        returns("best - 1, accuracies[1:]"),
        "not-reset: Each accuracy contains the ones before it: count anew for each network.",
        change(begin("right = 0"), accuracies=f"(right := right + np.sum({RIGHT})) / len(y_val)"),
        "whole-numbers: The accuracies were cut down to whole numbers: fill an array of floats.",
        piece("np.zeros(len(networks))", "np.zeros(len(networks), dtype=int)"),
        returns("best, accuracies.astype(int)"),
        "all-in-order: The numbers of all networks came back, sorted by accuracy: return only that of the best one.",
        returns("np.argsort(accuracies)[::-1], accuracies"),
        returns("np.argsort(-accuracies), accuracies"),
        "last-not-looked-at: The last network is left out: look at where the loop ends.",
        piece("enumerate(networks)", "enumerate(networks[:-1])"),
        "network-returned: The network itself came back: return its number in the list.",
        returns("networks[best], accuracies"),
        "accuracy-returned: The best accuracy came back in place of the number: return where in the list the best network is.",
        returns("np.max(accuracies), accuracies"),
        "number-alone: Only the number came back: return the accuracies as well.",
        returns("best"),
        "accuracies-alone: Only the accuracies came back: return the number of the best network before them.",
        returns("accuracies"),
        "swapped: The accuracies came back first: return the number, then the accuracies.",
        returns("accuracies, best"),
        "best-accuracy-alone: Only the best accuracy came back with the number: return those of all networks.",
        returns("best, np.max(accuracies)"),
        "nothing-returned: The network was chosen, but nothing was returned.",
        returns("None"),
    ),
    hints=(
        "There are two steps: the accuracy of each network, and where the largest one is. Take a single network first, and count by hand what it gets right.",
        "The scores of a network come from its three layers, with a ReLU after the first two. A picture counts as right if its own class has the highest score. The accuracy is the share of the pictures that are right.",
        "If only the accuracy of your own network fails: run the search again after your last change, and look at the plot of all tries. Eight epochs are enough for 80 % if the learning rate is high enough.",
    ),
    section="Exercise 11: choose_network (15 points)",
)

"""The checkpoints `velocity` and `adam_state`: what an optimizer remembers before its first step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.labs.checkpoint import Arguments, Checkpoint, Misconception
from autograder.labs.optimization.nets import LAYERS, Arrays, parameters, varied


def nets(generator: np.random.Generator) -> list[Arguments]:
    """Nets of several depths and widths, some of them with arrays that all have the same shape."""
    fixed = [[2, 1], [1, 1], LAYERS, [3, 3, 3], [6, 1, 4, 2, 3], [1] * 11]
    fresh = [generator.permutation(np.arange(2, 10))[: depth + 2].tolist() for depth in (1, 4)]
    return [{"parameters": parameters(generator, dims)} for dims in fixed + fresh]


def state(value: Callable[[str, np.ndarray], Any]) -> Callable[[Arrays], Arrays]:
    """A dict like the gradients, with what a name and an array of parameters give."""
    return lambda parameters: {f"d{name}": value(name, W) for name, W in parameters.items()}


def renamed(name: Callable[[str, int], str]) -> Callable[[Arrays], Arrays]:
    """Zeros under names of our choice, from a letter and a layer."""
    return lambda parameters: {
        name(key[0], int(key[1:])): np.zeros_like(array) for key, array in parameters.items()
    }


def only(chosen: Callable[[str, int, int], bool]) -> Callable[[Arrays], Arrays]:
    """Zeros for some of the arrays, by letter, layer and last layer."""

    def answer(parameters: Arrays) -> Arrays:
        last = len(parameters) // 2
        return {
            f"d{key}": np.zeros_like(array)
            for key, array in parameters.items()
            if chosen(key[0], int(key[1:]), last)
        }

    return answer


def _small_random(name: str, array: np.ndarray) -> np.ndarray:
    return 0.01 * np.random.default_rng(array.size).standard_normal(array.shape)


def _like_weights(parameters: Arrays) -> Arrays:
    return {f"d{key}": np.zeros_like(parameters[f"W{key[1:]}"]) for key in parameters}


def _like_biases(parameters: Arrays) -> Arrays:
    return {f"d{key}": np.zeros_like(parameters[f"b{key[1:]}"]) for key in parameters}


def _like_the_first(parameters: Arrays) -> Arrays:
    return {f"d{key}": np.zeros_like(parameters[f"{key[0]}1"]) for key in parameters}


MISTAKES: tuple[tuple[str, str, Callable[[Arrays], Any]], ...] = (
    ("ones", "The numbers are ones: nothing has moved yet.", state(lambda _, W: np.ones_like(W))),
    (
        "small-random",
        "The numbers are random: this is a memory, and there is nothing in it yet.",
        state(_small_random),
    ),
    (
        "copied",
        "The numbers are those of the parameters: only their shapes are needed.",
        state(lambda _, W: W.copy()),
    ),
    (
        "keys-of-parameters",
        "The keys are those of the parameters: they should be those of the gradients, dW1, db1, ...",
        renamed(lambda letter, layer: f"{letter}{layer}"),
    ),
    (
        "keys-with-v",
        "The keys begin with a v: they should be those of the gradients, dW1, db1, ...",
        renamed(lambda letter, layer: f"v{letter}{layer}"),
    ),
    (
        "keys-with-vd",
        "The keys have a v in front: they should be just those of the gradients, dW1, db1, ...",
        renamed(lambda letter, layer: f"vd{letter}{layer}"),
    ),
    (
        "lower-case-keys",
        "The weights' keys have small letters: they are dW1, dW2, ...",
        renamed(
            lambda letter, layer: f"d{letter.lower()}{layer}" if letter == "W" else f"db{layer}"
        ),
    ),
    (
        "counted-from-zero",
        "The layers are counted from 0: the first keys are dW1 and db1.",
        renamed(lambda letter, layer: f"d{letter}{layer - 1}"),
    ),
    (
        "counted-from-two",
        "The layers are counted from 2: the first keys are dW1 and db1.",
        renamed(lambda letter, layer: f"d{letter}{layer + 1}"),
    ),
    (
        "keys-without-layer",
        "The keys have no number: every layer has its own, dW1, db1, dW2, ...",
        renamed(lambda letter, layer: f"d{letter}"),
    ),
    (
        "last-layer-missing",
        "The last layer is missing: look at where the loop over the layers ends.",
        only(lambda letter, layer, last: layer < last),
    ),
    (
        "first-layer-only",
        "Only the first layer is there: does the function return inside the loop?",
        only(lambda letter, layer, last: layer == 1),
    ),
    (
        "last-layer-only",
        "Only the last layer is there: is the dict made anew in each turn of the loop?",
        only(lambda letter, layer, last: layer == last),
    ),
    (
        "biases-missing",
        "There is nothing for the biases: they have gradients too.",
        only(lambda letter, layer, last: letter == "W"),
    ),
    (
        "weights-missing",
        "There is nothing for the weights.",
        only(lambda letter, layer, last: letter == "b"),
    ),
    (
        "transposed",
        "The arrays look transposed: each has the shape of its parameters.",
        state(lambda name, W: np.zeros(W.shape[::-1])),
    ),
    (
        "biases-flat",
        "The arrays of the biases are flat: they should have the biases' shape.",
        state(lambda name, W: np.zeros(len(W)) if name[0] == "b" else np.zeros_like(W)),
    ),
    (
        "biases-as-rows",
        "The arrays of the biases are rows: they should have the biases' shape.",
        state(lambda name, W: np.zeros(W.shape[::-1] if name[0] == "b" else W.shape)),
    ),
    (
        "biases-like-weights",
        "The arrays of the biases have the shape of the weights: make them like the biases.",
        _like_weights,
    ),
    (
        "weights-like-biases",
        "The arrays of the weights have the shape of the biases: make them like the weights.",
        _like_biases,
    ),
    (
        "all-like-the-first",
        "All arrays have the shapes of the first layer: the number in the key should change with the layer.",
        _like_the_first,
    ),
    (
        "numbers",
        "There is one number for each array: there should be one for each of its entries.",
        state(lambda name, W: 0.0),
    ),
    (
        "shapes",
        "These are shapes: arrays of these shapes are asked.",
        state(lambda name, W: W.shape),
    ),
)
"""An id, a sentence, and one dict that is wrong."""


VELOCITY = Checkpoint(
    grade_id="velocity",
    signature="initialize_velocity(parameters)",
    outputs=("v",),
    points=5,
    cases=nets,
    misconceptions=(
        *(Misconception(*mistake) for mistake in MISTAKES),
        Misconception(
            "as-a-list",
            "The arrays came back in a list: a dict is asked.",
            varied(lambda right, parameters: list(right(parameters).values())),
            varies=True,
        ),
        Misconception(
            "nothing-returned", "The dict was made, but never given back.", lambda parameters: None
        ),
    ),
)


def _in_one_dict(right: Callable[[Arrays], tuple[Arrays, Arrays]], parameters: Arrays) -> Arrays:
    v, s = right(parameters)
    return {f"v{key}": array for key, array in v.items()} | {f"s{key}": s[key] for key in s}


ADAM_STATE = Checkpoint(
    grade_id="adam_state",
    signature="initialize_adam(parameters)",
    outputs=("v", "s"),
    points=5,
    cases=nets,
    misconceptions=(
        *(
            Misconception(name, sentence, lambda p, wrong=wrong: (wrong(p), wrong(p)))
            for name, sentence, wrong in MISTAKES
        ),
        *(
            Misconception(
                f"{name}-in-s",
                f"In s only: {sentence[0].lower()}{sentence[1:]}",
                varied(lambda right, p, wrong=wrong: (right(p)[0], wrong(p))),
                varies=True,
            )
            for name, sentence, wrong in MISTAKES
            if name in ("ones", "copied", "keys-of-parameters", "biases-missing", "transposed")
        ),
        Misconception(
            "in-one-dict",
            "Both memories are in one dict: they should be two, with the same keys.",
            varied(_in_one_dict),
            varies=True,
        ),
        Misconception(
            "joined-by-name",
            "Both memories are in one dict, under the keys v and s: return the two, one after the other.",
            varied(lambda right, p: dict(zip("vs", right(p), strict=True))),
            varies=True,
        ),
        Misconception(
            "four-dicts",
            "There are four dicts: there should be two, each with the arrays of weights and biases.",
            varied(
                lambda right, p: tuple(
                    {key: made[key] for key in made if key[1] == letter}
                    for made in right(p)
                    for letter in "Wb"
                )
            ),
            varies=True,
        ),
        Misconception(
            "parameters-first",
            "The parameters came back first: v and s are asked.",
            varied(lambda right, parameters: (parameters, *right(parameters))),
            varies=True,
        ),
        Misconception(
            "nothing-returned",
            "The dicts were made, but never given back.",
            lambda parameters: None,
        ),
    ),
)

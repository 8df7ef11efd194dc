"""Parameters of a net: cases, and the mistakes in their keys and shapes."""

from __future__ import annotations

import numpy as np

from autograder.labs.changes import piece, returns
from autograder.labs.checkpoint import Arguments
from autograder.labs.mistakes import wrong_answers


def shapes(generator: np.random.Generator) -> list[Arguments]:
    """Layers of several depths and widths; no two neighbours alike."""
    fixed = [[2, 1], [3, 5, 2], [2, 10, 5, 1], [6, 1, 4, 2, 3]]
    fresh = [generator.permutation(np.arange(2, 12))[: depth + 2].tolist() for depth in (1, 3, 4)]
    return [{"layers_dims": dims} for dims in fixed + fresh]


def widths(_: np.random.Generator) -> tuple[Arguments, Arguments]:
    """The same depth, with narrow layers and with wide ones."""
    return {"layers_dims": [4, 6, 5, 3]}, {"layers_dims": [120, 160, 140, 130]}


def crowded(generator: np.random.Generator) -> Arguments:
    """Layers so wide that a loop over their units takes long, and never the same."""
    return {"layers_dims": [2, int(generator.integers(390_000, 410_000)), 1]}


def _dict(key: str = "k", array: str = "v", only: str = "") -> str:
    """The parameters with other keys or other arrays, or only some of them."""
    condition = f" if {only}" if only else ""
    return f"{{{key}: {array} for k, v in parameters.items(){condition}}}"


STRUCTURE = wrong_answers(
    "transposed: The weights look transposed: W[l] has a row for each unit of layer l, and a column for each of its inputs.",
    returns(_dict(array='v.T if k[0] == "W" else v')),
    "last-layer-missing: The last layer has no parameters: look at where the loop over the layers ends.",
    returns(_dict(only="int(k[1:]) < len(layers_dims) - 1")),
    "counted-from-zero: The layers are counted from 0: the input is layer 0 and has no parameters, so the first key is W1.",
    returns(_dict(key='f"{k[0]}{int(k[1:]) - 1}"')),
    piece("range(1, len(layers_dims))", "range(len(layers_dims))"),
    "first-layer-missing: The first layer has no parameters: look at where the loop over the layers begins.",
    returns(_dict(only='k[1:] != "1"')),
    "only-one-layer: Only the first layer has parameters: does the function return inside the loop?",
    returns(_dict(only='k[1:] == "1"')),
    "nothing-in-the-dict: The dict is empty: does the loop over the layers run at all, and is the dict filled before it is returned?",
    returns("{}"),
    "weights-overwritten: Weights and biases share a key, so the biases replaced the weights: give each a key of its own.",
    returns(_dict(key='k.replace("b", "W")', only='k[0] == "b"')),
    "biases-missing: There are weights but no biases: each layer has a b as well.",
    returns(_dict(only='k[0] == "W"')),
    "biases-as-rows: The biases are rows: samples are columns here, so b[l] is a column with one entry for each unit.",
    returns(_dict(array='v.T if k[0] == "b" else v')),
    "biases-flat: The biases are flat vectors: give them a second axis, so that b[l] is a column.",
    returns(_dict(array='v.ravel() if k[0] == "b" else v')),
    "biases-sized-by-inputs: The biases have one entry for each input of the layer: they need one for each of its units.",
    returns(_dict(array='np.zeros((layers_dims[int(k[1:]) - 1], 1)) if k[0] == "b" else v')),
    "lower-case-keys: The weights have lower-case keys: the keys are W1, b1, W2, b2, ...",
    returns(_dict(key="k.lower()")),
    "as-a-list: The parameters came back as a list: put them into a dict with the keys W1, b1, ...",
    returns("list(parameters.values())"),
    "nothing-returned: The parameters were made, but never returned.",
    returns("None"),
)
"""For every function that makes parameters."""

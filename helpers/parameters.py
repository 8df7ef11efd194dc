"""The parameters of a network: a dict of arrays by name, or the same numbers as one column theta.

"W{l}" has shape (n_l, n_{l-1}), "b{l}" has shape (n_l, 1); the gradients are "dW{l}" and "db{l}",
so the functions here take a prefix: "" for parameters, "d" for gradients. Theta holds W1, b1, W2,
b2, ..., each row by row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from helpers.activations import Array

Parameters: TypeAlias = dict[str, Array]


def names(layers: int, prefix: str = "") -> list[str]:
    """Names of the arrays in the order in which theta holds them: W1, b1, W2, b2, ...

    Parameters
    ----------
    layers : int
        Number of layers with weights, L.
    prefix : str
        "" for parameters, "d" for gradients.
    """
    return [f"{prefix}{letter}{layer}" for layer in range(1, layers + 1) for letter in "Wb"]


def shapes(layers_dims: Sequence[int], prefix: str = "") -> dict[str, tuple[int, int]]:
    """The shape that each array should have, by name.

    Parameters
    ----------
    layers_dims : sequence of int
        [n_x, n_1, ..., n_L].
    prefix : str
        "" for parameters, "d" for gradients.
    """
    expected = {}
    for layer, (n_in, n_out) in enumerate(pairwise(layers_dims), start=1):
        expected[f"{prefix}W{layer}"] = (n_out, n_in)
        expected[f"{prefix}b{layer}"] = (n_out, 1)
    return expected


def count_layers(values: Mapping[str, Array], prefix: str = "") -> int:
    """Number of layers L in a dict of parameters or gradients, which may hold other keys too.

    Raises
    ------
    ValueError
        There is no "W1".
    """
    layers = 0
    while f"{prefix}W{layers + 1}" in values:
        layers += 1
    if layers == 0:
        found = ", ".join(map(str, values)) or "nothing"
        raise ValueError(f"there should be {prefix}W1, {prefix}b1, ..., got {found}")
    return layers


def layers_dims(parameters: Mapping[str, Array]) -> list[int]:
    """The layer sizes [n_x, n_1, ..., n_L] of parameters, whose shapes are checked on the way.

    Parameters
    ----------
    parameters : dict
        "W{l}" of shape (n_l, n_{l-1}) and "b{l}" of shape (n_l, 1).

    Raises
    ------
    ValueError
        An array is missing or does not fit the others; the message names it.
    """
    layers = count_layers(parameters)
    first = np.asarray(parameters["W1"])
    if first.ndim != 2:
        raise ValueError(f"W1 should have two dimensions, got shape {first.shape}")
    dims = [first.shape[1]]
    for layer in range(1, layers + 1):
        bias = np.asarray(_get(parameters, f"b{layer}"))
        # The biases give the sizes: (n, 1) has no transposed twin that could be meant, W has.
        dims.append(max(bias.shape, default=1))
    if first.shape[0] != dims[1] and first.shape[1] == dims[1]:
        dims[0] = first.shape[0]
    check_shapes(parameters, dims)
    return dims


def check_shapes(values: Mapping[str, Array], layers_dims: Sequence[int], prefix: str = "") -> None:
    """Check that every array is there and has the shape that the layer sizes ask for.

    Parameters
    ----------
    values : dict
        Parameters, or gradients with `prefix` "d". Other keys are not looked at.
    layers_dims : sequence of int
        [n_x, n_1, ..., n_L].

    Raises
    ------
    ValueError
        One sentence, such as "W2 should have shape (3, 5), got (5, 3): it looks transposed".
    """
    for name, expected in shapes(layers_dims, prefix).items():
        shape = np.shape(_get(values, name))
        if shape != expected:
            raise ValueError(
                f"{name} should have shape {expected}, got {shape}{_hint(shape, expected)}"
            )


def flatten(values: Mapping[str, Array], prefix: str = "") -> Array:
    """Write parameters (or gradients) one below the other into one column.

    Parameters
    ----------
    values : dict
        "W{l}" and "b{l}", or with `prefix` "d" the gradients "dW{l}" and "db{l}", in any order.

    Returns
    -------
    ndarray of shape (n, 1)
    """
    arrays = [
        np.reshape(_get(values, name), -1) for name in names(count_layers(values, prefix), prefix)
    ]
    return np.concatenate(arrays, dtype=np.float64).reshape(-1, 1)


def unflatten(
    theta: Array, layers_dims: Sequence[int], prefix: str = "", copy: bool = True
) -> Parameters:
    """Cut a column into parameters (or gradients): the inverse of `flatten`.

    Parameters
    ----------
    theta : ndarray of shape (n, 1)
    layers_dims : sequence of int
        [n_x, n_1, ..., n_L].
    prefix : str
        "" for parameters, "d" for gradients.
    copy : bool
        False gives views: they follow theta when it changes, and the other way round.

    Raises
    ------
    ValueError
        Theta has not as many numbers as these layers need.
    """
    expected = shapes(layers_dims, prefix)
    needed = sum(rows * columns for rows, columns in expected.values())
    if theta.shape != (needed, 1):
        expected_shape = f"theta should have shape {(needed, 1)} for layers {list(layers_dims)}"
        raise ValueError(f"{expected_shape}, got {theta.shape}")
    values, start = {}, 0
    for name, (rows, columns) in expected.items():
        part = theta[start : start + rows * columns].reshape(rows, columns)
        values[name] = part.copy() if copy else part
        start += rows * columns
    return values


def _get(values: Mapping[str, Array], name: str) -> Array:
    if name not in values:
        raise ValueError(f"{name} is missing, there are {', '.join(map(str, values))}")
    return values[name]


def _hint(shape: tuple[int, ...], expected: tuple[int, int]) -> str:
    if shape == expected[::-1]:
        return ": it looks transposed"
    if len(shape) == 1 and shape[0] == expected[0] * expected[1]:
        return ": a dimension is missing"
    return ""

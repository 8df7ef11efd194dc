"""Laying an answer beside the expected one: what can be compared, and what its form lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from autograder.checks.comparing.comparison import Leaf, agrees
from autograder.checks.comparing.structure import Fault, laid
from autograder.checks.plain import Tree


def align(expected: Tree, got: Tree, outputs: Sequence[str]) -> tuple[list[Leaf], list[Fault]]:
    """Lay an answer beside the expected one.

    Parameters
    ----------
    expected : tree
        One output, or a tuple of them, or a list of these for each step; see `Case`.
    got : tree
        What the function returned; for several steps, a list. Values after the ones asked for are
        left out.
    outputs : sequence of str
        Names of the outputs, for messages.

    Returns
    -------
    leaves : list of Leaf
        What can be compared, in the expected shape.
    faults : list of Fault
        What is wrong with the structure.
    """
    leaves: list[Leaf] = []
    faults: list[Fault] = []
    for item in laid(expected, got, outputs):
        (leaves if isinstance(item, Leaf) else faults).append(item)  # type: ignore[arg-type]
    if any(_is_single(leaf.got) for leaf in leaves):
        # A number that was computed in single precision may have become a Python float.
        leaves = [
            replace(leaf, got=leaf.got.astype(np.float32)) if _is_number(leaf.got) else leaf
            for leaf in leaves
        ]
    return leaves, faults


def _is_single(got: object) -> bool:
    return isinstance(got, np.ndarray) and got.dtype == np.float32


def _is_number(got: object) -> bool:
    return isinstance(got, np.ndarray) and got.dtype == np.float64 and got.size == 1


def agree(expected: Tree, got: Tree, outputs: Sequence[str], rtol: float) -> bool:
    """Whether `align` finds no fault and no leaf that differs; looks no further than to the first.

    Parameters
    ----------
    expected, got, outputs
        See `align`.
    rtol : float
        See `disagreement`.
    """
    return all(
        isinstance(item, Leaf) and agrees(item, rtol) for item in laid(expected, got, outputs)
    )


def leaves(expected: Tree, got: Tree, outputs: Sequence[str]) -> Iterator[Leaf]:
    """The leaves of `align`, one after the other."""
    return (item for item in laid(expected, got, outputs) if isinstance(item, Leaf))

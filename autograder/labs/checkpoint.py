"""What an author says about a checkpoint; the right answer stands in the source notebook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checks.plain import Tree

Arguments = dict[str, Tree]
Function = Callable[..., Any]


@dataclass(frozen=True)
class Misconception:
    """A wrong answer that students give, and a sentence that helps without giving the answer away.

    `function` has the exercise's signature. With `varies=True` it is made from the reference: it
    takes that function and returns the wrong one.
    """

    id: str
    sentence: str
    function: Function
    varies: bool = False

    def made_from(self, reference: Function) -> Function:
        """The wrong answer itself."""
        return self.function(reference) if self.varies else self.function


@dataclass(frozen=True)
class Trained:
    """Something trained, handed in as ``check(..., parameters={key: ...})``.

    It should get the share `at_least` of the points right that `points` draws: X, labels (1, m).
    """

    key: str
    at_least: float
    points: Callable[[np.random.Generator], tuple[np.ndarray, np.ndarray]]


@dataclass(frozen=True)
class Checkpoint:
    """One graded exercise.

    Attributes
    ----------
    grade_id : str
        The grade_id of its test cell.
    signature : str
        The function to write, such as ``initialize_parameters_he(layers_dims, rng)``.
    outputs : tuple of str
        What the function returns, in the field's words.
    cases : callable
        Draws the arguments of every case from a generator, small cases first.
    misconceptions : tuple of Misconception
    random : bool
        Whether the function draws numbers from an argument ``rng``: its outputs are then judged by
        their distribution, and *reproducible* is a criterion.
    growth : callable or None
        Draws a small and a large input; then *vectorised* is a criterion.
    growing : str
        What grows between them, in the plural.
    may_change : tuple of str
        Arguments that the function may write to.
    rtol : float
        Relative tolerance of the values.
    grid : callable or None
        Draws one more case whose points cover a grid: its arguments, rows and columns.
    trained : Trained or None
    figures : int
        How many plots of a decision boundary are handed in as ``figure``.
    """

    grade_id: str
    signature: str
    outputs: tuple[str, ...]
    cases: Callable[[np.random.Generator], Sequence[Arguments]]
    misconceptions: tuple[Misconception, ...]
    random: bool = False
    growth: Callable[[np.random.Generator], tuple[Arguments, Arguments]] | None = None
    growing: str = "the input"
    may_change: tuple[str, ...] = ()
    rtol: float = 1e-7
    grid: Callable[[np.random.Generator], tuple[Arguments, tuple[int, int]]] | None = None
    trained: Trained | None = None
    figures: int = 0

    @property
    def function(self) -> str:
        """Name of the function to write."""
        return self.signature.partition("(")[0]


def rng(seed: int) -> Mapping[str, int]:
    """Stands for ``numpy.random.default_rng(seed)`` among a case's arguments."""
    return {"rng": seed}

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

    `function` has the exercise's signature; those of `also` make the same mistake in another way.
    With `varies=True` each is made from the reference: it takes that function and returns the wrong
    one.
    """

    id: str
    sentence: str
    function: Function
    varies: bool = False
    also: tuple[Function, ...] = ()

    def made_from(self, reference: Function) -> list[Function]:
        """The wrong answers themselves."""
        functions = [self.function, *self.also]
        return [function(reference) for function in functions] if self.varies else functions


@dataclass(frozen=True)
class Bug:
    """A bug to plant in the reference, and a sentence that helps without giving the repair away.

    `right` is a piece of the reference's text that stands there once; `wrong` takes its place.
    """

    id: str
    sentence: str
    right: str
    wrong: str

    def planted_in(self, source: str) -> str:
        """The text with this bug in it.

        Raises
        ------
        ValueError
            The piece to replace is not there, or is there more than once.
        """
        found = source.count(self.right)
        if found != 1:
            raise ValueError(f"the bug {self.id} replaces {self.right!r}, found {found} times")
        return source.replace(self.right, self.wrong)


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
    points : float
        What full marks are worth; its test cell carries the same number.
    cases : callable
        Draws every case from a generator, small cases first. A case is the arguments of a call, in
        the order of the signature (optional ones at its end may be left out), or a list of them for
        several calls in a row: an argument that a later one lacks, and that has the name of one of
        `outputs`, is then what the function itself returned in the call before.
    misconceptions : tuple of Misconception
    variants : tuple of Misconception
        Other answers that are right; the card says which one it met.
    bugs : tuple of Bug
        The function is released with two or three of these planted, in place of a stub. Each is a
        misconception as well.
    bounds : callable or None
        Takes a case's arguments and an answer to it, ours or a misconception's, and returns what to
        compare with: with a `Within` for what is itself round-off.
    random : bool
        Whether the function draws numbers from an argument ``rng``: its outputs are then judged by
        their distribution, and *reproducible* is a criterion. The last case is drawn again for it.
    partition : tuple of str
        Names of the two arguments whose columns the function divides into batches, at random. A
        case is then several calls with the same arguments but for ``rng``; see `checks.batches`.
    growth : callable or None
        Draws a small and a large input; then *vectorised* is a criterion.
    growing : str
        What grows between them, in the plural.
    bulk : callable or None
        Draws a far larger input, at which a loop takes half a second or more: at grading the
        processor time that it takes confirms what was counted.
    may_change : tuple of str
        Arguments that the function may write to.
    rtol : float
        Relative tolerance of the values.
    grid : callable or None
        Draws one more case whose points cover a grid: its arguments, rows and columns.
    trained : tuple of Trained
    figures : int
        How many plots of a decision boundary are handed in as ``figure``.
    """

    grade_id: str
    signature: str
    outputs: tuple[str, ...]
    points: float
    cases: Callable[[np.random.Generator], Sequence[Arguments | list[Arguments]]]
    misconceptions: tuple[Misconception, ...]
    variants: tuple[Misconception, ...] = ()
    bugs: tuple[Bug, ...] = ()
    bounds: Callable[[Arguments, Tree], Tree] | None = None
    random: bool = False
    partition: tuple[str, ...] = ()
    growth: Callable[[np.random.Generator], tuple[Arguments, Arguments]] | None = None
    growing: str = "the input"
    bulk: Callable[[np.random.Generator], Arguments] | None = None
    may_change: tuple[str, ...] = ()
    rtol: float = 1e-7
    grid: Callable[[np.random.Generator], tuple[Arguments, tuple[int, int]]] | None = None
    trained: tuple[Trained, ...] = ()
    figures: int = 0

    @property
    def function(self) -> str:
        """Name of the function to write."""
        return self.signature.partition("(")[0]


def rng(seed: int) -> Mapping[str, int]:
    """Stands for ``numpy.random.default_rng(seed)`` among a case's arguments."""
    return {"rng": seed}

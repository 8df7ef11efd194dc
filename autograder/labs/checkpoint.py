"""What an author says about a checkpoint; the right answer stands in the source notebook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.checks.exam import Clue
from autograder.checks.plain import Tree
from autograder.labs.mistakes import Variant, WrongAnswer

Arguments = dict[str, Tree]
Function = Callable[..., Any]


@dataclass(frozen=True)
class Trained:
    """Something trained, handed in as ``check(..., parameters={key: ...})``.

    It should get the share `at_least` of the points right that `points` draws: X, labels (1, m).
    The student's function is asked for them; where `classes`, the net's largest output is looked at
    without it, and the labels are (m,). At home the points are those of `at_home`, if there is one.
    """

    key: str
    at_least: float
    points: Callable[[np.random.Generator], tuple[np.ndarray, np.ndarray]]
    classes: bool = False
    at_home: Callable[[np.random.Generator], tuple[np.ndarray, np.ndarray]] | None = None


@dataclass(frozen=True)
class When:
    """A `Situation`: which cases are in it is told by their arguments and the right answer.

    Of a case with several calls, the first one counts.
    """

    id: str
    sentence: str
    holds: Callable[[Arguments, Tree], bool]
    exactly: bool = True


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
    mistakes : tuple of WrongAnswer
    variants : tuple of Variant
        Other answers that are right; the card says which one it met.
    bugs : tuple of WrongAnswer
        The function is released with two or three of these planted, in place of a stub. Any of them
        go together. Each is a mistake as well.
    situations : tuple of When
        In which an answer may fail that is right elsewhere, the narrowest first.
    clues : tuple of Clue
        Where to look, by which outputs are wrong and which are right in every case.
    bounds : callable or None
        Takes a case's arguments and an answer to it, ours or a wrong one, and returns what to
        compare with: with a `Within` for what is itself round-off.
    random : bool
        Whether the function draws numbers from an argument ``rng``: its outputs are then judged by
        their distribution, and *reproducible* is a criterion. The last case is drawn again for it.
    partition : tuple of str
        Names of the two arguments whose columns the function divides into batches, at random. A
        case is then several calls with the same arguments but for ``rng``; see `checks.batches`.
    masked : tuple of str
        Names of the two arguments of which the function drops entries at random: the array, and the
        share to keep. A case is then several calls with the same arguments but for ``rng``, and no
        entry of its array is 0; see `checks.comparing.masks`.
    extremes : callable or None
        Draws more cases, in which numbers are extreme; then *stable* is a criterion.
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
    bowl : callable or None
        Draws one more case, the second, of several steps of two parameters, W1 and b1, down the bowl
        ``(a W1**2 + b b1**2) / 2``: its list of arguments, and (a, b).
    trained : tuple of Trained
    figures : int
        How many plots of a decision boundary are handed in as ``figure``.
    weights : mapping of str to int
        What meeting a criterion is worth beside the others, where `checks.criteria.CRITERIA` does not
        fit: such as that of *accuracy*, where what was trained is what the exercise is about.
    hints : tuple of str
        What ``hint`` tells at home, one step after the other: which part to look at, what it should
        do, what often goes wrong or how to try it by hand. In words, and never any code.
    section : str
        The heading in the notebook that explains the exercise, without its marks: the last step.
    """

    grade_id: str
    signature: str
    outputs: tuple[str, ...]
    points: float
    cases: Callable[[np.random.Generator], Sequence[Arguments | list[Arguments]]]
    mistakes: tuple[WrongAnswer, ...]
    variants: tuple[Variant, ...] = ()
    bugs: tuple[WrongAnswer, ...] = ()
    situations: tuple[When, ...] = ()
    clues: tuple[Clue, ...] = ()
    bounds: Callable[[Arguments, Tree], Tree] | None = None
    random: bool = False
    partition: tuple[str, ...] = ()
    masked: tuple[str, ...] = ()
    extremes: Callable[[np.random.Generator], Sequence[Arguments]] | None = None
    growth: Callable[[np.random.Generator], tuple[Arguments, Arguments]] | None = None
    growing: str = "the input"
    bulk: Callable[[np.random.Generator], Arguments] | None = None
    may_change: tuple[str, ...] = ()
    rtol: float = 1e-7
    grid: Callable[[np.random.Generator], tuple[Arguments, tuple[int, int]]] | None = None
    bowl: Callable[[np.random.Generator], tuple[list[Arguments], tuple[float, float]]] | None = None
    trained: tuple[Trained, ...] = ()
    figures: int = 0
    weights: Mapping[str, int] = field(default_factory=dict)
    hints: tuple[str, ...] = ()
    section: str = ""

    @property
    def function(self) -> str:
        """Name of the function to write."""
        return self.signature.partition("(")[0]


def rng(seed: int) -> Mapping[str, int]:
    """Stands for ``numpy.random.default_rng(seed)`` among a case's arguments."""
    return {"rng": seed}

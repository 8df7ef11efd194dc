"""An exam: what a checkpoint asks of a function, and what the right answers are.

At home an exam comes from the public cases in the student's own folder; at grading the judge makes
a fresh one. Both are judged by the same code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.checks.name import CheckpointName
from autograder.checks.plain import Tree


@dataclass(frozen=True)
class Call:
    """One call of one of the functions that were handed in.

    `arguments` maps each parameter's name to its value, in the order of the signature; a value
    ``{"rng": seed}`` stands for ``numpy.random.default_rng(seed)``, ``{"evidence": name}`` (or
    ``[name, key]``) for something that was handed in beside the functions, ``{"function": [name,
    settings]}`` for a function that `autograder.checks.calling.functions` makes.

    Where there is a `then`, the function is called again for each item of it: an argument that the
    item lacks, and that `feeds` names, is what the call before returned in that place.

    Where the work is counted, and where it is to be `unseen`, the function's prints and figures are
    left out.
    """

    arguments: dict[str, Tree]
    then: tuple[dict[str, Tree], ...] = ()
    feeds: tuple[str, ...] = ()
    function: int = 0
    count_work: bool = False
    unseen: bool = False

    def __post_init__(self) -> None:
        for number, step in enumerate(self.then, start=2):
            if lost := [name for name in self.arguments if name not in {*step, *self.feeds}]:
                raise ValueError(f"step {number} has no {lost[0]}, and nothing feeds it")

    @property
    def hands_a_generator(self) -> bool:
        """Whether the function gets a random generator: then no other should decide."""
        return any(is_generator(value) for value in self.arguments.values())


def is_generator(value: Tree) -> bool:
    """Whether a value of an argument stands for a random generator."""
    return isinstance(value, dict) and set(value) == {"rng"}


@dataclass(frozen=True)
class Case:
    """A call with the outputs that a right answer gives.

    `expected` is one output, or a tuple of outputs; where the call has several steps, a list of
    these. A leaf may be a `Sample` of a distribution, or something `Within` a margin; a `Division`
    stands for all batches of all steps, a `Masked` for all that was dropped. `rtol` is relative to
    each expected entry, and a thousandth of it to the largest of its array. A case that is
    `extreme` is judged by the criterion *stable*. Two kinds of answers can be drawn: where the
    points cover a grid, `grid` is its (rows, columns); where two parameters, W1 and b1, go down a
    bowl ``(a W1**2 + b b1**2) / 2`` in several steps, `bowl` is (a, b).
    """

    call: Call
    expected: Tree
    rtol: float = 1e-7
    grid: tuple[int, int] = (0, 0)
    bowl: tuple[float, float] = (0.0, 0.0)
    extreme: bool = False


@dataclass(frozen=True)
class Mistake:
    """A known way to answer, such as a misconception: a sentence, and its answers case by case."""

    id: str
    sentence: str
    answers: Sequence[Tree]


@dataclass(frozen=True)
class Situation:
    """What some of the cases have in common, and what to say where an answer fails in these.

    Where they are `exactly` those in which it fails; else where it fails in one of them.
    """

    id: str
    sentence: str
    cases: tuple[int, ...]
    exactly: bool = True


@dataclass(frozen=True)
class Clue:
    """What to say where some outputs are wrong in some case, and others right in every case.

    Outputs are named as in messages: ``v``, or ``dW2``, or ``dW`` for those of all layers.
    """

    id: str
    sentence: str
    wrong: tuple[str, ...]
    right: tuple[str, ...] = ()


@dataclass(frozen=True)
class Accuracy:
    """The least share of labelled points to get right with a net that was trained and handed in.

    Where there is a `call`, a student's function is asked for labels, of shape (1, m); else the
    classes are those to which the net ``evidence[net[0]][net[1]]`` gives its largest outputs for
    `X`, of shape (n_x, m).
    """

    call: Call | None
    labels: Tree
    at_least: float
    subject: str
    X: Tree = None
    net: tuple[str, ...] = ()


def _nobody(_answers: object) -> None:
    return None


@dataclass(frozen=True)
class Exam:
    """Everything that is asked at one checkpoint.

    Attributes
    ----------
    checkpoint : CheckpointName
    functions : tuple of str
        Names of the functions that `check` is given, in order.
    outputs : tuple of str
        Names of what the function returns.
    points : float
        What full marks are worth.
    cases : tuple of Case
        From small to large: the first one that fails is the one shown.
    growth : tuple of Call
        A small and a large input; vectorised code executes as much Python for either. Or empty.
    draws : tuple of Call
        Twice the same generator, then another one. Or empty, where nothing is random.
    may_change : tuple of str
        Arguments that the function is allowed to write to.
    growing : str
        What grows between the two calls of `growth`, in words.
    accuracies : tuple of Accuracy
        Shares of labelled points to get right with what the student trained.
    figures : int
        How many plots of a decision boundary must be handed in.
    weights : mapping of str to int
        What meeting a criterion is worth, where that is not what it is worth elsewhere.
    repair : bool
        Whether the function was handed out with bugs in it: it earns nothing until its values are
        right.
    variants : callable
        Gives other answers that are right, with a sentence on each.
    mistakes : callable
        Gives the known misconceptions; called only when an answer is wrong.
    together : callable
        Takes the `Answers` to all calls, and gives the two misconceptions that account for them
        together, as one; None where no two are known to.
    probes : tuple of Call
        What else is asked for that, and for nothing else.
    situations : tuple of Situation
        In which an answer may go wrong that is right elsewhere, the narrowest first.
    clues : tuple of Clue
        Where to look, by which outputs are wrong.
    hints : tuple of str
        What `hint` tells at home, step by step. Nothing is judged by it.
    section : str
        The heading in the notebook that explains the exercise.
    """

    checkpoint: CheckpointName
    functions: tuple[str, ...]
    outputs: tuple[str, ...]
    points: float
    cases: tuple[Case, ...]
    growth: tuple[Call, ...] = ()
    growing: str = "the input"
    draws: tuple[Call, ...] = ()
    may_change: tuple[str, ...] = ()
    accuracies: tuple[Accuracy, ...] = ()
    figures: int = 0
    weights: Mapping[str, int] = field(default_factory=dict)
    repair: bool = False
    variants: Callable[[], Sequence[Mistake]] = field(default=tuple)
    mistakes: Callable[[], Sequence[Mistake]] = field(default=tuple)
    together: Callable[[Any], Mistake | None] = field(default=_nobody)
    probes: tuple[Call, ...] = ()
    situations: tuple[Situation, ...] = ()
    clues: tuple[Clue, ...] = ()
    hints: tuple[str, ...] = ()
    section: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "checkpoint", CheckpointName(self.checkpoint))

    @property
    def function(self) -> str:
        return self.functions[0]

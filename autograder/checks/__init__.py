"""The checks that students run: `check` and all that it needs. Ships to students.

Imports NumPy and nothing else of ours; everything may import it.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

from autograder.checks import client, public
from autograder.checks.calling.figures import describe_figures
from autograder.checks.calling.observation import Observation, observe
from autograder.checks.calling.originals import Originals, remember
from autograder.checks.calling.raised import one_line
from autograder.checks.calling.surroundings import usual
from autograder.checks.card import Card
from autograder.checks.channel import JUDGE
from autograder.checks.exam import Call
from autograder.checks.home import tries
from autograder.checks.home.hints import hint
from autograder.checks.home.progress import progress
from autograder.checks.home.report import report
from autograder.checks.home.restore import restore
from autograder.checks.judging import examine, refuse
from autograder.checks.plain import Opaque, Tree, describe, plain
from autograder.checks.words import phrase, say

__all__ = ["Received", "check", "hint", "progress", "report", "restore"]


class Received:
    """Stands where a card stands at home: at grading the verdict comes from the judge."""

    def __repr__(self) -> str:
        return say("check.received")


def check(checkpoint: str, *functions: Callable[..., Any], **evidence: object) -> Card | Received:
    """Check your answer to an exercise.

    Parameters
    ----------
    checkpoint : str
        Name of the exercise, such as ``"initialization.he"``.
    *functions : callable
        The function that you wrote: the function itself, without brackets.
    **evidence
        What else the exercise hands in: a ``figure`` (or several), ``parameters`` that you trained.

    Returns
    -------
    Card
        Shows the verdict: passed, or what is wrong and which mistake it looks like.

    Raises
    ------
    NoSuchCheckpoint
        There is no exercise of this name.
    """
    with Originals(), usual():
        handed_in = {name: _read(name, value) for name, value in evidence.items()}
        problem = "" if functions and all(map(callable, functions)) else _not_a_function(functions)
        shown = answered(checkpoint, functions, handed_in, problem)
        if isinstance(shown, Card) and _in_a_notebook() and JUDGE not in os.environ:
            tries.note(shown.verdict)
        return shown


def _in_a_notebook() -> bool:
    """Whether a kernel runs this, and no test or command."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    return hasattr(shell, "kernel")


def _read(name: str, value: object) -> Tree:
    """What was handed in beside the functions, as plain data; what cannot be read says so."""
    try:
        return describe_figures(value) if name == "figure" else plain(value)
    except Exception as error:  # noqa: BLE001 - the functions are judged all the same
        return Opaque(phrase("thing.unreadable-evidence", error=one_line(error)))


def answered(
    checkpoint: str,
    functions: Sequence[Callable[..., Any]],
    handed_in: dict[str, Tree] | None,
    problem: str,
) -> Card | Received:
    """Let the judge ask some functions where one is listening, else the public cases.

    `handed_in` is what there is beside them, and None where that is not judged; `problem` says why
    they cannot be asked, if so.
    """
    address = os.environ.get(JUDGE)
    if address and client.answer(address, checkpoint, functions, handed_in, problem):
        return Received()
    exam = public.load(checkpoint)
    if problem:
        return Card(refuse(exam, problem, evidence=handed_in is not None))
    return Card.at_home(examine(exam, _Quietly(functions, handed_in), handed_in))


class _Quietly:
    """Calls a student's functions; what they print is shown for the first call only."""

    def __init__(
        self, functions: Sequence[Callable[..., Any]], handed_in: dict[str, Tree] | None
    ) -> None:
        self._functions, self._handed_in, self._asked = functions, handed_in, False

    def __call__(self, call: Call) -> Observation:
        nowhere = contextlib.redirect_stdout(io.StringIO())
        with nowhere if self._asked else contextlib.nullcontext():
            self._asked = True
            return observe(self._functions, call, self._handed_in)


def _not_a_function(functions: tuple[object, ...]) -> str:
    if not functions:
        return phrase("check.no-function")
    given = describe(plain(next(f for f in functions if not callable(f))))
    return phrase("check.not-a-function", given=given)


remember(__name__)

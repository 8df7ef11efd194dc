"""Does a mutant pass a checkpoint? Asked at home, with the public cases, and by the judge."""

from __future__ import annotations

import signal
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from types import FrameType
from typing import Any

import numpy as np

from autograder.checks.calling.observation import Observation, observe
from autograder.checks.exam import Call, Exam
from autograder.checks.judging import Examined, examine
from tests.labs.judging import nothing_replaced, unnamed

SECONDS = 0.4
"""Of the processor, for one call: the slowest right answer takes a fortieth of a second."""


class Endless(BaseException):
    """A call did not come to its end; no `except Exception` takes it for an answer."""


@contextmanager
def limited(function: Callable[..., Any], seconds: float) -> Iterator[None]:
    """Stop a function when it has had its time.

    Raises
    ------
    Endless
        The time is over. Only raised from code in the function's own file, where a loop that never
        ends comes by: a garbage collector's callback, for one, would swallow it.
    """
    file = function.__code__.co_filename

    def stop(_signal: int, frame: FrameType | None) -> None:
        if frame is not None and frame.f_code.co_filename == file:
            raise Endless

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.01)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@dataclass(frozen=True)
class Gate:
    """One exam, put to many answers; at the first case that is not right the answer is out."""

    exam: Exam

    def rejected_at(self, function: Callable[..., Any], first: int | None = None) -> int | None:
        """Number of the part at which an answer fails, or None where it earns full marks.

        Asks the part `first` before the others: an answer fails there that failed there elsewhere.
        """
        numbers = range(len(self._parts))
        order = numbers if first is None else (first, *numbers)
        with nothing_replaced():
            return next((n for n in order if self._fails(self._parts[n], function)), None)

    def asked(self, function: Callable[..., Any]) -> Examined:
        """What the whole exam says of an answer, with the mistake that it looks like."""
        return examine(self.exam, asking(function))

    @cached_property
    def _parts(self) -> list[Exam]:
        """The exam's cases one by one, and then the whole of it."""
        exam = unnamed(self.exam)
        variants = exam.variants()
        parts = [
            replace(
                exam,
                cases=(case,),
                growth=(),
                draws=(),
                accuracies=(),
                variants=lambda number=number: [
                    replace(variant, answers=(variant.answers[number],)) for variant in variants
                ],
            )
            for number, case in enumerate(exam.cases)
        ]
        return [*parts, exam]

    @staticmethod
    def _fails(exam: Exam, function: Callable[..., Any]) -> bool:
        try:
            return examine(exam, asking(function)).verdict.status != "passed"
        except Endless:
            return True


def asking(function: Callable[..., Any]) -> Callable[[Call], Observation]:
    """A way to ask a function, that stops it where it does not end."""

    def ask(call: Call) -> Observation:
        with limited(function, SECONDS), np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return observe([function], call)

    return ask

"""Confirming from outside what only the student's process can measure: how much Python ran.

`checks.work` counts instructions in the student's process, where a cheat could make it count less.
So an answer that reports to be vectorised is asked once more, uncounted, about an input so large
that a loop over it takes many times as long, and the processor time of its processes is looked at
from here, beside that of the right answer on the same machine.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial

import numpy as np

from autograder.checks.calling.observation import Observation, observe
from autograder.checks.comparing.alignment import align
from autograder.checks.comparing.comparison import Leaf
from autograder.checks.exam import Call
from autograder.checks.name import CheckpointName
from autograder.checks.packing import pack
from autograder.checks.plain import Tree
from autograder.course import Course
from autograder.judge.exams import public_seed
from autograder.judge.reference import reference
from autograder.labs import find
from autograder.labs.checkpoint import Function
from autograder.words import phrase

Ask = Callable[[Call], Observation]

TRIES = 3
"""Inputs that a slow answer is asked about: any machine has slow moments."""
TIMES = 6.0
"""Processor time that an answer may take, in what asking the reference takes here, ..."""
BESIDES = 0.03
"""... and seconds besides: the time of a process is told in hundredths of a second."""
LOOPS = phrase("doubt.loops")
UNDONE = phrase("doubt.undone")
_CALLS = 5
"""Calls of the reference, of which the quickest counts: the first ones touch new memory."""
_LARGE = 1
"""Sets these draws apart from those of the exams."""


@dataclass(frozen=True)
class Bulk:
    """A call with a large input, what the reference returns, and the seconds that it may take.

    `function` is the reference; `another` is the next large input: an answer that remembers one has
    no use for it.
    """

    call: Call
    expected: Tree
    outputs: tuple[str, ...]
    random: bool
    function: Function
    limit: float
    another: Callable[[], Bulk]

    def doubts(self, ask: Ask, used: Callable[[], float]) -> Callable[[], str]:
        """Ask for the answer, and tell later what speaks against it having come without a loop.

        Parameters
        ----------
        ask : callable
            Makes the call in the student's process.
        used : callable
            Seconds of processor time that the student's processes have used so far.

        Returns
        -------
        callable
            Tells it: `LOOPS`, `UNDONE`, what the function raised, or nothing. To compare numbers
            takes time, by which who waits would learn what they are like; for the same reason a
            wrong answer is asked as often as a right one.
        """
        large = self
        for _ in range(TRIES):
            before = used()
            seen = ask(large.call)
            taken = used() - before
            # Less than nothing is used where the process has gone, and what it used with it.
            if taken >= 0 and (taken <= large.limit or taken <= large.limit_beside(used)):
                return partial(large.doubt, seen)
            large = large.another()
        return lambda: LOOPS

    def limit_beside(self, used: Callable[[], float]) -> float:
        """The limit as the machine is now; none where a student's process makes it slower."""
        before = used()
        limit = measured(self.function, self.call)
        return limit if abs(used() - before) <= BESIDES else 0.0

    def doubt(self, seen: Observation) -> str:
        """What speaks against a quick answer: that it is none, or that the work was not done."""
        if seen.error:
            return phrase("returns.raised", error=seen.error)
        return "" if self.answered_by(seen) else UNDONE

    def answered_by(self, seen: Observation) -> bool:
        """Whether the work was done: the numbers asked, or numbers as large where they are random.

        One in a thousand may differ: a label on the boundary does from machine to machine.
        """
        leaves, faults = align(self.expected, seen.value, self.outputs)
        with np.errstate(all="ignore"):
            return not any(fault.fatal for fault in faults) and all(map(self._agrees, leaves))

    def _agrees(self, leaf: Leaf) -> bool:
        expected = np.asarray(leaf.expected, float)
        if self.random:
            return bool(np.isclose(leaf.got.std(), expected.std(), rtol=0.1))
        scale = np.abs(expected[np.isfinite(expected)]).max(initial=0.0)
        return bool(np.isclose(leaf.got, expected, rtol=1e-4, atol=1e-4 * scale).mean() > 0.999)


def bulk(course: Course, checkpoint: CheckpointName, seed: int, attempt: int = 0) -> Bulk | None:
    """The first large input of an attempt, drawn once a process; None where a checkpoint has none.

    Raises
    ------
    UnknownCheckpoint, CourseError
        There is no such checkpoint, or its notebook lacks the function.
    """
    if find(checkpoint).bulk is None:
        return None
    return _drawn(course, checkpoint, seed, attempt * TRIES)


@lru_cache(maxsize=16)
def _drawn(course: Course, checkpoint: CheckpointName, seed: int, number: int) -> Bulk:
    subject = find(checkpoint)
    if subject.bulk is None:
        raise ValueError(f"{checkpoint} has no large input")
    generator = np.random.default_rng([seed, public_seed(checkpoint), number, _LARGE])
    function, call = _right(course, checkpoint), Call(subject.bulk(generator), unseen=True)
    return Bulk(
        call,
        observe([function], call).value,
        subject.outputs,
        subject.random,
        function,
        _limit(course, checkpoint),
        partial(_drawn, course, checkpoint, seed, number + 1),
    )


@cache
def _limit(course: Course, checkpoint: CheckpointName) -> float:
    """The limit of a checkpoint's large inputs, measured when the first one of them is drawn.

    Never again, since a student's process may be there then, and make the machine slower.
    """
    bulk = find(checkpoint).bulk
    assert bulk is not None
    generator = np.random.default_rng([public_seed(checkpoint), _LARGE])
    return measured(_right(course, checkpoint), Call(bulk(generator)))


def measured(function: Function, call: Call) -> float:
    """Seconds of processor time in which an answer without a loop comes, by the reference's."""
    return TIMES * min(takes(function, call) for _ in range(_CALLS)) + BESIDES


def _right(course: Course, checkpoint: CheckpointName) -> Function:
    return reference(course, checkpoint.lab, find(checkpoint).function)


def takes(function: Function, call: Call) -> float:
    """Seconds of processor time that a function of ours takes for a call, and for what crosses.

    Nothing that a student hands in comes into it: a call that is about such things fails at once.
    """
    started = time.thread_time()
    seen = observe([function], replace(call, count_work=False))
    pack([call.arguments, seen.to_tree()])  # what crosses is copied there too
    return time.thread_time() - started

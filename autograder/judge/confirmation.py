"""Confirming from outside what only the student's process can measure: how much Python ran.

`checks.work` counts instructions in the student's process, where a cheat could make it count less.
So an answer that reports to be vectorised is asked once more, uncounted, about an input so large
that a loop over it takes many times as long, and the processor time of its processes is looked at
from here.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np

from autograder.checks.alignment import align
from autograder.checks.comparison import Leaf
from autograder.checks.exam import Call
from autograder.checks.name import CheckpointName
from autograder.checks.observation import Observation, observe
from autograder.checks.plain import Tree, pack
from autograder.course import Course
from autograder.judge.exams import public_seed
from autograder.judge.reference import reference
from autograder.labs import find

Ask = Callable[[Call], Observation]

TRIES = 3
"""Inputs that a slow answer is asked about: any machine has slow moments."""
TIMES = 6.0
"""Processor time that an answer may take, in what asking the reference takes here, ..."""
BESIDES = 0.03
"""... and seconds besides: the time of a process is told in hundredths of a second."""
_CALLS = 5
"""Calls of the reference, of which the quickest counts: the first ones touch new memory."""
_LARGE = 1
"""Sets these draws apart from those of the exams."""


@dataclass(frozen=True)
class Bulk:
    """A call with a large input, what the reference returns, and the seconds that it may take.

    `another` is the next one: an answer that remembers an input has no use for it.
    """

    call: Call
    expected: Tree
    outputs: tuple[str, ...]
    random: bool
    limit: float
    another: Callable[[], Bulk]

    def confirms(self, ask: Ask, used: Callable[[], float]) -> Callable[[], bool]:
        """Ask for the answer, and tell later whether it came without a loop over its input.

        Parameters
        ----------
        ask : callable
            Makes the call in the student's process.
        used : callable
            Seconds of processor time that the student's processes have used so far.

        Returns
        -------
        callable
            Tells it. To compare numbers takes time, by which who waits would learn what they are
            like; for the same reason a wrong answer is asked as often as a right one.
        """
        large = self
        for _ in range(TRIES):
            before = used()
            seen = ask(large.call)
            if used() - before <= large.limit:
                return partial(large.answered_by, seen)
            large = large.another()
        return lambda: False

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
        return bool(np.isclose(leaf.got, expected, rtol=1e-4).mean() > 0.999)


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
    call = Call(subject.bulk(generator))
    function = reference(course, checkpoint.lab, subject.function)
    seconds = []
    for _ in range(_CALLS):
        started = time.thread_time()
        seen = observe([function], call)
        pack([call.arguments, seen.to_tree()])  # what crosses is copied there too
        seconds.append(time.thread_time() - started)
    return Bulk(
        call,
        seen.value,
        subject.outputs,
        subject.random,
        TIMES * min(seconds) + BESIDES,
        partial(_drawn, course, checkpoint, seed, number + 1),
    )

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
from autograder.checks.observation import Observation, steps
from autograder.checks.plain import Tree, plain
from autograder.course import Course
from autograder.judge.reference import reference
from autograder.labs import find

Ask = Callable[[Call], Observation]

TIMES = 10.0
"""Processor time that an answer may take, in that of the reference, ..."""
BESIDES = 0.1
"""... and seconds besides, for what it costs to ask."""
TRIES = 3


@dataclass(frozen=True)
class Bulk:
    """A call with a large input, what the reference returns, and the seconds that it may take.

    `another` draws a different one: an answer that remembers an input has no use for it.
    """

    call: Call
    expected: Tree
    outputs: tuple[str, ...]
    random: bool
    limit: float
    another: Callable[[], Bulk]

    def confirms(self, ask: Ask, used: Callable[[], float]) -> bool:
        """Whether an answer to the call comes without a loop over its input.

        Parameters
        ----------
        ask : callable
            Makes the call in the student's process.
        used : callable
            Seconds of processor time that the student's processes have used so far.
        """
        large = self
        for _ in range(TRIES):
            before = used()
            seen = ask(large.call)
            # A wrong answer is asked as often as a right one, so that nobody learns which it is.
            if used() - before <= large.limit:
                return large._answers(seen)
            large = large.another()
        return False

    def _answers(self, seen: Observation) -> bool:
        """Whether the work was done: the numbers asked, or numbers as large where they are random.

        One in a thousand may differ: a label on the boundary does from machine to machine.
        """
        leaves, faults = align(self.expected, seen.value, self.outputs)
        return not any(fault.fatal for fault in faults) and all(map(self._agrees, leaves))

    def _agrees(self, leaf: Leaf) -> bool:
        expected = np.asarray(leaf.expected, float)
        if self.random:
            return bool(np.isclose(leaf.got.std(), expected.std(), rtol=0.1))
        return bool(np.isclose(leaf.got, expected, rtol=1e-4).mean() > 0.999)


@lru_cache(maxsize=64)
def bulk(course: Course, checkpoint: str) -> Bulk | None:
    """A large input of a checkpoint, drawn once a process; None where it has none.

    Raises
    ------
    UnknownCheckpoint, CourseError
        There is no such checkpoint, or its notebook lacks the function.
    """
    return None if find(checkpoint).bulk is None else _drawn(course, checkpoint)


def _drawn(course: Course, checkpoint: str) -> Bulk:
    subject = find(checkpoint)
    if subject.bulk is None:
        raise ValueError(f"{checkpoint} has no large input")
    call = Call(subject.bulk(np.random.default_rng()))
    function = reference(course, checkpoint.partition(".")[0], subject.function)
    for arguments, outputs in steps(call):
        started = time.thread_time()
        outputs.append(function(*arguments.values()))
        limit = TIMES * (time.thread_time() - started) + BESIDES
    another = partial(_drawn, course, checkpoint)
    return Bulk(call, plain(outputs[0]), subject.outputs, subject.random, limit, another)

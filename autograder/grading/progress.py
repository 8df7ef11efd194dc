"""How far a class is, how fast, and how long it will take."""

from __future__ import annotations

import time
from collections.abc import Callable

from autograder.results.class_result import SubmissionResult
from autograder.words.terminal import printable


class Progress:
    """Says a line after each submission.

    Parameters
    ----------
    total : int
        Submissions in the class.
    report : callable
        Is given each line.
    """

    def __init__(self, total: int, report: Callable[[str], object]) -> None:
        self._total, self._report = total, report
        self._graded = 0
        self._held = 0
        self._started = time.monotonic()

    def skip(self, result: SubmissionResult) -> None:  # noqa: ARG002 - one is like another
        """Count a submission whose result still holds."""
        self._held += 1
        if self._held == 1:
            self._report("what was graded before, and has not changed, stays as it is")

    def step(self, result: SubmissionResult, done: int) -> None:
        """Report a submission that is finished."""
        self._graded += 1
        rate = self._graded / max(time.monotonic() - self._started, 1e-9)
        left = (self._total - done) / rate
        score = f"{result.score:g}/{result.max_score:g}"
        self._report(
            f"{done:>{len(str(self._total))}} of {self._total}  "
            f"{printable(result.student)[:24]:24}  {score:>9}  {result.status:8}  "
            f"({rate:.2g} a second, {left:.0f} s left)"
        )

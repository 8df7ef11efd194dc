"""How long a process tree would have run, and had no processor, since others kept it busy."""

from __future__ import annotations

import time
from collections.abc import Callable

PAUSE = 0.1
"""Seconds between two looks at the tree."""


class Starvation:
    """Sums up the time that a busy machine takes from a process tree.

    A tree that makes itself wait, with more processes than there are processors, has all of them
    at work: of the time by the clock, only what it did not spend on a processor may count.

    Parameters
    ----------
    used : callable
        Seconds of processor time that the tree has used so far.
    waited : callable
        Seconds in which its processes would have run so far, and had no processor; those that have
        ended may be missing. None where nobody counts: then nothing is ever taken.
    clock : callable
        Seconds.
    """

    def __init__(
        self,
        used: Callable[[], float],
        waited: Callable[[], float | None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._used, self._waited, self._clock = used, waited, clock
        self._sum = 0.0
        self._before: tuple[float, float, float] | None = None

    def seconds(self) -> float:
        """Seconds so far; what has happened since the last look may be missing for a moment."""
        now = self._clock()
        if self._before is not None and now < self._before[0] + PAUSE:
            return self._sum
        waited = self._waited()
        if waited is None:
            return self._sum
        used = self._used()
        if self._before is not None:
            clock, waited_before, used_before = self._before
            idle = (now - clock) - (used - used_before)
            self._sum += max(0.0, min(waited - waited_before, idle))
        self._before = now, waited, used
        return self._sum

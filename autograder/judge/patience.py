"""How long the judge waits for an answer.

Time is the processor's, which passes less for a process that shares its machine, and is measured
beside what the right answer takes there. For a function that sleeps, no time of the processor
passes: neither used nor waited for. Where nobody counts that, the clock is the last resort.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from autograder.checks.exam import Call
from autograder.settings import Settings
from autograder.words import phrase

PAUSE = 0.1
"""Seconds between two looks at the time: most answers come before the first one."""
_CALL = ("time.call-processor", "time.call-clock")
_CALLS = ("time.calls-processor", "time.calls-clock")
"""Keys of what to say when the processor's time is over, or that of the clock."""
IDLE = 2.0
"""A function may sleep so many times as long as it may use the processor."""


class OutOfTimeError(TimeoutError):
    """An answer did not come in time; `clause` says so, and `idle` is whether nothing ran."""

    def __init__(self, clause: str, *, idle: bool = False) -> None:
        super().__init__(clause)
        self.clause, self.idle = clause, idle


def _unknown() -> None:
    return None


class Patience:
    """The time for the answers of one attempt, and for each of them.

    Parameters
    ----------
    settings : Settings
    used : callable
        Seconds of processor time that the student's processes have used so far.
    takes : callable
        Seconds of processor time that the right answer to a call takes here; asked for only when an
        answer's own time would be over.
    clock : callable
        Seconds.
    starved : callable
        Seconds in which they would have run so far, and had no processor; None where nobody counts.
    """

    def __init__(
        self,
        settings: Settings,
        used: Callable[[], float],
        takes: Callable[[Call], float],
        clock: Callable[[], float] = time.monotonic,
        starved: Callable[[], float | None] = _unknown,
    ) -> None:
        self._settings, self._used, self._takes, self._clock = settings, used, takes, clock
        self._starved = starved
        self._all: Stretch | None = None

    def begin(self, call: Call) -> None:
        """Wait for the answer to a call, from now on."""
        now = self._clock()
        times = self._settings.clock_times
        self._call, self._next = call, now + PAUSE
        self._seconds, self._measured = self._settings.call_seconds, False
        self._one = Stretch(now, _CALL, times)
        if self._all is None:
            self._all = Stretch(now, _CALLS, times)

    def look(self) -> None:
        """Look at the time, unless that was done a moment ago.

        Raises
        ------
        OutOfTimeError
            It is over.
        """
        now = self._clock()
        if self._all is None or now < self._next:
            return
        self._next, used = now + PAUSE, self._used()
        if not self._measured and self._one.over(self._seconds, used, now) is not None:
            self._measured = True
            right = self._settings.call_times * self._takes(self._call)
            self._seconds = max(self._seconds, right)
        whole = max(self._settings.sitting_seconds, self._seconds)
        over = self._one.over(self._seconds, used, now) or self._all.over(whole, used, now)
        over = over or self._idle(whole, used, now)
        if over is not None:
            raise over

    def _idle(self, whole: float, used: float, now: float) -> OutOfTimeError | None:
        """What to raise where nothing has run for long, though a processor was there."""
        assert self._all is not None
        starved = self._starved()
        if starved is None:
            return None
        one = self._one.idle(self._seconds, used + starved, now)
        return one or self._all.idle(whole, used + starved, now)


class Stretch:
    """A stretch of time, in which something may use the processor for some seconds.

    Parameters
    ----------
    began : float
        By the clock. What was used of the processor is counted from the first look on.
    over : tuple of str
        Keys of what to say when it is over, by the processor and by the clock.
    times : float
        By the clock it may take so many times as long.
    """

    def __init__(self, began: float, over: tuple[str, str], times: float) -> None:
        self._began, self._over, self._times = began, over, times
        self._before: float | None = None
        self._wanted: tuple[float, float] | None = None

    def over(self, seconds: float, used: float, now: float) -> OutOfTimeError | None:
        """What to raise where the time is over."""
        self._before = used if self._before is None else self._before
        processor, clock = self._over
        if used - self._before > seconds:
            return OutOfTimeError(phrase(processor, seconds=_told(seconds)))
        if now - self._began > self._times * seconds:
            return OutOfTimeError(phrase(clock, seconds=_told(self._times * seconds)), idle=True)
        return None

    def idle(self, seconds: float, wanted: float, now: float) -> OutOfTimeError | None:
        """The same where for that long no processor was `wanted`, used or not."""
        self._wanted = (wanted, now) if self._wanted is None else self._wanted
        before, since = self._wanted
        if (now - since) - (wanted - before) > IDLE * seconds:
            clause = phrase(self._over[1], seconds=_told(IDLE * seconds))
            return OutOfTimeError(clause, idle=True)
        return None


class Stopwatch:
    """Sums up, by the clock, how long it was used as a context manager."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        # One value, since another thread may read it at any moment.
        self._state: tuple[float, float | None] = (0.0, None)

    def __enter__(self) -> None:
        self._state = (self._state[0], self._clock())

    def __exit__(self, *exception: object) -> None:
        self._state = (self.seconds(), None)

    def seconds(self) -> float:
        """How long until now."""
        before, since = self._state
        return before if since is None else before + self._clock() - since


def _told(seconds: float) -> str:
    return f"{round(seconds, 1):g}"

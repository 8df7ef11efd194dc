"""Watching what processes use: one thread for all that this process has started."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable

import psutil

from autograder.sandbox.ended import phrase
from autograder.sandbox.watch import memory, processor_time
from autograder.settings import GIB, MIB, Settings

_RATE = 8 * GIB
"""Bytes that processes take in a second, when they are quick."""
_SOONEST, _LATEST = 0.02, 0.4
_LINGER = 2.0


class Guard:
    """Kills a process tree when it exceeds its memory, processor time or wall time.

    It is looked at again when it could have taken a gibibyte too much, or its time be over, and not
    before: a look takes longer than a small cell.

    Parameters
    ----------
    pid : int
        The process, by its number on this machine.
    settings : Settings
    kill : callable
        Ends the tree.
    timeout : float, optional
        Seconds from now on; `settings.wall_seconds` when it is left out.

    Attributes
    ----------
    reason : str or None
        The sentence that says what was exceeded.
    most : int
        Bytes of memory that the tree held at most, of the times when it was looked at.
    """

    def __init__(
        self,
        pid: int,
        settings: Settings,
        kill: Callable[[], None],
        *,
        timeout: float | None = None,
    ) -> None:
        self.reason: str | None = None
        self.most = 0
        self._pid, self._settings, self._kill = pid, settings, kill
        self._timeout = settings.wall_seconds if timeout is None else timeout
        self._started = self._next_time = time.monotonic()
        self._looking, self._stopped = threading.Lock(), False
        _WATCHER.add(self, self._pause(0))

    def stop(self) -> None:
        """Look no more; the process goes on as it was."""
        with self._looking:
            self._stopped = True
        _WATCHER.remove(self)

    def look(self) -> float | None:
        """Look once; seconds until the next time, or None where there is no next time."""
        with self._looking:
            if self._stopped:
                return None
            try:
                held = memory(self._pid, self._settings.memory)
                self.most = max(self.most, held)
                self.reason = self._excess(held)
            except (psutil.Error, OSError) as error:
                self.reason = phrase("process.unwatched", error=str(error))
            if self.reason is not None:
                self._kill()
                return None
            return self._pause(held)

    def _excess(self, held: int) -> str | None:
        settings, now = self._settings, time.monotonic()
        if self._timeout is not None and now - self._started > self._timeout:
            return phrase("process.wall", seconds=f"{self._timeout:g}")
        if held > settings.memory:
            return phrase("process.memory", size=settings.memory // MIB)
        if now >= self._next_time:
            left = settings.processor_seconds - processor_time(self._pid)
            if left < 0:
                return phrase("process.processor", seconds=settings.processor_seconds)
            self._next_time = now + left / (os.cpu_count() or 1)
        return None

    def _pause(self, held: int) -> float:
        pause = min(_LATEST, (self._settings.memory + GIB - held) / _RATE)
        if self._timeout is not None:
            pause = min(pause, self._started + self._timeout - time.monotonic())
        return max(_SOONEST, pause)


class _Watcher:
    """The thread, which ends a moment after there is nothing to watch."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._due: dict[Guard, float] = {}
        self._next = 0.0
        self._running = False

    def add(self, guard: Guard, pause: float) -> None:
        with self._changed:
            self._due[guard] = due = time.monotonic() + pause
            if not self._running:
                self._running = True
                threading.Thread(target=self._run, name="sandbox-watch", daemon=True).start()
            elif due < self._next:
                self._changed.notify()

    def remove(self, guard: Guard) -> None:
        with self._changed:
            self._due.pop(guard, None)

    def _run(self) -> None:
        while (guard := self._wait()) is not None:
            pause = guard.look()
            with self._changed:
                if pause is None:
                    self._due.pop(guard, None)
                elif guard in self._due:
                    self._due[guard] = time.monotonic() + pause

    def _wait(self) -> Guard | None:
        """Whom to look at now; None where nobody came for a while."""
        with self._changed:
            idle = time.monotonic() + _LINGER
            while True:
                now = time.monotonic()
                if not self._due and now >= idle:
                    self._running = False
                    return None
                first = min(self._due, key=self._due.__getitem__, default=None)
                self._next = idle if first is None else self._due[first]
                if first is not None and self._next <= now:
                    return first
                self._changed.wait(self._next - now)


_WATCHER = _Watcher()


def _renew() -> None:
    """A forked process watches what it starts itself, with a thread of its own."""
    global _WATCHER
    _WATCHER = _Watcher()


os.register_at_fork(after_in_child=_renew)

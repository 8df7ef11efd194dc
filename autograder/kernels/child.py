"""A process forked from a zygote, seen from outside: watched, ended, and asked how it ended."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

from autograder.kernels.connection import Child, Ends, introduced
from autograder.sandbox.limits import Limits, reason
from autograder.sandbox.watch import Watch

DEATH = 5.0
"""Seconds that a killed process has to end."""


class Offspring:
    """A process that nobody but the zygote is the parent of.

    Parameters
    ----------
    ends : Ends
        What it was given; closed with it.
    limits : Limits
    bury : callable
        Asks the zygote for the exit status, once.
    home : Path or None
        Its working folder where there is no sandbox; the folder above is removed with it.
    folders : Path
        Count, with what lies in them, as its disk.
    """

    def __init__(
        self,
        ends: Ends,
        limits: Limits,
        bury: Callable[[], int],
        home: Path | None = None,
        *folders: Path,
    ) -> None:
        self._ends, self._limits, self._bury, self._home = ends, limits, bury, home
        self._killed: str | None = None
        self._died, self._buried = "", False
        self._status: int | None = None
        self._process = Child(introduced(ends.talk))
        self._watch = Watch(self._process, limits, folders=folders, kill=lambda _: self._kill())
        self._watch.start()

    @property
    def died(self) -> str:
        """Why it is gone, in one sentence; empty while it is not."""
        if not self._died and self._process.poll() is not None:
            self._note()
        return self._died

    def close(self) -> None:
        """End it and all that it started, at once."""
        self._kill()
        self._watch.stop()
        self._bury_once()
        self._process.close()
        self._ends.close()
        if self._home is not None:
            shutil.rmtree(self._home.parent, ignore_errors=True)

    def _kill(self) -> None:
        if self._home is None:
            self._process.signal(signal.SIGKILL)
        elif not self._buried:  # without a sandbox there is no namespace that ends with it
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def _bury_once(self) -> int | None:
        """The exit status; None where the process does not end."""
        if not self._buried and self._process.wait(DEATH):
            self._kill()
            self._buried = True
            self._status = self._bury()
        return self._status

    def _end(self, why: str) -> None:
        self._killed = self._killed or why
        self._kill()

    def _note(self) -> None:
        """Find out why it ended."""
        self._process.wait(DEATH)
        self._watch.stop()
        status = self._bury_once()
        how = reason(-signal.SIGKILL if status is None else status, self._limits)
        self._died = self._watch.reason or self._killed or how

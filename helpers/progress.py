"""A line that tells how far a long computation is: in a notebook, in a terminal, or not at all.

A notebook gets one output, whose last text says only what is the same in every run, so that a rerun
can be compared with it; while tests run (pytest, nbval, CI) it is written once, at the end, because
an output that changes itself cannot be compared. A terminal gets one line on standard error.
Anywhere else nothing is written.
"""

from __future__ import annotations

import os
import sys
import time
from types import TracebackType
from typing import Any

from helpers import notebook

INTERVAL = 0.1
"""Seconds between two changes of the line; also how long to wait before it first appears."""


class Progress:
    """Progress through `total` steps of something called `label`; without a label nothing is shown.

    Use it as a context manager and call `update` after each step.
    """

    def __init__(self, total: int, label: str | None = None) -> None:
        self.total = total
        self.label = label
        self.done = 0
        self._next = 0.0
        self._started = 0.0
        self._handle: Any = None
        self._notebook = label is not None and _in_notebook()
        self._terminal = label is not None and not self._notebook and sys.stderr.isatty()
        self._live = (self._notebook or self._terminal) and not _in_tests()

    def __enter__(self) -> Progress:
        self._started = time.monotonic()
        self._next = self._started + INTERVAL
        return self

    def update(self, done: int, cost: float) -> None:
        """Say that `done` steps are done and what the cost is now."""
        self.done = done
        if not self._live:
            return
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + INTERVAL
        left = (now - self._started) / done * (self.total - done)
        self._show(
            f"{self.label}: {done} of {self.total} epochs, cost {cost:.4f}, {left:.0f} s left"
        )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._notebook or (self._terminal and self._live):
            self._show(f"{self.label}: {self.done} of {self.total} epochs")
        if self._terminal and self._live:
            print(file=sys.stderr)

    def _show(self, text: str) -> None:
        if self._terminal:
            # \033[K clears what a longer line left behind.
            print(f"\r{text}\033[K", end="", file=sys.stderr, flush=True)
            return
        from IPython.display import display

        bundle = {"text/plain": text}
        if self._handle is None:
            self._handle = display(bundle, raw=True, display_id=True)  # type: ignore[no-untyped-call]
        else:
            self._handle.update(bundle, raw=True)


def _in_notebook() -> bool:
    """Whether somebody may be watching a notebook: this process is a Jupyter kernel."""
    return hasattr(notebook.shell(), "kernel")


def _in_tests() -> bool:
    return "PYTEST_VERSION" in os.environ or "CI" in os.environ

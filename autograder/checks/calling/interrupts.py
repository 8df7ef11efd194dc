"""Telling an interruption from outside apart from what a student's function raises itself."""

from __future__ import annotations

import signal
import threading
from types import FrameType, TracebackType


class Interrupts:
    """A context that ends with a `KeyboardInterrupt` if one was asked for from outside meanwhile.

    Whatever is caught inside: who stops a cell, or a grader whose patience is over, is obeyed.

    Attributes
    ----------
    came : bool
        Whether one was asked for.
    """

    def __enter__(self) -> Interrupts:
        self.came, self._installed = False, False
        self._before = signal.getsignal(signal.SIGINT)
        # Only the main thread is ever interrupted.
        if callable(self._before) and threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, self._note)
            self._installed = True
        return self

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.came = True
        if callable(self._before):
            self._before(number, frame)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._installed and signal.getsignal(signal.SIGINT) == self._note:
            signal.signal(signal.SIGINT, self._before)
        if self.came and not isinstance(error, KeyboardInterrupt):
            raise KeyboardInterrupt

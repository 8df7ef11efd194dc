"""Listening to a kernel while a cell runs, within bounds and until the cell's time is over."""

from __future__ import annotations

import os
import selectors
import socket
import time
from collections.abc import Callable

from autograder.kernels.connection import Ends
from autograder.kernels.inside import wire
from autograder.kernels.process import Process
from autograder.kernels.transcript import Transcript, read
from autograder.sandbox.ended import phrase
from autograder.settings import MIB, Settings

_PIECE = 2**18
_PIPEFUL = 32
_LOOK = 0.25
"""Seconds between two looks at a cell's time: of a process that has ended nobody knows any more."""


class Listener:
    """Takes what a kernel sends and writes, and interrupts a cell whose time is over.

    Parameters
    ----------
    ends : Ends
    process : Process
        The kernel.
    settings : Settings
    end : callable
        Kills the kernel, for a reason.

    Attributes
    ----------
    transcript : Transcript
        What the cell shows.
    done : dict or None
        What the kernel said when the cell had ended.
    stood_still : float
        Seconds so far in which the grader itself did not run, nor perhaps the machine.
    """

    def __init__(
        self, ends: Ends, process: Process, settings: Settings, end: Callable[[str], None]
    ) -> None:
        self.transcript = Transcript(settings)
        self.done: dict[str, object] | None = None
        self.stood_still = 0.0
        self._ends, self._process, self._settings, self._end = ends, process, settings, end
        self._frames = wire.Frames(settings.shown + MIB)
        self._number = self._received = 0
        self._streams = {ends.out: "stdout", ends.err: "stderr"}
        self._selector = selectors.DefaultSelector()
        for descriptor in (ends.talk.fileno(), ends.status, ends.out, ends.err):
            self._selector.register(descriptor, selectors.EVENT_READ)

    def begin(self, number: int) -> None:
        """Expect a new cell."""
        self.transcript.begin()
        self._number, self._received, self.done = number, 0, None

    def listen(self, timeout: float, besides: Callable[[], float]) -> bool:
        """Receive until the cell has ended or the kernel has.

        Parameters
        ----------
        timeout : float
            Seconds for the cell.
        besides : callable
            Seconds so far, of all time, that are not the cell's.

        Returns
        -------
        bool
            Whether it had to be interrupted.
        """
        interrupted, begun, allowed = False, time.monotonic() - besides(), timeout
        while self.done is None:
            left = begun + allowed + besides() - time.monotonic()
            if left <= 0 and interrupted:
                self._end(phrase("process.stuck", seconds=f"{timeout:g}"))
                return True
            if left <= 0:
                interrupted = True
                begun, allowed = time.monotonic() - besides(), self._settings.interrupted_seconds
                self._process.interrupt()
                continue
            ready = self._ready(min(left, _LOOK))
            self._read_streams(ready)
            if self._ends.talk.fileno() in ready and not self._read_messages():
                self._selector.unregister(self._ends.talk)
            if self._ends.status in ready:
                return interrupted
        self._drain_streams()
        return interrupted

    def close(self) -> None:
        self._selector.close()

    def _ready(self, seconds: float) -> set[int]:
        """The descriptors from which something can be read within some seconds."""
        started = time.monotonic()
        ready = {key.fd for key, _ in self._selector.select(seconds)}
        self.stood_still += max(0.0, time.monotonic() - started - seconds - _LOOK)
        return ready

    def _read_messages(self, flags: int = 0) -> bool:
        """Take what the kernel sent; False where nothing more will come."""
        try:
            piece = self._ends.talk.recv(_PIECE, flags)
        except BlockingIOError:
            return False
        except OSError:
            piece = b""
        self._received += len(piece)
        try:
            # An honest kernel stops by itself when it has shown as much as is kept.
            if self._received > 2 * self._settings.shown + MIB:
                raise ValueError("more than is read")
            for frame in self._frames.feed(piece):
                message = read(frame)
                if message.get("done") == self._number:
                    self.done = message
                else:
                    self.transcript.receive(message, len(frame))
        except wire.NONSENSE:
            self._end(phrase("process.nonsense"))
            return False
        return bool(piece)

    def _read_streams(self, ready: set[int]) -> bool:
        """Take what was written; False where nothing was."""
        streams = [descriptor for descriptor in self._streams if descriptor in ready]
        for descriptor in streams:
            piece, name = os.read(descriptor, _PIECE), self._streams[descriptor]
            if piece:
                self.transcript.text(name, piece.decode("utf-8", "replace"), len(piece))
            else:
                self._selector.unregister(descriptor)
        return bool(streams)

    def _drain_streams(self) -> None:
        """Take what is in the pipes already, lest the next cell shows it."""
        for _ in range(_PIPEFUL):
            if not self._read_streams({key.fd for key, _ in self._selector.select(0)}):
                break

    def drain(self) -> None:
        """Take what a kernel that has ended sent before."""
        while self._read_messages(socket.MSG_DONTWAIT):
            continue
        self._drain_streams()

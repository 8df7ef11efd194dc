"""Listening to a kernel while a cell runs, within bounds and until the cell's time is over."""

from __future__ import annotations

import os
import select
import signal
import socket
import time
from collections.abc import Callable

from autograder.kernels.connection import Child, Pipes
from autograder.kernels.inside import wire
from autograder.kernels.transcript import Transcript, read
from autograder.sandbox.limits import MIB, Limits

_PIECE = 2**18
_PIPEFUL = 32
_STREAMS = ("stdout", "stderr")


class Listener:
    """Takes what a kernel sends and writes, and interrupts a cell whose time is over.

    Parameters
    ----------
    ends : Pipes
    process : Child
        The kernel.
    limits : Limits
    end : callable
        Kills the kernel, for a reason.

    Attributes
    ----------
    transcript : Transcript
        What the cell shows.
    done : dict or None
        What the kernel said when the cell had ended.
    """

    def __init__(
        self, ends: Pipes, process: Child, limits: Limits, end: Callable[[str], None]
    ) -> None:
        self.transcript = Transcript(limits)
        self.done: dict[str, object] | None = None
        self._ends, self._process, self._limits, self._end = ends, process, limits, end
        self._frames = wire.Frames(limits.shown + MIB)
        self._number = self._received = 0

    def begin(self, number: int) -> None:
        """Expect a new cell."""
        self.transcript.begin()
        self._number, self._received, self.done = number, 0, None

    def listen(self, deadline: float, timeout: float, grace: float) -> bool:
        """Receive until the cell has ended or the kernel has; whether it had to be interrupted."""
        interrupted = False
        ends = self._ends
        with select.epoll() as poll:
            for end in (ends.talk, self._process.descriptor, ends.out, ends.err):
                poll.register(end, select.EPOLLIN)
            while self.done is None:
                left = deadline - time.monotonic()
                if left <= 0 and interrupted:
                    self._end(f"it could not be interrupted after {timeout:g} s")
                    return True
                if left <= 0:
                    interrupted = True
                    deadline = time.monotonic() + grace
                    self._process.signal(signal.SIGINT)
                    continue
                ready = {descriptor for descriptor, _ in poll.poll(left)}
                for descriptor in ready & {ends.out, ends.err}:
                    if not self._read_stream(descriptor):
                        poll.unregister(descriptor)
                if ends.talk.fileno() in ready and not self._read_messages():
                    poll.unregister(ends.talk)
                if self._process.descriptor in ready:
                    return interrupted
        self._drain_streams()
        return interrupted

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
            if self._received > 2 * self._limits.shown + MIB:
                raise ValueError("more than is read")
            for frame in self._frames.feed(piece):
                message = read(frame)
                if message.get("done") == self._number:
                    self.done = message
                else:
                    self.transcript.receive(message, len(frame))
        except wire.NONSENSE:
            self._end("it sent what no kernel sends")
            return False
        return bool(piece)

    def _read_stream(self, descriptor: int) -> bool:
        piece = os.read(descriptor, _PIECE)
        name = _STREAMS[descriptor == self._ends.err]
        if piece:
            self.transcript.text(name, piece.decode("utf-8", "replace"), len(piece))
        return bool(piece)

    def _drain_streams(self) -> None:
        """Take what is in the pipes already, lest the next cell shows it."""
        for descriptor in (self._ends.out, self._ends.err):
            for _ in range(_PIPEFUL):
                if not select.select([descriptor], [], [], 0)[0]:
                    break
                if not self._read_stream(descriptor):
                    break

    def drain(self) -> None:
        """Take what a kernel that has ended sent before."""
        while self._read_messages(socket.MSG_DONTWAIT):
            continue
        self._drain_streams()

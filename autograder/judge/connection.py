"""The judge's end of a connection, at which it waits no longer than its patience lasts."""

from __future__ import annotations

import contextlib
import select
import socket
from collections.abc import Iterator
from typing import Any

from autograder.judge.patience import PAUSE, Patience


class Line(socket.socket):
    """A connection that is waited at with its timeout or, for a while, with patience."""

    _patience: Patience | None = None

    @classmethod
    def of(cls, connection: socket.socket) -> Line:
        """The same connection; the socket that was given is closed."""
        return cls(fileno=connection.detach())

    @contextlib.contextmanager
    def patiently(self, patience: Patience) -> Iterator[None]:
        """While it lasts, `patience` says how long each message is waited for."""
        timeout = self.gettimeout()
        self._patience = patience
        self.setblocking(False)
        try:
            yield
        finally:
            self._patience = None
            self.settimeout(timeout)

    def recv_into(self, buffer: Any, nbytes: int = 0, flags: int = 0) -> int:
        self._await(select.POLLIN)
        return super().recv_into(buffer, nbytes, flags)

    def sendall(self, data: Any, flags: int = 0) -> None:
        if self._patience is None:
            return super().sendall(data, flags)
        rest = memoryview(data)
        while rest:
            self._await(select.POLLOUT)
            with contextlib.suppress(BlockingIOError):  # there is room, and not for this
                rest = rest[self.send(rest, flags) :]
        return None

    def _await(self, event: int) -> None:
        """Wait until something can be read or written."""
        if self._patience is None:
            return
        poll = select.poll()
        poll.register(self, event)
        self._patience.look()
        while not poll.poll(1000 * PAUSE):
            self._patience.look()

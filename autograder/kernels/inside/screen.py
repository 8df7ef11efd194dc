"""What a kernel shows while a cell runs: streams and displays, sent to the grader within bounds."""

from __future__ import annotations

import io
import socket
import threading
import time
from base64 import b64encode
from typing import Any

from . import wire

_PATIENCE = 0.2
_PIECE = 65536
_MESSAGES = 20_000


class Screen:
    """Sends what a cell shows, until it has shown as much as is kept.

    Text is gathered, as a stock kernel does: each stream by itself, sent before anything else is
    shown, at the end, when much has come together, and when the next text comes after 0.2 s.
    """

    def __init__(self) -> None:
        self.connection: socket.socket | None = None
        self.limit = 2**24
        self.cut = False
        self._sent = self._messages = 0
        self._lock = threading.RLock()
        self._texts: dict[str, list[str]] = {"stdout": [], "stderr": []}
        self._since: dict[str, float] = {}
        self._waiting = 0

    def begin(self) -> None:
        """A new cell: it may show as much as the one before."""
        with self._lock:
            self._sent = self._messages = 0
            self.cut = False

    def write(self, stream: str, text: str) -> None:
        """Gather a text of a stream."""
        with self._lock:
            now = time.monotonic()
            for name, since in tuple(self._since.items()):
                if now - since > _PATIENCE:
                    self.flush(name)
            if self.cut or not text:
                return
            self._since.setdefault(stream, now)
            self._texts[stream].append(text)
            self._waiting += len(text)
            if self._waiting > _PIECE:
                self.flush()

    def flush(self, *streams: str) -> None:
        """Send what has gathered of some streams, or of all."""
        with self._lock:
            for name in streams or ("stdout", "stderr"):
                self._since.pop(name, None)
                text = "".join(self._texts[name])
                self._texts[name].clear()
                self._waiting -= len(text)
                for start in range(0, len(text), 2**20):
                    self._send("stream", {"name": name, "text": text[start : start + 2**20]})

    def show(self, kind: str, content: dict[str, Any]) -> None:
        """Send an output, or a change of one, behind all text so far."""
        with self._lock:
            self.flush()
            self._send(kind, content)

    def end(self, message: dict[str, Any]) -> None:
        """Tell that a cell has ended; sent however much was shown."""
        with self._lock:
            self.flush()
            if self.connection is not None:
                wire.send(self.connection, {**message, "cut": self.cut})

    def _send(self, kind: str, content: dict[str, Any]) -> None:
        if self.connection is None or self.cut:
            return
        data = wire.pack({"kind": kind, "content": content})
        self._sent += len(data)
        self._messages += 1
        self.cut = self._sent > self.limit or self._messages > _MESSAGES
        if not self.cut:
            self.connection.sendall(data)


class Stream(io.TextIOBase):
    """`sys.stdout` or `sys.stderr` of a cell."""

    encoding = "UTF-8"

    def __init__(self, screen: Screen, name: str, descriptor: int) -> None:
        self.name = name
        self._screen, self._stream, self._descriptor = screen, name, descriptor

    def write(self, text: str, /) -> int:
        """Show a text."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        self._screen.write(self._stream, text)
        return len(text)

    def writable(self) -> bool:
        return True

    def flush(self) -> None:
        self._screen.flush(self._stream)

    def fileno(self) -> int:
        """Where subprocesses write, and code that is not Python's."""
        return self._descriptor


def encoded(data: dict[str, Any]) -> dict[str, Any]:
    """A display's forms with pictures as text."""
    return {
        kind: b64encode(value).decode() if isinstance(value, bytes) else value
        for kind, value in data.items()
    }

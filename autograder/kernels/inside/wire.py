"""Messages between the grader and kernels: a length, then JSON; never a pickle."""

from __future__ import annotations

import array
import json
import socket
from collections.abc import Iterator, Sequence
from typing import Any

HEADER = 8
MAX_DESCRIPTORS = 32
_CLOSED_BY_EXEC = getattr(socket, "MSG_CMSG_CLOEXEC", 0)  # where there is none, none are sent

# What a broken or hostile message raises when it is read.
NONSENSE = (ValueError, RecursionError)


def pack(message: dict[str, Any]) -> bytes:
    """A message as bytes; what JSON does not know is sent as its repr."""
    text = json.dumps(message, ensure_ascii=False, default=repr)
    data = text.encode("utf-8", "replace")  # half a surrogate pair cannot be stored anywhere
    return len(data).to_bytes(HEADER, "big") + data


def send(
    connection: socket.socket, message: dict[str, Any], descriptors: Sequence[int] = ()
) -> None:
    """Send a message and, beside it, open files."""
    data = pack(message)
    if descriptors:
        files = (socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", descriptors))
        data = data[connection.sendmsg([data], [files]) :]
    connection.sendall(data)


def receive(connection: socket.socket) -> tuple[dict[str, Any], list[int]] | None:
    """Wait for a message of a trusted sender, and the open files beside it; None at the end."""
    descriptors = array.array("i")
    space = socket.CMSG_SPACE(MAX_DESCRIPTORS * descriptors.itemsize)
    header, extra, *_ = connection.recvmsg(HEADER, space, _CLOSED_BY_EXEC)
    for level, kind, data in extra:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            descriptors.frombytes(data[: len(data) - len(data) % descriptors.itemsize])
    header += exactly(connection, HEADER - len(header)) if header else b""
    if not header:
        return None
    message: dict[str, Any] = json.loads(exactly(connection, int.from_bytes(header, "big")))
    return message, list(descriptors)


def exactly(connection: socket.socket, size: int) -> bytes:
    """As many bytes as were announced."""
    data = bytearray()
    while len(data) < size:
        piece = connection.recv(min(size - len(data), 2**20))
        if not piece:
            raise EOFError("the other side ended in the middle of a message")
        data += piece
    return bytes(data)


class Frames:
    """Messages of a sender that is not trusted, cut from its bytes as they come.

    Parameters
    ----------
    limit : int
        Bytes that one message may have.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._bytes = bytearray()

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """Take some bytes, and give the messages that they complete.

        Raises
        ------
        ValueError
            A message is announced that is too large.
        """
        self._bytes += piece
        while len(self._bytes) >= HEADER:
            end = HEADER + int.from_bytes(self._bytes[:HEADER], "big")
            if end - HEADER > self._limit:
                raise ValueError(f"a message of {end - HEADER} bytes, more than {self._limit}")
            if len(self._bytes) < end:
                return
            frame = bytes(self._bytes[HEADER:end])
            del self._bytes[:end]
            yield frame

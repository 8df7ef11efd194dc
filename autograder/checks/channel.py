"""Messages between a student's process and the judge: a length, then a packed tree."""

from __future__ import annotations

import socket

from autograder.checks.plain import MAX_BYTES, MalformedData, Tree, pack, unpack

JUDGE = "AUTOGRADER_JUDGE"


class Closed(ConnectionError):
    """The other side has gone."""


class Channel:
    """One side of a conversation over a stream socket."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def send(self, tree: Tree) -> None:
        """Send a tree.

        Raises
        ------
        MalformedData
            The tree is larger than the other side would read.
        """
        data = pack(tree)
        if len(data) > MAX_BYTES:
            raise MalformedData(f"an answer of {len(data)} bytes, more than {MAX_BYTES}")
        self._connection.sendall(len(data).to_bytes(8, "big") + data)

    def receive(self) -> Tree:
        """Wait for a tree.

        Raises
        ------
        Closed
            The other side has gone.
        MalformedData
            What came is no tree, or too large a one.
        TimeoutError
            Nothing came within the connection's timeout.
        """
        size = int.from_bytes(self._read(8), "big")
        if size > MAX_BYTES:
            raise MalformedData(f"a message of {size} bytes, more than {MAX_BYTES}")
        return unpack(self._read(size))

    def _read(self, size: int) -> bytes:
        data = bytearray()
        while len(data) < size:
            part = self._connection.recv(min(size - len(data), 2**20))
            if not part:
                raise Closed("the connection was closed in the middle of a message")
            data += part
        return bytes(data)

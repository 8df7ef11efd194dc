"""Messages between a student's process and the judge: a length, then a packed tree."""

from __future__ import annotations

import socket

import numpy as np

from autograder.checks.packing import MAX_BYTES, pieces, unpack
from autograder.checks.plain import MalformedData, Tree
from autograder.checks.words import phrase

JUDGE = "AUTOGRADER_JUDGE"
RECEIVED = "received"
"""The judge's last word: all was answered."""
ELSEWHERE = "elsewhere"
"""Its only word where a checkpoint is not asked for marks: the public cases answer, as at home."""


class Closed(ConnectionError):
    """The other side has gone."""


class Channel:
    """One side of a conversation over a stream socket.

    Parameters
    ----------
    connection : socket
    at_most : int, optional
        Bytes that are read in the whole conversation.
    """

    def __init__(self, connection: socket.socket, at_most: int | None = None) -> None:
        self._connection, self._left = connection, at_most

    def send(self, tree: Tree) -> None:
        """Send a tree.

        Raises
        ------
        MalformedData
            The tree is larger than the other side would read.
        """
        parts = pieces(tree)
        size = sum(map(len, parts))
        if size > MAX_BYTES:
            raise MalformedData(phrase("message.too-large", size=size, most=MAX_BYTES))
        for part in (size.to_bytes(8, "big"), *parts):
            self._connection.sendall(part)

    def receive(self) -> Tree:
        """Wait for a tree; raises what `read` does, and `MalformedData` where it is none."""
        return unpack(self.read())

    def read(self) -> memoryview:
        """Wait for a packed tree.

        Raises
        ------
        Closed
            The other side has gone.
        MalformedData
            It is too large.
        TimeoutError
            Nothing came within the connection's timeout.
        """
        size = int.from_bytes(self._read(8), "big")
        if size > MAX_BYTES:
            raise MalformedData(f"a message of {size} bytes, more than {MAX_BYTES}")
        if self._left is not None:
            self._left -= size
            if self._left < 0:
                raise MalformedData(phrase("message.too-much"))
        return self._read(size)

    def _read(self, size: int) -> memoryview:
        # Not touched before it is filled: a size that is only claimed costs nothing.
        data = np.empty(size, np.uint8).data
        done = 0
        while done < size:
            count = self._connection.recv_into(data[done:])
            if not count:
                raise Closed("the connection was closed in the middle of a message")
            done += count
        return data.toreadonly()

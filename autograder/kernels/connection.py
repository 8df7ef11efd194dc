"""What connects the grader with a kernel: a socket, its streams, and the news of its end."""

from __future__ import annotations

import os
import socket
import struct
from typing import Any

from autograder.kernels.inside import wire
from autograder.kernels.transcript import read
from autograder.sandbox.host import SandboxError

START = 30.0
"""Seconds that a kernel has to begin."""

_CREDENTIALS = struct.Struct("3i")
_TELL_WHO = getattr(socket, "SO_PASSCRED", None)


class Ends:
    """The grader's ends, and the others until they are given away.

    Attributes
    ----------
    talk : socket.socket
    out, err : int
        What the kernel writes to standard output and standard error themselves.
    status : int
        Where whoever waits for the kernel's end writes its exit status.
    theirs : list of int
        The other ends, in this order.
    """

    def __init__(self) -> None:
        self.talk, talk = socket.socketpair()
        if _TELL_WHO is not None:
            self.talk.setsockopt(socket.SOL_SOCKET, _TELL_WHO, 1)
        self.out, out = os.pipe()
        self.err, err = os.pipe()
        self.status, status = os.pipe()
        self.theirs = [talk.detach(), out, err, status]

    def give(self) -> None:
        """Others have them now, so ours must not stay open."""
        while self.theirs:
            os.close(self.theirs.pop())

    def close(self) -> None:
        self.give()
        self.talk.close()
        for descriptor in (self.out, self.err, self.status):
            os.close(descriptor)


def introduced(talk: socket.socket) -> int | None:
    """Who sends the first message, by its number on this machine; None where no system says it.

    No student code runs before, so nobody else can have sent it.

    Raises
    ------
    SandboxError
        The kernel cannot begin; it says why.
    """
    talk.settimeout(START)
    message: dict[str, Any] = {"trouble": "it ended before it began"}
    try:
        header, extra, *_ = talk.recvmsg(wire.HEADER, socket.CMSG_SPACE(_CREDENTIALS.size))
        if header:
            message = read(wire.exactly(talk, int.from_bytes(header, "big")))
    except TimeoutError:
        raise SandboxError(f"a kernel did not begin within {START:g} s") from None
    except ConnectionResetError:
        extra = []  # it did not even read what it was told
    finally:
        talk.settimeout(None)
    if "trouble" in message:
        raise SandboxError(f"a kernel cannot begin: {message['trouble']}")
    for level, kind, data in extra:
        if _TELL_WHO is not None and (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS):
            pid: int = _CREDENTIALS.unpack(data[: _CREDENTIALS.size])[0]
            return pid
    return None

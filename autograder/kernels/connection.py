"""What connects the grader with a kernel: its process, a socket, and its streams."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import struct

from autograder.kernels.inside import wire
from autograder.kernels.transcript import read
from autograder.sandbox.host import SandboxError

_BIRTH = 30.0
_CREDENTIALS = struct.Struct("3i")


class Child:
    """A process that somebody else started, held so that its number can not become another's."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.descriptor = os.pidfd_open(pid)

    def poll(self) -> int | None:
        """None while it runs; how it ended, only who started it can know."""
        return 0 if self.wait(0) else None

    def wait(self, seconds: float) -> bool:
        """Whether it has ended, waiting some time for it."""
        ended, *_ = select.select([self.descriptor], [], [], seconds)
        return bool(ended)

    def signal(self, number: int) -> None:
        """Send a signal; one that comes too late is none."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.descriptor, number)

    def close(self) -> None:
        os.close(self.descriptor)


class Ends:
    """A socket between a kernel and the grader: both ends, until the kernel has its.

    Parameters
    ----------
    out, err : int
        Descriptors of the kernel's standard output and standard error, which it takes over.
    """

    def __init__(self, out: int, err: int) -> None:
        self.talk, talk = socket.socketpair()
        self.talk.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self.theirs = [talk.detach(), out, err]

    def give(self) -> None:
        """The kernel has its ends, so ours must not keep them open."""
        for descriptor in self.theirs:
            os.close(descriptor)
        self.theirs.clear()

    def close(self) -> None:
        self.give()
        self.talk.close()


class Pipes(Ends):
    """The same, and the grader reads what the kernel writes."""

    def __init__(self) -> None:
        self.out, out = os.pipe()
        self.err, err = os.pipe()
        super().__init__(out, err)

    def close(self) -> None:
        super().close()
        os.close(self.out)
        os.close(self.err)


def introduced(connection: socket.socket) -> int:
    """Who sends the first message, by its number on this machine.

    The system itself says it; and no student code runs before, so nobody else can have sent it.
    """
    connection.settimeout(_BIRTH)
    try:
        header, extra, *_ = connection.recvmsg(wire.HEADER, socket.CMSG_SPACE(_CREDENTIALS.size))
        rest = connection.recv(int.from_bytes(header, "big")) if header else b""
    except TimeoutError:
        raise SandboxError(f"a kernel was not born within {_BIRTH:g} s") from None
    finally:
        connection.settimeout(None)
    message = read(rest) if rest else {"trouble": "it ended before it began"}
    if "trouble" in message:
        raise SandboxError(f"a kernel can not be shut in: {message['trouble']}")
    for level, kind, data in extra:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS):
            pid: int = _CREDENTIALS.unpack(data[: _CREDENTIALS.size])[0]
            return pid
    raise SandboxError("the system does not tell who sends a message")

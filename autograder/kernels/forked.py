"""A kernel forked from a zygote, seen from outside: it runs cells until it is closed or dies."""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import signal
import socket
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from nbformat import NotebookNode

from autograder.kernels.host import SandboxError
from autograder.kernels.inside import wire
from autograder.kernels.limits import MIB, Limits, reason
from autograder.kernels.transcript import Transcript, read
from autograder.kernels.tree import Watch, processor_time

_PIECE = 2**18
_PIPEFUL = 32
_BIRTH = 30.0
_DEATH = 5.0
_GOING = 0.5
_CREDENTIALS = struct.Struct("3i")
_STREAMS = ("stdout", "stderr")


@dataclass(frozen=True)
class CellResult:
    """How a cell ended, and what it showed.

    Attributes
    ----------
    outputs : list of NotebookNode
        As a stock kernel and nbclient make them; a later cell may still update a display in it.
    execution_count : int or None
        None where the cell did not come to its end.
    error : str or None
        The exception that ended it, such as ``NameError: name 'x' is not defined``.
    interrupted : bool
        Its time was over, and it was stopped.
    cut : bool
        It showed more than is kept.
    seconds : float
    died : str
        Why the kernel is gone, in one sentence; empty where it is not.
    """

    outputs: list[NotebookNode] = field(default_factory=list)
    execution_count: int | None = None
    error: str | None = None
    interrupted: bool = False
    cut: bool = False
    seconds: float = 0.0
    died: str = ""


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
    """Sockets and pipes between a kernel and the grader: both ends, until the kernel has its."""

    def __init__(self) -> None:
        self.talk, talk = socket.socketpair()
        self.out, out = os.pipe()
        self.err, err = os.pipe()
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
        os.close(self.out)
        os.close(self.err)


class Kernel:
    """Runs cells one by one; made by `Zygote.kernel`, and a context manager.

    Closed, nothing that the cells started is left.
    """

    def __init__(
        self, ends: Ends, limits: Limits, bury: Callable[[], int], home: Path | None = None
    ) -> None:
        self._ends, self._limits, self._bury, self._home = ends, limits, bury, home
        self._transcript = Transcript(limits)
        self._frames = wire.Frames(limits.shown + MIB)
        self._number = self._received = 0
        self._done: dict[str, object] | None = None
        self._killed: str | None = None
        self._died, self._buried = "", False
        self._running = threading.Lock()
        self._process = Child(_introduced(ends.talk))
        self._watch = Watch(self._process, limits, kill=lambda _: self._kill())
        self._watch.start()

    def __enter__(self) -> Kernel:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def died(self) -> str:
        """Why the kernel is gone, in one sentence; empty while it is not."""
        if not self._died and self._process.poll() is not None:
            self._note()
        return self._died

    def execute(self, source: str, timeout: float, *, grace: float = 3.0) -> CellResult:
        """Run a cell; never raises for what it does.

        Parameters
        ----------
        source : str
        timeout : float
            Seconds, after which the cell is interrupted.
        grace : float
            Seconds that an interrupted cell has to end before the kernel is killed.
        """
        started = time.monotonic()
        if self.died:
            return CellResult(died=self._died)
        with self._running:
            self._number += 1
            self._transcript.begin()
            self._received, self._done = 0, None
            interrupted = False
            if self._say({"cell": self._number, "source": source}, timeout):
                interrupted = self._listen(started + timeout, timeout, grace)
            if self._done is None:
                self._drain()
                self._note()
        done: dict[str, object] = self._done or {}
        count, error = done.get("execution_count"), done.get("error")
        return CellResult(
            outputs=self._transcript.end(),
            execution_count=count if isinstance(count, int) else None,
            error=error if isinstance(error, str) else None,
            interrupted=interrupted,
            cut=self._transcript.cut or done.get("cut") is True,
            seconds=time.monotonic() - started,
            died=self._died,
        )

    def interrupt(self) -> None:
        """Stop the cell that is running, from another thread; nothing where none is."""
        if self._running.locked():
            self._process.signal(signal.SIGINT)

    def cpu_seconds(self) -> float:
        """Processor time of all processes of the kernel so far."""
        return processor_time(self._process.pid)

    def close(self) -> None:
        """End the kernel and all that it started, at once."""
        self._kill()
        self._watch.stop()
        self._bury_once()
        self._process.close()
        self._ends.close()
        if self._home is not None:
            shutil.rmtree(self._home, ignore_errors=True)

    def _kill(self) -> None:
        if self._home is None:
            self._process.signal(signal.SIGKILL)
        elif not self._buried:  # without a sandbox there is no namespace that ends with it
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def _bury_once(self) -> int | None:
        """The exit status of the kernel; None where it has been asked for, or it does not end."""
        if self._buried or not self._process.wait(_DEATH):
            return None
        self._kill()
        self._buried = True
        return self._bury()

    def _end(self, why: str) -> None:
        self._killed = self._killed or why
        self._kill()

    def _say(self, message: dict[str, object], timeout: float) -> bool:
        """Send to the kernel; False where it does not listen."""
        self._ends.talk.settimeout(timeout)
        try:
            wire.send(self._ends.talk, message)
        except TimeoutError:
            self._end("it did not listen")
        except OSError:  # it has ended, or closed the socket and goes on
            if not self._process.wait(_GOING):
                self._end("it did not listen")
        else:
            return True
        finally:
            self._ends.talk.settimeout(None)
        return False

    def _listen(self, deadline: float, timeout: float, grace: float) -> bool:
        """Receive until the cell has ended or the kernel has; whether it had to be interrupted."""
        interrupted = False
        ends = self._ends
        with select.epoll() as poll:
            for end in (ends.talk, self._process.descriptor, ends.out, ends.err):
                poll.register(end, select.EPOLLIN)
            while self._done is None:
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
                    self._done = message
                else:
                    self._transcript.receive(message, len(frame))
        except wire.NONSENSE:
            self._end("it sent what no kernel sends")
            return False
        return bool(piece)

    def _read_stream(self, descriptor: int) -> bool:
        piece = os.read(descriptor, _PIECE)
        name = _STREAMS[descriptor == self._ends.err]
        if piece:
            self._transcript.text(name, piece.decode("utf-8", "replace"), len(piece))
        return bool(piece)

    def _drain_streams(self) -> None:
        """Take what is in the pipes already, lest the next cell shows it."""
        for descriptor in (self._ends.out, self._ends.err):
            for _ in range(_PIPEFUL):
                if not select.select([descriptor], [], [], 0)[0]:
                    break
                if not self._read_stream(descriptor):
                    break

    def _drain(self) -> None:
        """Take what a kernel that is ending has sent before."""
        self._process.wait(_DEATH)
        while self._killed is None and self._read_messages(socket.MSG_DONTWAIT):
            continue
        self._drain_streams()

    def _note(self) -> None:
        """Find out why the kernel ended."""
        self._process.wait(_DEATH)
        self._watch.stop()
        status = self._bury_once()
        how = reason(-signal.SIGKILL if status is None else status, self._limits)
        self._died = self._watch.reason or self._killed or how


def _introduced(connection: socket.socket) -> int:
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

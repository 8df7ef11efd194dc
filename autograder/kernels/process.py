"""A kernel's process, seen from outside: who it is, whether it runs, how it ended."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import threading

from autograder.sandbox import watch
from autograder.sandbox.host import SandboxError


class Process:
    """A process whose exit status whoever waits for it writes into a pipe.

    The end of the pipe without a status is the end of the one who waited, and so the process's.

    Attributes
    ----------
    pid : int
        The root of the tree that counts as the kernel, by its number on this machine.
    status : int or None
        None while it runs; -n for a signal n.
    """

    def __init__(self, pid: int, pipe: int) -> None:
        self.pid = pid
        self.status: int | None = None
        self._pipe = pipe
        self._reading = threading.Lock()

    def wait(self, seconds: float) -> bool:
        """Whether it has ended, waiting some time for it."""
        if self.status is None:
            poll = select.poll()
            poll.register(self._pipe, select.POLLIN)
            if not poll.poll(seconds * 1000):
                return False
            with self._reading:
                if self.status is None:
                    said = os.read(self._pipe, 16)
                    self.status = int(said) if said else -signal.SIGKILL
        return True

    def interrupt(self) -> None:
        """Do what a terminal does; too late is nothing."""
        raise NotImplementedError

    def kill(self) -> None:
        """End it and all that it started; too late is nothing."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of it."""


class Forked(Process):
    """One that a zygote forked: process 1 of its namespace, or leader of its group."""

    def __init__(self, pid: int, pipe: int) -> None:
        super().__init__(pid, pipe)
        try:
            self._handle = os.pidfd_open(pid)
        except ProcessLookupError:
            raise SandboxError("a kernel ended before it began") from None

    def interrupt(self) -> None:
        self._send(signal.SIGINT)

    def kill(self) -> None:
        self._send(signal.SIGKILL)

    def close(self) -> None:
        os.close(self._handle)

    def _send(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, number)


class Started(Process):
    """One that this process started, through a place that may stand between them.

    Parameters
    ----------
    process : subprocess.Popen
    pipe, theirs : int
        Both ends of the pipe for its status.
    inner : int or None
        The kernel itself, where it is another process than the one that was started.
    """

    def __init__(
        self, process: subprocess.Popen[bytes], pipe: int, theirs: int, inner: int | None
    ) -> None:
        super().__init__(process.pid, pipe)
        self._process = process
        self._inner = None if inner in (None, process.pid) else os.pidfd_open(inner)
        self._thread = threading.Thread(target=self._tell, args=(theirs,), name="kernel-ended")
        self._thread.daemon = True
        self._thread.start()

    def interrupt(self) -> None:
        if self._inner is None:
            self._process.send_signal(signal.SIGINT)
        else:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._inner, signal.SIGINT)

    def kill(self) -> None:
        watch.kill(self._process)

    def close(self) -> None:
        self._thread.join()
        if self._inner is not None:
            os.close(self._inner)

    def _tell(self, pipe: int) -> None:
        status = self._process.wait()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)  # what it left running, where no place ends that
        os.write(pipe, str(status).encode())
        os.close(pipe)

"""IPython's kernel application forked from a zygote, as whoever started it sees the process."""

from __future__ import annotations

import contextlib
import os
import signal
from typing import Any

from autograder.kernels.child import DEATH, Offspring
from autograder.kernels.inside import wire

_START = 30.0


class Application(Offspring):
    """A kernel that Jupyter's clients talk to; made by `Zygote.application`.

    It has what a kernel provisioner asks of a `subprocess.Popen`. Once it is made its sockets are
    bound, or it has died: a client that comes earlier would wait.
    """

    stdin = stdout = stderr = None

    def __init__(self, *settings: Any) -> None:
        super().__init__(*settings)
        self._ends.talk.settimeout(_START)
        try:
            wire.receive(self._ends.talk)
        except TimeoutError:
            self._end(f"it was not ready within {_START:g} s")
        except ConnectionResetError:  # it has died
            self._process.wait(DEATH)

    @property
    def pid(self) -> int:
        """Its number on this machine."""
        return self._process.pid

    def poll(self) -> int | None:
        """None while it runs, else its exit status."""
        if not self.died:
            return None
        return -signal.SIGKILL if self._status is None else self._status

    def wait(self) -> int | None:
        """The exit status, waiting a while for the end of a process that was killed."""
        self._process.wait(DEATH)
        return self.poll()

    def send_signal(self, number: int) -> None:
        """Send a signal to its group, as a terminal does; one that comes too late is none.

        A process 1 ignores those that it has no handler for, except the one that kills.
        """
        if not self._buried:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

"""A kernel seen from outside: it runs cells until it is closed or dies."""

from __future__ import annotations

import shutil
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode

from autograder.kernels.connection import Ends
from autograder.kernels.inside import wire
from autograder.kernels.listener import Listener
from autograder.kernels.process import Process
from autograder.sandbox.ended import phrase
from autograder.sandbox.guard import Guard
from autograder.sandbox.resources import reason
from autograder.sandbox.starvation import Starvation
from autograder.sandbox.watch import largest, processor_time, starved_in_all
from autograder.settings import Settings

_DEATH = 5.0
_GOING = 0.5


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


class Kernel:
    """Runs cells one by one; a context manager. Closed, nothing that the cells started is left.

    Parameters
    ----------
    ends : Ends
        Closed with it.
    process : Process
    settings : Settings
    folder : Path, optional
        Removed with it.
    """

    def __init__(
        self, ends: Ends, process: Process, settings: Settings, folder: Path | None = None
    ) -> None:
        self._ends, self._process, self._settings, self._folder = ends, process, settings, folder
        self._killed: str | None = None
        self._died = ""
        self._number = 0
        self._running = threading.Lock()
        self._listener = Listener(ends, process, settings, self._end)
        self._guard = Guard(process.pid, settings, process.kill)
        self._starvation = Starvation(self.cpu_seconds, self.starved_in_all)

    def __enter__(self) -> Kernel:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @property
    def died(self) -> str:
        """Why it is gone, in one sentence; empty while it is not."""
        if not self._died and self._process.wait(0):
            self._note()
        return self._died

    def execute(
        self, source: str, timeout: float, besides: Callable[[], float] = lambda: 0.0
    ) -> CellResult:
        """Run a cell; never raises for what it does.

        Parameters
        ----------
        source : str
        timeout : float
            Seconds, after which the cell is interrupted; then it has `interrupted_seconds` to end
            before the kernel is killed. Those do not count in which it would have run and had no
            processor.
        besides : callable
            Seconds so far, of all time, that do not count either.
        """
        started = time.monotonic()
        if self.died:
            return CellResult(died=self._died)
        with self._running:
            self._number += 1
            self._listener.begin(self._number)
            interrupted = False
            if self._say({"cell": self._number, "source": source}, timeout):
                interrupted = self._listener.listen(timeout, lambda: self.starved() + besides())
            if self._listener.done is None or self._listener.done.get("leaving") is True:
                self._process.wait(_DEATH)
                self._listener.drain()
                self._note()
        transcript, done = self._listener.transcript, self._listener.done or {}
        count, error = done.get("execution_count"), done.get("error")
        return CellResult(
            outputs=transcript.end(),
            execution_count=count if isinstance(count, int) else None,
            error=error if isinstance(error, str) else None,
            interrupted=interrupted,
            cut=transcript.cut or done.get("cut") is True,
            seconds=time.monotonic() - started,
            died=self._died,
        )

    def interrupt(self) -> None:
        """Stop the cell that is running, from another thread; nothing where none is."""
        if self._running.locked():
            self._process.interrupt()

    def starved(self) -> float:
        """Seconds so far that others took from what runs in it, when it had no processor."""
        return self._starvation.seconds() + self._listener.stood_still

    def starved_in_all(self) -> float | None:
        """Seconds without a processor of all that runs in it, summed; None where nobody counts."""
        return starved_in_all(self._process.pid)

    def cpu_seconds(self) -> float:
        """Processor time of all processes of the kernel so far."""
        return processor_time(self._process.pid)

    def memory(self) -> int:
        """Bytes that it has held at most, as far as that is known; ask while it lives."""
        return max(self._guard.most, largest(self._process.pid))

    def close(self) -> None:
        """End it and all that it started, at once."""
        self._process.kill()
        self._guard.stop()
        self._process.wait(_DEATH)
        self._process.close()
        self._listener.close()
        self._ends.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _say(self, message: dict[str, object], timeout: float) -> bool:
        """Send to the kernel; False where it does not listen."""
        self._ends.talk.settimeout(timeout)
        try:
            wire.send(self._ends.talk, message)
        except TimeoutError:
            self._end(phrase("process.deaf"))
        except OSError:  # it has ended, or closed the socket and goes on
            if not self._process.wait(_GOING):
                self._end(phrase("process.deaf"))
        else:
            return True
        finally:
            self._ends.talk.settimeout(None)
        return False

    def _end(self, why: str) -> None:
        self._killed = self._killed or why
        self._process.kill()

    def _note(self) -> None:
        """Find out why it ended."""
        self._guard.stop()
        status = self._process.status
        how = reason(-signal.SIGKILL if status is None else status, self._settings)
        self._died = self._guard.reason or self._killed or how

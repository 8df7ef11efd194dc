"""A process and everything it started: what the tree uses, and its end."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, TypeVar

from autograder.sandbox.limits import MIB, Limits

_PAUSE = 0.1
_TICKS = os.sysconf("SC_CLK_TCK")


class Running(Protocol):
    """What is watched: a process that can be asked whether it has ended."""

    @property
    def pid(self) -> int: ...
    def poll(self) -> int | None: ...


Process = TypeVar("Process", bound=Running)


def members(pid: int) -> Iterator[int]:
    """Process ids of a process and its descendants, as this machine counts them."""
    yield pid
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
    except (FileNotFoundError, ProcessLookupError):
        return
    for thread in threads:
        for child in _read(thread / "children").split():
            yield from members(int(child))


def memory(pid: int, limit: int) -> int:
    """Bytes of memory that a process tree holds, exact only where they exceed `limit`.

    Resident pages are cheap to ask for but count what forked processes share once for each of them;
    so the proportional size, fifty times dearer, is asked for when the cheap sum is over the limit.
    """
    tree = list(members(pid))
    cheap = sum(_resident(each) for each in tree)
    return cheap if cheap <= limit else sum(_proportional(each) for each in tree)


def processor_time(pid: int) -> float:
    """Seconds of processor time that a process tree has used, ended children included."""
    ticks = 0
    for each in members(pid):
        # utime, stime, cutime, cstime: behind a name that may hold anything, so from its end on
        ticks += sum(map(int, _read(Path(f"/proc/{each}/stat")).rpartition(")")[2].split()[11:15]))
    return ticks / _TICKS


def children_time() -> float:
    """Seconds of processor time used by all processes that this one started."""
    here = os.times()
    return processor_time(os.getpid()) - here.user - here.system


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process that leads its own session, and with it (die-with-parent) its sandbox."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class Watch:
    """A thread that kills a process tree when it exceeds its memory, disk, processor or wall time.

    `reason` is then the sentence that says so; it stays None where nothing was exceeded.
    """

    def __init__(
        self,
        process: Process,
        limits: Limits,
        *,
        timeout: float | None = None,
        folders: Sequence[Path] = (),
        kill: Callable[[Process], None] = kill,  # type: ignore[assignment]
    ) -> None:
        self.reason: str | None = None
        self._process: Running = process
        self._kill: Callable[[], None] = lambda: kill(process)
        self._limits = limits
        self._timeout = limits.wall if timeout is None else timeout
        self._folders = folders
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._look, name="sandbox-watch", daemon=True)

    def __enter__(self) -> Watch:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Begin watching, and count the time from now."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread; the process goes on as it was."""
        self._stopped.set()
        self._thread.join()

    def _look(self) -> None:
        started = time.monotonic()
        while self._process.poll() is None:
            self.reason = self._excess(time.monotonic() - started)
            if self.reason is not None:
                self._kill()
                return
            if self._stopped.wait(_PAUSE):
                return

    def _excess(self, seconds: float) -> str | None:
        if self._timeout is not None and seconds > self._timeout:
            return f"it did not end within {self._timeout:g} s"
        if memory(self._process.pid, self._limits.memory) > self._limits.memory:
            return f"it used more than {self._limits.memory // MIB} MiB of memory"
        if processor_time(self._process.pid) > self._limits.cpu:
            return f"it used more than {self._limits.cpu} s of processor time"
        if sum(map(_size, self._folders)) > self._limits.disk:
            return f"it wrote more than {self._limits.disk // MIB} MiB of files"
        return None


def _read(path: Path) -> str:
    """The text of a file under /proc; empty where its process has ended."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def _kilobytes(text: str, *names: str) -> int:
    fields = dict(line.split(":", 1) for line in text.splitlines() if ":" in line)
    return 1024 * sum(int(fields[name].split()[0]) for name in names if name in fields)


def _resident(pid: int) -> int:
    return _kilobytes(_read(Path(f"/proc/{pid}/status")), "RssAnon", "RssShmem")


def _proportional(pid: int) -> int:
    try:
        text = _read(Path(f"/proc/{pid}/smaps_rollup"))
    except PermissionError:  # it made itself unreadable: then the higher estimate counts
        return _resident(pid)
    return _kilobytes(text, "Pss_Anon", "Pss_Shmem") if text else 0


def _size(folder: Path) -> int:
    """Bytes of the files in a folder that somebody else may be changing."""
    total = 0
    for path, _, names in os.walk(folder):
        for name in names:
            try:
                total += Path(path, name).lstat().st_blocks * 512
            except FileNotFoundError:
                continue
    return total

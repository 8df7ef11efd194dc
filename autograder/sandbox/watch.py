"""A process and everything it started: what the tree uses, and its end."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil

_LISTED = Path(f"/proc/self/task/{os.getpid()}/children").exists()
"""Whether the system lists children; to find them among all processes takes forty times longer."""


def members(pid: int) -> Iterator[int]:
    """Process ids of a process and its descendants, as this machine counts them."""
    yield pid
    if not _LISTED:
        with contextlib.suppress(psutil.NoSuchProcess):
            yield from (child.pid for child in psutil.Process(pid).children(recursive=True))
        return
    try:
        threads = os.listdir(f"/proc/{pid}/task")  # noqa: PTH208
        for thread in threads:
            children = Path(f"/proc/{pid}/task/{thread}/children").read_text(encoding="ascii")
            for child in children.split():
                yield from members(int(child))
    except (FileNotFoundError, ProcessLookupError):  # it has ended
        return


def memory(pid: int, limit: int) -> int:
    """Bytes of memory that a process tree holds, exact only where they exceed `limit`.

    Resident pages are cheap to ask for but count what forked processes share once for each of them;
    so the proportional size, a hundred times dearer, is asked for when the cheap sum is over the
    limit. Both count memory that is shared with nobody by name (`mmap`).
    """
    tree = list(_tree(pid))
    cheap = sum(_resident(each) for each in tree)
    return cheap if cheap <= limit else sum(_proportional(each) for each in tree)


def largest(pid: int) -> int:
    """Bytes of memory that the largest process of a tree has held at most; 0 where nobody counts.

    The system keeps it while the process lives, so that nothing is too short to be seen.
    """
    return max(map(_most, members(pid)), default=0)


def processor_time(pid: int) -> float:
    """Seconds of processor time that a process tree has used, ended children included."""
    seconds = 0.0
    for each in _tree(pid):
        with contextlib.suppress(psutil.NoSuchProcess):
            times = each.cpu_times()
            seconds += times.user + times.system + times.children_user + times.children_system
    return seconds


def starved_in_all(pid: int) -> float | None:
    """Seconds in which the processes and threads of a tree would have run, and had no processor.

    All together, without those that have ended; None where nobody counts.
    """
    waited, counted = 0, False
    for each in members(pid):
        with contextlib.suppress(OSError, ValueError):
            for task in Path(f"/proc/{each}/task").iterdir():
                waited += int((task / "schedstat").read_text(encoding="ascii").split()[1])
                counted = True
    return waited / 1e9 if counted else None


def children_time() -> float:
    """Seconds of processor time used by all processes that this one started."""
    here = os.times()
    return processor_time(os.getpid()) - here.user - here.system


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process that leads its own session, and with it (die-with-parent) its sandbox."""
    if process.poll() is None:
        # Where it has just ended, or (macOS) has and was not waited for, there is no such group.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def _tree(pid: int) -> Iterator[psutil.Process]:
    for each in members(pid):
        with contextlib.suppress(psutil.NoSuchProcess):
            yield psutil.Process(each)


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


def _most(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    sizes = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(sizes[0]) * 1024 if sizes else 0  # a process that has ended holds nothing


def _proportional(process: psutil.Process) -> int:
    try:
        info = process.memory_full_info()
        return int(getattr(info, "pss", info.rss))
    except psutil.AccessDenied:  # it made itself unreadable: then the higher estimate counts
        return _resident(process)
    except psutil.NoSuchProcess:
        return 0

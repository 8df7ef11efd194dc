"""How much of the machine student code may use, and what it means when it is stopped."""

from __future__ import annotations

import platform
import re
import signal
from dataclasses import dataclass
from pathlib import Path

MIB = 1024**2
GIB = 1024**3


@dataclass(frozen=True)
class Limits:
    """Limits on one sandbox; sizes in bytes, times in seconds.

    `memory` and `wall` bound all processes of the sandbox together and are watched from outside,
    `cpu` both each and all; the others are enforced by the system. A warm kernel may show `outputs`
    things and `shown` bytes in a cell, and `shown_in_all` bytes in all cells; the rest is dropped.
    """

    memory: int = 2 * GIB
    processes: int = 64
    cpu: int = 600
    wall: float | None = None
    disk: int = 64 * MIB
    open_files: int = 256
    outputs: int = 200
    shown: int = 16 * MIB
    shown_in_all: int = 64 * MIB

    def enforce(self, argv: list[str], *, prlimit: str, uid: int) -> list[str]:
        """Wrap a command so that it runs under these limits.

        Parameters
        ----------
        argv : list of str
        prlimit : str
            The path of util-linux's `prlimit`.
        uid : int
            The user, as this machine knows it, that runs the command.
        """
        options = []
        for name, value in self.resources(uid).items():
            # The soft limit kills with a signal of its own name, so the reason can be told.
            hard = f":{value + 1}" if name == "RLIMIT_CPU" else ""
            options.append(f"--{name.removeprefix('RLIMIT_').lower()}={value}{hard}")
        return [prlimit, *options, "--", *argv]

    def resources(self, uid: int) -> dict[str, int]:
        """The limits that the system enforces, by the names of the `resource` module.

        Parameters
        ----------
        uid : int
            The user, as this machine knows it, for whom they hold.
        """
        return {
            # Mapped code and an idle arena for each thread take addresses, and no memory.
            "RLIMIT_AS": self.memory + GIB,
            "RLIMIT_NPROC": self.processes + _counted_already(uid, platform.release()),
            "RLIMIT_CPU": self.cpu,
            "RLIMIT_FSIZE": self.disk,
            "RLIMIT_NOFILE": self.open_files,
            "RLIMIT_CORE": 0,
        }


def _counted_already(uid: int, release: str) -> int:
    """Tasks of the user that count against a limit set inside a user namespace.

    From Linux 5.14 on each user namespace has a count of its own, so there are none.
    """
    if tuple(map(int, re.findall(r"\d+", release)[:2])) >= (5, 14):
        return 0
    tasks = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if process.stat().st_uid == uid:
                tasks += len(list((process / "task").iterdir()))
        except FileNotFoundError:
            continue  # ended while we looked
    return tasks


def reason(status: int, limits: Limits) -> str:
    """Say in one sentence why a process ended that was not asked to.

    Parameters
    ----------
    status : int
        Its exit status as `subprocess` gives it: -n, or 128 + n through the sandbox, for signal n.
    limits : Limits
        The limits it ran under.
    """
    number = -status if status < 0 else status - 128
    if number == signal.SIGXCPU:
        return f"it used more than {limits.cpu} s of processor time"
    if number == signal.SIGSEGV:
        return "it crashed with a segmentation fault"
    if number == signal.SIGKILL:
        return "it was killed"
    if 0 < number < signal.NSIG and number in {int(known) for known in signal.Signals}:
        return f"it was ended by the signal {signal.Signals(number).name}"
    return f"it ended itself with exit status {status}"

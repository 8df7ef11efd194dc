"""How much of the machine student code may use, and what it means when it is stopped."""

from __future__ import annotations

import platform
import re
import signal
from collections.abc import Sequence

import psutil

from autograder.sandbox.ended import phrase
from autograder.sandbox.host import student, tool
from autograder.settings import GIB, Settings


def enforce(settings: Settings, argv: Sequence[str]) -> list[str]:
    """Wrap a command so that it runs under the limits that the system enforces."""
    options = []
    for name, value in resources(settings).items():
        # The soft limit kills with a signal of its own name, so the reason can be told.
        hard = f":{value + 1}" if name == "RLIMIT_CPU" else ""
        options.append(f"--{name.removeprefix('RLIMIT_').lower()}={value}{hard}")
    return [tool("prlimit"), *options, "--", *argv]


def resources(settings: Settings) -> dict[str, int]:
    """The limits that the system enforces, by the names of the `resource` module."""
    return {
        # Mapped code and an idle arena for each thread take addresses, and no memory.
        "RLIMIT_AS": settings.memory + GIB,
        "RLIMIT_NPROC": settings.processes + _counted_already(student(), platform.release()),
        "RLIMIT_CPU": settings.processor_seconds,
        "RLIMIT_FSIZE": settings.disk,
        "RLIMIT_NOFILE": settings.open_files,
        "RLIMIT_CORE": 0,
    }


def _counted_already(uid: int, release: str) -> int:
    """Tasks of the user that count against a limit set inside a user namespace.

    From Linux 5.14 on each user namespace has a count of its own, so there are none.
    """
    if tuple(map(int, re.findall(r"\d+", release)[:2])) >= (5, 14):
        return 0
    users = psutil.process_iter(["uids", "num_threads"])
    return sum(each.info["num_threads"] or 0 for each in users if each.info["uids"].real == uid)


def reason(status: int, settings: Settings) -> str:
    """Say in one sentence why a process ended that was not asked to.

    Parameters
    ----------
    status : int
        Its exit status as `subprocess` gives it: -n, or 128 + n through the sandbox, for signal n.
    settings : Settings
        What it ran under.
    """
    number = -status if status < 0 else status - 128
    if number == signal.SIGXCPU:
        return phrase("process.processor", seconds=settings.processor_seconds)
    if number == signal.SIGSEGV:
        return phrase("process.crashed")
    if number == signal.SIGKILL:
        return phrase("process.killed")
    if 0 < number < signal.NSIG and number in {int(known) for known in signal.Signals}:
        return phrase("process.signal", name=signal.Signals(number).name)
    return phrase("process.status", status=status)

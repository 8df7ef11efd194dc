"""Time from a kernel's start to its end with an empty cell between, beside stock kernels.

A stock kernel is started, used and shut down by nbclient, as nbgrader does it. Ours are forked, or
started afresh as where forking is not possible, without a sandbox and in one. The kinds take turns,
so that whatever else the machine does meets all, and the medians of the rounds are compared. What a
zygote costs once is printed beside: it serves many kernels.
"""

from __future__ import annotations

import atexit
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median

import nbformat
from nbclient import NotebookClient

from autograder.kernels.fresh import Fresh
from autograder.kernels.zygote import Zygote
from autograder.sandbox.bubblewrap import available

ROUNDS = 5
WARM_IN_A_ROUND = 20
TARGET = 0.030


@dataclass(frozen=True, kw_only=True)
class Timing:
    """Seconds from start to end of one kind of kernel (median), and of its zygote's start."""

    name: str
    seconds: float
    zygote: float | None = None
    target: float | None = None


def measure() -> list[Timing]:
    """Time all kinds that this machine can run; the stock kernel comes first."""
    kinds: dict[str, Callable[[], object]] = {"stock": _stock}
    zygotes: dict[str, float] = {}
    places = [("no sandbox", False)]
    if available() is None:
        places.append(("in the sandbox", True))
    with ExitStack() as stack:
        for place, sandbox in places:
            kinds[f"started afresh, {place}"] = _one_of(Fresh(sandbox=sandbox))
            started = time.perf_counter()
            zygote = stack.enter_context(Zygote(sandbox=sandbox))
            zygotes[f"forked, {place}"] = time.perf_counter() - started
            kinds[f"forked, {place}"] = _one_of(zygote)
        times: dict[str, list[float]] = {name: [] for name in kinds}
        for turn in range(ROUNDS):
            for name in list(kinds)[:: -1 if turn % 2 else 1]:
                for _ in range(WARM_IN_A_ROUND if name in zygotes else 1):
                    started = time.perf_counter()
                    kinds[name]()
                    times[name].append(time.perf_counter() - started)
    return [
        Timing(
            name=name,
            seconds=median(times[name]),
            zygote=zygotes.get(name),
            target=TARGET if name in zygotes else None,
        )
        for name in kinds
    ]


def _one_of(kernels: Zygote | Fresh) -> Callable[[], object]:
    def run() -> object:
        with kernels.kernel() as kernel:
            return kernel.execute("", 60)

    return run


def _stock() -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("")])
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=60,
        shutdown_kernel="immediate",
        extra_arguments=["--log-level=ERROR"],  # it warns of what is inside this machine
    )
    client.execute()
    atexit.unregister(client._cleanup_kernel)


def table(timings: list[Timing]) -> list[str]:
    """The lines to print: each kind beside the stock kernel, and the target."""
    row = "{:<34}{:>12}{:>10}{:>10}  {}"
    lines = [row.format("", "to dead", "faster", "zygote", "").rstrip()]
    for timing in timings:
        once = "" if timing.zygote is None else f"{timing.zygote:.1f} s"
        faster = f"{timings[0].seconds / timing.seconds:.1f} x"
        verdict = ""
        if timing.target is not None:
            met = "met" if timing.seconds <= timing.target else "missed"
            verdict = f"target {timing.target * 1e3:.0f} ms {met}"
        words = (timing.name, f"{timing.seconds * 1e3:,.0f} ms", faster, once, verdict)
        lines.append(row.format(*words).rstrip())
    return lines

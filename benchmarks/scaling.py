"""Time and memory to grade a submission in classes of 10, 100 and 1,000.

What a submission costs is the time by which a class takes longer that has more of them; what a
command takes before the first is told apart from it. Memory is that of the largest process, which
is the command itself: every kernel has the same limit, and ends with its submission.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from benchmarks import classes
from benchmarks.classes import Ended

LAB = "gradient_checking"
SIZES = (10, 100, 1000)
TARGET = 0.1
"""By how much the cost of a submission may differ."""


def measure() -> dict[int, Ended]:
    """Grade classes of all sizes, the small ones three times: the fastest counts."""
    ended = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        Path(folder).chmod(0o755)  # the sandbox reads it as another user
        for size in SIZES:
            course = classes.course(Path(folder) / str(size), LAB)
            classes.hand_in([course], LAB, size)
            times = 1 if size == max(SIZES) else 3
            runs = [classes.grade(course, LAB) for _ in range(times)]
            ended[size] = min(runs, key=lambda run: run.seconds)
    return ended


def table(ended: dict[int, Ended]) -> Iterator[str]:
    """What each class took, and what a submission costs in it, in lines."""
    row = "{:>18}{:>12}{:>26}{:>14}"
    yield row.format("submissions", "time", "for each one more", "memory")
    costs, before = [], 0
    for size, run in ended.items():
        cost = ""
        if before:
            costs.append((run.seconds - ended[before].seconds) / (size - before))
            cost = f"{costs[-1]:.3f} s"
        memory = f"{run.memory / 2**20:.0f} MiB"
        yield row.format(f"{size:,}", f"{run.seconds:.1f} s", cost, memory)
        before = size
    for small, large in pairwise(costs):
        change = large / small - 1
        met = "met" if change <= TARGET else "missed"
        yield f"{change:+.1%} for one more in the larger class, target {TARGET:.0%}: {met}"

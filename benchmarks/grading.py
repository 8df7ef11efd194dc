"""Time to grade a class, beside stock nbgrader on the same notebooks and beside its own limit.

Stock nbgrader has no configuration but the course's folders: no sandbox, no judge, its own steps,
its own kernels; a test cell checks against the public cases. It grades one submission after the
other, ours with two workers. Both are the command that a user types, from its start to its end, on
the whole class; ours is timed before and after stock nbgrader, so that whatever else the machine
does meets both.

The limit says how good ours is, whatever stock nbgrader is: the same cells, those that are run, in
one warm kernel with nothing around it and no judge, divided by the workers. As it is used, what
only demonstrates something is not run again; with --all-cells it is.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat

from autograder.course import Course
from autograder.kernels.zygote import Zygote
from autograder.sandbox.library import MOUNT, library
from autograder.submissions.released.demonstrations import is_demonstration
from benchmarks import classes
from benchmarks.classes import STUDENTS, WORKERS

SIZES = (12, 24, 100)
SIZE = 24
"""Of the class that stock nbgrader grades too."""
TARGET_AS_USED = 10.0
TARGETS = {"gradient_checking": (3.5, 2.5, 2.0)}
"""Times the limit, for each size, ..."""
OTHERWISE = (1.7, 1.3, 1.2)
"""... and in the labs where more is computed."""
ROW = "{:<22}{:<34}{:>8}{:>9}{:>8}  {}"


@dataclass(frozen=True, kw_only=True)
class Timing:
    """Seconds a submission: stock nbgrader, ours by the size of the class, and the cells alone."""

    lab: str
    stock: float
    as_used: dict[int, float]
    all_cells: float
    cells_as_used: float
    cells: float

    @property
    def limit(self) -> float:
        """What the cells take that are run as it is used, shared by the workers."""
        return self.cells_as_used / WORKERS


def measure(lab: str) -> Timing:
    """Grade classes of a lab, in turns with stock nbgrader."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        top = Path(folder)
        top.chmod(0o755)  # the sandbox reads it as another user
        courses = {size: classes.course(top / str(size), lab) for size in SIZES}
        stock = classes.stock_course(top / "stock", lab)
        classes.hand_in([courses[SIZE], stock], lab, SIZE)
        for size in SIZES:
            if size != SIZE:
                classes.hand_in([courses[size]], lab, size)
        used = {size: _ours(courses[size], lab) for size in SIZES}
        every = _ours(courses[SIZE], lab, "--all-cells")
        before = _alone(courses[SIZE], lab)
        timed = classes.run(stock, "nbgrader", "autograde", lab, "--create").seconds
        after = _alone(courses[SIZE], lab)
        used = {size: (used[size] + _ours(courses[size], lab)) / 2 for size in SIZES}
    return Timing(
        lab=lab,
        stock=timed / SIZE,
        as_used={size: used[size] / size for size in SIZES},
        all_cells=every / SIZE,
        cells_as_used=(before[0] + after[0]) / 2,
        cells=(before[1] + after[1]) / 2,
    )


def table(timing: Timing) -> Iterator[str]:
    """The limit, and beside it and stock nbgrader what ours takes, in lines."""
    yield ROW.format(timing.lab, "stock nbgrader", f"{timing.stock:.2f} s", "", "", "").rstrip()
    shared = f"the cells alone, shared by {WORKERS}"
    yield _row(timing, f"{shared}: the limit", timing.limit, timing.limit, "")
    targets = TARGETS.get(timing.lab, OTHERWISE)
    for (size, seconds), target in zip(timing.as_used.items(), targets, strict=True):
        met = "met" if seconds <= target * timing.limit else "missed"
        verdict = f"target {target} of the limit: {met}"
        if size == SIZE:
            met = "met" if timing.stock >= TARGET_AS_USED * seconds else "missed"
            verdict += f"; {TARGET_AS_USED:.0f} x stock: {met}"
        yield _row(timing, f"as it is used, class of {size}", seconds, timing.limit, verdict)
    yield _row(
        timing, f"--all-cells, class of {SIZE}", timing.all_cells, timing.cells / WORKERS, ""
    )


def _row(timing: Timing, what: str, seconds: float, limit: float, verdict: str) -> str:
    stock, own = f"{timing.stock / seconds:.1f} x", f"{seconds / limit:.2f}"
    return ROW.format("", what, f"{seconds:.2f} s", stock, own, verdict).rstrip()


def _ours(course: Course, lab: str, *options: str) -> float:
    return classes.grade(course, lab, *options).seconds


def _alone(course: Course, lab: str) -> tuple[float, float]:
    """Seconds that a notebook's cells take in a warm kernel: those run as it is used, and all."""
    source = nbformat.read(course.source(lab), as_version=4)
    shown = {cell.source for cell in source.cells if is_demonstration(cell)}
    used = every = 0.0
    with Zygote(
        readable=library(course), environment={"PYTHONPATH": MOUNT}, sandbox=False, cropped=False
    ) as zygote:
        for student in STUDENTS:
            path = next(course.submitted.glob(f"*-{student}")) / lab / f"{lab}.ipynb"
            cells = nbformat.read(path, as_version=4).cells
            texts = [cell.source for cell in cells if cell.cell_type == "code"]
            used += _run(zygote, [text for text in texts if text not in shown])
            every += _run(zygote, texts)
    return used / len(STUDENTS), every / len(STUDENTS)


def _run(zygote: Zygote, texts: list[str]) -> float:
    with zygote.kernel() as kernel:
        return sum(kernel.execute(text, 60.0).seconds for text in texts)

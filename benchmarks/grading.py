"""Time to grade a class, beside stock nbgrader on the same notebooks.

Stock nbgrader has no configuration but the course's folders: no sandbox, no judge, its own steps,
its own kernels; a test cell checks against the public cases. It grades one submission after the
other, ours with two workers. Both are the command that a user types, from its start to its end, on
the whole class; ours is timed before and after stock nbgrader, so that whatever else the machine
does meets both.

Two ratios, not to be taken for each other: as it is used, what only demonstrates something is not
run again; with --all-cells both run the same cells, and then nothing can be faster than those cells
alone, divided by the workers. That limit is measured in one warm kernel with nothing around it,
and without margins cut off figures, which stock nbgrader does and ours does not.
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
from benchmarks import classes
from benchmarks.classes import STUDENTS, WORKERS

SIZE = 24
TARGET_AS_USED = 10.0
TARGET_OF_LIMIT = 1.3


@dataclass(frozen=True, kw_only=True)
class Timing:
    """Seconds a submission: stock nbgrader, ours in both ways, and the cells alone."""

    lab: str
    stock: float
    as_used: float
    all_cells: float
    cells: float

    @property
    def limit(self) -> float:
        """What running all cells takes, shared by the workers."""
        return self.cells / WORKERS


def measure(lab: str) -> Timing:
    """Grade a class of a lab in turns."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        top = Path(folder)
        top.chmod(0o755)  # the sandbox reads it as another user
        course, stock = classes.course(top / "ours", lab), classes.stock_course(top / "stock", lab)
        classes.hand_in([course, stock], lab, SIZE)
        used, every = _ours(course, lab), _ours(course, lab, "--all-cells")
        timed = classes.run(stock, "nbgrader", "autograde", lab, "--create").seconds
        every = (every + _ours(course, lab, "--all-cells")) / 2
        used = (used + _ours(course, lab)) / 2
        cells = sum(_alone(course, lab, student) for student in STUDENTS) / len(STUDENTS)
    return Timing(
        lab=lab,
        stock=timed / SIZE,
        as_used=used / SIZE,
        all_cells=every / SIZE,
        cells=cells,
    )


def table(timing: Timing) -> Iterator[str]:
    """Both ratios and the limit, in lines."""
    as_used, all_cells = timing.stock / timing.as_used, timing.stock / timing.all_cells
    of_limit = timing.all_cells / timing.limit
    row = "{:<18}{:<30}{:>8}{:>10}  {}"
    met = "met" if as_used >= TARGET_AS_USED else "missed"
    yield row.format(timing.lab, "stock nbgrader", f"{timing.stock:.2f} s", "", "")
    yield row.format(
        "",
        f"as it is used, {WORKERS} workers",
        f"{timing.as_used:.2f} s",
        f"{as_used:.1f} x",
        f"target {TARGET_AS_USED:.0f} x: {met}",
    )
    yield row.format(
        "",
        f"--all-cells, {WORKERS} workers",
        f"{timing.all_cells:.2f} s",
        f"{all_cells:.1f} x",
        f"limit {timing.limit:.2f} s, {timing.stock / timing.limit:.1f} x: the cells alone, shared",
    )
    met = "met" if of_limit <= TARGET_OF_LIMIT else "missed"
    yield row.format("", "", "", "", f"{of_limit:.2f} of that, target {TARGET_OF_LIMIT}: {met}")


def _ours(course: Course, lab: str, *options: str) -> float:
    return classes.grade(course, lab, *options).seconds


def _alone(course: Course, lab: str, student: str) -> float:
    """Seconds that all cells of a notebook take in one warm kernel that has imported everything."""
    path = next(course.submitted.glob(f"*-{student}")) / lab / f"{lab}.ipynb"
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    with (
        Zygote(
            readable=library(course),
            environment={"PYTHONPATH": MOUNT},
            sandbox=False,
            cropped=False,
        ) as zygote,
        zygote.kernel() as kernel,
    ):
        return sum(kernel.execute(cell.source, 60.0).seconds for cell in cells)

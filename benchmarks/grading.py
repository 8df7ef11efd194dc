"""Time to grade a class, beside stock nbgrader on the same notebooks.

Stock nbgrader has no configuration but the course's folders: no sandbox, no judge, its own steps,
its own kernels; a test cell checks against the public cases. It grades one submission after the
other, ours with two workers. Both are the command that a user types, from its start to its end, on
the whole class; ours is timed before and after stock nbgrader, so that whatever else the machine
does meets both.

Two ratios, not to be taken for each other: as it is used, what only demonstrates something is not
run again; with --all-cells both run the same cells, and then nothing can be faster than those cells
alone, divided by the workers. That limit is measured in one warm kernel, with nothing around it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat

from autograder.course import Course
from autograder.example.students import CLASS, Lab
from autograder.kernels.library import MOUNT, library
from autograder.kernels.sandbox import available
from autograder.kernels.zygote import Zygote
from autograder.release.assignment import generate

SIZE = 24
WORKERS = 2
STUDENTS = ("ada", "alan", "emmy", "grace", "katherine", "srinivasa")
"""Those of the example class who hand in something that stock nbgrader can grade."""
TARGET_AS_USED = 10.0
TARGET_OF_LIMIT = 1.3

_ROOT = Path(__file__).parents[1]
_STOCK = """\
c = get_config()
c.CourseDirectory.source_directory = "notebooks"
c.ExecutePreprocessor.timeout = 60
"""


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
        course = _course(top / "ours", lab, (_ROOT / "nbgrader_config.py").read_text())
        stock = _course(top / "stock", lab, _STOCK)
        _hand_in(course, stock, lab)
        used, every = _ours(course, lab), _ours(course, lab, "--all-cells")
        timed = _nbgrader(stock, "autograde", lab, "--create")
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


def _course(root: Path, lab: str, config: str) -> Course:
    """A course folder of one lab, which is released in it."""
    shutil.copytree(_ROOT / "notebooks" / lab, root / "notebooks" / lab)
    (root / "nbgrader_config.py").write_text(config)
    for shared in ("helpers", "autograder"):
        (root / shared).symlink_to(_ROOT / shared)
    course = Course(root)
    if "autograder" in config:
        generate(course, lab)
    else:
        _nbgrader(course, "generate_assignment", lab)
    return course


def _hand_in(course: Course, stock: Course, lab: str) -> None:
    """Put the same notebooks into both course folders."""
    released, source = (
        nbformat.read(path, as_version=4)
        for path in (course.release / lab / f"{lab}.ipynb", course.source(lab))
    )
    known = Lab.of(lab, released, source)
    for number in range(SIZE):
        text = CLASS[STUDENTS[number % len(STUDENTS)]](known)
        for folder in (course, stock):
            student = f"{number:03}-{STUDENTS[number % len(STUDENTS)]}"
            path = folder.submitted / student / lab / f"{lab}.ipynb"
            path.parent.mkdir(parents=True)
            path.write_text(text, encoding="utf-8")


def _ours(course: Course, lab: str, *options: str) -> float:
    """Seconds of our command."""
    words = ["grade", lab, "--course", str(course.root), "--workers", str(WORKERS), "--again"]
    safely = () if available() is None else ("--no-sandbox",)
    return _seconds(course, "autograder", *words, *options, *safely)


def _nbgrader(course: Course, *words: str) -> float:
    """Seconds of a command of nbgrader."""
    return _seconds(course, "nbgrader", *words)


def _seconds(course: Course, module: str, *words: str) -> float:
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=course.root,
        env={
            **os.environ,
            "PYTHONPATH": str(_ROOT),
            "PATH": f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}",
        },
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - started


def _alone(course: Course, lab: str, student: str) -> float:
    """Seconds that all cells of a notebook take in one warm kernel that has imported everything."""
    path = next(course.submitted.glob(f"*-{student}")) / lab / f"{lab}.ipynb"
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    with (
        Zygote(
            readable=library(course), environment={"PYTHONPATH": MOUNT}, sandbox=False
        ) as zygote,
        zygote.kernel() as kernel,
    ):
        return sum(kernel.execute(cell.source, 60.0).seconds for cell in cells)

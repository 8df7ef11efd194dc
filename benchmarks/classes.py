"""Course folders for the benchmarks: one lab, and a class that handed it in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import nbformat

from autograder.course import Course
from autograder.example.students import CLASS, Lab
from autograder.release.assignment import generate
from autograder.sandbox.bubblewrap import available

WORKERS = 2
STUDENTS = ("ada", "alan", "emmy", "grace", "katherine", "srinivasa")
"""Those of the example class who hand in something that stock nbgrader can grade."""
ROOT = Path(__file__).parents[1]

_STOCK = """\
c = get_config()
c.CourseDirectory.source_directory = "notebooks"
c.ExecutePreprocessor.timeout = 60
"""


@dataclass(frozen=True)
class Ended:
    """A command that has ended: seconds, and bytes of the largest of its processes."""

    seconds: float
    memory: int


def course(root: Path, lab: str) -> Course:
    """A course folder of one lab, which is released in it."""
    made = _folder(root, lab, (ROOT / "nbgrader_config.py").read_text())
    generate(made, lab)
    return made


def stock_course(root: Path, lab: str) -> Course:
    """The same for stock nbgrader: no configuration but the course's folders."""
    made = _folder(root, lab, _STOCK)
    run(made, "nbgrader", "generate_assignment", lab)
    return made


def hand_in(courses: Sequence[Course], lab: str, size: int) -> None:
    """Put the same notebooks of a class into some course folders."""
    released, source = (
        nbformat.read(path, as_version=4)
        for path in (courses[0].release / lab / f"{lab}.ipynb", courses[0].source(lab))
    )
    known = Lab.of(lab, released, source)
    texts = {student: CLASS[student](known) for student in STUDENTS}
    for number in range(size):
        student = STUDENTS[number % len(STUDENTS)]
        for folder in courses:
            path = folder.submitted / f"{number:04}-{student}" / lab / f"{lab}.ipynb"
            path.parent.mkdir(parents=True)
            path.write_text(texts[student], encoding="utf-8")


def grade(course: Course, lab: str, *options: str) -> Ended:
    """Our command, on everybody, with two workers."""
    words = ["grade", lab, "--course", str(course.root), "--workers", str(WORKERS), "--again"]
    safely = () if available() is None else ("--no-sandbox",)
    return run(course, "autograder", *words, *options, *safely)


def run(course: Course, module: str, *words: str) -> Ended:
    """Run a command in a course folder to its end.

    Raises
    ------
    subprocess.CalledProcessError
        It failed.
    """
    command = [sys.executable, "-m", module, *words]
    paths = {
        "PYTHONPATH": str(ROOT),
        "PATH": f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}",
    }
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    started = perf_counter()
    process = subprocess.Popen(command, cwd=course.root, env={**os.environ, **paths}, **quiet)
    _, status, used = os.wait4(process.pid, 0)
    seconds = perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Ended(seconds, used.ru_maxrss * 1024)


def _folder(root: Path, lab: str, config: str) -> Course:
    shutil.copytree(ROOT / "notebooks" / lab, root / "notebooks" / lab)
    (root / "nbgrader_config.py").write_text(config)
    for shared in ("helpers", "autograder"):
        (root / shared).symlink_to(ROOT / shared)
    return Course(root)

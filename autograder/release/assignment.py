"""nbgrader's generate_assignment, run so that a failure leaves the last release as it was."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Base
from sqlalchemy import URL, create_engine
from sqlalchemy.exc import SQLAlchemyError

from autograder import configuration
from autograder.course import Course, CourseError
from autograder.results.faults import fault
from autograder.results.redefinition import define
from autograder.submissions.released.definition import Release

KEPT_OF_A_CELL = ("nbgrader", "tags", "editable", "deletable")
PYTHON = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_GRADEBOOK = "gradebook.db"


class ReleaseError(CourseError):
    """A lab cannot be released; the message is one sentence."""


def generate(
    course: Course, lab: str, seed: int = 0, report: Callable[[str], object] = print
) -> Path:
    """Write `release/<lab>/`, and the assignment's definition into the gradebook.

    nbgrader deletes the release when it fails, and refuses to change cells that were submitted. So
    it writes beside the release, and into a gradebook of its own; the real one is told and the
    folders are swapped only when it is done. It runs as a command: that reads the course's own
    nbgrader_config.py, and changes no directory of ours.

    Parameters
    ----------
    course : Course
    lab : str
    seed : int
        Decides what differs from release to release.
    report : callable
        Is given lines of text: what has happened to cells of which there are submissions.

    Returns
    -------
    Path
        The folder `release/<lab>/`.

    Raises
    ------
    CourseError
        The course has no such lab.
    ReleaseError
        nbgrader refused the source notebook, or the gradebook cannot be used.
    """
    course.source(lab)
    course.build.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f"release-{lab}-", dir=course.build) as beside:
        staging = Path(beside)
        _run_nbgrader(course, lab, staging, seed)
        for notebook in (staging / lab).glob("*.ipynb"):
            tidy(notebook)
        for line in _define(course, lab, staging):
            report(line)
        target = course.release / lab
        target.parent.mkdir(exist_ok=True)
        if target.exists():
            shutil.move(target, staging / "replaced")
        shutil.move(staging / lab, target)
    return target


def _run_nbgrader(course: Course, lab: str, staging: Path, seed: int) -> None:
    command = [sys.executable, "-m", "autograder.nbgrader", "generate_assignment", lab, "--force"]
    command.append(f"--HandOut.seed={seed}")
    command.append(f"--CourseDirectory.release_directory={staging.relative_to(course.root)}")
    made = (staging / _GRADEBOOK).relative_to(course.root)
    command.append(f"--CourseDirectory.db_url=sqlite:///{made}")
    _make_tables(staging / _GRADEBOOK)
    done = subprocess.run(command, cwd=course.root, capture_output=True, text=True)
    if done.returncode != 0 or not (staging / lab).is_dir():
        raise ReleaseError(f"nbgrader cannot release {lab}: {_reason(done.stderr)}")


def _make_tables(gradebook: Path) -> None:
    """Make nbgrader's tables: it takes long over a gradebook that has none."""
    engine = create_engine(_url(gradebook))
    Base.metadata.create_all(engine)
    engine.dispose()


def _define(course: Course, lab: str, staging: Path) -> list[str]:
    """Tell the course's gradebook what nbgrader has noted down in its own."""
    db_url = configuration.db_url(configuration.load(course))
    made = Release.read(_url(staging / _GRADEBOOK), lab)
    try:
        return define(db_url, made, course.records / "removed" / f"{lab}.jsonl")
    except (SQLAlchemyError, OSError) as error:
        raise ReleaseError(fault(error, db_url)) from error


def _url(gradebook: Path) -> str:
    return URL.create("sqlite", database=str(gradebook)).render_as_string()


def _reason(log: str) -> str:
    """The first exception that nbgrader's log shows; else the first error; else its last line."""
    shown = re.findall(r"^ +[\w.]*(?:Error|Exception): (.+)$", log, re.MULTILINE)
    errors = re.findall(r"^\[\w+ \| (?:ERROR|CRITICAL)\] (.+)$", log, re.MULTILINE)
    lines = [line for line in log.splitlines() if line.strip()]
    return str([*shown, *errors, *lines[-1:], "it gave no reason"][0]).rstrip(".")


def tidy(path: Path) -> None:
    """Leave in a released notebook the metadata that grading needs, and the kernel python3."""
    notebook: Any = nbformat.read(path, as_version=4)
    notebook.metadata = nbformat.from_dict(PYTHON)
    for cell in notebook.cells:
        kept = {key: cell.metadata[key] for key in KEPT_OF_A_CELL if key in cell.metadata}
        cell.metadata = nbformat.from_dict(kept)
    nbformat.write(notebook, path)

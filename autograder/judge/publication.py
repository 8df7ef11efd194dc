"""The public cases of a course: writing them, and telling whether they are up to date."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from autograder.checks import public
from autograder.checks.name import CheckpointName
from autograder.course import Course, CourseError
from autograder.judge.exams import public_seed, set_exam
from autograder.judge.freshness import same
from autograder.judge.reference import test_cells
from autograder.labs import find, names


def write_cases(course: Course, folder: Path = public.FOLDER) -> list[Path]:
    """Write the public cases of the checkpoints whose cases are not up to date.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    CourseError
        A test cell is missing, or carries other points than its checkpoint.
    """
    wanted = names(course.labs())
    return [
        public.save(set_exam(course, name, public_seed(name)), folder)
        for name in stale_cases(course, folder)
        if name in wanted
    ]


def stale_cases(course: Course, folder: Path = public.FOLDER) -> list[CheckpointName]:
    """Names of the checkpoints whose public cases are not what would be written now.

    Raises
    ------
    CourseError
        A test cell is missing, or carries other points than its checkpoint.
    """
    wanted, known = names(course.labs()), public.checkpoints(folder)
    _compare_points(course, wanted)
    return [
        *(name for name in wanted if name not in known or _differs(course, name, folder)),
        *(name for name in known if name not in wanted),
    ]


def _compare_points(course: Course, wanted: Sequence[CheckpointName]) -> None:
    cells = {lab: test_cells(course, lab) for lab in {name.lab for name in wanted}}
    for name in wanted:
        carried, points = cells[name.lab], find(name).points
        if name.grade_id not in carried:
            raise CourseError(f"no test cell of {name.lab} has the grade_id {name.grade_id!r}")
        if carried[name.grade_id] != points:
            raise CourseError(
                f"{name} is worth {points:g} points, and its test cell"
                f" says {carried[name.grade_id]:g}"
            )


def _differs(course: Course, name: CheckpointName, folder: Path) -> bool:
    return not same(public.load(name, folder), set_exam(course, name, public_seed(name)))

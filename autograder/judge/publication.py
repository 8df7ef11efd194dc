"""The public cases of a course: writing them, and telling whether they are up to date."""

from __future__ import annotations

from pathlib import Path

from autograder.checks import public
from autograder.course import Course, CourseError
from autograder.judge.exams import public_seed, set_exam
from autograder.judge.freshness import same
from autograder.judge.reference import test_cells
from autograder.labs import LABS


def write_cases(course: Course) -> list[Path]:
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
    return [
        public.save(set_exam(course, name, public_seed(name)), public.FOLDER)
        for name in stale_cases(course)
        if name in names(course)
    ]


def stale_cases(course: Course) -> list[str]:
    """Names of the checkpoints whose public cases are not what would be written now.

    Raises
    ------
    CourseError
        A test cell is missing, or carries other points than its checkpoint.
    """
    _compare_points(course)
    wanted = names(course)
    known = public.checkpoints()
    return [
        *(name for name in wanted if name not in known or _differs(course, name)),
        *(name for name in known if name not in wanted),
    ]


def names(course: Course) -> list[str]:
    """Full names of the checkpoints of the course's labs."""
    return [
        f"{lab}.{point.grade_id}" for lab in course.labs() if lab in LABS for point in LABS[lab]
    ]


def _compare_points(course: Course) -> None:
    for lab in (lab for lab in course.labs() if lab in LABS):
        carried = test_cells(course, lab)
        for point in LABS[lab]:
            if point.grade_id not in carried:
                raise CourseError(f"no test cell of {lab} has the grade_id {point.grade_id!r}")
            if carried[point.grade_id] != point.points:
                raise CourseError(
                    f"{lab}.{point.grade_id} is worth {point.points:g} points, and its test cell"
                    f" says {carried[point.grade_id]:g}"
                )


def _differs(course: Course, name: str) -> bool:
    return not same(public.load(name), set_exam(course, name, public_seed(name)))

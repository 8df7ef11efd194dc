"""The public cases of a course: writing them, and telling whether they are up to date."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from autograder.checks import public
from autograder.checks.plain import Tree
from autograder.course import Course, CourseError
from autograder.judge.exams import public_seed, set_exam
from autograder.judge.reference import test_cells
from autograder.labs import LABS


def write_cases(course: Course) -> list[Path]:
    """Write the public cases of every checkpoint of every lab that the course has.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    CourseError
        A test cell is missing, or carries other points than its checkpoint.
    """
    _compare_points(course)
    return [
        public.save(set_exam(course, name, public_seed(name)), public.FOLDER)
        for name in names(course)
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
    stored = public.to_tree(public.load(name))
    return not _close(stored, public.to_tree(set_exam(course, name, public_seed(name))))


def _close(a: Tree, b: Tree) -> bool:
    """Equal but for round-off, which differs from machine to machine."""
    if isinstance(a, dict) and isinstance(b, dict):
        if set(a) == set(b) == {"<Within>"}:
            return _agree(a["<Within>"], b["<Within>"])
        return list(a) == list(b) and all(_close(a[key], b[key]) for key in a)
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        return len(a) == len(b) and all(map(_close, a, b))
    if isinstance(a, np.ndarray | float) and isinstance(b, np.ndarray | float):
        return np.shape(a) == np.shape(b) and np.allclose(
            a, b, rtol=1e-9, atol=1e-12, equal_nan=True
        )
    return type(a) is type(b) and a == b


def _agree(a: Tree, b: Tree) -> bool:
    """Whether two values with a margin are the same, but for what the margin is there for."""
    return np.shape(a["value"]) == np.shape(b["value"]) and (
        np.allclose(a["value"], b["value"], rtol=0, atol=a["margin"])
        and np.isclose(a["margin"], b["margin"], rtol=1e-3, atol=0)
    )

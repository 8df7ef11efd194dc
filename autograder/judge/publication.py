"""The public cases of a course: writing them, and telling whether they are up to date."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from autograder.checks import public
from autograder.checks.exam import Exam
from autograder.checks.name import CheckpointName
from autograder.checks.recognition.two_mistakes import FORM, Sketches
from autograder.course import Course, CourseError
from autograder.judge.exams import public_exam
from autograder.judge.freshness import close, same
from autograder.judge.reference import test_cells
from autograder.judge.two_mistakes import sketches
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
    exams = (
        (name, public_exam(course, name)) for name in stale_cases(course, folder) if name in wanted
    )
    return [
        public.save(exam, _sketches(course, name, exam, folder), folder) for name, exam in exams
    ]


def _sketches(course: Course, name: CheckpointName, exam: Exam, folder: Path) -> Sketches:
    """Sketches of pairs of mistakes; those that are there, where what they are made of is as well.

    To make them takes a minute and more.
    """
    try:
        stored = public.load(name, folder)
        theirs, ours = (
            [(mistake.id, list(mistake.answers)) for mistake in one.mistakes()]
            for one in (stored, exam)
        )
        kept = public.sketches(name, folder)
        if kept.form == FORM and close(theirs, ours, noisy=True):
            return kept
    except (LookupError, TypeError, ValueError):  # written in another form, or damaged
        pass
    return sketches(course, name, exam)


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
    try:
        stored, form = public.load(name, folder), public.sketches(name, folder).form
    except (LookupError, TypeError, ValueError):  # written in another form, or damaged
        return True
    return form != FORM or not same(stored, public_exam(course, name))

"""Writing the example class into `submitted/`, where nothing real is in its way."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import nbformat

from autograder.course import Course, CourseError
from autograder.example.students import CLASS, Lab
from autograder.release.assignment import generate
from autograder.submissions.example_class import is_example, mark


def write(course: Course, lab: str) -> list[Path]:
    """Write the example class of a lab.

    Parameters
    ----------
    course : Course
    lab : str

    Returns
    -------
    list of Path
        The notebooks that were written.

    Raises
    ------
    CourseError
        Something else has been submitted already, or the lab has no example class.
    """
    source = course.source(lab)
    there = [path for path in course.submitted.glob(f"*/{lab}") if os.path.lexists(path)]
    if there and not is_example(course, lab):
        names = ", ".join(sorted(path.parent.name for path in there)[:5])
        raise CourseError(
            f"{course.submitted} holds submissions of {lab} already ({names}): "
            "the example class is written only where there are none"
        )
    if not course.is_released(lab):
        generate(course, lab)
    known = Lab.of(
        lab,
        nbformat.read(course.release / lab / f"{lab}.ipynb", as_version=4),
        nbformat.read(source, as_version=4),
    )
    for folder in there:
        shutil.rmtree(folder)
    written = []
    for student, does in CLASS.items():
        path = course.submitted / student / lab / f"{lab}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(does(known), encoding="utf-8")
        written.append(path)
    mark(course, lab)
    return written

"""What a student handed in, taken for nbgrader's steps as our own command takes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from autograder.course import Course
from autograder.settings import Settings
from autograder.submissions.finding.folders import HandIn, hand_ins
from autograder.submissions.intake import Intake, take_in
from autograder.submissions.released.definition import Definition


def handed_in(course: Course, settings: Settings, resources: dict[str, Any]) -> Intake:
    """The submission that nbgrader is converting.

    Parameters
    ----------
    course : Course
    settings : Settings
    resources : dict
        nbgrader's, which name the lab, the student and the gradebook.
    """
    about = resources["nbgrader"]
    lab, student = about["assignment"], about["student"]
    definition = Definition.read(about["db_url"], lab, course.source(lab))
    found = hand_ins(course.submitted, lab, course.labs(), student)
    nothing = HandIn(student, Path(resources["metadata"]["path"]))
    return take_in(found[0] if found else nothing, definition, settings)

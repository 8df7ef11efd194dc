"""What makes nbgrader look at submissions that it would pass over.

nbgrader grades a student where ``submitted/<student>/<lab>/`` holds something called ``*.ipynb``.
Where the notebook has another name or lies elsewhere, an empty folder of such a name stands there
while the command runs; what is graded is what our own command takes.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
from pathlib import Path

from autograder.course import Course
from autograder.submissions.files import PLACEHOLDER
from autograder.submissions.finding.folders import hand_ins


def hold_places(root: Path, words: list[str] = sys.argv) -> None:
    """While this command lasts, if it is nbgrader's `autograde`, hold places in a course folder.

    Parameters
    ----------
    root : Path
    words : list of str
        The command; a lab is one of them, or the end of one.
    """
    if words[1:2] != ["autograde"]:
        return
    course = Course(root)
    made: list[Path] = []
    own = os.getpid()
    atexit.register(lambda: _remove(made) if os.getpid() == own else None)
    with contextlib.suppress(OSError):  # then nbgrader passes over who it would have passed over
        for lab in {word.rpartition("=")[2] for word in words} & set(course.labs()):
            for found in hand_ins(course.submitted, lab, course.labs()):
                _hold(found.home / lab, made)


def _hold(folder: Path, made: list[Path]) -> None:
    """Hold a place in a folder where nbgrader would look for a notebook and find none."""
    place = folder / PLACEHOLDER
    linked = folder.is_symlink() or folder.parent.is_symlink()
    if linked or any(path != place for path in folder.glob("*.ipynb")):
        return
    if not folder.is_dir():
        folder.mkdir()
        made.append(folder)
    place.mkdir(exist_ok=True)  # one that a killed command has left is removed with this one's
    made.append(place)


def _remove(made: list[Path]) -> None:
    for path in reversed(made):
        with contextlib.suppress(OSError):
            path.rmdir()

"""What student code may import, and under which name it sees it."""

from __future__ import annotations

from pathlib import Path

from autograder.course import Course

MOUNT = "/course"
"""Where the library lies for student code; it belongs on PYTHONPATH."""

# The same that a student's bundle holds: the judge, the labs and the grader stay outside.
_SHARED = ("helpers", "autograder/__init__.py", "autograder/checks")


def library(course: Course) -> tuple[tuple[Path, str], ...]:
    """Pairs (path on this machine, path seen by student code) of what student code may import.

    Parameters
    ----------
    course : Course
        The course folder that holds `helpers/` and `autograder/`.

    Raises
    ------
    FileNotFoundError
        The course folder lacks one of them.
    """
    pairs = tuple((course.root / name, f"{MOUNT}/{name}") for name in _SHARED)
    for path, _ in pairs:
        if not path.exists():
            raise FileNotFoundError(f"student code needs {path}, and it is not there")
    return pairs

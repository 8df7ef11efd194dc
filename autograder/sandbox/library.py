"""What student code may import, and under which name it sees it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from autograder.course import Course

MOUNT = "/course"
"""Where the library lies for student code; it belongs on PYTHONPATH."""

# The same that a student's bundle holds: the judge, the labs and the grader stay outside.
_SHARED = ("helpers", "autograder/__init__.py", "autograder/checks")
_LEFT_OUT = {"__pycache__", ".ipynb_checkpoints"}


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


def files(course: Course) -> list[tuple[Path, str]]:
    """Pairs (path on this machine, path below `MOUNT`) of every file of the library, sorted.

    What Python compiled is left out, and what an editor keeps.
    """
    return [
        (path, str(PurePosixPath(seen).relative_to(MOUNT) / path.relative_to(top)))
        for top, seen in library(course)
        for path in ([top] if top.is_file() else sorted(top.rglob("*")))
        if path.is_file() and not set(path.parts) & _LEFT_OUT
    ]

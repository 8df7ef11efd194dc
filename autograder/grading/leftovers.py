"""What nbgrader copies along with a submission, and which notebook of it nbgrader takes.

nbgrader calls these two before and after it converts one submission. They have nothing to do where
our own command grades, which hands nbgrader one file and no more.
"""

from __future__ import annotations

import shutil
from pathlib import Path

KEPT = "timestamp.txt"


def take_one_notebook(*, assignment: str, student: str, notebooks: list[str]) -> None:  # noqa: ARG001
    """Let nbgrader convert the lab's notebook alone, whatever its author called it.

    Parameters
    ----------
    assignment, student : str
        What nbgrader is asked to convert; the student may be a pattern.
    notebooks : list of str
        Paths of the submitted notebooks, changed in place.
    """
    notebooks[:] = sorted({str(Path(path).parent / f"{assignment}.ipynb") for path in notebooks})


def remove_leftovers(*, assignment: str, student: str, notebooks: list[str]) -> None:  # noqa: ARG001
    """Remove from `autograded` what came with a notebook: nothing of it may reach the feedback."""
    for path in map(Path, notebooks):
        step, name, lab = path.parents[2], path.parent.parent.name, path.parent.name
        folder = step.parent / "autograded" / name / lab
        for entry in folder.iterdir() if folder.is_dir() else ():
            if entry.name in (path.name, KEPT) and not entry.is_symlink():
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()

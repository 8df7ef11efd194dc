"""What nbgrader copies along with a submission, and which notebook of it nbgrader takes.

nbgrader calls these two before and after it converts one submission. They have nothing to do where
our own command grades, which takes one file and no more.
"""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

from autograder.submissions.files import SECRET, TIMESTAMP
from autograder.submissions.intake import time_of

ASIDE = ".unreadable-"
"""What the names begin with of what is set aside: no command looks at such names."""


def take_one_notebook(*, assignment: str, student: str, notebooks: list[str]) -> None:  # noqa: ARG001
    """Let nbgrader convert the lab's notebook alone, whatever its author called it.

    nbgrader copies all other files of a submission, follows links as it does so, waits for pipes,
    and ends where a time cannot be read: such things are set aside first.

    Parameters
    ----------
    assignment, student : str
        What nbgrader is asked to convert; the student may be a pattern.
    notebooks : list of str
        Paths of the submitted notebooks, changed in place.
    """
    folders = sorted({Path(path).parent for path in notebooks})
    for folder in folders:
        _set_aside(folder)
    notebooks[:] = [str(folder / f"{assignment}.ipynb") for folder in folders]


def remove_leftovers(*, assignment: str, student: str, notebooks: list[str]) -> None:  # noqa: ARG001
    """Remove from `autograded` what came with a notebook: nothing of it may reach the feedback.

    But for what nbgrader needs to hand that out.
    """
    for path in map(Path, notebooks):
        step, name, lab = path.parents[2], path.parent.parent.name, path.parent.name
        folder = step.parent / "autograded" / name / lab
        for entry in folder.iterdir() if folder.is_dir() else ():
            if entry.name in (path.name, TIMESTAMP, SECRET) and not entry.is_symlink():
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()


def _set_aside(folder: Path) -> None:
    """Move what is a link, is no regular file, or gives no time, out of a submission's folder."""
    for linked in (folder.parent, folder):
        if linked.is_symlink():
            linked.rename(linked.with_name(f"{ASIDE}{linked.name}"))
            folder.mkdir(parents=True)
    odd = {folder / TIMESTAMP} if time_of(folder)[1] else set()
    for top, _, names in os.walk(folder):
        odd |= {path for name in names if not _is_regular(path := Path(top, name))}
    for path in odd:
        if path.suffix != ".ipynb":  # which nbgrader does not copy
            name = "-".join([folder.name, *path.relative_to(folder).parts])
            path.rename(folder.with_name(f"{ASIDE}{name}"))


def _is_regular(path: Path) -> bool:
    return stat.S_ISREG(path.lstat().st_mode)

"""Where the students' submissions of a lab lie, also where their folders are called otherwise."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from autograder.submissions.files import below

_NOTEBOOK = re.compile(r".*\.(?:ipynb.*|json|txt)", re.IGNORECASE)


@dataclass(frozen=True)
class HandIn:
    """What a student handed in for a lab: a folder, and what is odd about it, if anything."""

    student: str
    folder: Path
    remark: str = ""


def hand_ins(
    submitted: Path, lab: str, labs: Iterable[str], student: str | None = None
) -> list[HandIn]:
    """What was handed in for a lab, in the order of the students' names.

    A student's folder belongs to the lab if there is a folder of the lab's name in it, in any
    spelling; or, where there is none for any lab, if it holds anything at all.

    Parameters
    ----------
    submitted : Path
        Holds a folder for each student.
    lab : str
    labs : iterable of str
        Every lab of the course.
    student : str, optional
        The only one to look at.
    """
    names = [student] if student is not None else _names(submitted)
    found = (_hand_in(submitted / name, lab, set(labs)) for name in names)
    return [one for one in found if one is not None]


def strays(submitted: Path) -> list[str]:
    """Names of notebooks and archives that lie in no student's folder: nobody knows whose."""
    if not submitted.is_dir():
        return []
    endings = (".ipynb", ".zip")
    return sorted(
        entry.name
        for entry in os.scandir(submitted)
        if entry.name.lower().endswith(endings) and not entry.is_dir(follow_symlinks=False)
    )


def _names(submitted: Path) -> list[str]:
    if not submitted.is_dir():
        return []
    return sorted(
        entry.name
        for entry in os.scandir(submitted)
        if not entry.name.startswith(".") and (entry.is_symlink() or not entry.is_file())
    )


def _hand_in(folder: Path, lab: str, labs: set[str]) -> HandIn | None:
    student = folder.name
    if _is_there(folder / lab):
        return HandIn(student, folder / lab)
    try:
        inside = sorted(entry.name for entry in os.scandir(folder) if entry.name[0] != ".")
    except OSError:
        # A link to nowhere, or what cannot be looked at: the intake says which.
        return HandIn(student, folder / lab) if os.path.lexists(folder) else None
    spelt = {_plain(name): name for name in reversed(inside)}
    if _plain(lab) in spelt:
        name = spelt[_plain(lab)]
        path = folder / name
        return HandIn(
            student,
            path if path.is_dir() else folder,
            f"the folder is called {name!r}; it was graded as {lab!r}",
        )
    if set(spelt) & set(map(_plain, labs)) or not inside:
        return None
    return _without_folder(folder, lab, labs)


def _without_folder(folder: Path, lab: str, labs: set[str]) -> HandIn | None:
    """A student's folder without one for any lab: whose notebook it is, its name or cells tell."""
    notebooks = [path for path in below(folder) if _NOTEBOOK.fullmatch(path.name)]
    for path in notebooks:
        others = [name for name in labs - {lab} if _plain(name) in _plain(path.name)]
        if _plain(lab) in _plain(path.name):
            remark = f"the notebook is not in a folder called {lab!r}"
            return HandIn(folder.name, folder, remark)
        if others:
            return None
    return HandIn(folder.name, folder, f"there is no folder called {lab!r}")


def _plain(name: str) -> str:
    """A name without what people write differently: case, blanks, hyphens, underscores."""
    return re.sub(r"[\W_]", "", name).casefold()


def _is_there(folder: Path) -> bool:
    """Whether somebody handed something in; what cannot be looked at is there, and is rejected."""
    try:
        folder.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True

"""Taking a submission from its folder: a notebook's bytes and a time, nothing else, no link."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from nbgrader.utils import parse_utc

from autograder.settings import DEFAULTS, Settings
from autograder.submissions.parsing import RejectedError
from autograder.submissions.problems import listed, quoted

TIMESTAMP = "timestamp.txt"
_MAX_TIMESTAMP = 100


@dataclass(frozen=True)
class Intake:
    """What was taken: the notebook's bytes, or the reason why there are none."""

    data: bytes = b""
    timestamp: str | None = None
    problems: tuple[str, ...] = ()
    rejected: str | None = None


def take(folder: Path, lab: str, settings: Settings = DEFAULTS) -> Intake:
    """Take the notebook of a lab from a folder that a student filled.

    One notebook under another name is taken too, and that is a problem with a sentence.
    Everything else in the folder is left where it is.

    Parameters
    ----------
    folder : Path
        `submitted/<student>/<lab>`.
    lab : str
    settings : Settings
    """
    try:
        if folder.is_symlink() or folder.parent.is_symlink():
            raise RejectedError("the submission is a symbolic link, which is not followed")
        name, problems = _notebook_in(folder, lab)
        timestamp, problem = time_of(folder)
        problems += [problem] if problem else []
        return Intake(read(folder / name, settings.submission), timestamp, tuple(problems))
    except RejectedError as reason:
        return Intake(rejected=str(reason))
    except OSError as error:
        return Intake(rejected=f"the submission can not be read ({error.strerror})")


def read(path: Path, limit: int) -> bytes:
    """Read a regular file, and nothing that only looks like one.

    Raises
    ------
    RejectedError
        It is a symbolic link, a pipe or a device, or too large.
    OSError
        It can not be read.
    """
    if path.is_symlink():
        raise RejectedError(f"{quoted(path.name)} is a symbolic link, which is not followed")
    # Without O_NONBLOCK, opening a named pipe waits for somebody to write into it.
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise RejectedError(f"{quoted(path.name)} is not a regular file")
        if status.st_size > limit:
            raise RejectedError(
                f"{quoted(path.name)} has {status.st_size / 1e6:.0f} MB, "
                f"at most {limit / 1e6:.0f} are read"
            )
        return file.read(limit)


def _notebook_in(folder: Path, lab: str) -> tuple[str, list[str]]:
    names = sorted(entry.name for entry in os.scandir(folder) if _is_notebook(entry))
    wanted = f"{lab}.ipynb"
    if wanted in names:
        others = [quoted(name) for name in names if name != wanted]
        left_out = [f"besides {wanted} there is {listed(others)}: left out"] if others else []
        return wanted, left_out
    if not names:
        raise RejectedError(f"there is no notebook {wanted}")
    if len(names) > 1:
        found = listed([quoted(name) for name in names])
        raise RejectedError(f"there is no notebook {wanted}, and several others: {found}")
    return names[0], [f"the notebook is called {quoted(names[0])}, it was taken for {wanted}"]


def _is_notebook(entry: os.DirEntry[str]) -> bool:
    is_file_or_link = entry.is_symlink() or not entry.is_dir(follow_symlinks=False)
    return entry.name.endswith(".ipynb") and not entry.name.startswith(".") and is_file_or_link


def time_of(folder: Path) -> tuple[str | None, str]:
    """The time of submission that nbgrader's collecting commands leave beside the notebook.

    Returns
    -------
    str or None
        The time, where there is one.
    str
        What is wrong with it, in a sentence; empty where nothing is.
    """
    try:
        text = read(folder / TIMESTAMP, _MAX_TIMESTAMP).decode().strip()
        parse_utc(text)
    except FileNotFoundError:
        return None, ""
    except (RejectedError, OSError, ValueError, OverflowError):
        return None, f"{TIMESTAMP} holds no time, so nobody knows when this was handed in"
    return text, ""

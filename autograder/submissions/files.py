"""Files that somebody else wrote: read without following a link, and found without end."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from autograder.submissions.problems import RejectedError, quoted
from autograder.words import phrase

TIMESTAMP, SECRET = "timestamp.txt", "submission_secret.txt"
"""What nbgrader's exchange leaves beside a notebook: when it came, and how its owner is known."""

PLACEHOLDER = "placeholder.ipynb"
"""An empty folder that makes nbgrader look into the one in which it lies."""

_MACHINE_MADE = re.compile(r"\..*|__pycache__|__MACOSX|venv|env|node_modules|site-packages")
_PROMISING = re.compile(r"\.(ipynb|zip|tar|t?gz|t?bz2|t?xz|7z|rar)\b", re.IGNORECASE)
_LOOKED_AT = 5_000
_DEPTH = 4
_BOTTOM = 20
_Entries = list[os.DirEntry[str]]


def read(path: Path, limit: int) -> bytes:
    """Read a regular file, and nothing that only looks like one.

    Raises
    ------
    RejectedError
        It is a symbolic link, a pipe or a device, or too large.
    OSError
        It cannot be read.
    """
    if path.is_symlink():
        raise RejectedError(phrase("taken.link", name=quoted(path.name)))
    # Without O_NONBLOCK, opening a named pipe waits for somebody to write into it.
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise RejectedError(phrase("taken.irregular", name=quoted(path.name)))
        if status.st_size > limit:
            size, most = f"{status.st_size / 1e6:.0f}", f"{limit / 1e6:.0f}"
            raise RejectedError(phrase("taken.large", name=quoted(path.name), size=size, most=most))
        return file.read(limit)


def below(folder: Path, *, everything: bool = False, levels: int = _DEPTH) -> Iterator[Path]:
    """Files and links below a folder, those that lie higher first; of very many the first.

    What is hidden, environments, caches and what lies very deep are passed over, unless
    `everything` is looked at.
    """
    waiting, seen = [folder], 0
    for level in range(_BOTTOM if everything else levels):
        deeper = []
        there = [_entries(place, must=level == 0) for place in waiting[:_LOOKED_AT]]
        # Some are left for what lies deeper.
        for entry in _fairly(there, (_LOOKED_AT - seen) * 9 // 10):
            seen += 1
            if not everything and _MACHINE_MADE.fullmatch(entry.name):
                continue
            if not entry.is_dir(follow_symlinks=False):
                yield Path(entry.path)
            elif everything or not Path(entry.path, "pyvenv.cfg").exists():
                deeper.append(Path(entry.path))
        waiting = deeper


def _fairly(there: list[_Entries], most: int) -> Iterator[os.DirEntry[str]]:
    """What lies in some folders, one after the other; where that is too much, of each a share.

    So no folder of ten thousand pictures hides what lies beside it, nor the notebook in it.
    """
    left, shares = most, dict[int, int]()
    for number, place in enumerate(sorted(range(len(there)), key=lambda place: len(there[place]))):
        shares[place] = min(len(there[place]), left // (len(there) - number))
        left -= shares[place]
    for place, entries in enumerate(there):
        if shares[place] < len(entries):
            entries = sorted(entries, key=_promises_nothing)[: shares[place]]
        yield from entries


def _promises_nothing(entry: os.DirEntry[str]) -> bool:
    return not (_PROMISING.search(entry.name) or entry.is_dir(follow_symlinks=False))


def _entries(folder: Path, *, must: bool) -> _Entries:
    """What lies in a folder; nothing where that cannot be looked at, unless it must be."""
    try:
        return sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        if must:
            raise
        return []

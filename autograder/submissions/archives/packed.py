"""A submission that was handed in as an archive: what is in it, beside the folder."""

from __future__ import annotations

import errno
import io
import shutil
from pathlib import Path

from autograder.settings import Settings
from autograder.submissions.archives.formats import is_archive, is_foreign, opened, reason, stem
from autograder.submissions.archives.machine_made import machine_made
from autograder.submissions.archives.shares import Shares
from autograder.submissions.files import below, read
from autograder.submissions.problems import RejectedError, quoted
from autograder.words import phrase

_BEGINS = {b"PK\x03\x04": ".zip", b"\x1f\x8b": ".tar.gz"}
"""How archives begin, and how they are called."""
_TAPE, _AT = b"ustar", 257
"""What a tape has, and where."""
_MOST = 50
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EMFILE, errno.ENFILE}


class UnpackingError(Exception):
    """There is no room on this machine for what an archive holds: not its author's doing."""


def archives(folder: Path) -> list[Path]:
    """The archives in a student's folder, also those that are called a notebook."""
    return [path for path in below(folder) if is_archive(path.name) or is_packed(path)]


def closed(folder: Path) -> list[str]:
    """The archives in a student's folder that nothing here can open, each in a sentence."""
    files = [path for path in below(folder) if is_foreign(path.name) and not is_packed(path)]
    fault = phrase("archive.kind")
    return [phrase("archive.failed", name=quoted(path.name), fault=fault) for path in files[:_MOST]]


def is_packed(path: Path) -> bool:
    """Whether what is called a notebook is an archive, by what it holds."""
    return bool(_kind(path))


def _kind(path: Path) -> str:
    """How the name of an archive ends that is called a notebook; nothing where it is none."""
    if ".ipynb" not in path.name.lower() or path.is_symlink() or not path.is_file():
        return ""
    try:
        with path.open("rb") as file:
            start = file.read(_AT + len(_TAPE))
    except OSError:
        return ""
    kinds = (kind for begin, kind in _BEGINS.items() if start.startswith(begin))
    return next(kinds, ".tar" if start[_AT:] == _TAPE else "")


def unpack(folder: Path, target: Path, settings: Settings) -> list[str]:
    """Unpack the archives in a folder, and those in them, and leave the folder as it is.

    Parameters
    ----------
    folder : Path
        A student's.
    target : Path
        An empty folder; each archive gets one of its own in it.
    settings : Settings
        How much is unpacked.

    Returns
    -------
    list of str
        What became of each archive, in sentences.

    Raises
    ------
    UnpackingError
        This machine could not write what is in them.
    """
    shares, said = Shares(settings), list[str]()
    waiting = archives(folder)[:_MOST]
    for _ in range(settings.archive_depth):
        inside = []
        for archive in waiting:
            plain = is_archive(archive.name) and not is_packed(archive)
            own = _free(target / (stem(archive.name) if plain else "archive"))
            fault = _unpack(archive, own, shares, settings)
            said.append(_became(quoted(archive.name), own.is_dir(), fault))
            inside += archives(own) if own.is_dir() else []
        waiting = inside[:_MOST]
    return said


def _unpack(archive: Path, target: Path, shares: Shares, settings: Settings) -> str:
    """Unpack an archive, and say why there may be more in it."""
    kind = _kind(archive)
    name = f"notebook.ipynb{kind}" if kind else archive.name
    try:
        data = io.BytesIO(read(archive, settings.archive))
        with opened(data, name, settings.archive) as (members, fault):
            passed_over = machine_made(path for one in members if (path := one.path))
            for member in members:
                path = member.path
                if path is None or member.open is None or passed_over(path):
                    continue
                if too_much := shares.spend((), member.size):
                    return too_much
                place = target / path
                if place.exists() or any(parent.is_file() for parent in place.parents):
                    continue
                place.parent.mkdir(parents=True, exist_ok=True)
                with member.open() as source, place.open("xb") as file:
                    shutil.copyfileobj(source, file)
            return fault
    except RejectedError as error:
        return error.sentence
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _FULL:
            raise UnpackingError(f"{archive.name} could not be unpacked: {error}") from error
        return reason(error)


def _became(name: str, something: bool, fault: str) -> str:
    if fault:
        return phrase("archive.part" if something else "archive.failed", name=name, fault=fault)
    return phrase("archive.whole" if something else "archive.empty", name=name)


def _free(folder: Path) -> Path:
    """A folder that is not there yet."""
    number = 1
    while folder.exists():
        number += 1
        folder = folder.with_name(f"{folder.name} {number}")
    return folder

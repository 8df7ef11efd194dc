"""Taking a submission from its folder: a notebook's bytes, its files, a time; no link."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from nbgrader.utils import parse_utc

from autograder.settings import DEFAULTS, Settings
from autograder.submissions.archives.packed import archives, closed, unpack
from autograder.submissions.files import SECRET, TIMESTAMP, read
from autograder.submissions.finding.archives_beside import laid_out, names_some
from autograder.submissions.finding.beside import Beside, files_beside
from autograder.submissions.finding.candidates import NoNotebookError, choose, solved
from autograder.submissions.finding.folders import HandIn
from autograder.submissions.problems import RejectedError
from autograder.submissions.released.definition import Definition
from autograder.words import also, phrase

_MAX_TIMESTAMP, _MAX_SECRET = 100, 1_000


@dataclass(frozen=True)
class Intake:
    """What was taken: the notebook's bytes, or the reason why there are none.

    `files` are those that lie beside it, by their paths from its folder, and `left_out` the modules
    that were not taken, with the reasons. By `secret`, where nbgrader's exchange left one, its
    author fetches the feedback.
    """

    data: bytes = b""
    timestamp: str | None = None
    problems: tuple[str, ...] = ()
    rejected: str | None = None
    files: dict[str, bytes] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    secret: bytes = b""


def take_in(hand_in: HandIn, definition: Definition, settings: Settings = DEFAULTS) -> Intake:
    """Take what a student handed in, see `take`; what is odd about its place is said first."""
    taken = take(hand_in.folder, definition, settings, hand_in.home)
    if not hand_in.remark:
        return taken
    return replace(taken, problems=(hand_in.remark, *taken.problems))


def take(
    folder: Path, definition: Definition, settings: Settings = DEFAULTS, top: Path | None = None
) -> Intake:
    """Take the notebook of a lab from a folder that a student filled.

    A notebook under another name or in another place is taken too, of several the one with the most
    exercises solved, and where there is none, one from an archive: that is a problem with a
    sentence.

    Parameters
    ----------
    folder : Path
        `submitted/<student>/<lab>`, or what stands in for it.
    definition : Definition
        Of the lab.
    settings : Settings
    top : Path, optional
        The student's folder, where that is another one: modules there count as handed in as well.

    Raises
    ------
    UnpackingError
        This machine could not write what is in an archive.
    """
    # Where the notebook lies beside the lab's folder, what was noted about it lies in there.
    inside = folder / definition.lab
    noted = inside if inside.is_dir() and folder.name != definition.lab else folder
    try:
        if folder.is_symlink() or folder.parent.is_symlink():
            raise RejectedError(phrase("taken.folder-link"))
        timestamp, problem = time_of(noted)
        found = _notebook(folder, definition, settings, top or folder)
        problems = (*found.problems, *([problem] if problem else []))
        beside = found.beside
        return Intake(
            found.data,
            timestamp,
            problems,
            files=beside.files,
            left_out=beside.left_out,
            secret=_secret(noted),
        )
    except RejectedError as reason:
        return Intake(rejected=reason.sentence, secret=_secret(noted))
    except OSError as error:
        sentence = phrase("taken.unreadable", error=str(error.strerror))
        return Intake(rejected=sentence, secret=_secret(noted))


@dataclass(frozen=True)
class _Found:
    data: bytes
    beside: Beside
    problems: list[str]


def _notebook(folder: Path, definition: Definition, settings: Settings, home: Path) -> _Found:
    """The notebook, what lies beside it, and what is to be said; out of an archive if need be."""
    packed, locked = archives(folder), closed(folder)
    try:
        found = _beside(folder, definition, settings, home)
    except NoNotebookError as nothing:
        from_archive, said = _unpacked(folder, definition, settings, home)
        if from_archive is None:
            raise RejectedError(also([nothing.sentence, *said, *locked])) from None
        return replace(from_archive, problems=[*from_archive.problems, *locked])
    if (packed or locked) and not _any_solved(found.data, definition, settings):
        # As it was handed out: then what is in an archive beside it is the student's work.
        from_archive, _ = _unpacked(folder, definition, settings, home)
        if from_archive is not None and _any_solved(from_archive.data, definition, settings):
            return from_archive
        found = replace(found, problems=[*found.problems, *locked])
    if packed and names_some(found.data, folder, found.beside.files, settings):
        with tempfile.TemporaryDirectory() as place:
            said = unpack(folder, Path(place), settings)
            found = _beside(folder, definition, settings, home, laid_out(Path(place)))
            return replace(found, problems=[*found.problems, *said])
    return found


def _unpacked(
    folder: Path, definition: Definition, settings: Settings, home: Path
) -> tuple[_Found | None, list[str]]:
    """The same out of the archives in a folder, if they hold a notebook; and what they are."""
    with tempfile.TemporaryDirectory() as place:
        said = unpack(folder, Path(place), settings)
        try:
            found = _beside(Path(place), definition, settings, home)
        except RejectedError:
            return None, said
        return replace(found, problems=[*said, *found.problems]), said


def _any_solved(data: bytes, definition: Definition, settings: Settings) -> bool:
    try:
        return solved(data, definition, settings) > 0
    except RejectedError:
        return False


def _beside(
    folder: Path,
    definition: Definition,
    settings: Settings,
    home: Path,
    unpacked: Mapping[Path, Path] = MappingProxyType({}),
) -> _Found:
    path, data, problems = choose(folder, definition, settings)
    beside = files_beside(path, settings, folder, home, data, unpacked)
    return _Found(data, beside, [*problems, *beside.problems])


def _secret(folder: Path) -> bytes:
    if folder.is_symlink() or folder.parent.is_symlink():
        return b""  # it may be somebody else's
    try:
        return read(folder / SECRET, _MAX_SECRET)
    except (RejectedError, OSError):
        return b""


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
        text = read(folder / TIMESTAMP, _MAX_TIMESTAMP).decode("utf-8-sig").strip()
        parse_utc(text)
    except FileNotFoundError:
        return None, ""
    except (RejectedError, OSError, ValueError, OverflowError):
        return None, phrase("taken.no-time", file=TIMESTAMP)
    return text, ""

"""Taking out of archives what is collected, whole or not at all, and no more than is bounded."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from autograder.nbgrader.collecting.left_out import LeftOut
from autograder.nbgrader.collecting.owners import Came, Owners
from autograder.settings import Settings
from autograder.submissions.archives.formats import (
    FOREIGN,
    Member,
    is_archive,
    opened,
    reason,
    stem,
)
from autograder.submissions.archives.machine_made import machine_made
from autograder.submissions.archives.shares import Shares, megabytes

_ODD = "these names point outside the folder, or cannot name a file"
_NO_FILE = "these are links or devices, and only files are unpacked"
_TWICE = "these occur twice; the first was taken"
_DEEP = "these archives are nested too deeply (c.Settings.archive_depth)"
_FOREIGN = "archives of this kind are not unpacked; ask for a zip file"

_DOCUMENT = re.compile(r"\.(html?|pdf|py|md|rtf|odt|docx?|txt|json|url)$", re.IGNORECASE)
"""What somebody may hand in who hands in no notebook."""

_TOP = PurePosixPath()
_Archives = tuple[str, ...]


class Unpacking:
    """Unpacks the archives of a class into one folder.

    Attributes
    ----------
    left_out : LeftOut
        What did not come out, and why.
    came, other : list of Came
        What came out, and what somebody handed in that is not collected.
    """

    def __init__(self, target: Path, owners: Owners, settings: Settings) -> None:
        self.left_out = LeftOut()
        self.came: list[Came] = []
        self.other: list[Came] = []
        self._target, self._owners, self._settings = target, owners, settings
        self._shares = Shares(settings)

    def take(
        self,
        members: Iterable[Member],
        folder: PurePosixPath = _TOP,
        archives: _Archives = (),
    ) -> None:
        """Take files, and what is in those that are archives.

        Parameters
        ----------
        members : iterable of Member
        folder : PurePosixPath
            Where they belong, in the folder that everything is unpacked into.
        archives : tuple of str
            Names of the archives that they are in, the outermost first.
        """
        # Archives last: the folders that they are unpacked into must leave the files their names.
        members = sorted(members, key=lambda member: (is_archive(member.name), len(member.name)))
        passed_over = machine_made(path for member in members if (path := member.path))
        for member in members:
            path = member.path
            if path is not None and passed_over(path):
                continue
            if fault := self._member(member, path and folder / path, archives):
                self.left_out.note(_named(archives), fault, member.name)

    def _member(self, member: Member, path: PurePosixPath | None, archives: _Archives) -> str:
        """Take one of them, or say why not."""
        foreign = member.name.lower().endswith(FOREIGN)
        named = PurePosixPath(member.name)
        wanted = is_archive(member.name) or (not foreign and self._owners.collected_as(named))
        if not wanted:
            if path is not None and len(archives) < 2 and _DOCUMENT.search(member.name):
                other = self._owners.of(self._target / path, _named(archives), member.name)
                self.other.append(other)
            return _FOREIGN if foreign else ""
        if path is None:
            return _ODD
        if member.open is None:
            return _NO_FILE
        try:
            with member.open() as source:
                if is_archive(member.name):
                    return self._unpack(source, member.size, path, archives)
                return self._copy(source, member, path, archives)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is about this one
            return _broken(error)

    def _copy(
        self, source: IO[bytes], member: Member, path: PurePosixPath, archives: _Archives
    ) -> str:
        target = self._target / (self._owners.collected_as(path) or path)
        if target.exists() or any(parent.is_file() for parent in target.parents):
            return _TWICE
        came = self._owners.of(target, _named(archives), member.name)
        owner = (came.student,) if came.student else archives[:2]
        if fault := self._shares.spend(owner, member.size):
            return fault
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_name(f"{target.name}.unfinished")
        try:
            with unfinished.open("xb") as file:
                shutil.copyfileobj(source, file)
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
        self.came.append(came)
        return ""

    def _unpack(
        self, source: IO[bytes], size: int, path: PurePosixPath, archives: _Archives
    ) -> str:
        if len(archives) >= self._settings.archive_depth:
            return _DEEP
        # What a student handed in is put away again, so that only what is deeper in it counts.
        if size > self._settings.archive_in_all:
            return f"these are larger than {megabytes(self._settings.archive_in_all)}"
        if len(archives) > 1 and (fault := self._shares.spend(archives[:2], size)):
            return fault
        folder = path.with_name(stem(path.name))
        if (self._target / folder).is_file():
            folder = path
        inside = (*archives, path.name)
        before = len(self.came), len(self.left_out)
        with ExitStack() as stack:
            if archives:
                source = stack.enter_context(_spooled(source, self._target))
            most = self._settings.archive_in_all
            members, fault = stack.enter_context(opened(source, path.name, most))
            self.take(members, folder, inside)
        if fault:
            why = f"it cannot be read to the end ({fault}); ask for it again"
            self.left_out.note(_named(inside), why)
        elif before == (len(self.came), len(self.left_out)) and len(archives) < 2:
            return f"there is no {self._owners.kinds} in these"
        return ""


@contextmanager
def _spooled(source: IO[bytes], folder: Path) -> Iterator[IO[bytes]]:
    """An archive in an archive as a file of its own, which has no name and is soon gone."""
    with tempfile.TemporaryFile(dir=folder) as file:
        shutil.copyfileobj(source, file)
        file.seek(0)
        yield file


def _named(archives: _Archives) -> str:
    return " in ".join(reversed(archives))


def _broken(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"these could not be read or written on this machine ({error.strerror})"
    return f"these cannot be unpacked ({reason(error)}); ask for them again"

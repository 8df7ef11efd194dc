"""Where the students' submissions of a lab lie, also where their folders are called otherwise."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.submissions.archives.formats import FOREIGN, SUFFIXES, is_archive, opened
from autograder.submissions.files import PLACEHOLDER, below, read
from autograder.submissions.finding.candidates import checked_in, holds_notebook
from autograder.submissions.names import legible
from autograder.submissions.problems import listed, quoted
from autograder.words import also, phrase

_ARCHIVES = "|".join(re.escape(ending.removeprefix(".")) for ending in (*SUFFIXES, *FOREIGN))
_NOTEBOOK = re.compile(rf".*\.(?:ipynb.*|json|txt|{_ARCHIVES})", re.IGNORECASE)
_READ = 50_000_000


@dataclass(frozen=True)
class HandIn:
    """What a student handed in for a lab: a folder, and what is odd about it, if anything."""

    student: str
    folder: Path
    remark: str = ""

    @property
    def home(self) -> Path:
        """The student's own folder, in which that of the lab lies, if they are not one."""
        places = (self.folder, *self.folder.parents)
        return next((one for one in places if legible(one.name) == self.student), self.folder)


def hand_ins(
    submitted: Path, lab: str, labs: Iterable[str], student: str | None = None
) -> list[HandIn]:
    """What was handed in for a lab, in the order of the students' names.

    A student's folder belongs to the lab if there is a folder of the lab's name in it, in any
    spelling, or a notebook or an archive that is the lab's by its name or by what it holds; or, if
    nothing in it is any lab's, if it holds anything at all.

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
    if student is not None and not (submitted / student).exists():
        names = [name for name in _names(submitted) if legible(name) == student] or names
    found = (_hand_in(submitted / name, lab, set(labs)) for name in names)
    return _called([one for one in found if one is not None])


def _called(found: list[HandIn]) -> list[HandIn]:
    """The same, each student with a name that is text and nobody else's."""
    taken = {one.student for one in found}
    called: list[HandIn] = []
    for one in found:
        name = legible(one.student)
        if name == one.student:
            called.append(one)
            continue
        while name in taken:
            name += "_"
        taken.add(name)
        said = phrase("folder.encoded", name=repr(name))
        remark = also([said, one.remark]) if one.remark else said
        called.append(replace(one, student=name, remark=remark))
    return called


def strays(submitted: Path) -> list[str]:
    """Names of what may be a submission and lies in no student's folder: nobody knows whose."""
    if not submitted.is_dir():
        return []
    files = (entry for entry in os.scandir(submitted) if not entry.is_dir(follow_symlinks=False))
    return sorted(entry.name for entry in files if _is_stray(Path(entry.path)))


def _is_stray(path: Path) -> bool:
    name = path.name.lower()
    if ".ipynb" in name or name.endswith((*SUFFIXES, *FOREIGN, ".html", ".pdf", ".py")):
        return True
    return holds_notebook(path)


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
    own = _is_there(folder / lab) and not _is_empty(folder / lab)
    try:
        inside = sorted(entry.name for entry in os.scandir(folder) if entry.name[0] != ".")
    except OSError:
        # A link to nowhere, or what cannot be looked at: the intake says which.
        return HandIn(student, folder / lab) if own or os.path.lexists(folder) else None
    spelt = [name for name in inside if name != lab and _plain(name) == _plain(lab)]
    if own and spelt:
        # Which of them holds the work, the notebooks tell.
        names = listed([quoted(name) for name in (lab, *spelt)])
        return HandIn(student, folder, phrase("folder.several", lab=repr(lab), names=names))
    if own:
        if any(_may_be_one(path) for path in _inside(folder / lab)):
            return HandIn(student, folder / lab)
        # Nothing that can be graded: then it may lie beside the folder that is meant for it.
        if any(_may_be_one(path) for path in _of_lab(folder, lab, labs)[0]):
            return HandIn(student, folder, phrase("folder.elsewhere", lab=repr(lab)))
        return HandIn(student, folder / lab)
    if spelt:
        name = spelt[0]
        path = folder / name
        return HandIn(
            student,
            path if path.is_dir() else folder,
            phrase("folder.called", name=repr(name), lab=repr(lab)),
        )
    hidden = not inside and any(map(_is_notebook, below(folder, everything=True)))
    return _elsewhere(folder, lab, labs) if inside or hidden else None


def _elsewhere(folder: Path, lab: str, labs: set[str]) -> HandIn | None:
    """What a student handed in for a lab without a folder for it: names and cells tell whose."""
    mine, belong = _of_lab(folder, lab, labs)
    if mine:
        places = {path.parent for path in mine}
        several = set(belong.values()) - {lab, None} or any(_is_there(folder / one) for one in labs)
        place = places.pop() if several and len(places) == 1 else folder
        if place.parent == folder and _plain(lab) in _plain(place.name):
            remark = phrase("folder.called", name=repr(place.name), lab=repr(lab))
        else:
            remark = phrase("folder.elsewhere", lab=repr(lab))
        return HandIn(folder.name, place, remark)
    known = any(belong.values()) or any(_is_there(folder / other) for other in labs - {lab})
    if _is_there(folder / lab):
        # An empty one, in which nbgrader's place may be held: what lies deeper is what there is.
        if known or not any(below(folder, everything=True)):
            return HandIn(folder.name, folder / lab)
        return HandIn(folder.name, folder, phrase("folder.elsewhere", lab=repr(lab)))
    if known:
        return None
    return HandIn(folder.name, folder, phrase("folder.none", lab=repr(lab)))


def _of_lab(folder: Path, lab: str, labs: set[str]) -> tuple[list[Path], dict[Path, str | None]]:
    """What may be a notebook of a lab in a folder; and the lab of all that may be any lab's."""
    files = filter(_is_notebook, below(folder))
    belong = {path: _lab_of(path.relative_to(folder), path, labs) for path in files}
    return [path for path in belong if belong[path] == lab], belong


def _inside(folder: Path) -> list[Path]:
    """All that lies in a folder; where that cannot be looked at, or is a link, the folder."""
    try:
        return [folder] if folder.is_symlink() else list(below(folder, everything=True))
    except OSError:
        return [folder]


def _may_be_one(path: Path) -> bool:
    """Whether something may be a notebook or hold one, by more than that it is text."""
    return (
        ".ipynb" in path.name.lower()
        or is_archive(path.name)
        or not path.is_file()
        or path.is_symlink()
        or holds_notebook(path)
    )


def _is_notebook(path: Path) -> bool:
    """Whether a file may be a notebook, or hold one, by its name."""
    return _NOTEBOOK.fullmatch(path.name) is not None


def _lab_of(name: Path, path: Path, labs: set[str]) -> str | None:
    """Which lab a file belongs to: by its name, or by what it holds, or by its folders' names."""
    for part in (name.name, None, *reversed(name.parts[:-1])):
        found = _spoken_of(path, labs) if part is None else _named(part, labs)
        if len(found) == 1:
            return found.pop()
    return None


def _named(name: str, labs: set[str]) -> set[str]:
    return {lab for lab in labs if _plain(lab) in _plain(name)}


def _spoken_of(path: Path, labs: set[str]) -> set[str]:
    """The labs whose checkpoints a notebook checks, or whose names are those in an archive."""
    try:
        data = read(path, _READ)  # which waits for no pipe, and follows no link
        if is_archive(path.name):
            with opened(io.BytesIO(data), path.name, _READ) as (members, _):
                return {lab for member in members for lab in _named(member.name, labs)}
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it does not tell
        return set()
    return checked_in(data) & labs


def _is_empty(folder: Path) -> bool:
    """Whether a folder holds nothing of anybody's; what cannot be looked at may hold something."""
    try:
        if not folder.is_dir() or folder.is_symlink():
            return False
        inside = list(folder.iterdir())
        return inside in ([], [folder / PLACEHOLDER]) and all(map(_is_empty, inside))
    except OSError:
        return False


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

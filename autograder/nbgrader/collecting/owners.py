"""Whose a collected file is, which nbgrader's collector reads in its name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from nbgrader.utils import parse_utc

from autograder.nbgrader.collecting.left_out import LeftOut

_UNKNOWN = (
    "nobody knows whose these are: c.FileNameCollectorPlugin.named_regexp does not match their"
    " names; rename them, or change it"
)
_NOTHING = "{} has nothing that can be collected, because no name of these ends in {}"
_MORE = re.compile(r"(?P<name>.*)\.ipynb(?P<more>[ ._(\d-].*)", re.IGNORECASE)
"""A notebook's name with what browsers, mail programs and file managers put behind it."""
_TIMELESS = "the time in these names cannot be read; rename them"
_NO_FOLDER = "the student id in these names cannot name a folder; rename them"


@dataclass(frozen=True)
class Came:
    """A file that came out of an archive.

    Attributes
    ----------
    path : Path
    archive, name : str
        Where it comes from, and what it was called there.
    student, notebook : str
        Whose it is, and as what it is collected; empty where nobody knows.
    time : str or datetime or None
        When it was handed in.
    """

    path: Path
    archive: str
    name: str
    student: str = ""
    notebook: str = ""
    time: Any = None


class Owners:
    """What nbgrader's collector, an object of its plugin class, says about files.

    Without a collector every file is taken, and is nobody's.
    """

    def __init__(self, collector: Any = None) -> None:
        self._collector = collector
        self._endings = getattr(collector, "valid_ext", None)

    @property
    def kinds(self) -> str:
        """What is collected, for a sentence."""
        if self._endings is None:
            return "file"
        return ".ipynb" if ".ipynb" in self._endings else " or ".join(self._endings)

    def collected_as(self, path: PurePath) -> PurePath | None:
        """What a file has to be called to be collected.

        Its ending is in capitals perhaps, or something stands behind it that a browser added.
        """
        if self._endings is None or path.suffix in self._endings:
            return path
        found = _MORE.fullmatch(path.name)
        if found and ".ipynb" in self._endings:
            more = "" if found["more"].startswith(".") else found["more"]
            return path.with_name(f"{found['name']}{more}.ipynb")
        return next(
            (path.with_suffix(e) for e in self._endings if path.suffix.lower() == e.lower()), None
        )

    def of(self, path: Path, archive: str, name: str) -> Came:
        """Whose a file is, also where it is none that is collected."""
        named = path
        if self._endings and path.suffix not in self._endings:
            named = path.with_suffix(sorted(self._endings)[0])
        said = self._collector.collect(str(named)) if self._collector else None
        if not said or not {"student_id", "file_id"} <= said.keys():
            return Came(path, archive, name)
        notebook = str(PurePath(said["file_id"] or "_").with_suffix(path.suffix))
        return Came(path, archive, name, said["student_id"], notebook, said.get("timestamp"))

    def without(self, came: Iterable[Came], other: Iterable[Came], left_out: LeftOut) -> None:
        """Tell of whom nothing came, though they handed in something.

        Parameters
        ----------
        came, other : iterable of Came
            What is collected, and what is not.
        left_out : LeftOut
            Is told.
        """
        there = {one.student for one in came}
        for one in other:
            if one.student and one.student not in there:
                left_out.note(one.archive, _NOTHING.format(one.student, self.kinds), one.name)

    def settle(self, came: Iterable[Came], left_out: LeftOut) -> None:
        """Remove files that would make nbgrader stop, and nobody would be collected any more.

        nbgrader stops where a time cannot be read, and where a student has two notebooks with one
        name and no time says which is newer. Of these the one that lies above the others counts.
        """
        rivals: dict[tuple[str, str], list[Came]] = {}
        for one in came if self._collector else ():
            if fault := _fault(one):
                left_out.note(one.archive, fault, one.name)
            if fault != _UNKNOWN and fault:
                one.path.unlink()
            if not fault:
                rivals.setdefault((one.student, one.notebook), []).append(one)
        for (student, notebook), several in rivals.items():
            if len(several) == 1 or all(one.time for one in several):
                continue
            first = min(several, key=lambda one: len(one.path.parts))
            others = [one for one in several if one is not first]
            if not all(_is_below(other, first) for other in others):
                others, why = several, "no time says which is the newest, so none was taken"
            else:
                why = "the one that is not in a folder was taken"
            for one in others:
                left_out.note(one.archive, f"{student} has several {notebook}, and {why}", one.name)
                one.path.unlink()


def _fault(one: Came) -> str:
    if not one.student:
        return _UNKNOWN
    if one.student in (".", "..") or PurePath(one.student).name != one.student:
        return _NO_FOLDER
    try:
        parse_utc(one.time)
    except (ValueError, OverflowError, TypeError):
        return _TIMELESS
    return ""


def _is_below(other: Came, one: Came) -> bool:
    folder = one.path.parent
    return (
        other.archive == one.archive
        and other.path.parent != folder
        and other.path.is_relative_to(folder)
    )

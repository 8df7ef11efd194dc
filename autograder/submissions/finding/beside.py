"""What lies beside a notebook, and is there when it runs: modules of the student's, small data."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.machinery import PathFinder
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from autograder.settings import Settings
from autograder.submissions.files import SECRET, TIMESTAMP, below, read
from autograder.submissions.finding.imports import called_otherwise
from autograder.submissions.names import legible
from autograder.submissions.problems import RejectedError, listed, quoted
from autograder.words import phrase

_OURS = {"helpers", "autograder", "sitecustomize", "usercustomize", "test"}
_RUN = re.compile(rb"%run\b")
_LINE_END = re.compile(rb"[\r\n]|\\n")
_RUNS, _LONGEST = 200, 300
"""How many ``%run`` of a notebook are looked at, and how many bytes behind each."""
COURSE = frozenset({"helpers", "autograder"})
"""Folders of a bundle: whoever hands in everything hands in these as well."""


@dataclass(frozen=True)
class Beside:
    """What lies beside a notebook.

    Attributes
    ----------
    files : dict
        What each of them holds, by its path from the notebook's folder.
    problems : list of str
        What was left out, in sentences.
    left_out : dict
        Modules among that, as they would be imported, and why.
    """

    files: dict[str, bytes]
    problems: list[str]
    left_out: dict[str, str]


def files_beside(
    notebook: Path,
    settings: Settings,
    top: Path | None = None,
    home: Path | None = None,
    data: bytes = b"",
    more: Mapping[Path, Path] = MappingProxyType({}),
) -> Beside:
    """The files in a notebook's folder and below it, and some from elsewhere as if they lay there.

    Of the folders above, up to `top`, the files that lie in them; modules from wherever below
    `top`; modules that lie in `home`.

    A module that would hide one of the course's, or of the environment's, is left out, and so is
    what is no regular file, what has a name that is no text, and what is too much. So are other
    notebooks, but for those that this one runs. What the notebook imports, and has another name
    since something renamed it, is there under both.

    Parameters
    ----------
    notebook : Path
    settings : Settings
    top : Path, optional
        What was handed in for the lab.
    home : Path, optional
        The student's folder.
    data : bytes
        What the notebook holds.
    more : mapping of Path to Path
        Where other files are, by where they would lie beside the notebook if nothing lies there.
    """
    taken, room, left = dict[str, bytes](), settings.beside, _LeftOut(settings)
    behind = run_by(data)
    found = _found(notebook.parent, top, home)
    folders = {parent for name in found for parent in name.parents}
    for name, path in more.items():
        if name not in folders and found.keys().isdisjoint((name, *name.parents)):
            found[name] = path
            folders.update(name.parents)
    modules_first = sorted(found.items(), key=lambda one: one[1].suffix != ".py")
    for name, path in modules_first:
        other = _is_notebook(path) and (path == notebook or not runs(behind, path.name))
        if other or str(name) in (TIMESTAMP, SECRET) or not str(name).isprintable():
            continue
        if name.parts[0] in COURSE and len(name.parts) > 1:
            if not _as_handed_out(path, name):
                left.note("inside", name)
            continue
        if path.suffix in (".py", "") and _would_hide(name, found):
            left.note("hiding", name)
            continue
        try:
            content = read(path, room) if len(taken) < settings.beside_files else None
        except OSError:
            left.note("unreadable", name)
            continue
        except RejectedError:
            content = None
        if content is None:
            ordinary = path.is_file() and not path.is_symlink()
            left.note("large" if ordinary else "unreadable", name)
        else:
            taken[str(name)] = content
            room -= len(content)
    problems = left.problems()
    for module, called in list(called_otherwise(data, taken)):
        if not _is_module(module.removesuffix(".py")):
            taken[module] = taken[called]
            names = {"name": quoted(called), "module": quoted(module)}
            problems.append(phrase("beside.renamed", **names))
    return Beside(taken, problems, left.modules)


def run_by(data: bytes) -> bytes:
    """What a notebook says behind IPython's ``%run``, a line each; of the first `_RUNS`."""
    ends = (found.end() for found in islice(_RUN.finditer(data), _RUNS))
    return b"\n".join(_LINE_END.split(data[end : end + _LONGEST], maxsplit=1)[0] for end in ends)


def runs(behind: bytes, name: str) -> bool:
    """Whether a file's name is among what `run_by` found."""
    return name.encode() in behind or json.dumps(name)[1:-1].encode() in behind


class _LeftOut:
    """What is not taken, and why: to be told, and for who misses a module."""

    def __init__(self, settings: Settings) -> None:
        size = f"{settings.beside / 1e6:.0f}"
        self._limits = {"files": settings.beside_files, "size": size}
        self._names: dict[str, list[str]] = {
            "hiding": [],
            "inside": [],
            "large": [],
            "unreadable": [],
        }
        self.modules: dict[str, str] = {}

    def note(self, kind: str, name: Path) -> None:
        self._names[kind].append(quoted(str(name)))
        if name.suffix == ".py":
            parts = name.parts[:-1] if name.name == "__init__.py" else name.with_suffix("").parts
            limits = self._limits if kind == "large" else {}
            self.modules[".".join(parts)] = phrase(f"left.{kind}", **limits)

    def problems(self) -> list[str]:
        return [
            phrase(f"beside.{kind}", names=listed(names), **self._limits)
            if kind == "large"
            else phrase(f"beside.{kind}", names=listed(names))
            for kind, names in self._names.items()
            if names
        ]


def _found(folder: Path, top: Path | None, home: Path | None) -> dict[Path, Path]:
    """Where each file is, by its path from the notebook's folder."""
    found = {Path(legible(str(path.relative_to(folder)))): path for path in below(folder)}
    elsewhere: list[Path] = []
    if top is not None and top != folder:
        for place in _above(folder, top):
            for path in below(place, levels=1):
                found.setdefault(Path(path.name), path)
        inside = (path for path in below(top) if not path.is_relative_to(folder))
        elsewhere += (path for path in inside if not COURSE & set(path.parts))
    if home is not None and home not in (folder, top):
        elsewhere += below(home, levels=1)
    for path in elsewhere:
        if path.suffix == ".py":
            found.setdefault(Path(path.name), path)
    return found


def _above(folder: Path, top: Path) -> list[Path]:
    """The folders above one, up to another."""
    return [place for place in folder.parents if place.is_relative_to(top)]


def _as_handed_out(path: Path, name: Path) -> bool:
    """Whether a file is one that every bundle has, in the course's own folders."""
    if name.suffix != ".py":
        return True  # public cases
    try:
        return _own(name) == read(path, 10**6)
    except (RejectedError, OSError):
        return False


@cache
def _own(name: Path) -> bytes | None:
    """What the course has in a file of this name, if it has one."""
    package = importlib.util.find_spec(name.parts[0])
    places = (package.submodule_search_locations or []) if package else []
    files = (Path(place, *name.parts[1:]) for place in places)
    return next((path.read_bytes() for path in files if path.is_file()), None)


def _would_hide(name: Path, found: Mapping[Path, Path]) -> bool:
    """Whether something would be imported in the place of what has its name already."""
    top = name.parts[0]
    if len(name.parts) > 1 and top in sys.stdlib_module_names:
        # A folder that is no package comes after Python's own modules: many call theirs `code`.
        return Path(top, "__init__.py") in found
    return _is_module(top.removesuffix(".py"))


def _is_notebook(path: Path) -> bool:
    return ".ipynb" in path.name.lower()


@cache
def _is_module(name: str) -> bool:
    """Whether something of this name can be imported without the student's files."""
    if name in _OURS or name in sys.stdlib_module_names:
        return True
    installed = [path for path in sys.path if path.endswith("-packages")]
    return PathFinder.find_spec(name, installed) is not None

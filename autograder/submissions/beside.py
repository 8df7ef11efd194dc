"""What lies beside a notebook, and is there when it runs: modules of the student's, small data."""

from __future__ import annotations

import contextlib
import importlib.util
import sys
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path

from autograder.sentences import phrase
from autograder.settings import Settings
from autograder.submissions.files import TIMESTAMP, below, read
from autograder.submissions.parsing import RejectedError
from autograder.submissions.problems import listed, quoted

_OURS = {"helpers", "autograder", "sitecustomize", "usercustomize", "test"}
_COURSE = ("helpers", "autograder")
"""Folders of a bundle: whoever hands in everything hands in these as well."""


def files_beside(
    notebook: Path, settings: Settings, top: Path | None = None
) -> tuple[dict[str, bytes], list[str]]:
    """The files in a notebook's folder and below it, by their paths from there; and those above.

    Of the folders above, up to `top`, the files that lie in them, as if they lay beside it.

    A module that would hide one of the course's, or of the environment's, is left out, and so is
    what is no regular file, what has a name that is no text, and what is too much.

    Returns
    -------
    dict
    list of str
        What was left out, in sentences.
    """
    folder, taken, room = notebook.parent, dict[str, bytes](), settings.beside
    hiding, large, inside = list[str](), list[str](), list[str]()
    found = {path.relative_to(folder): path for path in below(folder)}
    for place in _above(folder, top or folder):
        for path in below(place, levels=1):
            found.setdefault(Path(path.name), path)
    modules_first = sorted(found.items(), key=lambda one: one[1].suffix != ".py")
    for name, path in modules_first:
        if _is_notebook(path) or str(name) == TIMESTAMP or not str(name).isprintable():
            continue
        if name.parts[0] in _COURSE and len(name.parts) > 1:
            if not _as_handed_out(path, name):
                inside.append(quoted(str(name)))
            continue
        if path.suffix in (".py", "") and _is_module(name.parts[0].removesuffix(".py")):
            hiding.append(quoted(str(name)))
            continue
        try:
            data = read(path, room) if len(taken) < settings.beside_files else None
        except OSError:
            continue
        except RejectedError:
            data = None
        if data is None:
            large.append(quoted(str(name)))
        else:
            taken[str(name)] = data
            room -= len(data)
    problems = list[str]()
    if hiding:
        problems.append(phrase("beside.hiding", names=listed(hiding)))
    if inside:
        problems.append(phrase("beside.inside", names=listed(inside)))
    if large:
        files, size = settings.beside_files, f"{settings.beside / 1e6:.0f}"
        problems.append(phrase("beside.large", files=files, size=size, names=listed(large)))
    return taken, problems


def modules_in(top: Path, folder: Path, settings: Settings) -> dict[str, bytes]:
    """The modules that lie in a student's folder, above that of a lab."""
    found: dict[str, bytes] = {}
    for path in below(top, levels=1) if top != folder else ():
        if path.suffix == ".py" and path.name.isprintable() and not _is_module(path.stem):
            with contextlib.suppress(OSError, RejectedError):
                found[path.name] = read(path, settings.beside // 10)
    return dict(list(found.items())[: settings.beside_files // 10])


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


def _is_notebook(path: Path) -> bool:
    return ".ipynb" in path.name.lower()


@cache
def _is_module(name: str) -> bool:
    """Whether something of this name can be imported without the student's files."""
    if name in _OURS or name in sys.stdlib_module_names:
        return True
    installed = [path for path in sys.path if path.endswith("-packages")]
    return PathFinder.find_spec(name, installed) is not None

"""Which file in a student's folder is the notebook, whatever it is called and wherever it lies."""

from __future__ import annotations

import re
from pathlib import Path

from autograder.settings import Settings
from autograder.submissions.archives.formats import is_foreign
from autograder.submissions.archives.packed import is_packed
from autograder.submissions.files import below, read
from autograder.submissions.finding.beside import run_by, runs
from autograder.submissions.problems import Problems, RejectedError, listed, quoted
from autograder.submissions.reading.parsing import parse
from autograder.submissions.released.definition import Definition
from autograder.submissions.released.sources import lines
from autograder.submissions.released.untouched import is_written
from autograder.words import phrase

_NAMED = re.compile(r".*\.ipynb(?:[ ._(\d-].*)?", re.IGNORECASE)
"""A notebook's name, also with what browsers, mail programs and file managers put behind it."""
_LIKE = re.compile(r".*\.(?:json|txt|jupyter|html?)|[^.]+", re.IGNORECASE)
"""What a notebook may be called that has lost its ending; what it holds has to tell."""
_MOST = 50
_CHECK = re.compile(rb"""check\(\s*(?:\\"|')(\w+)\.""")
_DEFINED = re.compile(r"^def (\w+)", re.MULTILINE)


class NoNotebookError(RejectedError):
    """A folder holds no notebook."""


def choose(
    folder: Path, definition: Definition, settings: Settings
) -> tuple[Path, bytes, list[str]]:
    """The notebook in a folder, what it holds, and what is to be said about the choice.

    Raises
    ------
    NoNotebookError
        There is none.
    RejectedError
        The only one cannot be read.
    OSError
        The folder cannot be looked at.
    """
    wanted = folder / f"{definition.lab}.ipynb"
    files = list(below(folder))
    named = [path for path in files if _is_named(path)]
    if not named:
        named = [path for path in files if _LIKE.fullmatch(path.name) and holds_notebook(path)]
    if not named:
        # Nothing that looks like one: then what a machine made, or hid, is better than nothing.
        files = list(below(folder, everything=True))
        named = [path for path in files[:_MOST] if holds_notebook(path)]
    if wanted in named:
        named = [wanted, *(path for path in named if path != wanted)]
    if not named:
        if not files:
            raise NoNotebookError(phrase("choice.none", name=wanted.name))
        there = listed([_shown(path, folder) for path in files])
        raise NoNotebookError(phrase("choice.none-but", name=wanted.name, files=there))
    named += _behind(named, folder, definition, settings)
    if len(named) == 1:
        data = read(named[0], settings.submission)
        said = _renamed(named[0], folder, wanted)
        return named[0], data, [*said, *_foreign(data, definition.lab)]
    return _most_solved(named[:_MOST], folder, wanted, definition, settings)


def _is_named(path: Path) -> bool:
    """Whether a file is called a notebook, and is no archive."""
    if _NAMED.fullmatch(path.name) is None or is_packed(path):
        return False
    return not is_foreign(path.name) or holds_notebook(path)


def _behind(
    named: list[Path], folder: Path, definition: Definition, settings: Settings
) -> list[Path]:
    """What else may be the notebook, also hidden, where those that look like it are blank."""
    others = [path for path in below(folder, everything=True) if path not in named]
    others = [path for path in others[:_MOST] if not is_packed(path) and holds_notebook(path)]
    if not others or _any_solved(named, definition, settings):
        return []
    return others if _any_solved(others, definition, settings) else []


def _any_solved(paths: list[Path], definition: Definition, settings: Settings) -> bool:
    """Whether one of some files is a notebook of this lab in which something is written."""
    for path in paths:
        try:
            data = read(path, settings.submission)
            if not _foreign(data, definition.lab) and solved(data, definition, settings):
                return True
        except (RejectedError, OSError):
            continue
    return False


def checked_in(data: bytes) -> set[str]:
    """The labs whose checkpoints are checked in a notebook."""
    return {lab.decode() for lab in _CHECK.findall(data)}


def _foreign(data: bytes, lab: str) -> list[str]:
    others = sorted(checked_in(data))
    if not others or lab in others:
        return []
    return [phrase("choice.foreign", labs=listed(list(map(quoted, others))))]


def _most_solved(
    named: list[Path], folder: Path, wanted: Path, definition: Definition, settings: Settings
) -> tuple[Path, bytes, list[str]]:
    counts, behind = dict[Path, int](), dict[Path, bytes]()
    trouble, foreign = None, set[Path]()
    for path in named:
        # One at a time: each may be as large as a submission may be.
        try:
            data = read(path, settings.submission)
            counts[path] = solved(data, definition, settings)
        except (RejectedError, OSError) as error:
            trouble = trouble or error.with_traceback(None)  # which would hold the file
            continue
        behind[path] = run_by(data)
        if _foreign(data, definition.lab):
            foreign.add(path)
            counts[path] = -1  # functions may have the same names there
    parts = _parts(behind)
    whole = [path for path in counts if path not in parts]
    if not whole:
        assert trouble is not None
        raise trouble
    chosen = max(whole, key=lambda path: counts[path])
    most, best = counts[chosen], (chosen, read(chosen, settings.submission))
    foreign -= parts
    left = [path for path in named if path not in {best[0], *foreign, *parts}]
    others = listed([_shown(path, folder) for path in left])
    if not others:
        return *best, [*_renamed(best[0], folder, wanted), *_foreign(best[1], definition.lab)]
    name = _shown(best[0], folder)
    if best[0] in foreign:
        # What is left could not be read.
        told = phrase("choice.others", name=name, others=others)
        return *best, [told, *_foreign(best[1], definition.lab)]
    if best[0] == wanted:
        return *best, [phrase("choice.others", name=wanted.name, others=others)]
    return *best, [phrase("choice.most-solved", name=name, count=most, others=others)]


def _parts(behind: dict[Path, bytes]) -> set[Path]:
    """Those among some notebooks that another one runs, which is run by none itself.

    Parameters
    ----------
    behind : dict
        What `run_by` found in each.
    """
    above = {
        path: {other for other in behind if other != path and runs(behind[other], path.name)}
        for path in behind
    }
    return {path for path in behind if any(not above[other] for other in above[path])}


def solved(data: bytes, definition: Definition, settings: Settings) -> int:
    """How many of a lab's exercises have something written in them.

    Where a cell is not known to be an exercise any more, by the function that stands in it.
    """
    released = {cell.grade_id: cell.source for cell in definition.cells if cell.solution}
    cells = parse(data, Problems(), settings).cells
    texts = {lines(cell.source): cell.source for cell in cells if cell.cell_type == "code"}
    for text in released.values():
        texts.pop(lines(text), None)
    own = {name for text in texts.values() for name in _DEFINED.findall(text)}
    there = {cell.grade_id: cell.source for cell in cells if cell.grade_id in released}
    return sum(
        lines(there[grade_id]) != lines(text)
        and is_written(there[grade_id], _DEFINED.findall(text))
        if grade_id in there
        else not own.isdisjoint(_DEFINED.findall(text))
        for grade_id, text in released.items()
    )


def _renamed(path: Path, folder: Path, wanted: Path) -> list[str]:
    if path == wanted:
        return []
    return [phrase("choice.renamed", name=_shown(path, folder), wanted=wanted.name)]


def _shown(path: Path, folder: Path) -> str:
    return quoted(str(path.relative_to(folder)))


def holds_notebook(path: Path) -> bool:
    """Whether a file begins as a notebook does, and speaks of cells."""
    try:
        start = read(path, 10**9)[:200_000]
    except (RejectedError, OSError):
        return False
    return start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b'"cells"' in start

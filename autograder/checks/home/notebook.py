"""A student's notebook file: which one it is, what is in it, and writing it so that all is kept.

Of a notebook this knows only that it is JSON with a list of cells.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.checks.home.released import ReleasedCell
from autograder.checks.words import listed, say

Cell = dict[str, Any]

_LARGEST = 100_000_000
_KEPT = "-before-restore-"
_DEFINED = re.compile(r"^def (\w+)", re.MULTILINE)


class NotebookTrouble(Exception):
    """The notebook cannot be found, read or written; the text is a sentence for the student."""


def find(lab: str, name: str = "", folder: Path | None = None) -> Path:
    """The notebook of a lab.

    Parameters
    ----------
    lab : str
    name : str
        What it is called, if it is known.
    folder : Path, optional
        The present one, unless another is given.

    Raises
    ------
    NotebookTrouble
        There is none, or there are several that it may be.
    """
    try:
        place = folder or Path.cwd()
        if name:
            return _named(place / name)
        running = Path(os.environ.get("JPY_SESSION_NAME", ""))  # where JupyterLab says that we are
        if running.suffix == ".ipynb" and running.is_file() and _checks(running, lab):
            return running
        if (place / f"{lab}.ipynb").is_file():
            return place / f"{lab}.ipynb"
        others = [path for path in sorted(place.glob("*.ipynb")) if path.name[0] != "."]
        found = [path for path in others if _KEPT not in path.name and _checks(path, lab)]
    except OSError as error:
        raise NotebookTrouble(say("restore.folder", reason=_reason(error))) from error
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotebookTrouble(say("restore.no-notebook", lab=lab))
    raise NotebookTrouble(say("restore.several", names=listed(path.name for path in found)))


def read(path: Path) -> dict[str, Any]:
    """What is in a notebook's file.

    Raises
    ------
    NotebookTrouble
        It cannot be read, or it is no notebook.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise NotebookTrouble(
                say("restore.unreadable", name=path.name, reason=say("restore.large"))
            )
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        reason = _reason(error) if isinstance(error, OSError) else say("restore.no-json")
        raise NotebookTrouble(say("restore.unreadable", name=path.name, reason=reason)) from error
    cells = content.get("cells") if isinstance(content, dict) else None
    if not isinstance(cells, list) or not all(map(_is_cell, cells)):
        raise NotebookTrouble(
            say("restore.unreadable", name=path.name, reason=say("restore.no-cells"))
        )
    return dict(content)


def write(path: Path, content: dict[str, Any]) -> Path:
    """Write a notebook at once or not at all, after a copy of it was kept.

    Returns
    -------
    Path
        The copy, beside it.

    Raises
    ------
    NotebookTrouble
        Something cannot be written; the notebook is as it was.
    """
    path = path.resolve()
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        kept = _keep(path)
        text = json.dumps(content, indent=1, ensure_ascii=False)
        unfinished.write_text(f"{text}\n", encoding="utf-8", newline="\n")
        shutil.copymode(path, unfinished)
        unfinished.replace(path)
    except (OSError, ValueError) as error:
        reason = _reason(error) if isinstance(error, OSError) else str(error)
        raise NotebookTrouble(say("restore.unwritable", name=path.name, reason=reason)) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return kept


def text(cell: Cell) -> str:
    """The text of a cell."""
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def place_of(cells: list[Cell], released: ReleasedCell) -> int | None:
    """Where a released cell stands in a notebook: by its grade_id, else by its id."""
    ids = [cell.get("id") for cell in cells]
    if released.grade_id:
        named = [n for n, cell in enumerate(cells) if grade_id(cell) == released.grade_id]
        if named:
            return next((n for n in named if ids[n] == released.id), named[0])
    same = [n for n, one in enumerate(ids) if one == released.id]
    if not same and not released.grade_id:  # the ids may be lost
        same = [n for n, cell in enumerate(cells) if text(cell) == released.source]
    return same[0] if same else None


def grade_id(cell: Cell) -> str:
    """The grade_id that a cell says it has; empty where it says none."""
    metadata = cell.get("metadata")
    about = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return str(about.get("grade_id", "")) if isinstance(about, dict) else ""


def is_saved(cells: list[Cell]) -> bool:
    """Whether the file has what was run: this cell, and each function as it was run last.

    Where nothing is known of the cell that is being run, it is.
    """
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if not hasattr(shell, "kernel"):
        return True
    history = getattr(getattr(shell, "history_manager", None), "input_hist_raw", None) or [""]
    run = [str(text).strip() for text in history]
    saved = {text(cell).strip() for cell in cells}
    if run[-1] and run[-1] not in saved:
        return False
    # A function that is in the file: as it was run last?
    there = {name for one in saved for name in _DEFINED.findall(one)}
    last = {name: one for one in run for name in _DEFINED.findall(one)}
    return all(last[name] in saved for name in there & last.keys())


def _is_cell(cell: object) -> bool:
    if not isinstance(cell, dict) or not isinstance(cell.get("cell_type"), str):
        return False
    source = cell.get("source")
    lines = source if isinstance(source, list) else [source]
    return all(isinstance(line, str) for line in lines)


def _named(path: Path) -> Path:
    if not path.is_file():
        raise NotebookTrouble(say("restore.no-such-notebook", name=path.name))
    return path


def _checks(path: Path, lab: str) -> bool:
    """Whether a notebook checks answers to a lab."""
    try:
        cells = read(path)["cells"]
    except NotebookTrouble:
        return False
    return any(re.search(rf"\bcheck\(\s*[\"']{re.escape(lab)}\.", text(cell)) for cell in cells)


def _keep(path: Path) -> Path:
    """Make a copy beside a file, with the date in its name."""
    now = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    for number in range(1, 1000):
        again = f"-{number}" * (number > 1)
        kept = path.with_name(f"{path.stem}{_KEPT}{now}{again}{path.suffix}")
        try:
            with kept.open("xb") as file:
                file.write(path.read_bytes())
        except FileExistsError:
            continue
        return kept
    raise OSError("there are too many copies")


def _reason(error: OSError) -> str:
    return error.strerror or str(error)

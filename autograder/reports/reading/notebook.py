"""A notebook's file, whatever state it is in: each cell that can be read, and what is wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.reports.defects import Defects
from autograder.reports.words import say

LARGEST = 300_000_000


class NoNotebook(Exception):
    """There is nothing to report on; the text is a sentence for the student."""


@dataclass(frozen=True)
class Cell:
    """A cell as a report needs it; `number` counts from 1, as people do."""

    number: int
    kind: str
    text: str
    id: str = ""
    grade_id: str = ""
    about: Mapping[str, Any] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    outputs: tuple[Mapping[str, Any], ...] = ()
    was_run: bool = False
    attached: Mapping[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> str:
        return say("place.cell", number=self.number)


def read(path: Path, defects: Defects) -> tuple[Cell, ...]:
    """The cells of a notebook.

    Raises
    ------
    NoNotebook
        There is no such file, or no notebook in it.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise NoNotebook(say("source.large", name=path.name))
        stored = json.loads(path.read_text(encoding="utf-8-sig", errors="replace"))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise NoNotebook(say("source.unreadable", name=path.name, reason=reason)) from error
    except (ValueError, RecursionError) as error:
        raise NoNotebook(say("source.no-json", name=path.name)) from error
    cells = _listed(stored)
    if cells is None:
        raise NoNotebook(say("source.no-cells", name=path.name))
    found = []
    for number, stored_cell in enumerate(cells, start=1):
        read_cell = cell(number, stored_cell)
        if read_cell is None:
            defects.note(say("cell.broken", place=say("place.cell", number=number)))
        else:
            found.append(read_cell)
    return tuple(found)


def _listed(stored: object) -> list[Any] | None:
    """The cells; in notebooks before version 4 they lie in worksheets."""
    if not isinstance(stored, dict):
        return None
    if isinstance(stored.get("cells"), list):
        return list(stored["cells"])
    sheets = stored.get("worksheets")
    if not isinstance(sheets, list):
        return None
    return [
        cell
        for sheet in sheets
        if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list)
        for cell in sheet["cells"]
    ]


def cell(number: int, stored: object) -> Cell | None:
    """A cell as the file has it; None where it is none."""
    if not isinstance(stored, dict):
        return None
    kind, text = stored.get("cell_type"), joined(stored.get("source", stored.get("input")))
    if not isinstance(kind, str) or text is None:
        return None
    if kind == "heading":
        level = stored.get("level")
        kind, text = "markdown", f"{'#' * (level if isinstance(level, int) else 1)} {text}"
    metadata = stored.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    about = metadata.get("nbgrader")
    about = about if isinstance(about, dict) else {}
    tags, outputs = metadata.get("tags"), stored.get("outputs")
    attached = stored.get("attachments")
    return Cell(
        number,
        kind,
        text,
        str(stored.get("id", "")),
        str(about.get("grade_id", "")),
        about,
        tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        tuple(o for o in outputs if isinstance(o, dict)) if isinstance(outputs, list) else (),
        stored.get("execution_count", stored.get("prompt_number")) is not None,
        attached if isinstance(attached, dict) else {},
    )


def joined(text: object) -> str | None:
    """A text, which notebooks may keep as a list of its lines."""
    if isinstance(text, list) and all(isinstance(line, str) for line in text):
        return "".join(text)
    return text if isinstance(text, str) else None

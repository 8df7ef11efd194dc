"""The cells of a lab as they were released: a copy that every bundle has, and no notebook itself.

So nobody takes it for a notebook that is handed in, and no student changes it by mistake.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from autograder.checks.name import CheckpointName

FOLDER = Path(__file__).parents[1] / "released"
ENDING = ".cells"
_WRITTEN = {"report-conclusions", "report-questions"}
"""Tags of cells into which students write for their lab report."""
_DEFINED = re.compile(r"^def (\w+)", re.MULTILINE)


@dataclass(frozen=True)
class ReleasedCell:
    """A cell as it was released.

    `answer` says whether it is where something is written: an answer below its question, or a part
    of the lab report.
    """

    id: str
    cell_type: str
    source: str
    metadata: dict[str, Any] = field(default_factory=dict)
    answer: bool = False

    @property
    def grade_id(self) -> str:
        return str(self._nbgrader.get("grade_id", ""))

    @property
    def name(self) -> str:
        """What it is called: by its grade_id, where it has one."""
        return self.grade_id or self.id

    @property
    def exercise(self) -> bool:
        """Whether students write into it."""
        return bool(self._nbgrader.get("solution")) or self.answer

    @property
    def question(self) -> bool:
        """Whether it asks for an answer in words."""
        return bool(self._nbgrader.get("task"))

    @property
    def check(self) -> bool:
        return bool(self._nbgrader.get("grade")) and not self.exercise and not self.question

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(self.metadata.get("tags", ()))

    @property
    def _nbgrader(self) -> dict[str, Any]:
        found = self.metadata.get("nbgrader", {})
        return found if isinstance(found, dict) else {}


def labs() -> list[str]:
    """The labs of which there is a copy."""
    return sorted(path.stem for path in FOLDER.glob(f"*{ENDING}"))


def load(lab: str) -> list[ReleasedCell]:
    """The cells of a released lab, in their order.

    Raises
    ------
    OSError, ValueError
        There is no copy of it, or it is damaged.
    """
    return read(json.loads((FOLDER / f"{lab}{ENDING}").read_text(encoding="utf-8")))


def read(stored: Sequence[dict[str, Any]]) -> list[ReleasedCell]:
    """The cells of a copy, in their order."""
    cells: list[ReleasedCell] = []
    for entry in stored:
        kind, metadata = entry["cell_type"], entry["metadata"]
        below = bool(cells) and cells[-1].question
        answer = below and kind == "markdown" and "nbgrader" not in metadata
        cell = ReleasedCell(entry["id"], kind, entry["source"], metadata, answer)
        cells.append(replace(cell, answer=answer or bool(_WRITTEN & set(cell.tags))))
    return cells


def chosen(cells: Sequence[ReleasedCell], name: str) -> list[ReleasedCell]:
    """The cells that a name stands for, if any has it: with a check comes its exercise."""
    named = [cell for cell in cells if cell.grade_id == name] or [
        cell for cell in cells if cell.id == name
    ]
    if not (named and named[0].check and name == named[0].grade_id):
        return named[:1]
    words = set(re.findall(r"\w+", named[0].source))
    exercises = [
        cell for cell in cells if cell.exercise and words & set(_DEFINED.findall(cell.source))
    ]
    return [*exercises, named[0]]


def checkpoints(lab: str, cells: Sequence[ReleasedCell]) -> list[CheckpointName]:
    """The names of a lab's checkpoints, in the order of the notebook."""
    return [CheckpointName.of(lab, cell.grade_id) for cell in cells if cell.check]

"""What was released: the graded cells of a lab, in the order of its source notebook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

import nbformat
from nbformat import from_dict
from nbformat.v4 import new_markdown_cell
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.api import Notebook as GradebookNotebook
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme

from autograder.checks.name import CheckpointName
from autograder.submissions.released.demonstrations import is_demonstration
from autograder.submissions.released.sources import lines

CellType = Literal["code", "markdown", "raw"]


@dataclass(frozen=True)
class ReleasedCell:
    """One cell that nbgrader owns, as it was released, and with the tests that it hides."""

    grade_id: str
    cell_type: CellType
    source: str
    checksum: str
    locked: bool = False
    grade: bool = False
    solution: bool = False
    task: bool = False
    points: float | None = None

    @property
    def tests(self) -> bool:
        """Whether the cell is marked by its check, and not by a person."""
        return self.grade and not self.solution and self.cell_type == "code"

    @property
    def shown(self) -> str:
        """The text that students got: without hidden tests and mark scheme."""
        cell = new_markdown_cell(self.source, metadata=from_dict(self.metadata()))
        for hide in (ClearHiddenTests(), ClearMarkScheme()):
            cell, _ = hide.preprocess_cell(cell, {}, 0)
        return str(cell.source)

    def metadata(self) -> dict[str, Any]:
        """The metadata that nbgrader wants to find in the cell, none of it from the student."""
        nbgrader: dict[str, Any] = {
            "schema_version": 3,
            "grade_id": self.grade_id,
            "grade": self.grade,
            "locked": self.locked,
            "solution": self.solution,
            "task": self.task,
            "cell_type": self.cell_type,
        }
        if self.checksum:
            nbgrader["checksum"] = self.checksum
        if self.points is not None:
            nbgrader["points"] = self.points
        return {"nbgrader": nbgrader}


@dataclass(frozen=True)
class Definition:
    """A lab's released cells, in order.

    `demonstrations` are the texts of those that only show something, `prose` those of the lessons.
    """

    lab: str
    cells: tuple[ReleasedCell, ...]
    demonstrations: frozenset[tuple[str, ...]] = frozenset()
    prose: frozenset[tuple[str, ...]] = frozenset()

    def find(self, grade_id: str) -> ReleasedCell | None:
        return next((cell for cell in self.cells if cell.grade_id == grade_id), None)

    @property
    def tests(self) -> tuple[ReleasedCell, ...]:
        return tuple(cell for cell in self.cells if cell.tests)

    def only_shows(self, source: str) -> bool:
        """Whether a cell has the text of a demonstration."""
        return lines(source) in self.demonstrations

    def checkpoint(self, cell: ReleasedCell) -> CheckpointName:
        return CheckpointName.of(self.lab, cell.grade_id)

    @classmethod
    def read(cls, db_url: str, lab: str, source: Path) -> Definition:
        """The definition that the gradebook holds.

        Parameters
        ----------
        db_url : str
            The gradebook.
        lab : str
            Name of the assignment, and of its one notebook.
        source : Path
            The source notebook, for what the gradebook does not keep: the order of the cells, and
            which of them only show something.

        Raises
        ------
        nbgrader.api.MissingEntry
            The gradebook has no such assignment.
        """
        written = nbformat.read(source, as_version=4).cells
        names = [cell.metadata.get("nbgrader", {}).get("grade_id", "") for cell in written]
        order = {grade_id: place for place, grade_id in enumerate(names)}
        with Gradebook(db_url) as gradebook:
            cells = _released_cells(gradebook.find_notebook(lab, lab))
        return cls(
            lab,
            tuple(sorted(cells, key=lambda cell: order.get(cell.grade_id, len(order)))),
            frozenset(lines(cell.source) for cell in written if is_demonstration(cell)),
            frozenset(lines(cell.source) for cell in written if "nbgrader" not in cell.metadata),
        )


@dataclass(frozen=True)
class Release:
    """What nbgrader notes down of a lab as it releases it, apart from submissions and marks."""

    lab: str
    course_id: str
    notebooks: tuple[ReleasedNotebook, ...] = ()

    @classmethod
    def read(cls, db_url: str, lab: str) -> Release:
        """The release that a gradebook holds."""
        with Gradebook(db_url) as gradebook:
            assignment = gradebook.find_assignment(lab)
            notebooks = tuple(
                ReleasedNotebook(made.name, made.kernelspec, tuple(_released_cells(made)))
                for made in assignment.notebooks
            )
            return cls(lab, str(assignment.course_id), notebooks)


@dataclass(frozen=True)
class ReleasedNotebook:
    """One notebook of a lab: its name, the kernel it asks for, the cells that nbgrader owns."""

    name: str
    kernelspec: str | None
    cells: tuple[ReleasedCell, ...] = ()


def is_defined(db_url: str, lab: str) -> bool:
    """Whether the gradebook knows the lab's notebook."""
    with Gradebook(db_url) as gradebook:
        try:
            gradebook.find_notebook(lab, lab)
        except MissingEntry:
            return False
    return True


def _released_cells(notebook: GradebookNotebook) -> list[ReleasedCell]:
    points = {
        cell.name: float(cell.max_score) for cell in (*notebook.grade_cells, *notebook.task_cells)
    }
    grades = {cell.name for cell in notebook.grade_cells}
    solutions = {cell.name for cell in notebook.solution_cells}
    tasks = {cell.name for cell in notebook.task_cells}
    return [
        ReleasedCell(
            grade_id=cell.name,
            cell_type=cast(CellType, cell.cell_type),
            source=cell.source or "",
            checksum=cell.checksum or "",
            locked=bool(cell.locked),
            grade=cell.name in grades,
            solution=cell.name in solutions,
            task=cell.name in tasks,
            points=points.get(cell.name),
        )
        for cell in notebook.source_cells
    ]

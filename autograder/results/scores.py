"""Scores from verdicts: what a notebook printed counts for nothing."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.preprocessors import SaveAutoGrades

from autograder.results.marks import CellMarks
from autograder.running.record import Record

NO_RESPONSE = "No response."


def marks(notebook: NotebookNode, lab: str) -> dict[str, CellMarks]:
    """What the machine gives each cell of a judged notebook, by grade_id.

    A cell that a person marks is worth nothing where it was left as it was; else a mark is needed.
    Nothing of a rejected submission needs a mark.
    """
    record, found = Record.read(notebook), {}
    for cell in notebook.cells:
        if utils.is_grade(cell) or utils.is_solution(cell) or utils.is_task(cell):
            graded = utils.is_grade(cell) or utils.is_task(cell)
            score = _score(cell, lab, record) if graded else None
            found[str(cell.metadata.nbgrader.grade_id)] = CellMarks(
                auto_score=score,
                needs_manual_grade=graded and score is None,
                auto_comment=NO_RESPONSE if _left_alone(cell) else None,
            )
    return found


class SaveVerdicts(SaveAutoGrades):  # type: ignore[misc]
    """nbgrader's step that writes scores, with the judge's verdicts as the scores of test cells."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Write the scores of all cells."""
        self._marks = marks(nb, resources["nbgrader"]["assignment"])
        notebook, resources = super().preprocess(nb, resources)
        return notebook, resources

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Write a cell's score and comment."""
        if utils.is_task(cell):
            self._add_score(cell, resources)
        notebook_cell, resources = super().preprocess_cell(cell, resources, cell_index)
        return notebook_cell, resources

    def _add_score(self, cell: NotebookNode, resources: dict[str, Any]) -> None:  # noqa: ARG002
        grade_id = cell.metadata.nbgrader.grade_id
        grade = self.gradebook.find_grade(
            grade_id, self.notebook_id, self.assignment_id, self.student_id
        )
        grade.auto_score = self._marks[grade_id].auto_score
        grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
        self.gradebook.db.commit()


def _score(cell: NotebookNode, lab: str, record: Record) -> float | None:
    """Points; None where a person has to mark the cell."""
    if record.rejected is not None:
        return 0.0
    if utils.is_task(cell):
        return None
    if utils.is_solution(cell) or cell.cell_type != "code":
        score, _ = utils.determine_grade(cell)
        return None if score is None else float(score)
    verdict = record.verdicts.get(f"{lab}.{cell.metadata.nbgrader.grade_id}")
    return 0.0 if verdict is None else verdict.points


def _left_alone(cell: NotebookNode) -> bool:
    """Whether a cell that a student writes in has its released text."""
    checksum = cell.metadata.nbgrader.get("checksum")
    return bool(
        utils.is_solution(cell)
        and not utils.is_task(cell)
        and checksum is not None
        and checksum == utils.compute_checksum(cell)
    )

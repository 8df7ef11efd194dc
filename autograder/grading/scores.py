"""Scores from verdicts: what a notebook printed counts for nothing."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.preprocessors import SaveAutoGrades

from autograder.grading.record import Record


class SaveVerdicts(SaveAutoGrades):  # type: ignore[misc]
    """nbgrader's step that writes scores, with the judge's verdicts as the scores of test cells.

    A cell that a person marks is left to nbgrader: nothing where it was left as it was, else a mark
    is needed. Nothing of a rejected submission needs a mark.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Write the scores of all cells."""
        self._record = Record.read(nb)
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
        grade.auto_score = self._score(cell, f"{self.assignment_id}.{grade_id}")
        grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
        self.gradebook.db.commit()

    def _score(self, cell: NotebookNode, checkpoint: str) -> float | None:
        """Points; None where a person has to mark the cell."""
        if self._record.rejected is not None:
            return 0.0
        if utils.is_task(cell):
            return None
        if utils.is_solution(cell) or cell.cell_type != "code":
            score, _ = utils.determine_grade(cell, self.log)
            return None if score is None else float(score)
        verdict = self._record.verdicts.get(checkpoint)
        return 0.0 if verdict is None else verdict.points

"""Where scores from verdicts meet nbgrader's `Autograde`."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.preprocessors import SaveAutoGrades

from autograder.results.record import Record
from autograder.results.scores import marks


class SaveVerdicts(SaveAutoGrades):  # type: ignore[misc]
    """nbgrader's step that writes scores, with the judge's verdicts as the scores of test cells."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Write the scores of all cells."""
        self._marks = marks(nb, Record.read(nb), resources["nbgrader"]["assignment"])
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

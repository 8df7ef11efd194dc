"""Scores from verdicts: what a notebook printed counts for nothing."""

from __future__ import annotations

from nbformat import NotebookNode
from nbgrader import utils

from autograder.checks.name import CheckpointName
from autograder.results.marks import CellMarks
from autograder.results.record import Record
from autograder.submissions.released.untouched import ANSWERED_BESIDE, left_alone

NO_RESPONSE = "No response."


def marks(notebook: NotebookNode, record: Record, lab: str) -> dict[str, CellMarks]:
    """What the machine gives each cell of a judged notebook, by grade_id.

    A cell that a person marks is worth nothing where it was left as it was; else a mark is needed.
    Nothing of a rejected submission needs a mark.
    """
    found = {}
    for cell in notebook.cells:
        if utils.is_grade(cell) or utils.is_solution(cell) or utils.is_task(cell):
            silent = left_alone(cell) and not _answered_beside(cell)
            graded = utils.is_grade(cell) or utils.is_task(cell)
            score = _score(cell, lab, record) if graded else None
            found[str(cell.metadata.nbgrader.grade_id)] = CellMarks(
                auto_score=score,
                needs_manual_grade=graded and score is None,
                auto_comment=NO_RESPONSE if silent else None,
            )
    return found


def _score(cell: NotebookNode, lab: str, record: Record) -> float | None:
    """Points; None where a person has to mark the cell."""
    if record.rejected is not None:
        return 0.0
    if utils.is_task(cell) or _answered_beside(cell):
        return None
    if utils.is_solution(cell) or cell.cell_type != "code":
        score, _ = utils.determine_grade(cell)
        return None if score is None else float(score)
    verdict = record.verdicts.get(CheckpointName.of(lab, cell.metadata.nbgrader.grade_id))
    return 0.0 if verdict is None else verdict.points


def _answered_beside(cell: NotebookNode) -> bool:
    return ANSWERED_BESIDE in cell.metadata.get("tags", [])

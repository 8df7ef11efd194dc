"""From the judge's verdicts to a notebook that shows them."""

from __future__ import annotations

from dataclasses import replace

from nbformat import NotebookNode

from autograder.checks.verdict import Verdict
from autograder.running.record import Record
from autograder.submissions.outputs import card
from autograder.submissions.problems import quoted


def judged(
    notebook: NotebookNode,
    record: Record,
    lab: str,
    verdicts: dict[str, Verdict],
    reasons: dict[str, str],
) -> None:
    """Give every test cell its verdict, show it there, and write the record.

    Parameters
    ----------
    notebook : NotebookNode
    record : Record
    lab : str
    verdicts : dict
        The judge's, by checkpoint; a checkpoint that it did not judge is *not run*, with no points.
    reasons : dict
        Why a test cell did not come to its check, by grade_id.
    """
    final: dict[str, Verdict] = {}
    for cell in notebook.cells:
        if not is_test(cell):
            continue
        grade_id, points = cell.metadata.nbgrader.grade_id, float(cell.metadata.nbgrader.points)
        checkpoint = f"{lab}.{grade_id}"
        message = record.rejected or reasons.get(grade_id) or "the check was never asked"
        nothing = Verdict(checkpoint, max_points=points, message=message)
        final[checkpoint] = _bounded(verdicts.get(checkpoint, nothing), points)
        cell.outputs = [card(final[checkpoint])]
    replace(record, verdicts=final).write(notebook)


def is_test(cell: NotebookNode) -> bool:
    """Whether a cell of a sanitised notebook is marked by its check."""
    nbgrader = cell.metadata.get("nbgrader", {})
    return bool(cell.cell_type == "code" and nbgrader.get("grade") and not nbgrader.get("solution"))


def name_of(cell: NotebookNode) -> str:
    """What to call a cell in a sentence: it has no number that its author could see."""
    grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
    if grade_id is not None:
        return f"the cell {quoted(grade_id)}"
    first = next(iter(cell.source.strip().splitlines()), "")
    return f"the cell that begins with {quoted(first)}"


def _bounded(verdict: Verdict, points: float) -> Verdict:
    """No verdict is worth more than its cell, nor less than nothing (nor not a number)."""
    earned = verdict.points if 0.0 <= verdict.points <= points else 0.0
    return replace(verdict, points=earned, max_points=points)

"""From the judge's verdicts to a notebook that shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from nbformat import NotebookNode

from autograder.checks.name import CheckpointName
from autograder.checks.verdict import Verdict
from autograder.submissions.outputs import card
from autograder.submissions.problems import quoted
from autograder.words import Phrase, phrase, shown

NEVER_ASKED = phrase("run.unasked")
"""Why a checkpoint has no verdict, where nothing else is known."""


def concluded(
    notebook: NotebookNode,
    lab: str,
    verdicts: Mapping[CheckpointName, Verdict],
    unasked: Mapping[str, str] | None = None,
    otherwise: str = NEVER_ASKED,
) -> dict[CheckpointName, Verdict]:
    """Give every test cell its verdict, and show it there.

    Parameters
    ----------
    notebook : NotebookNode
    lab : str
    verdicts : mapping
        The judge's; a checkpoint that it did not judge is *not run*, with no points.
    unasked : mapping
        Why a test cell did not come to its check, by grade_id.
    otherwise : str
        The reason where there is no other.

    Returns
    -------
    dict
        Those of the notebook's test cells, and of nothing else.
    """
    final: dict[CheckpointName, Verdict] = {}
    for cell in notebook.cells:
        if not is_test(cell):
            continue
        grade_id, points = cell.metadata.nbgrader.grade_id, float(cell.metadata.nbgrader.points)
        name = CheckpointName.of(lab, grade_id)
        reason = (unasked or {}).get(grade_id, otherwise)
        nothing = Verdict(name, max_points=points, message=shown(reason))
        final[name] = _bounded(verdicts.get(name, nothing), points)
        cell.outputs = [card(final[name])]
    return final


def is_test(cell: NotebookNode) -> bool:
    """Whether a cell of a clean notebook is marked by its check."""
    nbgrader = cell.metadata.get("nbgrader", {})
    return bool(cell.cell_type == "code" and nbgrader.get("grade") and not nbgrader.get("solution"))


def name_of(cell: NotebookNode) -> Phrase:
    """What to call a cell in a sentence: it has no number that its author could see."""
    grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
    if grade_id is not None:
        return phrase("cell.named", name=quoted(grade_id))
    first = next(iter(cell.source.strip().splitlines()), "")
    return phrase("cell.begins", text=quoted(first))


def _bounded(verdict: Verdict, points: float) -> Verdict:
    """A verdict in the points of its cell: no more than those, nor less than nothing, or nan.

    Where somebody gave the cell other points than the checkpoint has, it is worth the same share.
    """
    most = verdict.max_points
    share = 1.0 if most == points else points / most if most > 0 else 0.0
    earned = verdict.points * share if 0.0 <= verdict.points <= most else 0.0
    return replace(verdict, points=earned, max_points=points)

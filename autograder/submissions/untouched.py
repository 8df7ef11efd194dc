"""Whether a student has written into a cell."""

from __future__ import annotations

from nbformat import NotebookNode
from nbgrader import utils

ANSWERED_BESIDE = "answered-beside"
"""The tag of a cell that was left blank, and beside which the student has written something."""


def left_alone(cell: NotebookNode) -> bool:
    """Whether a cell of a clean notebook, in which a student writes, has its released text."""
    checksum = cell.metadata.get("nbgrader", {}).get("checksum")
    return bool(
        utils.is_solution(cell)
        and not utils.is_task(cell)
        and checksum is not None
        and checksum == utils.compute_checksum(cell)
    )

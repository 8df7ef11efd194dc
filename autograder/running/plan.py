"""What is executed of a notebook, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterator
from dataclasses import dataclass

from nbformat import NotebookNode

from autograder.checks.name import CheckpointName
from autograder.kernels.kernel import CellResult
from autograder.running.verdicts import is_test
from autograder.submissions.released.demonstrations import is_demonstration

Steps = Generator["Step", CellResult, None]
Unanswered = Callable[[], Collection[CheckpointName]]
"""Tells which checkpoints have not been asked, or not been answered, so far."""


@dataclass(frozen=True)
class Step:
    """A piece of Python to execute, and the cell in which its outputs are shown.

    `checkpoint` is the one that it asks for marks, if it is a test.
    """

    source: str
    cell: NotebookNode
    checkpoint: CheckpointName | None = None


@dataclass(frozen=True)
class Plan:
    """The steps in their order; the cells that are none of them keep what they show.

    `first` is executed in any case; `then` decides by how each of its steps ended what is next.
    """

    first: tuple[Step, ...]
    then: Callable[[Unanswered], Steps] | None = None

    def cells(self) -> Iterator[NotebookNode]:
        """The cells whose outputs are made anew."""
        seen = None
        for step in self.first:
            if step.cell is not seen:
                yield step.cell
            seen = step.cell


def as_handed_in(notebook: NotebookNode, lab: str, *, every_cell: bool) -> Plan:
    """Cell by cell from the top, as JupyterLab's *Run All* does it.

    Parameters
    ----------
    notebook : NotebookNode
        A clean one.
    lab : str
    every_cell : bool
        Whether to run also what only demonstrates something.
    """
    return Plan(
        tuple(
            Step(cell.source, cell, checkpoint_of(cell, lab))
            for cell in notebook.cells
            if cell.cell_type == "code" and (every_cell or not is_demonstration(cell))
        )
    )


def checkpoint_of(cell: NotebookNode, lab: str) -> CheckpointName | None:
    """The checkpoint that a test cell asks; None of any other cell."""
    return CheckpointName.of(lab, cell.metadata.nbgrader.grade_id) if is_test(cell) else None

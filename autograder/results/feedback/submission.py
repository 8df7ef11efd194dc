"""What a feedback page is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nbformat import NotebookNode

from autograder.results.marks import CellMarks
from autograder.results.record import Record


@dataclass(frozen=True)
class Submission:
    """A graded submission, with the marks that count.

    Attributes
    ----------
    notebook : NotebookNode
        As it was graded.
    lab, student : str
    record : Record
    cells : mapping
        Marks of the machine and of people, by grade_id.
    late_penalty : float
        Points that are taken off for lateness.
    """

    notebook: NotebookNode
    lab: str
    student: str
    record: Record = field(default_factory=Record)
    cells: Mapping[str, CellMarks] = field(default_factory=dict)
    late_penalty: float = 0.0

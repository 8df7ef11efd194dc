"""What happened while a notebook ran, and which tests did not come to their end for it."""

from __future__ import annotations

from dataclasses import dataclass, field

from nbformat import NotebookNode

from autograder.running.verdicts import name_of

MAX_OUTPUT = 20_000_000


@dataclass
class Incidents:
    """Problems of a run, as sentences, and for each test cell without a verdict the reason.

    `stopped` says why the rest of the notebook is not run; `reasons` are by grade_id.
    """

    problems: list[str] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)
    stopped: str | None = None
    shown: int = 0

    def stop(self, reason: str, cell: NotebookNode) -> None:
        """Nothing after this cell is run."""
        self.stopped = f"{reason}; what follows was not run"
        self.note(self.stopped, cell)

    def note(self, problem: str, cell: NotebookNode) -> None:
        """A problem that cost this cell its end."""
        self.problems.append(problem)
        self.explain(problem, cell)

    def explain(self, reason: str, cell: NotebookNode) -> None:
        """Why the test in this cell has no verdict, if it has none; the first reason counts."""
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id is not None:
            self.reasons.setdefault(grade_id, reason)

    def admit(
        self, outputs: list[NotebookNode], cut: bool, cell: NotebookNode
    ) -> list[NotebookNode]:
        """The outputs of a cell, unless the notebook has shown too much already."""
        self.shown += len(str(outputs))
        if cut or self.shown > MAX_OUTPUT:
            self.problems.append(f"{name_of(cell)} showed more than is kept: cut off")
        return outputs if self.shown <= MAX_OUTPUT else []

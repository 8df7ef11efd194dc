"""What each checkpoint asks, its fresh inputs, and the mistakes that we know: one module a lab.

Instructors only. Imports `autograder.checks` and the helpers; imported by the judge.
"""

from __future__ import annotations

from autograder.labs import gradient_checking, initialization, optimization
from autograder.labs.checkpoint import Bug, Checkpoint, Misconception

__all__ = ["LABS", "Bug", "Checkpoint", "Misconception", "UnknownCheckpoint", "find"]

LABS: dict[str, tuple[Checkpoint, ...]] = {
    "initialization": initialization.CHECKPOINTS,
    "gradient_checking": gradient_checking.CHECKPOINTS,
    "optimization": optimization.CHECKPOINTS,
}


class UnknownCheckpoint(KeyError):
    """No lab has a checkpoint of this name."""

    def __str__(self) -> str:
        return str(self.args[0])


def find(name: str) -> Checkpoint:
    """The checkpoint of a full name, such as ``initialization.he``.

    Raises
    ------
    UnknownCheckpoint
        There is none; the message lists those of the lab, or the labs.
    """
    lab, _, grade_id = name.partition(".")
    if lab not in LABS:
        raise UnknownCheckpoint(f"there is no checkpoint {name!r} (labs: {', '.join(LABS)})")
    for checkpoint in LABS[lab]:
        if checkpoint.grade_id == grade_id:
            return checkpoint
    known = ", ".join(f"{lab}.{checkpoint.grade_id}" for checkpoint in LABS[lab])
    raise UnknownCheckpoint(f"there is no checkpoint {name!r} (there are: {known})")

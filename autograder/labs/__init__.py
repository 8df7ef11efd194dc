"""What each checkpoint asks, its fresh inputs, and the mistakes that we know: one module a lab.

Instructors only. Imports `autograder.checks` and the helpers; imported by the judge.
"""

from __future__ import annotations

from collections.abc import Iterable

from autograder.checks.name import CheckpointName
from autograder.labs import gradient_checking, image_classification, initialization, optimization
from autograder.labs.checkpoint import Checkpoint
from autograder.labs.mistakes import Variant, WrongAnswer

__all__ = ["LABS", "Checkpoint", "UnknownCheckpoint", "Variant", "WrongAnswer", "find", "names"]

LABS: dict[str, tuple[Checkpoint, ...]] = {
    "initialization": initialization.CHECKPOINTS,
    "gradient_checking": gradient_checking.CHECKPOINTS,
    "optimization": optimization.CHECKPOINTS,
    "image_classification": image_classification.CHECKPOINTS,
}


class UnknownCheckpoint(KeyError):
    """No lab has a checkpoint of this name."""

    def __str__(self) -> str:
        return str(self.args[0])


def names(labs: Iterable[str] | None = None) -> list[CheckpointName]:
    """Names of all checkpoints, or of those of some labs; a lab without a module has none."""
    chosen = LABS if labs is None else labs
    return [CheckpointName.of(lab, point.grade_id) for lab in chosen for point in LABS.get(lab, ())]


def find(name: CheckpointName) -> Checkpoint:
    """The checkpoint of a name.

    Raises
    ------
    UnknownCheckpoint
        There is none; the message lists those of the lab, or the labs.
    """
    if name.lab not in LABS:
        raise UnknownCheckpoint(f"there is no checkpoint {name!r} (labs: {', '.join(LABS)})")
    for checkpoint in LABS[name.lab]:
        if checkpoint.grade_id == name.grade_id:
            return checkpoint
    known = ", ".join(names([name.lab]))
    raise UnknownCheckpoint(f"there is no checkpoint {name!r} (there are: {known})")

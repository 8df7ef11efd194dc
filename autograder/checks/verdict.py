"""What a check concludes: one small record, worth nothing unless something proved otherwise."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from autograder.checks.name import CheckpointName

Status = Literal["passed", "failed", "not attempted", "not run"]
CriterionStatus = Literal["passed", "failed", "not judged"]


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One criterion of a checkpoint, and how the answer met it.

    `message` is in the language of whoever reads it. `found` is the same where it was just judged,
    as a phrase, by whose key and parts it can be told what was found, and `weight` what meeting the
    criterion is worth beside the others; both are in no record.
    """

    name: str
    status: CriterionStatus = "not judged"
    message: str = ""
    found: str = field(default="", compare=False, repr=False)
    weight: int = field(default=0, compare=False, repr=False)

    def to_json(self) -> dict[str, str]:
        """The result as plain JSON data."""
        return {"name": self.name, "status": self.status, "message": self.message}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of one answer to one checkpoint.

    `status` is "passed" for full points only, and "not attempted" where the function is still the
    one that was handed out. `mistake` is the id of the known misconception that
    the answer's outputs match, if they match one. `message` is the sentence for the student.
    `recognised` is what it says on the mistake alone, where it was just judged; it is in no record.
    """

    checkpoint: CheckpointName
    status: Status = "not run"
    points: float = 0.0
    max_points: float = 0.0
    mistake: str | None = None
    message: str = ""
    criteria: tuple[CriterionResult, ...] = ()
    recognised: str = field(default="", compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "checkpoint", CheckpointName(self.checkpoint))

    def to_json(self) -> dict[str, Any]:
        """The verdict as plain JSON data."""
        criteria = [criterion.to_json() for criterion in self.criteria]
        plain = {**asdict(self), "checkpoint": str(self.checkpoint), "criteria": criteria}
        del plain["recognised"]
        return plain

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Verdict:
        """The verdict that `to_json` wrote."""
        criteria = tuple(CriterionResult(**criterion) for criterion in data["criteria"])
        return cls(**{**data, "criteria": criteria})

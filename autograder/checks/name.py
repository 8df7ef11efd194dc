"""The name of a checkpoint."""

from __future__ import annotations


class CheckpointName(str):
    """``<lab>.<grade_id>``: text like any other, that knows its two parts."""

    __slots__ = ()

    @classmethod
    def of(cls, lab: str, grade_id: str) -> CheckpointName:
        """The name of a checkpoint, from its lab and the grade_id of its test cell."""
        return cls(f"{lab}.{grade_id}")

    @property
    def lab(self) -> str:
        return str(self).partition(".")[0]

    @property
    def grade_id(self) -> str:
        return str(self).partition(".")[2]

"""Marks: what the machine finds out about each cell, and what people give."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class CellMarks:
    """What a gradebook holds on one cell of one submission; None where it holds nothing."""

    auto_score: float | None = None
    manual_score: float | None = None
    extra_credit: float | None = None
    needs_manual_grade: bool = False
    auto_comment: str | None = None
    manual_comment: str | None = None

    @property
    def score(self) -> float:
        """What counts: a person's mark before the machine's, and extra credit."""
        given = self.manual_score if self.manual_score is not None else self.auto_score
        return 0.0 if given is None else given + (self.extra_credit or 0.0)

    @property
    def comment(self) -> str | None:
        """What is shown: a person's comment before the machine's."""
        return self.manual_comment if self.manual_comment is not None else self.auto_comment


@dataclass(frozen=True)
class Marks:
    """What a gradebook holds on one submission, by grade_id."""

    cells: dict[str, CellMarks] = field(default_factory=dict)
    late_penalty: float | None = None
    score: float = 0.0
    max_score: float = 0.0

    def given(self) -> dict[str, tuple[float | None, float | None, str | None]]:
        """What people gave: mark, extra credit and comment of the cells that have any of them."""
        every = {
            name: (cell.manual_score, cell.extra_credit, cell.manual_comment)
            for name, cell in self.cells.items()
        }
        return {name: each for name, each in sorted(every.items()) if each != (None, None, None)}

    def to_json(self) -> dict[str, Any]:
        """The marks as plain JSON data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Marks:
        """The marks that `to_json` wrote."""
        cells = {name: CellMarks(**cell) for name, cell in data["cells"].items()}
        return cls(**{**data, "cells": cells})

"""What was wrong with a submission, in as few sentences as will do."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

MAX_NAMES = 10


class Kind(StrEnum):
    """What can be wrong with cells; the sentence ends with their names."""

    DELETED = "deleted cells were put back"
    GONE = "answer cells were deleted, but what is written elsewhere counts"
    CHANGED = (
        "locked cells were changed; their text was put back, and what was written in them is kept "
        "next to them"
    )
    BESIDE = "left blank, but the answer may be in a cell nearby"
    TURNED = "cells whose kind was changed were turned back"
    COPIED = "of cells that are there more than once the first counts"
    COPIED_ANSWER = "of cells that are there more than once the first that was written in counts"
    ADDED = "cells that are not the lab's own earn nothing"


@dataclass
class Problems:
    """Collects problems, in the order in which they are found."""

    sentences: list[str] = field(default_factory=list)
    cells: dict[Kind, list[str]] = field(default_factory=dict)

    def note(self, kind: Kind, grade_id: str) -> None:
        self.cells.setdefault(kind, []).append(quoted(grade_id))

    def listed(self) -> tuple[str, ...]:
        """One sentence for each kind."""
        named = (f"{kind}: {listed(names)}" for kind, names in self.cells.items())
        return (*self.sentences, *named)


def listed(names: list[str]) -> str:
    """Names with commas between them; of very many, the first."""
    more = len(names) - MAX_NAMES
    return ", ".join([*names[:MAX_NAMES], *([f"and {more} more"] if more > 0 else [])])


def quoted(name: str) -> str:
    """A name that a student chose, made fit to stand in a sentence on a page."""
    safe = re.sub(r"[^\w .:%/()\[\]{}+*=,'\"-]", "?", name[:60])
    return f"'{safe}'"

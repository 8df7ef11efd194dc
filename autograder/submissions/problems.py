"""What was wrong with a submission, in as few sentences as will do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from autograder import words
from autograder.submissions.names import legible
from autograder.words import phrase

MAX_NAMES = 10
_LONGEST = 60


class RejectedError(Exception):
    """A submission cannot be taken or read; `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Kind(StrEnum):
    """What can be wrong with cells: the key of a sentence with their names."""

    DELETED = "problem.deleted"
    GONE = "problem.gone"
    CHANGED = "problem.changed"
    BESIDE = "problem.beside"
    TURNED = "problem.turned"
    COPIED = "problem.copied"
    REPEATED = "problem.repeated"
    COPIED_ANSWER = "problem.copied-answer"
    ADDED = "problem.added"


@dataclass
class Problems:
    """Collects problems, in the order in which they are found."""

    sentences: list[str] = field(default_factory=list)
    cells: dict[Kind, list[str]] = field(default_factory=dict)

    def note(self, kind: Kind, grade_id: str) -> None:
        self.cells.setdefault(kind, []).append(quoted(grade_id))

    def listed(self) -> tuple[str, ...]:
        """One sentence for each kind."""
        named = (phrase(kind.value, names=listed(names)) for kind, names in self.cells.items())
        return (*self.sentences, *named)


def listed(names: Sequence[str]) -> str:
    """Names with commas between them; of very many, the first."""
    first, more = words.listed(names[:MAX_NAMES]), len(names) - MAX_NAMES
    return phrase("names.more", names=first, count=more) if more > 0 else first


def quoted(name: str) -> str:
    """A name that a student chose, made fit to stand in a sentence on a page."""
    told = legible(name)
    told = told if len(told) <= _LONGEST else f"{told[: _LONGEST - 3]}..."
    safe = re.sub(r"[^\w .:;%/()\[\]{}+*=,'\"!~#@-]", _unless_a_mark, told)
    return f"'{safe}'"


def _unless_a_mark(found: re.Match[str]) -> str:
    """A question mark, but for accents, which belong to a letter, and signs of other scripts."""
    kind = unicodedata.category(found[0])[0]
    return found[0] if kind == "M" or (kind in "PS" and not found[0].isascii()) else "?"

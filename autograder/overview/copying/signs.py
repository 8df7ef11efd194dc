"""What speaks for shared work: signs, each of one student or of two, and what they come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

PLANTED, WRONG, RARE, ALIKE = 4, 3, 2, 1
"""How telling a sign is: only this course knows the first ones."""


@dataclass(frozen=True)
class Sign:
    """One thing that is odd.

    Attributes
    ----------
    students : tuple of str
        One or two, sorted.
    weight : int
        How telling it is.
    key : str
        Of the sentence that says it.
    parts : dict
        What is put into that.
    cell : str
        The grade_id of the solution cell that shows it.
    lead : tuple of str
        The students in the order of the sentence's `one` and `other`, where that matters.
    """

    students: tuple[str, ...]
    weight: int
    key: str
    cell: str
    parts: dict[str, object] = field(default_factory=dict)
    lead: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """All signs of the same students, the most telling first."""

    students: tuple[str, ...]
    signs: tuple[Sign, ...]


def cases(signs: Iterable[Sign]) -> list[Case]:
    """The signs by whom they are about; the most telling cases first."""
    found: dict[tuple[str, ...], list[Sign]] = defaultdict(list)
    for sign in signs:
        found[sign.students].append(sign)
    made = [
        Case(students, tuple(sorted(several, key=lambda sign: -sign.weight)))
        for students, several in found.items()
    ]
    made.sort(key=lambda one: [-sign.weight for sign in one.signs])
    return made

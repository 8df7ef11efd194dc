"""What students are called in the report: by their ids, or by numbers that tell nothing of them."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Iterable

from autograder.overview.words import listed, say

MOST = 12
"""Names in a row; of the others, how many there are. The table has all."""
DIGITS = 4
"""A number with fewer is no id in a sentence or in code, but a number."""
_WORD = re.compile(r"\w+(?:[.@-]\w+)*")
_PART = re.compile(r"\w+")


class Names:
    """Calls students by their names, or by numbers.

    Parameters
    ----------
    students : iterable of str
        Their ids.
    anonymous : bool
        Numbers are drawn anew each time: whoever has the list of the class learns nothing by them.
    """

    def __init__(self, students: Iterable[str], *, anonymous: bool = False) -> None:
        self._students = sorted(students)
        self._anonymous = anonymous
        if anonymous:
            secrets.SystemRandom().shuffle(self._students)
        self._place = {student: number for number, student in enumerate(self._students, start=1)}
        self._hidden = {
            name: student
            for student in self._students
            for name in (student.lower(), student.capitalize(), student.upper(), student)
            if not (student.isdecimal() and len(student) < DIGITS)
        }
        # What is no single word cannot be looked up as one.
        self._odd = [name for name in self._hidden if not _WORD.fullmatch(name)]

    def of(self, student: str) -> str:
        """What a student is called."""
        if not self._anonymous:
            return student
        return say("overview.number", number=self._place[student])

    def ordered(self, students: Iterable[str]) -> list[str]:
        """Students in the order of what they are called."""
        return sorted(students, key=self._place.__getitem__)

    def listed(self, students: Collection[str]) -> str:
        """Several students, the first of them by name."""
        first = listed([self.of(one) for one in self.ordered(students)[:MOST]])
        more = len(students) - MOST
        return say("overview.more", names=first, count=more) if more > 0 else first

    def hide(self, text: str) -> str:
        """A text in which nobody of the class is named by id, where names are hidden."""
        if not self._anonymous:
            return text
        for name in self._odd:
            if name in text:
                text = text.replace(name, self.of(self._hidden[name]))
        return _WORD.sub(self._hide, text)

    def _hide(self, word: re.Match[str]) -> str:
        """A word, or what stands in its place; an id may also be a part of an address."""
        if (student := self._hidden.get(word[0])) is not None:
            return self.of(student)
        return _PART.sub(self._hide_part, word[0])

    def _hide_part(self, part: re.Match[str]) -> str:
        student = self._hidden.get(part[0])
        return part[0] if student is None else self.of(student)

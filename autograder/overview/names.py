"""What students are called in the report: by their ids, or by numbers that tell nothing of them."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Iterable, Sequence
from functools import cache

from autograder.checks.words import english as checks
from autograder.labs import LABS
from autograder.overview.words import english as overview
from autograder.overview.words import listed, say
from autograder.words import english as grading

MOST = 12
"""Names in a row; of the others, how many there are. The table has all."""
DIGITS = 4
"""A number with fewer is no id in a sentence or in code, but a number."""
LETTERS = 4
"""A shorter id is known only where it stands by itself."""
PARTS = 4
"""Parts of an id, such as first and last name, that are found however they are joined."""
_PART = re.compile(r"[^\W_]+")


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
            known: student
            for student in self._students
            if (known := _joined(_PART.findall(student))) and not _is_no_name(known, student)
        }

        self._signs = [one for one in self._students if not (one.isascii() or _PART.search(one))]
        self._longest = max(map(len, self._hidden), default=0)

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
        for student in self._signs:  # of nothing but pictures
            text = text.replace(student, self.of(student))
        found, parts, end = [], list(_PART.finditer(text)), 0
        place = 0
        while place < len(parts):
            count, shown = self._at(parts[place : place + PARTS])
            found += [text[end : parts[place].start()], shown]
            place += count
            end = parts[place - 1].end()
        return "".join([*found, text[end:]])

    def _at(self, parts: Sequence[re.Match[str]]) -> tuple[int, str]:
        """What stands in the place of some parts of a text, and how many of them it stands for."""
        for count in range(len(parts), 0, -1):
            student = self._hidden.get(_joined(part[0] for part in parts[:count]))
            if student is not None:
                return count, self.of(student)
        return 1, self._inside(parts[0][0])

    def _inside(self, word: str) -> str:
        """A word, without an id that it holds."""
        low = word.lower() if len(word.lower()) == len(word) else word
        for size in range(min(len(word), self._longest), 1, -1):
            for start in range(len(word) - size + 1):
                student = self._hidden.get(low[start : start + size])
                if student is not None and _is_long(low[start : start + size]):
                    before, after = word[:start], word[start + size :]
                    return f"{before}{self.of(student)}{after}"
        return word


def _joined(parts: Iterable[str]) -> str:
    return "".join(parts).lower()


def _is_long(name: str) -> bool:
    """Whether an id is known inside a word too, as in a file's name."""
    return len(name) >= LETTERS or not name.isascii()


def _is_no_name(known: str, student: str) -> bool:
    """Whether nobody could tell an id from a number or a word of a sentence."""
    return (student.isdecimal() and len(student) < DIGITS) or known in _vocabulary()


@cache
def _vocabulary() -> frozenset[str]:
    """The words of what we say and of what a lab asks."""
    catalogue = (known.sentence for lab in LABS.values() for one in lab for known in one.mistakes)
    asked = (one.signature for lab in LABS.values() for one in lab)
    tables = (checks.SENTENCES, grading.SENTENCES, overview.SENTENCES)
    told = (text for table in tables for text in table.values())
    return frozenset(
        part.lower() for text in (*catalogue, *asked, *told) for part in _PART.findall(text)
    )

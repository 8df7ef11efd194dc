"""What a report could not show, in sentences that name the place; none of them stops it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

MOST = 40
"""Sentences that are kept; of the others, how many there are."""


class Defects:
    """Takes note of what is wrong, and where."""

    def __init__(self) -> None:
        self._sentences: dict[str, None] = {}
        self._place = ""
        self.more = 0

    @contextmanager
    def at(self, place: str) -> Iterator[None]:
        """Whatever is noted now happened at a place, such as ``cell 7``."""
        before, self._place = self._place, place
        try:
            yield
        finally:
            self._place = before

    @property
    def place(self) -> str:
        return self._place

    def note(self, sentence: str) -> None:
        """Keep a whole sentence, once."""
        if sentence in self._sentences:
            return
        if len(self._sentences) < MOST:
            self._sentences[sentence] = None
        else:
            self.more += 1

    @property
    def sentences(self) -> list[str]:
        return list(self._sentences)

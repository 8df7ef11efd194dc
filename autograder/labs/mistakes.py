"""Known answers to an exercise, as changes to the right one: wrong ones, and other right ones."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from autograder.labs.changes import Change, MisplacedChange


class UnfitAnswer(ValueError):
    """A known answer cannot be made from the right one; the text names it and says why."""


@dataclass(frozen=True)
class KnownAnswer:
    """A way to answer that we know: each of `ways` makes it from the text of the right answer."""

    id: str
    sentence: str
    ways: tuple[Change, ...]

    def texts(self, right: str) -> list[str]:
        """The text of the function, one for each way; for what it raises see `text`."""
        return [self.text(way, right) for way in self.ways]

    def text(self, way: Change, right: str) -> str:
        """The text of the function that is made in one of the ways.

        Raises
        ------
        UnfitAnswer
            The change does not fit the right answer, or what it makes is no Python.
        """
        try:
            return _made(way, right)
        except MisplacedChange as error:
            raise UnfitAnswer(f"the answer {self.id} {error}") from error
        except SyntaxError as error:
            raise UnfitAnswer(f"the answer {self.id} is no Python: {error}") from error

    def fits(self, text: str) -> bool:
        """Whether it can be made from a text that something else was changed in."""
        try:
            return bool(self.texts(text))
        except UnfitAnswer:
            return False


@dataclass(frozen=True)
class WrongAnswer(KnownAnswer):
    """A mistake that students make, and a sentence that helps without giving the answer away."""


@dataclass(frozen=True)
class Variant(KnownAnswer):
    """Another answer that is right, and a sentence that says which one it is."""


@lru_cache(maxsize=4096)
def _made(way: Change, right: str) -> str:
    text = way(right)
    ast.parse(text)
    return text


def wrong_answers(*parts: str | Change) -> tuple[WrongAnswer, ...]:
    """Wrong answers, one after the other.

    Parameters
    ----------
    parts : str or Change
        Of each its id and its sentence, as ``"id: sentence"``, and then a change for every way in
        which students make this mistake.

    Raises
    ------
    ValueError
        An answer has no id, no sentence or no change.
    """
    return tuple(WrongAnswer(*entry) for entry in _entries(parts))


def variants(*parts: str | Change) -> tuple[Variant, ...]:
    """Other right answers, written like `wrong_answers`."""
    return tuple(Variant(*entry) for entry in _entries(parts))


def heads(sentences: Mapping[str, str]) -> Callable[[str], str]:
    """Gives ids with their sentences, as `wrong_answers` takes them, that several exercises share."""
    return lambda name: f"{name}: {sentences[name]}"


def _entries(parts: tuple[str | Change, ...]) -> Iterator[tuple[str, str, tuple[Change, ...]]]:
    entries: list[tuple[str, list[Change]]] = []
    for part in parts:
        if isinstance(part, str) or not entries:
            entries.append((str(part), []))
        if not isinstance(part, str):
            entries[-1][1].append(part)
    for head, ways in entries:
        name, _, sentence = head.partition(": ")
        if not sentence or " " in name or not ways:
            raise ValueError(f"an answer should be 'id: sentence' and its changes, not {head!r}")
        yield name, sentence, tuple(ways)

"""Sentences: to be shown at once, or to be kept and shown later."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping

from autograder.checks.words import languages
from autograder.checks.words.english import SENTENCES
from autograder.checks.words.languages import ENGLISH, Table, language, table

_ENGLISH = ChainMap(SENTENCES)
"""All sentences that there are: ours, and those that were added."""


def add(english: dict[str, str], others: Mapping[str, Callable[[], dict[str, str]]]) -> None:
    """Let sentences be said that are not among those of the checks.

    Parameters
    ----------
    english : dict of str
        By keys that nobody else uses.
    others : mapping
        For each other language what gives the same sentences in it; asked once it is spoken.
    """
    _ENGLISH.maps.append(english)
    languages.add(others)


class Phrase(str):
    """A sentence, or a part of one, that is English wherever it is compared, searched or stored.

    `shown` tells how it reads. So nothing that is decided depends on the language.

    Attributes
    ----------
    key : str
        That of its sentence in the tables; empty for something else.
    parts : mapping
        What stands in its placeholders, by name.
    """

    key: str
    parts: Mapping[str, object]

    def __new__(
        cls, english: str, key: str = "", parts: Mapping[str, object] | None = None
    ) -> Phrase:
        made = super().__new__(cls, english)
        made.key, made.parts = key, parts or {}
        return made

    def read(self, spoken: Table) -> str:
        """In another language; English where there is no translation."""
        sentence = spoken.sentences.get(self.key)
        if sentence is None:
            return str(self)
        parts = {name: _read(part, spoken) for name, part in self.parts.items()}
        return spoken.fill(sentence, parts) if parts else sentence


class _Term(Phrase):
    """Something that has a name of its own in each language."""

    def read(self, spoken: Table) -> str:
        return spoken.terms.get(self, str(self))


class _Entry(Phrase):
    """A sentence of a catalogue; `parts` tells which one."""

    def read(self, spoken: Table) -> str:
        return spoken.entries.get(str(self.parts["entry"]), str(self))


def _read(part: object, spoken: Table) -> object:
    return part.read(spoken) if isinstance(part, Phrase) else part


def phrase(key: str, /, **parts: object) -> Phrase:
    """A sentence of the tables to be kept.

    Parameters
    ----------
    key : str
    **parts
        What to put into its placeholders. There may be more than it has, for who looks at them.
    """
    sentence = _ENGLISH[key]
    return Phrase(sentence.format_map(parts) if parts else sentence, key, parts)


def say(key: str, /, **parts: object) -> str:
    """A sentence of the tables, in the present language."""
    return shown(phrase(key, **parts))


def shown(text: str) -> str:
    """How a text reads in the present language; what is no `Phrase`, as it is."""
    if not isinstance(text, Phrase):
        return text
    spoken = table()
    return str(text) if spoken is None else text.read(spoken)


def key_of(text: str) -> str:
    """The key of a phrase, by which code can tell what it says; empty for any other text."""
    return text.key if isinstance(text, Phrase) else ""


def term(english: str) -> Phrase:
    """The name of a criterion, or what a catalogue calls something, such as ``the labels``."""
    return _Term(english)


def entry(checkpoint: str, identifier: str, english: str) -> Phrase:
    """The sentence of an entry of a checkpoint's catalogue: a mistake, a situation, a clue.

    Parameters
    ----------
    checkpoint : str
    identifier : str
        Of the entry: its id, or ``hint-1`` for the first hint.
    english : str
    """
    return _Entry(english, parts={"entry": f"{checkpoint}.{identifier}"})


def listed(parts: Iterable[str]) -> str:
    """Several texts in a list, such as ``a, b, c``."""
    return joined("list.more", parts)


def sentences(parts: Iterable[str]) -> str:
    """Several whole sentences, one after the other; those that are empty are left out."""
    return joined("sentence.more", filter(None, parts))


def joined(key: str, parts: Iterable[str]) -> str:
    """Several texts by a sentence that puts one after another; nothing of nothing."""
    several = list(parts)
    if len(several) < 2:
        return several[0] if several else ""
    # In halves, so that also a long list is no deep one.
    half = (len(several) + 1) // 2
    before, after = joined(key, several[:half]), joined(key, several[half:])
    return phrase(key, before=before, after=after)


def as_sentence(clause: str) -> str:
    """A clause as a whole sentence of the present language, with a capital and a full stop."""
    text = shown(clause)
    first = text.partition(" ")[0]
    word = first.isalpha() and first.islower() and (len(first) > 1 or first == "a")
    if language() == ENGLISH and word:  # and no name such as dW or v
        text = text[:1].upper() + text[1:]
    return text if text.endswith(tuple(say("sentence.ends"))) else say("sentence.whole", text=text)


def width(text: str) -> int:
    """Columns that a text takes where all letters are equally wide; a Chinese one takes two."""
    if text.isascii():
        return len(text)
    import unicodedata  # which takes longer to import than all sentences

    return sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in text)

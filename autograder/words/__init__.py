"""What students are told at grading, apart from the code that decides it; nothing of it ships.

The sentences are added to those of `checks.words`, by which they are said: whoever says one takes
`phrase` and `say` from here.
"""

from __future__ import annotations

from collections.abc import Iterable

from autograder.checks.words import (
    Phrase,
    add,
    as_sentence,
    joined,
    key_of,
    language,
    listed,
    phrase,
    say,
    sentences,
    shown,
    term,
    use,
)
from autograder.words import english

__all__ = [
    "Phrase",
    "also",
    "as_sentence",
    "key_of",
    "language",
    "listed",
    "phrase",
    "say",
    "sentences",
    "shown",
    "term",
    "use",
]


def also(clauses: Iterable[str]) -> str:
    """Several clauses, one after the other."""
    return joined("clause.more", clauses)


def _chinese() -> dict[str, str]:
    from autograder.words import chinese  # which is not read before somebody speaks it

    return chinese.SENTENCES


add(english.SENTENCES, {"zh": _chinese})

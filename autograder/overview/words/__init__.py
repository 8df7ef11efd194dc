"""What the class report says: sentences that are added to those of the checks."""

from __future__ import annotations

from collections.abc import Iterable

from autograder.checks import words
from autograder.checks.words import add, language, say, shown, term
from autograder.overview.words import english

__all__ = ["language", "listed", "say", "term"]


def listed(parts: Iterable[str]) -> str:
    """Several texts in a list of the present language, to stand by itself."""
    return shown(words.listed(parts))


def _chinese() -> dict[str, str]:
    from autograder.overview.words import chinese  # which is not read before somebody speaks it

    return chinese.SENTENCES


add(english.SENTENCES, {"zh": _chinese})

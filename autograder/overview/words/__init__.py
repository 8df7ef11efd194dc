"""What the class report says: sentences that are added to those of the checks."""

from __future__ import annotations

from autograder.checks.words import add, language, listed, say, term
from autograder.overview.words import english

__all__ = ["language", "listed", "say", "term"]


def _chinese() -> dict[str, str]:
    from autograder.overview.words import chinese  # which is not read before somebody speaks it

    return chinese.SENTENCES


add(english.SENTENCES, {"zh": _chinese})

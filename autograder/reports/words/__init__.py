"""What reports say: sentences that are added to those of the checks, in each language."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from autograder.checks.words import add, language, listed, say, shown, term
from autograder.checks.words.languages import VARIABLE
from autograder.reports.words import english

__all__ = ["language", "listed", "say", "shown", "speaking", "term"]


@contextmanager
def speaking(name: str) -> Iterator[None]:
    """Speak a language for a while, whatever the environment says."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = name
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before


def _chinese() -> dict[str, str]:
    from autograder.reports.words import chinese  # which is not read before somebody speaks it

    return chinese.SENTENCES


add(english.SENTENCES, {"zh": _chinese})

"""What students are told, apart from the code that decides it: sentences by their keys.

`say` gives a sentence in the present language, to be shown at once. `phrase` gives one to be kept:
English to whoever compares or stores it, and in the present language where it is `shown`. With
`add` what stands above this package adds sentences of its own.
"""

from __future__ import annotations

from autograder.checks.words.languages import language, tag, use
from autograder.checks.words.phrases import (
    Phrase,
    add,
    as_sentence,
    entry,
    joined,
    key_of,
    listed,
    phrase,
    say,
    sentences,
    shown,
    term,
    width,
)

__all__ = [
    "Phrase",
    "add",
    "as_sentence",
    "entry",
    "joined",
    "key_of",
    "language",
    "listed",
    "phrase",
    "say",
    "sentences",
    "shown",
    "tag",
    "term",
    "use",
    "width",
]

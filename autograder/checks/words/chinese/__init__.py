"""Simplified Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from autograder.checks.words.chinese import (
    gradient_checking,
    hints,
    image_classification,
    initialization,
    optimization,
)
from autograder.checks.words.chinese.sentences import SENTENCES
from autograder.checks.words.chinese.terms import TERMS

__all__ = ["ENTRIES", "SENTENCES", "TAG", "TERMS", "fill"]

TAG = "zh-Hans"
ENTRIES: dict[str, str] = {
    **initialization.ENTRIES,
    **gradient_checking.ENTRIES,
    **optimization.ENTRIES,
    **image_classification.ENTRIES,
    **hints.ENTRIES,
}
_OPENING, _CLOSING = "'\"`_+-", "'\"`_%)]}.?!"
"""What stands with a space beside Chinese letters, as letters and digits of other scripts do."""


def fill(sentence: str, parts: Mapping[str, object]) -> str:
    """Put parts into a sentence, with a space where Chinese and another script meet."""
    formatter, whole = Formatter(), ""
    for text, name, form, _ in formatter.parse(sentence):
        whole = _beside(whole, text)
        if name is not None:
            whole = _beside(whole, formatter.format_field(parts[name], form or ""))
    return whole


def _beside(before: str, after: str) -> str:
    one, other = before[-1:], after[:1]
    apart = (_is_chinese(one) and _is_foreign(other, _OPENING)) or (
        _is_foreign(one, _CLOSING) and _is_chinese(other)
    )
    return f"{before} {after}" if apart else before + after


def _is_chinese(letter: str) -> bool:
    return "\u4e00" <= letter <= "\u9fff"


def _is_foreign(letter: str, signs: str) -> bool:
    return letter.isascii() and (letter.isalnum() or (letter != "" and letter in signs))

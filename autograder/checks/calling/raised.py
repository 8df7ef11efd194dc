"""Saying in one line what was raised, and where; whoever wrote the exception."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable
from pathlib import Path

from autograder.checks.words import Phrase, phrase

_OURS = str(Path(__file__).parents[1])
_READ = 10_000
_SHOWN = 300
_FRAMES = 50
_SIGNS = tuple(
    (re.compile(sign, re.DOTALL), key)
    for sign, key in (
        ("TypeError: Cannot interpret .* as a data type", "returns.raised-shape"),
        ("TypeError: .*(for \\^:|'bitwise_xor')", "returns.raised-power"),
        ("ValueError: (matmul: |shapes .* not aligned)", "returns.raised-product"),
        ("ValueError: .*could not be broadcast together with shapes", "returns.raised-together"),
        ("ValueError: could not broadcast input array", "returns.raised-into"),
        ("ValueError: The truth value of an array", "returns.raised-truth"),
    )
)
"""Errors by their text, and what to say of each."""


def one_line(error: BaseException) -> str:
    """Name an exception, and the line of the student's code that it went through."""
    kind, text = type(error).__name__, _text(error)
    frames = traceback.extract_tb(error.__traceback__, limit=_FRAMES)
    own = [frame for frame in frames if not frame.filename.startswith(_OURS)]
    told = phrase("raised.text", kind=kind, text=text) if text else kind
    if not own or not own[0].line or not own[0].lineno:
        return told
    return phrase("raised.line", error=told, number=own[0].lineno, code=own[0].line)


def explained(error: str, arguments: Iterable[str]) -> Phrase:
    """What a function raised, and what to do about an error whose own text does not tell.

    Parameters
    ----------
    error : str
        As `one_line` tells it.
    arguments : iterable of str
        Names of the arguments that the function was given, in order.
    """
    if error.startswith("TypeError") and ("positional arg" in error or "keyword-only arg" in error):
        return phrase("returns.raised-called", error=error, names=", ".join(arguments))
    key = next((key for sign, key in _SIGNS if sign.match(error)), "returns.raised")
    return phrase(key, error=error)


def _text(error: BaseException) -> str:
    if error.args and isinstance(error.args[0], Phrase):
        return error.args[0]
    try:
        return " ".join(str(error)[:_READ].split())[:_SHOWN]
    except BaseException as second:  # noqa: BLE001 - an exception may fail to say what it is
        return phrase("raised.unreadable", kind=type(second).__name__)

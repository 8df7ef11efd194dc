"""Saying in one line what was raised, and where; whoever wrote the exception."""

from __future__ import annotations

import traceback
from pathlib import Path

from autograder.checks.words import Phrase, phrase

_OURS = str(Path(__file__).parents[1])
_READ = 10_000
_SHOWN = 300
_FRAMES = 50


def one_line(error: BaseException) -> str:
    """Name an exception, and the line of the student's code that it went through."""
    kind, text = type(error).__name__, _text(error)
    frames = traceback.extract_tb(error.__traceback__, limit=_FRAMES)
    own = [frame for frame in frames if not frame.filename.startswith(_OURS)]
    told = phrase("raised.text", kind=kind, text=text) if text else kind
    if not own or not own[0].line or not own[0].lineno:
        return told
    return phrase("raised.line", error=told, number=own[0].lineno, code=own[0].line)


def _text(error: BaseException) -> str:
    if error.args and isinstance(error.args[0], Phrase):
        return error.args[0]
    try:
        return " ".join(str(error)[:_READ].split())[:_SHOWN]
    except BaseException as second:  # noqa: BLE001 - an exception may fail to say what it is
        return phrase("raised.unreadable", kind=type(second).__name__)

"""Saying in one line what was raised, and where; whoever wrote the exception."""

from __future__ import annotations

import traceback
from pathlib import Path

_OURS = str(Path(__file__).parents[1])
_READ = 10_000
_SHOWN = 300
_FRAMES = 50


def one_line(error: BaseException) -> str:
    """Name an exception, and the line of the student's code that it went through."""
    kind, text = type(error).__name__, _text(error)
    frames = traceback.extract_tb(error.__traceback__, limit=_FRAMES)
    own = [frame for frame in frames if not frame.filename.startswith(_OURS)]
    where = (
        f" (line {own[0].lineno}: {own[0].line})" if own and own[0].line and own[0].lineno else ""
    )
    return f"{kind}: {text}{where}" if text else f"{kind}{where}"


def _text(error: BaseException) -> str:
    try:
        return " ".join(str(error)[:_READ].split())[:_SHOWN]
    except BaseException as second:  # noqa: BLE001 - an exception may fail to say what it is
        return f"its text cannot be read (that raises {type(second).__name__})"

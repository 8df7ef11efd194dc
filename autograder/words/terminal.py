"""What is shown in a terminal of text that a student may have written."""

from __future__ import annotations


def printable(text: str) -> str:
    """The text on one line, with nothing in it that a terminal would obey."""
    return printable_lines(" ".join(text.split()))


def printable_lines(text: str) -> str:
    """The text on its lines, with nothing in it that a terminal would obey."""
    return "".join(c if c.isprintable() or c == "\n" else "?" for c in text)

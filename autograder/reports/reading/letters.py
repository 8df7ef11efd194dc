"""Text that every page can show: no control characters, no halves of letters, no terminal codes."""

from __future__ import annotations

import re

_TERMINAL = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
# All but tab and new line; what turns the direction of text around can make it lie; what is no
# character at all, XML may not hold.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_BACKSPACES = re.compile("[^\b\n]\b")


def decoded(data: bytes) -> str:
    """The text of a file, which an editor may have written in one of several ways."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def clean(text: str) -> str:
    """A text without what cannot be shown."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    return _UNSEEN.sub("", text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def printed(text: str) -> str:
    """What a terminal shows in the end of what was printed."""
    text = _TERMINAL.sub("", text.replace("\r\n", "\n"))
    while "\b" in text and (shorter := _BACKSPACES.sub("", text)) != text:
        text = shorter
    lines = (line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))
    return clean("\n".join(lines)).expandtabs(8)


def shortened(text: str, lines: int, letters: int) -> tuple[str, int]:
    """The beginning of a text, and how many of its lines are not whole in it."""
    every = text.split("\n")
    kept = "\n".join(every[:lines])[:letters]
    whole = kept.count("\n") + (kept == text or len(kept) < letters)
    return kept, len(every) - whole

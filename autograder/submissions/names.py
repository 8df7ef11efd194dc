"""Names of files and folders in another encoding than ours, as they were meant."""

from __future__ import annotations

import os
import re

_IN_PAIRS = re.compile(rb"(?:[\x00-\x7f]|[\xb0-\xf7][\xa1-\xfe])+")
"""Chinese, in the code page of a Chinese Windows."""


def legible(name: str) -> str:
    """A name that the system gave, as text; the same where it is text already."""
    try:
        name.encode()
    except UnicodeEncodeError:
        data = os.fsencode(name)
        if _IN_PAIRS.fullmatch(data):
            return data.decode("gbk", "replace")
        return data.decode("cp1252", "replace")
    return name

"""What a file is that is called a notebook and is none."""

from __future__ import annotations

import re

_BEGINS = {
    b"%PDF": "other.pdf",
    b"\x89PNG": "other.picture",
    b"\xff\xd8\xff": "other.picture",
    b"GIF8": "other.picture",
    b"{\\rtf": "other.document",
    b"\xd0\xcf\x11\xe0": "other.document",
    b"Rar!": "other.archive",
    b"7z\xbc\xaf\x27\x1c": "other.archive",
    b"BZh": "other.archive",
    b"\xfd7zXZ": "other.archive",
    b"\x28\xb5\x2f\xfd": "other.archive",
    b"bplist": "other.link",
    b"[InternetShortcut]": "other.link",
    b"version https://git-lfs": "other.link",
    b"L\x00\x00\x00\x01\x14\x02\x00": "other.link",
}
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_ADDRESS = re.compile(rb"\s*https?://\S+\s*")
_CODE = re.compile(rb"^(?:import|from|def|class|#!|# %%|# In\[)", re.M)
_LOOKED_AT = 20_000


def what_it_is(data: bytes) -> str:
    """The key of what a file is; empty where nobody knows."""
    start = data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf")
    if not data.strip(b"\0 \t\r\n"):
        return "other.empty"
    if _PAGE.match(start):
        return "other.page"
    if _ADDRESS.fullmatch(start):
        return "other.link"
    found = (key for begin, key in _BEGINS.items() if start.startswith(begin))
    return next(found, "other.python" if _CODE.search(start) and b"\0" not in start else "")

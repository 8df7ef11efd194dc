"""Plain data and files as one piece of bytes: what travels between a class and its workers."""

from __future__ import annotations

import json
from typing import Any


def pack(header: dict[str, Any], *files: bytes) -> bytes:
    """Put plain JSON data and any number of files into one piece of bytes."""
    lengths = [len(file) for file in files]
    first = json.dumps({"header": header, "lengths": lengths}).encode()
    return b"".join([len(first).to_bytes(8, "big"), first, *files])


def unpack(data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """What `pack` was given."""
    end = 8 + int.from_bytes(data[:8], "big")
    first = json.loads(data[8:end])
    files = []
    for length in first["lengths"]:
        files.append(data[end : end + length])
        end += length
    return first["header"], files

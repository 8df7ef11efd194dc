"""What is taken out of the gradebook is kept in a file, a JSON line for each cell of a student."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path


def keep(path: Path, records: Iterable[Mapping[str, object]]) -> None:
    """Add records to a file; they are on the disk when this returns.

    A record that is there already is not added again: a run that was killed between this and the
    removal comes back with the same ones.

    Parameters
    ----------
    path : Path
    records : iterable of mapping
        Plain JSON data.
    """
    before = path.read_bytes() if path.is_file() else b""
    known = {*before.splitlines()}
    lines = [json.dumps(record).encode() for record in records]
    added = [line + b"\n" for line in dict.fromkeys(lines) if line not in known]
    if not added:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    with beside.open("wb") as file:
        file.writelines([before, *added])
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    """Have the name of a new file on the disk as well, where a system can do that for a folder."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

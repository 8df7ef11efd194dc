"""Zip files that depend on their content alone: the same files give the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

LONG_AGO = (1980, 1, 1, 0, 0, 0)
PLAIN_FILE = 0o100644 << 16
PROGRAM = 0o100755 << 16
PROGRAMS = (".command",)


def write(target: Path, folder: str, files: Mapping[str, bytes]) -> None:
    """Write a zip file with one folder at its top.

    Parameters
    ----------
    target : Path
        The zip file; an old one is replaced when the new one is whole.
    folder : str
        Name of the folder.
    files : mapping of str to bytes
        Content by path inside the folder, with forward slashes.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".unfinished")
    with zipfile.ZipFile(unfinished, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, on whichever system it is made
            entry.external_attr = PROGRAM if name.endswith(PROGRAMS) else PLAIN_FILE
            archive.writestr(entry, files[name])
    unfinished.replace(target)

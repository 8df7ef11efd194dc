"""Files of data sets that a student has downloaded: found in a folder, and read within bounds."""

from __future__ import annotations

import gzip
import os
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

FolderName: TypeAlias = str | os.PathLike[str]
Pixels: TypeAlias = NDArray[np.uint8]
LabelledImages: TypeAlias = tuple[Pixels, NDArray[np.int64]]

_GZIP = b"\x1f\x8b"
_PAGES = (b"<!doctype", b"<html", b"<?xml")
_PACKED = (".zip", ".tar", ".tar.gz", ".tgz")
_LISTED = 8


class DataError(ValueError):
    """A data set cannot be read; the message is a sentence that names the file or the folder."""


def existing_folder(folder: FolderName) -> Path:
    """A folder that a student has named, as a path.

    Raises
    ------
    DataError
        It is no path, it is not there, or it is a file.
    """
    if not isinstance(folder, str | os.PathLike):
        raise DataError(f"folder should be the path of a folder, got {type(folder).__name__}")
    try:
        path = Path(folder).expanduser()
        if path.is_dir():
            return path
        found = "a file" if path.exists() else "nothing"
    except (OSError, RuntimeError):  # a name that is too long, a user who is not known
        found = "nothing"
    raise DataError(f"{str(folder)!r} should be a folder with the data, and there is {found}")


def find(folder: Path, pattern: str, wanted: str) -> Path:
    """The file in a folder whose whole name fits a pattern; of several, the first by name.

    Parameters
    ----------
    folder : Path
    pattern : str
        A regular expression.
    wanted : str
        The file's usual name, for the message.

    Raises
    ------
    DataError
        There is none; the message says what there is instead.
    """
    try:
        names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise DataError(f"{folder} cannot be read: {error.strerror}") from error
    for name in names:
        if re.fullmatch(pattern, name) and (folder / name).is_file():
            return folder / name
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    there = ", ".join(names[:_LISTED]) + more or "nothing"
    packed = next((f": unpack {name} first" for name in names if name.endswith(_PACKED)), "")
    raise DataError(f"{wanted} is missing in {folder}, where there is {there}{packed}")


@contextmanager
def opened(path: Path) -> Iterator[gzip.GzipFile | BufferedReader]:
    """A file to read bytes from; what is compressed is unpacked, whatever its name says.

    Raises
    ------
    DataError
        It is empty or a web page, or reading it fails inside the `with` block.
    """
    try:
        with path.open("rb") as start:
            first = start.read(64)
        if not first:
            raise DataError(f"{path.name} is empty: download it again")
        if first.lstrip().lower().startswith(_PAGES):
            raise DataError(f"{path.name} is a web page instead of data: download it again")
        with gzip.open(path) if first.startswith(_GZIP) else path.open("rb") as file:
            yield file
    except EOFError as error:
        raise DataError(f"{path.name} is cut off: download it again") from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise DataError(f"{path.name} is damaged ({error}): download it again") from error
    except OSError as error:
        raise DataError(f"{path.name} cannot be read: {error.strerror or error}") from error


def checked_labels(
    labels: NDArray[np.integer[Any]], file: str, images: int, classes: int
) -> NDArray[np.int64]:
    """The labels of a file, if there is one of a known class for every image.

    Raises
    ------
    DataError
        There are more or fewer, or one of them is out of range.
    """
    if len(labels) != images:
        raise DataError(
            f"{file} should have a label for each of {images} images, got {len(labels)}"
        )
    strange = labels[(labels < 0) | (labels >= classes)]
    if strange.size:
        raise DataError(f"labels in {file} should be from 0 to {classes - 1}, got {strange[0]}")
    return labels.astype(np.int64)

"""The format of MNIST's files, IDX: a magic number, the size of each dimension, then the bytes."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from helpers.images.files import DataError, LabelledImages, Pixels, checked_labels, find, opened

LARGEST = 2**28
"""Bytes of an array: MNIST has 47 million, and a small file can announce or unpack any number."""

_MAGIC = {1: 2049, 3: 2051}
_KINDS = {1: "labels", 3: "images"}


def read_part(folder: Path, part: str, classes: int) -> LabelledImages:
    """The images of a part, of shape (m, rows, columns), and their labels, of shape (m,).

    Parameters
    ----------
    folder : Path
    part : str
        "train" or "t10k", the part to test on.
    classes : int
        Labels are less than this number.

    Raises
    ------
    DataError
        A file is missing or not what it should be, or the two do not fit one another.
    """
    paths = [find_idx(folder, part, dimensions) for dimensions in (3, 1)]
    images, labels = read_idx(paths[0], 3), read_idx(paths[1], 1)
    return images, checked_labels(labels, paths[1].name, len(images), classes)


def find_idx(folder: Path, part: str, dimensions: int) -> Path:
    """The file of a part's images or labels, also with a dot in its name, and with or without .gz.

    Parameters
    ----------
    folder : Path
    part : str
        "train" or "t10k", the part to test on.
    dimensions : int
        3 for the images, 1 for the labels.

    Raises
    ------
    DataError
        It is not there; the message says what is.
    """
    kind = f"{part}-{_KINDS[dimensions]}"
    pattern = rf"{kind}[-.]idx{dimensions}[-.]ubyte(\.gz)?"
    return find(folder, pattern, f"{kind}-idx{dimensions}-ubyte")


def read_idx(path: Path, dimensions: int) -> Pixels:
    """Read a file of unsigned bytes in MNIST's format, compressed with gzip or not.

    Parameters
    ----------
    path : Path
    dimensions : int
        3 for images, whose shape is (m, rows, columns), or 1 for labels, (m,).

    Returns
    -------
    ndarray of uint8
        With as many dimensions, none of them 0.

    Raises
    ------
    DataError
        The file cannot be read, is another kind of file, announces nothing or too much, or does
        not hold what it announces.
    """
    with opened(path) as file:
        head = file.read(4 + 4 * dimensions)
        if not head.startswith(_MAGIC[dimensions].to_bytes(4, "big")[: len(head)]):
            magic = int.from_bytes(head[:4], "big")
            raise DataError(
                f"{path.name} should begin with {_MAGIC[dimensions]}, the magic number of "
                f"{_KINDS[dimensions]}, got {magic}{_other(magic)}"
            )
        if len(head) < 4 + 4 * dimensions:
            raise DataError(f"{path.name} is cut off after {len(head)} bytes: download it again")
        shape = tuple(np.frombuffer(head, ">u4", offset=4).tolist())
        size = math.prod(shape)
        announced = f"{path.name} announces {' x '.join(map(str, shape))} bytes"
        if not 0 < size <= LARGEST:
            raise DataError(f"{announced}, and there should be between 1 and {LARGEST}")
        content = file.read(size + 1)
    if len(content) < size:
        raise DataError(f"{announced} and is cut off after {len(content)}: download it again")
    if len(content) > size:
        raise DataError(f"{announced} and holds more: it is no file of MNIST's format, or damaged")
    return np.frombuffer(content, np.uint8).reshape(shape)


def _other(magic: int) -> str:
    kinds = {number: _KINDS[dimensions] for dimensions, number in _MAGIC.items()}
    return f", that of {kinds[magic]}" if magic in kinds else ""

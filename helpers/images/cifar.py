"""CIFAR-10 as it is published for Python: six pickles of images, and one of the classes' names."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

import numpy as np

from helpers.images.files import DataError, LabelledImages, Pixels, checked_labels, find, opened
from helpers.images.pickles import ENCODE, FROM_BUFFER, REBUILD, Call, Name, read, text

FOLDER = "cifar-10-batches-py"
STORED = (3, 32, 32)
"""Shape of an image: all of its red values come first, then all green, then all blue ones."""

TRAINING = tuple(f"data_batch_{number}" for number in range(1, 6))
TEST = "test_batch"
NAMES = "batches.meta"

LARGEST = 2**26
"""Bytes of a file, when it is unpacked; those that are published have 31 million."""


def read_names(folder: Path) -> tuple[tuple[str, ...], int]:
    """The names of the classes, and the number of images in each file.

    Raises
    ------
    DataError
        The file is missing or not what it should be.
    """
    about = _values(folder, NAMES)
    listed, images = about.get("label_names"), about.get("num_cases_per_batch")
    names = tuple(map(text, listed)) if isinstance(listed, list) else ()
    if not names or not all(names):
        raise DataError(f"{NAMES} should have a list of texts, label_names")
    if type(images) is not int or images < 1:
        raise DataError(f"{NAMES} should have a whole number, num_cases_per_batch")
    return names, images


def read_batch(folder: Path, name: str, images: int, classes: int) -> LabelledImages:
    """The images of a file, of shape (m, 3, 32, 32), and their labels, of shape (m,).

    Parameters
    ----------
    folder : Path
    name : str
    images : int
        How many there should be.
    classes : int
        Labels are less than this number.

    Raises
    ------
    DataError
        The file is missing or not what it should be.
    """
    values = _values(folder, name)
    stored = pixels(values.get("data"), f"data in {name}")
    expected = (images, math.prod(STORED))
    if stored.shape != expected:
        raise DataError(f"data in {name} should have shape {expected}, got {stored.shape}")
    labels = values.get("labels")
    if not isinstance(labels, list) or not all(type(label) is int for label in labels):
        raise DataError(f"labels in {name} should be a list of whole numbers")
    labelled = checked_labels(np.array(labels, np.int64), name, images, classes)
    return stored.reshape(images, *STORED), labelled


def pixels(value: Any, name: str) -> Pixels:
    """The array of bytes that a call in a pickle would make.

    Parameters
    ----------
    value : Any
        A part of what `pickles.read` returned.
    name : str
        What it is, for messages.

    Raises
    ------
    DataError
        It is no array, one of another type, or has more or fewer numbers than its shape says.
    """
    match value:
        case Call(made, (Name("numpy.ndarray"), *_), (_, shape, dtype, by_column, content)) if (
            made in REBUILD
        ):
            pass
        case Call(made, (content, dtype, shape, order)) if made in FROM_BUFFER:
            by_column = order == "F"
        case _:
            raise DataError(f"{name} should be an array, got a {type(value).__name__}")
    match dtype:
        case Call("numpy.dtype", ("u1", *_)):
            pass
        case _:
            raise DataError(f"{name} should be an array of unsigned bytes, got another type")
    match shape:
        case (int(rows), int(columns)) if rows > 0 and columns > 0:
            pass
        case _:
            raise DataError(f"{name} should have two dimensions, none of them 0")
    numbers = _bytes(content)
    if len(numbers) != rows * columns:
        raise DataError(
            f"{name} should hold {rows} x {columns} bytes as its shape says, got {len(numbers)}"
        )
    return np.frombuffer(numbers, np.uint8).reshape(
        (rows, columns), order="F" if by_column else "C"
    )


def _bytes(content: Any) -> bytes | bytearray:
    """The numbers of an array, which old pickles have as a text; nothing of anything else."""
    match content:
        case Call(made, (str(characters), "latin1")) if made == ENCODE:
            content = characters
    if isinstance(content, str):
        return content.encode("latin-1", errors="ignore")
    return content if isinstance(content, bytes | bytearray) else b""


def _values(folder: Path, name: str) -> dict[str, Any]:
    path = find(folder, re.escape(name), name)
    with opened(path) as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise DataError(f"{name} should have at most {LARGEST} bytes, and has more")
    values = read(content, name)
    if not isinstance(values, dict):
        raise DataError(f"{name} should hold a dict, got a {type(values).__name__}")
    return values

"""The images that come with the course, drawn from where they were published."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from sklearn.datasets import load_digits

from helpers.images.files import DataError, opened
from helpers.images.idx import find_idx, read_idx

SOURCES = {
    "train-images-idx3-ubyte": "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
    "train-labels-idx1-ubyte": "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
    "t10k-images-idx3-ubyte": "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
    "t10k-labels-idx1-ubyte": "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
}
"""SHA-256 of the four files of Fashion-MNIST when they are unpacked, whoever packed them."""

SEED = 2017
CLASSES = 10

Arrays: TypeAlias = dict[str, NDArray[Any]]
Part: TypeAlias = tuple[NDArray[np.uint8], NDArray[np.uint8]]


def clothes(source: Path) -> tuple[Arrays, Arrays]:
    """A balanced part of Fashion-MNIST, and another part of what is published to test on.

    Parameters
    ----------
    source : Path
        A folder with its four files.

    Returns
    -------
    dict
        "X_train", "y_train" (5,000 samples), "X_val", "y_val" (500), "X_test", "y_test" (1,000).
    dict
        "X" and "y", 1,000 samples that are not among them.

    Raises
    ------
    DataError
        A file is missing, or is not the one that was published.
    """
    generator, seen = np.random.RandomState(SEED), set[bytes]()
    parts: list[Part] = []
    for published, sizes in (("train", (5000, 500)), ("t10k", (1000, 1000))):
        images, labels = (
            read_idx(_published(source, published, dimensions), dimensions) for dimensions in (3, 1)
        )
        once = distinct(images, seen)
        chosen = [once[places] for places in divide(labels[once], sizes, generator)[:-1]]
        parts += [(images[places], labels[places]) for places in chosen]
    train, val, test, held_out = parts
    return _arrays(_train=train, _val=val, _test=test), _arrays(**{"": held_out})


def digits() -> Arrays:
    """All of scikit-learn's digits.

    Returns
    -------
    dict
        "X_train", "y_train" (1,000 samples) and "X_test", "y_test" (500) are balanced; "X_val" and
        "y_val" are the 297 that remain.
    """
    bunch = load_digits()
    images, labels = bunch.images.astype(np.uint8), bunch.target.astype(np.uint8)
    train, test, val = (
        (images[places], labels[places])
        for places in divide(labels, (1000, 500), np.random.RandomState(SEED))
    )
    return _arrays(_train=train, _val=val, _test=test)


def distinct(images: NDArray[np.uint8], seen: set[bytes]) -> NDArray[np.intp]:
    """Places of the images that have not been seen, of equal ones the first; they are seen now."""
    kept = []
    for place, image in enumerate(images):
        pixels = image.tobytes()
        if pixels not in seen:
            seen.add(pixels)
            kept.append(place)
    return np.array(kept, np.intp)


def divide(
    labels: NDArray[np.integer], sizes: Sequence[int], generator: np.random.RandomState
) -> list[NDArray[np.intp]]:
    """Places of the samples of each part, shuffled: as many of every class, then all that remain.

    Parameters
    ----------
    labels : ndarray of shape (m,)
    sizes : sequence of int
        Samples in each part but the last, multiples of the number of classes.
    generator : numpy.random.RandomState
        The old kind of generator, whose numbers are the same in every NumPy.
    """
    waiting, parts = generator.permutation(len(labels)), []
    for size in sizes:
        rank = np.zeros(len(waiting), np.intp)
        for label in range(CLASSES):
            of_class = labels[waiting] == label
            rank[of_class] = np.arange(of_class.sum())
        chosen = rank < size // CLASSES
        # Shuffled once more: at the end of a part stood the classes that had filled up last.
        parts.append(generator.permutation(waiting[chosen]))
        waiting = waiting[~chosen]
    return [*parts, generator.permutation(waiting)]


def _published(source: Path, part: str, dimensions: int) -> Path:
    path = find_idx(source, part, dimensions)
    with opened(path) as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    expected = SOURCES[path.name.removesuffix(".gz").replace(".", "-")]
    if found != expected:
        raise DataError(f"{path} should unpack to what has SHA-256 {expected}, got {found}")
    return path


def _arrays(**parts: Part) -> Arrays:
    """X of shape (n_pixels, m) and y of shape (m,) of each part.

    In memory one image follows the other: columns of pixels would take 13 % more when packed.
    """
    arrays: Arrays = {}
    for part, (images, labels) in parts.items():
        arrays[f"X{part}"] = images.reshape(len(images), -1).T
        arrays[f"y{part}"] = labels
    return arrays

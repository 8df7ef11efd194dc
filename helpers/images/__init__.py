"""Data sets of images to classify: two that come with the course, and two formats to read.

Pixels are bytes, as they are stored: divide them by 255, those of the digits by 16, to train.
"""

from __future__ import annotations

import math
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpers.images import cifar
from helpers.images.files import DataError, FolderName, LabelledImages, Pixels, existing_folder
from helpers.images.idx import read_part

DATA = Path(__file__).parents[1] / "data"
CLOTHES = (
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
)
DIGITS = tuple("0123456789")


@dataclass(frozen=True, kw_only=True)
class Images:
    """Images with the class of each, in parts to train on, to validate with and to test on.

    Attributes
    ----------
    X_train, X_val, X_test : ndarray of uint8, shape (n_pixels, m)
        An image is a column; `X[:, i].reshape(shape)` is the picture.
    y_train, y_val, y_test : ndarray of int64, shape (m,)
        The number of each image's class, from 0.
    names : tuple of str
        What each class is called.
    shape : tuple of int
        Rows and columns, and of coloured images 3, for red, green and blue.
    """

    X_train: Pixels
    y_train: NDArray[np.int64]
    X_val: Pixels
    y_val: NDArray[np.int64]
    X_test: Pixels
    y_test: NDArray[np.int64]
    names: tuple[str, ...]
    shape: tuple[int, ...]


def fashion_mnist() -> Images:
    """Clothes in 28 x 28 grey pixels: 5,000 to train on, 500 to validate, 1,000 to test.

    A part of Fashion-MNIST (Zalando, 2017) with as many of each of its ten classes. Training and
    validation samples are from what was published for training, test samples from the rest.

    Raises
    ------
    DataError
        The file that comes with the course is missing or damaged.
    """
    return _shipped("fashion_mnist", CLOTHES, (28, 28))


def digits() -> Images:
    """Digits in 8 x 8 pixels from 0 to 16: 1,000 to train on, 297 to validate, 500 to test.

    They are scikit-learn's. The parts to train and to test on have as many of each digit.

    Raises
    ------
    DataError
        The file that comes with the course is missing or damaged.
    """
    return _shipped("digits", DIGITS, (8, 8))


def mnist_format(
    folder: FolderName, names: Sequence[str] = DIGITS, validation: int = 5000
) -> Images:
    """Images from the four files of MNIST, or of a data set that is published in its format.

    They are train-images-idx3-ubyte, train-labels-idx1-ubyte, and the same with t10k, to test on.
    They may be compressed, and have a dot in their names where these have a dash.

    Parameters
    ----------
    folder : str or path
    names : sequence of str
        What the classes are called.
    validation : int
        How many of the training samples are the part to validate with: the last ones.

    Raises
    ------
    DataError
        A file is missing or not what it should be, or the files do not fit one another.
    """
    place = existing_folder(folder)
    train, test = (read_part(place, part, len(names)) for part in ("train", "t10k"))
    return _images(train, test, names, validation)


def cifar10(folder: FolderName, validation: int = 5000) -> Images:
    """CIFAR-10, as it is published for Python: coloured images of 32 x 32 pixels.

    The files are pickles, programs that could do anything; nothing in them is run.

    Parameters
    ----------
    folder : str or path
        Where data_batch_1 to data_batch_5, test_batch and batches.meta are, or the folder
        cifar-10-batches-py that they come in.
    validation : int
        How many of the training samples are the part to validate with: the last ones.

    Raises
    ------
    DataError
        A file is missing or not what it should be.
    """
    place = existing_folder(folder)
    place = place / cifar.FOLDER if (place / cifar.FOLDER).is_dir() else place
    names, count = cifar.read_names(place)
    parts = [
        cifar.read_batch(place, name, count, len(names)) for name in (*cifar.TRAINING, cifar.TEST)
    ]
    images, labels = (np.concatenate(some) for some in zip(*parts[:-1], strict=True))
    test_images, test_labels = parts[-1]
    train, test = np.moveaxis(images, 1, -1), np.moveaxis(test_images, 1, -1)
    return _images((train, labels), (test, test_labels), names, validation)


def _shipped(name: str, names: tuple[str, ...], shape: tuple[int, int]) -> Images:
    path = DATA / f"{name}.npz"
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            parts: dict[str, Any] = {
                part: np.ascontiguousarray(stored[part], np.uint8 if part[0] == "X" else np.int64)
                for part in stored
            }
        return Images(**parts, names=names, shape=shape)
    except FileNotFoundError as error:
        raise DataError(
            f"{path.name} is missing in {DATA}: it is in the bundle of a lab that uses it"
        ) from error
    except (OSError, ValueError, EOFError, TypeError, zipfile.BadZipFile, zlib.error) as error:
        raise DataError(f"{path} is damaged: unpack the bundle again") from error


def _images(
    train: LabelledImages, test: LabelledImages, names: Sequence[str], validation: int
) -> Images:
    """The parts, of which the last training samples become the one to validate with."""
    (images, labels), (test_images, test_labels) = train, test
    shape, m = images.shape[1:], len(images)
    if test_images.shape[1:] != shape:
        raise DataError(
            f"images to train and to test on should have one size, got {shape} and "
            f"{test_images.shape[1:]}"
        )
    if not isinstance(validation, int | np.integer) or not 0 <= validation < m:
        raise DataError(
            f"validation should be a number of samples from 0 to {m - 1}, got {validation!r}"
        )
    cut = m - validation
    return Images(
        X_train=_columns(images[:cut]),
        y_train=labels[:cut],
        X_val=_columns(images[cut:]),
        y_val=labels[cut:],
        X_test=_columns(test_images),
        y_test=test_labels,
        names=tuple(names),
        shape=shape,
    )


def _columns(images: Pixels) -> Pixels:
    last = np.array(np.moveaxis(images, 0, -1), order="C")
    return last.reshape(math.prod(images.shape[1:]), len(images))

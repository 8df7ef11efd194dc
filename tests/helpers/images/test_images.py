import gzip
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sklearn.datasets import load_digits

from helpers import images
from helpers.images import Images, digits, fashion_mnist, mnist_format
from helpers.images.files import DataError

PARTS = ("train", "val", "test")
CLOTHES = "T-shirt/top Trouser Pullover Dress Coat Sandal Shirt Sneaker Bag Ankle_boot".replace(
    "_", " "
)


def sizes(data: Images) -> list[int]:
    """Number of samples of each part, whose arrays are as the course has them."""
    counts = []
    for part in PARTS:
        X, y = getattr(data, f"X_{part}"), getattr(data, f"y_{part}")
        assert X.shape == (np.prod(data.shape), *y.shape)
        assert (X.dtype, y.dtype) == (np.uint8, np.int64)
        assert X.flags.c_contiguous
        assert X.flags.writeable
        assert y.flags.writeable
        assert np.isin(y, range(len(data.names))).all()
        counts.append(len(y))
    return counts


def samples(X: np.ndarray, y: np.ndarray) -> list[tuple[bytes, int]]:
    return [(column.tobytes(), label) for column, label in zip(X.T, y, strict=True)]


def idx(array: np.ndarray) -> bytes:
    return struct.pack(f">I{array.ndim}I", 2048 + array.ndim, *array.shape) + array.tobytes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data set in MNIST's format: 7 images of 2 x 3 pixels to train on, 4 to test on."""
    for part, m in (("train", 7), ("t10k", 4)):
        pixels = np.arange(m * 6, dtype=np.uint8).reshape(m, 2, 3)
        (tmp_path / f"{part}-images-idx3-ubyte").write_bytes(idx(pixels))
        labels = np.arange(m, dtype=np.uint8)
        (tmp_path / f"{part}-labels-idx1-ubyte.gz").write_bytes(gzip.compress(idx(labels)))
    return tmp_path


def test_the_clothes_are_5000_500_and_1000_balanced_and_named():
    data = fashion_mnist()
    assert sizes(data) == [5000, 500, 1000]
    assert (data.shape, len(data.names)) == ((28, 28), 10)
    assert " ".join(data.names) == CLOTHES
    for y in (data.y_train, data.y_val, data.y_test):
        assert np.unique(np.bincount(y)).tolist() == [len(y) / 10]


def test_a_column_is_a_picture_with_its_label():
    data = fashion_mnist()
    for part in PARTS:
        X, y = getattr(data, f"X_{part}"), getattr(data, f"y_{part}")
        trousers, sandals = (X[:, y == data.names.index(n)] for n in ("Trouser", "Sandal"))
        legs, soles = (some.mean(axis=1).reshape(data.shape) for some in (trousers, sandals))
        # On average, trousers are two columns in the middle, and a sandal lies on the ground.
        assert legs[:, [*range(8), *range(20, 28)]].max() < 60 < 80 < legs[2:26, [11, 17]].min()
        assert soles[:3].max() < 50 < 60 < soles[17, 5:26].min()


def test_the_digits_are_those_of_scikit_learn_each_once():
    data, bunch = digits(), load_digits()
    assert sizes(data) == [1000, 297, 500]
    assert (data.shape, data.names) == ((8, 8), tuple("0123456789"))
    theirs = set(samples(bunch.data.T.astype(np.uint8), bunch.target))
    parts = [(getattr(data, f"X_{part}"), getattr(data, f"y_{part}")) for part in PARTS]
    ours = [sample for X, y in parts for sample in samples(X, y)]
    assert len(ours) == len(theirs) == 1797
    assert set(ours) == theirs
    for y in (data.y_train, data.y_test):
        assert np.unique(np.bincount(y)).tolist() == [len(y) / 10]
    np.testing.assert_array_equal(np.unique(data.X_train), range(17))


def test_nothing_that_takes_long_is_imported():
    program = "import sys, helpers.images; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert not {"sklearn", "matplotlib", "scipy", "IPython"} & set(done.stdout.split())


def test_what_one_has_changed_is_not_what_the_next_one_gets():
    first = digits()
    first.X_train[:] = 0
    assert digits().X_train.any()


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (None, r"^digits.npz is missing in .*: it is in the bundle of a lab that uses it$"),
        (b"", r"digits.npz is damaged: unpack the bundle again$"),
        (b"<html>", "digits.npz is damaged"),
        (b"PK\3\4", "digits.npz is damaged"),
    ],
)
def test_a_file_of_the_course_that_is_gone_or_damaged_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: bytes | None, sentence: str
):
    monkeypatch.setattr(images, "DATA", tmp_path)
    if written is not None:
        (tmp_path / "digits.npz").write_bytes(written)
    with pytest.raises(DataError, match=sentence):
        digits()


def test_a_file_of_the_course_is_damaged_wherever_it_is_cut_or_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    whole = (images.DATA / "digits.npz").read_bytes()
    monkeypatch.setattr(images, "DATA", tmp_path)
    for place in range(100, len(whole) - 1000, len(whole) // 37):
        for damaged in (whole[:place], whole[:place] + bytes(9) + whole[place + 9 :]):
            (tmp_path / "digits.npz").write_bytes(damaged)
            with pytest.raises(DataError, match="is damaged"):
                digits()


@pytest.mark.parametrize("lacking", ["y_val", "X_more"])
def test_a_file_of_the_course_with_other_arrays_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lacking: str
):
    arrays = {f"{letter}_{part}": np.ones((2, 2)) for part in PARTS for letter in "Xy"}
    arrays.pop(lacking, None) is None and arrays.update({lacking: np.ones(2)})
    np.savez(tmp_path / "digits.npz", **arrays)
    monkeypatch.setattr(images, "DATA", tmp_path)
    with pytest.raises(DataError, match="is damaged"):
        digits()


def test_the_last_training_samples_of_mnist_validate(folder: Path):
    data = mnist_format(folder, validation=3)
    assert sizes(data) == [4, 3, 4]
    assert (data.shape, data.names) == ((2, 3), tuple("0123456789"))
    assert data.y_train.tolist() == [0, 1, 2, 3]
    assert data.y_val.tolist() == [4, 5, 6]
    assert data.X_val[:, 0].reshape(2, 3).tolist() == [[24, 25, 26], [27, 28, 29]]
    assert data.X_test[:, 3].tolist() == [18, 19, 20, 21, 22, 23]
    assert sizes(mnist_format(str(folder), validation=0)) == [7, 0, 4]


def test_five_thousand_samples_of_mnist_validate_unless_told_otherwise(folder: Path):
    (folder / "train-images-idx3-ubyte").write_bytes(idx(np.ones((5003, 2, 3), np.uint8)))
    (folder / "train-labels-idx1-ubyte.gz").write_bytes(idx(np.ones(5003, np.uint8)))
    assert sizes(mnist_format(folder)) == [3, 5000, 4]


def test_a_data_set_in_the_format_of_mnist_may_have_other_classes(folder: Path):
    assert mnist_format(folder, names=list("abcdefgh"), validation=1).names == tuple("abcdefgh")
    with pytest.raises(DataError, match=r"train-labels.* should be from 0 to 5, got 6$"):
        mnist_format(folder, names="abcdef", validation=1)


@pytest.mark.parametrize("validation", [7, -1, 0.1, None, "3"])
def test_the_part_to_validate_leaves_something_to_train_on(folder: Path, validation: object):
    with pytest.raises(DataError, match=rf"of samples from 0 to 6, got {validation!r}$"):
        mnist_format(folder, validation=validation)


def test_labels_that_are_not_those_of_the_images_are_refused(folder: Path):
    shutil.copy(folder / "t10k-labels-idx1-ubyte.gz", folder / "train-labels-idx1-ubyte.gz")
    with pytest.raises(DataError, match=r"^train-.* a label for each of 7 images, got 4$"):
        mnist_format(folder)


def test_images_of_two_sizes_are_refused(folder: Path):
    (folder / "t10k-images-idx3-ubyte").write_bytes(idx(np.ones((4, 3, 2), np.uint8)))
    with pytest.raises(DataError, match=r"have one size, got \(2, 3\) and \(3, 2\)$"):
        mnist_format(folder, validation=1)


def test_a_folder_that_is_not_there_is_named():
    with pytest.raises(DataError, match="'no/such' should be a folder"):
        mnist_format("no/such")

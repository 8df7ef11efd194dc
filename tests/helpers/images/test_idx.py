import gzip
import struct
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from helpers.images import idx
from helpers.images.files import DataError
from helpers.images.idx import find_idx, read_idx


def head(*sizes: int, magic: int | None = None) -> bytes:
    return struct.pack(f">I{len(sizes)}I", magic or 2048 + len(sizes), *sizes)


def encoded(array: np.ndarray) -> bytes:
    return head(*array.shape) + array.tobytes()


def read(content: bytes, dimensions: int, folder: Path) -> np.ndarray:
    path = folder / "images"
    path.write_bytes(content)
    return read_idx(path, dimensions)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all examples of a property."""
    return tmp_path_factory.mktemp("idx")


images = arrays.arrays(np.uint8, arrays.array_shapes(min_dims=3, max_dims=3, max_side=5))
labels = arrays.arrays(np.uint8, st.integers(1, 20))
compressions = st.sampled_from([bytes, gzip.compress])


@given(st.one_of(images, labels), compressions)
def test_what_was_written_is_read(folder: Path, array: np.ndarray, compressed):
    found = read(compressed(encoded(array)), array.ndim, folder)
    assert found.dtype == np.uint8
    np.testing.assert_array_equal(found, array, strict=True)


@given(st.one_of(images, labels), compressions, st.data())
def test_a_file_cut_off_anywhere_is_told_in_one_sentence(folder: Path, array, compressed, data):
    whole = compressed(encoded(array))
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(DataError, match=r"^images (is empty|.*cut off|.*got 31$)") as caught:
        read(whole[:cut], array.ndim, folder)
    assert "\n" not in str(caught.value)


@given(st.binary(max_size=60), st.sampled_from([1, 3]))
def test_any_other_bytes_are_an_array_or_one_sentence(folder: Path, content: bytes, dimensions):
    for start in (b"", head(*[1] * dimensions)[:4], gzip.compress(b"")[:10]):
        message, found = "", None
        try:
            found = read(start + content, dimensions, folder)
        except DataError as error:
            message = str(error)
        assert found.ndim == dimensions if found is not None else len(message.splitlines()) == 1


@pytest.mark.parametrize("name", ["t10k-images-idx3-ubyte", "t10k-images.idx3-ubyte"])
@pytest.mark.parametrize("suffix", ["", ".gz"])
def test_a_file_is_found_under_each_of_its_names(tmp_path: Path, name: str, suffix: str):
    for other in (
        "train-images-idx3-ubyte",
        "t10k-labels-idx1-ubyte",
        "t10k-images-idx3-ubyte.zip",
    ):
        (tmp_path / other).touch()
    with pytest.raises(DataError, match=r"^t10k-images-idx3-ubyte is missing in .*: unpack "):
        find_idx(tmp_path, "t10k", 3)
    (tmp_path / f"{name}{suffix}").touch()
    assert find_idx(tmp_path, "t10k", 3) == tmp_path / f"{name}{suffix}"


def test_the_magic_number_of_the_other_kind_is_named(tmp_path: Path):
    with pytest.raises(DataError, match=r"with 2051, .* of images, got 2049, that of labels$"):
        read(encoded(np.ones(9, np.uint8)), 3, tmp_path)
    with pytest.raises(DataError, match=r"with 2049, .* of labels, got 2051, that of images$"):
        read(encoded(np.ones((1, 2, 3), np.uint8)), 1, tmp_path)


def test_a_foreign_file_is_told_by_how_it_begins(tmp_path: Path):
    picture = b"\x89PNG\r\n\x1a\n" + bytes(100)
    with pytest.raises(DataError, match=r"images should begin with 2051, .*, got 2303741511$"):
        read(picture, 3, tmp_path)


def test_a_file_with_more_than_it_announces_is_refused(tmp_path: Path):
    with pytest.raises(DataError, match=r"announces 3 bytes and holds more"):
        read(head(3) + bytes(4), 1, tmp_path)


@pytest.mark.parametrize("sizes", [(0, 28, 28), (3, 0, 28), (2**32 - 1,) * 3, (2**14, 2**7, 2**8)])
def test_nothing_is_made_room_for_that_is_absurd(tmp_path: Path, sizes):
    with pytest.raises(DataError, match=rf"announces {sizes[0]} x .* between 1 and {idx.LARGEST}$"):
        read(head(*sizes), 3, tmp_path)


def test_of_a_bomb_no_more_is_unpacked_than_it_announces(tmp_path: Path):
    bomb = gzip.compress(head(1, 28, 28) + bytes(10**8))
    assert len(bomb) < 10**6
    tracemalloc.start()
    try:
        with pytest.raises(DataError, match=r"announces 1 x 28 x 28 bytes and holds more"):
            read(bomb, 3, tmp_path)
        assert tracemalloc.get_traced_memory()[1] < 5 * 10**6
    finally:
        tracemalloc.stop()

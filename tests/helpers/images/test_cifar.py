import gzip
import pickle
import struct
import tracemalloc
import warnings
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.images import cifar, cifar10
from helpers.images.cifar import pixels
from helpers.images.files import DataError
from helpers.images.pickles import Call, read

CLASSES = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]
FILES = (*cifar.TRAINING, cifar.TEST)
M = 4
"""Images in a file here; 10,000 in those that are published."""


def drawn(seed: int, m: int = M) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (m, 3072), np.uint8)


def batch(number: int) -> dict[bytes, Any]:
    """What is in a file: of CIFAR-10, the first one to train on has the number 0."""
    return {
        b"batch_label": b"training batch %d of 5" % (number + 1),
        b"labels": [(number + place) % 10 for place in range(M)],
        b"data": drawn(number),
        b"filenames": [b"%d.png" % place for place in range(M)],
    }


META = {
    b"num_cases_per_batch": M,
    b"label_names": [name.encode() for name in CLASSES],
    b"num_vis": 3072,
}


def published(value: Any) -> bytes:
    """What Python 2 wrote, by which CIFAR-10 is published: texts are bytes, and known as such."""
    if isinstance(value, dict):
        items = b"".join(published(key) + published(item) for key, item in value.items())
        return b"}q\x01(" + items + b"u"
    if isinstance(value, list):
        return b"]q\x02(" + b"".join(map(published, value)) + b"e"
    if isinstance(value, bytes):
        return b"U" + bytes([len(value)]) + value
    if isinstance(value, int):
        return b"J" + struct.pack("<i", value)
    return (
        b"cnumpy.core.multiarray\n_reconstruct\nq\x03cnumpy\nndarray\nq\x04K\x00\x85U\x01b\x87R("
        + (b"K\x01" + b"".join(map(published, value.shape)) + b"\x86")
        + (b"cnumpy\ndtype\nq\x05U\x02u1K\x00K\x01\x87R(K\x03U\x01|NNN" + published(-1) * 2)
        + (b"K\x00tb\x89T" + struct.pack("<i", value.size) + value.tobytes() + b"tb")
    )


def old(value: Any) -> bytes:
    return b"\x80\x02" + published(value) + b"."


def by(protocol: int):
    return lambda value: pickle.dumps(value, protocol)


WRITERS = {"as published": old} | {
    f"protocol {protocol}": by(protocol) for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)
}


def write(folder: Path, dumps=old) -> None:
    folder.mkdir(exist_ok=True)
    for number, name in enumerate(FILES):
        (folder / name).write_bytes(dumps(batch(number)))
    (folder / cifar.NAMES).write_bytes(dumps(META))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path)
    return tmp_path


def rewrite(folder: Path, name: str, change: dict[bytes, Any]) -> None:
    """Write a file again with other entries; an entry that is None is left out."""
    values = META if name == cifar.NAMES else batch(FILES.index(name))
    values = {key: value for key, value in {**values, **change}.items() if value is not None}
    (folder / name).write_bytes(pickle.dumps(values, 3))


def test_what_is_taken_for_published_here_is_what_pickle_takes_for_a_batch():
    with warnings.catch_warnings(action="ignore"):  # of names that NumPy has no more
        values = pickle.loads(old(batch(2)), encoding="bytes")
    np.testing.assert_equal(values, batch(2))


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("inside", ["", "cifar-10-batches-py"])
def test_every_image_is_read_in_its_place_with_its_label(tmp_path: Path, writer: str, inside: str):
    write(tmp_path / inside, WRITERS[writer])
    data = cifar10(tmp_path, validation=6)
    assert (data.names, data.shape) == (tuple(CLASSES), (32, 32, 3))
    expected = np.concatenate([drawn(number) for number in range(6)])
    labels = [(number + place) % 10 for number in range(6) for place in range(M)]
    X = np.hstack([data.X_train, data.X_val, data.X_test])
    assert (data.X_train.shape, data.X_val.shape, data.X_test.shape) == (
        (3072, 14),
        (3072, 6),
        (3072, 4),
    )
    assert [*data.y_train, *data.y_val, *data.y_test] == labels
    for array in (data.X_train, data.X_val, data.X_test):
        assert (array.dtype, array.flags.c_contiguous) == (np.uint8, True)
    for place, values in enumerate(expected):
        picture = X[:, place].reshape(data.shape)
        for channel in range(3):
            np.testing.assert_array_equal(
                picture[:, :, channel].ravel(), values[channel * 1024 : (channel + 1) * 1024]
            )


def test_five_thousand_training_samples_validate_unless_told_otherwise(tmp_path: Path):
    for name in FILES:
        many = {b"labels": [7] * 1001, b"data": np.zeros((1001, 3072), np.uint8)}
        (tmp_path / name).write_bytes(pickle.dumps(many))
    meta = {**META, b"num_cases_per_batch": 1001}
    (tmp_path / cifar.NAMES).write_bytes(pickle.dumps(meta))
    data = cifar10(str(tmp_path))
    assert (data.X_train.shape, data.X_val.shape) == ((3072, 5), (3072, 5000))


def test_an_array_written_column_by_column_is_read_as_it_was(tmp_path: Path):
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        array = np.asfortranarray(drawn(0))
        np.testing.assert_array_equal(
            pixels(read(pickle.dumps(array, protocol), "it"), "it"), array, strict=True
        )


@pytest.mark.parametrize("name", [*FILES, cifar.NAMES])
def test_a_file_that_is_missing_is_named(folder: Path, name: str):
    (folder / name).rename(folder / f"{name} (1)")
    with pytest.raises(DataError, match=rf"^{name} is missing in .*{name} \(1\)"):
        cifar10(folder)


def test_an_archive_that_was_not_unpacked_is_pointed_at(tmp_path: Path):
    (tmp_path / "cifar-10-python.tar.gz").touch()
    with pytest.raises(DataError, match=r"unpack cifar-10-python.tar.gz first$"):
        cifar10(tmp_path)


@pytest.mark.parametrize(
    ("name", "change", "sentence"),
    [
        ("data_batch_2", {b"labels": [1, 2, 3]}, "a label for each of 4 images, got 3$"),
        ("data_batch_3", {b"labels": [0, 10, 1, 1]}, "labels in data_batch_3 .* 0 to 9, got 10$"),
        ("data_batch_3", {b"labels": [0, -1, 1, 1]}, "labels in data_batch_3 .* 0 to 9, got -1$"),
        ("data_batch_3", {b"labels": [0, 1.0, 1, 1]}, "no pickle of plain values"),
        ("data_batch_3", {b"labels": [0, True, 1, 1]}, "a list of whole numbers$"),
        ("data_batch_3", {b"labels": (0, 1, 1, 1)}, "a list of whole numbers$"),
        ("data_batch_3", {b"labels": None}, "a list of whole numbers$"),
        ("data_batch_3", {b"labels": [10**5000] * 4}, "no pickle of plain values"),
        ("test_batch", {b"data": drawn(0, 3)}, r"have shape \(4, 3072\), got \(3, 3072\)$"),
        ("test_batch", {b"data": drawn(0)[:, 1:]}, r"have shape \(4, 3072\), got \(4, 3071\)$"),
        ("test_batch", {b"data": None}, "data in test_batch should be an array, got a NoneType$"),
        ("test_batch", {b"data": [1, 2]}, "should be an array, got a list$"),
        ("test_batch", {b"data": drawn(0).astype(np.int8)}, "unsigned bytes, got another type$"),
        ("test_batch", {b"data": drawn(0) / 2}, "unsigned bytes, got another type$"),
        ("test_batch", {b"data": np.array([["a", b"b"]], object)}, "bytes, got another type$"),
        ("test_batch", {b"data": np.zeros(2, "u1,u1")}, "bytes, got another type$"),
        ("test_batch", {b"data": drawn(0)[0]}, "should have two dimensions, none of them 0$"),
        ("test_batch", {b"data": drawn(0)[:0]}, "should have two dimensions, none of them 0$"),
        ("batches.meta", {b"label_names": None}, "should have a list of texts, label_names$"),
        ("batches.meta", {b"label_names": [b"cat", 3]}, "have a list of texts, label_names$"),
        ("batches.meta", {b"label_names": []}, "have a list of texts, label_names$"),
        ("batches.meta", {b"label_names": CLASSES[:8]}, "should be from 0 to 7, got 8$"),
        ("batches.meta", {b"num_cases_per_batch": 0}, "whole number, num_cases_per_batch$"),
        ("batches.meta", {b"num_cases_per_batch": None}, "whole number, num_cases_per_batch$"),
        ("batches.meta", {b"num_cases_per_batch": 5}, r"have shape \(5, 3072\), got \(4, 3072\)$"),
    ],
)
def test_what_does_not_fit_is_named(folder: Path, name: str, change, sentence: str):
    rewrite(folder, name, change)
    with pytest.raises(DataError, match=sentence) as caught:
        cifar10(folder)
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (pickle.dumps([1]), "^data_batch_1 should hold a dict, got a list$"),
        (b"<html>", "^data_batch_1 is a web page"),
        (b"", "^data_batch_1 is empty"),
        (old(batch(0))[:-1000], "^data_batch_1 is cut off: download it again$"),
        (b"\x89PNG", "^data_batch_1 should be a pickle"),
    ],
)
def test_a_file_that_is_no_batch_is_named(folder: Path, content: bytes, sentence: str):
    (folder / "data_batch_1").write_bytes(content)
    with pytest.raises(DataError, match=sentence):
        cifar10(folder)


def test_a_batch_that_would_run_something_is_refused_unread(folder: Path, tmp_path: Path):
    class Attack:
        def __reduce__(self):
            return Path.touch, (tmp_path / "written",)

    rewrite(folder, "data_batch_4", {b"filenames": [Attack()]})
    pickle.loads((folder / "data_batch_4").read_bytes())
    (tmp_path / "written").unlink()
    with pytest.raises(DataError, match=r"^data_batch_4 asks for '.*: nothing in it was run"):
        cifar10(folder)
    assert not (tmp_path / "written").exists()


def of_shape(*shape: int, content: bytes = b"abc", dtype: bytes = b"u1") -> bytes:
    """A pickle of an array that says it has a shape."""
    whole = published(np.frombuffer(content, np.uint8)).replace(b"U\x02u1", b"U\x02" + dtype)
    told = published(len(content)) + b"\x86"
    assert told in whole
    return whole.replace(told, b"(" + b"".join(map(published, shape)) + b"t")


@pytest.mark.parametrize(
    "shape", [(2**31 - 1, 2**31 - 1), (2**31 - 1, 1), (1, 2), (4, 1), (-1, -3), (0, 2**31 - 1)]
)
def test_an_array_is_as_large_as_what_is_in_it(shape: tuple[int, int]):
    value = read(b"\x80\x02" + of_shape(*shape) + b".", "it")
    tracemalloc.start()
    try:
        with pytest.raises(DataError, match=r"^it should (hold \d+ x \d+ bytes|have two dimen)"):
            pixels(value, "it")
        assert tracemalloc.get_traced_memory()[1] < 10**6
    finally:
        tracemalloc.stop()


def test_an_array_of_a_right_shape_is_read_and_one_of_objects_is_not():
    good = read(b"\x80\x02" + of_shape(1, 3) + b".", "it")
    assert pixels(good, "it").tolist() == [[97, 98, 99]]
    for dtype in (b"O8", b"u8", b"i1", b"V1", b"S1"):
        objects = read(b"\x80\x02" + of_shape(1, 3, dtype=dtype) + b".", "it")
        with pytest.raises(DataError, match=r"array of unsigned bytes, got another type$"):
            pixels(objects, "it")


@pytest.mark.parametrize("content", [None, 3, [1], "\u20ac", Call("_codecs.encode", ("a", "zip"))])
def test_what_is_in_an_array_is_bytes(content: object):
    dtype = Call("numpy.dtype", ("u1", False, True))
    with pytest.raises(DataError, match=r"^it should hold 1 x 1 bytes .*, got 0$"):
        pixels(Call("numpy._core.numeric._frombuffer", (content, dtype, (1, 1), "C")), "it")


def test_a_file_that_is_too_large_is_not_unpacked_to_its_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(cifar, "LARGEST", 10**5)
    (folder / "data_batch_1").write_bytes(gzip.compress(b"\x80" + bytes(10**8)))
    tracemalloc.start()
    try:
        with pytest.raises(DataError, match=r"^data_batch_1 should have at most 100000 bytes"):
            cifar10(folder)
        assert tracemalloc.get_traced_memory()[1] < 5 * 10**6
    finally:
        tracemalloc.stop()


SMALL = pickle.dumps({b"labels": [1, 2], b"data": np.zeros((2, 3072), np.uint8)[:, :5]}, 3)


@given(st.integers(0, len(SMALL) - 1), st.binary(max_size=4), st.integers(0, 4))
def test_a_batch_that_is_damaged_anywhere_is_read_or_told_in_one_sentence(
    place: int, more: bytes, lost: int
):
    damaged = SMALL[:place] + more + SMALL[place + lost :]
    with suppress(DataError):
        values = read(damaged, "it")
        if isinstance(values, dict):
            pixels(values.get("data"), "it")

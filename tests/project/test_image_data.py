"""The images that come with the course: as published, balanced, each once, always the same."""

import io
import os
import struct
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
SIZES = {
    "helpers/data/fashion_mnist.npz": (784, {"_train": 5000, "_val": 500, "_test": 1000}),
    "helpers/data/digits.npz": (64, {"_train": 1000, "_val": 297, "_test": 500}),
    "autograder/labs/image_classification/held_out.npz": (784, {"": 1000}),
}
PACKAGED = Path("/usr/share/datasets/fashion-mnist").is_dir()


def committed(file: str) -> dict[str, np.ndarray]:
    with np.load(ROOT / file, allow_pickle=False) as stored:
        return dict(stored)


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "tools")
    for name in ("image_data", "image_samples"):
        sys.modules.pop(name, None)
    import image_data

    return image_data


@pytest.fixture
def samples(tool: ModuleType) -> ModuleType:
    return sys.modules["image_samples"]


@pytest.fixture
def copy(tool: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A course to write into, with all its digits, and of Fashion-MNIST two samples."""
    few = [{"X": committed(tool.HELD_OUT)["X"][:, [part]]} for part in (0, 1)]
    made = {tool.FASHION: few[0], tool.HELD_OUT: few[1], tool.DIGITS: committed(tool.DIGITS)}
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    monkeypatch.setattr(tool, "clothes", lambda source: few)
    monkeypatch.setattr(
        tool, "DIGESTS", {file: tool.digests(arrays) for file, arrays in made.items()}
    )
    for file, arrays in made.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_bytes(tool.packed(arrays))
    return tmp_path


@pytest.mark.parametrize("file", SIZES)
def test_the_arrays_that_are_committed_have_the_digests_that_are_written_down(tool, file: str):
    assert tool.digests(committed(file)) == tool.DIGESTS[file]


def test_a_digest_depends_on_the_numbers_their_places_the_shape_and_the_type(tool):
    array = np.array([[1, 2, 3], [4, 5, 6]], np.uint8)
    others = [array + np.uint8(1), array[:, ::-1], array.reshape(3, 2), array.view(np.int8)]
    assert len({tool.digest(other) for other in [array, *others]}) == 5
    assert tool.digest(np.asfortranarray(array)) == tool.digest(array)


@pytest.mark.parametrize("file", SIZES)
def test_every_part_is_as_large_as_it_should_be_and_balanced(file: str):
    arrays, (pixels, sizes) = committed(file), SIZES[file]
    assert list(arrays) == [letter + part for part in sizes for letter in "Xy"]
    for part, m in sizes.items():
        X, y = arrays[f"X{part}"], arrays[f"y{part}"]
        assert (X.shape, X.dtype, y.shape) == ((pixels, m), np.uint8, (m,))
        counts = np.bincount(y, minlength=10)
        if m % 10:  # what remained of the digits, of which there are 174 to 183 of each kind
            assert (counts.min(), counts.max()) == (24, 33)
        else:
            assert counts.tolist() == [m / 10] * 10
        assert (np.diff(y.astype(int)) != 0).mean() > 0.84, "the samples are not shuffled"


@pytest.mark.parametrize("files", [list(SIZES)[::2], list(SIZES)[1:2]])
def test_no_image_is_there_twice_not_even_in_another_part(files: list[str]):
    parts = [array for file in files for name, array in committed(file).items() if name[0] == "X"]
    images = [column.tobytes() for X in parts for column in X.T]
    assert len(set(images)) == len(images) == sum(sum(SIZES[file][1].values()) for file in files)


def test_what_students_download_is_small():
    assert (ROOT / "helpers/data/fashion_mnist.npz").stat().st_size < 3_000_000
    assert (ROOT / "helpers/data/digits.npz").stat().st_size < 100_000


@pytest.mark.slow
@pytest.mark.skipif(
    not PACKAGED and os.environ.get("REQUIRE_IMAGE_DATA") != "1",
    reason="needs Debian's package dataset-fashion-mnist",
)
def test_the_committed_files_are_what_is_made_from_the_package(tool, capsys):
    assert tool.main(["--check"]) == 0
    assert capsys.readouterr().out.startswith("as this script makes them: helpers/data/fash")


def test_the_committed_digits_are_what_is_made_from_scikit_learn(tool):
    assert tool.is_there(ROOT / tool.DIGITS, tool.packed(tool.digits()))


def test_nothing_in_a_file_tells_when_or_where_it_was_made(tool):
    content = tool.packed({"X": np.arange(6, dtype=np.uint8).reshape(2, 3).T, "y": np.ones(2)})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            assert (entry.date_time, entry.create_system) == ((1980, 1, 1, 0, 0, 0), 3)
            assert (entry.external_attr, entry.extra, entry.comment) == (0o600 << 16, b"", b"")
    with np.load(io.BytesIO(content)) as stored:
        np.testing.assert_array_equal(stored["X"], [[0, 3], [1, 4], [2, 5]])


def test_files_are_written_anew_as_they_were(tool, copy: Path, capsys):
    before = {file: (copy / file).read_bytes() for file in SIZES}
    (copy / tool.DIGITS).unlink()
    (copy / tool.FASHION).write_bytes(b"")
    assert tool.main([]) == 0
    assert {file: (copy / file).read_bytes() for file in SIZES} == before
    assert tool.main(["--check"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


@pytest.mark.parametrize("change", ["missing", "cut", "another pixel", "another order"])
def test_a_file_that_is_not_what_is_made_is_named(tool, copy: Path, capsys, change: str):
    path = copy / tool.DIGITS
    arrays = committed(tool.DIGITS)
    if change == "missing":
        path.unlink()
    elif change == "cut":
        path.write_bytes(path.read_bytes()[:-1000])
    elif change == "another pixel":
        arrays["X_val"][0, 0] += 1
        path.write_bytes(tool.packed(arrays))
    else:
        path.write_bytes(tool.packed(dict(reversed(arrays.items()))))
    there = path.read_bytes() if path.exists() else None
    assert tool.main(["--check"]) == 1
    assert capsys.readouterr().out == (
        "other than this script makes, so run it without --check: helpers/data/digits.npz\n"
    )
    assert (path.read_bytes() if path.exists() else None) == there


def test_arrays_with_other_digests_are_not_written(tool, copy: Path, capsys, monkeypatch):
    drawn = tool.digits()
    monkeypatch.setattr(tool, "digits", lambda: {**drawn, "y_val": drawn["y_val"][::-1]})
    before = (copy / tool.DIGITS).read_bytes()
    assert tool.main([]) == 1
    assert "helpers/data/digits.npz should have other digests" in capsys.readouterr().err
    assert (copy / tool.DIGITS).read_bytes() == before


def test_where_the_package_is_missing_it_says_what_to_do(tool, tmp_path: Path, capsys):
    assert tool.main(["--check", "--source", str(tmp_path)]) == 2
    (sentence,) = capsys.readouterr().err.splitlines()
    assert sentence.startswith("train-images-idx3-ubyte is missing in ")
    assert "Debian's package dataset-fashion-mnist" in sentence
    assert "--source" in sentence


def test_another_file_of_the_same_name_is_no_source(tool, tmp_path: Path, capsys):
    (tmp_path / "train-images.idx3-ubyte").write_bytes(struct.pack(">4I", 2051, 1, 1, 1) + b"0")
    assert tool.main(["--source", str(tmp_path)]) == 2
    found = capsys.readouterr().err
    assert "train-images.idx3-ubyte should unpack to what has SHA-256 c59f468a2f67" in found


def test_each_part_gets_as_many_of_every_class_and_the_last_one_what_remains(samples):
    labels = np.random.default_rng(0).permutation(np.repeat(np.arange(10), range(5, 15)))
    one, two, rest = samples.divide(labels, (30, 20), np.random.RandomState(0))
    assert np.bincount(labels[one]).tolist() == [3] * 10
    assert np.bincount(labels[two]).tolist() == [2] * 10
    assert sorted([*one, *two, *rest]) == list(range(len(labels)))


def test_of_equal_images_the_first_is_kept(samples):
    seen = set()
    images = np.array([[[1, 2]], [[3, 4]], [[1, 2]], [[2, 1]]], np.uint8)
    assert samples.distinct(images, seen).tolist() == [0, 1, 3]
    assert samples.distinct(images[1:] + np.uint8(1), seen).tolist() == [0, 1, 2]
    assert samples.distinct(images, seen).tolist() == []

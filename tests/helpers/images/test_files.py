import gzip
import os
from pathlib import Path

import pytest

from helpers.images.files import DataError, existing_folder, find, opened

WANTED = (r"train-labels[-.]idx1-ubyte", "train-labels-idx1-ubyte")


def content(path: Path) -> bytes:
    with opened(path) as file:
        return file.read()


@pytest.mark.parametrize("named", [str, Path])
def test_a_folder_is_named_by_a_string_or_a_path(tmp_path: Path, named: type):
    assert existing_folder(named(tmp_path)) == tmp_path


def test_a_folder_may_be_named_from_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "data").mkdir()
    assert existing_folder("~/data") == tmp_path / "data"


@pytest.mark.parametrize("name", ["no such", "x" * 5000, "nul\0", "~nobody-has-this-name/data"])
def test_a_folder_that_is_not_there_is_named(name: str):
    with pytest.raises(DataError, match="should be a folder with the data, and there is nothing"):
        existing_folder(name)


def test_a_file_is_no_folder(tmp_path: Path):
    (tmp_path / "data").touch()
    with pytest.raises(DataError, match=r"data' should be a folder .*, and there is a file$"):
        existing_folder(tmp_path / "data")


@pytest.mark.parametrize("thing", [None, 3, b"data", ["data"]])
def test_what_is_no_path_is_told_by_its_type(thing: object):
    kind = type(thing).__name__
    with pytest.raises(DataError, match=f"should be the path of a folder, got {kind}"):
        existing_folder(thing)


def test_a_file_is_found_by_its_whole_name(tmp_path: Path):
    for name in ("old-train-labels-idx1-ubyte", "train-labels.idx1-ubyte"):
        (tmp_path / name).touch()
    (tmp_path / "train-labels-idx1-ubyte").mkdir()
    assert find(tmp_path, *WANTED).name == "train-labels.idx1-ubyte"


def test_what_is_missing_is_named_beside_what_is_there(tmp_path: Path):
    with pytest.raises(DataError, match=r"^train-labels-idx1-ubyte .* where there is nothing$"):
        find(tmp_path, *WANTED)
    for number in range(12):
        (tmp_path / f"{number:02}.png").touch()
    with pytest.raises(DataError, match=r"there is 00.png, 01.png, .*07.png and 4 more$"):
        find(tmp_path, *WANTED)


def test_an_archive_that_was_not_unpacked_is_pointed_at(tmp_path: Path):
    (tmp_path / "archive.zip").touch()
    with pytest.raises(DataError, match=r"there is archive.zip: unpack archive.zip first$"):
        find(tmp_path, *WANTED)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_nobody_waits_for_a_pipe_with_the_name_of_a_file(tmp_path: Path):
    os.mkfifo(tmp_path / "train-labels-idx1-ubyte")
    with pytest.raises(DataError, match="is missing"):
        find(tmp_path, *WANTED)


@pytest.mark.parametrize("name", ["data", "data.gz"])
def test_whether_a_file_is_compressed_is_not_told_by_its_name(tmp_path: Path, name: str):
    path = tmp_path / name
    path.write_bytes(b"plain")
    assert content(path) == b"plain"
    path.write_bytes(gzip.compress(b"plain"))
    assert content(path) == b"plain"


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (b"", "data is empty"),
        (b"\n <!DOCTYPE html><title>404</title>", "data is a web page instead of data"),
        (b"<HTML>", "data is a web page"),
        (gzip.compress(bytes(10**4))[:-9], "data is cut off"),
        (gzip.compress(bytes(10**4))[:5], "data is cut off"),
        (gzip.compress(b"abc")[:-8] + bytes(8), r"data is damaged \(CRC"),
        (gzip.compress(b"abc")[:10] + b"\xff" * 20, r"data is damaged \(Error -3"),
    ],
    ids=["nothing", "page", "other page", "cut", "cut early", "sum", "stream"],
)
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(
    tmp_path: Path, written: bytes, sentence: str
):
    path = tmp_path / "data"
    path.write_bytes(written)
    with pytest.raises(DataError, match=f"^{sentence}.*download it again$"):
        content(path)


def test_what_the_system_refuses_is_told_with_its_reason(tmp_path: Path):
    with pytest.raises(DataError, match="data cannot be read: No such file or directory"):
        content(tmp_path / "data")

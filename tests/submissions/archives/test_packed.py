from __future__ import annotations

import errno
import gzip
import io
import json
import tarfile
import zipfile

import pytest

from autograder.settings import Settings
from autograder.submissions.archives import packed
from autograder.submissions.archives.packed import UnpackingError
from autograder.submissions.intake import take


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "submitted" / "ada" / "tiny"
    folder.mkdir(parents=True)
    return folder


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed_file:
        for name, data in files.items():
            packed_file.writestr(name, data)
    return buffer.getvalue()


def taped(files: dict[str, bytes], mode: str = "w:gz") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as tape:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tape.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("tiny.zip", zipped),
        ("Homework 1.ZIP", zipped),
        ("deeper/tiny.zip", zipped),
        ("tiny.tar.gz", taped),
        ("tiny.tgz", taped),
        ("tiny.tar", lambda files: taped(files, "w")),
        ("tiny.ipynb", zipped),
        ("tiny.ipynb", taped),
        ("tiny.ipynb", lambda files: taped(files, "w")),
        ("tiny.ipynb.zip", zipped),
        ("tiny.ipynb.tar", lambda files: taped(files, "w")),
        ("tiny.ipynb.tar.gz", taped),
        ("tiny.ipynb.tgz", taped),
        ("twice.zip", lambda files: zipped({"a/inner.zip": zipped(files)})),
    ],
)
@pytest.mark.parametrize("inside", ["tiny.ipynb", "lab/My tiny.ipynb"])
def test_a_notebook_in_an_archive_is_taken_with_what_lies_beside_it(
    folder, definition, solved, name, pack, inside
):
    notebook = json.dumps(solved()).encode()
    beside = inside.replace(inside.split("/")[-1], "mine.py")
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(pack({inside: notebook, beside: b"k = 2\n"}))
    intake = take(folder, definition)
    assert (intake.rejected, intake.data) == (None, notebook)
    assert intake.files == {"mine.py": b"k = 2\n"}
    assert f"'{name.split('/')[-1]}' was unpacked" in intake.problems
    assert [path.name for path in folder.rglob("*") if path.is_file()] == [name.split("/")[-1]]


@pytest.mark.parametrize("name", ["tiny.ipynb", "tiny.ipynb.gz", "My tiny.ipynb (1).gz"])
def test_a_notebook_that_was_compressed_by_itself_is_taken(folder, definition, solved, name):
    notebook = json.dumps(solved()).encode()
    (folder / name).write_bytes(gzip.compress(notebook))
    intake = take(folder, definition)
    assert (intake.rejected, intake.data) == (None, notebook)
    (folder / name).write_bytes(gzip.compress(b" " * 60_000_000))
    assert "more than 50 MB" in take(folder, definition, Settings(archive=50_000_000)).rejected


def test_a_notebook_beside_an_archive_is_the_one_that_counts(folder, definition):
    (folder / "tiny.ipynb").write_bytes(b"{}")
    (folder / "old.zip").write_bytes(zipped({"tiny.ipynb": b"[]"}))
    intake = take(folder, definition)
    assert intake.data == b"{}"
    assert not any("unpacked" in problem for problem in intake.problems)


def test_a_solved_notebook_in_an_archive_is_taken_where_the_other_is_as_it_was_handed_out(
    folder, definition, solved, released
):
    (folder / "tiny.ipynb").write_text(json.dumps(released()))
    (folder / "mine.zip").write_bytes(zipped({"tiny.ipynb": json.dumps(solved()).encode()}))
    intake = take(folder, definition)
    assert json.loads(intake.data) == solved()
    assert "'mine.zip' was unpacked" in intake.problems
    (folder / "mine.zip").write_bytes(zipped({"tiny.ipynb": json.dumps(released()).encode()}))
    assert take(folder, definition).problems == ()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (zipped({"essay.txt": b"no"}), "there is 'tiny.zip'; 'tiny.zip' was unpacked"),
        (b"PK\x03\x04 and nothing", "'tiny.zip' cannot be unpacked (File is not a zip file)"),
        (b"", "cannot be unpacked"),
        (zipped({}), "'tiny.zip' is empty"),
        (zipped({"../tiny.ipynb": b"{}"}), "'tiny.zip' is empty"),
    ],
)
def test_an_archive_without_a_notebook_is_told_as_one(folder, definition, data, says):
    (folder / "tiny.zip").write_bytes(data)
    intake = take(folder, definition)
    assert intake.data == b""
    assert intake.rejected.startswith("there is no notebook")
    assert says in intake.rejected
    assert not (folder.parent / "tiny.ipynb").exists()


@pytest.mark.parametrize("root", ["/home/ada/", "C:\\Users\\ada\\", "D:/"])
def test_what_was_packed_with_its_whole_path_is_taken(folder, definition, solved, root):
    notebook = json.dumps(solved()).encode()
    (folder / "tiny.zip").write_bytes(zipped({f"{root}tiny.ipynb": notebook}))
    assert take(folder, definition).data == notebook


def test_what_comes_out_of_an_archive_is_bounded(folder, definition):
    data = zipped({"a.txt": b"x" * 900, "b.txt": b"x" * 900, "tiny.ipynb": b"{}"})
    size = len(data)
    (folder / "tiny.zip").write_bytes(data)
    intake = take(folder, definition, Settings(archive=1_000_000, archive_files=2))
    assert "was unpacked in part (at most 2 files" in intake.rejected
    intake = take(folder, definition, Settings(archive=size - 1))
    assert "cannot be unpacked ('tiny.zip' has" in intake.rejected


def test_a_link_to_an_archive_is_not_followed(folder, definition, tmp_path):
    (tmp_path / "elsewhere.zip").write_bytes(zipped({"tiny.ipynb": b"{}"}))
    (folder / "tiny.zip").symlink_to(tmp_path / "elsewhere.zip")
    intake = take(folder, definition)
    assert "symbolic link" in intake.rejected


def test_a_machine_without_room_for_an_archive_makes_no_submission_rejected(
    folder, definition, monkeypatch
):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    (folder / "tiny.zip").write_bytes(zipped({"tiny.ipynb": b"{}"}))
    monkeypatch.setattr(packed.shutil, "copyfileobj", full)
    with pytest.raises(UnpackingError, match="No space left"):
        take(folder, definition)


FOREIGN = (
    '{"cells": [{"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": [], '
    '"source": "check(\'other.f\', print)"}], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}'
)


@pytest.mark.parametrize("beside", ["nothing", "another lab's notebook", "a blank one"])
@pytest.mark.parametrize("name", ["tiny.rar", "tiny.7z", "tiny.tar.xz", "tiny.ipynb.bz2"])
def test_an_archive_that_nothing_here_opens_is_named_where_nothing_else_is_solved(
    folder, definition, released_course, name, beside
):
    home = folder.parent
    (home / name).write_bytes(b"Rar!")
    if beside == "another lab's notebook":
        (home / "other").mkdir()
        (home / "other" / "other.ipynb").write_text(FOREIGN)
    elif beside == "a blank one":
        blank = released_course.root / "release" / "tiny" / "tiny.ipynb"
        (folder / "tiny.ipynb").write_bytes(blank.read_bytes())
    taken = take(home, definition, Settings())
    assert (taken.rejected is not None) == (beside == "nothing")
    said = "; ".join([taken.rejected or "", *taken.problems])
    assert f"'{name}' cannot be unpacked (only .zip, .tar and .tar.gz are supported)" in said


def test_an_archive_that_nothing_here_opens_is_not_spoken_of_beside_the_work(
    folder, definition, solved
):
    (folder / "tiny.ipynb").write_text(json.dumps(solved()))
    (folder / "tiny.rar").write_bytes(b"Rar!")
    assert take(folder, definition, Settings()).problems == ()

"""Archives from a learning platform, with tricks in them."""

from __future__ import annotations

import io
import os
import stat
import tarfile
import zipfile

import pytest
from traitlets.config import Config

from autograder.nbgrader.archives import BoundedExtractor


@pytest.fixture
def unpack(tmp_path):
    """Unpacks one archive; returns all files that there are then, with their contents."""

    def run(name: str, data: bytes, **settings) -> dict[str, bytes]:
        (tmp_path / "archive").mkdir()
        (tmp_path / "archive" / name).write_bytes(data)
        before = everything(tmp_path)
        extractor = BoundedExtractor(config=Config(Settings=settings))
        extractor.extract(str(tmp_path / "archive"), str(tmp_path / "out" / "extracted"))
        new = everything(tmp_path).keys() - before.keys()
        assert all(name.startswith("out/extracted/") for name in new)
        assert not any((tmp_path / name).is_symlink() for name in new)
        start = len("out/extracted/")
        return {name[start:]: (tmp_path / name).read_bytes() for name in sorted(new)}

    return run


def everything(folder) -> dict[str, os.stat_result]:
    return {str(p.relative_to(folder)): p.lstat() for p in folder.rglob("*") if not p.is_dir()}


def zipped(*files: tuple[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            info = zipfile.ZipInfo("x")
            info.filename = name  # as it is: ZipInfo would tidy it up
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def test_an_ordinary_archive_comes_out_as_it_is(unpack):
    data = zipped(("ada/tiny.ipynb", b"{}"), ("emmy/tiny.ipynb", b"[]"))
    assert unpack("all.zip", data) == {"all/ada/tiny.ipynb": b"{}", "all/emmy/tiny.ipynb": b"[]"}


def test_a_file_that_is_no_archive_is_copied(unpack):
    assert unpack("tiny.ipynb", b"{}") == {"tiny.ipynb": b"{}"}


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "a/../../evil",
        "/tmp/evil-of-the-archive-test",
        "..\\evil",
        "C:\\evil",
        "a/" + "b" * 300,
        ".",
        "",
    ],
)
def test_a_path_that_leads_elsewhere_is_left_out(unpack, name):
    files = unpack("all.zip", zipped((name, b"evil"), ("good", b"good")))
    assert files == {"all/good": b"good"}


def test_a_link_in_a_zip_file_is_left_out_and_so_is_what_would_go_through_it(unpack):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        link = zipfile.ZipInfo("link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc")
        archive.writestr("link/evil", "through the link")
    assert unpack("all.zip", data.getvalue()) == {"all/link/evil": b"through the link"}


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE]
)
def test_of_a_tape_only_ordinary_files_come_out(unpack, kind):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        odd = tarfile.TarInfo("odd")
        odd.type, odd.linkname = kind, "/etc/passwd"
        archive.addfile(odd)
        good = tarfile.TarInfo("../good")
        good.size = 4
        archive.addfile(good, io.BytesIO(b"evil"))
        good.name = "good"
        archive.addfile(good, io.BytesIO(b"good"))
    assert unpack("all.tar.gz", data.getvalue()) == {"all/good": b"good"}


def test_of_two_files_with_one_name_the_first_comes_out(unpack):
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped(("a", b"first"), ("a", b"second"), ("a/b", b"a file is no folder"))
    assert unpack("all.zip", data) == {"all/a": b"first"}


def test_archives_in_archives_are_unpacked_and_not_without_end(unpack):
    data = zipped(("tiny.ipynb", b"{}"))
    for depth in range(5):
        data = zipped((f"inner{depth}.zip", data))
    (name,) = unpack("all.zip", data)
    assert name == "all/inner4/inner3/inner2.zip"


def test_a_bomb_stops_where_enough_is_enough(unpack):
    bomb = zipped(("good", b"good"), ("bomb", bytes(100_000_000)))
    files = unpack("all.zip", bomb, submission=10_000_000)
    assert files["all/good"] == b"good"
    assert len(files["all/bomb"]) <= 10_000_000


def test_a_million_files_stop_too(unpack):
    many = zipped(*((f"f{n}", b"x") for n in range(200)))
    assert len(unpack("all.zip", many, archive_files=50)) <= 51


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 cut off", zipped(("a", b"x" * 999))[:60]])
def test_a_broken_archive_stops_nobody(unpack, data):
    assert unpack("all.zip", data) == {}

"""Archives from a learning platform, with tricks in them."""

from __future__ import annotations

import errno
import gzip
import io
import os
import re
import shutil
import stat
import sys
import tarfile
import zipfile
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from nbgrader.plugins import FileNameCollectorPlugin
from traitlets.config import Config, LoggingConfigurable

from autograder.nbgrader.collecting.extractor import BoundedExtractor


class App(LoggingConfigurable):
    """As much of nbgrader's command as its plugin for unpacking asks for."""

    def __init__(self, collector, **options):
        super().__init__(**options)
        self.collector_plugin_inst = collector

    def process_extracted_files(self) -> None:
        pass

    def fail(self, sentence: str) -> None:
        sys.exit(1)


class Unpack:
    """Unpacks one archive; returns all files that there are then, with their contents."""

    def __init__(self, folder, log):
        self._folder, self._log = folder, log

    def __call__(self, name: str, data: bytes, collector=None, **settings) -> dict[str, bytes]:
        self._log.clear()
        (self._folder / "archive").mkdir(exist_ok=True)
        (self._folder / "archive" / name).write_bytes(data)
        shutil.rmtree(self._folder / "out", ignore_errors=True)
        before = everything(self._folder)
        app = App(collector, config=Config(Settings=settings))
        with self._exits():
            BoundedExtractor(parent=app).extract(
                str(self._folder / "archive"), str(self._folder / "out" / "extracted")
            )
        new = everything(self._folder).keys() - before.keys()
        assert all(name.startswith("out/extracted/") for name in new)
        assert not any((self._folder / name).is_symlink() for name in new)
        start = len("out/extracted/")
        return {name[start:]: (self._folder / name).read_bytes() for name in sorted(new)}

    def notebooks(self, name: str, data: bytes, **settings) -> dict[str, bytes]:
        """Unpack what nbgrader would collect."""
        pattern = r".*/extracted/(?P<student_id>\w+).*?(?P<file_id>[^/]+)$"
        return self(name, data, FileNameCollectorPlugin(named_regexp=pattern), **settings)

    def said(self) -> str:
        """What was said of things that were left out."""
        return "\n".join(self._log.messages)

    @contextmanager
    def _exits(self):
        """The status says whether something was left out."""
        status = 0
        try:
            yield
        except SystemExit as end:
            status = end.code
        assert status == (1 if self._log.messages else 0)


@pytest.fixture
def unpack(tmp_path, caplog):
    return Unpack(tmp_path, caplog)


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


def taped(*files: tuple[str, bytes], packed: bool = True) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz" if packed else "w") as archive:
        for name, content in files:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
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
        "/../evil",
        "..\\evil",
        "C:\\..\\evil",
        "a/" + "b" * 300,
        ".",
        "",
    ],
)
def test_a_path_that_leads_elsewhere_is_left_out(unpack, name):
    files = unpack("all.zip", zipped((name, b"evil"), ("good", b"good")))
    assert files == {"all/good": b"good"}


@pytest.mark.parametrize("root", ["/", "//", "C:/", "C:\\"])
def test_what_was_packed_with_its_whole_path_comes_out_below_the_folder(unpack, root):
    data = zipped((f"{root}tmp/of-the-archive-test.ipynb", b"{}"))
    assert unpack("all.zip", data) == {"all/tmp/of-the-archive-test.ipynb": b"{}"}
    assert not Path("/tmp/of-the-archive-test.ipynb").exists()


def test_a_link_in_a_zip_file_is_left_out_and_so_is_what_would_go_through_it(unpack):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        link = zipfile.ZipInfo("link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc")
        archive.writestr("link/evil", "through the link")
    assert unpack("all.zip", data.getvalue()) == {"all/link/evil": b"through the link"}
    assert "only files are unpacked: 'link'" in unpack.said()


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
    for depth in range(3):  # so deep is fine
        assert list(unpack("all.zip", data).values()) == [b"{}"]
        data = zipped((f"inner{depth}.zip", data))
    assert unpack("all.zip", data) == {}
    assert "'inner0.zip'" in unpack.said()


@pytest.mark.parametrize("tape", [False, True])
def test_a_bomb_leaves_nothing_and_costs_the_files_beside_it_nothing(unpack, tape):
    files = ("first", b"good"), ("bomb", bytes(100_000_000)), ("last", b"good")
    data = taped(*files) if tape else zipped(*files)
    name = "all.tgz" if tape else "all.zip"
    out = unpack(name, data, submission=10_000_000)
    assert out == {"all/first": b"good", "all/last": b"good"}
    assert "larger than 10 MB" in unpack.said()


def test_a_tape_without_end_is_left_where_enough_was_seen(unpack):
    tape = taped(("good", b"good"), ("endless.skipped", bytes(50_000_000)), ("last", b"good"))
    out = unpack("all.tgz", tape, archive_in_all=20_000_000, submission=10_000_000)
    assert out == {"all/good": b"good"}
    assert "cannot be read to the end" in unpack.said()


@pytest.mark.parametrize(("size", "came"), [(100, []), (1_000_000, ["all/lie"])])
def test_an_archive_that_lies_about_a_size_gives_a_whole_file_or_none(unpack, size, came):
    data = zipped(("lie", bytes(500_000)), ("good", b"good"))
    true = (500_000).to_bytes(4, "little")
    assert data.count(true) == 2, "once beside the file, once in the table of contents"
    out = unpack("all.zip", data.replace(true, size.to_bytes(4, "little")))
    assert out == {"all/good": b"good", **dict.fromkeys(came, bytes(500_000))}


def test_no_table_of_contents_is_read_that_is_too_long(unpack):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("tiny.ipynb")
        info.pax_headers = {"comment": "x" * 20_000_000}
        archive.addfile(info)
    assert unpack("all.tgz", data.getvalue()) == {}
    assert "table of contents is too long" in unpack.said()


def test_of_one_archive_so_many_files_come_out_and_each_one_whole(unpack):
    many = zipped(*((f"f{n:03}", b"x") for n in range(200)))
    assert len(unpack("all.zip", many, archive_files=50)) == 50
    assert "at most 50 files" in unpack.said()
    assert "'f050'" in unpack.said()


def test_of_all_archives_together_no_more_comes_out_than_is_bounded(unpack):
    many = zipped(*((f"f{n:03}", b"x") for n in range(40)))
    unpack("a.zip", many)
    assert len(unpack("b.zip", many, archive_files_in_all=50)) == 50
    assert "unpacked for all students" in unpack.said()


def test_one_archive_can_not_use_up_what_is_there_for_the_next(unpack):
    inner = zipped(*((f"f{n:03}", b"x" * 100) for n in range(200)))
    data = zipped(("first.zip", inner), ("second.zip", zipped(("tiny.ipynb", b"{}"))))
    for bound in ({"archive_files": 50}, {"archive": 5000}):
        out = unpack("all.zip", data, **bound)
        assert out["all/second/tiny.ipynb"] == b"{}"
        assert len(out) == 51


def test_what_could_not_be_unpacked_uses_nothing_up_of_the_bounds(unpack):
    files = *((f"../f{n}", b"evil") for n in range(60)), ("good", b"good")
    assert unpack("all.zip", zipped(*files), archive_files=50) == {"all/good": b"good"}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 cut off", zipped(("a", b"x" * 999))[:60]])
def test_a_broken_archive_stops_nobody(unpack, data):
    assert unpack("all.zip", data) == {}
    assert "'all.zip'" in unpack.said()


def test_a_damaged_file_is_left_out_and_what_stands_around_it_comes_out(unpack):
    noise = bytes(np.random.default_rng(1).integers(0, 256, 5000, dtype=np.uint8))
    data = zipped(("first", b"good"), ("hurt", noise), ("last", b"good"))
    at = data.index(b"hurt") + 2000
    hurt = data[:at] + bytes([data[at] ^ 255]) + data[at + 1 :]
    assert unpack("all.zip", hurt) == {"all/first": b"good", "all/last": b"good"}
    assert "'hurt'" in unpack.said()
    assert "'last'" not in unpack.said()


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9])
def test_of_a_tape_that_is_cut_off_come_whole_files_and_a_sentence(unpack, packed, kept):
    rng = np.random.default_rng(1)
    noise = {f"f{n}": bytes(rng.integers(0, 256, 20_000, dtype=np.uint8)) for n in range(10)}
    data = taped(*noise.items(), packed=packed)
    end = len(gzip.compress(b"")) if packed else 10_240
    out = unpack("all.tgz" if packed else "all.tar", data[: int(kept * (len(data) - end))])
    assert len(out) in range(int(10 * kept) - 2, int(10 * kept) + 1)
    assert all(out[name] == noise[name.removeprefix("all/")] for name in out)
    assert "all.t" in unpack.said()


def test_what_follows_damage_on_a_tape_is_missed_with_a_sentence(unpack):
    data = bytearray(taped(("a", b"good"), ("b", b"good"), ("c", b"good"), packed=False))
    data[1024 + 148 : 1024 + 156] = b"nonsense"  # the checksum of the second header
    assert unpack("all.tar", bytes(data)) == {"all/a": b"good"}
    assert "its end is missing" in unpack.said()


def test_an_archive_with_a_password_is_named_and_so_is_what_to_do(unpack):
    data = bytearray(zipped(("tiny.ipynb", b"{}")))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    assert unpack("ada.zip", bytes(data)) == {}
    assert "'ada.zip': these cannot be unpacked (it is protected by a password)" in unpack.said()


@pytest.mark.parametrize("name", ["ada.rar", "ada.7z", "ada.ipynb.gz"])
def test_an_archive_of_another_kind_is_named(unpack, name):
    assert unpack.notebooks(name, b"whatever") == {}
    assert f"ask for a zip file: '{name}'" in unpack.said()


def test_an_archive_without_a_notebook_is_named(unpack):
    assert unpack.notebooks("ada.zip", zipped(("answer.docx", b"x"))) == {}
    assert "there is no .ipynb in these: 'ada.zip'" in unpack.said()


def test_what_nobody_collects_is_no_bother(unpack):
    files = ("tiny.ipynb", b"{}"), ("data.csv", b"1"), ("../evil.py", b"evil")
    assert unpack.notebooks("ada.zip", zipped(*files), archive_files=1) == {"ada/tiny.ipynb": b"{}"}
    assert unpack.said() == ""


def test_a_notebook_whose_ending_is_in_capitals_is_collected(unpack):
    assert unpack.notebooks("a.zip", zipped(("TINY.IPYNB", b"{}"))) == {"a/TINY.ipynb": b"{}"}


@pytest.mark.parametrize(
    "name",
    [
        ".venv/tiny.ipynb",
        "venv/share/jupyter/x.ipynb",
        "venv/lib/python3.11/site-packages/x/x.ipynb",
        "odd name/Lib/x.ipynb",
        "odd name/share/doc/x.ipynb",
        "lib/site-packages/x.ipynb",
        "node_modules/x/x.ipynb",
        ".git/x.ipynb",
        "__pycache__/x.ipynb",
        "__MACOSX/._tiny.ipynb",
        "a/._tiny.ipynb",
        "a/.ipynb_checkpoints/tiny-checkpoint.ipynb",
        ".venv/more.zip",
    ],
)
def test_what_a_machine_put_there_is_passed_over_and_uses_nothing_up(unpack, name):
    machine_made = [(name.replace("x.", f"x{n}."), b"x") for n in range(5 if "x." in name else 1)]
    files = *machine_made, ("odd name/pyvenv.cfg", b"home ="), ("odd name/tiny.ipynb", b"{}")
    out = unpack.notebooks("ada.zip", zipped(*files), archive_files=1)
    assert out == {"ada/odd name/tiny.ipynb": b"{}"}
    assert unpack.said() == ""


def test_what_somebody_keeps_in_the_folder_of_an_environment_is_not_passed_over(unpack):
    names = "tiny.ipynb", "work/tiny.ipynb", "venv/tiny.ipynb", "venv/work/tiny.ipynb"
    files = *((name, b"{}") for name in names), ("pyvenv.cfg", b""), ("share/x.ipynb", b"x")
    out = unpack.notebooks("ada.zip", zipped(*files))
    # It is unpacked, and which of the four counts is another question.
    assert len(re.findall(r"'[^']*tiny.ipynb'", unpack.said())) == 3
    assert list(out) == ["ada/tiny.ipynb"]


def test_a_name_in_another_encoding_comes_out_with_marks_in_it(unpack):
    data = io.BytesIO()
    with tarfile.open(
        fileobj=data, mode="w", format=tarfile.GNU_FORMAT, encoding="latin-1"
    ) as archive:
        archive.addfile(tarfile.TarInfo("Übung.ipynb"))
    assert list(unpack("all.tar", data.getvalue())) == ["all/\ufffdbung.ipynb"]


def test_an_archive_called_after_the_file_in_it_can_stand_beside_that_file(unpack):
    inner = zipped(("tiny.ipynb", b"[]"))
    out = unpack("a.zip", zipped(("tiny.ipynb.zip", inner), ("tiny.ipynb", b"{}")))
    assert out == {"a/tiny.ipynb": b"{}", "a/tiny.ipynb.zip/tiny.ipynb": b"[]"}


def test_a_disk_that_is_full_is_no_student_s_fault_and_leaves_no_half_file(unpack, monkeypatch):
    def full(source, target, *_):
        target.write(source.read(1))
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("shutil.copyfileobj", full)
    assert unpack("all.zip", zipped(("tiny.ipynb", b"{}"))) == {}
    assert "on this machine (No space left on device)" in unpack.said()


def test_no_name_of_a_file_leads_out_of_the_folder_of_submissions(unpack):
    collector = FileNameCollectorPlugin(named_regexp=r".*/(?P<student_id>[^/]+)_(?P<file_id>.*)")
    data = zipped((".._tiny.ipynb", b"{}"), ("ada_tiny.ipynb", b"{}"))
    assert unpack("all.zip", data, collector) == {"all/ada_tiny.ipynb": b"{}"}
    assert "id in these names cannot name a folder; rename them: '.._tiny.ipynb'" in unpack.said()


def test_of_notebooks_with_a_time_nbgrader_chooses_the_newest(unpack):
    pattern = r".*/(?P<student_id>\w+)/(?P<timestamp>[0-9-]+)/(?P<file_id>tiny).ipynb"
    collector = FileNameCollectorPlugin(named_regexp=pattern)
    names = "ada/2030-05-01/tiny.ipynb", "ada/2030-05-02/tiny.ipynb"
    out = unpack("all.zip", zipped(*((name, b"{}") for name in names)), collector)
    assert list(out) == [f"all/{name}" for name in names]
    assert unpack.said() == ""


def test_a_folder_without_anything_to_collect_is_named(unpack):
    unpack.notebooks("read me.txt", b"x")
    assert "holds no .ipynb" in unpack.said()


@pytest.mark.parametrize(
    ("name", "comes_as"),
    [
        ("tiny.ipynb.txt", "tiny.ipynb"),
        ("Tiny.IPYNB.json", "Tiny.ipynb"),
        ("tiny.ipynb (1)", "tiny (1).ipynb"),
    ],
)
def test_what_a_browser_put_behind_a_notebooks_name_is_taken_away(unpack, name, comes_as):
    data = zipped((f"ada/{name}", b"{}"))
    assert unpack.notebooks("all.zip", data) == {f"all/ada/{comes_as}": b"{}"}


def test_of_two_names_of_one_notebook_the_plain_one_is_taken(unpack):
    data = zipped(("ada/tiny.ipynb.txt", b"[]"), ("ada/tiny.ipynb", b"{}"))
    assert unpack.notebooks("all.zip", data) == {"all/ada/tiny.ipynb": b"{}"}
    assert "these occur twice; the first was taken: 'ada/tiny.ipynb.txt'" in unpack.said()

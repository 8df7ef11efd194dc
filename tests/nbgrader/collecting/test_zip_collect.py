"""A class collected by nbgrader's own command, out of archives that students made."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from types import SimpleNamespace

import pytest

from tests import forked
from tests.tiny.course import ROOT

pytestmark = pytest.mark.slow

PATTERN = r".*/extracted/(?:all/)?(?P<student_id>[^/.]+)[/.].*?(?P<file_id>[^/]+)$"
SETTINGS = f"""
sys.path.append({str(ROOT)!r})
c.Settings.archive_files = 30
c.Settings.submission = 1_000_000
c.FileNameCollectorPlugin.named_regexp = {PATTERN!r}
"""


def notebook(of: str) -> bytes:
    return json.dumps({"cells": [], "metadata": {"of": of}, "nbformat": 4}).encode()


def zipped(files: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def hurt(data: bytes) -> bytes:
    """An archive with another byte in the middle of its first file."""
    at = data.index(b"tiny.ipynb") + len("tiny.ipynb") + 20
    return data[:at] + bytes([data[at] ^ 255]) + data[at + 1 :]


def collect(root, archives: dict[str, bytes], *options: str) -> SimpleNamespace:
    """Collect them with the command, in a course that has nothing else in it."""
    root.mkdir(exist_ok=True)
    config = (ROOT / "nbgrader_config.py").read_text()
    (root / "nbgrader_config.py").write_text(config + SETTINGS)
    archive = root / "downloaded" / "tiny" / "archive"
    shutil.rmtree(archive, ignore_errors=True)
    for name, data in archives.items():
        (archive / name).parent.mkdir(parents=True, exist_ok=True)
        (archive / name).write_bytes(data)
    done = forked.run("nbgrader", "zip_collect", "tiny", *options, cwd=root)
    submitted = root / "submitted"
    return SimpleNamespace(
        status=done.returncode,
        lines=[line.partition("left out: ")[2] for line in done.stderr.splitlines()],
        last=done.stderr.strip().splitlines()[-1],
        files={
            path.relative_to(submitted).as_posix(): path.read_bytes()
            for path in submitted.rglob("*")
            if path.is_file()
        },
    )


def of(*students: str) -> dict[str, bytes]:
    return {f"{name}/tiny/tiny.ipynb": notebook(name) for name in students}


@pytest.fixture(scope="module")
def collected(tmp_path_factory) -> SimpleNamespace:
    """A class whose first student has an environment in his archive, and others have worse."""
    environment = {f".venv/lib/m{n}.py": b"" for n in range(20_500)}
    students = {
        "ada.zip": zipped({**environment, "tiny.ipynb": notebook("ada")}),
        "bomb.zip": zipped({"tiny.ipynb": bytes(50_000_000)}),
        "cut.zip": zipped({"tiny.ipynb": notebook("cut")})[:150],
        "empty.zip": zipped({"answer.docx": b"x"}),
        "hurt.zip": hurt(zipped({"tiny.ipynb": notebook("hurt")})),
        "many.zip": zipped({f"n{n:03}.ipynb": b"{}" for n in range(60)}),
        "other.rar": b"Rar!",
        "plain/tiny.ipynb": notebook("plain"),
        "rivals.zip": zipped({"a/tiny.ipynb": b"1", "b/tiny.ipynb": b"2"}),
        "spare.zip": zipped({"tiny.ipynb": notebook("spare"), "old/tiny.ipynb": b"old"}),
        "zed.zip": zipped({"zed/tiny.ipynb": notebook("zed")}),
    }
    return collect(tmp_path_factory.mktemp("class"), {"all.zip": zipped(students)})


def test_everybody_who_can_be_collected_is(collected):
    notebooks = {name: data for name, data in collected.files.items() if "many/" not in name}
    assert notebooks == of("ada", "plain", "spare", "zed")


def test_one_student_gets_no_more_than_a_share(collected):
    assert len([name for name in collected.files if "many/" in name]) == 30


@pytest.mark.parametrize(
    ("archive", "why"),
    [
        ("bomb", "these are larger than 1 MB"),
        ("cut", "these cannot be unpacked (File is not a zip file); ask for them again"),
        ("empty", "there is no .ipynb in these"),
        ("hurt", "these cannot be unpacked ("),
        ("many", "at most 30 files and 250 MB are unpacked for one student"),
        ("other", "archives of this kind are not unpacked"),
        ("rivals", "several tiny.ipynb, and no time says which is the newest, so none was taken"),
        ("spare", "spare has several tiny.ipynb, and the one that is not in a folder was taken"),
    ],
)
def test_who_was_left_out_is_said_at_the_end_with_the_reason(collected, archive, why):
    (line,) = [line for line in collected.lines if f"'{archive}." in line]
    assert why in line


def test_nobody_else_is_named(collected):
    said = " ".join(collected.lines)
    assert not [name for name in ("ada", "plain", "zed") if name in said]


def test_the_status_says_that_somebody_was_left_out(collected):
    assert collected.status == 1
    assert "Everything else was collected" in collected.last


def test_where_nobody_is_left_out_the_status_is_zero(tmp_path):
    loose = {
        "ada.zip": zipped({"x/tiny.ipynb": notebook("ada")}),
        "bob/tiny.ipynb": notebook("bob"),
    }
    collected = collect(tmp_path, loose)
    assert collected.status == 0
    assert collected.files == of("ada", "bob")
    assert not any(collected.lines)


def test_a_folder_in_the_class_s_archive_uses_up_no_more_than_its_share(tmp_path):
    files = {f"ada/n{n:02}.ipynb": b"{}" for n in range(60)}
    collected = collect(tmp_path, {"all.zip": zipped({**files, "bob/tiny.ipynb": notebook("bob")})})
    assert collected.files.items() >= of("bob").items()
    assert len(collected.files) == 31
    assert collected.status == 1


def test_what_was_collected_before_stays_where_the_new_archive_is_damaged(tmp_path):
    good = {name: zipped({"tiny.ipynb": notebook(name)}) for name in ("ada", "bob")}
    collect(tmp_path, {f"{name}.zip": data for name, data in good.items()})
    again = collect(tmp_path, {"ada.zip": hurt(good["ada"]), "bob.zip": good["bob"]}, "--force")
    assert again.status == 1
    assert again.files == of("ada", "bob")


def test_a_time_that_can_not_be_read_stops_nobody(tmp_path):
    pattern = r".*/(?P<student_id>[a-z]+)_(?P<timestamp>[0-9-]+)_(?P<file_id>[^/]+)$"
    files = {
        f"{name}_{time}_tiny.ipynb": notebook(name)
        for name, time in (("ada", "2030-05-01-12-00-00"), ("bob", "99-99-99"))
    }
    option = f"--FileNameCollectorPlugin.named_regexp={pattern}"
    collected = collect(tmp_path, {"all.zip": zipped(files)}, option)
    assert collected.files["ada/tiny/tiny.ipynb"] == notebook("ada")
    assert "bob/tiny/tiny.ipynb" not in collected.files
    assert any("the time in these names cannot be read" in line for line in collected.lines)


def test_a_notebook_that_is_nobody_s_is_named(tmp_path):
    pattern = r".*/(?P<student_id>[a-z]+)_(?P<file_id>tiny.ipynb)$"
    files = {"ada_tiny.ipynb": notebook("ada"), "tiny (1).ipynb": b"{}"}
    option = f"--FileNameCollectorPlugin.named_regexp={pattern}"
    collected = collect(tmp_path, {"all.zip": zipped(files)}, option)
    assert collected.files == of("ada")
    assert any(
        "nobody knows whose" in line and "'tiny (1).ipynb'" in line for line in collected.lines
    )
    assert collected.status == 1


def test_modules_and_data_beside_a_notebook_are_collected_with_it(tmp_path):
    files = {"tiny/tiny.ipynb": notebook("ada"), "tiny/mine.py": b"k = 2", "tiny/data.csv": b"1,2"}
    collected = collect(tmp_path, {"ada.zip": zipped(files)})
    assert collected.status == 0
    assert collected.files["ada/tiny/mine.py"] == b"k = 2"
    assert collected.files["ada/tiny/data.csv"] == b"1,2"


PLATFORMS = {
    "Moodle": (
        r".*?/extracted/(?:.*?/)??(?P<student_id>[^/]+)_\d+_assignsubmission_\w+/(?:.*/)?(?P<file_id>[^/]+)",
        {
            "Ada Lovelace_17_assignsubmission_file_/tiny.ipynb": "Ada Lovelace",
            "Emmy Noether_18_assignsubmission_file_/hand in.zip": "Emmy Noether",
            "Zoe_19_assignsubmission_file_/tiny.ipynb.txt": "Zoe",
            "Bob_20_assignsubmission_onlinetext_/onlinetext.html": None,
        },
    ),
    "Canvas": (
        r".*?/extracted/(?:.*?/)??(?P<student_id>[^/_]+)_(?:LATE_)?\d+_\d+_(?:.*/)?(?P<file_id>[^/]+)",
        {
            "lovelaceada_101_5001_tiny.ipynb": "lovelaceada",
            "noetheremmy_LATE_102_5002_tiny-1.zip": "noetheremmy",
            "bob_104_5004_text.html": None,
        },
    ),
    "Blackboard": (
        r".*?/extracted/(?:.*?/)??[^/]*?_(?P<student_id>[^/_]+)_attempt_(?P<timestamp>\d{4}(?:-\d\d){5})_(?:.*/)?(?P<file_id>[^/]+)",
        {
            "Tiny_ada_attempt_2024-03-01-10-00-00_tiny.ipynb": "ada",
            "Tiny_emmy_attempt_2024-03-01-10-00-00_hw.zip": "emmy",
            "Tiny_bob_attempt_2024-03-01-10-00-00_essay.pdf": None,
        },
    ),
}


@pytest.mark.parametrize("platform", PLATFORMS)
def test_what_learning_platforms_give_out_is_collected_and_who_has_nothing_is_told(
    tmp_path, platform
):
    pattern, names = PLATFORMS[platform]
    data = {
        name: zipped({"lab/tiny.ipynb": notebook(name)})
        if name.endswith(".zip")
        else notebook(name)
        for name in names
    }
    option = f"--FileNameCollectorPlugin.named_regexp={pattern}"
    done = collect(tmp_path / "course", {"all.zip": zipped(data)}, option)
    assert {name.partition("/")[0] for name in done.files} == set(names.values()) - {None}
    (nothing,) = (name for name, student in names.items() if student is None)
    (said,) = filter(None, done.lines)
    why = "has nothing that can be collected, because no name of these ends in .ipynb"
    assert said.lower() == f"'all.zip': bob {why}: '{nothing}'".lower()
    assert done.status == 1


@pytest.mark.parametrize("whole", [True, False], ids=["in a class's archive", "by itself"])
@pytest.mark.parametrize("platform", PLATFORMS)
def test_what_a_student_s_archive_holds_is_that_student_s_whatever_it_is_called(
    tmp_path, platform, whole
):
    pattern, names = PLATFORMS[platform]
    (ada, _), (emmy, _), *_ = names.items()
    later = ada.replace("2024", "2031")
    theirs = {"tiny.ipynb": notebook("emmy"), later: notebook("passed off")}
    data = {ada: notebook("ada"), emmy: zipped(theirs)}
    archives = {"all.zip": zipped(data)} if whole else data
    option = f"--FileNameCollectorPlugin.named_regexp={pattern}"
    done = collect(tmp_path / "course", archives, option)
    by_student: dict[str, set[bytes]] = {}
    for name, content in done.files.items():
        if name.endswith(".ipynb"):
            by_student.setdefault(name.partition("/")[0], set()).add(content)
    assert by_student[names[ada]] == {notebook("ada")}
    assert notebook("emmy") in by_student[names[emmy]]
    assert set(by_student) == {names[ada], names[emmy]}


def test_the_patterns_are_those_of_the_documentation():
    page = (ROOT / "docs" / "grading.md").read_text()
    assert all(f"`{pattern}`" in page for pattern, _ in PLATFORMS.values())

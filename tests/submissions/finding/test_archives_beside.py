"""What a notebook names, and is only in an archive beside it, is there when it runs."""

from __future__ import annotations

import json

import pytest

from autograder.settings import DEFAULTS, Settings
from autograder.submissions.intake import take
from tests.submissions.archives.test_packed import taped, zipped

MODULE = b"factor = 2"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "submitted" / "ada" / "tiny"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def taken(folder, definition, solved):
    def take_with(line: str, archives: dict[str, bytes], settings=DEFAULTS):
        notebook = solved(double_answer=f"{line}\ndef double(x):\n    return 2 * x")
        (folder / "tiny.ipynb").write_text(json.dumps(notebook))
        for name, data in archives.items():
            (folder / name).write_bytes(data)
        return take(folder, definition, settings)

    return take_with


@pytest.mark.parametrize(
    ("line", "inside", "there"),
    [
        ("from mine import factor", "mine.py", "mine.py"),
        ("import numpy as np, mine", "mine.py", "mine.py"),
        ("# mine\nfrom mine import factor", "mine.py", "mine.py"),
        ("if True:\n\timport mine", "mine.py", "mine.py"),
        ("from code.mine import factor", "mine.py", "code/mine.py"),
        ("from mine import factor", "lab/mine.py", "mine.py"),
        ("from lab.mine import factor", "lab/mine.py", "lab/mine.py"),
        ("from tools.mine import factor", "lab/tools/mine.py", "tools/mine.py"),
        ("import tools", "tools/__init__.py", "tools/__init__.py"),
        ("open('my points.csv')", "data/my points.csv", "my points.csv"),
        ("open('data/Übung.csv')", "data/Übung.csv", "data/Übung.csv"),
    ],
)
@pytest.mark.parametrize(("name", "pack"), [("code.zip", zipped), ("code.tar.gz", taped)])
def test_what_a_notebook_names_is_taken_from_an_archive(taken, line, inside, there, name, pack):
    archive = pack({inside: MODULE, "._mine.py": b"", "venv/lib/mine.py": b"no"})
    intake = taken(line, {name: archive})
    assert intake.files[there] == MODULE
    assert intake.problems == (f"'{name}' was unpacked",)


@pytest.mark.parametrize(
    ("line", "files"),
    [
        ("import numpy", {"mine.py": MODULE}),
        ("# mine is in another file", {"mine.py": MODULE}),
        ("from helpers import plots", {"lab/helpers/plots.py": b"no"}),
        ("open('points.csv')", {"other points.csv.txt": b"no"}),
        ("from mine import factor", {"code.zip.txt": MODULE}),
    ],
)
def test_an_archive_of_which_nothing_is_named_stays_closed(taken, line, files):
    intake = taken(line, {"code.zip": zipped(files)})
    assert set(intake.files) == {"code.zip"}
    assert intake.problems == ()


def test_what_lies_beside_the_notebook_comes_before_what_is_in_an_archive(taken, folder):
    (folder / "mine.py").write_text("factor = 3")
    (folder / "lab").write_text("a file")
    packed = zipped({"mine.py": MODULE, "lab/other.py": MODULE, "other.py/deep.txt": b"no"})
    assert taken("import mine", {"code.zip": packed}).problems == ()
    intake = taken("import mine, other", {"code.zip": packed})
    assert intake.files["mine.py"] == b"factor = 3"
    assert intake.files["lab"] == b"a file"
    assert "lab/other.py" not in intake.files


@pytest.mark.parametrize("backwards", [False, True])
def test_no_file_is_a_folder_too(taken, backwards):
    one = zipped({"mine.py": MODULE, "data/points.csv": b"1"})
    other = zipped({"mine.py": MODULE, "data": b"a file"})
    names = ("b.zip", "a.zip") if backwards else ("a.zip", "b.zip")
    there = taken("import mine", dict(zip(names, (one, other), strict=True))).files
    assert ("data" in there) == backwards
    assert ("data/points.csv" in there) != backwards


def test_what_comes_out_of_an_archive_is_held_to_the_rules_for_files(taken):
    packed = zipped({"mine.py": MODULE, "random.py": b"no", "large.csv": b"x" * 2_000_000})
    intake = taken("import mine", {"code.zip": packed}, Settings(beside=1_000_000))
    assert {"mine.py", "code/mine.py"} <= set(intake.files)
    assert "large.csv" not in intake.files
    assert "random.py" not in intake.files
    assert "a module with this name exists already" in intake.left_out["random"]
    assert any("at most 100 files and 1 MB" in problem for problem in intake.problems)


def test_an_archive_that_cannot_be_read_is_told(taken):
    intake = taken("import mine", {"code.zip": b"PK\x03\x04 and nothing"})
    assert intake.problems == ("'code.zip' cannot be unpacked (File is not a zip file)",)

"""Where course folder, gradebook or disk are not what they should be, a sentence says so."""

from __future__ import annotations

import errno
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from functools import partial

import pytest

from autograder import grading
from autograder.cli import main
from autograder.grading.ledger import Ledger
from autograder.running.copied import copied
from tests.tiny.course import ROOT, grade, submit


@pytest.fixture
def course(course, solved):
    submit(course, "ada", solved())
    return course


def refused(course, capsys, *more: str) -> str:
    """What a command says that cannot be carried out; nobody is graded by it."""
    assert main(["grade", "tiny", "--course", str(course.root), *more]) == 2
    assert not course.autograded.exists()
    said = capsys.readouterr().err
    assert said.startswith("autograder: ")
    assert len(said.splitlines()) == 1
    return said


def test_a_gradebook_that_is_a_folder_is_named(course, capsys):
    book = course.root / "gradebook.db"
    book.unlink()
    book.mkdir()
    assert "gradebook.db cannot be used: unable to open" in refused(course, capsys)


def test_a_gradebook_that_is_none_is_named(course, capsys):
    (course.root / "gradebook.db").write_text("no database at all, whatever its name says " * 9)
    assert "gradebook.db cannot be used: file is not a database" in refused(course, capsys)


def test_a_gradebook_that_somebody_else_holds_is_named(course, capsys):
    with sqlite3.connect(course.root / "gradebook.db") as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "gradebook.db cannot be used: database is locked" in refused(course, capsys)


@pytest.mark.parametrize("name", ["grading", "grading/tiny.lock/x", "grading/.tiny.jsonl.new/x"])
def test_what_stands_where_grading_keeps_its_records_is_named(course, capsys, name):
    path = course.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("")
    assert "/grading" in (said := refused(course, capsys))
    assert "cannot be written: " in said


@pytest.mark.parametrize("option", ["--json", "--csv"])
@pytest.mark.parametrize("name", ["nowhere/results", "notebooks"])
def test_a_file_that_can_not_be_written_is_named_before_anybody_is_graded(
    course, capsys, option, name
):
    file = course.root / name
    said = refused(course, capsys, option, str(file))
    assert f"the results cannot be written to {file}: " in said


@pytest.mark.parametrize(
    "line",
    [
        b"\xff\xfe\n",
        b'{"begun": {}}\n',
        b'{"begun": 3}\n',
        b'{"result": {}, "seed": 1, "handed_in": ""}\n',
        b'{"result": {"student": "ada", "checkpoints": [3]}, "seed": 1, "handed_in": ""}\n',
        b"[]\n",
        b"{}\n",
    ],
)
def test_a_damaged_record_is_as_good_as_none(course, line):
    def graded():
        return grade(course, "tiny", seed=1, report=lambda text: None).to_json()

    first = graded()
    ledger = course.records / "tiny.jsonl"
    ledger.write_bytes(line + ledger.read_bytes() + line)
    assert graded() == first


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("c.Settings.cell_seconds = = 20", "SyntaxError"),
        ("raise ValueError('no')", "ValueError: no"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("import no_such_module", "No module named 'no_such_module'"),
        ("c.Settings = 5", "'Settings', 5"),
        ("c.CourseDirectory.db_url = 5", "db_url"),
    ],
)
def test_a_configuration_that_is_none_is_named(course, capsys, line, says):
    with (course.root / "nbgrader_config.py").open("a") as file:
        file.write(f"\n{line}\n")
    said = refused(course, capsys)
    assert "nbgrader_config.py" in said
    assert says in said


def test_what_is_known_of_a_class_stays_known_where_nobody_can_grade_it_again(course, capsys):
    first = grade(course, "tiny", seed=1, report=lambda text: None).to_json()
    ledger = course.records / "tiny.jsonl"
    before = ledger.read_bytes()
    words = ["grade", "tiny", "--course", str(course.root), "--again"]
    assert main([*words, "--scheduler", "tcp://nowhere.invalid:1"]) == 2
    assert capsys.readouterr().err.startswith("autograder: ")
    assert ledger.read_bytes() == before
    assert grade(course, "tiny", seed=1, report=lambda text: None).to_json() == first


def test_where_the_end_of_a_run_can_not_be_noted_down_everything_else_is_said(
    course, capsys, monkeypatch
):
    def full(_: Ledger) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "tiny.jsonl")

    monkeypatch.setattr(Ledger, "finish", full)
    results = course.root / "results.json"
    words = ["grade", "tiny", "--course", str(course.root), "--json", str(results)]
    assert main(words) == 1
    said = capsys.readouterr().out
    assert "5/14" in said
    assert "could not be noted down: tiny.jsonl" in said.splitlines()[-1]
    assert "No space left on device" in said.splitlines()[-1]
    assert results.is_file()


@pytest.mark.parametrize("option", ["--json", "--csv"])
def test_results_that_found_no_room_are_named_and_the_class_is_graded(course, capsys, option):
    words = ["grade", "tiny", "--course", str(course.root), option, "/dev/full"]
    assert main(words) == 1
    said = capsys.readouterr()
    assert "5/14" in said.out
    assert said.err == (
        "autograder: the results could not be written to /dev/full: No space left on device\n"
    )


def test_a_name_that_is_too_long_for_a_file_is_named(course, capsys):
    assert main(["overview", "x" * 300, "--course", str(course.root)]) == 2
    assert "File name too long" in capsys.readouterr().err


def test_a_full_disk_is_named(course, capsys, monkeypatch):
    def full(*_: object, **__: object) -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("autograder.running.copied.tempfile.mkdtemp", full)
    said = refused(course, capsys)
    assert "(No space left on device): make room there, or set TMPDIR" in said


def test_a_long_path_for_temporary_files_does_no_harm(course, sandboxed, monkeypatch, tmp_path):
    folder = tmp_path / ("long" * 30)
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    result = grading.grade(course, "tiny", report=lambda text: None)
    assert [s.score for s in result.submissions] == [5.0]
    assert list(folder.iterdir()) == []


@pytest.fixture
def begun(course, solved, sandboxed, tmp_path):
    """A command that is grading and would not end by itself; the folder of its temporary files."""
    config = course.root / "nbgrader_config.py"
    config.write_text(
        config.read_text() + "c.Settings.cell_seconds = c.Settings.notebook_seconds = 3600\n"
    )
    submit(course, "waits", solved(double_answer="import time\ntime.sleep(3600)"))
    folder = tmp_path / "temporary"
    folder.mkdir()
    words = ["grade", "tiny", "--course", str(course.root), "--workers", "1"]
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "autograder", *words],
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Whoever runs the tests in the background has it ignored, and children inherit that.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.default_int_handler),
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("1 of 2  ada")
        yield process, folder
        process.kill()


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT])
def test_a_command_that_is_to_end_puts_away_what_it_made(begun, signum):
    process, folder = begun
    process.send_signal(signum)
    said = process.communicate()[1]
    assert process.returncode == 128 + signum
    assert said == "autograder: interrupted; the same command goes on from there\n"
    assert list(folder.iterdir()) == []


def test_what_a_killed_command_left_behind_is_put_away_by_the_next(begun, course, monkeypatch):
    process, folder = begun
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    with copied(course, "tiny"):
        assert len(list(folder.iterdir())) == 2  # one that is still held, and this one
    process.kill()
    process.communicate()
    assert len(list(folder.iterdir())) == 1
    with copied(course, "tiny") as copy:
        assert list(folder.iterdir()) == [copy.root]

"""report() in a notebook: another process writes it from the saved file, and its sentences show."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from autograder.checks import report
from autograder.checks.channel import JUDGE
from autograder.checks.home import released
from autograder.checks.home import report as module
from autograder.reports.lab.student import FILE
from tests.reports.notebooks import notebook, prose

LAB = notebook(prose("# Tiny\n\nA purpose.\n\nAn hour."), prose("Mine."))


@pytest.fixture
def finished(home, monkeypatch):
    """A folder with a finished notebook, and who wrote it."""
    monkeypatch.setattr(released, "labs", lambda: ["tiny"])
    (home / "tiny.ipynb").write_text(json.dumps(LAB))
    (home / FILE).write_text('name = "Ada"\n')
    return home


def test_it_writes_both_forms_beside_the_notebook_and_links_to_them(finished):
    written = report()
    assert (finished / "tiny.pdf").read_bytes().startswith(b"%PDF")
    assert "Ada" in (finished / "tiny.html").read_text(encoding="utf-8")
    assert repr(written).splitlines()[:2] == [
        f"{name} is written." for name in ("tiny.html", "tiny.pdf")
    ]
    for name in ("tiny.html", "tiny.pdf"):
        assert f'<a href="{name}" target="_blank"' in written._repr_html_()


def test_language_and_notes_are_handed_on(finished):
    (finished / "notes.md").write_text("# Seen\n\nA remark.")
    report("notes.md", lang="zh")
    page = (finished / "tiny.html").read_text(encoding="utf-8")
    assert "实验目的" in page
    assert "A remark." in page


@pytest.mark.parametrize("asked", [{"lang": "de"}, {"lang": None}, {"notes": [3]}])
def test_what_makes_no_sense_is_not_begun(finished, asked):
    shown = report(*asked.get("notes", ()), lang=asked.get("lang", ""))
    assert repr(shown).startswith("Notes are named by their files")
    assert not (finished / "tiny.pdf").exists()


def test_no_module_of_the_students_is_in_its_way(finished):
    for name in ("json", "typst", "numpy", "markdown_it", "html"):
        (finished / f"{name}.py").write_text("raise SystemExit('a file of the student')")
    assert (finished / "tiny.pdf").name in repr(report())
    assert (finished / "tiny.pdf").is_file()


def test_a_notebook_that_is_not_saved_is_reported_as_it_was_and_that_is_said(finished, shell):
    shell.history_manager.input_hist_raw = ["", "report()  # a cell that is in no file"]
    assert "as you last saved it" in repr(report())
    assert (finished / "tiny.pdf").is_file()


def test_at_grading_nothing_is_written(finished, monkeypatch):
    monkeypatch.setenv(JUDGE, "somewhere")
    assert repr(report()) == "The report is written at home, not at grading."
    assert not (finished / "tiny.pdf").exists()


def test_without_a_notebook_it_says_so(home, monkeypatch):
    monkeypatch.setattr(released, "labs", lambda: ["tiny"])
    assert "tiny" in repr(report())
    assert not list(home.glob("*.pdf"))


@pytest.mark.parametrize(
    "error", [subprocess.TimeoutExpired("x", 1), PermissionError(13, "denied")]
)
def test_a_process_that_fails_costs_a_sentence(finished, monkeypatch, error):
    def fails(*_: object, **__: object):
        raise error

    monkeypatch.setattr(subprocess, "run", fails)
    assert repr(report()).startswith("The report could not be written: ")


def test_a_fault_of_the_program_is_a_sentence_too(finished, monkeypatch, tmp_path):
    program = tmp_path / "broken.py"
    program.write_text("raise ValueError('what went wrong')")
    monkeypatch.setattr(module, "_PROGRAM", program)
    assert repr(report()) == "The report could not be written: ValueError: what went wrong"


def test_it_is_the_python_of_the_kernel_that_writes_it(finished, monkeypatch):
    seen = []

    def run(command: list[str], **_: object):
        seen.append(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", run)
    report()
    assert seen[0][:2] == [sys.executable, "-P"]

"""The Makefile: one verb each, and no logic."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.course import Course

ROOT = Path(__file__).resolve().parents[2]
VERBS = {"setup", "lab", "release", "grade", "test", "quick", "bench", "clean", "cases", "format"}


def make(folder: Path, *arguments: str) -> str:
    return subprocess.check_output(
        ["make", "--no-print-directory", *arguments], cwd=folder, text=True
    )


def test_bare_make_lists_every_verb_with_one_line():
    lines = make(ROOT).splitlines()
    assert {line.split()[1] for line in lines} == VERBS
    assert all(re.fullmatch(r"make \w+ +[a-z].{15,}", line) for line in lines)


def test_every_verb_sets_up_what_it_needs():
    for verb in VERBS - {"clean"}:
        first = make(ROOT, "--dry-run", verb).splitlines()[0]
        assert first.startswith("python3 tools/environment.py"), verb


def test_cleaning_keeps_the_work_of_students_and_instructors(tmp_path: Path):
    shutil.copy(ROOT / "Makefile", tmp_path)
    made = ["build", "release", ".venv", ".pytest_cache"]
    kept = ["submitted", "autograded", "feedback", "gradebook.db", "grading", "seeds", "overview"]
    for name in made + kept:
        (tmp_path / name).mkdir()
    make(tmp_path, "clean")
    assert {path.name for path in tmp_path.iterdir()} == {"Makefile", *kept}


@pytest.fixture
def labs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.syspath_prepend(ROOT / "tools")
    sys.modules.pop("labs", None)
    import labs

    for lab in ("one", "two"):
        (tmp_path / "notebooks" / lab).mkdir(parents=True)
        (tmp_path / "notebooks" / lab / f"{lab}.ipynb").write_text('{"cells": []}')
    monkeypatch.setattr(labs.Course, "find", lambda: Course(tmp_path))
    labs.ran = []
    monkeypatch.setattr(labs, "autograder", lambda *arguments: labs.ran.append(arguments) or 0)
    return labs


def test_grading_with_nothing_handed_in_grades_the_example_class(labs):
    assert labs.main(["grade"]) == 0
    assert labs.ran == [
        ("example",),
        *(("grade", "one"), ("overview", "one")),
        *(("grade", "two"), ("overview", "two")),
    ]


def test_grading_a_class_writes_no_example_into_it(labs, tmp_path: Path):
    (tmp_path / "submitted" / "ada").mkdir(parents=True)
    labs.main(["grade", "two"])
    assert labs.ran == [("grade", "two"), ("overview", "two")]


@pytest.mark.parametrize(("status", "told"), [(1, True), (2, False), (130, False)])
def test_a_class_is_told_about_where_something_of_it_was_graded(labs, monkeypatch, status, told):
    monkeypatch.setattr(labs, "autograder", lambda *what: labs.ran.append(what) or status)
    assert labs.main(["release", "one"]) == status
    assert max(labs._over("grade", "one")) == status
    assert (("overview", "one") in labs.ran) is told


def test_an_example_class_that_fails_is_not_graded(labs, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(labs, "autograder", lambda *arguments: labs.ran.append(arguments) or 2)
    assert labs.main(["grade"]) == 1
    assert labs.ran == [("example",)]


def test_of_an_example_class_there_is_a_lab_report_too(labs, monkeypatch, tmp_path: Path, capsys):
    monkeypatch.setattr(labs, "is_example", lambda course, lab: lab == "two")
    assert labs.main(["grade"]) == 0
    (report,) = [what for what in labs.ran if what[0] == "report"]
    assert [Path(path) for path in report[1:]] == [tmp_path / "build" / "reports" / "two.ipynb"]
    assert f"{tmp_path}/feedback/<student>/one/one.html" in capsys.readouterr().out


def test_one_lab_that_fails_fails_the_command_but_not_the_others(
    labs, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(
        labs, "autograder", lambda *what: labs.ran.append(what) or 2 * ("one" in what)
    )
    assert labs.main(["release"]) == 2
    assert labs.ran == [("release", "one"), ("release", "two")]

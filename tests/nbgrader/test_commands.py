"""nbgrader's own commands in the course folder: they work, and give the same scores."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from types import SimpleNamespace
from zipfile import ZipFile

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.submissions.intake import take
from tests import forked
from tests.tiny.course import ROOT, copy_of

pytestmark = pytest.mark.slow


def nbgrader(course, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """One of nbgrader's commands, with more in its environment."""
    return forked.run("nbgrader", *words, cwd=course.root, environment=environment(**more))


def environment(**more: str) -> dict[str, str]:
    # Nobody activated the environment: its commands are not on PATH.
    return {**os.environ, "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", **more}


def errors(log: str) -> str:
    """What went wrong, out of a log that says above all what went well."""
    return "\n".join(line for line in log.splitlines() if "| INFO]" not in line)[-4000:]


def scores(course) -> dict[str, float]:
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        submissions = gradebook.assignment_submissions("tiny")
        return {submission.student.id: submission.score for submission in submissions}


@pytest.fixture(scope="module")
def stock(released_course, graded, tmp_path_factory):
    """The class that `graded` graded, graded by nbgrader's own command."""
    course = copy_of(released_course, tmp_path_factory.mktemp("stock") / "course")
    shutil.copytree(graded.course.submitted, course.submitted, symlinks=True)
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "autograde", "tiny", "--create"],
        cwd=course.root,
        env=environment(),
        capture_output=True,
        text=True,
    )
    return SimpleNamespace(course=course, done=done)


def test_nbgrader_grades_the_class_and_gives_the_same_scores(stock, graded):
    assert stock.done.returncode == 0, errors(stock.done.stderr)
    assert scores(stock.course) == scores(graded.course)


def test_nbgraders_kernels_are_forked(stock):
    assert "started afresh" not in stock.done.stderr


def test_nbgrader_keeps_nothing_that_came_with_a_notebook(stock):
    assert len(list((stock.course.autograded / "shadow" / "tiny").iterdir())) == 1


def test_nbgrader_does_not_follow_a_link(stock):
    path = stock.course.autograded / "linked" / "tiny" / "tiny.ipynb"
    assert "symbolic link" in nbformat.read(path, as_version=4).metadata.autograder.rejected


def test_nbgrader_exports_what_our_command_graded(graded, tmp_path):
    course = copy_of(graded.course, tmp_path / "course")
    done = nbgrader(course, "export", "--to", "grades.csv")
    assert done.returncode == 0, done.stderr
    with (course.root / "grades.csv").open() as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert float(rows["square"]["score"]) == graded.square.score
    assert float(rows["broken"]["score"]) == 0.0
    assert {row["max_score"] for row in rows.values()} == {"14.0"}


def test_nbgrader_writes_feedback_on_what_our_command_graded(graded, tmp_path):
    course = copy_of(graded.course, tmp_path / "course")
    shutil.rmtree(course.feedback)
    done = nbgrader(course, "generate_feedback", "tiny", "--student", "square")
    assert done.returncode == 0, done.stderr
    assert "This is the square" in (course.feedback / "square" / "tiny" / "tiny.html").read_text()


def test_nbgrader_collects_from_a_zip_file_what_our_command_can_grade(course, solved, definition):
    archive = course.root / "downloaded" / "tiny" / "archive" / "all.zip"
    archive.parent.mkdir(parents=True)
    with ZipFile(archive, "w") as file:
        file.writestr("Tiny_ada_attempt_2030-05-01-12-00-00_tiny.ipynb", json.dumps(solved()))
    pattern = r".*Tiny_(?P<student_id>\w+)_attempt_(?P<timestamp>[0-9\-]+)_(?P<file_id>.*)"
    option = f"--FileNameCollectorPlugin.named_regexp={pattern}"
    done = nbgrader(course, "zip_collect", "tiny", option)
    assert done.returncode == 0, done.stderr
    intake = take(course.submitted / "ada" / "tiny", definition)
    assert intake.timestamp.startswith("2030-05-01 12:00:00")
    assert json.loads(intake.data)["cells"]

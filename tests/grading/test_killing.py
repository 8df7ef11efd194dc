"""Grading that is killed at random moments, many times, ends as if nothing had happened."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.grading import grade
from tests.tiny.course import ROOT, copy_of, submit
from tests.tiny.hostile import SQUARE

pytestmark = pytest.mark.slow

STUDENTS = 6


@pytest.fixture(scope="module")
def course(released_course, solved, tmp_path_factory):
    """A class that was graded, marked by hand in part, and has handed in anew."""
    course = copy_of(released_course, tmp_path_factory.mktemp("killing") / "course")
    for number in range(STUDENTS):
        submit(course, f"s{number}", solved(why=f"Because of {number}."))
    grade(course, "tiny", workers=1, seed=1, report=lambda line: None)
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        for number in range(0, STUDENTS, 2):
            mark = gradebook.find_grade("why", "tiny", "tiny", f"s{number}")
            mark.manual_score, mark.needs_manual_grade = number / 4, False
            gradebook.find_comment("why", "tiny", "tiny", f"s{number}").manual_comment = "Yes."
        gradebook.db.commit()
    for number in range(STUDENTS):
        why = {"why": "Now I know."} if number % 4 == 0 else {"why": f"Because of {number}."}
        submit(course, f"s{number}", solved(double_answer=SQUARE, **why))
    submit(course, "broken", b"[]")
    submit(course, "late", solved())
    return course


def content(course) -> list[tuple[object, ...]]:
    """Everything in the gradebook that grading has a part in."""
    rows: list[tuple[object, ...]] = []
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        for submission in gradebook.assignment_submissions("tiny"):
            (notebook,) = submission.notebooks
            student = submission.student.id
            rows.append((student, submission.timestamp, notebook.late_submission_penalty))
            rows += [
                (student, mark.name, mark.auto_score, mark.manual_score, mark.needs_manual_grade)
                for mark in notebook.grades
            ]
            rows += [
                (student, note.name, note.auto_comment, note.manual_comment)
                for note in notebook.comments
            ]
    return sorted(rows, key=repr)


def notebooks(course) -> dict[str, nbformat.NotebookNode]:
    found = {}
    for path in course.autograded.glob("*/tiny/tiny.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        notebook.metadata.autograder.seconds = notebook.metadata.autograder.memory = 0
        found[path.parts[-3]] = notebook
    return found


def command(course, workers: int) -> subprocess.Popen[str]:
    words = ["grade", "tiny", "--seed", "7", "--workers", str(workers)]
    return subprocess.Popen(
        [sys.executable, "-u", "-m", "autograder", *words, "--course", str(course.root)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def killed(process: subprocess.Popen[str], moments: random.Random) -> bool:
    """Kill a process a moment after its first line of progress; whether it came to that."""
    assert process.stdout is not None
    with process:
        while " a second, " not in (line := process.stdout.readline()):
            if not line:
                return False
        time.sleep(moments.uniform(0, 0.05))  # a submission takes no longer
        process.send_signal(signal.SIGKILL)
    return process.returncode == -signal.SIGKILL


def running(course: Path) -> list[int]:
    """Processes that know of a course folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if str(course).encode() in words:
            found.append(int(path.parent.name))
    return found


def test_a_class_that_is_killed_again_and_again_is_graded_as_one_that_is_not(course, tmp_path):
    undisturbed = copy_of(course, tmp_path / "undisturbed" / "course")
    grade(undisturbed, "tiny", workers=1, seed=7, report=lambda line: None)

    disturbed = copy_of(course, tmp_path / "disturbed" / "course")
    moments, kills = random.Random(), 0
    while killed(command(disturbed, workers=1 + kills % 2), moments):
        kills += 1
    assert kills >= 3
    last = command(disturbed, workers=1)
    said, _ = last.communicate()
    assert last.returncode == 0, said

    assert content(disturbed) == content(undisturbed)
    assert notebooks(disturbed) == notebooks(undisturbed)
    assert len(notebooks(disturbed)) == STUDENTS + 2
    assert not running(disturbed.root)

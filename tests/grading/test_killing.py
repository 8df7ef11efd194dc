"""Grading that is killed at random moments, many times, ends as if nothing had happened."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import IO

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.cli import main
from autograder.grading import grade
from tests.forked import FORKS, show
from tests.tiny.course import copy_of, submit
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


def command(course: str, workers: int, shown: Connection) -> None:
    """Grade the class as the command does, with its process's own output shown elsewhere."""
    os.setsid()
    show({1: shown.fileno(), 2: shown.fileno()})
    words = ["grade", "tiny", "--seed", "7", "--workers", str(workers)]
    sys.exit(main([*words, "--course", course]))


@contextmanager
def grading(course, workers: int) -> Iterator[tuple[BaseProcess, IO[str]]]:
    """The command at work, and what it prints; forked from where its modules are already."""
    reader, writer = FORKS.Pipe(duplex=False)
    process = FORKS.Process(target=command, args=(str(course.root), workers, writer))
    process.start()
    writer.close()
    with open(reader.fileno(), closefd=False) as printed:
        yield process, printed
    process.join()
    reader.close()


def killed(course, workers: int, moments: random.Random, sessions: list[int]) -> bool:
    """Kill the command a moment after its first line of progress; whether it came to that."""
    with grading(course, workers) as (process, printed):
        sessions.append(process.pid)
        while " a second, " not in (line := printed.readline()):
            if not line:
                return False
        time.sleep(moments.uniform(0, 0.05))  # a submission takes no longer
        process.kill()
    return process.exitcode == -signal.SIGKILL


def running(course: Path, sessions: list[int]) -> list[int]:
    """Processes of some sessions, and those that know of a course folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            words, session = (path / "cmdline").read_bytes(), os.getsid(int(path.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
        if str(course).encode() in words or session in sessions:
            found.append(int(path.name))
    return found


def test_a_class_that_is_killed_again_and_again_is_graded_as_one_that_is_not(course, tmp_path):
    undisturbed = copy_of(course, tmp_path / "undisturbed" / "course")
    grade(undisturbed, "tiny", workers=1, seed=7, report=lambda line: None)

    disturbed = copy_of(course, tmp_path / "disturbed" / "course")
    moments, sessions = random.Random(), list[int]()
    while killed(disturbed, 1 + len(sessions) % 2, moments, sessions):
        pass
    assert len(sessions) > 3  # the last of them came to its end
    with grading(disturbed, workers=1) as (last, printed):
        said = printed.read()
    assert last.exitcode == 0, said

    assert content(disturbed) == content(undisturbed)
    assert notebooks(disturbed) == notebooks(undisturbed)
    assert len(notebooks(disturbed)) == STUDENTS + 2
    until = time.monotonic() + 60  # they end by themselves, on a busy machine not at once
    while left := running(disturbed.root, sessions):
        assert time.monotonic() < until, left
        time.sleep(0.1)

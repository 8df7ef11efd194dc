"""Whatever goes wrong with one submission costs that one its result, and nobody else anything."""

from __future__ import annotations

import copy
import os
import pkgutil
import re
import tempfile

import nbformat
import pytest

from autograder.cli import main
from autograder.grading import grader, writer
from autograder.grading.workers import DIED
from tests.tiny.course import cell_of, grade, submit

CLASS = ("a", "b", "c")

# Every step of the way, and the function in which it is taken.
STAGES = {
    "taken in": "grading.agenda.take_in",
    "read": "grading.grader.clean",
    "run": "results.record.run",
    "run, when it is judged": "running.runner.concluded",
    "explained": "grading.grader.explain",
    "scored": "grading.grader.marks",
    "packed": "grading.grader.nbformat.writes",
    "turned into a page": "results.feedback.pages.Pages.write",
    "written": "results.gradebook.Book.merge",
    "written, to disk": "grading.writer.replace",
    "written, to the ledger": "grading.ledger.Ledger.add",
}
UNLUCKY = {f"s{number:02}": stage for number, stage in enumerate(STAGES)}
LUCKY = ("t1", "t2", "t3", "t4")


class OddError(Exception):
    """Fails even to say what it is."""

    def __str__(self):
        raise ValueError("no text")


class Unusual(BaseException):
    """No ordinary exception."""


ERRORS = KeyError("he_solution"), SystemExit(3), MemoryError(), OddError(), Unusual("odd")


@pytest.fixture
def unlucky(course, solved):
    """A student for each stage, and some besides; a notebook can be told by its text."""
    for student in (*UNLUCKY, *LUCKY):
        submit(course, student, solved(why=f"It is {student}."))
    return course


def failing(monkeypatch, student, place, error):
    """Let a function fail whenever anything that it is given is a student's."""
    above, _, name = f"autograder.{place}".rpartition(".")
    owner = pkgutil.resolve_name(above)
    original = getattr(owner, name)
    theirs = re.compile(rf"It is {student}\.|/{student}/|, '{student}',|student='{student}'")

    def fail(*arguments, **named):
        if theirs.search(repr((arguments, named))):
            raise type(error)(*error.args)
        return original(*arguments, **named)

    monkeypatch.setattr(owner, name, fail)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_a_stage_that_fails_for_one_student_costs_nobody_else_anything(unlucky, monkeypatch, error):
    with monkeypatch.context() as patch:
        for student, stage in UNLUCKY.items():
            failing(patch, student, STAGES[stage], error)
        lines: list[str] = []
        result = grade(unlucky, "tiny", workers=2, seed=3, report=lines.append)
    assert [s.student for s in result.submissions] == [*UNLUCKY, *LUCKY]
    assert result.failed == len(UNLUCKY)
    log = (unlucky.records / "tiny.log").read_text()
    for submission in result.submissions:
        if submission.student in LUCKY:
            assert submission.score == 5.0
            continue
        said = f"could not be {UNLUCKY[submission.student].partition(',')[0]}"
        assert submission.status == "problems"
        assert submission.problems[0].startswith(f"{said}: {type(error).__name__}")
        assert f"{submission.student}: {said}" in log
    assert str(unlucky.records / "tiny.log") in lines[-1]
    assert log.count("Traceback (most recent call last)") == len(UNLUCKY)

    again = grade(unlucky, "tiny", workers=2, report=lambda line: None)
    assert {s.score for s in again.submissions} == {5.0}
    assert again.failed == 0


@pytest.mark.parametrize("deaths", [1, 2])
def test_who_ends_the_process_that_grades_is_tried_again_and_then_given_up(
    course, solved, monkeypatch, tmp_path, deaths
):
    for student in CLASS:
        submit(course, student, solved(why=f"It is {student}."))
    original = grader.clean

    def end(intake, *more):
        if b"It is c." in intake.data and len(list(tmp_path.glob("try-*"))) < deaths:
            tempfile.mkdtemp(prefix="try-", dir=tmp_path)
            os._exit(1)
        return original(intake, *more)

    monkeypatch.setattr(grader, "clean", end)
    result = grade(course, "tiny", workers=2, seed=3, report=lambda line: None)
    scores = {s.student: s.score for s in result.submissions}
    assert scores == {**dict.fromkeys(CLASS, 5.0), "c": 5.0 if deaths == 1 else 0.0}
    problems = [problem for s in result.submissions for problem in s.problems]
    assert problems == [DIED] * (deaths - 1)
    assert result.failed == deaths - 1


def test_the_command_says_by_its_status_that_somebody_was_not_graded(
    course, solved, monkeypatch, capsys
):
    for student in CLASS:
        submit(course, student, solved(why=f"It is {student}."))
    command = ["grade", "tiny", "--course", str(course.root), "--workers", "1"]
    with monkeypatch.context() as patch:
        failing(patch, "c", "grading.writer.replace", OSError("disk full"))
        assert main(command) == 1
    assert "could not be written: OSError: disk full" in capsys.readouterr().out
    assert main(command) == 0


def without(notebook, *grade_ids):
    notebook.cells = [
        cell
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade_id") not in grade_ids
    ]
    return notebook


def moved(notebook):
    answer = cell_of(notebook, "double_answer")
    place = notebook.cells.index(answer)
    notebook.cells[place] = nbformat.v4.new_code_cell(answer.source)
    return notebook


def emptied(notebook):
    notebook.cells = []
    return notebook


def turned(notebook):
    cell = cell_of(notebook, "double_answer")
    cell.cell_type = "markdown"
    del cell["outputs"], cell["execution_count"]
    return notebook


def written_twice(notebook):
    notebook.cells.append(copy.deepcopy(cell_of(notebook, "double_answer")))
    return without(notebook, "triple_answer")


DELETED = {
    "one answer": (lambda n: without(n, "double_answer"), 3.0),
    "every answer": (lambda n: without(n, "double_answer", "triple_answer", "why"), 0.0),
    "an answer and its test": (lambda n: without(n, "double_answer", "double"), 3.0),
    "the written answer": (lambda n: without(n, "why"), 5.0),
    "the task": (lambda n: without(n, "essay"), 5.0),
    "an answer that stands elsewhere": (moved, 5.0),
    "one answer, and another is there twice": (written_twice, 2.0),
    "an answer by turning it into text": (turned, 5.0),
    "every cell": (emptied, 0.0),
}


def test_whatever_cells_were_deleted_everybody_is_graded(course, solved):
    for number, (change, _) in enumerate(DELETED.values()):
        submit(course, f"s{number}", change(solved()))
    submit(course, "z", solved())
    result = grade(course, "tiny", workers=1, report=lambda line: None)
    assert result.failed == 0
    earned = dict(zip(DELETED, (s.score for s in result.submissions), strict=False))
    assert earned == {name: points for name, (_, points) in DELETED.items()}
    assert result.submissions[-1].score == 5.0
    again = grade(course, "tiny", workers=1, report=lambda line: None)
    assert again.submissions == result.submissions


def test_what_can_not_be_looked_at_or_written_down_stops_nobody(course, solved, monkeypatch):
    """A name in another encoding, a link to nowhere, a log that cannot be written."""
    submit(course, "good", solved())
    submit(course, "torn", solved())
    failing(monkeypatch, "torn", STAGES["taken in"], OSError("torn"))
    (course.submitted / os.fsdecode(b"bad\xffname") / "tiny").mkdir(parents=True)
    (course.submitted / "linked").mkdir()
    (course.submitted / "linked" / "tiny").symlink_to(course.root / "nowhere")
    (course.records / "tiny.log").mkdir(parents=True)
    result = grade(course, "tiny", workers=1, report=lambda line: None)
    bad, good, linked, torn = result.submissions
    assert bad.problems[0].startswith("there is no notebook")
    assert torn.problems[0].startswith("could not be taken in: OSError")
    assert (good.score, linked.status, result.failed) == (5.0, "rejected", 1)
    assert "1 graded, 2 rejected, 1 not graded" in result.table()
    assert "not run" not in result.table()


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe", b'{"cells": [{"x": 1}]}', b"[]"])
def test_a_damaged_result_is_replaced(course, solved, damage):
    submit(course, "ada", solved())
    grade(course, "tiny", workers=1, report=lambda line: None)
    notebook = course.autograded / "ada" / "tiny" / "tiny.ipynb"
    whole = notebook.read_bytes()
    notebook.write_bytes(damage)
    again = grade(course, "tiny", workers=1, again=True, report=lambda line: None)
    assert (again.failed, again.submissions[0].score) == (0, 5.0)
    assert len(notebook.read_bytes()) > len(whole) / 2


@pytest.mark.parametrize("folder", [True, False])
def test_a_write_that_failed_leaves_nothing_beside_the_file(tmp_path, monkeypatch, folder):
    path = tmp_path / "page.html"
    if folder:
        path.mkdir()
    else:
        monkeypatch.setattr(type(path), "replace", lambda *_: 1 / 0)
    with pytest.raises((OSError, ZeroDivisionError)):
        writer.replace(path, b"new")
    assert [one.name for one in tmp_path.iterdir()] == (["page.html"] if folder else [])

"""Whatever goes wrong with one submission costs that one its result, and nobody else anything."""

from __future__ import annotations

import copy
import itertools
import os
import pkgutil
import re
import tempfile

import nbformat
import pytest

from autograder.cli import main
from autograder.grading import grade, grader
from autograder.grading.workers import DIED
from tests.tiny.course import cell_of, submit

CLASS = ("a", "b", "c", "d", "e")

# Where each stage is, and who of its arguments tells whose submission it is.
STAGES = {
    "taken in": "grading.agenda.take",
    "read": "grading.grader.clean",
    "run": "results.record.run",
    "judged": "running.runner.concluded",
    "scored": "grading.grader.marks",
    "turned into a page": "results.page.Page.write",
    "packed": "grading.grader.nbformat.writes",
    "written": "results.gradebook.Book.merge",
    "written, to disk": "grading.writer.replace",
    "written, to the ledger": "grading.ledger.Ledger.add",
}
SAID = {"judged": "run"}


class OddError(Exception):
    """Fails even to say what it is."""

    def __str__(self):
        raise ValueError("no text")


class Unusual(BaseException):
    """No ordinary exception."""


@pytest.fixture
def five(course, solved):
    """Five students with the same answers; c's notebook can be told by its text."""
    for student in CLASS:
        submit(course, student, solved(why=f"It is {student}."))
    return course


def failing(monkeypatch, place, error):
    """Let a function fail whenever anything that it is given, or works for, is c's."""
    owner, name = located(f"autograder.{place}")
    original = getattr(owner, name)

    def fail(*arguments, **named):
        if re.search(r"It is c\.|/c/|, 'c',|student='c'", repr((arguments, named))):
            raise error
        return original(*arguments, **named)

    monkeypatch.setattr(owner, name, fail)


def located(path):
    """What a function belongs to, a module or a class, and the function's name."""
    above, _, name = path.rpartition(".")
    return pkgutil.resolve_name(above), name


ERRORS = KeyError("he_solution"), SystemExit(3), MemoryError(), OddError(), Unusual("odd")
CASES = [
    *zip(STAGES, itertools.cycle(ERRORS), strict=False),
    *itertools.product(["run", "written"], ERRORS),
]


@pytest.mark.parametrize(
    ("stage", "error"), CASES, ids=lambda part: part if isinstance(part, str) else repr(type(part))
)
def test_a_stage_that_fails_for_one_student_costs_nobody_else_anything(
    five, monkeypatch, stage, error
):
    with monkeypatch.context() as patch:
        failing(patch, STAGES[stage], error)
        lines: list[str] = []
        result = grade(five, "tiny", workers=1, seed=3, report=lines.append)
    assert [s.student for s in result.submissions] == list(CLASS)
    others = [s.score for s in result.submissions if s.student != "c"]
    assert others == [5.0] * 4
    (failed,) = [s for s in result.submissions if s.student == "c"]
    said = SAID.get(stage, stage.partition(",")[0])
    assert failed.status == "problems"
    assert failed.problems[0].startswith(f"could not be {said}: {type(error).__name__}")
    assert result.failed == 1

    log = five.records / "tiny.log"
    assert str(log) in lines[-1]
    assert "c: could not be" in log.read_text()
    assert "in fail" in log.read_text()

    again = grade(five, "tiny", workers=1, report=lambda line: None)
    assert [s.score for s in again.submissions] == [5.0] * 5
    assert again.failed == 0


@pytest.mark.parametrize("deaths", [1, 2])
def test_who_ends_the_process_that_grades_is_tried_again_and_then_given_up(
    five, monkeypatch, tmp_path, deaths
):
    original = grader.clean

    def end(intake, *more):
        if b"It is c." in intake.data and len(list(tmp_path.glob("try-*"))) < deaths:
            tempfile.mkdtemp(prefix="try-", dir=tmp_path)
            os._exit(1)
        return original(intake, *more)

    monkeypatch.setattr(grader, "clean", end)
    result = grade(five, "tiny", workers=2, seed=3, report=lambda line: None)
    scores = {s.student: s.score for s in result.submissions}
    assert scores == {**dict.fromkeys(CLASS, 5.0), "c": 5.0 if deaths == 1 else 0.0}
    problems = [problem for s in result.submissions for problem in s.problems]
    assert problems == [DIED] * (deaths - 1)
    assert result.failed == deaths - 1


def test_the_command_says_by_its_status_that_somebody_was_not_graded(five, monkeypatch, capsys):
    command = ["grade", "tiny", "--course", str(five.root), "--workers", "1"]
    with monkeypatch.context() as patch:
        failing(patch, "grading.writer.replace", OSError("disk full"))
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

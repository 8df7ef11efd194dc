"""A class of attackers: each earns what it solved honestly, reaches nothing, and harms nobody."""

from __future__ import annotations

import re

import nbformat
import pytest

from tests.attacks.attack import REACHED
from tests.attacks.conftest import HONEST, LAB, WITNESS, catalogue

pytestmark = pytest.mark.slow

NAMES = [attack.name for attack in catalogue("/nowhere", 1)]
HONEST_POINTS = {f"{LAB}.zeros": 10.0, f"{LAB}.symmetry": 15.0}
SOLVED = sum(HONEST_POINTS.values())


def notebook(attacked, student):
    path = attacked.course.autograded / student / LAB / f"{LAB}.ipynb"
    return nbformat.read(path, as_version=4)


def texts(notebook) -> str:
    return str([cell.get("outputs") for cell in notebook.cells])


def said(attacked, student) -> str:
    """Everything that is said about a submission: problems, cards, and errors of its cells."""
    submission = attacked.submissions[student]
    errors = [
        f"{output.ename}: {output.evalue}"
        for cell in notebook(attacked, student).cells
        for output in cell.get("outputs", ())
        if output.output_type == "error"
    ]
    verdicts = [part.message for part in submission.checkpoints]
    return "\n".join([*submission.problems, *verdicts, *errors])


def test_there_are_many_attacks():
    assert len(set(NAMES)) == len(NAMES) >= 80


def test_the_honest_part_is_worth_something_and_not_everything(attacked):
    honest = attacked.submissions[HONEST]
    assert (honest.score, honest.status) == (SOLVED, "graded")
    assert honest.max_score > 3 * SOLVED


@pytest.mark.parametrize("name", NAMES)
def test_an_attack_earns_what_was_solved_honestly_and_nothing_else(attacked, name):
    submission, attack = attacked.submissions[name], attacked.attacks[name]
    earned = {} if attack.rejected else {**HONEST_POINTS, **attack.earns}
    points = {part.checkpoint: part.points for part in submission.checkpoints if part.points}
    assert points == earned, said(attacked, name)
    assert submission.score == sum(earned.values())
    assert (submission.status == "rejected") == attack.rejected


@pytest.mark.parametrize("name", NAMES)
def test_what_is_wrong_is_said(attacked, name):
    attack, sentences = attacked.attacks[name], said(attacked, name)
    assert re.search(attack.says, sentences, re.IGNORECASE)


@pytest.mark.parametrize("name", NAMES)
def test_an_attack_reaches_nothing(attacked, name):
    assert REACHED not in texts(notebook(attacked, name))


def test_who_is_graded_beside_them_is_unharmed_and_meets_none_of_their_traces(attacked):
    honest, witness = attacked.submissions[HONEST], attacked.submissions[WITNESS]
    assert (witness.score, witness.status) == (honest.score, "graded")
    assert [part.status for part in witness.checkpoints] == [
        part.status for part in honest.checkpoints
    ]
    shown = texts(notebook(attacked, WITNESS))
    assert "looked" in shown
    assert "FOUND" not in shown


def test_everybody_is_graded(attacked):
    assert sorted(attacked.submissions) == sorted([*NAMES, HONEST, WITNESS])


def test_nobody_came_to_a_port_of_this_machine(attacked):
    assert attacked.came == []


def test_nothing_is_left_behind(attacked):
    assert attacked.left == []
    assert attacked.processes == []


def test_the_course_is_as_it_was(attacked):
    course = attacked.course
    assert (course.root / "secret.txt").read_text() == "swordfish-27"
    source = course.root / "notebooks" / LAB / f"{LAB}.ipynb"
    assert nbformat.read(source, as_version=4).cells
    assert sorted(path.name for path in course.autograded.iterdir()) == sorted(attacked.submissions)


def test_nobodys_page_runs_what_a_student_planted(attacked):
    page = (attacked.course.feedback / "pages" / LAB / f"{LAB}.html").read_text()
    live = r"onerror|onload|srcdoc|javascript:|planted\.example"
    assert (
        re.findall(
            rf"<[^<>]*(?:{live})[^<>]*>|<script[^<>]*>\s*alert|<(?:iframe|object|form)", page
        )
        == []
    )


def test_no_page_holds_another_students_answer_or_the_graders_secret(attacked):
    for name in NAMES:
        page = attacked.course.feedback / name / LAB / f"{LAB}.html"
        assert "swordfish-27" not in page.read_text(), name


def test_the_terminal_shows_nothing_that_it_would_obey(attacked):
    assert all(
        character.isprintable() or character == "\n"
        for line in attacked.lines
        for character in line
    )

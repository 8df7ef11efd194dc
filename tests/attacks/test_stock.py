"""The same attacks on nbgrader's own `autograde`: the same scores, and nothing reached."""

from __future__ import annotations

import nbformat
import pytest
from nbgrader.api import Gradebook

from tests.attacks.attack import REACHED
from tests.attacks.conftest import HONEST, LAB, WITNESS, catalogue, fill, make_course
from tests.nbgrader.test_commands import errors, nbgrader

pytestmark = pytest.mark.slow

SOLVED = 25.0
NAMES = (
    "tags",
    "tests-as-answers",
    "another-cells-name",
    "check-overridden",
    "received-at-once",
    "hooks-of-the-shell",
    "opens-the-course",
    "network",
    "exits",
    "modules-beside-it",
    "link-to-the-source",
    "pipe",
    "pipe-beside-it",
    "link-beside-it",
    "endless-link-beside-it",
    "linked-folder",
    "no-time",
    "link-as-timestamp",
    "pipe-as-timestamp",
)


@pytest.fixture(scope="module")
def stock(sandboxed, tmp_path_factory):
    """Some of the attackers, graded by nbgrader's command: the course, and scores by student."""
    course = make_course(tmp_path_factory.mktemp("stock") / "course")
    known = {attack.name: attack for attack in catalogue(str(course.root), 9)}
    fill(course, [known[name] for name in NAMES])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADER_SECRET", "swordfish-27")
        done = nbgrader(course, "autograde", LAB, "--create")
    assert done.returncode == 0, errors(done.stderr)
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        submissions = gradebook.assignment_submissions(LAB)
        scores = {submission.student.id: submission.score for submission in submissions}
    return course, scores, known


@pytest.mark.parametrize("name", [HONEST, WITNESS, *NAMES])
def test_stock_commands_give_an_attack_what_was_solved_honestly(stock, name):
    _, scores, known = stock
    assert scores[name] == (0.0 if name in known and known[name].rejected else SOLVED)


@pytest.mark.parametrize("name", NAMES)
def test_an_attack_reaches_nothing_from_a_stock_kernel(stock, name):
    course, *_ = stock
    path = course.autograded / name / LAB / f"{LAB}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    assert REACHED not in str([cell.get("outputs") for cell in notebook.cells])
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]

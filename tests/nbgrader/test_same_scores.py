"""The example class of every lab: nbgrader's own commands give it the scores that ours give."""

from __future__ import annotations

import shutil

import pytest
from nbgrader.api import Gradebook

from autograder import example
from autograder.course import Course
from autograder.grading import grade
from autograder.labs import LABS
from autograder.release.assignment import generate
from tests.nbgrader.test_commands import errors, nbgrader
from tests.tiny.course import ROOT, copy_of

pytestmark = pytest.mark.slow

SEED = 11
IN_PART = ("initialization", "optimization")
STUDENTS = {"ada", "alan", "blaise", "evariste", "kurt", "pierre", "zeno"}
"""Of these labs, one of each kind: right, wrong, cells deleted or copied, dead, unreadable, odd."""


@pytest.fixture(params=LABS)
def classes(request, tmp_path):
    """A lab and two copies of its example class."""
    lab = request.param
    course = Course(tmp_path / "ours")
    (course.root / "notebooks" / lab).mkdir(parents=True)
    settings = f"\nc.ExecuteJudged.seed = {SEED}\n"
    (course.root / "nbgrader_config.py").write_text(
        (ROOT / "nbgrader_config.py").read_text() + settings
    )
    for shared in ("helpers", "autograder"):
        (course.root / shared).symlink_to(ROOT / shared)
    source = Course(ROOT).source(lab)
    (course.root / "notebooks" / lab / source.name).write_bytes(source.read_bytes())
    generate(course, lab)
    example.write(course, lab)
    for folder in course.submitted.glob("*/"):
        if lab in IN_PART and folder.name not in STUDENTS:
            shutil.rmtree(folder)
    return lab, course, copy_of(course, tmp_path / "theirs")


def scores(course: Course, lab: str) -> dict[str, dict[str, float | None]]:
    """Points of every cell of every student."""
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        return {
            submission.student.id: {
                mark.name: mark.auto_score
                for notebook in submission.notebooks
                for mark in notebook.grades
            }
            for submission in gradebook.assignment_submissions(lab)
        }


def test_the_example_class_has_the_same_scores_with_nbgraders_own_command(classes):
    lab, ours, theirs = classes
    grade(ours, lab, seed=SEED, report=lambda line: None)
    done = nbgrader(theirs, "autograde", lab, "--create")
    assert done.returncode == 0, errors(done.stderr)
    expected = scores(ours, lab)
    assert len(expected) >= len(STUDENTS)
    assert scores(theirs, lab) == expected

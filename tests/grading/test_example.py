from __future__ import annotations

import ast
import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder import example
from autograder.course import Course, CourseError
from autograder.example.students import CLASS, Lab, mistake, wrong_answers
from autograder.grading import grade
from autograder.labs import LABS, find
from autograder.overview.command import write as overview
from autograder.release.assignment import generate
from autograder.submissions.example_class import NAME, is_example
from tests.nbgrader.test_commands import errors, nbgrader
from tests.tiny.course import ROOT, copy_of, submit
from tests.tiny.lab import source_notebook

LAB = "gradient_checking"
"""Whose class is graded whole: its cells take least."""
SEED = 11
FEW = ("ada", "alan", "emmy", "evariste", "grace", "katherine", "sofia", "srinivasa")
"""Whose work differs by lab; a cheat, a broken file or a loop is the same in any of them."""
STUDENTS = {
    **dict.fromkeys(LABS, FEW),
    LAB: ("author", *CLASS),
    "initialization": (*FEW, "blaise", "pierre"),  # checks deleted and copied that are handed nets
}
AS_WELL = {
    **dict.fromkeys(LABS, ("alan",)),
    LAB: ("ada", "alan", "blaise", "evariste", "kurt", "pierre", "zeno"),
}
"""Those whom nbgrader's own command grades too: one of each kind, and else one with mistakes."""


def each(*students: str) -> pytest.MarkDecorator:
    """These students of every lab in whose class they are."""
    pairs = [(lab, student) for lab in LABS for student in students if student in STUDENTS[lab]]
    return pytest.mark.parametrize(("classes", "student"), pairs, indirect=["classes"])


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Course:
    """A real lab with the example class in it; tests that change something take a copy."""
    return course_with(LAB, tmp_path_factory.mktemp("example"))


def course_with(lab: str, root: Path) -> Course:
    """A course of one lab, with the example class."""
    shutil.copy(ROOT / "nbgrader_config.py", root)
    shutil.copytree(ROOT / "notebooks" / lab, root / "notebooks" / lab)
    for shared in ("helpers", "autograder"):
        (root / shared).symlink_to(ROOT / shared)
    course = Course(root)
    example.write(course, lab)
    return course


@pytest.fixture
def course(written, tmp_path) -> Course:
    shutil.copytree(written.root, tmp_path / "course", symlinks=True)
    return Course(tmp_path / "course")


@pytest.fixture(params=list(LABS))
def classes(request, made):
    """The example class of each lab, graded, and a copy with some of it, graded by nobody yet."""
    return made(request.param)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Callable[[str], SimpleNamespace]:
    """Makes the classes of a lab when they are first asked for, in whatever order tests run."""
    return cache(lambda lab: class_of(lab, tmp_path_factory.mktemp(f"class-of-{lab}")))


def class_of(lab: str, folder: Path) -> SimpleNamespace:
    (folder / "ours").mkdir()
    course = course_with(lab, folder / "ours")
    config = course.root / "nbgrader_config.py"
    # Who hands in a function without end is not waited for as long; the others have by far more.
    limits = "c.Settings.call_seconds = 1\nc.Settings.again_seconds = 0.5\n"
    config.write_text(config.read_text() + f"\nc.ExecuteJudged.seed = {SEED}\n{limits}")
    author = course.submitted / "author" / lab / f"{lab}.ipynb"
    author.parent.mkdir(parents=True)
    shutil.copy(course.source(lab), author)
    generate(course, lab)
    keep(course, STUDENTS[lab])
    theirs = copy_of(course, folder / "theirs")
    keep(theirs, AS_WELL[lab])
    result = grade(course, lab, seed=SEED, report=lambda line: None)
    return SimpleNamespace(lab=lab, ours=course, theirs=theirs, result=result)


def keep(course: Course, students: tuple[str, ...]) -> None:
    """Take away what others have handed in."""
    for folder in course.submitted.glob("*/"):
        if folder.name not in students:
            shutil.rmtree(folder)


@pytest.fixture
def graded(classes):
    """The example class of each lab, by student."""
    return {submission.student: submission for submission in classes.result.submissions}


def scores(course: Course, lab: str) -> dict[str, dict[str, float | None]]:
    """Points of every cell of every student, as the gradebook has them."""
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        return {
            submission.student.id: {
                mark.name: mark.auto_score
                for notebook in submission.notebooks
                for mark in notebook.grades
            }
            for submission in gradebook.assignment_submissions(lab)
        }


def test_nbgraders_own_command_gives_the_same_scores(classes):
    done = nbgrader(classes.theirs, "autograde", classes.lab, "--create")
    assert done.returncode == 0, errors(done.stderr)
    expected = scores(classes.ours, classes.lab)
    assert scores(classes.theirs, classes.lab) == {
        name: expected[name] for name in AS_WELL[classes.lab]
    }


def points(submission) -> float:
    return sum(verdict.points for verdict in submission.checkpoints)


def full(submission) -> float:
    return sum(verdict.max_points for verdict in submission.checkpoints)


def test_the_example_class_is_recognised_as_what_it_is(course):
    assert is_example(course, LAB)


@pytest.mark.parametrize("change", ["added", "changed", "linked", "removed", "another file"])
def test_a_class_with_anything_else_in_it_is_a_real_one(course, change):
    path = course.submitted / "ada" / LAB / f"{LAB}.ipynb"
    if change == "added":
        submit(course, "real", b"{}")
        path = course.submitted / "real" / LAB / f"{LAB}.ipynb"
        path.parent.mkdir()
        path.write_text("{}")
    elif change == "changed":
        path.write_text(path.read_text() + " ")
    elif change == "linked":
        path.rename(course.root / "elsewhere")
        path.symlink_to(course.root / "elsewhere")
    elif change == "removed":
        shutil.rmtree(path.parents[1])
    else:
        (path.parent / "numpy.py").write_text("")
    assert not is_example(course, LAB)


def test_real_submissions_are_not_written_over(course):
    path = course.submitted / "ada" / LAB / f"{LAB}.ipynb"
    path.write_text("{}")
    with pytest.raises(CourseError, match=f"holds submissions of {LAB} already"):
        example.write(course, LAB)
    assert path.read_text() == "{}"


def test_the_example_class_can_be_written_again(course):
    example.write(course, LAB)
    assert is_example(course, LAB)


@pytest.mark.parametrize("text", ["", "{", "null", '{"cells": 3}'])
def test_a_release_that_is_damaged_is_made_anew(course, text):
    (course.release / LAB / f"{LAB}.ipynb").write_text(text)
    assert len(example.write(course, LAB)) == len(CLASS)
    assert course.is_released(LAB)


def test_a_lab_without_a_catalogue_has_no_example_class(course, monkeypatch):
    monkeypatch.delitem(LABS, "tiny", raising=False)  # another test may have had it registered
    (course.notebooks / "tiny").mkdir()
    nbformat.write(source_notebook(), course.notebooks / "tiny" / "tiny.ipynb")
    with pytest.raises(CourseError, match="no example class for 'tiny'"):
        example.write(course, "tiny")


def test_without_a_sandbox_the_example_class_is_graded_with_one_loud_line(course, monkeypatch):
    keep(course, ("kurt",))
    known = json.loads((course.submitted / NAME).read_text())
    kept = {path: digest for path, digest in known[LAB].items() if path.startswith("kurt")}
    (course.submitted / NAME).write_text(json.dumps({LAB: kept}))
    monkeypatch.setattr("autograder.grading.classroom.available", lambda: "there is no sandbox")
    lines: list[str] = []
    grade(course, LAB, report=lines.append)
    (warning,) = [line for line in lines if "WARNING" in line]
    assert "the example class is graded without a sandbox" in warning


CHECKPOINTS = {
    f"{lab}.{checkpoint.grade_id}": checkpoint
    for lab, checkpoints in LABS.items()
    for checkpoint in checkpoints
}


@cache
def known(lab: str) -> Lab:
    """What the students know of a lab; nothing is released for it."""
    source = nbformat.read(ROOT / "notebooks" / lab / f"{lab}.ipynb", as_version=4)
    return Lab.of(lab, source, source)


@pytest.mark.parametrize("name", CHECKPOINTS)
def test_mistakes_of_the_catalogue_stand_by_themselves_as_source_code(name):
    lab, checkpoint = known(name.partition(".")[0]), CHECKPOINTS[name]
    found = lab.mistakes(checkpoint)
    assert set(found) == {entry.id for entry in (*checkpoint.mistakes, *checkpoint.bugs)}
    for text in found.values():
        namespace: dict[str, object] = {}
        exec(compile(ast.parse(text), "answer", "exec"), namespace)
        assert callable(namespace[checkpoint.function])
        assert "autograder" not in text


@pytest.mark.parametrize("lab", LABS)
def test_mistaken_students_hand_in_others_than_each_other(lab):
    handed_in = [set(wrong_answers(known(lab), number).values()) for number in range(3)]
    assert all(handed_in)
    assert len(set.union(*handed_in)) == sum(map(len, handed_in))


@pytest.mark.slow
@each("author", "ada", "emmy", "blaise", "pierre")
def test_right_answers_earn_full_marks_by_every_route(graded, student):
    failed = [v.message for v in graded[student].checkpoints if v.status != "passed"]
    assert failed == []
    assert points(graded[student]) == full(graded[student])


@pytest.mark.slow
@each("sofia", "carl", "kurt")
def test_nothing_solved_earns_nothing(graded, student):
    assert graded[student].score == 0.0


@pytest.mark.slow
def test_what_was_handed_in_as_it_came_is_not_attempted(graded):
    """Also where a check needs what the lab makes of the answers; a function to repair is there."""
    for verdict in graded["sofia"].checkpoints:
        given = find(verdict.checkpoint).bugs
        assert verdict.status == ("failed" if given else "not attempted"), verdict.checkpoint


@pytest.mark.slow
@each("alan", "grace", "katherine")
def test_students_with_mistakes_are_told_which(graded, student):
    lab = known(next(iter(graded.values())).checkpoints[0].checkpoint.partition(".")[0])
    number = ["alan", "grace", "katherine"].index(student)
    wrong = wrong_answers(lab, number)
    broken = {c.function for c in lab.checkpoints if lab.exercise(c) in wrong}
    verdicts = {v.checkpoint.partition(".")[2]: v for v in graded[student].checkpoints}
    for place, checkpoint in enumerate(lab.checkpoints):
        verdict, expected = verdicts[checkpoint.grade_id], mistake(lab, place, number)
        exercise = lab.exercise(checkpoint)
        uses = re.findall(r"\w+", lab.answers[exercise])
        if verdict.status == "not run":  # what it needs was never made, for want of the others
            assert "NameError" in verdict.message
        elif expected is not None:
            assert verdict.mistake == expected, verdict.message
        elif exercise not in wrong and not broken & set(uses):
            assert verdict.mistake is None, verdict.message


@pytest.mark.slow
@each("evariste", "srinivasa", "zeno")
def test_half_of_the_work_earns_a_part_of_the_marks(graded, student):
    assert 0 < points(graded[student]) < full(graded[student])


@pytest.mark.slow
def test_honest_students_have_no_problems(graded):
    for student in {"author", "ada", "emmy", "alan", "sofia", "srinivasa"} & set(graded):
        assert graded[student].problems == ()


def test_the_class_report_tells_of_the_class_and_of_marks_given_since(classes):
    lab, course = classes.lab, classes.ours
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        (notebook,) = gradebook.find_submission(lab, "ada").notebooks
        by_hand = next(mark for mark in notebook.grades if mark.auto_score is None)
        by_hand.manual_score = 3.0
        gradebook.db.commit()
    try:
        page, table = (path.read_text(encoding="utf-8") for path in overview(course, lab))
    finally:
        with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
            (notebook,) = gradebook.find_submission(lab, "ada").notebooks
            next(mark for mark in notebook.grades if mark.manual_score).manual_score = None
            gradebook.db.commit()
    rows = {row["student"]: row for row in csv.DictReader(io.StringIO(table))}
    assert set(rows) == {submission.student for submission in classes.result.submissions}
    right = next(one for one in classes.result.submissions if one.student == "ada")
    assert float(rows["ada"]["score"]) == right.score + 3
    rejected = "Rejected, since nothing could be read: 1." in page
    assert rejected == ("kurt" in STUDENTS[lab])
    assert all(f"<code>{name}</code>" in page for _, name in classes.result.mistakes())
    assert "There is no sign that work was shared." in page, "all of it comes from the solution"

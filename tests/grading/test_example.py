from __future__ import annotations

import ast
import json
import shutil

import pytest

from autograder import example
from autograder.course import Course, CourseError
from autograder.example.marker import NAME, is_example
from autograder.example.mistakes import handed_in, mistakes
from autograder.grading import grade
from autograder.labs import LABS, initialization
from tests.grading.conftest import ROOT, submit

LAB = "initialization"


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Course:
    """The real lab with the example class in it; tests that change something take a copy."""
    root = tmp_path_factory.mktemp("example")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    shutil.copytree(ROOT / "notebooks" / LAB, root / "notebooks" / LAB)
    for shared in ("helpers", "autograder"):
        (root / shared).symlink_to(ROOT / shared)
    course = Course(root)
    example.write(course, LAB)
    return course


@pytest.fixture
def course(written, tmp_path) -> Course:
    shutil.copytree(written.root, tmp_path / "course", symlinks=True)
    return Course(tmp_path / "course")


@pytest.fixture(scope="module")
def graded(written):
    """The example class and, as one more student, the author of the source notebook."""
    author = written.submitted / "author" / LAB / f"{LAB}.ipynb"
    author.parent.mkdir(parents=True)
    shutil.copy(written.source(LAB), author)
    result = grade(written, LAB, report=lambda line: None)
    shutil.rmtree(author.parents[1])
    return {submission.student: submission for submission in result.submissions}


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
    with pytest.raises(CourseError, match="holds submissions of initialization already"):
        example.write(course, LAB)
    assert path.read_text() == "{}"


def test_the_example_class_can_be_written_again(course):
    example.write(course, LAB)
    assert is_example(course, LAB)


def test_a_lab_without_a_catalogue_has_no_example_class(course, released_course):
    shutil.copytree(released_course.notebooks / "tiny", course.notebooks / "tiny")
    with pytest.raises(CourseError, match="no example class for 'tiny'"):
        example.write(course, "tiny")


def test_without_a_sandbox_the_example_class_is_graded_with_one_loud_line(course, monkeypatch):
    for folder in course.submitted.glob("*/"):
        if folder.name != "kurt":
            shutil.rmtree(folder)
    known = json.loads((course.submitted / NAME).read_text())
    kept = {path: digest for path, digest in known[LAB].items() if path.startswith("kurt")}
    (course.submitted / NAME).write_text(json.dumps({LAB: kept}))
    monkeypatch.setattr("autograder.grading.classroom.available", lambda: "there is no sandbox")
    lines: list[str] = []
    grade(course, LAB, report=lines.append)
    (warning,) = [line for line in lines if "WARNING" in line]
    assert "the example class is graded without a sandbox" in warning


@pytest.mark.parametrize("checkpoint", LABS[LAB], ids=lambda checkpoint: checkpoint.grade_id)
def test_mistakes_of_the_catalogue_stand_by_themselves_as_source_code(checkpoint):
    found = mistakes(initialization, checkpoint.grade_id)
    assert set(found) <= {known.id for known in checkpoint.misconceptions}
    assert len(found) >= 4
    for expression in found.values():
        text = handed_in(initialization, expression, checkpoint.function)
        namespace: dict[str, object] = {}
        exec(compile(ast.parse(text), "answer", "exec"), namespace)
        assert callable(namespace[checkpoint.function])
        assert "autograder" not in text


@pytest.mark.slow
@pytest.mark.parametrize("student", ["author", "ada", "emmy", "blaise", "pierre"])
def test_right_answers_earn_full_marks_by_every_route(graded, student):
    failed = [v.message for v in graded[student].checkpoints if v.status != "passed"]
    assert failed == []
    assert points(graded[student]) == full(graded[student])


@pytest.mark.slow
@pytest.mark.parametrize("student", ["sofia", "carl", "kurt"])
def test_nothing_solved_earns_nothing(graded, student):
    assert graded[student].score == 0.0


@pytest.mark.slow
@pytest.mark.parametrize("student", ["alan", "grace", "katherine"])
def test_students_with_mistakes_are_told_which(graded, student):
    number = ["alan", "grace", "katherine"].index(student)
    for place, verdict in enumerate(sorted(graded[student].checkpoints, key=_order)):
        known = list(mistakes(initialization, LABS[LAB][place].grade_id))
        expected = known[number % len(known)] if (place + number) % 3 == 0 else None
        assert verdict.mistake == expected, verdict.message


def _order(verdict) -> int:
    return [f"{LAB}.{checkpoint.grade_id}" for checkpoint in LABS[LAB]].index(verdict.checkpoint)


@pytest.mark.slow
@pytest.mark.parametrize("student", ["evariste", "srinivasa", "zeno"])
def test_half_of_the_work_earns_a_part_of_the_marks(graded, student):
    assert 0 < points(graded[student]) < full(graded[student])


@pytest.mark.slow
def test_honest_students_have_no_problems(graded):
    for student in ("author", "ada", "emmy", "alan", "sofia", "srinivasa"):
        assert graded[student].problems == ()

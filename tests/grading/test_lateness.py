"""A due date or an extension that is moved renews penalties, and judges nobody again."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.results.lateness import late
from tests.tiny.course import copy_of, grade, submit

DUE = datetime(2030, 5, 1, 12)
CAME = {"ada": DUE - timedelta(hours=1), "late": DUE + timedelta(days=2), "unknown": None}


@pytest.fixture(scope="module")
def once(released_course, solved, tmp_path_factory):
    """Three students, graded before there was a due date."""
    course = copy_of(released_course, tmp_path_factory.mktemp("late") / "course")
    config = course.root / "nbgrader_config.py"
    plugin = "c.AssignLatePenalties.plugin_class = 'tests.tiny.penalty.ByTheDay'"
    config.write_text(f"{config.read_text()}\n{plugin}\n")
    for student, time in CAME.items():
        submit(course, student, solved())
        came(course, student, time)
    grade(course, "tiny", workers=1, seed=7, report=lambda line: None)
    return course


@pytest.fixture
def course(once, tmp_path, monkeypatch):
    """The same, where nothing is run or judged any more."""

    def judged(*anything, **more):
        raise AssertionError("somebody was judged again")

    monkeypatch.setattr("autograder.grading.grader.judged", judged)
    return copy_of(once, tmp_path / "again")


def came(course, student, time) -> None:
    path = course.submitted / student / "tiny" / "timestamp.txt"
    if time is None:
        path.unlink(missing_ok=True)
    else:
        path.write_text(f"{time} UTC")


def due(course, time, **extensions) -> None:
    """What is done in formgrader, or by nbgrader's API."""
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        gradebook.find_assignment("tiny").duedate = time
        for student, extension in extensions.items():
            gradebook.find_submission("tiny", student).extension = extension
        gradebook.db.commit()


def penalties(course) -> dict[str, float | None]:
    """Those that nbgrader knows of."""
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        return {
            submission.student.id: submission.notebooks[0].late_submission_penalty
            for submission in gradebook.assignment_submissions("tiny")
        }


def page(course, student) -> str:
    return (course.feedback / student / "tiny" / "tiny.html").read_text()


def again(course):
    lines: list[str] = []
    result = grade(course, "tiny", workers=1, report=lines.append)
    assert result.failed == 0, result.table()
    return result, "\n".join(lines)


def changes(said: str) -> list[str]:
    return said.partition("points that changed:\n")[2].splitlines()


def test_a_due_date_that_is_set_later_costs_who_was_late_and_nobody_is_judged_again(course):
    due(course, DUE)
    before = {path: path.stat().st_mtime_ns for path in course.feedback.rglob("*.html")}
    result, said = again(course)
    assert penalties(course) == {"ada": None, "late": 3.5, "unknown": None}
    assert changes(said) == ["  late: late penalty 0 -> 3.5 (was on time, is now late by 2 days)"]
    row = next(line for line in said.splitlines() if line.startswith("late "))
    assert row.split(maxsplit=3)[1:] == ["5/14", "graded", "late by 2 days: -3.5"]
    assert re.search(r"Late penalty</th><td[^>]*>3\.5 points<", page(course, "late"))
    assert "1.5 of 14 points" in page(course, "late")
    after = {path: path.stat().st_mtime_ns for path in course.feedback.rglob("*.html")}
    renewed = {path.parts[-3] for path in before if before[path] != after[path]}
    assert renewed == {"late"}
    read = nbformat.read(course.autograded / "late" / "tiny" / "tiny.ipynb", as_version=4)
    assert read.metadata.autograder.seed == 7
    assert [submission.score for submission in result.submissions] == [5.0, 5.0, 5.0]


def test_the_penalty_is_in_the_results_as_data(course):
    due(course, DUE)
    result, _ = again(course)
    data = {submission["student"]: submission for submission in result.to_json()["submissions"]}
    assert data["late"]["late_penalty"] == 3.5
    assert data["late"]["seconds_late"] == 2 * 86_400
    assert data["ada"]["late_penalty"] == data["ada"]["seconds_late"] == 0.0
    assert {row["student"]: row["late_penalty"] for row in result.rows()}["late"] == 3.5


def test_what_has_been_renewed_is_left_as_it_is(course):
    due(course, DUE)
    again(course)
    before = {path: path.stat().st_mtime_ns for path in course.feedback.rglob("*.html")}
    result, said = again(course)
    assert {path: path.stat().st_mtime_ns for path in course.feedback.rglob("*.html")} == before
    assert not changes(said)
    assert "late by 2 days: -3.5" in said
    assert [submission.late_penalty for submission in result.submissions] == [0.0, 3.5, 0.0]


@pytest.mark.parametrize(
    ("moved", "penalty", "sentence"),
    [
        (None, 0, "late penalty 3.5 -> 0 (was late by 2 days, is now on time)"),
        (
            DUE + timedelta(days=1, hours=-1),
            1.75,
            "late penalty 3.5 -> 1.75 (was late by 2 days, is now late by 1 day 1 hour)",
        ),
        (
            DUE - timedelta(days=9),
            5,
            "late penalty 3.5 -> 5 (was late by 2 days, is now late by 11 days",
        ),
    ],
    ids=["taken away", "later", "earlier"],
)
def test_a_due_date_that_moves_moves_the_penalty(course, moved, penalty, sentence):
    due(course, DUE)
    again(course)
    due(course, moved)
    _, said = again(course)
    assert (penalties(course)["late"] or 0) == penalty
    (line,) = (line for line in changes(said) if line.startswith("  late: "))
    assert sentence in line
    assert ("Late penalty" in page(course, "late")) == (penalty > 0)
    assert f"{5.0 - penalty:g} of 14 points" in page(course, "late")


def test_an_extension_is_for_one_student_and_can_be_taken_back(course):
    due(course, DUE)
    again(course)
    due(course, DUE, late=timedelta(days=1))
    _, said = again(course)
    assert changes(said) == [
        "  late: late penalty 3.5 -> 1.75 (was late by 2 days, is now late by 1 day)"
    ]
    due(course, DUE, late=None)
    _, said = again(course)
    assert penalties(course)["late"] == 3.5
    assert changes(said) == [
        "  late: late penalty 1.75 -> 3.5 (was late by 1 day, is now late by 2 days)"
    ]


def test_another_time_of_submission_is_no_other_submission(course):
    due(course, DUE)
    again(course)
    came(course, "late", DUE)
    came(course, "unknown", DUE + timedelta(days=1))
    _, said = again(course)
    assert penalties(course) == {"ada": None, "late": None, "unknown": 1.75}
    assert changes(said) == [
        "  late: late penalty 3.5 -> 0 (was late by 2 days, is now on time)",
        "  unknown: late penalty 0 -> 1.75 (was on time, is now late by 1 day)",
    ]
    came(course, "unknown", None)
    again(course)
    assert penalties(course)["unknown"] is None


def test_a_lateness_that_costs_nothing_is_no_change_of_points(course):
    due(course, DUE + timedelta(days=1, hours=12))
    _, said = again(course)
    assert penalties(course)["late"] == 0.0
    assert not changes(said)
    assert "late by" not in said


def test_a_mark_by_hand_does_not_hide_a_penalty(course):
    due(course, DUE)
    again(course)
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        mark = gradebook.find_grade("why", "tiny", "tiny", "late")
        mark.manual_score, mark.needs_manual_grade = 2.0, False
        gradebook.db.commit()
    result, said = again(course)
    (marked,) = (s for s in result.submissions if s.student == "late")
    assert (marked.score, marked.late_penalty, marked.seconds_late) == (7.0, 3.5, 2 * 86_400)
    assert "late by 2 days: -3.5" in said
    assert "3.5 of 14 points" in page(course, "late")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "on time"),
        (0.4, "late by less than a second"),
        (1, "late by 1 second"),
        (3_600, "late by 1 hour"),
        (90_061, "late by 1 day 1 hour"),
        (172_800, "late by 2 days"),
        (172_805, "late by 2 days 5 seconds"),
    ],
)
def test_lateness_is_said_in_the_largest_units(seconds, words):
    assert late(seconds) == words

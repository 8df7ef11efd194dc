"""One class, graded once: what each of its submissions earned, and what it could not do."""

from __future__ import annotations

import json
import os

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder import configuration, grading
from autograder.checks.card import MIME_TYPE
from autograder.course import CourseError
from autograder.grading import GradingError, classroom, grader
from autograder.running.copied import content, copied
from autograder.running.pool import KernelPool
from autograder.running.runner import NoKernelError
from autograder.sandbox.host import SandboxError
from tests.tiny.course import copy_of, grade, submit
from tests.tiny.hostile import SQUARE
from tests.tiny.lab import MAX_SCORE


def autograded(graded, student):
    path = graded.course.autograded / student / "tiny" / "tiny.ipynb"
    return nbformat.read(path, as_version=4)


def feedback(graded, student) -> str:
    return (graded.course.feedback / student / "tiny" / "tiny.html").read_text()


def test_nobody_stopped_the_class(graded):
    assert len(graded.result.submissions) == 17
    assert graded.lines[-2].startswith("17 of 17")


def test_right_answers_earn_everything_that_is_marked_automatically(graded):
    assert (graded.ada.score, graded.ada.status, graded.ada.problems) == (5.0, "graded", ())
    assert graded.ada.max_score == MAX_SCORE


def test_the_source_notebook_earns_everything_and_the_released_one_nothing(graded):
    assert graded.author.score == 5.0
    assert graded.blank.score == 0.0
    assert graded.blank.status == "graded"


def test_a_known_mistake_is_named_and_the_rest_still_counts(graded):
    double, triple = graded.square.checkpoints
    assert (double.mistake, double.points, triple.points) == ("squared", 0.21, 3.0)
    assert "square" in graded.lines[-1]
    assert "double: squared" in graded.lines[-1]


def test_a_function_without_end_is_given_up_and_what_follows_is_run(graded):
    double, triple = graded.loops.checkpoints
    assert (double.status, triple.points) == ("failed", 3.0)
    assert "did not return within 1 s" in double.message


def test_a_cell_without_end_is_interrupted_and_what_it_defined_is_judged(graded):
    assert graded.hangs.score == 5.0
    assert graded.hangs.problems == (
        "the cell 'double_answer' ran longer than 1 s and was interrupted",
    )


def test_a_loop_that_can_not_be_interrupted_costs_its_own_checkpoint_alone(graded):
    assert graded.stubborn.score == 3.0
    assert "'double' could not be interrupted after" in graded.stubborn.problems[0]


def test_what_a_test_cell_does_after_its_verdict_is_not_waited_for(graded):
    assert (graded.lingers.score, graded.lingers.problems) == (5.0, ())


def test_what_was_judged_before_the_kernel_died_stands(graded):
    double, triple = graded.dies.checkpoints
    assert (double.points, triple.status) == (2.0, "not run")
    assert "the kernel died in the cell 'triple_answer'" in triple.message
    assert graded.dies.problems == (f"'triple' could not be checked: {triple.message}",)


def test_endless_printing_is_cut_off_and_costs_no_marks(graded):
    assert graded.floods.score == 5.0
    assert "showed more than is kept" in graded.floods.problems[0]
    path = graded.course.autograded / "floods" / "tiny" / "tiny.ipynb"
    assert path.stat().st_size < 200_000


def test_an_unreadable_notebook_has_a_row_of_zero_and_its_reason_in_the_feedback(graded):
    assert (graded.broken.status, graded.broken.score) == ("rejected", 0.0)
    assert graded.broken.max_score == MAX_SCORE
    assert "not valid JSON" in graded.broken.problems[0]
    assert "could not be read" in feedback(graded, "broken")
    with Gradebook(f"sqlite:///{graded.course.root}/gradebook.db") as gradebook:
        submission = gradebook.find_submission("tiny", "broken")
        assert submission.score == 0.0
        assert not submission.needs_manual_grade


def test_a_renamed_notebook_is_graded_and_the_name_is_named(graded):
    assert graded.renamed.score == 5.0
    assert "'tiny-final (2).ipynb'" in graded.renamed.problems[0]


def test_deleted_cells_cost_no_marks(graded):
    assert graded.deleted.score == 5.0
    assert graded.deleted.problems == (
        "deleted cells were put back: 'setup', 'double', 'triple', 'essay'",
    )


def test_copied_cells_cost_no_marks_and_earn_none(graded):
    assert graded.copied.score == 5.0
    assert [verdict.checkpoint for verdict in graded.copied.checkpoints] == [
        "tiny.double",
        "tiny.triple",
    ]


def test_what_a_notebook_prints_or_says_of_itself_counts_for_nothing(graded):
    assert graded.forger.score == 0.0
    assert [verdict.points for verdict in graded.forger.checkpoints] == [0.0, 0.0]
    assert "1000" not in json.dumps(graded.result.to_json())


def test_a_file_beside_the_notebook_shadows_nothing_and_goes_nowhere(graded):
    assert graded.shadow.score == 5.0
    needed = {"submission_secret.txt"}  # to hand the page out
    for step, more in (
        (graded.course.autograded, {"tiny.ipynb"}),
        (graded.course.feedback, {"tiny.html", "timestamp.txt"}),
    ):
        assert {path.name for path in (step / "shadow" / "tiny").iterdir()} == needed | more


def test_a_link_to_the_answers_is_not_followed(graded):
    assert graded.linked.status == "rejected"
    assert "symbolic link" in graded.linked.problems[0]


def test_a_test_cell_shows_the_card_and_nothing_else(graded):
    for student in ("ada", "forger", "dies", "broken"):
        for cell in autograded(graded, student).cells:
            if cell.metadata.get("nbgrader", {}).get("grade_id") in ("double", "triple"):
                (output,) = cell.outputs
                assert output.data[MIME_TYPE]["checkpoint"].startswith("tiny.")
                assert "text/html" in output.data


def test_the_autograded_notebook_records_how_it_was_graded(graded):
    record = autograded(graded, "square").metadata.autograder
    assert record.seed == 7
    assert record.verdicts["tiny.double"]["mistake"] == "squared"
    assert record.seconds > 0
    assert 10_000_000 < record.memory < 1_000_000_000
    noted = {one.student: one.memory for one in graded.result.submissions}
    assert record.memory == noted["square"]


def test_every_notebook_and_page_is_there_and_valid(graded):
    for submission in graded.result.submissions:
        nbformat.validate(autograded(graded, submission.student))
        assert "<html" in feedback(graded, submission.student)


def test_the_scores_are_those_of_the_gradebook(graded):
    with Gradebook(f"sqlite:///{graded.course.root}/gradebook.db") as gradebook:
        for submission in graded.result.submissions:
            known = gradebook.find_submission("tiny", submission.student)
            assert (known.score, known.max_score) == (submission.score, submission.max_score)


def test_a_written_answer_waits_for_a_mark_and_an_empty_one_does_not(graded):
    with Gradebook(f"sqlite:///{graded.course.root}/gradebook.db") as gradebook:

        def find(student):
            return gradebook.find_grade("why", "tiny", "tiny", student)

        assert find("ada").needs_manual_grade
        assert not find("blank").needs_manual_grade
        assert find("blank").auto_score == 0.0


def test_the_result_is_plain_data_in_the_documented_form(graded):
    data = json.loads(json.dumps(graded.result.to_json()))
    assert list(data) == ["lab", "seed", "submissions"]
    assert (data["lab"], data["seed"]) == ("tiny", 7)
    keys = ["student", "status", "score", "max_score", "problems", "seconds", "checkpoints"]
    keys += ["seconds_late", "late_penalty", "memory"]
    verdict = ["checkpoint", "status", "points", "max_points", "mistake", "message", "criteria"]
    for submission in data["submissions"]:
        assert list(submission) == keys
        assert [list(checkpoint) for checkpoint in submission["checkpoints"]] == [verdict] * 2


def test_the_table_names_every_student_and_fits_the_terminal(graded):
    lines = graded.lines[-1].splitlines()
    assert all(len(line) <= 100 for line in lines)
    for submission in graded.result.submissions:
        assert any(line.startswith(submission.student) for line in lines)
    assert any("graded with problems" in line for line in lines)
    assert any("1 student: double: squared" in line for line in lines)


def test_marks_and_comments_that_people_gave_survive_a_regrade(graded, solved, tmp_path):
    course = copy_of(graded.course, tmp_path / "course")
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        for name, score in (("why", 3.5), ("essay", 4.0)):
            mark = gradebook.find_grade(name, "tiny", "tiny", "ada")
            mark.manual_score, mark.needs_manual_grade = score, False
        gradebook.find_comment("why", "tiny", "tiny", "ada").manual_comment = "Nearly."
        gradebook.db.commit()

    def marks():
        with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
            mark = gradebook.find_grade("why", "tiny", "tiny", "ada")
            comment = gradebook.find_comment("why", "tiny", "tiny", "ada")
            return mark.manual_score, mark.needs_manual_grade, comment.comment

    (again,) = grade(course, "tiny", student="ada", report=lambda line: None).submissions
    assert again.score == 5.0 + 3.5 + 4.0
    assert marks() == (3.5, False, "Nearly.")
    page = (course.feedback / "ada" / "tiny" / "tiny.html").read_text()
    assert "Nearly." in page
    assert "12.5 of 14 points" in page

    submit(course, "ada", solved(why="I thought about it once more."))
    grade(course, "tiny", student="ada", report=lambda line: None)
    assert marks() == (3.5, True, "Nearly.")


def test_what_was_handed_in_late_has_the_penalty_of_the_course(course, solved):
    config = course.root / "nbgrader_config.py"
    config.write_text(config.read_text() + "\nc.LateSubmissionPlugin.penalty_method = 'zero'\n")
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        gradebook.update_or_create_assignment("tiny", duedate="2030-05-01 12:00:00")
    for student, hour in (("ada", 11), ("late", 13)):
        folder = submit(course, student, solved()).parent
        (folder / "timestamp.txt").write_text(f"2030-05-01 {hour}:00:00")
    grade(course, "tiny", workers=1, report=lambda line: None)
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        penalties = {
            student: gradebook.find_submission_notebook("tiny", "tiny", student)
            for student in ("ada", "late")
        }
        assert penalties["ada"].late_submission_penalty is None
        assert penalties["late"].late_submission_penalty == 5.0


def test_a_submission_that_gets_worse_loses_its_old_score(graded, released, tmp_path):
    course = copy_of(graded.course, tmp_path / "course")
    submit(course, "ada", b"[]")
    (again,) = grade(course, "tiny", student="ada", report=lambda line: None).submissions
    assert (again.status, again.score) == ("rejected", 0.0)


def test_an_interrupted_run_goes_on_where_it_stopped(course):
    for student in ("a", "b", "c", "d"):
        submit(course, student, b"[]")

    def interrupt(line):
        if line.startswith("2 of 4"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        grade(course, "tiny", workers=1, report=interrupt)
    before = {path: path.stat().st_mtime_ns for path in course.autograded.glob("*/tiny/*.ipynb")}
    assert len(before) == 2
    submit(course, "b", b"{}")

    lines: list[str] = []
    result = grade(course, "tiny", workers=1, report=lines.append)
    assert lines[0] == "going on with an interrupted run"
    assert [submission.student for submission in result.submissions] == ["a", "b", "c", "d"]
    after = {path: path.stat().st_mtime_ns for path in course.autograded.glob("*/tiny/*.ipynb")}
    changed = {path.parent.parent.name for path in after if before.get(path) != after[path]}
    assert changed == {"b", "c", "d"}


@pytest.mark.parametrize("workers", [2, 5])
def test_a_class_is_graded_by_several_processes(course, solved, workers):
    for number in range(workers):
        submit(course, f"ada{number}", solved())
    submit(course, "square", solved(double_answer=SQUARE))
    result = grade(course, "tiny", workers=workers, seed=3, report=lambda line: None)
    scores = {submission.student: submission.score for submission in result.submissions}
    assert scores == {**{f"ada{number}": 5.0 for number in range(workers)}, "square": 3.21}


def test_a_changed_source_notebook_is_released_again_before_grading(course):
    source = course.source("tiny")
    source.write_text(source.read_text().replace("Write an essay.", "Write a long essay."))
    os.utime(source, (2**31, 2**31))
    submit(course, "a", b"[]")
    lines: list[str] = []
    grade(course, "tiny", report=lines.append)
    assert lines[0].startswith("releasing tiny")
    assert "long essay" in (course.release / "tiny" / "tiny.ipynb").read_text()


def test_kernels_that_were_begun_for_another_source_notebook_are_not_used(course):
    settings = configuration.settings(course)
    with copied(course, "tiny") as copy, KernelPool(copy, "tiny", settings, sandbox=True) as early:
        with classroom._kernels(course, "tiny", settings, True, early) as used:
            assert used is early
        source = course.source("tiny")
        source.write_text(source.read_text().replace("Write an essay.", "Write a long essay."))
        with classroom._kernels(course, "tiny", settings, True, early) as used:
            assert content(used.course, "tiny") == content(course, "tiny")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({}, "nobody has submitted tiny"),
        ({"student": "nobody"}, "'nobody' has not submitted tiny"),
        ({"student": "../../etc"}, "is not a student's name"),
        ({"student": ".."}, "is not a student's name"),
        ({"student": "."}, "is not a student's name"),
        ({"student": ""}, "is not a student's name"),
        ({"workers": 0}, "at least 1"),
    ],
)
def test_what_can_not_be_graded_is_refused_in_one_sentence(course, options, sentence):
    if "workers" in options:
        submit(course, "a", b"[]")
    with pytest.raises(GradingError, match=sentence):
        grade(course, "tiny", report=lambda line: None, **options)


def test_without_a_sandbox_a_real_class_is_refused(course, solved, monkeypatch):
    submit(course, "ada", solved())
    monkeypatch.setattr("autograder.grading.classroom.available", lambda: "there is no sandbox")
    with pytest.raises(GradingError, match="there is no sandbox"):
        grade(course, "tiny", report=lambda line: None)
    lines: list[str] = []
    result = grade(course, "tiny", sandbox=False, report=lines.append)
    assert lines[0].startswith("WARNING: without a sandbox")
    assert result.submissions[0].score == 5.0


def test_a_machine_that_can_not_start_kernels_gives_nobody_a_zero(course, solved, monkeypatch):

    def fail(*anything, **more):
        raise SandboxError("no room")

    submit(course, "ada", solved())
    monkeypatch.setattr("autograder.sandbox.bubblewrap.Bubblewrap.popen", fail)
    with pytest.raises(NoKernelError, match="no room"):
        grading.grade(course, "tiny", report=lambda line: None)  # with no kernels of earlier ones
    assert not course.autograded.exists()


def test_questions_that_cannot_be_set_stop_the_class_before_anybody_is_graded(
    course, solved, monkeypatch
):
    def fails(*_):
        raise CourseError("no reference")

    submit(course, "ada", solved())
    monkeypatch.setattr(grader, "set_beforehand", fails)
    with pytest.raises(CourseError, match="no reference"):
        grade(course, "tiny", report=lambda line: None)
    assert not course.autograded.exists()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{broken", "it is no JSON"),
        ("[]", "no list of cells"),
        ('{"cells": 3}', "no list of cells"),
    ],
)
def test_a_source_notebook_that_is_none_is_named_in_a_sentence(course, text, fault):
    course.source("tiny").write_text(text)
    with pytest.raises(CourseError, match=f"tiny.ipynb should be a notebook, and .*{fault}"):
        grade(course, "tiny", report=lambda _: None)

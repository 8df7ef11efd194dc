"""The small things between the steps: scores, the journal, the result."""

from __future__ import annotations

import json

import nbformat
import pytest

from autograder.checks.verdict import Verdict
from autograder.grading import gradebook
from autograder.grading.intake import Intake
from autograder.grading.journal import Journal
from autograder.grading.record import MAX_PROBLEMS, Record
from autograder.grading.result import ClassResult, SubmissionResult
from autograder.grading.scores import SaveVerdicts
from autograder.grading.steps import Explain
from autograder.grading.verdicts import judged
from tests.grading.conftest import cell_of

DOUBLE = "tiny.double"


@pytest.mark.parametrize("points", [1000.0, -1.0, float("nan"), float("inf"), float("-inf")])
def test_no_verdict_is_worth_more_than_its_cell_or_less_than_nothing(solved, points):
    notebook = solved()
    judged(notebook, Record(), "tiny", {DOUBLE: Verdict(DOUBLE, "passed", points, 9.0)}, {})
    verdict = Record.read(notebook).verdicts[DOUBLE]
    assert (verdict.points, verdict.max_points) == (0.0, 2.0)


def scored(course, notebook, tmp_path) -> dict[str, tuple[float | None, bool]]:
    path = tmp_path / "gradebook.db"
    path.write_bytes(gradebook.definition_only(f"sqlite:///{course.gradebook}", "tiny"))
    url = f"sqlite:///{path}"
    gradebook.prepare(url, "tiny", "ada", None)
    names = {"notebook": "tiny", "assignment": "tiny", "student": "ada", "db_url": url}
    SaveVerdicts().preprocess(notebook, {"nbgrader": names})
    cells = gradebook.read(url, "tiny", "ada").cells
    return {name: (cells[name].auto_score, cells[name].needs_manual_grade) for name in cells}


def test_a_notebook_that_nobody_ran_earns_nothing(released_course, solved, tmp_path):
    scores = scored(released_course, solved(), tmp_path)
    assert scores["double"] == scores["triple"] == (0.0, False)
    assert scores["why"] == scores["essay"] == (None, True)


def test_a_rejected_notebook_needs_no_mark(released_course, released, tmp_path):
    notebook = released()
    Record(rejected="it was not there").write(notebook)
    scores = scored(released_course, notebook, tmp_path)
    graded = {name: score for name, score in scores.items() if not name.endswith("_answer")}
    assert set(graded.values()) == {(0.0, False)}


def test_a_check_that_nobody_asked_for_is_not_run(solved):
    notebook = solved()
    judged(notebook, Record(), "tiny", {}, {"double": "it rained"})
    verdicts = Record.read(notebook).verdicts
    assert {verdict.status for verdict in verdicts.values()} == {"not run"}
    assert [verdict.message for verdict in verdicts.values()] == [
        "it rained",
        "the check was never asked",
    ]


def test_a_verdict_on_what_is_no_test_cell_is_in_no_list(solved):
    notebook = solved()
    judged(notebook, Record(), "tiny", {"tiny.bonus": Verdict("tiny.bonus", "passed", 9, 9)}, {})
    assert set(Record.read(notebook).verdicts) == {"tiny.double", "tiny.triple"}


def test_a_record_comes_back_as_it_was_written(solved):
    notebook = solved()
    record = Record(("one",), None, 7, 1.5, {DOUBLE: Verdict(DOUBLE, mistake="squared")})
    record.write(notebook)
    again = nbformat.reads(nbformat.writes(notebook), as_version=4)
    assert Record.read(again) == record


def test_a_notebook_without_a_record_has_no_verdicts(solved):
    assert Record.read(solved()) == Record()


def test_thousands_of_problems_are_summed_up():
    shown = Record(problems=tuple(map(str, range(1_000)))).shown
    assert len(shown) == MAX_PROBLEMS + 1
    assert shown[-1] == "and 980 more problems"


def test_a_note_above_the_notebook_shows_problems_as_they_are(solved):
    notebook = solved()
    Record(problems=("the cell '<b>*x*</b>' is [odd](http://x)",)).write(notebook)
    explained, _ = Explain().preprocess(notebook, {})
    text = explained.cells[0].source
    assert "&lt;b\\>\\*x\\*&lt;/b\\>" in text
    assert "\\[odd\\]" in text
    assert cell_of(explained, "double")


def test_a_notebook_without_problems_has_no_note(solved):
    explained, _ = Explain().preprocess(solved(), {})
    assert explained.cells[0].source == "# Tiny"


@pytest.fixture
def journal(tmp_path):
    source = tmp_path / "tiny.ipynb"
    source.write_text("{}")
    return Journal.begin(tmp_path / "build" / "tiny.jsonl", source, 7), source


def test_a_journal_knows_what_is_done_and_as_what(journal):
    written, source = journal
    written.add(SubmissionResult("ada", "graded", 5.0), Intake(b"one"))
    again = Journal.resume(written.path, source, None)
    assert again.seed == 7
    assert again.finished("ada", Intake(b"one")) == SubmissionResult("ada", "graded", 5.0)
    assert again.finished("ada", Intake(b"two")) is None
    assert again.finished("emmy", Intake(b"one")) is None


def test_another_source_or_another_seed_begins_anew(journal):
    written, source = journal
    assert Journal.resume(written.path, source, 8) is None
    source.write_text("[]")
    assert Journal.resume(written.path, source, 7) is None


@pytest.mark.parametrize("keep", range(0, 330, 7))
def test_a_journal_that_was_cut_off_anywhere_is_of_use_or_left_alone(journal, keep):
    written, source = journal
    written.add(SubmissionResult("ada"), Intake(b"one"))
    written.add(SubmissionResult("emmy"), Intake(b"two"))
    whole = written.path.read_bytes()
    written.path.write_bytes(whole[:keep])
    again = Journal.resume(written.path, source, None)
    if again is not None:
        again.add(SubmissionResult("grace"), Intake(b"three"))
        final = Journal.resume(written.path, source, None)
        assert final.finished("grace", Intake(b"three"))
        assert set(final.done) <= {"ada", "emmy", "grace"}


def test_a_finished_run_leaves_no_journal(journal):
    written, source = journal
    written.close()
    assert Journal.resume(written.path, source, None) is None


def a_class() -> ClassResult:
    verdicts = (
        Verdict("tiny.double", "failed", 0.5, 2.0, "squared", "This is the square."),
        Verdict("tiny.triple", "passed", 3.0, 3.0),
    )
    long = "the cell 'x' " + "was very long " * 30
    return ClassResult(
        "tiny",
        7,
        (
            SubmissionResult("ada", "graded", 3.5, 14.0, (), 1.0, verdicts),
            SubmissionResult("b" * 60, "problems", 3.5, 14.0, (long,), 1.0, verdicts),
            SubmissionResult("\x1b[31mred\n", "rejected", 0.0, 9.0, ("a\tb\x07",)),
        ),
    )


def test_the_table_fits_and_obeys_nobody():
    text = a_class().table()
    assert max(len(line) for line in text.splitlines()) <= 100
    assert all(line.isprintable() for line in text.splitlines())


def test_the_summary_counts_the_mistakes_of_the_class():
    assert a_class().table().splitlines()[-3:] == [
        "tiny: 1 graded, 1 graded with problems, 1 rejected (seed 7)",
        "9 points are given by hand, in nbgrader's formgrader",
        "2 students: double: squared",
    ]


def test_a_result_comes_back_from_json_as_it_was():
    for submission in a_class().submissions:
        assert (
            SubmissionResult.from_json(json.loads(json.dumps(submission.to_json()))) == submission
        )

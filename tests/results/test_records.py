"""The small things between the steps: scores, the journal, the result."""

from __future__ import annotations

import json
import shutil
import warnings

import nbformat
import pytest
from nbgrader.api import Gradebook
from sqlalchemy.exc import SAWarning

from autograder.checks.verdict import Verdict
from autograder.grading.job import Graded, Job
from autograder.grading.ledger import Entry, Ledger, Run, handed_in
from autograder.nbgrader.reading import Explain
from autograder.results.gradebook import Book
from autograder.results.marks import CellMarks, Marks
from autograder.results.result import ClassResult, SubmissionResult
from autograder.results.scores import SaveVerdicts, marks
from autograder.running.record import MAX_PROBLEMS, Record
from autograder.running.verdicts import judged
from autograder.submissions.intake import Intake
from tests.tiny.course import cell_of

DOUBLE = "tiny.double"


@pytest.mark.parametrize("points", [1000.0, -1.0, float("nan"), float("inf"), float("-inf")])
def test_no_verdict_is_worth_more_than_its_cell_or_less_than_nothing(solved, points):
    notebook = solved()
    judged(notebook, Record(), "tiny", {DOUBLE: Verdict(DOUBLE, "passed", points, 9.0)}, {})
    verdict = Record.read(notebook).verdicts[DOUBLE]
    assert (verdict.points, verdict.max_points) == (0.0, 2.0)


def scored(course, notebook, tmp_path) -> dict[str, tuple[float | None, bool]]:
    """What nbgrader's step writes into a gradebook, which is what our own command writes."""
    url = f"sqlite:///{shutil.copy(course.gradebook, tmp_path / 'gradebook.db')}"
    with Gradebook(url) as gradebook:
        gradebook.add_student("ada")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)
            gradebook.add_submission("tiny", "ada")
    names = {"notebook": "tiny", "assignment": "tiny", "student": "ada", "db_url": url}
    SaveVerdicts().preprocess(notebook, {"nbgrader": names})
    with Book(url, "tiny") as book:
        cells = book.read("ada").cells
    assert marks(notebook, "tiny") == cells
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
def path(tmp_path):
    return tmp_path / "build" / "tiny.jsonl"


def entry(student: str, data: bytes = b"one", score: float = 5.0) -> Entry:
    result = SubmissionResult(student, "graded", score)
    return Entry(result, 11, handed_in(Intake(data)), {"*": "a", "tiny.double": "b"}, "none")


def test_a_ledger_knows_what_is_done_and_as_what(path):
    ledger = Ledger.open(path)
    ledger.begin(Run(7))
    ledger.add(entry("ada"))
    again = Ledger.open(path)
    assert again.unfinished == Run(7)
    assert again.entries == {"ada": entry("ada")}
    assert again.entries["ada"].handed_in != handed_in(Intake(b"two"))


def test_the_latest_line_of_a_student_counts_and_the_next_run_keeps_only_that(path):
    ledger = Ledger.open(path)
    ledger.begin(Run(7, everybody=True))
    ledger.add(entry("ada", score=1.0))
    ledger.add(entry("ada", score=2.0))
    ledger.finish()
    again = Ledger.open(path)
    assert again.unfinished is None
    assert again.entries["ada"].result.score == 2.0
    again.begin(Run(8))
    assert len(path.read_text().splitlines()) == 2
    assert Ledger.open(path).entries["ada"].result.score == 2.0


@pytest.mark.parametrize("keep", range(0, 900, 17))
def test_a_ledger_that_was_cut_off_anywhere_is_of_use(path, keep):
    ledger = Ledger.open(path)
    ledger.begin(Run(7))
    ledger.add(entry("ada"))
    ledger.add(entry("emmy"))
    path.write_bytes(path.read_bytes()[:keep])
    again = Ledger.open(path)
    again.add(entry("grace"))
    final = Ledger.open(path)
    assert final.entries["grace"] == entry("grace")
    assert set(final.entries) <= {"ada", "emmy", "grace"}
    assert all(known == entry(name) for name, known in final.entries.items())


def test_what_travels_comes_back_as_it_was():
    marks = Marks({"why": CellMarks(None, 3.5, 0.5, True, None, "Nearly.")}, 1.0, 3.0, 14.0)
    verdict = Verdict("tiny.double", "failed", 0.5, 2.0, "squared", "This is the square.")
    intake = Intake(b"\x00\xff", "2030-05-01 12:00:00", ("odd",), None)
    job = Job("ada", intake, 7, marks, 3.0, False, True, {"tiny.double": verdict}, b"{}")
    assert Job.from_bytes(job.to_bytes()) == job
    record = Record(("odd",), None, 7, 1.5, {"tiny.double": verdict})
    graded = Graded("ada", record, marks.cells, None, b"{}", b"<html>")
    assert Graded.from_bytes(graded.to_bytes()) == graded


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

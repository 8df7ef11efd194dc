"""What is noted down of a submission, and the scores that come of it."""

from __future__ import annotations

import shutil
import warnings

import nbformat
from nbgrader.api import Gradebook
from sqlalchemy.exc import SAWarning

from autograder.checks.name import CheckpointName
from autograder.checks.verdict import Verdict
from autograder.nbgrader.scoring import SaveVerdicts
from autograder.results.gradebook import Book
from autograder.results.note import explain
from autograder.results.record import MAX_PROBLEMS, Record
from autograder.results.scores import marks
from tests.tiny.course import cell_of

DOUBLE = CheckpointName("tiny.double")


def scored(course, notebook, tmp_path) -> dict[str, tuple[float | None, bool]]:
    """What nbgrader's step writes into a gradebook, which is what our own command writes."""
    url = f"sqlite:///{shutil.copy(course.root / 'gradebook.db', tmp_path / 'gradebook.db')}"
    with Gradebook(url) as gradebook:
        gradebook.add_student("ada")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)
            gradebook.add_submission("tiny", "ada")
    names = {"notebook": "tiny", "assignment": "tiny", "student": "ada", "db_url": url}
    SaveVerdicts().preprocess(notebook, {"nbgrader": names})
    with Book(url, "tiny") as book:
        cells = book.read("ada").cells
    assert marks(notebook, Record.read(notebook), "tiny") == cells
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


def test_a_record_comes_back_as_it_was_written(solved):
    notebook = solved()
    record = Record(("one",), None, 7, 1.5, {DOUBLE: Verdict(DOUBLE, mistake="squared")}, 99)
    record.write(notebook)
    again = nbformat.reads(nbformat.writes(notebook), as_version=4)
    assert Record.read(again) == record


def test_a_record_that_was_written_before_memory_was_noted_can_be_read(solved):
    notebook = solved()
    Record(seed=7).write(notebook)
    del notebook.metadata.autograder["memory"]
    assert Record.read(notebook) == Record(seed=7)


def test_a_notebook_without_a_record_has_no_verdicts(solved):
    assert Record.read(solved()) == Record()


def test_thousands_of_problems_are_summed_up():
    shown = Record(problems=tuple(map(str, range(1_000)))).shown
    assert len(shown) == MAX_PROBLEMS + 1
    assert shown[-1] == "and 980 more problems"


def test_a_note_above_the_notebook_shows_problems_as_they_are(solved):
    notebook = solved()
    Record(problems=("the cell '<b>*x*</b>' is [odd](http://x)",)).write(notebook)
    explain(notebook, Record.read(notebook))
    text = notebook.cells[0].source
    assert "&lt;b\\>\\*x\\*&lt;/b\\>" in text
    assert "\\[odd\\]" in text
    assert cell_of(notebook, "double")


def test_a_notebook_without_problems_has_no_note(solved):
    notebook = solved()
    explain(notebook, Record())
    assert notebook.cells[0].source == "# Tiny"

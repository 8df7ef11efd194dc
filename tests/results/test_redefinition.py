"""The cells of a lab change in the gradebook, and nothing that anybody gave is lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbgrader.api import Gradebook
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

from autograder.results import redefinition
from autograder.results.gradebook import Book, CellsChangedError
from autograder.results.marks import CellMarks
from autograder.results.redefinition import define
from autograder.submissions.released.definition import Release, ReleasedNotebook
from tests.results.marked import (
    LAB,
    LESSON,
    STUDENTS,
    cell,
    content,
    expected,
    graded,
    kept,
    marked,
    new,
    release,
    rows,
)
from tests.tiny.course import ROOT

pytestmark = pytest.mark.slow  # each has a gradebook of its own

RENAMED = {("reason" if name == "why" else name): what for name, what in LESSON.items()}


@pytest.fixture(scope="module")
def lesson(tmp_path_factory) -> Path:
    """A folder with a gradebook that has marks for every student."""
    folder = tmp_path_factory.mktemp("lesson")
    url = new(folder)
    graded(url)
    marked(url)
    return folder


@pytest.fixture
def url(lesson, tmp_path) -> str:
    return copied(lesson, tmp_path)


def copied(lesson: Path, folder: Path) -> str:
    (gradebook,) = lesson.iterdir()
    return f"sqlite:///{shutil.copy(gradebook, folder)}"


@pytest.fixture
def aside(tmp_path) -> Path:
    return tmp_path / "removed" / "cells.jsonl"


def nobody_else_writes(url) -> None:
    impatient = create_engine(url, connect_args={"timeout": 0})
    with impatient.connect() as other, pytest.raises(OperationalError, match="locked"):
        other.execute(text("UPDATE grade SET manual_score = 3"))
    impatient.dispose()


def without(*names: str) -> dict:
    return {name: what for name, what in LESSON.items() if name not in names}


def test_the_same_cells_again_change_nothing_and_need_no_words(url, aside):
    before = content(url)
    assert define(url, release(), aside) == []
    assert content(url) == before
    assert not aside.exists()


def test_cells_that_nobody_has_submitted_change_without_a_word(tmp_path, aside):
    url = new(tmp_path)
    define(url, release(), aside)
    assert define(url, release(RENAMED), aside) == []
    with Gradebook(url) as gradebook:
        names = {known.name for known in gradebook.find_notebook(LAB, LAB).source_cells}
    assert names == set(RENAMED)


def test_a_new_cell_waits_for_a_mark_in_every_submission(url, aside):
    before = content(url)
    lesson = {**LESSON, "more": ("written", 3.0), "triple": ("test", 1.0)}
    (said,) = define(url, release(lesson), aside)
    changed = "the cells of cells have changed since students submitted it"
    assert said == f"{changed} (added: more, triple)"
    after = content(url)
    assert {key: held for key, held in after.items() if key[1] in LESSON} == before
    fresh = {"auto": None, "mark": None, "look": True}
    for student in STUDENTS:
        assert after[student, "triple"] == {**fresh, "most": 1.0}
        comments = {"said": None, "comment": None}
        assert after[student, "more"] == {**fresh, "most": 3.0, **comments}


def test_what_was_given_for_a_cell_that_goes_is_kept_and_the_rest_stays(url, aside):
    before = content(url)
    said = define(url, release(without("why", "double_answer")), aside)
    assert said == [
        "the cells of cells have changed since students submitted it (removed: double_answer, why)",
        f"scores and comments for removed cells are kept in {aside}",
    ]
    assert content(url) == {
        key: held for key, held in before.items() if key[1] not in ("why", "double_answer")
    }
    where = {"lab": LAB, "notebook": LAB, "student": "ada"}
    assert kept(aside)[:2] == [
        {
            **where,
            "cell": "double_answer",
            "auto_comment": "No response.",
            "manual_comment": "ada, double_answer",
        },
        {
            **where,
            "cell": "why",
            "max_score": 4.0,
            "cell_type": "markdown",
            "auto_score": None,
            "manual_score": before["ada", "why"]["mark"],
            "extra_credit": None,
            "needs_manual_grade": False,
            "auto_comment": None,
            "manual_comment": "ada, why",
        },
    ]
    assert {(line["student"], line["cell"]) for line in kept(aside)} == {
        (student, name) for student in STUDENTS for name in ("double_answer", "why")
    }


def test_a_renamed_cell_is_a_removed_and_an_added_one(url, aside):
    before = content(url)
    said = define(url, release(RENAMED), aside)
    assert said[0].endswith("(added: reason; removed: why)")
    assert str(aside) in said[1]
    assert content(url)["ada", "reason"]["mark"] is None
    assert kept(aside)[0]["manual_score"] == before["ada", "why"]["mark"]


@pytest.mark.parametrize(
    "what",
    [("written", 1.5), ("task", 4.0), ("test", 4.0), ("programmed", 4.0), ("task", 0.5)],
)
def test_a_mark_stays_with_a_cell_of_other_points_or_kind_and_is_looked_at_again(url, aside, what):
    before = content(url)
    said = define(url, release({**LESSON, "why": what}), aside)
    assert said[0].endswith("(with other points or of another kind: why)")
    assert said[-1] == "marks by hand that need a second look, since their cells changed: 2"
    for student in STUDENTS:
        after = content(url)[student, "why"]
        assert after["mark"] == before[student, "why"]["mark"]
        assert (after["look"], after["most"]) == (True, what[1])
        if what[0] != "test":  # of which there are no comments
            assert after["comment"] == f"{student}, why"
    comments = [line["manual_comment"] for line in kept(aside)]
    assert comments == (["ada, why", "bob, why"] if what[0] == "test" else [])


def test_other_labs_are_left_alone(url, aside):
    graded(url, lab="other")
    marked(url, lab="other")
    before = content(url, lab="other")
    define(url, release({"reason": ("written", 1.0)}), aside)
    assert content(url, lab="other") == before
    assert {line["lab"] for line in kept(aside)} == {LAB}


def test_a_second_notebook_of_a_lab_comes_and_goes_like_its_cells(url, aside):
    before = content(url)
    more = ReleasedNotebook("more", "{}", (cell("extra", "written", 1.0),))
    whole = release()
    two = Release(LAB, whole.course_id, (*whole.notebooks, more))
    assert define(url, two, aside) == [
        "the cells of cells have changed since students submitted it (added: extra)"
    ]
    with Gradebook(url) as gradebook:
        mark = gradebook.find_grade("extra", "more", LAB, "bob")
        mark.manual_score = 0.75
        gradebook.db.commit()
    said = define(url, whole, aside)
    assert "removed: extra" in said[0]
    (line,) = kept(aside)
    assert (line["notebook"], line["student"], line["manual_score"]) == ("more", "bob", 0.75)
    assert content(url) == before
    with Gradebook(url) as gradebook:
        assert [notebook.name for notebook in gradebook.find_assignment(LAB).notebooks] == [LAB]


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's own
def test_a_submission_from_before_the_first_release_gets_its_rows(tmp_path, aside):
    """As somebody gets an extension for a lab that is not released yet."""
    url = new(tmp_path)
    with Gradebook(url) as gradebook:
        gradebook.add_assignment(LAB, duedate="2030-05-01 12:00:00")
        gradebook.add_student("ada")
        gradebook.add_submission(LAB, "ada")
    define(url, release(), aside)
    with Book(url, LAB) as book:
        marks = book.merge("ada", {"double": CellMarks(2.0)})
    assert marks.score == 2.0
    with Gradebook(url) as gradebook:
        assert gradebook.find_assignment(LAB).duedate is not None


def test_nothing_is_removed_that_could_not_be_kept(url, aside, monkeypatch):
    before = content(url)

    def full(path, records):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(redefinition, "keep", full)
    with pytest.raises(OSError, match="No space left"):
        define(url, release(RENAMED), aside)
    assert content(url) == before


def test_nobody_can_give_a_mark_that_is_removed_before_it_is_kept(url, aside, monkeypatch):
    """A mark that came after the others were read would be in neither place."""
    keep = redefinition.keep

    def meanwhile(path, records):
        nobody_else_writes(url)
        keep(path, records)

    monkeypatch.setattr(redefinition, "keep", meanwhile)
    define(url, release(RENAMED), aside)
    assert len(kept(aside)) == 2


@contextmanager
def ended_before(number: int):
    """Let the statement with this number be the one that is not executed any more."""
    count = 0

    def execute(*anything):
        nonlocal count
        count += 1
        if count > number:
            raise KeyboardInterrupt

    event.listen(Engine, "before_cursor_execute", execute)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", execute)


def test_ended_at_any_statement_the_next_time_ends_as_if_nothing_had_happened(lesson, tmp_path):
    changed = {**RENAMED, "essay": ("written", 5.0), "more": ("test", 1.0)}
    del changed["double_answer"]
    folders = [tmp_path / "undisturbed", tmp_path / "disturbed"]
    ends, files = [], []
    for folder in folders:
        folder.mkdir()
        url, aside = copied(lesson, folder), folder / "aside.jsonl"
        before, interrupted = (folder / "gradebook.db").read_bytes(), 0
        while folder is folders[1]:
            try:
                with ended_before(interrupted):
                    define(url, release(changed), aside)
                break
            except KeyboardInterrupt:
                interrupted += 1
                assert (folder / "gradebook.db").read_bytes() == before
                assert not (folder / "gradebook.db-journal").exists()
        define(url, release(changed), aside)
        ends.append(content(url))
        files.append(aside.read_bytes())
    assert interrupted > 20
    assert ends[0] == ends[1]
    assert files[0] == files[1]


KILLED = """
import os, signal, sys
from pathlib import Path
from autograder.results import redefinition
from autograder.results.cells import Cells
from tests.results.marked import release
Cells.note_sources = lambda self: os.kill(os.getpid(), signal.SIGKILL)
redefinition.define(sys.argv[1], release({}), Path(sys.argv[2]))
"""


def test_killed_after_everything_was_removed_everything_is_there(url, aside):
    before = content(url)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, url, str(aside)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert content(url) == before
    lines = kept(aside)
    assert len(lines) == 8
    define(url, release({}), aside)
    assert content(url) == {}
    assert kept(aside) == lines


def test_a_class_that_is_being_graded_meanwhile_gets_no_rows_for_old_cells(url, aside):
    with Book(url, LAB) as book:
        define(url, release(RENAMED), aside)
        for student in ("ada", "new"):
            with pytest.raises(CellsChangedError, match="cells was released with other cells"):
                book.merge(student, {"double": CellMarks(2.0)})
        assert book.known("new") is None
    assert set(content(url)) == {(student, name) for student, name, _ in expected(RENAMED)}


def test_nobody_changes_cells_while_a_submission_is_written(url, monkeypatch):
    find = Book._find

    def meanwhile(book, student):
        nobody_else_writes(url)
        return find(book, student)

    with Book(url, LAB) as book:
        monkeypatch.setattr(Book, "_find", meanwhile)
        monkeypatch.setattr(Book, "read", lambda book, student: None)
        book.merge("ada", {"double": CellMarks(2.0)})
    assert content(url)["ada", "double"]["auto"] == 2.0


NAMES = st.sampled_from("abcd")
WHAT = st.one_of(
    st.tuples(st.sampled_from(["test", "written", "programmed", "task"]), st.integers(1, 3)),
    st.tuples(st.sampled_from(["answer", "locked"]), st.none()),
)
LESSONS = st.dictionaries(NAMES, WHAT, max_size=4)


@settings(max_examples=12, deadline=None)
@given(LESSONS, st.lists(LESSONS, min_size=1, max_size=3))
def test_whatever_changes_every_mark_is_in_the_gradebook_or_in_the_file(first, later):
    with tempfile.TemporaryDirectory() as name:
        url, aside = new(Path(name)), Path(name) / "aside.jsonl"
        graded(url, first)
        marked(url)
        given_by_hand = {
            (*key, what, held[what])
            for key, held in content(url).items()
            for what in ("mark", "comment")
            if held.get(what) is not None
        }
        for lesson in later:
            define(url, release(lesson), aside)
            now = content(url)
            held = {
                (student, cell, what)
                for (student, cell), values in now.items()
                for what in ("mark", "comment")
                if what in values
            }
            assert held == (expected(lesson) if first or now else set())
            assert rows(url) == len(held)
            found = {(*key, what, value) for key, of in now.items() for what, value in of.items()}
            found |= {
                (line["student"], line["cell"], what, line.get(column))
                for line in kept(aside)
                for what, column in (("mark", "manual_score"), ("comment", "manual_comment"))
            }
            assert given_by_hand <= found
            points = {name: worth for name, (_, worth) in lesson.items() if worth}
            for (_, name), values in now.items():
                assert values.get("most", points.get(name)) == points.get(name)

"""The gradebook in PostgreSQL: a server of the test's own, started and ended with it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from autograder.results import redefinition
from autograder.results.gradebook import Book, CellsChangedError
from autograder.results.redefinition import define
from tests.nbgrader.test_commands import errors, nbgrader
from tests.results.marked import LESSON, STUDENTS, content, expected, graded, kept, marked, release
from tests.tiny.course import cell_of, copy_of, grade, submit
from tests.tiny.hostile import SQUARE

pytestmark = pytest.mark.slow

USER = "postgres"


def programs() -> Path | None:
    """Where PostgreSQL's programs are; Debian puts them outside PATH."""
    known = [Path(path).parent for path in [shutil.which("initdb")] if path is not None]
    return next(iter([*known, *sorted(Path("/usr/lib/postgresql").glob("*/bin"))]), None)


@pytest.fixture(scope="module")
def url():
    """The URL of an empty database."""
    found = programs()
    if found is None:
        reason = "there is no PostgreSQL on this machine: on Debian, apt-get install postgresql"
        assert os.environ.get("REQUIRE_POSTGRESQL") != "1", reason
        pytest.skip(reason)
    with tempfile.TemporaryDirectory(prefix="pg-") as name:
        folder, begin = Path(name), []
        if os.geteuid() == 0:  # the server refuses to run as root
            os.chown(folder, pwd.getpwnam(USER).pw_uid, pwd.getpwnam(USER).pw_gid)
            begin = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--init-groups", "--"]

        def run(program: str, *words: str) -> None:
            command = [*begin, str(found / program), "-D", str(folder / "data"), *words]
            subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)

        run("initdb", "-U", USER, "-A", "trust", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        run("pg_ctl", "start", "-w", "-l", str(folder / "log"), "-o", options)
        try:
            yield f"postgresql+psycopg://{USER}@/postgres?host={folder}"
        finally:
            run("pg_ctl", "stop", "-m", "immediate")


@pytest.fixture(scope="module")
def course(released_course, url, solved, tmp_path_factory):
    """A class whose gradebook is there, graded by two workers."""
    course = copy_of(released_course, tmp_path_factory.mktemp("postgres") / "course")
    config = course.root / "nbgrader_config.py"
    config.write_text(f"{config.read_text()}\nc.CourseDirectory.db_url = {url!r}\n")
    (course.root / "gradebook.db").unlink()
    submit(course, "ada", solved())
    submit(course, "square", solved(double_answer=SQUARE))
    submit(course, "broken", b"[]")
    grade(course, "tiny", workers=2, seed=7, report=lambda line: None)
    return course


def scores(url) -> dict[str, float]:
    with Gradebook(url) as gradebook:
        submissions = gradebook.assignment_submissions("tiny")
        return {submission.student.id: submission.score for submission in submissions}


def test_a_class_is_graded_into_postgres_and_nowhere_else(course, url):
    assert scores(url) == {"ada": 5.0, "square": 3.21, "broken": 0.0}
    assert not (course.root / "gradebook.db").exists()


def test_marks_given_by_hand_survive_there_too(course, url):
    with Gradebook(url) as gradebook:
        mark = gradebook.find_grade("why", "tiny", "tiny", "ada")
        mark.manual_score, mark.needs_manual_grade = 3.5, False
        gradebook.db.commit()
    result = grade(course, "tiny", workers=1, again=True, report=lambda line: None)
    assert [submission.score for submission in result.submissions] == [8.5, 0.0, 3.21]
    assert scores(url)["ada"] == 8.5


def test_nbgraders_own_commands_find_the_gradebook_there(course, url):
    done = nbgrader(course, "export", "--to", "grades.csv")
    assert done.returncode == 0, errors(done.stderr)
    assert "square" in (course.root / "grades.csv").read_text()


RENAMED = {("reason" if name == "why" else name): what for name, what in LESSON.items()}
RENAMED |= {"essay": ("written", 3.0), "more": ("test", 1.0)}


def test_cells_change_there_too_and_nothing_that_was_given_is_lost(course, url, tmp_path):
    lab, aside = "changing", tmp_path / "aside.jsonl"
    graded(url, lab=lab)
    marked(url, lab=lab)
    before = content(url, lab)
    said = define(url, release(RENAMED, lab), aside)
    assert "added: more, reason; removed: why" in said[0]
    after = content(url, lab)
    assert {(*key, what) for key, held in after.items() for what in held if what[-1:] == "k"} == {
        (student, name, what)
        for student, name, column in expected(RENAMED)
        for what in (["mark", "look"] if column == "mark" else [])
    }
    for student in STUDENTS:
        assert after[student, "double"] == before[student, "double"]
        essay = {**before[student, "essay"], "look": True, "most": 3.0}
        assert after[student, "essay"] == essay
    marks = {(line["student"], line["manual_score"]) for line in kept(aside)}
    assert marks == {(student, before[student, "why"]["mark"]) for student in STUDENTS}
    assert scores(url)["square"] == 3.21


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE grade SET manual_score = 3",
        (
            "INSERT INTO submitted_assignment (id, assignment_id, student_id)"
            " SELECT 'x', id, 'square' FROM assignment WHERE name = 'waiting'"
        ),
    ],
    ids=["a mark", "a submission"],
)
def test_what_others_enter_meanwhile_waits_until_the_cells_are_there(
    course, url, tmp_path, monkeypatch, statement
):
    lab, aside, keep = "waiting", tmp_path / "aside.jsonl", redefinition.keep
    graded(url, lab=lab)
    marked(url, lab=lab)

    def meanwhile(path, records):
        engine = create_engine(url, connect_args={"options": "-c lock_timeout=50ms"})
        with engine.connect() as other, pytest.raises(OperationalError, match="lock timeout"):
            other.execute(text(statement))
        engine.dispose()
        keep(path, records)

    monkeypatch.setattr(redefinition, "keep", meanwhile)
    define(url, release({}, lab), aside)
    assert len(kept(aside)) == 8


def test_a_class_that_is_being_graded_there_gets_no_rows_for_old_cells(course, url, tmp_path):
    lab = "meanwhile"
    graded(url, lab=lab)
    with Book(url, lab) as book:
        define(url, release(RENAMED, lab), tmp_path / "aside.jsonl")
        for student in ("ada", "new"):
            with pytest.raises(CellsChangedError):
                book.merge(student, {})
        assert book.known("new") is None


def test_a_lab_whose_cells_changed_is_graded_again_there(course, url):
    source = nbformat.read(course.source("tiny"), as_version=4)
    cell_of(source, "why").metadata.nbgrader.grade_id = "reason"
    nbformat.write(source, course.source("tiny"))
    lines: list[str] = []
    result = grade(course, "tiny", workers=1, report=lines.append)
    assert any("(added: reason; removed: why)" in line for line in lines)
    assert [submission.score for submission in result.submissions] == [5.0, 0.0, 3.21]
    ada = [
        line for line in kept(course.records / "removed" / "tiny.jsonl") if line["student"] == "ada"
    ]
    assert [line["manual_score"] for line in ada] == [3.5]

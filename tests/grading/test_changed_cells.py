"""A lab whose cells changed after the first grading is released and graded again."""

from __future__ import annotations

import csv
import json

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.api import Gradebook

from autograder.grading import changes
from autograder.grading.agenda import Agenda
from autograder.release.assignment import ReleaseError, generate
from tests.nbgrader.test_commands import errors, nbgrader
from tests.tiny.course import cell_of, copy_of, grade, submit
from tests.tiny.hostile import SQUARE

NAMES = """
from dataclasses import replace
from autograder.labs import LABS
from tests.tiny.lab import checkpoint
LABS["tiny"] += (replace(checkpoint("double", 2.0), grade_id="twice"),)
"""


@pytest.fixture(scope="module")
def once(released_course, solved, tmp_path_factory):
    """Three students, graded and marked by hand; the course knows one checkpoint more."""
    course = copy_of(released_course, tmp_path_factory.mktemp("cells") / "course")
    config = course.root / "nbgrader_config.py"
    config.write_text(config.read_text() + NAMES)
    submit(course, "ada", solved())
    submit(course, "broken", b"[]")
    submit(course, "square", solved(double_answer=SQUARE))
    grade(course, "tiny", workers=1, seed=7, report=lambda line: None)
    with Gradebook(url(course)) as gradebook:
        for name, score in {"why": 3.5, "double": 1.75}.items():
            mark = gradebook.find_grade(name, "tiny", "tiny", "ada")
            mark.manual_score, mark.needs_manual_grade = score, False
        gradebook.find_comment("why", "tiny", "tiny", "ada").manual_comment = "Nearly."
        gradebook.db.commit()
    grade(course, "tiny", workers=1, report=lambda line: None)
    return course


@pytest.fixture
def course(once, tmp_path):
    return copy_of(once, tmp_path / "again")


@pytest.fixture
def judged(monkeypatch):
    """Names of the checkpoints that are judged from now on."""
    names, task = set(), Agenda.task

    def noted(*arguments):
        made = task(*arguments)
        if made.holds is None and not made.job.autograded:
            names.update({*made.job.settled} ^ checkpoints(arguments[0].writer.definition))
        return made

    monkeypatch.setattr(Agenda, "task", noted)
    return names


def checkpoints(definition) -> set[str]:
    return {definition.checkpoint(cell) for cell in definition.tests}


def url(course) -> str:
    return f"sqlite:///{course.root}/gradebook.db"


def regrade(course) -> tuple[dict, str]:
    lines: list[str] = []
    result = grade(course, "tiny", workers=1, report=lines.append)
    assert result.failed == 0, result.table()
    return {submission.student: submission for submission in result.submissions}, "\n".join(lines)


def edit(course, change) -> None:
    """The author changes the source notebook."""
    source = nbformat.read(course.source("tiny"), as_version=4)
    change(source)
    nbformat.write(source, course.source("tiny"))


def renamed(source) -> None:
    test = cell_of(source, "double")
    test.metadata.nbgrader.grade_id = "twice"
    test.source = 'check("tiny.twice", double)'


def question(source, name="how") -> None:
    meta = dict(cell_of(source, "why").metadata.nbgrader)
    meta |= {"grade_id": name, "points": 6}
    source.cells.append(new_markdown_cell("By luck.", metadata={"nbgrader": meta}))


def mark(course, name, student="ada"):
    with Gradebook(url(course)) as gradebook:
        grade = gradebook.find_grade(name, "tiny", "tiny", student)
        return grade.auto_score, grade.manual_score, grade.needs_manual_grade


def aside(course) -> list[dict]:
    path = course.records / "removed" / "tiny.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()]


def verdicts(submission) -> dict:
    return {verdict.checkpoint.grade_id: verdict for verdict in submission.checkpoints}


def test_a_renamed_checkpoint_is_judged_and_the_marks_for_its_old_name_are_kept(course, judged):
    before = verdicts(regrade(course)[0]["square"])["triple"]
    edit(course, renamed)
    results, said = regrade(course)
    assert judged == {"tiny.twice"}
    assert "tiny have changed since students submitted it (added: twice; removed: double)" in said
    path = course.records / "removed" / "tiny.jsonl"
    assert f"scores and comments for removed cells are kept in {path}" in said
    assert results["ada"].score == 2.0 + 3.0 + 3.5
    assert results["square"].score == 3.21
    assert verdicts(results["square"])["twice"].mistake == "squared"
    assert verdicts(results["square"])["triple"] == before
    assert results["broken"].status == "rejected"
    kept = {line["student"]: line for line in aside(course)}
    assert {line["cell"] for line in kept.values()} == {"double"}
    assert (kept["ada"]["auto_score"], kept["ada"]["manual_score"]) == (2.0, 1.75)
    assert kept["square"]["auto_score"] == 0.21
    assert mark(course, "why") == (None, 3.5, False)
    _, said = regrade(course)
    assert "releasing" not in said
    assert "other cells" not in said


def test_a_checkpoint_that_is_removed_takes_its_points_and_no_others(course, judged):
    edit(course, lambda source: source.cells.remove(cell_of(source, "double")))
    results, said = regrade(course)
    assert judged == set()
    assert "(removed: double)" in said
    assert {name: s.score for name, s in results.items()} == {
        "ada": 3.0 + 3.5,
        "broken": 0.0,
        "square": 3.0,
    }
    assert results["ada"].max_score == 12.0
    assert list(verdicts(results["ada"])) == ["triple"]
    notebook = nbformat.read(course.autograded / "ada" / "tiny" / "tiny.ipynb", as_version=4)
    assert notebook.metadata.autograder.seed == 7
    assert list(notebook.metadata.autograder.verdicts) == ["tiny.triple"]


def test_a_question_that_is_added_waits_for_a_mark_and_no_answer_is_judged_again(course, judged):
    before = {name: s.checkpoints for name, s in regrade(course)[0].items()}
    edit(course, question)
    results, said = regrade(course)
    assert judged == set()
    assert "(added: how)" in said
    assert "removed" not in said
    assert {name: s.checkpoints for name, s in results.items()} == before
    assert {s.max_score for s in results.values()} == {20.0}
    assert mark(course, "how", "broken") == (0.0, None, False)
    assert mark(course, "why") == (None, 3.5, False)
    page = (course.feedback / "ada" / "tiny" / "tiny.html").read_text()
    assert "8.25 of 20 points" in page
    assert "By luck" not in page


def test_a_question_with_other_points_keeps_its_mark_for_a_second_look(course):
    edit(course, lambda source: cell_of(source, "why").metadata.nbgrader.update(points=2))
    results, said = regrade(course)
    assert "(with other points or of another kind: why)" in said
    assert "marks by hand that need a second look, since their cells changed: 1" in said
    assert mark(course, "why") == (None, 3.5, True)
    assert results["ada"].max_score == 12.0
    assert "8.25 of 12 points" in (course.feedback / "ada" / "tiny" / "tiny.html").read_text()


def test_a_checkpoint_of_other_points_is_judged_again_with_them(course, judged):
    edit(course, lambda source: cell_of(source, "triple").metadata.nbgrader.update(points=6))
    results, said = regrade(course)
    assert judged == {"tiny.triple"}
    assert "(with other points or of another kind: triple)" in said
    assert verdicts(results["square"])["triple"].max_points == 6.0
    assert verdicts(results["square"])["double"].points == 0.21


def test_cells_that_only_show_or_explain_something_change_no_mark(course):
    edit(course, lambda source: source.cells.append(new_code_cell("1 + 1")))
    before = {path: path.stat().st_mtime_ns for path in course.feedback.rglob("*.html")}
    _, said = regrade(course)
    assert "other cells" not in said
    assert {path: path.stat().st_mtime_ns for path in course.feedback.rglob("*.html")} == before


def test_a_release_that_fails_leaves_the_gradebook_as_it_was(course):
    before = (course.root / "gradebook.db").read_bytes()

    def spoil(source):
        renamed(source)
        cell_of(source, "triple").metadata.nbgrader.grade_id = "twice"

    edit(course, spoil)
    with pytest.raises(ReleaseError, match="twice"):
        generate(course, "tiny")
    assert (course.root / "gradebook.db").read_bytes() == before


def test_a_release_that_ends_before_its_folder_is_there_is_made_again(course, monkeypatch):
    edit(course, renamed)
    with monkeypatch.context() as patch:
        patch.setattr("autograder.release.assignment.shutil.move", ended)
        with pytest.raises(KeyboardInterrupt):
            regrade(course)
    assert len(aside(course)) == 3
    results, said = regrade(course)
    assert "releasing tiny" in said
    assert results["ada"].score == 8.5
    assert len(aside(course)) == 3


def ended(*anything):
    raise KeyboardInterrupt


def test_a_release_says_by_itself_what_is_kept(course, capsys):
    edit(course, renamed)
    generate(course, "tiny")
    said = capsys.readouterr().out
    assert "removed: double" in said
    assert "removed/tiny.jsonl" in said


@pytest.mark.parametrize("fault", ["gradebook", "file"])
def test_what_can_not_be_written_is_said_in_a_sentence(course, fault):
    edit(course, renamed)
    if fault == "gradebook":
        (course.root / "gradebook.db").write_bytes(b"no database" * 100)
    else:
        (course.records / "removed" / "tiny.jsonl").mkdir(parents=True)
    sentence = {"gradebook": "gradebook.db cannot be used: ", "file": "cannot be written"}
    with pytest.raises(ReleaseError, match=sentence[fault]):
        generate(course, "tiny")


@pytest.mark.slow
def test_nbgraders_own_commands_go_on_from_there(course):
    def change(source):
        renamed(source)
        question(source)
        source.cells.remove(cell_of(source, "essay"))

    edit(course, change)
    results, _ = regrade(course)

    def exported() -> dict[str, tuple[float, float]]:
        assert nbgrader(course, "export", "--to", "grades.csv").returncode == 0
        with (course.root / "grades.csv").open() as file:
            rows = {row["student_id"]: row for row in csv.DictReader(file)}
        return {name: (float(row["score"]), float(row["max_score"])) for name, row in rows.items()}

    expected = {name: (submission.score, 15.0) for name, submission in results.items()}
    assert exported() == expected
    for words in ("generate_assignment tiny", "autograde tiny --student square"):
        done = nbgrader(course, *words.split(), "--force")
        assert done.returncode == 0, errors(done.stderr)
    assert exported() == expected
    assert mark(course, "twice", "square") == (0.21, None, False)


@pytest.mark.parametrize("text", ["Because.", "def f(:", "name = '\ud800'"])
def test_a_solution_that_is_no_python_defines_nothing(text):
    assert changes._defined(text) == set()

"""What was graded is not graded again, unless something changed; and what changed is said."""

from __future__ import annotations

import csv
import io
import shutil

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.course import Course
from autograder.grading import GradingError
from autograder.grading.changes import SHARED, changed, fingerprints
from autograder.grading.ledger import Ledger
from autograder.labs import LABS
from autograder.release.assignment import generate
from autograder.submissions.released.definition import Definition
from tests.tiny.course import ROOT, cell_of, copy_of, grade, submit
from tests.tiny.hostile import SQUARE

LAB = "initialization"


@pytest.fixture(scope="module")
def once(released_course, solved, tmp_path_factory):
    """Three students, graded once."""
    course = copy_of(released_course, tmp_path_factory.mktemp("once") / "course")
    submit(course, "ada", solved())
    submit(course, "broken", b"[]")
    submit(course, "square", solved(double_answer=SQUARE))
    grade(course, "tiny", workers=1, seed=7, report=lambda line: None)
    return course


@pytest.fixture
def course(once, tmp_path):
    return copy_of(once, tmp_path / "again")


def regrade(course, **options) -> tuple[dict, list[str]]:
    lines: list[str] = []
    options = {"workers": 1, "report": lines.append, **options}
    result = grade(course, "tiny", **options)
    return {submission.student: submission for submission in result.submissions}, lines


def times(course) -> dict[str, int]:
    return {
        path.parents[1].name: path.stat().st_mtime_ns
        for path in course.autograded.glob("*/tiny/tiny.ipynb")
    }


def edit(course, name, text) -> None:
    """The author changes a cell of the source notebook."""
    source = nbformat.read(course.source("tiny"), as_version=4)
    cell_of(source, name).source = text
    nbformat.write(source, course.source("tiny"))


def test_what_has_not_changed_is_left_as_it_is(course):
    before = times(course)
    results, lines = regrade(course)
    assert times(course) == before
    assert [submission.score for submission in results.values()] == [5.0, 0.0, 3.21]
    assert "has not changed" in lines[0]
    assert "1 student: double: squared" in lines[-1]


def test_asked_for_again_everybody_is_graded_with_fresh_inputs(course):
    before = times(course)
    lines: list[str] = []
    result = grade(course, "tiny", workers=1, again=True, report=lines.append)
    assert result.seed != 7
    assert all(times(course)[student] > before[student] for student in before)


def test_another_seed_is_for_everybody_and_the_same_one_changes_nothing(course):
    before = times(course)
    regrade(course, seed=7)
    assert times(course) == before
    regrade(course, seed=8)
    assert all(times(course)[student] > before[student] for student in before)


def test_what_is_handed_in_anew_is_graded_alone_and_the_points_are_compared(course, solved):
    before = times(course)
    submit(course, "square", solved())
    results, lines = regrade(course)
    assert results["square"].score == 5.0
    assert {s for s in before if times(course)[s] != before[s]} == {"square"}
    assert lines[-1].splitlines()[1:] == [
        "points that changed:",
        "  square: double 0.21 -> 2 (handed in anew)",
    ]
    seeds = {entry.seed for entry in Ledger.open(course.records / "tiny.jsonl").entries.values()}
    assert len(seeds) == 2
    nothing = grade(course, "tiny", workers=1, report=lines.append)
    assert nothing.seed in seeds, "nobody was graded with another one"


def test_what_changed_holds_nothing_that_a_terminal_would_obey(course, solved):
    hidden = "def double(x):\n    raise ValueError('\\x1b]0;mine\\x07\\x1b[2J\\u202e')"
    submit(course, "square", solved(double_answer=hidden))
    _, lines = regrade(course)
    said = next(line for line in lines if "points that changed:" in line)
    assert "ValueError" in said
    assert all(line.isprintable() for line in said.splitlines())


def test_results_that_are_missing_are_made_again(course):
    (course.feedback / "ada" / "tiny" / "tiny.html").unlink()
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        gradebook.remove_submission("tiny", "square")
    before = times(course)
    results, _ = regrade(course)
    assert {s for s in before if times(course)[s] != before[s]} == {"ada", "square"}
    assert results["square"].score == 3.21
    assert (course.feedback / "ada" / "tiny" / "tiny.html").exists()


def test_after_a_reference_is_changed_only_its_checkpoint_is_judged_again(course):
    """Squares are right from now on; the verdict on the other one is the one that it had."""
    edit(course, "double_answer", "def double(x):\n    return x * x")
    ledger = Ledger.open(course.records / "tiny.jsonl")
    before = {name: entry.result.checkpoints[1] for name, entry in ledger.entries.items()}
    results, lines = regrade(course)
    double, triple = results["square"].checkpoints
    assert (double.points, triple.points) == (2.0, 3.0)
    assert results["ada"].checkpoints[0].points == 0.21
    assert {name: graded.checkpoints[1] for name, graded in results.items()} == before
    assert lines[-1].splitlines()[1] == "points that changed:"
    ada, square = lines[-1].splitlines()[2:]
    assert ada.startswith(
        "  ada: double 2 -> 0.21 (changed in the course: double; before: passed; now: "
    )
    assert square == "  square: double 0.21 -> 2 (changed in the course: double)"


def test_marks_that_people_gave_meanwhile_are_on_the_page_without_running_anything(course):
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        mark = gradebook.find_grade("why", "tiny", "tiny", "ada")
        mark.manual_score, mark.needs_manual_grade = 3.5, False
        gradebook.db.commit()
    results, _ = regrade(course)
    page = (course.feedback / "ada" / "tiny" / "tiny.html").read_text()
    assert "8.5 of 14 points" in page
    assert results["ada"].score == 8.5
    path = course.autograded / "ada" / "tiny" / "tiny.ipynb"
    assert nbformat.read(path, as_version=4).metadata.autograder.seed == 7
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        assert not gradebook.find_grade("why", "tiny", "tiny", "ada").needs_manual_grade
    before = times(course)
    regrade(course)
    assert times(course) == before


def test_a_class_is_not_graded_twice_at_once(course):
    def meanwhile(line):
        if "has not changed" in line:
            grade(course, "tiny", workers=1, report=lambda line: None)

    with pytest.raises(GradingError, match="being graded already"):
        grade(course, "tiny", workers=1, report=meanwhile)


def test_every_verdict_is_a_row_of_a_table(course, solved):
    submit(course, "=cmd()", solved())
    result = grade(course, "tiny", workers=1, report=lambda line: None)
    rows = list(csv.DictReader(io.StringIO(result.to_csv())))
    assert len(rows) == 8
    assert rows[0]["student"] == "'=cmd()"
    square = {row["checkpoint"]: row for row in rows if row["student"] == "square"}
    assert square["tiny.double"]["mistake"] == "squared"
    assert [row["points"] for row in square.values()] == ["0.21", "3.0"]


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A real lab, in a course folder of its own."""
    root = tmp_path_factory.mktemp("lab")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    shutil.copytree(ROOT / "notebooks" / LAB, root / "notebooks" / LAB)
    shutil.copytree(ROOT / "helpers", root / "helpers")
    (root / "autograder").symlink_to(ROOT / "autograder")
    course = Course(root)
    generate(course, LAB)
    return course


def prints(course) -> dict[str, str]:
    url = f"sqlite:///{course.root}/gradebook.db"
    return fingerprints(course, Definition.read(url, LAB, course.source(LAB)))


def test_another_reference_changes_its_own_checkpoint(lab, tmp_path):
    course = copy_of(lab, tmp_path / "course")
    before = prints(course)
    text = course.source(LAB).read_text()
    course.source(LAB).write_text(text.replace("np.sqrt(2 / n_in)", "(2 / n_in) ** 0.5"))
    assert changed(before, prints(course)) == {f"{LAB}.he"}


def test_other_helpers_change_all_checkpoints(lab, tmp_path):
    course = copy_of(lab, tmp_path / "course")
    before = prints(course)
    with (course.root / "helpers" / "network.py").open("a") as file:
        file.write("# changed\n")
    assert changed(before, prints(course)) == set(before) - {SHARED}


def test_prose_changes_nothing(lab, tmp_path):
    course = copy_of(lab, tmp_path / "course")
    before = prints(course)
    source = nbformat.read(course.source(LAB), as_version=4)
    source.cells.insert(0, nbformat.v4.new_markdown_cell("Welcome!"))
    nbformat.write(source, course.source(LAB))
    assert changed(before, prints(course)) == set()


def test_a_checkpoint_depends_on_modules_that_are_taken_from_a_package():
    from autograder.grading.changes import _modules

    lab = "image_classification"
    checkpoint = next(known for known in LABS[lab] if known.grade_id == "distances_no_loops")
    assert "mistakes" in {path.stem for path in _modules(lab, checkpoint)}


def test_a_checkpoint_depends_on_its_own_modules_and_not_on_its_neighbours():
    from autograder.grading.changes import _modules

    checkpoint = next(known for known in LABS[LAB] if known.grade_id == "he")
    names = {path.stem for path in _modules(LAB, checkpoint)}
    assert {"he", "draws", "parameters"} <= names
    assert not {"zeros", "symmetry", "boundary", "predicting", "__init__"} & names

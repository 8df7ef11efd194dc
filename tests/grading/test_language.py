"""A class in Chinese: what it earns is what it earns in English, and no English is left in it."""

from __future__ import annotations

import html
import json
import re
import zipfile

import nbformat
import pytest

from autograder.checks.words import english, languages, width
from autograder.results.class_result import WIDTH, ClassResult
from autograder.results.note import NOTE
from autograder.words import english as grading
from tests.checks.words.catalogue import WORDS
from tests.tiny import hostile
from tests.tiny.course import copy_of, grade, submit, submit_as, submit_troubled
from tests.tiny.troubled import TROUBLED

EACH_KIND = (
    "a package, above an answer",
    "a package that something above the function uses",
    "a name that a newer Python would have",
    "a name that another version of a package has",
    "a module of their own that needs a package",
    "a function under another name, in its exercise",
    "a package that the function needs",
    "a file that would hide a module",
    "a statement that ends the kernel and that the function mentions",
    "syntax of a newer Python in the function",
    "a check above its function",
    "a helper that is nowhere",
    "the imports deleted",
    "an answer made Markdown",
    "memory without end",
)
ODD = {
    "archive": 5.0,
    "conflict": 5.0,
    "document": 5.0,
    "empty": 0.0,
    "half": 2.0,
    "link": 0.0,
    "newer": 5.0,
    "raises": 3.0,
    "several": 5.0,
    "shouted": 5.0,
}
"""What those earn of whom something is odd before anything is run."""
TABLES = english.SENTENCES | grading.SENTENCES
LITERALS = {max(re.split(r"\{.*?\}", text), key=len).strip(" .,;:?") for text in TABLES.values()}
ENGLISH = sorted(text for text in LITERALS if WORDS.search(text))
"""What stands between the placeholders of our sentences, where that is three words or more."""
CHINESE = re.compile("[\u4e00-\u9fff]")


def fill(course, released, solved) -> None:
    """Hand in what is odd."""
    folder = submit_as(course, "archive", "tiny", b"", "x").parent
    (folder / "x.ipynb").unlink()
    with zipfile.ZipFile(folder / "all.zip", "w") as packed:
        packed.writestr("my tiny.ipynb", json.dumps(solved()))
    lines = json.dumps(solved(), indent=1).splitlines()
    conflict = ["<<<<<<< HEAD", lines[1], "=======", lines[1], ">>>>>>> theirs"]
    submit(course, "conflict", "\n".join([lines[0], *conflict, *lines[2:]]).encode())
    left = solved()
    why = next(c for c in left.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "why")
    why.source = ""
    (submit(course, "document", left).parent / "answers.pdf").write_bytes(b"%PDF")
    (submit_as(course, "empty", "tiny", b"", "x").parent / "x.ipynb").rename(
        course.submitted / "empty" / "tiny" / "notes.pdf"
    )
    whole = json.dumps(solved())
    submit(course, "half", whole[: whole.index("def triple")].encode())
    submit(course, "link", b"")
    (course.submitted / "link" / "tiny" / "tiny.ipynb").unlink()
    (course.submitted / "link" / "tiny" / "tiny.ipynb").symlink_to("/etc/passwd")
    newer = solved()
    newer.nbformat = 5
    submit(course, "newer", newer)
    submit(course, "raises", solved(double_answer="def double(x):\n    return x['a']"))
    submit(course, "several", solved(), "final")
    submit(course, "several", released(), "draft")
    submit(course, "shouted", solved())
    (course.submitted / "shouted" / "tiny").rename(course.submitted / "shouted" / "TINY")


@pytest.fixture(scope="module")
def chinese(released_course, released, solved, sandboxed, tmp_path_factory):
    """All of them, in a course that has chosen Chinese; by their names, and the course."""
    course = copy_of(released_course, tmp_path_factory.mktemp("chinese") / "course")
    config = course.root / "nbgrader_config.py"
    limits = 'c.Settings.language = "zh"\nc.Settings.memory = 2**29\n'
    config.write_text(config.read_text() + limits)
    hostile.fill(course, released, solved)
    fill(course, released, solved)
    chosen = [one for one in TROUBLED if one.what in EACH_KIND]
    assert len(chosen) == len(EACH_KIND)
    for number, one in enumerate(chosen):
        submit_troubled(course, f"s{number:02}", one, solved())
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(languages.VARIABLE)
        patch.setattr(languages, "_told", [])
        result = grade(course, "tiny", seed=7, report=lambda line: None)
    assert result.failed == 0
    return course, {one.student: one for one in result.submissions}


@pytest.fixture(scope="module")
def expected(graded):
    """What the same submissions earn in English."""
    chosen = [one for one in TROUBLED if one.what in EACH_KIND]
    told = {f"s{number:02}": one.earns for number, one in enumerate(chosen)}
    return {one.student: one.score for one in graded.result.submissions} | ODD | told


def english_in(text: str) -> list[str]:
    return [one for one in ENGLISH if one in text]


def test_it_earns_what_it_earns_in_english(chinese, expected):
    _, students = chinese
    assert {name: one.score for name, one in students.items()} == expected


def test_the_same_is_found_as_in_english(chinese, graded):
    def found(one):
        criteria = [[(c.name, c.status) for c in v.criteria] for v in one.checkpoints]
        verdicts = [(v.checkpoint, v.status, v.mistake, v.points) for v in one.checkpoints]
        return one.status, len(one.problems), verdicts, criteria

    _, students = chinese
    for one in graded.result.submissions:
        assert found(students[one.student]) == found(one), one.student


def test_no_problem_and_no_verdict_is_told_in_english(chinese):
    _, students = chinese
    for student, one in students.items():
        told = [verdict.message for verdict in one.checkpoints]
        told += [part.message for verdict in one.checkpoints for part in verdict.criteria]
        for text in filter(None, (*one.problems, *told)):
            assert english_in(text) == [], student
            assert CHINESE.search(text), (student, text)


def test_no_page_and_no_card_has_an_english_sentence_of_ours(chinese):
    course, students = chinese
    for student, one in students.items():
        page = (course.feedback / student / "tiny" / "tiny.html").read_text()
        text = html.unescape(re.sub("<[^>]*>", "", page.partition("<body")[2]))
        assert english_in(text) == [], student
        notebook = nbformat.read(course.autograded / student / "tiny" / "tiny.ipynb", as_version=4)
        notes = [cell.source for cell in notebook.cells if cell.id == NOTE]
        assert len(notes) == bool(one.problems)
        assert all(note.startswith(("**关于这份提交**", "**这份提交无法读取**")) for note in notes)
        assert english_in(json.dumps(notebook, ensure_ascii=False)) == [], student


def test_the_table_is_no_wider_for_it(chinese):
    _, students = chinese
    lines = ClassResult("tiny", 7, tuple(students.values())).table().splitlines()
    assert max(map(width, lines)) <= WIDTH
    assert any(CHINESE.search(line) for line in lines)


def test_what_was_not_answered_is_said_to_be_so_on_the_page(chinese):
    course, students = chinese
    page = (course.feedback / "blank" / "tiny" / "tiny.html").read_text()
    assert "○ 没有作答" in page
    assert {verdict.status for verdict in students["blank"].checkpoints} == {"not attempted"}


def test_english_that_is_left_is_noticed():
    assert english_in("the kernel died in the cell 'a'; what follows was not run") != []
    assert english_in("没有运行") == []

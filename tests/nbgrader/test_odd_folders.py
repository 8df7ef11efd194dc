"""A course in a folder whose name is a pattern to nbgrader."""

from __future__ import annotations

import shutil
import zipfile
from types import SimpleNamespace

import pytest

from autograder.course import Course, CourseError
from autograder.nbgrader.plain_root import plain
from autograder.release.assignment import generate
from tests.nbgrader.test_commands import errors, nbgrader, scores
from tests.tiny.course import copy_of, grade, submit

ODD = "labs [copy] * {x} 100% é #1"


@pytest.fixture(scope="module")
def odd(released_course, solved, tmp_path_factory) -> SimpleNamespace:
    """The tiny course in an odd folder, beside others, released there and graded."""
    folder = tmp_path_factory.mktemp("courses")
    for other in ("labs c", "labs o 1"):  # what the pattern matches
        shutil.copytree(released_course.root / "notebooks", folder / other / "notebooks")
    course = copy_of(released_course, folder / ODD)
    shutil.rmtree(course.release)
    (course.root / "gradebook.db").unlink()
    generate(course, "tiny")
    submit(course, "ada", solved())
    result = grade(course, "tiny", workers=1)
    return SimpleNamespace(course=course, score=result.submissions[0].score, folder=folder)


@pytest.mark.slow
def test_a_course_is_released_and_graded_whatever_its_folder_is_called(odd):
    assert (odd.course.release / "tiny" / "tiny.ipynb").is_file()
    assert odd.score == scores(odd.course)["ada"] > 0


@pytest.mark.slow
def test_nothing_is_written_beside_the_folder(odd):
    assert sorted(path.name for path in odd.folder.iterdir()) == [
        "labs [copy] * {x} 100% é #1",
        "labs c",
        "labs o 1",
    ]


@pytest.mark.slow
def test_nbgrader_s_own_commands_work_there_and_leave_no_link(odd, tmp_path):
    course, temporary = copy_of(odd.course, tmp_path / ODD), tmp_path / "temporary"
    temporary.mkdir()
    shutil.rmtree(course.autograded)
    archive = course.root / "downloaded" / "tiny" / "archive" / "all.zip"
    archive.parent.mkdir(parents=True)
    with zipfile.ZipFile(archive, "w") as file:
        file.write(course.submitted / "ada" / "tiny" / "tiny.ipynb", "bob/tiny.ipynb")
    pattern = r".*/all/(?P<student_id>\w+)/(?P<file_id>tiny)"
    for words in (
        ["zip_collect", "tiny", f"--FileNameCollectorPlugin.named_regexp={pattern}"],
        ["autograde", "tiny"],
        ["generate_feedback", "tiny", "--force"],
        ["export"],
        ["db", "upgrade"],
    ):
        done = nbgrader(course, *words, TMPDIR=str(temporary))
        assert done.returncode == 0, errors(done.stderr)
    assert scores(course) == {"ada": odd.score, "bob": odd.score}
    assert (course.feedback / "bob" / "tiny" / "tiny.html").is_file()
    assert not [path for path in temporary.iterdir() if path.name.startswith("nbgrader-")]


@pytest.mark.slow
def test_where_there_can_be_no_link_a_sentence_says_what_to_rename(odd, tmp_path):
    temporary = tmp_path / "[temporary]"
    temporary.mkdir()
    done = nbgrader(odd.course, "autograde", "tiny", TMPDIR=str(temporary))
    assert done.returncode == 1
    assert "rename the folders of this path that have one of" in done.stderr.splitlines()[-1]
    assert str(odd.course.root) in done.stderr.splitlines()[-1]


def test_the_path_stays_where_nbgrader_is_no_command(tmp_path):
    assert plain(tmp_path / ODD) == str(tmp_path / ODD)


def test_a_folder_in_which_no_gradebook_can_be_addressed_is_refused(tmp_path):
    root = tmp_path / "labs?"
    root.mkdir()
    (root / "nbgrader_config.py").touch()
    with pytest.raises(
        CourseError, match=r"the path of a course cannot contain a \?; rename the folder: .*labs\?"
    ):
        Course.find(root)

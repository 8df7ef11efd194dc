from __future__ import annotations

import json
import os

import nbformat
import pytest

from autograder.submissions.finding import candidates
from autograder.submissions.intake import take
from tests.tiny.course import cell_of

NO_NOTEBOOK = "there is no notebook (it should be called tiny.ipynb, but any name would do)"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "submitted" / "ada" / "tiny"
    folder.mkdir(parents=True)
    (folder / "tiny.ipynb").write_bytes(b"{}")
    return folder


def test_the_notebook_and_the_time_are_taken(folder, definition):
    (folder / "timestamp.txt").write_text("2030-05-01 12:00:00 UTC\n")
    intake = take(folder, definition)
    assert (intake.data, intake.timestamp) == (b"{}", "2030-05-01 12:00:00 UTC")
    assert not intake.problems
    assert intake.rejected is None


def test_a_renamed_notebook_is_taken_and_that_is_named(folder, definition):
    (folder / "tiny.ipynb").rename(folder / "tiny (1).ipynb")
    intake = take(folder, definition)
    assert intake.data == b"{}"
    assert intake.problems == (
        "the notebook is called 'tiny (1).ipynb'; it was graded as tiny.ipynb",
    )


@pytest.mark.parametrize(
    "name",
    [
        "tiny.ipynb.json",
        "tiny.ipynb.txt",
        "tiny.ipynb.download",
        "tiny.ipynb (1)",
        "TINY.IPYNB",
        "tiny_final (copy 2).ipynb",
        "tiny.json",
        "tiny.txt",
        "tiny",
        "Lab 1/tiny.ipynb",
        "tiny/tiny/my tiny.ipynb",
        "a/b/c/d/e/f/tiny.ipynb",
        ".tiny.ipynb",
        ".ipynb_checkpoints/tiny-checkpoint.ipynb",
        "env/tiny.ipynb",
        "tiny.doc",
    ],
)
def test_one_notebook_is_taken_whatever_it_is_called_and_wherever_it_lies(
    folder, definition, solved, name
):
    (folder / "tiny.ipynb").unlink()
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(solved()))
    intake = take(folder, definition)
    assert json.loads(intake.data) == solved()
    assert intake.problems == (f"the notebook is called '{name}'; it was graded as tiny.ipynb",)


@pytest.mark.parametrize(
    "name", [".ipynb_checkpoints/tiny.ipynb", "__MACOSX/._tiny.ipynb", "venv/share/tiny.ipynb"]
)
def test_what_a_machine_made_is_passed_over_beside_a_notebook_that_was_worked_in(
    folder, definition, solved, name
):
    (folder / "tiny.ipynb").write_text(json.dumps(solved(why="New.")))
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_text(json.dumps(solved()))
    intake = take(folder, definition)
    assert json.loads(intake.data) == solved(why="New.")
    assert intake.problems == ()


def test_of_several_notebooks_the_one_with_the_most_exercises_solved_is_taken(
    folder, definition, solved, released
):
    (folder / "tiny.ipynb").rename(folder / "broken.ipynb")
    (folder / "tiny (1).ipynb").write_text(json.dumps(released()))
    half = solved(double_answer=cell_of(released(), "double_answer").source)
    (folder / "tiny (2).ipynb").write_text(json.dumps(half))
    (folder / "tiny (3).ipynb").write_text(json.dumps(solved()))
    (folder / "tiny (4).ipynb").write_text(json.dumps(half))
    intake = take(folder, definition)
    assert json.loads(intake.data) == solved()
    (said,) = intake.problems
    assert said.startswith("of several notebooks 'tiny (3).ipynb' was taken, since it has the most")
    assert "exercises filled in (3); left out: 'broken.ipynb', 'tiny (1).ipynb', " in said


def test_of_several_notebooks_no_more_than_two_are_held_at_once(
    folder, definition, solved, monkeypatch
):
    gone, most, read = [], [], candidates.read

    class Held(bytes):
        def __del__(self):
            gone.append(1)

    def watched(path, size):
        data = Held(read(path, size))
        most.append(len(most) + 1 - len(gone))
        return data

    monkeypatch.setattr(candidates, "read", watched)
    for number in range(9):
        (folder / f"tiny ({number}).ipynb").write_text(json.dumps(solved()))
    assert json.loads(take(folder, definition).data) == solved()
    assert len(most) > 9
    assert max(most) <= 2


def test_of_two_that_are_as_good_the_one_with_the_right_name_is_taken(folder, definition, solved):
    (folder / "a.ipynb").write_text(json.dumps(solved()))
    (folder / "tiny.ipynb").write_text(json.dumps(solved(why="Because.")))
    intake = take(folder, definition)
    assert cell_of(nbformat.reads(intake.data.decode(), 4), "why").source == "Because."
    said = "besides tiny.ipynb there are other notebooks, which were left out: 'a.ipynb'"
    assert intake.problems == (said,)


@pytest.mark.parametrize(
    "text", ["raise NotImplementedError", "'Twice x.'\n    raise NotImplementedError()"]
)
def test_a_function_that_only_says_it_is_not_written_is_no_exercise_solved(
    folder, definition, solved, text
):
    blank = solved(double_answer=f"def double(x):\n    {text}")
    (folder / "tiny.ipynb").write_text(json.dumps(blank))
    (folder / "tiny (Ada's conflicted copy).ipynb").write_text(json.dumps(solved()))
    assert json.loads(take(folder, definition).data) == solved()


@pytest.mark.parametrize(
    "place", ["work/tiny.ipynb", "pictures/tiny.ipynb", "pictures/work/TINY.ipynb.txt"]
)
def test_a_notebook_behind_thousands_of_pictures_is_found(folder, definition, solved, place):
    (folder / "tiny.ipynb").unlink()
    (folder / place).parent.mkdir(parents=True)
    (folder / "pictures").mkdir(exist_ok=True)
    for number in range(5_100):
        (folder / "pictures" / f"{number}.png").touch()
    (folder / place).write_text(json.dumps(solved()))
    assert json.loads(take(folder, definition).data) == solved()


def test_a_time_with_the_mark_of_an_editor_is_read(folder, definition):
    (folder / "timestamp.txt").write_text("2030-05-01 12:00:00 UTC", encoding="utf-8-sig")
    assert take(folder, definition).timestamp == "2030-05-01 12:00:00 UTC"


def test_what_was_noted_about_a_notebook_beside_its_folder_is_read(folder, definition):
    (folder / "tiny.ipynb").rename(folder.parent / "tiny.ipynb")
    (folder / "timestamp.txt").write_text("2030-05-01 12:00:00 UTC\n")
    (folder / "submission_secret.txt").write_text("secret")
    intake = take(folder.parent, definition)
    assert (intake.timestamp, intake.secret) == ("2030-05-01 12:00:00 UTC", b"secret")


def test_a_blank_notebook_of_the_right_name_does_not_hide_the_answers(
    folder, definition, solved, released
):
    (folder / "tiny.ipynb").write_text(json.dumps(released()))
    (folder / "mine.ipynb").write_text(json.dumps(solved()))
    assert json.loads(take(folder, definition).data) == solved()


def test_a_notebook_that_lost_what_the_course_wrote_into_its_cells_is_known_by_its_functions(
    folder, definition, solved, released
):
    stripped = solved()
    for cell in stripped.cells:
        cell.metadata = {}
    (folder / "tiny.ipynb").write_text(json.dumps(released()))
    (folder / "from colab.ipynb").write_text(json.dumps(stripped))
    assert json.loads(take(folder, definition).data) == stripped


@pytest.mark.parametrize(
    "name", ["tiny.json", "tiny", ".ipynb_checkpoints/tiny-checkpoint.ipynb", ".tiny.ipynb"]
)
@pytest.mark.parametrize("before", ["blank", "empty"])
def test_what_looks_less_like_a_notebook_is_taken_where_that_which_does_is_blank(
    folder, definition, solved, released, name, before
):
    (folder / "tiny.ipynb").write_text(json.dumps(released()) if before == "blank" else "")
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(json.dumps(solved()))
    intake = take(folder, definition)
    assert json.loads(intake.data) == solved()
    assert "since it has the most exercises filled in (3)" in intake.problems[0]


def test_modules_in_the_students_own_folder_are_taken_and_nothing_else_there(folder, definition):
    (folder.parent / "utils.py").write_text("x = 1")
    (folder.parent / "numpy.py").write_text("x = 1")
    (folder.parent / "essay.md").write_text("x")
    (folder.parent.parent / "somebody_elses.py").write_text("x = 1")
    (folder / "own.py").write_text("x = 1")
    files = take(folder, definition, top=folder.parent).files
    assert files == {"utils.py": b"x = 1", "own.py": b"x = 1"}
    assert list(take(folder, definition).files) == ["own.py"]


OTHER = {
    "nbformat": 4,
    "nbformat_minor": 5,
    "metadata": {},
    "cells": [
        {
            "cell_type": "code",
            "id": "a",
            "metadata": {},
            "outputs": [],
            "execution_count": None,
            "source": 'def double(x):\n    return 1\ncheck("deep_nets.go", double)',
        }
    ],
}


def test_another_labs_notebook_is_named_as_that(folder, definition):
    (folder / "tiny.ipynb").write_text(json.dumps(OTHER))
    assert take(folder, definition).problems == (
        "this seems to be the notebook of another lab, 'deep_nets'",
    )


def test_another_labs_notebook_beside_one_that_can_not_be_read_is_named_as_that(folder, definition):
    (folder / "tiny.ipynb").write_text(json.dumps(OTHER))
    (folder / "broken.ipynb").write_text('{"cells": 3}')
    assert take(folder, definition).problems == (
        "besides 'tiny.ipynb' there are other notebooks, which were left out: 'broken.ipynb'",
        "this seems to be the notebook of another lab, 'deep_nets'",
    )


def test_another_labs_notebook_is_neither_taken_nor_spoken_of_beside_the_right_one(
    folder, definition, released
):
    (folder / "a deep one.ipynb").write_text(json.dumps(OTHER))
    (folder / "tiny.ipynb").write_text(json.dumps(released()))
    intake = take(folder, definition)
    assert json.loads(intake.data) == released()
    assert intake.problems == ()


def test_what_lies_above_a_notebook_in_a_deeper_folder_is_taken(folder, definition):
    (folder / "deeper").mkdir()
    (folder / "tiny.ipynb").rename(folder / "deeper" / "tiny.ipynb")
    (folder / "utils.py").write_text("x = 1")
    assert take(folder, definition).files == {"utils.py": b"x = 1"}


def test_an_empty_folder_is_a_rejected_submission(folder, definition):
    (folder / "tiny.ipynb").unlink()
    assert take(folder, definition).rejected == NO_NOTEBOOK


@pytest.mark.parametrize("target", ["/etc/passwd", "nowhere", "/dev/zero", "/proc/self/environ"])
def test_a_linked_notebook_is_not_followed(folder, definition, target):
    (folder / "tiny.ipynb").unlink()
    (folder / "tiny.ipynb").symlink_to(target)
    intake = take(folder, definition)
    assert "is a symbolic link, which is not followed" in intake.rejected
    assert intake.data == b""


def test_a_linked_folder_is_not_followed(folder, definition, tmp_path):
    elsewhere = folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(elsewhere)
    assert "symbolic link" in take(folder, definition).rejected


def test_a_linked_timestamp_is_not_followed(folder, definition, tmp_path):
    (tmp_path / "time").write_text("2030-05-01 12:00:00 UTC")
    (folder / "timestamp.txt").symlink_to(tmp_path / "time")
    intake = take(folder, definition)
    assert intake.timestamp is None
    assert "nobody knows when" in intake.problems[0]


def test_a_timestamp_that_is_none_is_named(folder, definition):
    (folder / "timestamp.txt").write_text("soon")
    intake = take(folder, definition)
    assert intake.timestamp is None
    assert intake.rejected is None
    assert len(intake.problems) == 1


def test_a_pipe_does_not_make_the_grader_wait(folder, definition):
    (folder / "tiny.ipynb").unlink()
    os.mkfifo(folder / "tiny.ipynb")
    assert "is not a regular file" in take(folder, definition).rejected


def test_a_folder_that_is_called_like_the_notebook_is_no_notebook(folder, definition):
    (folder / "tiny.ipynb").unlink()
    (folder / "tiny.ipynb").mkdir()
    assert take(folder, definition).rejected == NO_NOTEBOOK


def test_a_file_in_the_place_of_a_folder_is_rejected(folder, definition):
    (folder / "tiny.ipynb").unlink()
    folder.rmdir()
    folder.write_text("hello")
    assert take(folder, definition).rejected == "the submission cannot be read (Not a directory)"


def test_a_name_that_a_student_chose_can_not_play_tricks_in_a_sentence(folder, definition):
    (folder / "tiny.ipynb").rename(folder / "<b>\x1b[31m.ipynb")
    assert "'?b??[31m.ipynb'" in take(folder, definition).problems[0]

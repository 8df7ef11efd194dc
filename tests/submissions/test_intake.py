from __future__ import annotations

import os

import pytest

from autograder.submissions.intake import take


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "submitted" / "ada" / "tiny"
    folder.mkdir(parents=True)
    (folder / "tiny.ipynb").write_bytes(b"{}")
    return folder


def test_the_notebook_and_the_time_are_taken(folder):
    (folder / "timestamp.txt").write_text("2030-05-01 12:00:00 UTC\n")
    intake = take(folder, "tiny")
    assert (intake.data, intake.timestamp) == (b"{}", "2030-05-01 12:00:00 UTC")
    assert not intake.problems
    assert intake.rejected is None


def test_other_files_are_left_out(folder):
    (folder / "numpy.py").write_text("raise SystemExit")
    (folder / "helpers").mkdir()
    assert take(folder, "tiny") == take(folder, "tiny").__class__(data=b"{}")


def test_a_renamed_notebook_is_taken_and_that_is_named(folder):
    (folder / "tiny.ipynb").rename(folder / "tiny (1).ipynb")
    intake = take(folder, "tiny")
    assert intake.data == b"{}"
    assert intake.problems == (
        "the notebook is called 'tiny (1).ipynb', it was taken for tiny.ipynb",
    )


def test_of_several_renamed_notebooks_none_is_taken(folder):
    (folder / "tiny.ipynb").rename(folder / "a.ipynb")
    (folder / "b.ipynb").write_bytes(b"{}")
    assert "several others: 'a.ipynb', 'b.ipynb'" in take(folder, "tiny").rejected


def test_a_second_notebook_beside_the_right_one_is_left_out(folder):
    (folder / "old.ipynb").write_bytes(b"[]")
    intake = take(folder, "tiny")
    assert intake.data == b"{}"
    assert "'old.ipynb': left out" in intake.problems[0]


def test_an_empty_folder_is_a_rejected_submission(folder):
    (folder / "tiny.ipynb").unlink()
    assert take(folder, "tiny").rejected == "there is no notebook tiny.ipynb"


@pytest.mark.parametrize("target", ["/etc/passwd", "nowhere", "/dev/zero", "/proc/self/environ"])
def test_a_linked_notebook_is_not_followed(folder, target):
    (folder / "tiny.ipynb").unlink()
    (folder / "tiny.ipynb").symlink_to(target)
    intake = take(folder, "tiny")
    assert "is a symbolic link, which is not followed" in intake.rejected
    assert intake.data == b""


def test_a_linked_folder_is_not_followed(folder, tmp_path):
    elsewhere = folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(elsewhere)
    assert "symbolic link" in take(folder, "tiny").rejected


def test_a_linked_timestamp_is_not_followed(folder, tmp_path):
    (tmp_path / "time").write_text("2030-05-01 12:00:00 UTC")
    (folder / "timestamp.txt").symlink_to(tmp_path / "time")
    intake = take(folder, "tiny")
    assert intake.timestamp is None
    assert "nobody knows when" in intake.problems[0]


def test_a_timestamp_that_is_none_is_named(folder):
    (folder / "timestamp.txt").write_text("soon")
    intake = take(folder, "tiny")
    assert intake.timestamp is None
    assert intake.rejected is None
    assert len(intake.problems) == 1


def test_a_pipe_does_not_make_the_grader_wait(folder):
    (folder / "tiny.ipynb").unlink()
    os.mkfifo(folder / "tiny.ipynb")
    assert "is not a regular file" in take(folder, "tiny").rejected


def test_a_folder_that_is_called_like_the_notebook_is_no_notebook(folder):
    (folder / "tiny.ipynb").unlink()
    (folder / "tiny.ipynb").mkdir()
    assert take(folder, "tiny").rejected == "there is no notebook tiny.ipynb"


def test_a_file_in_the_place_of_a_folder_is_rejected(folder):
    (folder / "tiny.ipynb").unlink()
    folder.rmdir()
    folder.write_text("hello")
    assert take(folder, "tiny").rejected == "the submission can not be read (Not a directory)"


def test_a_name_that_a_student_chose_can_not_play_tricks_in_a_sentence(folder):
    (folder / "tiny.ipynb").rename(folder / "<b>\x1b[31m.ipynb")
    assert "'?b??[31m.ipynb'" in take(folder, "tiny").problems[0]

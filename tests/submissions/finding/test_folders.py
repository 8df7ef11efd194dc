"""A submission is found wherever its author put it, and what holds none is seen."""

from __future__ import annotations

import os
import zipfile

import pytest

from autograder.submissions.finding.folders import hand_ins, strays

LABS = ("tiny", "deep_nets")


@pytest.fixture
def put(tmp_path):
    def write(*names: str) -> None:
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("{}")

    return write


def found(tmp_path, lab="tiny"):
    return {
        one.student: (str(one.folder.relative_to(tmp_path)), one.remark)
        for one in hand_ins(tmp_path, lab, LABS)
    }


def test_the_folder_of_the_labs_name_needs_no_remark(tmp_path, put):
    put("ada/tiny/tiny.ipynb", "emmy/deep_nets/deep_nets.ipynb")
    assert found(tmp_path) == {"ada": ("ada/tiny", "")}


@pytest.mark.parametrize("name", ["Tiny", "TINY", " tiny", "tiny ", "ti-ny"])
def test_a_folder_of_the_labs_name_in_another_spelling_is_taken(tmp_path, put, name):
    put(f"ada/{name}/tiny.ipynb")
    remark = f"the folder is called {name!r}; it was graded as 'tiny'"
    assert found(tmp_path) == {"ada": (f"ada/{name}", remark)}


@pytest.mark.parametrize("name", ["Deep Nets", "deep-nets", "DeepNets"])
def test_blanks_hyphens_and_underscores_are_one(tmp_path, put, name):
    put(f"ada/{name}/deep_nets.ipynb")
    assert list(found(tmp_path, "deep_nets")) == ["ada"]
    assert found(tmp_path) == {}


@pytest.mark.parametrize("name", ["tiny.ipynb", "my tiny.ipynb.json", "week 1/tiny.ipynb"])
def test_a_notebook_in_no_folder_of_its_lab_belongs_to_the_lab_it_is_called_after(
    tmp_path, put, name
):
    put(f"ada/{name}")
    assert found(tmp_path) == {"ada": ("ada", "the notebook is not in a folder called 'tiny'")}
    assert found(tmp_path, "deep_nets") == {}


@pytest.mark.parametrize("name", ["essay.docx", "week 1/notes.txt", "lab.ipynb"])
def test_a_students_folder_without_any_lab_is_a_submission_too(tmp_path, put, name):
    put(f"ada/{name}")
    assert found(tmp_path) == {"ada": ("ada", "there is no folder called 'tiny'")}


CHECK = '{"cells": [{"source": "check(\\"deep_nets.go\\", go)"}]}'


@pytest.mark.parametrize(
    ("names", "tiny", "deep"),
    [
        (["tiny.ipynb", "deep_nets.ipynb"], "", ""),
        (["tiny/tiny.ipynb", "deep_nets.ipynb"], "tiny", ""),
        (["tiny/tiny.ipynb", "Deep Nets.zip"], "tiny", ""),
        (["tiny/tiny.ipynb", "deep_nets (1)/deep_nets.ipynb"], "tiny", "deep_nets (1)"),
        (["tiny/tiny.ipynb", "Lab 3 deep nets/a.ipynb"], "tiny", "Lab 3 deep nets"),
        (["tiny/tiny.ipynb", "lab3/deep_nets.ipynb"], "tiny", "lab3"),
        (["tiny/deep_nets.ipynb", "tiny/tiny.ipynb"], "tiny", "tiny"),
        (["tiny/tiny.ipynb", "netze.ipynb=CHECK"], "tiny", ""),
        (["deep_nets.zip"], None, ""),
        (["netze.ipynb=CHECK"], None, ""),
        (["netze.zip=deep_nets.ipynb"], None, ""),
        (["tiny/", "tiny.ipynb"], "", None),
        (["tiny/", "deep_nets.ipynb"], "tiny", ""),
        (["tiny/readme.txt", "tiny.zip"], "", None),
        (["tiny/", "a/b/c/d/e/f/work.ipynb"], "", None),
        (["tiny/placeholder.ipynb/", "a/b/c/d/e/f/work.ipynb"], "", None),
        (["tiny/"], "tiny", None),
        (["tiny/readme.txt", "work/tiny.ipynb", "deep_nets.ipynb"], "", ""),
        (["tiny/readme.txt", "tiny.txt"], "tiny", None),
        (["tiny/notes.zip", "tiny.ipynb"], "tiny", None),
        (["tiny/tiny.ipynb", "notes.txt", "own.zip=a.csv"], "tiny", None),
    ],
)
def test_of_several_labs_in_one_folder_each_is_found(tmp_path, put, names, tiny, deep):
    for name in names:
        path, _, inside = name.partition("=")
        if path.endswith("/"):
            (tmp_path / "ada" / path).mkdir(parents=True)
            continue
        put(f"ada/{path}")
        if inside == "CHECK":
            (tmp_path / "ada" / path).write_text(CHECK)
        elif inside:
            with zipfile.ZipFile(tmp_path / "ada" / path, "w") as packed:
                packed.writestr(inside, "{}")
    for lab, where in (("tiny", tiny), ("deep_nets", deep)):
        folders = [place for place, _ in found(tmp_path, lab).values()]
        assert folders == ([] if where is None else [f"ada/{where}".rstrip("/")]), lab


def test_an_empty_folder_and_what_a_machine_hid_are_nobodys_submission(tmp_path, put):
    (tmp_path / "ada").mkdir()
    put("emmy/.DS_Store", "grace/.git/config", ".trash/tiny/tiny.ipynb")
    assert found(tmp_path) == {}


@pytest.mark.parametrize("name", [".tiny.ipynb", ".ipynb_checkpoints/lab.ipynb", "__MACOSX/a.zip"])
def test_a_hidden_notebook_alone_is_a_submission(tmp_path, put, name):
    put(f"ada/{name}")
    assert found(tmp_path) == {"ada": ("ada", "there is no folder called 'tiny'")}


def test_of_folders_in_several_spellings_the_notebooks_decide(tmp_path, put):
    put("ada/tiny/tiny.ipynb", "ada/Tiny/tiny.ipynb", "ada/ti ny/tiny.ipynb", "ada/other/a.ipynb")
    remark = "there are several folders for 'tiny': 'tiny', 'Tiny', 'ti ny'"
    assert found(tmp_path) == {"ada": ("ada", remark)}


def test_a_link_is_a_submission_and_not_followed(tmp_path):
    (tmp_path / "ada").symlink_to("nowhere")
    assert found(tmp_path) == {"ada": ("ada/tiny", "")}


def test_one_student_can_be_looked_for(tmp_path, put):
    put("ada/Tiny/tiny.ipynb", "emmy/tiny/tiny.ipynb")
    assert [one.student for one in hand_ins(tmp_path, "tiny", LABS, "ada")] == ["ada"]
    assert hand_ins(tmp_path, "tiny", LABS, "grace") == []


def test_a_notebook_that_lies_in_nobodys_folder_is_told(tmp_path, put):
    put("tiny.ipynb", "ada.zip", "roster.csv", "readme.txt", "emmy/tiny/tiny.ipynb")
    assert strays(tmp_path) == ["ada.zip", "tiny.ipynb"]
    put("grace.tar.gz", "bob.rar", "Lab 1.ipynb.txt", "dora.html", ".hidden.txt")
    (tmp_path / "without an ending").write_text('{"cells": []}')
    others = ["Lab 1.ipynb.txt", "bob.rar", "dora.html", "grace.tar.gz", "without an ending"]
    assert strays(tmp_path) == sorted([*others, "ada.zip", "tiny.ipynb"])
    assert strays(tmp_path / "nowhere") == []


@pytest.mark.parametrize("name", ["x.zip", "x.ipynb", "x.txt", "deep/x.tar"])
def test_no_pipe_is_waited_for_and_no_link_followed(tmp_path, put, name):
    put("ada/notes.md")
    path = tmp_path / "ada" / name
    path.parent.mkdir(exist_ok=True)
    os.mkfifo(path)
    (tmp_path / "ada" / "y.zip").symlink_to("/dev/zero")
    assert found(tmp_path) == {"ada": ("ada", "there is no folder called 'tiny'")}


def test_a_time_beside_the_only_notebook_stays_beside_it(tmp_path, put):
    put("ada/week 1/tiny.ipynb", "ada/timestamp.txt", "ada/notes.txt")
    assert found(tmp_path) == {"ada": ("ada", "the notebook is not in a folder called 'tiny'")}


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("José".encode("cp1252"), "José"),
        ("Müller".encode("latin-1"), "Müller"),
        ("李明".encode("gbk"), "李明"),
        (b"ada\x81", "ada\ufffd"),
    ],
)
def test_a_folder_whose_name_is_not_utf_8_is_its_student_s_all_the_same(tmp_path, name, read):
    path = tmp_path / os.fsdecode(name) / "tiny"
    path.mkdir(parents=True)
    (path / "tiny.ipynb").write_text("{}")
    (one,) = hand_ins(tmp_path, "tiny", LABS)
    assert one.student == read
    assert one.remark == f"the name of the student's folder is not UTF-8; it was read as '{read}'"
    assert (one.folder, one.home) == (path, path.parent)
    assert hand_ins(tmp_path, "tiny", LABS, read) == [one]


def test_two_students_do_not_get_one_name(tmp_path, put):
    put("José/tiny/tiny.ipynb")
    other = tmp_path / os.fsdecode(b"Jos\xe9") / "tiny"
    other.mkdir(parents=True)
    (other / "tiny.ipynb").write_text("{}")
    assert {one.student for one in hand_ins(tmp_path, "tiny", LABS)} == {"José", "José_"}


@pytest.mark.parametrize("ending", ["zip", "tar.gz", "tar.xz", "rar", "7z", "gz", "TAR.BZ2"])
def test_an_archive_of_any_kind_is_the_labs_by_its_name_beside_that_of_another(
    tmp_path, put, ending
):
    put("ada/deep_nets/deep_nets.ipynb", f"ada/tiny.{ending}")
    assert list(found(tmp_path)) == ["ada"]

"""What lies beside a notebook is there when it runs, unless it would hide something else."""

from __future__ import annotations

import json
import os
from dataclasses import replace

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.settings import DEFAULTS
from autograder.submissions.finding import beside
from tests.tiny.course import ROOT


def files_beside(*arguments, **more):
    found = beside.files_beside(*arguments, **more)
    return found.files, found.problems


@pytest.fixture
def notebook(tmp_path):
    path = tmp_path / "lab" / "tiny.ipynb"
    path.parent.mkdir()
    path.write_text("{}")
    return path


@pytest.fixture
def put(notebook):
    def write(name: str, data: bytes = b"x") -> None:
        path = notebook.parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    return write


def test_modules_and_data_are_taken_with_their_folders(notebook, put):
    names = ["utils.py", "data/points.csv", "my package/part.py", "Übung.txt"]
    for name in names:
        put(name, name.encode())
    files, problems = files_beside(notebook, DEFAULTS)
    assert files == {name: name.encode() for name in names}
    assert problems == []


@pytest.mark.parametrize("name", ["code/mine.py", "types/deeper/mine.py"])
def test_a_folder_that_is_called_as_a_module_of_python_hides_nothing(notebook, put, name):
    put(name)
    assert files_beside(notebook, DEFAULTS) == ({name: b"x"}, [])
    put(f"{name.partition('/')[0]}/__init__.py")
    files, problems = files_beside(notebook, DEFAULTS)
    assert files == {}
    assert name in problems[0]


@pytest.mark.parametrize(
    "name",
    [
        "numpy.py",
        "numpy/__init__.py",
        "random.py",
        "helpers.py",
        "matplotlib/pyplot.py",
        "sitecustomize.py",
        "nbgrader.py",
        "sqlite3.py",
        "test.py",
    ],
)
def test_what_would_hide_a_module_is_left_out_and_named(notebook, put, name):
    put(name)
    put("utils.py")
    files, problems = files_beside(notebook, DEFAULTS)
    assert list(files) == ["utils.py"]
    why = "a module with this name exists already; rename it"
    assert problems == [f"left out, since {why}: '{name}'"]


@pytest.mark.parametrize(
    "name",
    [
        "timestamp.txt",
        "tiny (1).ipynb",
        "old.ipynb.json",
        ".git/config",
        ".env",
        "__pycache__/utils.cpython-311.pyc",
        ".ipynb_checkpoints/utils.py",
        "venv/lib/thing.py",
        "my environment/pyvenv.cfg",
        "__MACOSX/._utils.py",
        "node_modules/x.js",
    ],
)
def test_what_is_no_students_file_is_passed_over_in_silence(notebook, put, name):
    put(name)
    assert files_beside(notebook, DEFAULTS) == ({}, [])


@pytest.mark.parametrize("line", ["%run own.ipynb", "%run -i './own.ipynb'", '%run "own.ipynb"'])
def test_a_notebook_that_this_one_runs_is_taken(notebook, put, line):
    put("own.ipynb", b"{}")
    put("other.ipynb", b"{}")
    data = json.dumps({"cells": [{"source": f"{line}\nother.ipynb"}]}).encode()
    assert files_beside(notebook, DEFAULTS, data=data) == ({"own.ipynb": b"{}"}, [])
    put("own.py")
    assert list(files_beside(notebook, DEFAULTS, data=b"# other.ipynb")[0]) == ["own.py"]


def test_why_a_module_is_left_out_is_kept_for_who_misses_it(notebook, put):
    for name in ("random.py", "helpers/mine.py", "tools/large.py", "tools/small.py"):
        put(name, b"x" * (300 if "large" in name else 100))
    put("own/__init__.py", b"x" * 301)
    found = beside.files_beside(notebook, replace(DEFAULTS, beside=290))
    assert list(found.files) == ["tools/small.py"]
    assert found.left_out == {
        "random": "a module with this name exists already, so rename it",
        "helpers.mine": "the course's own folders are used, so put it beside the notebook",
        "tools.large": "at most 100 files and 0 MB are taken",
        "own": "at most 100 files and 0 MB are taken",
    }


def test_modules_of_the_student_s_own_folder_are_held_to_the_same_rules(notebook, tmp_path):
    for name in ("mine.py", "random.py", "data.csv", "other lab/theirs.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    found = beside.files_beside(notebook, DEFAULTS, notebook.parent, tmp_path)
    assert found.files == {"mine.py": b"mine.py"}
    assert found.problems[0].endswith("rename it: 'random.py'")


def test_of_the_courses_own_folders_only_what_was_changed_or_added_is_named(notebook, put):
    for name in ("helpers/plots.py", "autograder/checks/__init__.py"):
        put(name, (ROOT / name).read_bytes())
    put("autograder/checks/public/tiny.double.npz")
    put("utils.py")
    assert files_beside(notebook, DEFAULTS) == ({"utils.py": b"x"}, [])
    put("helpers/plots.py", b"changed")
    put("helpers/mine.py")
    files, (problem,) = files_beside(notebook, DEFAULTS)
    assert list(files) == ["utils.py"]
    why = "the course's own folders are used; put files of yours beside the notebook"
    assert problem == f"left out, since {why}: 'helpers/mine.py', 'helpers/plots.py'"


def test_modules_come_before_what_there_is_much_of(notebook, put):
    for number in range(7):
        put(f"{number}.png")
    put("utils.py")
    files, _ = files_beside(notebook, replace(DEFAULTS, beside_files=5))
    assert next(iter(files)) == "utils.py"
    assert len(files) == 5


def test_what_is_too_much_is_named_and_the_rest_is_taken(notebook, put):
    put("a.bin", b"x" * 60)
    put("b.bin", b"x" * 60)
    put("c.txt", b"x" * 40)
    files, problems = files_beside(notebook, replace(DEFAULTS, beside=100))
    assert list(files) == ["a.bin", "c.txt"]
    assert problems == ["left out, since at most 100 files and 0 MB are taken: 'b.bin'"]


def test_of_very_many_files_the_first_are_taken(notebook, put):
    for number in range(7):
        put(f"{number}.txt")
    files, problems = files_beside(notebook, replace(DEFAULTS, beside_files=5))
    assert list(files) == [f"{number}.txt" for number in range(5)]
    assert "'5.txt', '6.txt'" in problems[0]


def test_links_and_pipes_are_not_followed(notebook, tmp_path):
    (notebook.parent / "answers.py").symlink_to("/etc/passwd")
    (notebook.parent / "folder").symlink_to("/etc")
    os.mkfifo(notebook.parent / "pipe.txt")
    files, problems = files_beside(notebook, DEFAULTS)
    assert files == {}
    told = "left out, since it is no ordinary file, or cannot be read"
    assert problems == [f"{told}: 'answers.py', 'folder', 'pipe.txt'"]


def test_a_folder_without_end_is_looked_at_in_part(notebook, put):
    for number in range(6000):
        put(f"many/{number}")
    assert len(files_beside(notebook, DEFAULTS)[0]) == DEFAULTS.beside_files


def test_what_lies_in_folders_above_is_taken_up_to_the_top(notebook, put):
    deep = notebook.parent / "week 1" / "final"
    for name in ("utils.py", "data.csv", "week 1/utils.py", "week 1/final/own.py", "other/a.py"):
        put(name, name.encode())
    (notebook.parent.parent / "somebody_elses.py").write_text("")
    files, problems = files_beside(deep / "tiny.ipynb", DEFAULTS, notebook.parent)
    assert files == {
        "own.py": b"week 1/final/own.py",
        "utils.py": b"week 1/utils.py",
        "data.csv": b"data.csv",
        "a.py": b"other/a.py",
    }
    assert problems == []
    assert list(files_beside(deep / "tiny.ipynb", DEFAULTS)[0]) == ["own.py"]


def test_of_very_many_lines_that_run_something_the_first_are_looked_at():
    many = b"%run a.ipynb\\n" + b"%run " * 10**5
    behind = beside.run_by(many)
    assert len(behind) <= beside._RUNS * (beside._LONGEST + 1)
    assert beside.runs(behind, "a.ipynb")
    assert not beside.runs(behind, "b.ipynb")


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\\n"])
def test_what_stands_on_the_next_line_is_not_run_by_this_one(end):
    assert not beside.runs(beside.run_by(b"%run a.py" + end + b"b.py"), "b.py")


def cells(*lines: str, **shape: int) -> bytes:
    """A notebook with one cell."""
    notebook = new_notebook(cells=[new_code_cell("\n".join(lines))])
    return json.dumps(notebook, **shape).encode()


@pytest.mark.parametrize("shape", [{}, {"indent": 1}])
@pytest.mark.parametrize(
    "line", ["from utils import x", "import math, utils as u", "if 1:\n    import utils.deeper"]
)
@pytest.mark.parametrize(
    "name",
    [
        *("utils (1).py", "utils(2).py", "utils_(1).py", "utils-1.py", "utils.py.txt", "Utils.py"),
        *("utils copy.py", "utils copy 2.py", "utils - Copy.py"),
    ],
)
def test_a_module_that_was_renamed_on_its_way_is_there_under_both_names(
    notebook, put, name, line, shape
):
    put(name)
    data = cells("# mine", line, **shape)
    files, problems = files_beside(notebook, DEFAULTS, data=data)
    assert files == {name: b"x", "utils.py": b"x"}
    assert problems == [f"the file '{name}' was used as 'utils.py', which the notebook imports"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("from utils import x", ["utils.py", "utils (1).py"]),
        ("from utils import x", ["utils (1).py", "utils (2).py"]),
        ("from utils import x", ["utils/a.py", "utils (1).py"]),
        ("from models import Utils", ["models.py", "utils.py"]),
        ("import random", ["random (1).py"]),
        ("print('from utils import x')", ["utils (1).py"]),
    ],
)
def test_nothing_is_taken_for_another_where_that_is_not_plain(notebook, put, line, names):
    for name in names:
        put(name)
    files, problems = files_beside(notebook, DEFAULTS, data=cells(line))
    assert (set(files), problems) == (set(names), [])

"""Every bundle holds a copy of its released notebook, which restores cells and is never graded."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest

from autograder.course import Course
from autograder.release import release
from autograder.release.kept import of_course, path_of
from autograder.settings import DEFAULTS
from autograder.submissions.finding.candidates import choose
from autograder.submissions.finding.folders import hand_ins
from autograder.submissions.intake import take
from autograder.submissions.released.definition import Definition
from tests.release.example import TINY, Bundle
from tests.tiny.course import copy_of

REPAIRED = "gradient_checking"
ANSWER = "def double(x):\n    return 2 * x"


def cells_of(notebook: bytes) -> list[dict[str, object]]:
    return [
        {key: cell[key] for key in ("id", "cell_type", "metadata", "source")}
        for cell in nbformat.reads(notebook.decode(), as_version=4).cells
    ]


def test_a_bundle_holds_a_copy_of_each_cell_of_its_notebook(bundle: Bundle):
    folder = bundle.folder / "autograder" / "checks" / "released"
    (copy,) = folder.iterdir()
    assert copy == bundle.folder / path_of(bundle.lab)
    assert json.loads(copy.read_text()) == cells_of(bundle.notebook.read_bytes())


def test_each_student_of_a_roster_gets_a_copy_of_their_own_notebook(course: Course, tmp_path: Path):
    roster = tmp_path / "roster.csv"
    roster.write_text("id\nada\nalan\nemmy")
    copies = set()
    for path in release(course, REPAIRED, seed=5, roster=roster).bundles:
        with zipfile.ZipFile(path) as archive:
            notebook = archive.read(f"{REPAIRED}/{REPAIRED}.ipynb")
            copy = archive.read(f"{REPAIRED}/{path_of(REPAIRED)}")
        assert json.loads(copy) == cells_of(notebook)
        copies.add(copy)
    assert len(copies) > 1


def test_cells_are_restored_in_a_bundle_that_nobody_has_started(bundle: Bundle, tmp_path: Path):
    folder = shutil.copytree(bundle.folder, tmp_path / "lab")
    path = folder / bundle.notebook.name
    notebook = nbformat.read(path, as_version=4)
    (check, *_) = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade")]
    released, check.source = check.source, "broken"
    nbformat.write(notebook, path)
    name = f"{bundle.lab}.{check.metadata.nbgrader.grade_id}"
    program = f"from autograder.checks import restore; print(restore({name!r}, write=True))"
    said = subprocess.check_output([sys.executable, "-c", program], cwd=folder, text=True)
    assert f"{name}: the released text is back" in said
    assert released in [cell.source for cell in nbformat.read(path, as_version=4).cells]


# --- handed in with everything else --------------------------------------------------------------


@pytest.fixture(scope="module")
def definition(tiny: Bundle) -> Definition:
    url = f"sqlite:///{tiny.course.root}/gradebook.db"
    return Definition.read(url, TINY, tiny.course.source(TINY))


@pytest.fixture
def worked(tiny: Bundle, tmp_path: Path) -> Path:
    """The whole folder of a student who has solved the exercise."""
    folder = shutil.copytree(tiny.folder, tmp_path / "submitted" / "ada" / TINY)
    notebook = nbformat.read(tiny.notebook, as_version=4)
    notebook.cells[1].source = ANSWER
    nbformat.write(notebook, folder / tiny.notebook.name)
    return folder


def test_of_a_whole_bundle_the_notebook_is_taken_and_not_the_copy(worked: Path, definition):
    taken = take(worked, definition)
    assert taken.data == (worked / "tiny.ipynb").read_bytes()
    assert taken.problems == ()
    assert not [name for name in taken.files if "released" in name]


@pytest.mark.parametrize("name", ["tiny (1).ipynb", "my work.ipynb", "tiny.txt", "tiny"])
def test_so_it_is_where_the_notebook_has_another_name(worked: Path, definition, name: str):
    (worked / "tiny.ipynb").rename(worked / name)
    taken = take(worked, definition)
    assert taken.data == (worked / name).read_bytes()
    assert not [problem for problem in taken.problems if "released" in problem]


@pytest.mark.parametrize("name", ["Tiny", "homework", "tiny-main"])
def test_so_it_is_where_the_folder_has_another_name(worked: Path, definition, name: str):
    worked.rename(worked.parent / name)
    (found,) = hand_ins(worked.parents[1], TINY, [TINY, "other"])
    assert take(found.folder, definition).data == (worked.parent / name / "tiny.ipynb").read_bytes()


def test_so_it_is_where_it_was_packed_again(worked: Path, definition, tmp_path: Path):
    data = (worked / "tiny.ipynb").read_bytes()
    packed = shutil.make_archive(str(tmp_path / "tiny"), "zip", worked.parent, TINY)
    shutil.rmtree(worked)
    worked.mkdir()
    shutil.move(packed, worked)
    assert take(worked, definition).data == data


def test_where_the_notebook_is_missing_the_copy_does_not_stand_in_for_it(worked: Path, definition):
    (worked / "tiny.ipynb").unlink()
    assert "there is no notebook" in str(take(worked, definition).rejected)


def test_what_was_kept_of_a_notebook_before_a_cell_was_restored_is_not_taken(
    worked: Path, definition
):
    name = "tiny-before-restore-2026-01-01-120000.ipynb"
    shutil.copy(worked / "tiny.ipynb", worked / name)
    chosen, _, _ = choose(worked, definition, DEFAULTS)
    assert chosen == worked / "tiny.ipynb"


@pytest.mark.parametrize("text", ["", "null", '{"cells": 3}'])
def test_where_the_release_is_damaged_the_source_has_the_lessons_cells(
    released_course, tmp_path, text
):
    course = copy_of(released_course, tmp_path / "course")
    whole = of_course(course, "tiny")
    (course.release / "tiny" / "tiny.ipynb").write_text(text)
    cells = of_course(course, "tiny")
    assert [one.grade_id for one in cells] == [one.grade_id for one in whole]

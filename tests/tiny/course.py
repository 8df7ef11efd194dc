from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from nbformat import NotebookNode

from autograder import configuration, grading
from autograder.course import Course
from autograder.release.assignment import generate
from autograder.results.class_result import ClassResult
from autograder.running.copied import copied
from autograder.running.pool import KernelPool
from autograder.submissions.released.definition import Definition
from tests.once import once
from tests.tiny.lab import source_notebook

ROOT = Path(__file__).parents[2]
SETTINGS = f"""
sys.path.append({str(ROOT)!r})
from tests.tiny.lab import register

register()
c.Settings.cell_seconds = 1
c.Settings.call_seconds = 1
c.Settings.again_seconds = 0.5
c.Settings.linger_seconds = 0.5
c.Settings.interrupted_seconds = 0.5
"""


_kept: list[KernelPool] = []
"""Kernels of the tiny lab: most courses are copies of one, and a zygote takes a second to start."""


@pytest.fixture(scope="session")
def released_course(tmp_path_factory) -> Iterator[Course]:
    """The tiny lab, released; tests take copies of it."""
    course = once(tmp_path_factory, "released", _release)
    with copied(course, "tiny") as copy:
        settings = configuration.settings(course)
        with KernelPool(copy, "tiny", settings, sandbox=True) as kernels:
            _kept.append(kernels)
            yield course
            _kept.clear()


def _release(root: Path) -> Course:
    config = (ROOT / "nbgrader_config.py").read_text()
    (root / "nbgrader_config.py").write_text(config + SETTINGS)
    for shared in ("helpers", "autograder"):
        (root / shared).symlink_to(ROOT / shared)
    (root / "notebooks" / "tiny").mkdir(parents=True)
    nbformat.write(source_notebook(), root / "notebooks" / "tiny" / "tiny.ipynb")
    course = Course(root)
    generate(course, "tiny")
    return course


def grade(course: Course, lab: str, **wanted) -> ClassResult:
    """The same as `grading.grade`, with kernels that an earlier class has left, if they fit."""
    return grading.grade(course, lab, begun=next(iter(_kept), None), **wanted)


def copy_of(course: Course, root: Path) -> Course:
    shutil.copytree(course.root, root, symlinks=True)
    return Course(root)


@pytest.fixture
def course(released_course, tmp_path) -> Course:
    """The tiny lab, released, with nothing submitted."""
    return copy_of(released_course, tmp_path / "course")


@pytest.fixture(scope="session")
def definition(released_course) -> Definition:
    url = f"sqlite:///{released_course.root}/gradebook.db"
    return Definition.read(url, "tiny", released_course.source("tiny"))


@pytest.fixture(scope="session")
def released(released_course) -> Callable[[], NotebookNode]:
    """Makes the notebook as students get it, each time anew."""
    text = (released_course.release / "tiny" / "tiny.ipynb").read_text()
    return lambda: nbformat.reads(text, as_version=4)


@pytest.fixture(scope="session")
def solved(released) -> Callable[..., NotebookNode]:
    """Makes a notebook with answers, right ones unless others are given."""
    right = {
        "double_answer": "def double(x):\n    return 2 * x",
        "triple_answer": "def triple(x):\n    return 3 * x",
        "why": "Because I say so.",
    }

    def make(**answers: str) -> NotebookNode:
        notebook = released()
        for name, text in (right | answers).items():
            cell_of(notebook, name).source = text
        return notebook

    return make


@pytest.fixture(scope="session")
def graded(released_course, released, solved, tmp_path_factory) -> SimpleNamespace:
    """A class of sixteen, most of it hostile, graded once; results under students' names."""
    from tests.tiny import hostile

    def make(folder: Path) -> tuple[Course, ClassResult, list[str]]:
        course = copy_of(released_course, folder / "course")
        hostile.fill(course, released, solved)
        lines: list[str] = []
        return course, grade(course, "tiny", workers=1, seed=7, report=lines.append), lines

    course, result, lines = once(tmp_path_factory, "class", make)
    students = {submission.student: submission for submission in result.submissions}
    return SimpleNamespace(course=course, result=result, lines=lines, **students)


def cell_of(notebook: NotebookNode, grade_id: str) -> NotebookNode:
    return next(
        cell
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id
    )


def submit(course, student, notebook, name="tiny") -> Path:
    return submit_as(course, student, "tiny", notebook, name)


def submit_troubled(course, student, troubled, notebook) -> None:
    """Hand in a notebook with what was done to it, and the files beside it."""
    troubled.change(notebook)
    path = submit(course, student, notebook)
    for name, text in troubled.files.items():
        (path.parent / name).parent.mkdir(exist_ok=True)
        data = text if isinstance(text, bytes) else text.encode()
        (path.parent / name).write_bytes(data)


def submit_as(course, student, lab, notebook, name="") -> Path:
    path = course.submitted / student / lab / f"{name or lab}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    data = notebook if isinstance(notebook, bytes) else json.dumps(notebook).encode()
    path.write_bytes(data)
    return path

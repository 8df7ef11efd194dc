"""What the tests release from: a copy of this course, with one tiny lab more."""

import ast
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

import nbformat
import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from autograder.course import Course
from autograder.release import release
from tests.once import once

ROOT = Path(__file__).resolve().parents[2]
TINY = "tiny"
LABS = [TINY, *Course(ROOT).labs()]
AT_HOME = (".tries.json", "student.toml", "tiny.pdf", "tiny.html")
"""What an author leaves beside the source by trying it."""
COPIED = ("nbgrader_config.py", "pyproject.toml", "helpers", "autograder", "notebooks")


@dataclass(frozen=True)
class Bundle:
    """A released lab, its bundle as a zip file and unpacked."""

    lab: str
    course: Course
    archive: Path
    folder: Path

    @property
    def names(self) -> list[str]:
        with zipfile.ZipFile(self.archive) as archive:
            return archive.namelist()

    @property
    def notebook(self) -> Path:
        return self.folder / f"{self.lab}.ipynb"


def graded(grade_id: str, **more: object) -> dict[str, object]:
    """nbgrader's metadata of a cell."""
    flags = {"grade": False, "solution": False, "locked": False, "task": False}
    return {"nbgrader": {"grade_id": grade_id, "schema_version": 3, **flags, **more}}


def tiny_notebook() -> nbformat.NotebookNode:
    """A source notebook with one of everything that releasing has to deal with."""
    solution = "\n".join(
        [
            "def double(x):",
            "    ### BEGIN SOLUTION",
            "    the_secret = x + x",
            "    return the_secret",
            "    ### END SOLUTION",
        ]
    )
    written = "Because it is.\n\n=== BEGIN MARK SCHEME ===\none point\n=== END MARK SCHEME ==="
    checked = graded("double", grade=True, locked=True, points=2)
    output = new_output("stream", text="left over")
    cells = [
        new_markdown_cell("# Tiny"),
        new_code_cell(solution, metadata=graded("double_answer", solution=True)),
        new_code_cell('check("tiny.double", double)', metadata=checked, outputs=[output]),
        new_markdown_cell(written, metadata=graded("why", grade=True, solution=True, points=1)),
        new_code_cell("print(1)", metadata={"scrolled": True}, execution_count=7, outputs=[output]),
    ]
    kernel = {"kernelspec": {"name": "somebody-s-own", "display_name": "x", "language": "python"}}
    return new_notebook(cells=cells, metadata=kernel)


def copy_of_the_course(root: Path) -> Course:
    """This course in a folder of its own, with the lab `tiny` added."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        else:
            shutil.copy(source, root / name)
    course = Course(root)
    (course.notebooks / TINY).mkdir(parents=True)
    nbformat.write(tiny_notebook(), course.notebooks / TINY / f"{TINY}.ipynb")
    for name in AT_HOME:
        (course.notebooks / TINY / name).write_text("{}")
    course.public_cases.mkdir(exist_ok=True)
    np.savez(course.public_cases / "tiny.double.npz", x=np.ones(3))
    return course


def unpacked(course: Course, lab: str, folder: Path) -> Bundle:
    """Release a lab and unpack its bundle as a student would."""
    archive = course.build / "bundles" / f"{lab}.zip"
    if not archive.exists():
        assert release(course, lab).bundles == [archive]
    with zipfile.ZipFile(archive) as file:
        file.extractall(folder)
    return Bundle(lab, course, archive, folder / lab)


def bundle_of(lab: str, course: Course, factory: pytest.TempPathFactory) -> Bundle:
    """A lab's bundle, made once."""
    return once(factory, f"bundle-{lab}", lambda folder: unpacked(course, lab, folder))


def imported(path: Path) -> set[str]:
    """Top-level names of the modules that a file imports anywhere."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names

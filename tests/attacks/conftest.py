from __future__ import annotations

import copy
import json
import os
import socket
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.course import Course
from autograder.example.students import Lab, grade_id
from autograder.grading import grade
from autograder.release.assignment import generate
from autograder.sandbox.bubblewrap import available
from autograder.sandbox.watch import members
from tests.attacks import exhausting, files, forging, patching, persisting, reading

ROOT = Path(__file__).parents[2]
LAB = "initialization"
HONEST = "aaa-honest"
WITNESS = "zzz-witness"
SOLVED = ("zeros_solution", "symmetry_solution")
SETTINGS = """
c.Settings.cell_seconds = 1
c.Settings.call_seconds = 1
c.Settings.again_seconds = 0.5
c.Settings.linger_seconds = 0.5
c.Settings.notebook_seconds = 8
c.Settings.interrupted_seconds = 0.5
c.Settings.memory = 2**29
c.Settings.shown = 2**22
"""
BRIEF = {
    "epochs=2000": "epochs=2",
    "plots.boundaries(predictors, data.X_test, data.Y_test)": "plt.figure(figsize=(1, 1))",
}


def make_course(root: Path) -> Course:
    """The Initialization lab, released, with short times."""
    root.mkdir()
    (root / "nbgrader_config.py").write_text((ROOT / "nbgrader_config.py").read_text() + SETTINGS)
    for shared in ("helpers", "autograder"):
        (root / shared).symlink_to(ROOT / shared)
    (root / "notebooks" / LAB).mkdir(parents=True)
    text = Course(ROOT).source(LAB).read_text(encoding="utf-8")
    # Nobody here has solved what is trained for long, and drawn, and many are run several times.
    brief = text
    for long, short in BRIEF.items():
        assert long in brief
        brief = brief.replace(long, short)
    (root / "notebooks" / LAB / f"{LAB}.ipynb").write_text(brief, encoding="utf-8")
    (root / "secret.txt").write_text(reading.SECRET)
    course = Course(root)
    generate(course, LAB)
    return course


def honest_part(course: Course) -> nbformat.NotebookNode:
    """Two of five exercises solved; of the cells in between only what those need."""
    released = nbformat.read(course.release / LAB / f"{LAB}.ipynb", as_version=4)
    lab = Lab.of(LAB, released, nbformat.read(course.source(LAB), as_version=4))
    notebook = lab.filled({name: lab.answers[name] for name in SOLVED})
    begun = [bool(grade_id(each)) for each in notebook.cells].index(True)
    notebook.cells = [
        each
        for number, each in enumerate(notebook.cells)
        if grade_id(each) or (each.cell_type == "code" and number < begun)
    ]
    return notebook


def folder(course: Course, student: str) -> Path:
    path = course.submitted / student / LAB
    path.mkdir(parents=True)
    return path


@contextmanager
def port_of_this_machine():
    """A port at which somebody listens, and how often anybody came."""
    came: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        over = threading.Event()

        def accept() -> None:
            while not over.is_set():
                try:
                    came.append(listener.accept())
                except TimeoutError:
                    continue

        thread = threading.Thread(target=accept)
        thread.start()
        try:
            yield listener.getsockname()[1], came
        finally:
            over.set()
            thread.join()


def fill(course: Course, attacks) -> None:
    """Write the class: somebody honest, the attacks, and a witness who looks for traces of them."""
    honest = honest_part(course)
    for attack in attacks:
        attack.make(copy.deepcopy(honest), folder(course, attack.name))
    for student in (HONEST, WITNESS):
        notebook = copy.deepcopy(honest)
        notebook.cells.append(new_markdown_cell(f"My answer is {reading.SECRET}."))
        if student == WITNESS:
            notebook.cells.append(new_code_cell(persisting.WITNESS))
        (folder(course, student) / f"{LAB}.ipynb").write_text(json.dumps(notebook))


@pytest.fixture(scope="session")
def sandboxed() -> bool:
    """Attacks are made only where they are shut in."""
    reason = available()
    if reason is not None:
        pytest.skip(reason)
    return True


@pytest.fixture(scope="session")
def attacked(sandboxed, tmp_path_factory) -> SimpleNamespace:
    """The class of all attackers, graded once; submissions by student."""
    course = make_course(tmp_path_factory.mktemp("attacked") / "course")
    temporary = tmp_path_factory.mktemp("temporary")
    lines: list[str] = []
    with port_of_this_machine() as (port, came), pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(temporary))
        patch.setenv("GRADER_SECRET", reading.SECRET)
        attacks = catalogue(str(course.root), port)
        fill(course, attacks)
        there = set(members(os.getpid()))  # other tests' kernels among them
        result = grade(course, LAB, workers=3, seed=7, report=lines.append)
        left = sorted(path.name for path in temporary.iterdir())
        processes = sorted(set(members(os.getpid())) - there)
    return SimpleNamespace(
        course=course,
        attacks={attack.name: attack for attack in attacks},
        submissions={each.student: each for each in result.submissions},
        came=came,
        left=left,
        processes=processes,
        lines=lines,
    )


def catalogue(course: str, port: int):
    return [
        *forging.ATTACKS,
        *patching.ATTACKS,
        *reading.attacks(course, port),
        *exhausting.ATTACKS,
        *persisting.ATTACKS,
        *files.attacks(Path(course)),
    ]

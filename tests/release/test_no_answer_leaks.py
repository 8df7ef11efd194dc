"""No answer can be imported from a bundle: every public callable is tried on every checkpoint."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.checks import public
from autograder.checks.recognition.two_mistakes import Sketches
from autograder.course import Course
from autograder.judge.exams import set_exam
from autograder.labs import names
from tests.once import once
from tests.release.example import ROOT, Bundle, bundle_of

SEARCH = Path(__file__).parent / "leak_search.py"
CHECKPOINTS = names()
SEED = 20_11


@pytest.fixture(scope="module")
def exams(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An exam for every checkpoint of every lab, with inputs that no public case has."""

    def make(folder: Path) -> Path:
        for checkpoint in CHECKPOINTS:
            exam = set_exam(course, checkpoint, SEED)
            # Whether it passes is all we ask.
            public.save(replace(exam, mistakes=tuple), Sketches(), folder)
        return folder

    return once(tmp_path_factory, "exams", make)


def search(bundle: Path, exams: Path, below: str = "") -> dict[str, object]:
    """What `leak_search.py` finds in a bundle, in a process that has nothing else of the course.

    Or in those of its modules whose names begin with `below`.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, str(SEARCH), str(bundle), str(exams), below],
        cwd=bundle,
        env={**environment, "MPLBACKEND": "agg"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def everything(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All bundles, unpacked into one folder: of a file that several have, all have the same."""

    def make(folder: Path) -> Path:
        for lab in Course(ROOT).labs():
            bundle = bundle_of(lab, course, tmp_path_factory)
            for path in bundle.folder.rglob("*.py"):
                target = folder / path.relative_to(bundle.folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                assert not target.exists() or target.read_bytes() == path.read_bytes()
                shutil.copy(path, target)
        return folder

    return once(tmp_path_factory, "everything", make)


def test_no_public_callable_of_any_bundle_answers_any_checkpoint(everything: Path, exams: Path):
    found = search(everything, exams)
    assert found["papers"] == len(CHECKPOINTS)
    assert found["callables"] > 40
    assert found["leaks"] == []


PLANTED = """
import numpy as np


def draw(layers_dims, rng):
    parameters = {}
    for l in range(1, len(layers_dims)):
        shape = (layers_dims[l], layers_dims[l - 1])
        parameters[f"W{l}"] = rng.standard_normal(shape) * np.sqrt(2 / shape[1])
        parameters[f"b{l}"] = np.zeros((shape[0], 1))
    return parameters


def _rows(W, tolerance):
    kept = []
    for row in W:
        if all(np.max(np.abs(row - other)) > tolerance for other in kept):
            kept.append(row)
    return len(kept)


TABLE = {"measures": (_rows,)}


class Start:
    @staticmethod
    def nothing(layers_dims):
        pairs = list(enumerate(zip(layers_dims[1:], layers_dims[:-1]), start=1))
        weights = {f"W{l}": np.zeros(shape) for l, shape in pairs}
        return weights | {f"b{l}": np.zeros((shape[0], 1)) for l, shape in pairs}
"""


def test_answers_planted_as_a_function_in_a_table_and_in_a_class_are_found(
    tiny: Bundle, exams: Path, tmp_path: Path
):
    folder = shutil.copytree(tiny.folder, tmp_path / "bundle")
    (folder / "helpers").mkdir()
    (folder / "helpers" / "planted.py").write_text(PLANTED)
    assert set(search(folder, exams, "helpers.planted")["leaks"]) == {
        "helpers.planted.draw answers initialization.he",
        "helpers.planted.TABLE['measures'][0] answers initialization.symmetry",
        "helpers.planted.Start.nothing answers initialization.zeros",
    }

"""The page for course authors is right: following it to the letter adds a lab, up to its grades."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.labs.checkpoint import Checkpoint

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "authoring.md"
COURSE = ("nbgrader_config.py", "pyproject.toml", "helpers", "autograder", "tools")
LAB = "scaling"
CELL = re.compile(r"A \*\*(\w+)\*\* cell(?:, `(\w+)`)?(?:, (\d+) points)?[.:]")
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


@dataclass(frozen=True)
class Block:
    """A block of code on the page, and the paragraph before it, which says what to do with it."""

    language: str
    code: str
    before: str


def blocks() -> Iterator[Block]:
    parts = re.split(r"^```(\w*)\n(.*?)^```$", PAGE.read_text(), flags=re.MULTILINE | re.DOTALL)
    for text, language, code in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
        yield Block(language, code, text.strip().rpartition("\n\n")[2])


def cells() -> Iterator[nbformat.NotebookNode]:
    """The notebook that the page describes, cell by cell."""
    for block in blocks():
        if not (found := CELL.search(block.before)):
            continue
        kind, grade_id, points = found.groups()
        source = block.code.rstrip()
        cell = new_markdown_cell(source) if kind == "text" else new_code_cell(source)
        if kind in ("solution", "test"):
            flags = {"grade": kind == "test", "locked": kind == "test"}
            about = {"grade_id": grade_id, "schema_version": 3, "task": False, **flags}
            worth = {"points": int(points)} if points else {}
            cell.metadata["nbgrader"] = {**about, "solution": kind == "solution", **worth}
        yield cell


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the course without its labs' notebooks, and what the page tells to write."""
    root = tmp_path_factory.mktemp("course")
    for name in COURSE:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / name)
    (root / "notebooks" / LAB).mkdir(parents=True)
    notebook = new_notebook(cells=list(cells()), metadata=KERNEL)
    nbformat.write(notebook, root / "notebooks" / LAB / f"{LAB}.ipynb")
    for block in blocks():
        named = re.search(r"`([\w/]+\.py)`", block.before)
        if named and block.language == "python" and not CELL.search(block.before):
            path = root / named[1]
            written = path.read_text() if path.exists() else ""
            path.write_text(f"{written}\n{block.code}" if written else block.code)
    return root


@pytest.fixture(scope="module")
def output(course: Path) -> str:
    """What the page's commands print, run one after another in the copy."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(course),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    printed = ""
    for block in blocks():
        if block.language != "sh":
            continue
        done = subprocess.run(
            ["sh", "-e"], input=block.code, cwd=course, env=environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        assert done.returncode == 0, f"{block.code}\n{done.stdout}"
        printed += done.stdout
    return printed


@pytest.mark.slow
def test_the_lab_of_the_page_is_released_and_graded(course: Path, output: str):
    released = (course / "release" / LAB / f"{LAB}.ipynb").read_text()
    assert "keepdims" not in released
    assert "NotImplementedError" in released
    assert (course / "build" / "bundles" / f"{LAB}.zip").is_file()
    (row,) = [line for line in output.splitlines() if line.startswith("ada")]
    assert "10" in row
    assert "graded" in row


@pytest.mark.slow
def test_the_answers_of_the_page_are_judged_as_it_says(course: Path, output: str):
    answers = re.findall(r"^(\w+\.py)\n(.*)$", output, re.MULTILINE)
    assert [(name, said.split()[1]) for name, said in answers] == [
        ("right.py", "passed:"),
        ("wrong.py", "not"),
    ]
    assert "divided by their variance" in output


@pytest.mark.slow
@pytest.mark.parametrize("where", ["public", "fresh"])
def test_the_catalogue_of_the_page_is_rejected_and_told_apart(course: Path, output: str, where):
    script = f"""
import json, sys
from pathlib import Path
from autograder.checks import public
from autograder.checks.judging import examine
from autograder.checks.name import CheckpointName
from autograder.checks.calling.observation import observe
from autograder.course import Course
from autograder.judge.exams import set_exam, wrong_answers
course, name = Course(Path.cwd()), CheckpointName("{LAB}.standardize")
exam = public.load(name) if "{where}" == "public" else set_exam(course, name, 11)
print(json.dumps([
    [known, examine(exam, lambda call, f=f: observe([f], call)).verdict.mistake]
    for known, _, f in wrong_answers(course, name)
]))
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=course,
        env={**os.environ, "PYTHONPATH": str(course)},
        capture_output=True,
        text=True,
        check=True,
    )
    named = json.loads(done.stdout)
    assert len(named) >= 8
    assert [known for known, _ in named] == [judged for _, judged in named]


def test_the_page_names_only_what_a_checkpoint_can_say():
    table = PAGE.read_text().partition("## What else a checkpoint can say")[2]
    fields = set(re.findall(r"`(\w+)(?:=True)?`", table.partition("\n## ")[0]))
    known = set(Checkpoint.__dataclass_fields__)
    told = {"grade_id", "signature", "outputs", "points", "cases", "mistakes"}
    assert known - told <= fields, "a field that the page does not tell of"
    assert fields - known <= {"Within", "rng"}

"""The import directions of the tree are contracts: each is broken once here, to see it noticed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("copy")
    for name in ("helpers", "autograder"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


def contracts(root: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-logo", "--no-cache"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True)


def test_the_contracts_hold(copy: Path):
    done = contracts(copy)
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("helpers/network.py", "autograder.checks"),
        ("helpers/network.py", "matplotlib"),
        ("helpers/plots.py", "sklearn"),
        ("autograder/checks/card.py", "autograder.grading"),
        ("autograder/checks/card.py", "autograder.judge"),
        ("autograder/checks/card.py", "autograder.course"),
        ("autograder/checks/card.py", "helpers"),
        ("autograder/checks/card.py", "matplotlib"),
        ("autograder/kernels/__init__.py", "autograder.labs"),
        ("autograder/kernels/__init__.py", "autograder.judge"),
        ("autograder/kernels/__init__.py", "autograder.grading"),
        ("autograder/labs/__init__.py", "autograder.judge"),
        ("autograder/judge/__init__.py", "autograder.grading"),
        ("autograder/checks/card.py", "autograder.settings"),
        ("autograder/sandbox/__init__.py", "autograder.kernels"),
        ("autograder/submissions/__init__.py", "autograder.running"),
        ("autograder/running/__init__.py", "autograder.results"),
        ("autograder/results/__init__.py", "autograder.grading"),
        ("autograder/grading/__init__.py", "autograder.nbgrader"),
        ("autograder/nbgrader/__init__.py", "autograder.grading"),
        ("autograder/release/__init__.py", "autograder.grading"),
    ],
)
def test_an_import_in_the_wrong_direction_is_noticed(copy: Path, module: str, imported: str):
    path = copy / module
    text = path.read_text()
    path.write_text(f"{text}\nimport {imported}\n")
    try:
        done = contracts(copy)
    finally:
        path.write_text(text)
    importer = module.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    assert f" {importer} -> {imported} (l." in done.stdout.partition("Broken contracts")[2]

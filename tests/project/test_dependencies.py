"""pyproject.toml is the one place for dependencies: the code, the pins and conda go by it."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import nbformat
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
STUDENT = PROJECT["dependencies"]
GRADING = STUDENT + PROJECT["optional-dependencies"]["grading"]
REPORT = PROJECT["optional-dependencies"]["report"]
EVERYTHING = GRADING + REPORT + PROJECT["optional-dependencies"]["test"]
INSTALLED = packages_distributions()
OURS = {"autograder", "benchmarks", "helpers", "tests"}
OURS |= {"start", *(path.stem for path in (ROOT / "tools").glob("*.py"))}
CONDA_NAMES = {"jupyter-client": "jupyter_client", "jupyter-core": "jupyter_core"}
BY_ADDRESS = {"psycopg"}  # SQLAlchemy loads it for a gradebook's postgresql+psycopg address
AS_FILES = {"django-static-mathjax", "pylopdf-fonts-zh-cn"}  # reports read the files in them
ON_PYPI_ONLY = {
    "playwright",
    "axe-playwright-python",
}  # the browser tests are run where Debian's Chromium is
ON_PYPI_ONLY |= AS_FILES | {"quickjs-ng", "typst"}  # conda-forge's typst is the program alone
RUN_BY = {
    "import-linter": "lint-imports",
    "ipykernel": "pytest --nbval",
    "jupyterlab": "python -m jupyterlab",
    "mypy": "mypy",
    "nbval": "pytest --nbval",
    "pytest-xdist": "pytest --numprocesses",
    "ruff": "ruff check",
}

AREAS = {
    "helpers": STUDENT,
    "autograder/checks": STUDENT,
    "autograder/reports": STUDENT + REPORT,
    "notebooks": STUDENT,
    "autograder": GRADING + REPORT,
    "nbgrader_config.py": GRADING,
    "tools": GRADING,
    "benchmarks": EVERYTHING,
    "tests": EVERYTHING,
}


def name_of(requirement: str) -> str:
    """The normalised name in a requirement such as `PyYAML>=6.0`."""
    return normal(re.split(r"[<>=!~;\[ ]", requirement, maxsplit=1)[0])


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def sources(area: str) -> Iterator[tuple[Path, str]]:
    """Python files and the code of notebooks in an area of the tree."""
    top = ROOT / area
    for path in [top] if top.is_file() else sorted(top.rglob("*.py")):
        yield path, path.read_text(encoding="utf-8")
    for path in sorted(top.rglob("*/*.ipynb")):
        if ".ipynb_checkpoints" not in path.parts:
            cells = nbformat.read(path, as_version=4).cells
            yield path, "\n\n".join(cell.source for cell in cells if cell.cell_type == "code")


def distributions(code: str) -> set[str]:
    """The packages that code imports, as the registry names them."""
    modules = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            modules |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            modules.add(node.module.split(".")[0])
    beyond = modules - sys.stdlib_module_names - OURS
    return {normal(INSTALLED.get(module, [module])[0]) for module in beyond}


@pytest.mark.slow
@pytest.mark.parametrize("area", AREAS)
def test_what_is_imported_is_declared_where_it_is_needed(area: str):
    declared = set(map(name_of, AREAS[area]))
    for path, code in sources(area):
        assert distributions(code) <= declared, path


@pytest.mark.slow
def test_what_is_declared_is_used():
    used = {name for area in AREAS for _, code in sources(area) for name in distributions(code)}
    unused = set(map(name_of, EVERYTHING)) - used - BY_ADDRESS - AS_FILES
    makefile = (ROOT / "Makefile").read_text()
    assert {name for name in unused if RUN_BY.get(name, "no command") not in makefile} == set()


def test_every_dependency_has_its_reason_beside_it():
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    for requirement in EVERYTHING:
        assert any(re.match(rf'\s+"{re.escape(requirement)}",\s+# \w', line) for line in lines)


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    pairs = [line.split("==") for line in lines if not line.startswith("#")]
    return {normal(name): version for name, version in pairs}


def test_every_dependency_is_pinned_and_nothing_is_pinned_by_address():
    assert set(map(name_of, EVERYTHING)) <= set(pins())
    assert "//" not in (ROOT / "constraints.txt").read_text()


def conda_requirements() -> list[str]:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    return [entry for entry in environment["dependencies"] if isinstance(entry, str)]


def differences(conda: list[str]) -> set[str]:
    """Where a conda environment differs from pyproject.toml, in packages or in bounds."""
    ours = {f"python{PROJECT['requires-python']}", "pip"}
    for requirement in EVERYTHING:
        name = name_of(requirement)
        if name not in ON_PYPI_ONLY:
            bound = re.sub(r"^[\w.-]+(\[\w+\])?", "", requirement)
            ours.add(CONDA_NAMES.get(name, name) + bound)
    return ours ^ set(conda)


def test_conda_gets_what_the_project_declares():
    assert differences(conda_requirements()) == set()


@pytest.mark.parametrize(
    ("entry", "becomes"),
    [
        ("numpy>=2.0", ["numpy>=1.26"]),
        ("numpy>=2.0", ["numpy"]),
        ("nbval>=0.11", []),
        ("python>=3.11", ["python>=3.10"]),
        ("pip", ["pip", "pandas>=2"]),
    ],
)
def test_a_conda_package_too_many_too_few_or_too_old_is_noticed(entry: str, becomes: list[str]):
    conda = conda_requirements()
    place = conda.index(entry)
    assert differences(conda[:place] + becomes + conda[place + 1 :])


def test_conda_takes_the_rest_and_the_course_itself_from_the_project():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    assert environment["dependencies"][-1] == {"pip": ["-e .[grading,report,test]"]}
    assert environment["name"] == PROJECT["name"]

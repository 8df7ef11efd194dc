"""What a student's bundle holds, and what it must not hold."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path, PurePosixPath

import nbformat
import pytest
import yaml
from nbformat.v4 import new_code_cell, new_notebook

from autograder.release import ReleaseError, contents, needed, release
from tests.release.example import AT_HOME, ROOT, TINY, Bundle, imported

REGION = re.compile(
    r"(?:###|===) BEGIN (SOLUTION|HIDDEN TESTS|MARK SCHEME)[ =]*\n(.*?)\s*(?:###|===) END \1",
    re.DOTALL,
)
RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
}


def solutions(notebook: Path) -> list[str]:
    """What students are to write or must not see of a source notebook, without white space."""
    cells = nbformat.read(notebook, as_version=4).cells
    found = [match for cell in cells for match in REGION.findall(cell.source)]
    assert {"SOLUTION", "MARK SCHEME"} <= {kind for kind, _ in found}, notebook
    regions = [region for _, region in found]
    return ["".join(region.split()) for region in regions]


def text_of(path: Path) -> str:
    """A file as text; of a notebook, its cells as they are read."""
    if path.suffix == ".ipynb":
        return "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells)
    return path.read_bytes().decode("utf-8", errors="replace")


def test_the_search_for_solutions_finds_them_in_the_source(bundle: Bundle):
    source = bundle.course.source(bundle.lab)
    text = "".join(text_of(source).split())
    assert all(solution in text for solution in solutions(source))


def test_the_bundle_holds_no_text_of_a_solution(bundle: Bundle):
    hidden = solutions(bundle.course.source(bundle.lab))
    for path in filter(Path.is_file, bundle.folder.rglob("*")):
        text = "".join(text_of(path).split())
        assert [solution for solution in hidden if solution in text] == [], path.name


LONG = 20
"""Characters that it takes for a line to say how something is done."""


def lines_of(source: str) -> set[str]:
    return {line for text in source.splitlines() if len(line := "".join(text.split())) >= LONG}


def test_no_line_of_a_solution_stands_anywhere_else_in_a_released_notebook(bundle: Bundle):
    """A function that is handed out with bugs has lines of its solution in its own cell."""
    source = nbformat.read(bundle.course.source(bundle.lab), as_version=4).cells
    released = nbformat.read(bundle.folder / f"{bundle.lab}.ipynb", as_version=4).cells
    regions = [region for cell in source for _, region in REGION.findall(cell.source)]
    hidden = set[str]().union(*map(lines_of, regions))
    shown = [
        cell.source for cell in released if not cell.metadata.get("nbgrader", {}).get("solution")
    ]
    assert hidden or bundle.lab == TINY
    assert hidden & set[str]().union(*map(lines_of, shown)) == set()


def test_the_bundle_holds_nothing_that_knows_answers(bundle: Bundle):
    below = {path.name for path in (bundle.folder / "autograder").iterdir()}
    assert below - {"__pycache__"} == {"__init__.py", "checks", "reports"}


def test_the_bundle_has_the_public_cases_of_its_own_lab_only(bundle: Bundle):
    cases = [path.name for path in (bundle.folder / "autograder/checks/public").iterdir()]
    assert cases
    assert all(name.startswith(f"{bundle.lab}.") for name in cases)


def test_every_path_can_be_unpacked_on_windows(bundle: Bundle):
    for name in bundle.names:
        path = PurePosixPath(name)
        assert path.parts[0] == bundle.lab
        assert ".." not in path.parts
        assert re.fullmatch(r"[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+", name), name
        assert not RESERVED & {part.split(".")[0].lower() for part in path.parts}
        assert not any(part.endswith(".") for part in path.parts)
        assert len(name) < 100
    assert len({name.lower() for name in bundle.names}) == len(bundle.names)


def test_a_bundle_made_twice_is_the_same_to_the_byte(tiny: Bundle):
    before = tiny.archive.read_bytes()
    tiny.archive.unlink()
    release(tiny.course, TINY)
    assert tiny.archive.read_bytes() == before


def test_every_module_of_a_bundle_can_be_imported_from_its_folder(bundle: Bundle):
    modules = [path.relative_to(bundle.folder) for path in bundle.folder.rglob("*.py")]
    names = [".".join(path.with_suffix("").parts) for path in modules if len(path.parts) > 1]
    names = [name.removesuffix(".__init__") for name in names if not name.endswith("__main__")]
    program = f"import importlib, sys\nfor name in {names}: importlib.import_module(name)"
    program += "\nprint(*(sys.modules[name].__file__ for name in sys.argv[1:]), sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", program, *names], cwd=bundle.folder, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    for file in done.stdout.splitlines():
        assert Path(file).is_relative_to(bundle.folder), file


def test_requirements_are_those_of_the_project(tiny: Bundle):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for name, packages in (
        ("requirements.txt", project["dependencies"]),
        ("requirements-report.txt", project["optional-dependencies"]["report"]),
    ):
        required = (tiny.folder / name).read_text().splitlines()
        assert [line for line in required if not line.startswith("#")] == packages
    environment = yaml.safe_load((tiny.folder / "environment.yml").read_text())
    assert environment["dependencies"] == ["python>=3.11", *project["dependencies"]]


def test_the_readme_names_the_lab_and_windows_gets_its_line_ends(tiny: Bundle):
    assert "hand in tiny.ipynb" in (tiny.folder / "README.txt").read_text()
    launcher = (tiny.folder / "start.bat").read_bytes()
    assert launcher.count(b"\r\n") == launcher.count(b"\n")


def test_a_lab_without_public_cases_is_not_bundled(tiny: Bundle):
    cases = tiny.course.public_cases / "tiny.double.npz"
    content = cases.read_bytes()
    cases.unlink()
    try:
        with pytest.raises(ReleaseError, match="python -m autograder cases"):
            contents.bundle(tiny.course, TINY)
    finally:
        cases.write_bytes(content)


def data_of(names: list[str]) -> set[str]:
    return {name.rpartition("/")[2] for name in names if "helpers/data/" in name}


@pytest.mark.parametrize(
    ("code", "files"),
    [
        ("data = fashion_mnist()", {"fashion_mnist.npz", "fashion_mnist.txt"}),
        (
            '["if big:\\n\\tdata = 1\\n\\tfashion_mnist()"]',
            {"fashion_mnist.npz", "fashion_mnist.txt"},
        ),
        ("X = images.digits().X_train", {"digits.npz", "digits.txt"}),
        ("load_digits(), digits, my_fashion_mnist(), mnist_format(folder)", set()),
    ],
)
def test_a_lab_brings_the_data_that_it_loads_and_no_other(tiny: Bundle, code: str, files: set[str]):
    module = tiny.course.release / TINY / "loading.py"
    module.write_text(code)
    try:
        names = contents.bundle(tiny.course, TINY)
    finally:
        module.unlink()
    assert data_of(list(names)) == files


def test_what_a_notebook_loads_is_in_its_bundle_as_it_is_in_the_course(bundle: Bundle):
    source = text_of(bundle.course.source(bundle.lab))
    data = {path.name: path.read_bytes() for path in (ROOT / "helpers" / "data").iterdir()}
    loaded = {name for name in data if re.search(rf"\b{Path(name).stem}\(", source)}
    assert data_of(bundle.names) == loaded
    for name in loaded:
        assert (bundle.folder / "helpers" / "data" / name).read_bytes() == data[name]


def helpers_of(bundle: Bundle) -> set[str]:
    return {path.stem for path in (bundle.folder / "helpers").glob("*.py")}


def test_the_modules_that_a_lab_asks_for_stay_at_home(bundle: Bundle):
    asked = {"optimization": {"optimizers", "training"}, "initialization": {"gradients"}}
    assert helpers_of(bundle) & asked.get(bundle.lab, set()) == set()


def test_a_bundle_has_the_modules_that_its_notebook_imports_and_those_that_they_import(
    bundle: Bundle,
):
    held, notebook = helpers_of(bundle), bundle.folder / f"{bundle.lab}.ipynb"
    assert set(
        re.findall(r"^ *from helpers\.(\w+) import", text_of(notebook), re.MULTILINE)
    ) <= held | {"images"}
    for path in (bundle.folder / "helpers").rglob("*.py"):
        assert path.read_bytes() == (ROOT / path.relative_to(bundle.folder)).read_bytes()
        needed = re.findall(r"^ *from helpers\.(\w+) import", path.read_text(), re.MULTILINE)
        assert set(needed) <= held | {"images"}, path


def cells(*sources: str) -> bytes:
    return nbformat.writes(new_notebook(cells=[new_code_cell(text) for text in sources])).encode()


SOME = {"__init__", "activations", "notebook", "optimizers"}


@pytest.mark.parametrize(
    "sources",
    [
        ["%matplotlib inline\nfrom helpers.optimizers import GradientDescent"],
        ["!ls\nx = 1", "import helpers.optimizers as o"],
        ["def later():\n    from helpers import optimizers\n    return optimizers"],
        ["if True:\n    import numpy, helpers.optimizers"],
        ["import benchmarks, tests.once", "import helpers.optimizers"],
    ],
)
def test_a_module_is_needed_wherever_the_notebook_imports_it(sources: list[str]):
    assert {path.stem for path in needed.modules(ROOT, cells(*sources))} == SOME


@pytest.mark.parametrize(
    "sources",
    [
        ["import helpers.optimizers", "this is no Python"],
        ["from importlib import import_module", "import_module('helpers.' + name)"],
        ["if True:\n    %time f()"],
    ],
)
def test_where_nobody_knows_what_a_notebook_imports_it_gets_all(sources: list[str]):
    every = sorted((ROOT / "helpers").rglob("*.py"))
    assert needed.modules(ROOT, cells(*sources)) == every


def test_a_notebook_without_helpers_needs_none():
    assert needed.modules(ROOT, cells("import numpy as np", "helpers = 1")) == []


def test_what_ships_imports_nothing_that_students_lack(bundle: Bundle):
    allowed = {
        "helpers": {"numpy", "sklearn", "matplotlib", "IPython"},
        "checks": {"numpy"},
        "reports": {"markdown_it", "PIL", "pygments", "quickjs", "typst"},  # the extra
    }
    for path in bundle.folder.rglob("*.py"):
        top, *inner = path.relative_to(bundle.folder).parts
        beyond = imported(path) - sys.stdlib_module_names - {top}
        assert beyond <= allowed.get(inner[0] if top == "autograder" else top, set()), path


def test_what_an_author_tried_at_home_is_in_no_bundle_and_in_no_release(bundle: Bundle):
    for name in AT_HOME:
        assert not any(path.endswith(f"/{name}") for path in bundle.names)
        assert not list(bundle.course.release.rglob(name))

"""What a lab's own cells make of right functions counts, whatever became of the cells."""

from __future__ import annotations

from collections.abc import Callable

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.course import Course
from autograder.grading import grade
from autograder.release.assignment import generate
from tests.tiny.course import ROOT, cell_of, submit_as

pytestmark = pytest.mark.slow

LAB = "initialization"
FULL = 70.0
Change = Callable[[NotebookNode], None]


def found(notebook: NotebookNode, beginning: str) -> int:
    starts = [cell.source.startswith(beginning) for cell in notebook.cells]
    return starts.index(True)


def deleted(*beginnings: str) -> Change:
    def change(notebook: NotebookNode) -> None:
        for beginning in beginnings:
            del notebook.cells[found(notebook, beginning)]

    return change


def turned(beginning: str) -> Change:
    def change(notebook: NotebookNode) -> None:
        place = found(notebook, beginning)
        notebook.cells[place] = new_markdown_cell(notebook.cells[place].source)

    return change


def edited(beginning: str, old: str, new: str) -> Change:
    def change(notebook: NotebookNode) -> None:
        cell = notebook.cells[found(notebook, beginning)]
        assert old in cell.source
        cell.source = cell.source.replace(old, new)

    return change


def moved(beginning: str, before: str | None = None) -> Change:
    def change(notebook: NotebookNode) -> None:
        cell = notebook.cells.pop(found(notebook, beginning))
        place = len(notebook.cells) if before is None else found(notebook, before)
        notebook.cells.insert(place, cell)

    return change


def added(text: str, before: str) -> Change:
    def change(notebook: NotebookNode) -> None:
        notebook.cells.insert(found(notebook, before), new_code_cell(text))

    return change


def written(grade_id: str, text: str) -> Change:
    def change(notebook: NotebookNode) -> None:
        cell_of(notebook, grade_id).source = text

    return change


IMPORTS, SHARED, TRAINING, FIGURE = "from functools", "LAYERS = ", "sensible = ", "titles = "
HE = "def initialize_parameters_he(layers_dims, rng):\n    "

OWN_FORWARD = """\
import seaborn as sns

def forward(parameters, X):
    A, layers = X, len(parameters) // 2
    for layer in range(1, layers + 1):
        Z = parameters[f"W{layer}"] @ A + parameters[f"b{layer}"]
        A = np.maximum(0, Z)
    return Z

def predict(parameters, X):
    return forward(parameters, X) > 0
"""
DRAWN = """\
    from matplotlib.figure import Figure
    figure = Figure()
    figure.subplots().plot(parameters["W1"].ravel())
    figure.canvas.draw()
    return parameters"""
BLANK = {
    "zeros": "def initialize_parameters_zeros(layers_dims):\n    raise NotImplementedError",
    "symmetry": "def count_distinct_units(W, tolerance):\n    raise NotImplementedError",
    "random": "def initialize_parameters_random(layers_dims, rng):\n    raise NotImplementedError",
    "he": HE + "raise NotImplementedError",
}


def all_of(*changes: Change) -> Change:
    def change(notebook: NotebookNode) -> None:
        for one in changes:
            one(notebook)

    return change


NOTEBOOKS: dict[str, tuple[Change, float, str]] = {
    "nothing": (lambda notebook: None, FULL, ""),
    "the imports deleted": (deleted(IMPORTS), FULL, "is part of the lab, so it was run as it"),
    "an import edited": (edited(IMPORTS, "import plots", "import figures"), FULL, "earned more"),
    "the helper functions deleted": (deleted(SHARED), FULL, "'LAYERS = "),
    "the data and the helper functions deleted": (deleted("data = ", SHARED), FULL, "'data = "),
    "a training deleted": (deleted(TRAINING), FULL, "'sensible = "),
    "a training made Markdown": (turned(TRAINING), FULL, "'sensible = "),
    "a training moved to the end": (moved(TRAINING), FULL, "earned more for 'boundary'"),
    "a training moved above its function": (
        moved(TRAINING, "def initialize_parameters_he"),
        FULL,
        "earned more for 'boundary'",
    ),
    "a training cut short": (
        edited(SHARED, "rate=0.1", "rate=0"),
        FULL,
        "'LAYERS",
    ),
    "other layers": (edited(SHARED, "[2, 10, 5, 1]", "[2, 3, 1]"), FULL, ""),
    "the figure deleted": (deleted(FIGURE), FULL, "'titles = "),
    "the networks thrown away": (added("nets = {}", FIGURE), FULL, "earned more for 'boundary'"),
    "a network thrown away": (added("del nets['random']", FIGURE), FULL, "boundary"),
    "another function of the lab's name": (
        added("def fit(*anything):\n    raise ValueError('mine')", "nets["),
        FULL,
        "earned more for 'boundary'",
    ),
    "errors of NumPy": (added("np.seterr(all='raise')", SHARED), FULL, "more for 'boundary'"),
    "errors of NumPy, which is imported again": (
        added("import numpy as np\nnp.seterrcall(print)\nnp.seterr(all='raise')", SHARED),
        FULL,
        "more for 'boundary'",
    ),
    "a figure in a function": (
        edited("def initialize_parameters_he", "    return parameters", DRAWN),
        FULL,
        "",
    ),
    "helpers of the lab's names, and a package": (
        written("boundary_solution", OWN_FORWARD),
        FULL,
        "earned more",
    ),
    "everything but predict blank": (
        all_of(*[written(f"{name}_solution", BLANK[name]) for name in BLANK]),
        -20,
        "",
    ),
    "names of the lab given to numbers": (
        added("np = 3\nforward = [1.0]\nplots, data_ = 1, 2", "sensible = "),
        FULL,
        "earned more",
    ),
    "predict left blank": (
        written("boundary_solution", "def predict(parameters, X):\n    raise NotImplementedError"),
        FULL - 20,
        "",
    ),
    "predict deleted, and a package": (
        all_of(deleted("def predict"), added("import seaborn", "sensible = ")),
        FULL - 20,
        "predict is missing: it is not defined anywhere",
    ),
    "an exercise left blank": (written("he_solution", HE + "raise NotImplementedError"), -1, ""),
    "an exercise that fails": (written("he_solution", HE + "return rng.nothing"), -1, ""),
}


@pytest.fixture(scope="module")
def graded(sandboxed, tmp_path_factory):
    course = Course(tmp_path_factory.mktemp("nets"))
    (course.root / "nbgrader_config.py").write_text((ROOT / "nbgrader_config.py").read_text())
    for shared in ("helpers", "autograder"):
        (course.root / shared).symlink_to(ROOT / shared)
    text = Course(ROOT).source(LAB).read_text(encoding="utf-8")
    brief = text.replace("epochs=2000", "epochs=500")  # which is enough for He's network
    assert brief != text
    source = course.notebooks / LAB / f"{LAB}.ipynb"
    source.parent.mkdir(parents=True)
    source.write_text(brief, encoding="utf-8")
    generate(course, LAB)
    for number, (change, _, _) in enumerate(NOTEBOOKS.values()):
        notebook = nbformat.read(source, as_version=4)
        change(notebook)
        submit_as(course, f"s{number:02}", LAB, notebook)
    result = grade(course, LAB, seed=5, report=lambda line: None)
    return {**dict(zip(NOTEBOOKS, result.submissions, strict=True)), "the course": course}


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_right_functions_earn_everything_also_through_what_is_made_of_them(graded, name):
    _, earns, says = NOTEBOOKS[name]
    said = "; ".join(graded[name].problems)
    if earns >= 0:
        assert graded[name].score == earns, [
            (verdict.checkpoint, verdict.message)
            for verdict in graded[name].checkpoints
            if verdict.status != "passed"
        ]
    assert says in said


def test_figures_that_the_first_run_could_not_show_stand_on_the_page_all_the_same(graded):
    number = list(NOTEBOOKS).index("the imports deleted")
    path = graded["the course"].autograded / f"s{number:02}" / LAB / f"{LAB}.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    (shown,) = (cell.outputs for cell in cells if cell.source.startswith(FIGURE))
    assert [output.output_type for output in shown] == ["display_data"]
    assert "image/png" in shown[0].data


def test_what_others_lack_costs_a_right_function_only_what_is_made_of_them(graded):
    (boundary,) = (
        one
        for one in graded["everything but predict blank"].checkpoints
        if one.checkpoint.endswith("boundary")
    )
    failed = {part.name for part in boundary.criteria if part.status != "passed"}
    assert failed == {"accuracy", "figure"}


@pytest.mark.parametrize("name", ["an exercise left blank", "an exercise that fails"])
def test_what_is_missing_for_want_of_another_exercise_says_so(graded, name):
    (boundary,) = (
        part for part in graded[name].checkpoints if part.checkpoint.endswith("boundary")
    )
    (accuracy,) = (part for part in boundary.criteria if part.name == "accuracy")
    assert accuracy.message == "the net 'he' is missing, because 'he' has not passed"

"""Figures are shown in a notebook, once and in their cell, whatever else is configured."""

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.kernels.fresh import Fresh
from helpers import notebook

pytestmark = pytest.mark.slow  # kernels are started
ROOT = Path(__file__).resolve().parents[2]
IMPORTS = """import numpy as np
from helpers import image_plots, plots
from helpers.plots import plt"""
# Small and without numbers beside the axes, so that hundreds of them are drawn quickly.
OF_THE_COURSE = "image_plots.gallery(np.ones((4, 1)), (2, 2), columns=1)"
COURSE = f"{OF_THE_COURSE}\nplt.ylim(0, 3)\nplt.show()"
PYPLOTS = "_, ax = plt.subplots(figsize=(1, 1))\nax.axis('off')"
DRAWN = {
    "the course's, changed with pyplot": COURSE,
    "the course's, as the value of a cell": OF_THE_COURSE,
    "the course's, kept and not shown": f"figure = {OF_THE_COURSE}",
    "pyplot's": f"{PYPLOTS}\nplt.plot([1, 2])\nplt.show()",
    "pyplot's, not shown": f"{PYPLOTS}\nax.plot([1, 2]);",
}
LINES = [
    "%matplotlib widget",
    "%matplotlib qt",
    "%matplotlib tk",
    "%matplotlib agg",
    "%matplotlib inline",
    "import matplotlib; matplotlib.use('TkAgg')",
    "matplotlib.use('svg')",
    "plt.switch_backend('agg')",
    "plt.rcParams['backend'] = 'pdf'",
    "plt.rcParams['backend'] = 'nonsense'",
    "plt.ioff();",
    "plt.ion();",
    "plt.close('all')",
    "plt.style.use('dark_background')",
    "plt.rcParams['interactive'] = False",
    "import importlib; importlib.reload(plots); importlib.reload(image_plots);",
    "raise KeyError",
]


def stock(cells, folder, **environment):
    """Outputs of cells, run by a stock kernel in the course's folder."""
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    client = NotebookClient(made, kernel_name="python3", allow_errors=True, timeout=120)
    home = {"HOME": str(folder), "IPYTHONDIR": str(folder / "ipython"), "MPLCONFIGDIR": ""}
    home["XDG_CACHE_HOME"] = str(folder.parent / "cache")  # fonts are listed once for all tests
    client.execute(cwd=str(ROOT), env={**os.environ, **home, **environment})
    return [cell.outputs for cell in made.cells]


def graded(cells):
    """The same in a kernel as grading has it."""
    with Fresh(sandbox=False, environment={"PYTHONPATH": str(ROOT)}).kernel() as kernel:
        return [kernel.execute(cell, 120).outputs for cell in cells]


def pictures(outputs):
    return sum("image/png" in output.get("data", {}) for output in outputs)


def complaints(outputs):
    """Errors and printed warnings."""
    return [out for out in outputs if out["output_type"] in ("error", "stream")]


def assert_each_is_shown_once(cells):
    imports, *shown = cells
    assert imports == []
    assert [pictures(outputs) for outputs in shown] == [1] * len(DRAWN)
    assert [complaints(outputs) for outputs in shown] == [[]] * len(DRAWN)


BACKENDS = ["", "agg", "TkAgg", "Qt5Agg", "module://nowhere.to_be_found", "widget", "nonsense"]


@pytest.mark.parametrize("backend", BACKENDS)
def test_every_figure_is_shown_once_whatever_backend_the_environment_names(backend, tmp_path):
    assert_each_is_shown_once(stock([IMPORTS, *DRAWN.values()], tmp_path, MPLBACKEND=backend))


@pytest.mark.parametrize(
    "configuration",
    [
        "c.IPKernelApp.matplotlib = 'agg'",
        "c.IPKernelApp.matplotlib = 'qt'",
        "c.IPKernelApp.matplotlib = 'inline'; c.InlineBackend.close_figures = False",
        "c.InlineBackend.close_figures = False",
    ],
)
def test_every_figure_is_shown_once_whatever_configuration_files_say(configuration, tmp_path):
    profile = tmp_path / "ipython" / "profile_default"
    profile.mkdir(parents=True)
    (profile / "ipython_kernel_config.py").write_text(configuration)
    (tmp_path / "matplotlibrc").write_text("backend: TkAgg\ninteractive: False")
    cells = [IMPORTS, *DRAWN.values()]
    assert_each_is_shown_once(stock(cells, tmp_path, MATPLOTLIBRC=str(tmp_path), MPLBACKEND=""))


@pytest.mark.parametrize("kernel", ["stock", "graded"])
def test_figures_are_shown_once_in_the_cells_after_whatever_a_student_has_written(kernel, tmp_path):
    # Also in the very cell that imports the helpers, and in the next.
    first = [f"{IMPORTS}\nfigure = {OF_THE_COURSE}", f"{PYPLOTS};"]
    cells = [*first, *(cell for line in LINES for cell in (line, COURSE))]
    outputs = stock(cells, tmp_path, MPLBACKEND="") if kernel == "stock" else graded(cells)
    assert [pictures(shown) for shown in outputs[:2]] == [1, 1]
    shown = {line: pictures(after) for line, after in zip(LINES, outputs[3::2], strict=True)}
    assert shown == dict.fromkeys(LINES, 1)
    assert [complaints(after) for after in outputs[3::2]] == [[]] * len(LINES)
    assert [pictures(own) for own in outputs[2::2]] == [0] * len(LINES)


@pytest.mark.parametrize("kernel", ["stock", "graded"])
def test_what_another_backend_drew_is_shown_in_its_own_cell(kernel, tmp_path):
    cells = [
        f"import matplotlib.pyplot as plt\n{IMPORTS}",
        f"plt.switch_backend('agg')\n{PYPLOTS};",
        f"plt.switch_backend('agg')\n{PYPLOTS}; 1 / 0",
        f"plt.switch_backend('agg')\n{PYPLOTS}\n{COURSE}",
        "plt.get_fignums()",
    ]
    outputs = stock(cells, tmp_path, MPLBACKEND="agg") if kernel == "stock" else graded(cells)
    assert [pictures(shown) for shown in outputs] == [0, 1, 1, 2, 0]
    assert complaints(outputs[3]) == []
    assert outputs[-1][0]["data"]["text/plain"] == "[]"


def test_many_figures_leave_none_behind_and_no_warning(tmp_path):
    many = "plt.rcParams['figure.max_open_warning'] = 3"  # by itself 20
    as_values = [DRAWN["the course's, as the value of a cell"]] * 4
    imports = f"%matplotlib inline\n{IMPORTS}\n{many}"
    _, *shown, left = stock([imports, *as_values, "plt.get_fignums()"], tmp_path, MPLBACKEND="")
    assert [pictures(outputs) for outputs in shown] == [1] * 4
    assert not any(map(complaints, shown))
    assert left[0]["data"]["text/plain"] == "[]"


def test_outside_of_a_notebook_matplotlib_is_left_alone(monkeypatch):
    monkeypatch.setenv("MPLBACKEND", "svg")
    notebook.begin()
    assert notebook.shell() is None
    assert os.environ["MPLBACKEND"] == "svg"

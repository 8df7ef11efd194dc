"""The README's picture of a right and of a wrong answer: python -m tests.browser.picture."""

import re
import sys
import tempfile
from pathlib import Path

import nbformat

from tests.browser import chromium
from tests.browser.homework import INITIALIZATION, LAB
from tests.browser.notebook import Notebook
from tests.browser.server import Server
from tests.release.example import copy_of_the_course

TARGET = Path(__file__).parents[2] / "docs" / "images" / "verdict-cards.png"
SHOWN = ("zeros", "he_solution", "he")
"""The cells in the picture, by their grade_id."""


def draw(browser_path: str, scratch: Path) -> None:
    """Do the homework, and write the picture of the cells with its cards."""
    student, source = scratch / "student", scratch / "course"
    student.mkdir()
    source.mkdir()
    with Server(student, scratch / "private") as server:
        bundle = INITIALIZATION.begin(copy_of_the_course(source), student)
        notebook = nbformat.read(bundle.notebook, as_version=4)
        names = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]
        shown = [names.index(name) for name in SHOWN]
        for number in shown:  # the docstrings, which would fill half of the picture
            cell = notebook.cells[number]
            cell.source = re.sub(r' +""".*?"""\n', "", cell.source, flags=re.DOTALL)
        nbformat.write(notebook, bundle.notebook)
        server.wait()
        with chromium.started(browser_path) as browser:
            lab = Notebook(browser, server, f"{LAB}/{LAB}.ipynb", scale=1.75)
            lab.run_all()
            TARGET.parent.mkdir(parents=True, exist_ok=True)
            lab.picture_of_cells(shown, TARGET)


def main() -> int:
    """Write the picture; an exit status."""
    path = chromium.find()
    if path is None:
        print(chromium.MISSING, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        draw(path, Path(scratch))
    print(TARGET)
    return 0


if __name__ == "__main__":
    sys.exit(main())

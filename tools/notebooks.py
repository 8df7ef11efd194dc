"""Run the source notebooks in place, so that they are committed with outputs.

python tools/notebooks.py [LAB ...]   all labs of the course where none is named
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

from autograder.course import Course

KEPT_OF_A_CELL = ("nbgrader", "tags")
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def run(path: Path) -> None:
    """Run a notebook from top to bottom in its own folder, and write it with its outputs.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        A cell failed; the file is as it was.
    """
    notebook: Any = nbformat.read(path, as_version=4)
    os.environ["AUTOGRADER_LANGUAGE"] = "en"
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # several take many times as long on a busy machine
    where = {"metadata": {"path": str(path.parent)}}
    NotebookClient(
        notebook,
        timeout=60,
        kernel_name="python3",
        resources=where,
        skip_cells_with_tag="nbval-skip",  # as CI does
    ).execute()
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        kept = {key: cell.metadata[key] for key in KEPT_OF_A_CELL if key in cell.metadata}
        cell.metadata = nbformat.from_dict(kept)
    nbformat.write(notebook, path)


def main(labs: list[str]) -> int:
    """Run the notebooks of some labs, or of all."""
    course = Course.find()
    for lab in labs or course.labs():
        run(course.source(lab))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

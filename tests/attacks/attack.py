"""What an attack is: something done to an honest submission that solves two of five exercises.

The exercise `he` is not solved in it. That is the place where most attacks stand, behind all that
was solved honestly, so whatever they do the points before them stay.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode

PLACE = "he_solution"
REACHED = "REACHED!"
"""What an attack prints when it got where it should not be; never so in its text."""
STUB = "def initialize_parameters_he(layers_dims, rng):\n    raise NotImplementedError\n"


@dataclass(frozen=True)
class Attack:
    """One hostile submission.

    Attributes
    ----------
    name : str
        Also the student's.
    make : callable
        Given the honest notebook, it writes into the submission's folder.
    says : str
        What must be said about it, in a problem or on the card of `he`: a regular expression.
    rejected : bool
        Whether nothing can be read, so that nothing is earned.
    earns : dict
        Points beyond those of the honest part, by checkpoint: for what the attack did solve.
    """

    name: str
    make: Callable[[NotebookNode, Path], object]
    says: str = ""
    rejected: bool = False
    earns: Mapping[str, float] = field(default_factory=dict)


def writes(name: str, text: str, *, says: str = "") -> Attack:
    """An attack by code, written where the exercise `he` should be solved."""
    return turns(name, lambda notebook: cell(notebook, PLACE).update(source=code(text)), says=says)


def begins(name: str, text: str, *, says: str = "") -> Attack:
    """An attack by code in a cell of its own, above everything."""
    added = nbformat.v4.new_code_cell(code(text))
    return turns(name, lambda notebook: notebook.cells.insert(0, added), says=says)


def turns(name: str, change: Callable[[NotebookNode], object], *, says: str = "") -> Attack:
    """An attack by the form of the notebook."""

    def make(notebook: NotebookNode, folder: Path) -> None:
        change(notebook)
        place(folder).write_text(json.dumps(notebook))

    return Attack(name, make, says)


def sends(
    name: str, data: Callable[[NotebookNode], bytes], *, says: str = "", rejected: bool = False
) -> Attack:
    """An attack by the bytes of the file."""
    return Attack(
        name,
        lambda notebook, folder: place(folder).write_bytes(data(notebook)),
        says=says,
        rejected=rejected,
    )


def lays(
    name: str, fill: Callable[[Path], object], *, says: str = "", rejected: bool = False
) -> Attack:
    """An attack by what lies beside the honest notebook, or in its place."""

    def make(notebook: NotebookNode, folder: Path) -> None:
        place(folder).write_text(json.dumps(notebook))
        fill(folder)

    return Attack(name, make, says, rejected)


def place(folder: Path) -> Path:
    return folder / "initialization.ipynb"


def code(text: str) -> str:
    return textwrap.dedent(text).strip()


def cell(notebook: NotebookNode, grade_id: str) -> NotebookNode:
    found: NotebookNode = next(
        cell
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id
    )
    return found

"""A student's notebook: the released one, with some answers right and some wrong."""

from pathlib import Path
from typing import Any

import nbformat

from tests.release.example import Bundle, copy_of_the_course, unpacked

LAB = "initialization"
RIGHT = ("symmetry", "zeros")
MISTAKES = {
    "random": ("rng.standard_normal(shape)", "np.random.standard_normal(shape)"),
    "he": ("np.sqrt(2 / n_in)", "np.sqrt(1 / n_in)"),
    "boundary": ("A > 0.5", "A > 0.9"),
}
"""By exercise, what the source notebook says and what this student writes instead."""


def hand_out(folder: Path, course: Path) -> Bundle:
    """Release the lab from a copy of the course, and unpack its bundle in a student's folder."""
    course.mkdir()
    return unpacked(copy_of_the_course(course), LAB, folder)


def fill_in(bundle: Bundle) -> None:
    """Write into each exercise of the student's notebook the right answer or a mistake."""
    notebook = nbformat.read(bundle.notebook, as_version=4)
    answers = _exercises(nbformat.read(bundle.course.source(LAB), as_version=4))
    stubs = _exercises(notebook)
    assert sorted(stubs) == sorted([*RIGHT, *MISTAKES])
    for name, stub in stubs.items():
        assert "NotImplementedError" in stub.source, name
        lines = answers[name].source.splitlines()
        answer = "\n".join(line for line in lines if " SOLUTION" not in line)
        right, mistake = MISTAKES.get(name, ("", ""))
        assert right in answer, name
        stub.source = answer.replace(right, mistake) if right else answer
    nbformat.write(notebook, bundle.notebook)


def _exercises(notebook: Any) -> dict[str, Any]:
    """The cells that an answer is written into, by the name of the exercise."""
    return {
        cell.metadata.nbgrader.grade_id.removesuffix("_solution"): cell
        for cell in notebook.cells
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("solution")
    }

"""A student's notebook: the released one, with some answers right and some wrong."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from autograder.course import Course
from tests.release.example import Bundle, unpacked


@dataclass(frozen=True)
class Homework:
    """What a student does in a lab; all but the mistakes is right.

    `mistakes` are, by exercise, what the source notebook says and what this student writes instead.
    """

    lab: str
    mistakes: dict[str, tuple[str, str]]

    def begin(self, course: Course, folder: Path) -> Bundle:
        """Unpack the lab for a student; write into each exercise the right answer or a mistake."""
        bundle = unpacked(course, self.lab, folder)
        notebook = nbformat.read(bundle.notebook, as_version=4)
        answers = _exercises(nbformat.read(bundle.course.source(self.lab), as_version=4))
        stubs = _exercises(notebook)
        assert stubs.keys() >= self.mistakes.keys()
        for name, stub in stubs.items():
            lines = answers[name].source.splitlines()
            answer = "\n".join(line for line in lines if " SOLUTION" not in line)
            right, mistake = self.mistakes.get(name, ("", ""))
            assert right in answer, name
            stub.source = answer.replace(right, mistake) if right else answer
        nbformat.write(notebook, bundle.notebook)
        return bundle


LAB = "initialization"
RIGHT = ("symmetry", "zeros")
MISTAKES = {
    "random": ("rng.standard_normal(shape)", "np.random.standard_normal(shape)"),
    "he": ("np.sqrt(2 / n_in)", "np.sqrt(1 / n_in)"),
    "boundary": ("A > 0.5", "A > 0.9"),
}
INITIALIZATION = Homework(LAB, MISTAKES)
IMAGES = Homework(
    "image_classification",
    {
        "distances_no_loops": ("np.maximum(squared, 0, out=squared)", "squared"),
        "softmax_loss_vectorized": ("scores - np.max(scores, axis=0)", "scores"),
        "dropout": ("A * mask / keep_prob", "A * mask"),
    },
)


def _exercises(notebook: Any) -> dict[str, Any]:
    """The cells that an answer is written into, by the name of the exercise."""
    return {
        cell.metadata.nbgrader.grade_id.removesuffix("_solution"): cell
        for cell in notebook.cells
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("solution")
    }

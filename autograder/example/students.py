"""The students of the example class: each takes the released notebook and does something to it."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.course import CourseError
from autograder.labs import LABS
from autograder.labs.checkpoint import Checkpoint

EASY = ("sigmoid",)
"""Checkpoints that no student of the class gets wrong."""

_FORWARD = "def {0}(*anything, **named):\n    return my_{0}(*anything, **named)"
_MARKER = re.compile(r"^\s*#+\s*(BEGIN|END) (SOLUTION|HIDDEN TESTS).*\n?", re.MULTILINE)


@dataclass(frozen=True)
class Lab:
    """What the students know: the released notebook and, if they are good, the right answers."""

    name: str
    released: NotebookNode
    answers: dict[str, str]
    checkpoints: tuple[Checkpoint, ...]

    @classmethod
    def of(cls, name: str, released: NotebookNode, source: NotebookNode) -> Lab:
        """The lab with the right answers from the solution cells of its source notebook.

        Raises
        ------
        CourseError
            There is no catalogue of mistakes for it.
        """
        if name not in LABS:
            raise CourseError(
                f"there is no example class for {name!r} (there is: {', '.join(LABS)})"
            )
        answers = {
            cell.metadata.nbgrader.grade_id: _MARKER.sub("", cell.source)
            for cell in source.cells
            if cell.metadata.get("nbgrader", {}).get("solution")
        }
        return cls(name, released, answers, LABS[name])

    def exercise(self, checkpoint: Checkpoint) -> str:
        """The grade_id of the solution cell in which a checkpoint's function is written."""
        wanted = re.compile(rf"^def {checkpoint.function}\(", re.MULTILINE)
        return next(name for name, text in self.answers.items() if wanted.search(text))

    def mistakes(self, checkpoint: Checkpoint) -> dict[str, str]:
        """Known wrong answers to a checkpoint's exercise, as source code, by id."""
        cell = self.answers[self.exercise(checkpoint)]
        # Where an exercise asks for several functions, the others stay right.
        right = _definition(cell, checkpoint.function)
        return {
            known.id: cell.replace(right, known.texts(right)[0])
            for known in (*checkpoint.bugs, *checkpoint.mistakes)
        }

    def filled(self, answers: dict[str, str]) -> NotebookNode:
        """The released notebook with answers in its solution cells."""
        notebook = deepcopy(self.released)
        for cell in notebook.cells:
            cell.source = answers.get(grade_id(cell), cell.source)
        return notebook


Student = Callable[[Lab], str]


def grade_id(cell: NotebookNode) -> str:
    """What a cell is called in the gradebook; empty where it is not in it."""
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def is_test(cell: NotebookNode) -> bool:
    """Whether a released cell holds a check."""
    nbgrader = cell.metadata.get("nbgrader", {})
    return bool(cell.cell_type == "code" and nbgrader.get("grade") and not nbgrader.get("solution"))


def right(lab: Lab) -> str:
    """Everything solved."""
    return json.dumps(lab.filled(lab.answers))


def right_by_another_route(lab: Lab) -> str:
    """Everything solved in one cell at the top, under names of one's own."""
    answers = dict(lab.answers)
    exercises: dict[str, list[str]] = {}
    for checkpoint in lab.checkpoints:
        exercises.setdefault(lab.exercise(checkpoint), []).append(checkpoint.function)
    own = []
    for exercise, functions in exercises.items():
        names = "|".join(functions)
        own.append(re.sub(rf"\b({names})\b", r"my_\1", answers[exercise]))
        answers[exercise] = "\n\n\n".join(_FORWARD.format(name) for name in functions)
    notebook = lab.filled(answers)
    first = next(i for i, cell in enumerate(notebook.cells) if grade_id(cell) in exercises)
    notebook.cells.insert(first, _code("\n\n\n".join(own)))
    return json.dumps(notebook)


def blank(lab: Lab) -> str:
    """The released notebook, handed in as it came."""
    return json.dumps(lab.released)


def partial(lab: Lab) -> str:
    """The first half solved, the rest not begun."""
    half = {lab.exercise(c) for c in lab.checkpoints[: (len(lab.checkpoints) + 1) // 2]}
    return json.dumps(lab.filled({name: lab.answers[name] for name in half}))


def mistaken(number: int) -> Student:
    """A student with some of the known mistakes, others than the next student's."""

    def student(lab: Lab) -> str:
        return json.dumps(lab.filled(lab.answers | wrong_answers(lab, number)))

    return student


def wrong_answers(lab: Lab, number: int) -> dict[str, str]:
    """What a mistaken student writes, by exercise: something wrong in every third of them."""
    answers: dict[str, str] = {}
    for place, checkpoint in enumerate(lab.checkpoints):
        chosen = mistake(lab, place, number)
        exercise = lab.exercise(checkpoint)
        if chosen is not None and exercise not in answers:
            known = lab.mistakes(checkpoint)
            answers[exercise] = known[chosen]
    return answers


def mistake(lab: Lab, place: int, number: int) -> str | None:
    """Which of the mistakes with the checkpoint at a place a mistaken student makes, if any."""
    checkpoint = lab.checkpoints[place]
    known = list(lab.mistakes(checkpoint))
    errs = (place + number) % 3 == 0 and checkpoint.grade_id not in EASY
    return known[number % len(known)] if errs else None


def never_ends(lab: Lab) -> str:
    """A loop whose condition never changes, in an otherwise right notebook."""
    return json.dumps(lab.filled(lab.answers | _instead(lab, "while True:\n        pass")))


def dies(lab: Lab) -> str:
    """Code that ends the kernel's process, halfway through."""
    ends = "import os\n\n    os._exit(1)"
    middle = lab.checkpoints[len(lab.checkpoints) // 2]
    return json.dumps(lab.filled(lab.answers | {lab.exercise(middle): _body(middle, ends)}))


def broken(lab: Lab) -> str:
    """A file whose upload ended in its first cell."""
    return right(lab)[:100]


def deleted(lab: Lab) -> str:
    """Everything solved, and every second check deleted."""
    notebook = lab.filled(lab.answers)
    checks = [cell for cell in notebook.cells if is_test(cell)]
    gone = [id(cell) for cell in checks[::2]]
    notebook.cells = [cell for cell in notebook.cells if id(cell) not in gone]
    return json.dumps(notebook)


def copied(lab: Lab) -> str:
    """Everything solved, and every check there twice."""
    notebook = lab.filled(lab.answers)
    twice = [[cell, deepcopy(cell)] if is_test(cell) else [cell] for cell in notebook.cells]
    notebook.cells = [cell for cells in twice for cell in cells]
    return json.dumps(notebook)


def cheats(lab: Lab) -> str:
    """Nothing solved; the checks replaced, skipped, and answered with what a passed one shows."""
    notebook = deepcopy(lab.released)
    passed = f"✓ passed: {lab.name}"
    for cell in notebook.cells:
        if is_test(cell):
            cell.source = f"print({passed!r})\n1000"
            cell.metadata["tags"] = ["skip-execution"]
            cell.metadata.nbgrader["points"] = 1000
            cell.outputs = [
                {"output_type": "stream", "name": "stdout", "text": passed},
            ]
    notebook.cells.insert(0, _code(_PATCH))
    verdicts = {
        f"{lab.name}.{checkpoint.grade_id}": {"status": "passed", "points": 1000}
        for checkpoint in lab.checkpoints
    }
    notebook.metadata["autograder"] = {"verdicts": verdicts}
    return json.dumps(notebook)


CLASS: dict[str, Student] = {
    "ada": right,
    "alan": mistaken(0),
    "blaise": deleted,
    "carl": cheats,
    "emmy": right_by_another_route,
    "evariste": dies,
    "grace": mistaken(1),
    "katherine": mistaken(2),
    "kurt": broken,
    "pierre": copied,
    "sofia": blank,
    "srinivasa": partial,
    "zeno": never_ends,
}
"""A student's id, and what the student does."""

_PATCH = """\
import autograder.checks
import IPython


def passes(name, *anything, **more):
    return "passed: " + name


check = autograder.checks.check = passes
always = lambda info: globals().update(check=passes)
IPython.get_ipython().events.register("pre_run_cell", always)"""


def _instead(lab: Lab, body: str) -> dict[str, str]:
    """Another body for the function, but the first, that the fewest other cells use."""

    def uses(checkpoint: Checkpoint) -> int:
        used = re.compile(rf"\b{checkpoint.function}\b")
        return sum(bool(used.search(cell.source)) for cell in lab.filled(lab.answers).cells)

    checkpoint = min(lab.checkpoints[1:] or lab.checkpoints, key=uses)
    return {lab.exercise(checkpoint): _body(checkpoint, body)}


def _definition(cell: str, function: str) -> str:
    """The text of a function that a cell defines."""
    parts = [part for part in ast.parse(cell).body if isinstance(part, ast.FunctionDef)]
    (found,) = (part for part in parts if part.name == function)
    return ast.get_source_segment(cell, found) or ""


def _body(checkpoint: Checkpoint, body: str) -> str:
    return f"def {checkpoint.signature}:\n    {body}"


def _code(source: str) -> NotebookNode:
    cell: NotebookNode = new_code_cell(source)
    return cell

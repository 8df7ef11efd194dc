"""A lab of two exercises, one question and one task, for tests of grading."""

from __future__ import annotations

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.labs import LABS
from autograder.labs.changes import returns
from autograder.labs.checkpoint import Checkpoint
from autograder.labs.mistakes import wrong_answers

MAX_SCORE = 2.0 + 3.0 + 4.0 + 5.0
SQUARED = 0.21
"""What the square earns where the double is asked: something of the right form."""

DEMONSTRATION = """\
shown = [double(x) for x in range(4)]
print(shown)"""


def register() -> None:
    """Let this process know the lab, as the course's configuration does it."""
    LABS["tiny"] = (checkpoint("double", 2.0), checkpoint("triple", 3.0))


def checkpoint(name: str, points: float) -> Checkpoint:
    return Checkpoint(
        grade_id=name,
        signature=f"{name}(x)",
        outputs=("the multiple",),
        points=points,
        cases=lambda generator: [{"x": float(x)} for x in generator.uniform(4, 9, 3)],
        mistakes=wrong_answers("squared: This is the square.", returns("x * x")),
    )


def source_notebook() -> NotebookNode:
    """The source of the lab, in nbgrader's format, solved."""

    def cell(make, grade_id, source, **more):
        nbgrader = {"grade": False, "solution": False, "locked": False, "task": False, **more}
        nbgrader |= {"schema_version": 3, "grade_id": grade_id}
        return make(source, metadata={"nbgrader": nbgrader})

    def exercise(name, body):
        text = f"def {name}(x):\n    ### BEGIN SOLUTION\n    {body}\n    ### END SOLUTION"
        return cell(new_code_cell, f"{name}_answer", text, solution=True)

    def check(name, points):
        text = f'check("tiny.{name}", {name})'
        return cell(new_code_cell, name, text, grade=True, locked=True, points=points)

    written = {"grade": True, "solution": True, "points": 4}

    return new_notebook(
        cells=[
            new_markdown_cell("# Tiny"),
            cell(new_code_cell, "setup", "from autograder.checks import check", locked=True),
            exercise("double", "return 2 * x"),
            check("double", 2),
            exercise("triple", "return 3 * x"),
            check("triple", 3),
            cell(new_markdown_cell, "why", "Since it adds up.", **written),
            cell(new_markdown_cell, "essay", "Write an essay.", task=True, locked=True, points=5),
            new_code_cell(DEMONSTRATION, metadata={"tags": ["demonstration"]}),
            new_code_cell('print("the end")'),
        ],
    )

"""Calls for help that a student left in the notebook do nothing at grading."""

from __future__ import annotations

from nbformat.v4 import new_code_cell

from tests.tiny.course import grade, submit

AUTOMATIC = 2.0 + 3.0
ASKED = """\
from autograder.checks import hint, progress, restore
print(hint("tiny.double"), restore("tiny.double", write=True), sep="\\n")
hint("nothing"), restore()"""


def test_hints_and_restored_cells_that_were_left_in_cost_nothing(course, solved):
    notebook = solved()
    notebook.cells.insert(1, new_code_cell(ASKED))
    folder = submit(course, "ada", notebook).parent
    before = sorted(path.name for path in folder.iterdir())
    (graded,) = grade(course, "tiny", workers=1, seed=7, report=lambda _: None).submissions
    assert graded.problems == ()
    assert sum(one.points for one in graded.checkpoints) == AUTOMATIC
    assert sorted(path.name for path in folder.iterdir()) == before
    page = (course.root / "feedback" / "ada" / "tiny" / "tiny.html").read_text()
    assert "Hints are given at home" in page
    assert "Cells are restored at home" in page

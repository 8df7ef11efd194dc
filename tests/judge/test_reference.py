"""References out of source notebooks that their authors have broken."""

from __future__ import annotations

import nbformat
import pytest

from autograder.course import CourseError
from autograder.judge.reference import reference
from tests.tiny.course import cell_of, copy_of


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("def double(x:\n    return 2 * x", r"cell \d+ of .*tiny.ipynb is no Python \(line 1: "),
        ("FACTOR = 2 / 0\ndef double(x):\n    return 2 * x", "tiny.ipynb cannot be run .*Zero"),
    ],
)
def test_a_solution_that_does_not_run_is_named_in_a_sentence(released_course, tmp_path, text, says):
    course = copy_of(released_course, tmp_path / "course")
    source = course.source("tiny")
    notebook = nbformat.read(source, as_version=4)
    cell_of(notebook, "double_answer").source = text
    nbformat.write(notebook, source)
    with pytest.raises(CourseError, match=says):
        reference(course, "tiny", "double")

"""nbgrader's release of a lab, and what happens when it fails."""

import nbformat
import pytest

from autograder.course import Course, CourseError
from autograder.release import ReleaseError, release
from tests.release.example import TINY, Bundle


def test_the_release_has_no_outputs_and_asks_for_the_ordinary_kernel(tiny: Bundle):
    notebook = nbformat.read(tiny.course.release / TINY / "tiny.ipynb", as_version=4)
    assert notebook.metadata.kernelspec.name == "python3"
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.outputs for cell in code] == [[], [], []]
    assert "scrolled" not in code[-1].metadata


def test_the_release_keeps_what_grading_goes_by(tiny: Bundle):
    notebook = nbformat.read(tiny.notebook, as_version=4)
    graded = [cell.metadata["nbgrader"] for cell in notebook.cells if "nbgrader" in cell.metadata]
    assert [mark["grade_id"] for mark in graded] == ["double_answer", "double", "why"]
    assert all("checksum" in mark for mark in graded)


def test_a_mark_scheme_and_a_model_answer_stay_with_the_instructor(tiny: Bundle):
    text = tiny.notebook.read_text()
    assert "one point" not in text
    assert "Because it is" not in text


def test_a_failing_release_leaves_the_last_one_as_it_was(tiny: Bundle):
    course, source = tiny.course, tiny.course.source(TINY)
    before = (course.release / TINY / "tiny.ipynb").read_bytes()
    good = source.read_bytes()
    notebook = nbformat.read(source, as_version=4)
    notebook.cells[2].metadata["nbgrader"]["grade_id"] = "double_answer"
    nbformat.write(notebook, source)
    try:
        with pytest.raises(ReleaseError, match=r"cannot release tiny: .*double_answer") as caught:
            release(course, TINY)
    finally:
        source.write_bytes(good)
    assert "\n" not in str(caught.value)
    assert (course.release / TINY / "tiny.ipynb").read_bytes() == before
    assert not list(course.build.glob("release-*"))


def test_a_lab_that_is_not_there_is_named_in_one_sentence(course: Course):
    with pytest.raises(CourseError, match="no lab 'nowhere'"):
        release(course, "nowhere")

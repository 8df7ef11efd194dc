"""Cells that only show something are not run again, unless they are needed after all."""

from __future__ import annotations

import json

import nbformat
import pytest
from nbformat import from_dict
from nbformat.v4 import new_code_cell, new_output

from autograder.checks.verdict import CriterionResult, Verdict
from autograder.submissions.released.demonstrations import LABEL, TAG, needed
from autograder.submissions.sanitise import sanitise
from tests.tiny.course import grade, submit
from tests.tiny.lab import DEMONSTRATION

SAYS = new_output("stream", name="stdout", text="what the student saw\n")


def demonstration(notebook):
    return next(cell for cell in notebook.cells if cell.source == DEMONSTRATION)


@pytest.fixture
def shown(solved):
    """Solved, and the demonstration has an output that running it would not give."""
    notebook = solved()
    demonstration(notebook).outputs = [SAYS]
    return notebook


def outputs(course, student="ada") -> list:
    path = course.autograded / student / "tiny" / "tiny.ipynb"
    return demonstration(nbformat.read(path, as_version=4)).outputs


def graded(course, **options):
    (one,) = grade(course, "tiny", workers=1, report=lambda line: None, **options).submissions
    return one


def test_a_demonstration_keeps_what_was_handed_in_and_says_whose_it_is(course, shown):
    submit(course, "ada", shown)
    assert graded(course).score == 5.0
    label, says = outputs(course)
    assert label.data["text/plain"] == LABEL
    assert says.text == "what the student saw\n"
    page = (course.feedback / "ada" / "tiny" / "tiny.html").read_text()
    assert "handed in by the student" in page


def test_with_all_cells_demonstrations_are_run_as_well(course, shown):
    submit(course, "ada", shown)
    graded(course, all_cells=True)
    assert [output.text for output in outputs(course)] == ["[0, 2, 4, 6]\n"]


def test_where_a_demonstration_turns_out_to_be_needed_everything_is_run(course, shown):
    for cell in shown.cells:
        if cell.source == 'print("the end")':
            cell.source = "assert shown == [0, 2, 4, 6]"
    submit(course, "ada", shown)
    assert graded(course).score == 5.0
    assert [output.text for output in outputs(course)] == ["[0, 2, 4, 6]\n"]


def test_an_answer_that_needs_a_demonstration_earns_its_marks(course, solved):
    notebook = solved(triple_answer="def triple(x):\n    return 3 * x + 0 * len(shown)")
    place = notebook.cells.index(demonstration(notebook))
    notebook.cells.insert(3, notebook.cells.pop(place))
    submit(course, "ada", notebook)
    assert graded(course).score == 5.0


def test_a_demonstration_that_was_changed_is_an_ordinary_cell(course, shown):
    demonstration(shown).source += "\nprint('mine')"
    submit(course, "ada", shown)
    graded(course)
    path = course.autograded / "ada" / "tiny" / "tiny.ipynb"
    cell = next(c for c in nbformat.read(path, as_version=4).cells if "mine" in c.source)
    assert [output.text for output in cell.outputs] == ["[0, 2, 4, 6]\nmine\n"]


def test_a_tag_of_the_students_keeps_no_cell_from_being_run(solved, definition):
    notebook = solved()
    for cell in notebook.cells:
        cell.metadata["tags"] = [TAG]
    clean = sanitise(json.dumps(notebook).encode(), definition).notebook
    tagged = [cell.source for cell in clean.cells if "tags" in cell.metadata]
    assert tagged == [DEMONSTRATION]


@pytest.mark.parametrize(
    "output",
    [
        None,
        7,
        {"output_type": 7},
        {"output_type": "display_data", "data": {"text/html": "<script>alert(1)</script>"}},
        {"output_type": "display_data", "data": {"image/svg+xml": "<svg onload='alert(1)'/>"}},
        {"output_type": "display_data", "data": {"application/javascript": ["alert(1)"]}},
        {"output_type": "display_data", "data": "x", "metadata": 7},
        {"output_type": "stream", "text": {"a": 1}},
        {"output_type": "error", "traceback": 7},
        {"output_type": "input_request", "prompt": "password"},
    ],
)
def test_what_could_run_or_is_no_output_is_not_kept(shown, definition, output):
    content = json.loads(json.dumps(shown))
    demonstration(from_dict(content)).outputs = []
    for cell in content["cells"]:
        if cell["source"] == DEMONSTRATION:
            cell["outputs"] = [output]
    clean = sanitise(json.dumps(content).encode(), definition).notebook
    nbformat.validate(clean)
    kept = json.dumps(demonstration(clean).outputs)
    assert not any(word in kept for word in ("script", "svg", "alert", "password"))


def test_pictures_and_text_of_a_demonstration_are_kept_and_bounded(shown, definition):
    data = {"image/png": ["aGVs", "bG8="], "text/plain": ["a ", "figure"], "text/html": "<b>"}
    demonstration(shown).outputs = [
        new_output("display_data", data=data),
        *[new_output("stream", name="stdout", text="x" * 1_000)] * 3_000,
    ]
    clean = sanitise(json.dumps(shown).encode(), definition).notebook
    _, figure, text = demonstration(clean).outputs
    assert figure.data == {"image/png": "aGVsbG8=", "text/plain": "a figure"}
    assert len(text.text) < 100_000


def cell(source, *tags, error=""):
    outputs = [new_output("error", ename="NameError", evalue=error, traceback=[])] if error else []
    return new_code_cell(source, metadata={"tags": list(tags)}, outputs=outputs)


@pytest.mark.parametrize(
    ("source", "name", "expected"),
    [
        ("shown = 1", "shown", True),
        ("def shown(): pass", "shown", True),
        ("class shown: pass", "shown", True),
        ("import numpy.linalg as shown", "shown", True),
        ("for shown in (): pass", "shown", True),
        ("with a as (b, shown): pass", "shown", True),
        ("print(shown)", "shown", False),
        ("shown = 1", "other", False),
        ("shown = (", "shown", False),
    ],
)
def test_a_demonstration_is_needed_if_it_defines_the_name_that_is_missing(source, name, expected):
    missing = cell("...", error=f"name '{name}' is not defined")
    assert needed([cell(source, TAG), missing], []) is expected
    assert needed([cell(source), missing], []) is False
    # What another cell should have made, and did not, would not be there with the demonstration.
    assert needed([cell(source, TAG), cell(source), missing], []) is False


def test_a_name_that_a_function_misses_under_a_check_is_noticed():
    message = "with X of shape (2, 3): NameError: name 'shown' is not defined (line 3)"
    failed = Verdict("tiny.double", "failed", message=message)
    judged = Verdict(
        "tiny.double", "failed", criteria=(CriterionResult("returns", "failed", message),)
    )
    assert needed([cell("shown = 1", TAG)], [failed])
    assert needed([cell("shown = 1", TAG)], [judged])
    assert not needed([cell("shown = 1", TAG)], [])

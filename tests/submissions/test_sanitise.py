from __future__ import annotations

import copy
import dataclasses
import json

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat import NotebookNode
from nbgrader.nbgraderformat import MetadataValidator

from autograder.results.record import Record
from autograder.results.scores import marks
from autograder.submissions.intake import Intake
from autograder.submissions.problems import RejectedError
from autograder.submissions.released.demonstrations import TAG
from autograder.submissions.sanitise import IN_THE_QUESTION, clean, sanitise
from autograder.words import phrase
from tests.tiny.course import cell_of


def dumped(notebook) -> bytes:
    return json.dumps(notebook).encode()


def is_valid(notebook) -> bool:
    nbformat.validate(notebook)
    MetadataValidator().validate_nb(notebook)
    return True


def graded_ids(notebook) -> list[str]:
    names = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]
    return [name for name in names if name]


def test_an_honest_notebook_has_no_problems_and_keeps_its_text(solved, definition):
    notebook = solved()
    clean, problems, _ = vars(sanitise(dumped(notebook), definition)).values()
    assert problems == ()
    assert [cell.source for cell in clean.cells] == [cell.source for cell in notebook.cells]
    assert is_valid(clean)


def test_the_source_notebook_itself_is_an_honest_submission(released_course, definition):
    data = released_course.source("tiny").read_bytes()
    assert sanitise(data, definition).problems == ()


def test_of_a_copied_test_cell_the_first_counts_and_the_copy_is_a_plain_cell(solved, definition):
    notebook = solved()
    test = cell_of(notebook, "double")
    notebook.cells.append(copy.deepcopy(test))
    clean = sanitise(dumped(notebook), definition)
    assert clean.problems == ("of cells that are there more than once the first counts: 'double'",)
    assert graded_ids(clean.notebook).count("double") == 1
    assert clean.notebook.cells[-1].metadata == {}
    assert clean.notebook.cells[-1].source == test.source


def test_of_a_copied_answer_the_one_that_was_written_in_counts(released, definition):
    notebook = released()
    copied = copy.deepcopy(cell_of(notebook, "why"))
    copied.source = "My answer."
    notebook.cells.append(copied)
    clean = sanitise(dumped(notebook), definition)
    assert cell_of(clean.notebook, "why").source == "My answer."
    assert "the first that was written in counts: 'why'" in clean.problems[0]


def test_a_deleted_test_cell_is_put_back_behind_its_exercise(solved, definition):
    notebook = solved()
    notebook.cells.remove(cell_of(notebook, "triple"))
    clean = sanitise(dumped(notebook), definition)
    assert graded_ids(clean.notebook) == [cell.grade_id for cell in definition.cells]
    assert clean.problems == ("deleted cells were put back: 'triple'",)


def test_a_deleted_test_cell_comes_after_what_it_needs(solved, definition):
    notebook = solved()
    place = notebook.cells.index(cell_of(notebook, "double"))
    notebook.cells[place] = nbformat.v4.new_code_cell("double_more = double")
    clean = sanitise(dumped(notebook), definition).notebook
    assert [cell.source for cell in clean.cells[place : place + 2]] == [
        "double_more = double",
        'check("tiny.double", double)',
    ]


def test_a_notebook_without_any_released_cell_gets_all_but_the_stubs_back(definition):
    data = dumped({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []})
    clean = sanitise(data, definition)
    assert graded_ids(clean.notebook) == ["setup", "double", "triple", "why", "essay"]


def stripped(notebook):
    """A notebook as a converter leaves it that drops the metadata of cells."""
    for one in notebook.cells:
        one.metadata = {}
    return notebook


def test_cells_that_lost_who_they_are_are_known_by_their_text(solved, definition):
    notebook = stripped(solved())
    clean = sanitise(dumped(notebook), definition)
    ids = {
        one.source: one.metadata.get("nbgrader", {}).get("grade_id") for one in clean.notebook.cells
    }
    assert [one.source for one in clean.notebook.cells if ids[one.source] != "why"] == [
        one.source for one in notebook.cells
    ]
    assert all(ids[one.source] == one.grade_id for one in definition.cells if one.locked)


def test_an_answer_that_lost_who_it_is_stands_beside_its_question(solved, definition):
    clean = sanitise(dumped(stripped(solved(why="Because I say so."))), definition)
    assert "the answer may be in a cell nearby: 'why'" in "; ".join(clean.problems)


def test_the_stub_of_a_deleted_exercise_does_not_replace_what_the_student_defines(
    solved, definition
):
    notebook = solved()
    for name in ("double_answer", "triple_answer"):
        notebook.cells.remove(cell_of(notebook, name))
    both = "def double(x): return 2 * x\ndef triple(x): return 3 * x"
    notebook.cells.insert(2, nbformat.v4.new_code_cell(both))
    clean = sanitise(dumped(notebook), definition)
    assert not any("NotImplementedError" in cell.source for cell in clean.notebook.cells)
    (said,) = (one for one in clean.problems if "answer cells were deleted" in one)
    assert said.endswith(": 'double_answer', 'triple_answer'")


def test_code_that_was_written_into_a_test_stands_above_it_and_is_run(solved, definition):
    notebook = solved()
    cell_of(notebook, "double").source = "two = 2\ncheck('tiny.double', double)"
    cells = sanitise(dumped(notebook), definition).notebook.cells
    place = cells.index(cell_of(NotebookNode(cells=cells), "double"))
    assert cells[place - 1].source == "two = 2\ncheck('tiny.double', double)"
    assert "nbgrader" not in cells[place - 1].metadata
    assert cells[place].source == 'check("tiny.double", double)'


QUESTION = "Write an essay.\n\nOf **any** length."


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"{QUESTION}\n\nTwo\nlines.", "Two\nlines."),
        (f"My answer: yes.\n{QUESTION}", "My answer: yes."),
        ("Write an essay.\nYes, here.\nOf **any** length.", "Yes, here."),
        ("Instead of the question.", "Instead of the question."),
    ],
)
def test_an_answer_in_the_questions_own_cell_reaches_who_marks(definition, solved, text, kept):
    cells = tuple(
        dataclasses.replace(cell, source=QUESTION) if cell.grade_id == "essay" else cell
        for cell in definition.cells
    )
    asked = dataclasses.replace(definition, cells=cells)
    notebook = solved()
    cell_of(notebook, "essay").source = text
    made = sanitise(dumped(notebook), asked)
    place = made.notebook.cells.index(cell_of(made.notebook, "essay"))
    assert made.notebook.cells[place].source == QUESTION
    assert made.notebook.cells[place + 1].source == f"{IN_THE_QUESTION}\n\n{kept}"
    assert "'essay'" in made.problems[0]


def test_a_question_that_lost_some_text_has_nothing_beside_it(definition, solved):
    notebook = solved()
    cell_of(notebook, "essay").source = ""
    made = sanitise(dumped(notebook), definition)
    assert not any(IN_THE_QUESTION in cell.source for cell in made.notebook.cells)


@pytest.mark.parametrize("offset", [0, 1])
def test_prose_beside_a_blank_answer_is_for_a_person_to_read(definition, solved, released, offset):
    notebook = solved(why=cell_of(released(), "why").source)
    place = notebook.cells.index(cell_of(notebook, "why")) + offset
    notebook.cells.insert(place, nbformat.v4.new_markdown_cell("Because it adds up."))
    made = sanitise(dumped(notebook), definition)
    assert made.problems == ("left blank, but the answer may be in a cell nearby: 'why'",)
    found = marks(made.notebook, Record(), "tiny")["why"]
    assert (found.auto_score, found.needs_manual_grade, found.auto_comment) == (None, True, None)


@pytest.mark.parametrize("name", ["answers.md", "Foto 1.JPG", "notes/q1.pdf", "why.docx"])
def test_a_document_that_was_handed_in_is_for_a_person_to_read(definition, solved, released, name):
    blank = dumped(solved(why=cell_of(released(), "why").source))
    made = clean(Intake(blank, files={name: b"", "utils.py": b""}), definition)
    where = f"in a file that was handed in ('{name}')"
    assert made.problems == (f"left blank, but the answer may be {where}: 'why'",)
    found = marks(made.notebook, Record(), "tiny")["why"]
    assert (found.auto_score, found.needs_manual_grade) == (None, True)


@pytest.mark.parametrize("name", ["README.txt", "requirements.txt", "data.csv", "utils.py"])
def test_what_is_no_document_of_theirs_leaves_a_blank_answer_at_nothing(
    definition, solved, released, name
):
    blank = dumped(solved(why=cell_of(released(), "why").source))
    made = clean(Intake(blank, files={name: b""}), definition)
    assert made.problems == ()
    assert not marks(made.notebook, Record(), "tiny")["why"].needs_manual_grade


def test_a_document_beside_an_answer_that_was_written_is_nothing_to_speak_of(definition, solved):
    made = clean(Intake(dumped(solved(why="It adds up.")), files={"a.md": b""}), definition)
    assert made.problems == ()


def test_without_prose_beside_it_a_blank_answer_earns_nothing(definition, solved, released):
    made = sanitise(dumped(solved(why=cell_of(released(), "why").source)), definition)
    assert made.problems == ()
    found = marks(made.notebook, Record(), "tiny")["why"]
    assert (found.auto_score, found.needs_manual_grade) == (0.0, False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_a_notebook_is_read_in_any_encoding_of_unicode(definition, solved, encoding):
    text = json.dumps(solved(why="Für λ = 2."), ensure_ascii=False)
    made = sanitise(text.encode(encoding), definition)
    assert made.problems == ()
    assert cell_of(made.notebook, "why").source == "Für λ = 2."


def test_letters_that_can_not_be_read_cost_nothing_but_a_remark(definition, solved):
    text = json.dumps(solved(why="Für x"), ensure_ascii=False).encode("cp1252")
    made = sanitise(text, definition)
    assert cell_of(made.notebook, "why").source == "F\ufffdr x"
    said = "the notebook is not UTF-8 text throughout: characters that could not be read are shown"
    assert made.problems == (f"{said} as \ufffd",)


@pytest.mark.parametrize(
    ("claimed", "kept"),
    [
        ("3.12.4", "3.12.4"),
        ("3.13.0rc1", "3.13.0rc1"),
        ("<b>", None),
        (3.12, None),
        ("9" * 99, None),
    ],
)
def test_the_python_that_a_notebook_was_written_with_is_kept_if_it_is_one(
    definition, solved, claimed, kept
):
    notebook = solved()
    notebook.metadata.language_info = {"name": "python", "version": claimed}
    made = sanitise(dumped(notebook), definition).notebook
    assert made.metadata.language_info.get("version") == kept


def test_a_changed_test_cell_gets_its_released_text_back(solved, definition):
    notebook = solved()
    cell_of(notebook, "double").source = "print('passed')"
    clean = sanitise(dumped(notebook), definition)
    assert cell_of(clean.notebook, "double").source == 'check("tiny.double", double)'
    (said,) = clean.problems
    assert said.startswith("locked cells were changed; their text was put back")
    assert said.endswith(": 'double'")


def test_what_was_hidden_from_students_is_no_change_of_theirs(solved, definition):
    hidden = "### BEGIN HIDDEN TESTS\ncheck(1)\n### END HIDDEN TESTS"
    scheme = "=== BEGIN MARK SCHEME ===\n5 points for this.\n=== END MARK SCHEME ==="
    more = {"double": hidden, "essay": scheme}
    cells = [
        dataclasses.replace(cell, source=f"{cell.source}\n{more.get(cell.grade_id, '')}".rstrip())
        for cell in definition.cells
    ]
    clean = sanitise(dumped(solved()), dataclasses.replace(definition, cells=tuple(cells)))
    assert clean.problems == ()
    assert cell_of(clean.notebook, "double").source.endswith(hidden)
    assert cell_of(clean.notebook, "essay").source.endswith(scheme)


def test_a_thousand_added_cells_make_one_sentence(solved, definition):
    notebook = solved()
    for number in range(1_000):
        added = copy.deepcopy(cell_of(notebook, "double"))
        added.metadata.nbgrader.grade_id = f"bonus{number}"
        notebook.cells.append(added)
    (problem,) = sanitise(dumped(notebook), definition).problems
    assert problem.endswith("'bonus9', and 990 more")


def test_a_line_end_that_an_editor_added_is_no_problem(solved, definition):
    notebook = solved()
    cell_of(notebook, "double").source += "  \r\n"
    clean = sanitise(dumped(notebook), definition)
    assert clean.problems == ()
    assert cell_of(clean.notebook, "double").source == 'check("tiny.double", double)'


def test_a_test_cell_that_a_student_adds_becomes_a_plain_cell(solved, definition):
    notebook = solved()
    added = copy.deepcopy(cell_of(notebook, "double"))
    added.metadata.nbgrader.grade_id = "bonus"
    added.metadata.nbgrader.points = 1000
    notebook.cells.append(added)
    clean = sanitise(dumped(notebook), definition)
    assert clean.notebook.cells[-1].metadata == {}
    assert clean.problems == ("cells that are not the lab's own earn nothing: 'bonus'",)


def test_no_metadata_of_the_student_survive(solved, definition):
    notebook = solved()
    notebook.metadata["autograder"] = {"verdicts": {"tiny.double": {"points": 2}}}
    notebook.metadata["kernelspec"] = {"name": "bash", "display_name": "x", "language": "bash"}
    for cell in notebook.cells:
        cell.metadata["tags"] = ["skip-execution", "raises-exception"]
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader["points"] = 1000
            cell.metadata.nbgrader["schema_version"] = 99
    clean = sanitise(dumped(notebook), definition).notebook
    assert set(clean.metadata) == {"kernelspec", "language_info"}
    assert clean.metadata.kernelspec.name == "python3"
    assert all(set(cell.metadata) <= {"nbgrader", "tags"} for cell in clean.cells)
    assert {tag for cell in clean.cells for tag in cell.metadata.get("tags", [])} == {TAG}
    assert cell_of(clean, "double").metadata.nbgrader.points == 2
    assert is_valid(clean)


def test_a_cell_whose_kind_was_changed_is_turned_back(solved, definition):
    notebook = json.loads(dumped(solved()))
    cell_of(nbformat.from_dict(notebook), "double")
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "double":
            cell["cell_type"] = "markdown"
    clean = sanitise(dumped(notebook), definition)
    assert cell_of(clean.notebook, "double").cell_type == "code"
    assert clean.problems == ("cells whose kind was changed were turned back: 'double'",)
    assert is_valid(clean.notebook)


def test_doubled_cell_ids_do_no_harm(solved, definition):
    notebook = json.loads(dumped(solved()))
    for cell in notebook["cells"]:
        cell["id"] = "same"
    clean = sanitise(dumped(notebook), definition).notebook
    assert len({cell.id for cell in clean.cells}) == len(clean.cells)


def test_a_notebook_of_format_99_is_read_and_named(solved, definition):
    notebook = json.loads(dumped(solved())) | {"nbformat": 99, "nbformat_minor": 99}
    clean = sanitise(dumped(notebook), definition)
    assert "format is '99'" in clean.problems[0]
    assert is_valid(clean.notebook)


@pytest.mark.slow
def test_a_hundred_megabytes_of_outputs_are_left_behind(solved, definition):
    notebook = json.loads(dumped(solved()))
    text = {"output_type": "stream", "name": "stdout", "text": "x" * 100_000_000}
    notebook["cells"][1]["outputs"] = [text]
    clean = sanitise(dumped(notebook), definition)
    assert clean.problems == ()
    assert len(json.dumps(clean.notebook)) < 10_000


def test_pictures_pasted_into_an_answer_stay_and_what_could_run_goes(solved, definition):
    notebook = solved()
    cell_of(notebook, "why")["attachments"] = {
        "plot.png": {"image/png": "aGVsbG8=", "text/html": "<script>alert(1)</script>"},
        "evil.svg": {"image/svg+xml": "PHN2Zz4="},
        'x" onerror="alert(1)': {"image/png": "aGVsbG8="},
        "bad.png": {"image/png": '"><script>alert(1)</script>'},
    }
    clean = sanitise(dumped(notebook), definition).notebook
    assert cell_of(clean, "why").attachments == {"plot.png": {"image/png": "aGVsbG8="}}


def test_a_picture_that_was_pasted_into_the_text_is_kept_beside_it(solved, definition):
    notebook = solved(why="See: ![plot](data:image/png;base64,aGVsbG8=) and so on.")
    clean = sanitise(dumped(notebook), definition).notebook
    cell = cell_of(clean, "why")
    assert cell.source == "See: ![plot](attachment:pasted-1.png) and so on."
    assert cell.attachments == {"pasted-1.png": {"image/png": "aGVsbG8="}}


def test_large_pictures_in_the_text_do_not_count_as_text(solved, definition):
    picture = "QUJD" * 400_000
    notebook = solved(why=f"![plot](data:image/png;base64,{picture}) " * 4)
    clean = sanitise(dumped(notebook), definition).notebook
    assert len(cell_of(clean, "why").attachments) == 4


def test_half_a_surrogate_pair_does_not_spoil_the_file(solved, definition):
    data = dumped(solved()).replace(b"Because", b"\\ud800")
    clean = sanitise(data, definition).notebook
    assert "\ufffd I say so." in nbformat.writes(clean).encode().decode()


def test_what_is_no_cell_is_left_out_of_a_list_of_cells_and_told(solved, definition):
    notebook = json.loads(dumped(solved()))
    whole = sanitise(json.dumps(notebook).encode(), definition)
    notebook["cells"][2:2] = [None, 3, "x = 1", [], True]
    clean = sanitise(json.dumps(notebook).encode(), definition)
    assert [cell.source for cell in clean.notebook.cells] == [
        cell.source for cell in whole.notebook.cells
    ]
    assert [*whole.problems, phrase("notebook.other-than-cells")] == [*clean.problems]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "there is nothing in it"),
        (b'{"cells": [', "not valid JSON"),
        (b"\xff\xfe\x00", "not valid JSON"),
        (b"[]", "not a notebook"),
        (b'{"a": 1}', "no list of cells"),
        (b'{"cells": [1]}', "no list of cells"),
        (b'{"cells": {}}', "no list of cells"),
        (b'{"nbformat": 3, "worksheets": []}', "no list of cells"),
        (b'{"nbformat": 3, "worksheets": [3, {"cells": 3}]}', "no list of cells"),
        (b'{"content": "[", "type": "notebook"}', "no list of cells"),
        (b'{"content": {"cells": 3}, "type": "notebook"}', "no list of cells"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"cells": [%s{}]}' % (b"{}," * 5_000), "5001 cells"),
        (b'{"cells": [{"source": "%s"}]}' % (b"x" * 6_000_000), "6,000,000 characters"),
        (b" " * 200_000_001, "200 MB"),
    ],
)
def test_what_is_no_notebook_is_rejected_in_one_sentence(data, reason, definition):
    with pytest.raises(RejectedError, match=reason) as caught:
        sanitise(data, definition)
    assert "\n" not in str(caught.value)


def test_a_blank_notebook_stands_for_one_that_can_not_be_read(definition):
    made = clean(Intake(rejected="it was not there"), definition)
    notebook = made.notebook
    assert (made.rejected, made.problems) == ("it was not there", ())
    assert graded_ids(notebook) == [cell.grade_id for cell in definition.cells]
    assert is_valid(notebook)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
known = st.sampled_from(["double", "why", "essay", "setup", "bonus", ""])
cells = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw", "heading"]) | anything,
        "source": st.text(max_size=20) | st.lists(st.text(max_size=5), max_size=3) | anything,
        "metadata": anything
        | st.fixed_dictionaries(
            {"nbgrader": anything | st.fixed_dictionaries({"grade_id": known | anything})}
        ),
        "attachments": anything | st.dictionaries(st.text(max_size=5), anything, max_size=2),
        "outputs": anything,
        "id": anything,
    },
)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.fixed_dictionaries({"cells": st.lists(cells, max_size=6), "metadata": anything}))
def test_whatever_a_notebook_holds_it_comes_out_valid_and_with_every_graded_cell_once(
    definition, content
):
    clean = sanitise(json.dumps(content).encode(), definition)
    assert is_valid(clean.notebook)
    nbformat.writes(clean.notebook).encode()
    for cell in definition.cells:
        if cell.grade or cell.task:
            assert graded_ids(clean.notebook).count(cell.grade_id) == 1
    assert not any("\n" in problem or "<" in problem for problem in clean.problems)

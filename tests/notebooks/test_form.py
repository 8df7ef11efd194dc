"""What every source notebook keeps to, so that nbgrader, nbval and a reader can rely on it."""

import json
import re

import pytest

from tests.notebooks.sources import (
    COURSE,
    LABS,
    answer,
    code,
    draws,
    functions,
    is_a,
    is_shown_only,
    loaded,
    read,
    stored,
    those,
)

LONGEST_CELL = 12
"""Lines of a code cell that is no exercise: what a reader takes in at one glance."""


@pytest.fixture(params=LABS)
def lab(request):
    return request.param


@pytest.fixture
def notebook(lab):
    return read(lab)


# --- the file ------------------------------------------------------------------------------------


def test_every_cell_has_an_id_of_its_own(lab):
    # nbformat would mend what is missing or given twice on reading.
    notebook = json.loads(COURSE.source(lab).read_text(encoding="utf-8"))
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)


def test_the_kernel_is_called_python3(notebook):
    assert notebook.metadata.kernelspec.name == "python3"


def test_it_was_run_from_top_to_bottom(notebook):
    run = [cell for cell in code(notebook) if "nbval-skip" not in cell.metadata.get("tags", [])]
    counts = [cell.execution_count for cell in run]
    assert counts == list(range(1, len(counts) + 1))


def test_it_holds_no_traces_of_when_and_where_it_was_run(notebook):
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert set(notebook.metadata.language_info) == {"name"}
    for cell in notebook.cells:
        assert set(cell.metadata) <= {"nbgrader", "tags"}, cell.id


def test_no_output_is_an_error_or_a_warning(notebook):
    for cell in code(notebook):
        for output in cell.outputs:
            assert output.output_type != "error", cell.id
            assert output.get("name") != "stderr", cell.id
            assert "Traceback" not in str(output), cell.id


def test_nothing_is_loaded_from_the_net(notebook):
    for cell in notebook.cells:
        text = cell.source + str(cell.get("outputs", ""))
        assert not re.search(r"(src|href)\s*=\s*\W*https?:|<script|@import|cdn\b", text), cell.id


def test_printed_numbers_are_rounded(notebook):
    for cell in code(notebook):
        for output in cell.outputs:
            text = output.get("text", "") + output.get("data", {}).get("text/plain", "")
            assert not re.search(r"\d\.\d{6}", text), cell.id


# --- the lesson ----------------------------------------------------------------------------------


def test_a_cell_is_short(notebook):
    for cell in code(notebook):
        if not is_a("solution", cell):
            assert len(cell.source.splitlines()) <= LONGEST_CELL, cell.id


def test_prose_comes_before_every_exercise_and_plot(notebook):
    for before, cell in zip(notebook.cells, notebook.cells[1:], strict=False):
        if is_a("solution", cell) or draws(cell):
            assert before.cell_type == "markdown", cell.id


def test_a_plot_ends_in_show(notebook):
    for cell in filter(draws, code(notebook)):
        assert cell.source.endswith("plt.show()"), cell.id


def test_a_display_that_updates_itself_is_not_compared(notebook):
    for cell in code(notebook):
        calls = re.findall(r"^(?!def ).*\b(?:fit|train)\(", cell.source, re.MULTILINE)
        if any(not line.startswith((" ", "from")) for line in calls):
            assert "nbval-ignore-output" in cell.metadata.get("tags", []), cell.id


def test_cells_that_only_show_something_make_nothing_that_is_graded(notebook):
    shown = [cell.source for cell in code(notebook) if is_shown_only(cell)]
    graded = [cell.source for cell in code(notebook) if not is_shown_only(cell)]
    made_for_show = set().union(*map(stored, shown)) - set().union(*map(stored, graded))
    assert not made_for_show & set().union(*map(loaded, graded))


# --- nbgrader ------------------------------------------------------------------------------------


def test_grade_ids_are_not_used_twice(notebook):
    ids = [
        cell.metadata.nbgrader.grade_id for cell in notebook.cells if "nbgrader" in cell.metadata
    ]
    assert len(set(ids)) == len(ids)
    assert all(
        cell.metadata.nbgrader.schema_version == 3
        for cell in notebook.cells
        if "nbgrader" in cell.metadata
    )


def test_a_test_cell_checks_under_its_own_name(lab, notebook):
    for cell in those("grade", notebook):
        about = cell.metadata.nbgrader
        assert cell.source.startswith(f'check("{lab}.{about.grade_id}", '), cell.id
        assert (about.locked, about.solution, about.task) == (True, False, False), cell.id
        assert about.points > 0, cell.id


def test_every_exercise_is_checked_after_it(notebook):
    waiting = set()
    for cell in code(notebook):
        if is_a("solution", cell):
            waiting |= {function.name for function in functions(cell.source)}
        if is_a("grade", cell):
            waiting -= loaded(cell.source)
    assert not waiting


def test_an_exercise_keeps_its_signature_and_docstring_in_the_released_notebook(notebook):
    for cell in those("solution", notebook):
        assert cell.cell_type == "code", cell.id
        before = cell.source.partition("### BEGIN SOLUTION")[0]
        (kept,) = functions(before)
        assert len(kept.body) == 1, cell.id  # the docstring
        assert "Parameters" in kept.body[0].value.value, cell.id
        assert answer(cell.source).strip(), cell.id
        assert cell.source.endswith("### END SOLUTION"), cell.id


def test_a_written_question_has_points_a_mark_scheme_and_room_for_the_answer(notebook):
    for cell, after in zip(notebook.cells, notebook.cells[1:], strict=False):
        if not is_a("task", cell):
            continue
        about = cell.metadata.nbgrader
        assert about.grade_id.startswith("written_"), cell.id
        assert (about.locked, about.solution, about.grade) == (True, False, False), cell.id
        assert f"({about.points} points)" in cell.source, cell.id
        scheme = cell.source.partition("=== BEGIN MARK SCHEME ===")[2]
        assert scheme.endswith("=== END MARK SCHEME ==="), cell.id
        shares = [int(share) for share in re.findall(r"^- (\d+):", scheme, re.MULTILINE)]
        assert sum(shares) == about.points, cell.id
        assert after.source == "**Your answer:**", after.id
        assert "nbgrader" not in after.metadata, after.id

"""A released notebook asks everything and answers nothing."""

import pytest

from tests.notebooks.sources import (
    LABS,
    STUB,
    answer,
    functions,
    is_to_be_repaired,
    read,
    released,
    those,
)


@pytest.fixture(scope="module", params=LABS)
def lab(request):
    return request.param


@pytest.fixture(scope="module")
def handed_out(lab):
    return released(lab)


def test_no_line_of_a_solution_is_left(lab, handed_out):
    text = "\n".join(cell.source for cell in those("solution", handed_out))
    lines = [
        line.strip()
        for cell in those("solution", read(lab))
        if not is_to_be_repaired(cell)
        for line in answer(cell.source).splitlines()
        if line.strip()
    ]
    assert lines
    assert not [line for line in lines if line in text]
    assert "SOLUTION" not in text


def test_a_function_to_be_repaired_is_neither_whole_nor_a_stub(lab, handed_out):
    pairs = zip(those("solution", read(lab)), those("solution", handed_out), strict=True)
    for before, after in pairs:
        if is_to_be_repaired(before):
            assert STUB not in after.source
            assert answer(before.source).strip() not in after.source


def test_no_mark_scheme_is_left(lab, handed_out):
    assert "MARK SCHEME" in str(those("task", read(lab)))
    for cell in handed_out.cells:
        assert "MARK SCHEME" not in cell.source, cell.id
    for before, after in zip(those("task", read(lab)), those("task", handed_out), strict=True):
        assert after.source.rstrip() == before.source.partition("=== BEGIN")[0].rstrip()


def test_a_stub_says_what_to_write_and_that_it_is_missing(handed_out):
    for cell in those("solution", handed_out):
        if is_to_be_repaired(cell):
            continue
        (stub,) = functions(cell.source)
        assert stub.name
        assert cell.source.rstrip().endswith(STUB), cell.id
        assert "# YOUR CODE HERE" in cell.source, cell.id


def test_every_written_question_is_still_a_question(handed_out):
    for cell in those("task", handed_out):
        assert cell.source.startswith("### Question"), cell.id
        assert "?" in cell.source, cell.id

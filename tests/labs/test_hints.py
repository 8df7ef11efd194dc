"""The hints of every checkpoint help, lead to a heading that is there, and give nothing away."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from autograder.checks import public
from autograder.checks.calling.observation import observe
from autograder.checks.judging import examine
from autograder.checks.words.chinese.hints import ENTRIES
from autograder.judge.exams import set_exam
from autograder.judge.reference import reference
from autograder.labs import find, names
from tests.notebooks.sources import answer, code, functions, is_a, read, those

CHECKPOINTS = names()
LONGEST = 300
TELLING = 6
"""Characters that it takes for an expression to say how something is done."""

TOO_CLOSE = re.compile(r"[\u4e00-\u9fff][\w`(-]|[\w`)][\u4e00-\u9fff]", re.ASCII)


def bare(text: str) -> str:
    return "".join(text.split())


def headings(lab: str) -> set[str]:
    """The headings of a notebook as they are read."""
    return {
        re.sub(r"[`*]", "", line.lstrip("#")).strip()
        for cell in read(lab).cells
        if cell.cell_type == "markdown"
        for line in cell.source.splitlines()
        if re.match(r"#+ ", line)
    }


def expressions(source: str) -> Iterator[str]:
    """What the solution of a cell computes, piece by piece, without blanks."""
    (function,) = functions(source)
    above = source.partition("### BEGIN SOLUTION")[0].count("\n")
    for node in ast.walk(function):
        if isinstance(node, ast.BinOp | ast.Call | ast.Compare | ast.Subscript):
            text = bare(ast.get_source_segment(source, node) or "")
            if node.lineno > above and len(text) >= TELLING:
                yield text


def given_away(lab: str, text: str) -> list[str]:
    """Lines and pieces of a lab's solutions that stand in a text."""
    told = bare(text)
    cells = those("solution", read(lab))
    lines = [line for cell in cells for line in map(bare, answer(cell.source).splitlines())]
    pieces = [piece for cell in cells for piece in expressions(cell.source)]
    return [one for one in [*lines, *pieces] if len(one) >= TELLING and one in told]


def told(checkpoint: str) -> str:
    return "\n".join(find(checkpoint).hints)


def translated(checkpoint: str) -> list[str]:
    count = len(find(checkpoint).hints)
    return [ENTRIES[f"{checkpoint}.hint-{number}"] for number in range(1, count + 1)]


@pytest.mark.parametrize("name", CHECKPOINTS)
def test_every_checkpoint_has_three_or_four_different_steps_none_of_them_long(name):
    hints = find(name).hints
    assert len(hints) in (3, 4)
    assert len(set(hints)) == len(hints)
    assert all(0 < len(hint) <= LONGEST for hint in hints)
    assert all(hint.endswith((".", "?")) and "\n" not in hint for hint in hints)


@pytest.mark.parametrize("name", CHECKPOINTS)
def test_the_section_of_every_checkpoint_is_a_heading_of_its_notebook(name):
    assert find(name).section in headings(name.lab)


@pytest.mark.parametrize("name", CHECKPOINTS)
def test_no_hint_holds_a_line_or_a_piece_of_a_solution(name):
    assert given_away(name.lab, told(name)) == []
    assert given_away(name.lab, "\n".join(translated(name))) == []


@pytest.mark.parametrize("name", CHECKPOINTS)
def test_the_search_for_solutions_finds_each_in_its_own_cell(name):
    function = find(name).function
    (cell,) = [
        cell
        for cell in those("solution", read(name.lab))
        if functions(cell.source)[0].name == function
    ]
    found = given_away(name.lab, answer(cell.source))
    assert found
    assert all(piece in found for piece in expressions(cell.source))


@pytest.mark.parametrize("name", CHECKPOINTS)
def test_the_public_cases_hold_the_hints_and_no_cell_that_is_graded_does(name):
    exam = public.load(name)
    assert (exam.hints, exam.section) == (find(name).hints, find(name).section)
    graded = [cell.source for cell in code(read(name.lab)) if is_a("grade", cell)]
    assert not [hint for hint in exam.hints for text in graded if hint in text]


@pytest.mark.slow
@pytest.mark.parametrize("name", CHECKPOINTS)
def test_no_verdict_depends_on_hints_or_tells_them(project, name):
    right = reference(project, name.lab, find(name).function)
    exam = set_exam(project, name, 3)
    for function in (right, lambda *_: None):
        verdicts = [
            examine(one, lambda call, function=function: observe([function], call)).verdict
            for one in (exam, replace(exam, hints=(), section=""))
        ]
        assert verdicts[0] == verdicts[1]
        assert not [hint for hint in exam.hints if hint in str(verdicts[0].to_json())]


def test_a_blank_stands_between_chinese_and_latin_text():
    assert not [text for text in ENTRIES.values() if TOO_CLOSE.search(text)]

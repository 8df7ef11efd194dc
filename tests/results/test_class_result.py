"""The result of a class, as a table and as data."""

from __future__ import annotations

import json
from dataclasses import replace

from autograder.checks.verdict import CriterionResult, Verdict
from autograder.checks.words import width
from autograder.results.class_result import MAX_LINES, WIDTH, ClassResult, SubmissionResult


def a_class() -> ClassResult:
    verdicts = (
        Verdict("tiny.double", "failed", 0.5, 2.0, "squared", "This is the square."),
        Verdict("tiny.triple", "passed", 3.0, 3.0),
    )
    long = "the cell 'x' " + "was very long " * 30
    return ClassResult(
        "tiny",
        7,
        (
            SubmissionResult("ada", "graded", 3.5, 14.0, (), 1.0, verdicts),
            SubmissionResult("b" * 60, "problems", 3.5, 14.0, (long,), 1.0, verdicts),
            SubmissionResult("\x1b[31mred\n", "rejected", 0.0, 9.0, ("a\tb\x07",)),
        ),
    )


def test_the_table_fits_and_obeys_nobody():
    text = a_class().table()
    assert max(len(line) for line in text.splitlines()) <= 100
    assert all(line.isprintable() for line in text.splitlines())


def test_neither_a_terminal_nor_a_spreadsheet_obeys_the_table_as_csv():
    told = Verdict("tiny.double", "failed", 0.5, 2.0, None, "-2 \x1b[31mexpected\x07")
    one = SubmissionResult("\x1b[31mred", "graded", 1.0, 2.0, (), 1.0, (told,))
    text = ClassResult("tiny", 7, (one,)).to_csv()
    assert all(line.isprintable() for line in text.splitlines())
    assert "?[31mred" in text
    assert "'-2 ?[31mexpected?" in text


def test_the_summary_counts_the_mistakes_of_the_class():
    assert a_class().table().splitlines()[-3:] == [
        "tiny: 1 graded, 1 graded with problems, 1 rejected (seed 7)",
        "9 points are given by hand, in nbgrader's formgrader",
        "2 students: double: squared",
    ]


def test_a_failure_that_nobody_knows_tells_the_first_criterion_that_was_not_met():
    criteria = tuple(
        CriterionResult(name, status)
        for name, status in (
            *(("returns", "passed"), ("values", "failed")),
            *(("arguments unchanged", "failed"), ("vectorised", "not judged")),
        )
    )
    verdicts = (
        Verdict("tiny.double", "failed", 0.5, 2.0, None, "It is wrong.", criteria),
        Verdict("tiny.triple", "failed", 0.5, 2.0, None, "It ended."),
        Verdict("tiny.half", "not attempted", 0, 2.0, None, "Blank.", criteria),
    )
    ada = SubmissionResult("ada", "graded", 1.0, 14.0, (), 1.0, verdicts)
    row = ClassResult("tiny", 7, (ada,)).table().splitlines()[1]
    assert row.endswith("failed: double (values), triple; not attempted: half")


def test_lateness_that_costs_points_comes_first_and_is_in_every_row_of_data():
    (ada, *others) = a_class().submissions
    ada = replace(ada, seconds_late=172_800.0, late_penalty=1.25)
    late = replace(a_class(), submissions=(ada, *others))
    row = next(line for line in late.table().splitlines() if line.startswith("ada"))
    assert row.endswith("  graded    late by 2 days: -1.25; double: squared")
    assert [row["late_penalty"] for row in late.rows()] == [1.25, 1.25, 0.0, 0.0]
    assert [row["seconds"] for row in late.rows()] == [1.0] * 4
    assert SubmissionResult.from_json(json.loads(json.dumps(ada.to_json()))) == ada


def test_a_result_comes_back_from_json_as_it_was():
    for submission in a_class().submissions:
        assert (
            SubmissionResult.from_json(json.loads(json.dumps(submission.to_json()))) == submission
        )


def test_a_chinese_text_is_wrapped_by_the_columns_it_takes_and_cut_off():
    problem = (
        "单元格 'double_answer' 的第 2 行用到了 torch，而第 1 行没能生成它，所以跳过了这一句；"
    )
    table = ClassResult("tiny", 1, (SubmissionResult("ada", problems=(problem * 9,)),)).table()
    lines = table.split("\n\n")[0].splitlines()[1:]
    assert len(lines) == MAX_LINES
    assert all(WIDTH - 20 < width(line) <= WIDTH for line in lines)
    assert lines[-1].endswith(" ...")
    start = lines[0].index("单")
    told = "".join(line[start:] for line in lines).removesuffix(" ...").replace(" ", "")
    assert (problem * 9).replace(" ", "").startswith(told)

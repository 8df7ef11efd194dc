"""What has been graded is known after a crash, wherever that cut the ledger off."""

from __future__ import annotations

import json

import pytest

from autograder.grading.ledger import Entry, GradingRun, Ledger, handed_in
from autograder.results.class_result import SubmissionResult
from autograder.submissions.intake import Intake


@pytest.fixture
def path(tmp_path):
    return tmp_path / "build" / "tiny.jsonl"


def entry(student: str, data: bytes = b"one", score: float = 5.0) -> Entry:
    result = SubmissionResult(student, "graded", score)
    return Entry(result, 11, handed_in(Intake(data)), {"*": "a", "tiny.double": "b"}, "none")


def test_a_ledger_knows_what_is_done_and_as_what(path):
    ledger = Ledger.open(path)
    ledger.begin(GradingRun(7))
    ledger.add(entry("ada"))
    again = Ledger.open(path)
    assert again.unfinished == GradingRun(7)
    assert again.entries == {"ada": entry("ada")}
    assert again.entries["ada"].handed_in != handed_in(Intake(b"two"))


def test_the_latest_line_of_a_student_counts_and_the_next_run_keeps_only_that(path):
    ledger = Ledger.open(path)
    ledger.begin(GradingRun(7, everybody=True))
    ledger.add(entry("ada", score=1.0))
    ledger.add(entry("ada", score=2.0))
    ledger.finish()
    again = Ledger.open(path)
    assert again.unfinished is None
    assert again.entries["ada"].result.score == 2.0
    again.begin(GradingRun(8))
    assert len(path.read_text().splitlines()) == 2
    assert Ledger.open(path).entries["ada"].result.score == 2.0


@pytest.mark.parametrize("keep", range(0, 900, 17))
def test_a_ledger_that_was_cut_off_anywhere_is_of_use(path, keep):
    ledger = Ledger.open(path)
    ledger.begin(GradingRun(7))
    ledger.add(entry("ada"))
    ledger.add(entry("emmy"))
    path.write_bytes(path.read_bytes()[:keep])
    again = Ledger.open(path)
    again.add(entry("grace"))
    final = Ledger.open(path)
    assert final.entries["grace"] == entry("grace")
    assert set(final.entries) <= {"ada", "emmy", "grace"}
    assert all(known == entry(name) for name, known in final.entries.items())


def changed(line: str, old: str, new: str) -> str:
    assert old in line
    return line.replace(old, new)


WHOLE = json.dumps(entry("emmy").to_json())


@pytest.mark.parametrize(
    "line",
    [
        *('{"result": {"stud', "[1, 2]", '{"result": 7}', "\x00\x00"),
        *('{"begun": {"seed": "x", "everybody": false}}', '{"begun": {"seed": -7}}'),
        *('{"begun": {"seed": null}}', '{"begun": {"seed": 7, "everybody": 3}}'),
        changed(WHOLE, '"status": "graded"', '"status": null'),
        changed(WHOLE, '"score": 5.0', '"score": "x"'),
        changed(WHOLE, '"seconds_late": 0.0', '"seconds_late": "x"'),
        changed(WHOLE, '"seed": 11', '"seed": "abc"'),
        changed(WHOLE, '"prints": {', '"prints": null, "x": {'),
        changed(WHOLE, '"student": "emmy"', '"student": 3'),
    ],
)
def test_a_damaged_line_costs_only_itself_and_is_counted(path, line):
    ledger = Ledger.open(path)
    ledger.begin(GradingRun(7))
    ledger.add(entry("ada"))
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    ledger.add(entry("grace"))
    again = Ledger.open(path)
    assert (again.damaged, list(again.entries)) == (1, ["ada", "grace"])

"""What travels to workers and back."""

from __future__ import annotations

from autograder.checks.name import CheckpointName
from autograder.checks.verdict import Verdict
from autograder.grading.job import Failure, Graded, Job, result_from_bytes
from autograder.results.marks import CellMarks, Marks
from autograder.results.record import Record
from autograder.submissions.intake import Intake
from autograder.words import also, key_of, phrase

DOUBLE = CheckpointName("tiny.double")


def test_what_travels_comes_back_as_it_was():
    marks = Marks({"why": CellMarks(None, 3.5, 0.5, True, None, "Nearly.")}, 1.0, 3.0, 14.0)
    verdict = Verdict("tiny.double", "failed", 0.5, 2.0, "squared", "This is the square.")
    intake = Intake(b"\x00\xff", "2030-05-01 12:00:00", ("odd",), None)
    job = Job("ada", intake, 7, marks, 3.0, True, {DOUBLE: verdict}, b"{}")
    assert Job.from_bytes(job.to_bytes()) == job
    record = Record(("odd",), None, 7, 1.5, {DOUBLE: verdict})
    graded = Graded("ada", record, marks.cells, None, b"{}", b"<html>")
    assert result_from_bytes(graded.to_bytes()) == graded
    failure = Failure.of("ada", "written", OSError("disk full"))
    assert result_from_bytes(failure.to_bytes()) == failure


def test_what_was_odd_is_told_in_any_language_where_the_job_arrives():
    unpacked = [phrase("archive.failed", name=f"'{n}.zip'", fault="x" * 200) for n in range(150)]
    rejected = also([phrase("choice.none", name="tiny.ipynb"), *unpacked])
    odd = phrase("problem.deleted", names="'a'")
    job = Job("ada", Intake(problems=(odd,), rejected=rejected), 7)
    came = Job.from_bytes(job.to_bytes()).intake
    assert came == job.intake
    assert (key_of(came.problems[0]), key_of(came.rejected)) == ("problem.deleted", "clause.more")

"""Every small change to a right answer that makes it wrong is rejected, at home and at grading."""

from __future__ import annotations

import pytest

from autograder.checks import public
from autograder.judge.exams import set_exam
from tests.mutation.gate import Gate
from tests.mutation.mutants import CHECKPOINTS, originals
from tests.mutation.score import ROW, SEEDS, row, score
from tests.mutation.survivors import listed


@pytest.mark.parametrize("name", CHECKPOINTS)
def test_every_mutant_is_rejected_but_those_listed_with_a_reason_which_pass_everywhere(
    project, record_property, name
):
    made = score(project, name)
    record_property(ROW, row(made))
    assert made.changes
    assert len(set(made.changes)) == len(made.changes), "a change is named once"
    survivors = [change for change in made.survivors if change not in made.listed]
    assert not survivors, "\n".join(survivors)
    gone = sorted(made.listed - set(made.equivalent))
    assert not gone, "\n".join(gone)


def test_the_list_names_checkpoints_that_exist_each_change_once_and_a_reason():
    entries = listed()
    assert {entry.checkpoint for entry in entries} <= set(CHECKPOINTS)
    assert all(len(entry.reason) > 10 and entry.changes for entry in entries)
    named = [(entry.checkpoint, change) for entry in entries for change in entry.changes]
    assert len(set(named)) == len(named)


@pytest.mark.parametrize("name", CHECKPOINTS)
def test_what_the_mutants_are_made_from_earns_full_marks(project, name):
    exams = [public.load(name), set_exam(project, name, SEEDS[0])]
    for original in originals(project, name):
        for exam in exams:
            verdict = Gate(exam).asked(original.built()).verdict
            assert verdict.status == "passed", (original.text, verdict.message)

"""Every small change to a right answer that makes it wrong is rejected, at home and at grading."""

from __future__ import annotations

import pytest

from autograder.checks import public
from autograder.judge.exams import set_exam
from tests.mutation.gate import Gate
from tests.mutation.mutants import CHECKPOINTS, mutants, originals
from tests.mutation.score import SEEDS
from tests.mutation.survivors import listed

EACH = [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in CHECKPOINTS]
"""Tests of one checkpoint run in one process, which makes its score once."""


@pytest.mark.parametrize("name", EACH)
def test_every_mutant_is_rejected_unless_it_is_listed_with_a_reason(scored, name):
    score = scored(name)
    assert score.changes
    survivors = [change for change in score.survivors if change not in score.listed]
    assert not survivors, "\n".join(survivors)


@pytest.mark.parametrize("name", EACH)
def test_every_listed_mutant_still_exists_and_passes_everywhere(scored, name):
    score = scored(name)
    gone = sorted(score.listed - set(score.equivalent))
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


@pytest.mark.parametrize("name", CHECKPOINTS)
def test_no_two_mutants_of_a_checkpoint_have_the_same_name(project, name):
    changes = [mutant.change for mutant in mutants(project, name)]
    assert len(set(changes)) == len(changes)

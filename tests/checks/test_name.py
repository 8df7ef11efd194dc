"""The name of a checkpoint is text that knows its two parts."""

from __future__ import annotations

import copy
import json
import pickle

import pytest

from autograder.checks.name import CheckpointName
from autograder.checks.packing import pack, unpack
from autograder.checks.verdict import Verdict
from tests.checks.conftest import doubling

NAME = CheckpointName.of("tiny", "double")


@pytest.mark.parametrize(
    ("text", "lab", "grade_id"),
    [("tiny.double", "tiny", "double"), ("a.b.c", "a", "b.c"), ("nothing", "nothing", "")],
)
def test_a_name_has_a_lab_and_a_grade_id_whatever_is_asked_for(text, lab, grade_id):
    name = CheckpointName(text)
    assert (name.lab, name.grade_id) == (lab, grade_id)
    assert all(type(part) is str for part in (name.lab, name.grade_id))


def test_a_name_is_the_text_that_it_is_written_as():
    assert NAME == "tiny.double"
    assert {NAME: 1}["tiny.double"] == {"tiny.double": 1}[NAME] == 1
    assert json.dumps({NAME: NAME}) == '{"tiny.double": "tiny.double"}'
    assert unpack(pack({NAME: NAME})) == {"tiny.double": "tiny.double"}


@pytest.mark.parametrize("again", [copy.deepcopy, lambda name: pickle.loads(pickle.dumps(name))])
def test_a_copied_name_is_a_name(again):
    assert type(again(NAME)) is CheckpointName
    assert again(NAME) == NAME


def test_verdicts_and_exams_know_their_checkpoint_by_its_name():
    verdict = Verdict("tiny.double", "passed", 2, 2)
    assert verdict.checkpoint.grade_id == "double"
    assert type(verdict.to_json()["checkpoint"]) is str
    assert Verdict.from_json(json.loads(json.dumps(verdict.to_json()))) == verdict
    assert Verdict.from_json(verdict.to_json()).checkpoint.lab == "tiny"
    assert doubling(checkpoint="tiny.double").checkpoint.grade_id == "double"

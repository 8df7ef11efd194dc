"""Sentences of grading, in which exercises have the names that people know."""

from __future__ import annotations

import pytest

from autograder.reports.document import CodeText, Text
from autograder.results.feedback.naming import called
from autograder.words import phrase, shown, use

NAMES = {
    "he": (Text("Exercise 5: "), CodeText("initialize_he")),
    "zeros": (Text("Exercise 2"),),
    "why": (Text("Question 1: why?"),),
}
IN = {"names": "'he', 'zeros'", "name": "'he'", "files": "'zeros'", "missing": "'zeros'"}
IN |= {"reason": "KeyError: 'zeros'", "clause": "'zeros' is odd"}
HE, ZEROS = "“Exercise 5: initialize_he”", "“Exercise 2”"


@pytest.fixture(params=["en", "zh"], autouse=True)
def language(request, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_LANGUAGE", request.param)
    use(request.param)


def told(key, **parts):
    return called(shown(phrase(key, **IN | parts)), NAMES)


@pytest.mark.parametrize(
    "key",
    ["problem.deleted", "problem.gone", "problem.changed", "problem.beside-file", "run.second"],
)
def test_cells_are_called_by_the_names_of_their_exercises(key):
    assert HE in told(key)
    assert ZEROS in told(key)
    assert "'he'" not in told(key)


@pytest.mark.parametrize("key", ["run.unchecked", "run.uses", "run.without", "run.blamed"])
def test_what_is_no_cell_in_the_same_sentence_keeps_its_letters(key):
    assert HE in told(key)
    assert "'zeros'" in told(key)


def test_a_cell_is_known_inside_another_sentence():
    cell = phrase("cell.named", name="'he_solution'")
    assert HE in called(shown(phrase("run.died", cell=cell, reason="it was killed")), NAMES)


def test_an_exercises_cell_and_its_check_are_one():
    assert told("problem.deleted", names="'he_solution', 'he', 'why'").count("“") == 2


def test_a_problem_of_the_judge_begins_with_the_name():
    assert told("run.problem", name="he", problem="it loops").startswith(HE)


@pytest.mark.parametrize("sentence", ["KeyError: 'he'", "'he'", "note: 'zeros' and 'why'", ""])
def test_other_sentences_stay_as_they_are(sentence):
    assert called(sentence, NAMES) == sentence


def test_what_has_no_name_stays_as_it_is():
    assert "'other'" in told("problem.deleted", names="'other', 'he'")

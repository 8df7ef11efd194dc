"""The catalogue is the checkpoints' own test: no entry passes, none is taken for another."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from autograder.checks import public
from autograder.checks.calling.observation import observe
from autograder.checks.exam import Exam
from autograder.checks.judging import examine
from autograder.checks.name import CheckpointName
from autograder.checks.verdict import Verdict
from autograder.course import Course, CourseError
from autograder.judge.exams import set_exam, wrong_answers
from autograder.judge.reference import reference, rewritten
from autograder.labs import find, names
from tests.labs.judging import nothing_replaced

CHECKPOINTS = names()
COURSE = Course.find(Path(__file__))
ENTRIES = [
    pytest.param(name, mistake, sentence, function, id=f"{name}-{number}-{mistake}")
    for name in CHECKPOINTS
    for number, (mistake, sentence, function) in enumerate(wrong_answers(COURSE, name))
]
SEED = 20261

pytestmark = [
    pytest.mark.slow,
    # Wrong formulas divide by zero, and take roots of negative numbers.
    pytest.mark.filterwarnings("ignore::RuntimeWarning"),
]


@cache
def exam(course: Course, name: str, where: str) -> Exam:
    """An exam without the calls that tell pairs of mistakes apart: there are none here."""
    made = public.load(name) if where == "public" else set_exam(course, name, SEED)
    mistakes = made.mistakes()
    return replace(made, mistakes=lambda: mistakes, probes=())


def verdict(course: Course, name: str, where: str, function) -> Verdict:
    with nothing_replaced():
        return examine(exam(course, name, where), lambda call: observe([function], call)).verdict


@pytest.mark.parametrize("where", ["public", "fresh"])
@pytest.mark.parametrize(("name", "mistake", "sentence", "function"), ENTRIES)
def test_every_wrong_answer_is_rejected_and_named(
    project, name, mistake, sentence, function, where
):
    judged = verdict(project, name, where, function)
    assert judged.status == "failed"
    assert judged.mistake == mistake
    failed = {one.name for one in judged.criteria if one.status == "failed"}
    # A poorer shape, or numbers that are right but where they are extreme, do not cost the rest.
    assert judged.points <= 0.2 * judged.max_points or failed & {"shape", "stable"}
    assert sentence in judged.message


@pytest.mark.parametrize("where", ["public", "fresh"])
@pytest.mark.parametrize("name", CHECKPOINTS)
def test_the_reference_earns_full_marks(project, name, where):
    right = reference(project, name.lab, find(name).function)
    judged = verdict(project, name, where, right)
    assert judged.status == "passed", judged.message
    assert judged.points == judged.max_points > 0


@pytest.mark.parametrize("name", CHECKPOINTS)
def test_a_checkpoint_knows_eight_mistakes_or_more_each_with_its_own_id(name):
    ids = [known.id for known in (*find(name).mistakes, *find(name).bugs)]
    assert len(ids) >= 8
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", CHECKPOINTS)
def test_two_seeds_set_two_exams_and_one_seed_sets_one(project, name):
    exams = [set_exam(project, name, seed) for seed in (3, 3, 4)]
    bare = [replace(made, mistakes=tuple, variants=tuple) for made in exams]
    trees = [public.pack(public.to_tree(made)) for made in bare]
    assert trees[0] == trees[1] != trees[2]


def test_a_solution_that_was_rewritten_past_its_catalogue_is_said_by_name(project, tmp_path):
    shutil.copytree(project.notebooks, tmp_path / "notebooks")
    course = Course(tmp_path)
    source = course.source("optimization")
    text = source.read_text()
    source.write_text(text.replace("direction = first", "way = first"))
    name = CheckpointName("optimization.adam")
    known = {called: function for called, _, function in wrong_answers(course, name)}
    with pytest.raises(CourseError, match=r"^optimization.adam: the answer uncorrected assigns"):
        known["uncorrected"]()  # which is made only now


def test_a_changed_function_has_the_imports_that_it_uses_and_no_more(project):
    text = "def forward_propagation(x, theta):\n    return theta * x + 0 * time.perf_counter()"
    function = rewritten(project, "gradient_checking", "forward_propagation", text)
    assert function(2, 3) == 6
    assert "plots" not in function.__globals__
    right = reference(project, "gradient_checking", "forward_propagation")
    assert "time" not in right.__globals__

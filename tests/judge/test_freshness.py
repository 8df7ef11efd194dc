"""Whether public cases are up to date, on whatever machine somebody asks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from autograder.checks import public
from autograder.checks.exam import Mistake
from autograder.checks.name import CheckpointName
from autograder.course import Course
from autograder.judge import freshness, roundoff
from autograder.judge.exams import answers, public_exam, public_seed, set_exam, wrong_answers
from autograder.labs import find
from autograder.labs.image_classification.search import held_out as held_out_pictures

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SHAKY = CheckpointName.of("gradient_checking", "gradient_check")
STEADY = CheckpointName.of("optimization", "gd")


@pytest.fixture(scope="module", params=[SHAKY, STEADY])
def exam(request):
    return public_exam(Course(ROOT), request.param)


def elsewhere(exam):
    """The exam as another machine sets it: all sums differ in their last digit."""
    nudge = np.random.default_rng(1)
    calls = [
        replace(case.call, arguments=roundoff._nudged(case.call.arguments, nudge))
        for case in exam.cases
    ]
    subject = find(exam.checkpoint)
    made = [
        Mistake(name, sentence, [answers(function, call, subject, 2) for call in calls])
        for name, sentence, function in wrong_answers(Course(ROOT), exam.checkpoint)
    ]
    return replace(exam, mistakes=lambda: made)


def test_cases_that_were_written_on_another_machine_are_up_to_date(exam):
    assert freshness.same(elsewhere(exam), exam)


def test_a_number_that_is_made_of_round_off_has_a_margin():
    exam = public_exam(Course(ROOT), SHAKY)
    (here,), (there,) = (
        [list(mistake.answers) for mistake in way.mistakes() if mistake.id == "upside-down-ratio"]
        for way in (exam, elsewhere(exam))
    )
    bare = [replace(answer, margin=1e-6 * answer.value) for answer in here]
    assert not freshness.close(bare, there, noisy=True)
    assert freshness.close(here, there, noisy=True)


def changed(exam, **parts):
    first, *rest = exam.mistakes()
    return replace(exam, mistakes=lambda: [replace(first, **parts), *rest])


def test_a_mistake_that_gives_something_slightly_different_now_is_out_of_date(exam):
    first = exam.mistakes()[0]
    wrong = [_scaled(answer) for answer in first.answers]
    assert not freshness.same(changed(exam, answers=wrong), exam)


@pytest.mark.parametrize("parts", [{"sentence": "Another."}, {"id": "another"}])
def test_a_mistake_of_another_name_or_sentence_is_out_of_date(exam, parts):
    assert not freshness.same(changed(exam, **parts), exam)


def test_a_mistake_that_is_missing_is_out_of_date(exam):
    fewer = replace(exam, mistakes=lambda: exam.mistakes()[1:])
    assert not freshness.same(fewer, exam)


def test_another_expected_answer_is_out_of_date(exam):
    first, *rest = exam.cases
    stored = replace(exam, cases=(replace(first, expected=_scaled(first.expected)), *rest))
    assert not freshness.same(stored, exam)


@pytest.mark.parametrize("parts", [{"points": 1.0}, {"growing": "something"}, {"figures": 7}])
def test_another_rule_is_out_of_date(exam, parts):
    assert not freshness.same(replace(exam, **parts), exam)


def _scaled(answer):
    """Every number of an answer, 0.1 % larger."""
    if isinstance(answer, dict):
        return {key: _scaled(part) for key, part in answer.items()}
    if isinstance(answer, list | tuple):
        return type(answer)(map(_scaled, answer))
    if isinstance(answer, freshness.Within):
        return replace(answer, value=1.001 * answer.value, margin=1.01 * answer.margin)
    return 1.001 * answer


def test_the_pictures_that_only_the_judge_has_are_in_no_exam_that_students_have():
    search = CheckpointName.of("image_classification", "search")
    held_out, _ = held_out_pictures(np.random.default_rng(0))
    for at_home in (True, False):
        # Even where somebody grades with the seed of the public cases.
        exam = set_exam(Course(ROOT), search, public_seed(search), at_home=at_home)
        (asked,) = exam.accuracies
        known = {column.tobytes() for column in held_out.T}
        shared = sum(column.tobytes() in known for column in asked.X.T)
        assert shared == (0 if at_home else held_out.shape[1])
    assert public.load(search).accuracies[0].X.shape[1] < held_out.shape[1]

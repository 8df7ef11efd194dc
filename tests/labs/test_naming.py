from __future__ import annotations

from collections import Counter

import pytest

from autograder.checks import public
from autograder.checks.calling.observation import observe
from autograder.checks.judging import examine
from autograder.judge.reference import rewritten
from autograder.judge.two_mistakes import pairs
from autograder.labs import find, names
from tests.labs.judging import nothing_replaced
from tests.labs.naming import PARTS, is_about_form, judged, students

pytestmark = [
    pytest.mark.slow,
    # Students' own formulas overflow and divide by zero, and some of their arrays hold nan.
    pytest.mark.filterwarnings("ignore::RuntimeWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
CHECKPOINTS = names()
WANTED = 0.85
COUPLES = 60
"""Of each checkpoint's mistakes; not all of them go together."""
NEVER = 0.015


@pytest.mark.parametrize("where", ["public", "fresh"])
@pytest.mark.parametrize("part", PARTS)
def test_nearly_all_wrong_answers_of_students_are_told_where_to_look(
    project, part, where, record_named
):
    named: Counter[str] = Counter()
    for student in students(part):
        verdict = judged(project, student, where)
        assert verdict.status == "failed", student.what
        if not is_about_form(verdict):
            named["all"] += 1
            named["named"] += verdict.mistake is not None
    record_named(f"{part} answers, {where} cases", named["named"], named["all"])
    assert named["named"] >= WANTED * named["all"]


def test_two_mistakes_at_once_are_named_as_the_two_and_hardly_ever_as_others(project, record_named):
    found: Counter[str] = Counter()
    for name in CHECKPOINTS:
        if not len(public.sketches(name).pairs):
            continue
        exam = public.load(name)
        for pair in pairs(project, name, COUPLES):
            function = rewritten(project, name.lab, find(name).function, pair.text)
            try:
                with nothing_replaced():
                    verdict = examine(exam, lambda call, f=function: observe([f], call)).verdict
            except NameError:
                continue
            if verdict.status == "passed" or is_about_form(verdict):
                continue
            ids = set((verdict.mistake or "").split("+"))
            clues = {clue.id for clue in exam.clues} | {one.id for one in exam.situations}
            found["all"] += 1
            found["both"] += ids == set(pair.ids)
            found["one"] += len(ids & set(pair.ids)) == 1 and ids < set(pair.ids) | {""}
            found["place"] += ids <= clues
            found["neither"] += bool(verdict.mistake) and not ids & (set(pair.ids) | clues)
    record_named("pairs of known mistakes", found["both"] + found["one"], found["all"])
    assert found["both"] + found["one"] + found["place"] >= WANTED * found["all"], found
    assert found["neither"] <= NEVER * found["all"], found

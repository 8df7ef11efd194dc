"""Signs of copying: what only a copy explains is noticed, what everybody may have is not."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace

import pytest

from autograder.checks.verdict import CriterionResult
from autograder.judge.reference import source
from autograder.overview import classwork
from autograder.overview.copying import likeness, planted, wrong
from autograder.overview.copying.exercises import Exercises, bare, function
from autograder.overview.copying.signs import Sign, cases
from autograder.release.planting import draw, unmarked
from tests.overview import classes
from tests.overview.classes import LAB, POINTS, result, verdict

POINT = POINTS["backward_n"]
OWN = '''def gradient_check(forward, backward, x, theta, epsilon=1e-6):
    """Mine."""
    slope = []
    for sign in (+1, -1):
        moved = theta + sign * epsilon
        slope.append(sign * forward(x, moved))
    approx = sum(slope) / 2 / epsilon
    found = backward(x, theta)
    top = abs(found - approx)
    if top == 0:
        return 0.0
    return top / (abs(found) + abs(approx))
'''
RENAMED = OWN.replace("moved", "q").replace("slope", "both").replace("top", "up")
OTHER = """def gradient_check(forward, backward, x, theta, epsilon=1e-6):
    high, low = forward(x, theta + epsilon), forward(x, theta - epsilon)
    guess, given = (high - low) * 0.5 / epsilon, backward(x, theta)
    return np.abs(guess - given) / max(1e-300, np.abs(guess) + np.abs(given))
"""
WRONG = "def sigmoid_derivative(z):\n    s = 1 / (1 + np.exp(-z))\n    return s * (2 + s)"
NAMES = [f"s{number:02}" for number in range(8)]


@pytest.fixture
def course(tmp_path):
    return classes.course(tmp_path / "course")


def exercises(course, code, answers=None) -> Exercises:
    """A class whose students wrote this code, and were given these verdicts."""
    classes.grade(course, *(result(name, *(answers or {}).get(name, ())) for name in NAMES))
    for name in NAMES:
        classes.write(course, name, code.get(name))
    return Exercises(classwork.of(course, LAB))


def pairs(signs) -> list[tuple[str, ...]]:
    return sorted({sign.students for sign in signs})


# --- somebody else's bugs ------------------------------------------------------------------------


def planted_class(course, repaired):
    """A class with bugs of their own; `repaired` makes of a broken function what is handed in."""
    right = source(course, LAB, POINT.function)
    seeds = {name: number for number, name in enumerate(NAMES)}
    path = course.root / "seeds" / f"{LAB}.csv"
    path.parent.mkdir()
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([("id", "seed"), *seeds.items()])
    texts, bugs = {}, {}
    for name, seed in seeds.items():
        broken, planted_bugs = draw(POINT, right, seed)
        bugs[name] = {bug.id for bug in planted_bugs}
        texts[name] = repaired(name, broken, unmarked(right))
    return texts, bugs


def noted(name, broken, right):
    """Right, with a note of one's own at each line that was repaired."""
    before = broken.split("\n")
    return "\n".join(
        line if line in before else f"{line}  # {name} was here" for line in right.split("\n")
    )


def test_repairs_of_bugs_that_only_somebody_else_was_given_are_noticed(course):
    texts, bugs = planted_class(course, noted)
    taker = next(name for name in NAMES[1:] if not bugs[name] & bugs["s00"])
    texts[taker] = texts["s00"]
    found = list(planted.signs(exercises(course, {n: {"backward_n": t} for n, t in texts.items()})))
    assert pairs(found) == [tuple(sorted(("s00", taker)))]
    assert {sign.parts["bug"] for sign in found} <= bugs["s00"]
    assert all(sign.lead == (taker, "s00") for sign in found), "who has it, and who was given it"


def test_bugs_that_only_others_were_given_are_noticed_where_they_were_left(course):
    texts, bugs = planted_class(course, lambda name, broken, right: broken)
    taker = next(name for name in NAMES[1:] if not bugs[name] & bugs["s00"])
    texts[taker] = texts["s00"]
    found = list(planted.signs(exercises(course, {n: {"backward_n": t} for n, t in texts.items()})))
    assert {taker} <= set().union(*(sign.students for sign in found))
    assert all(sign.lead[0] == taker for sign in found)


@pytest.mark.parametrize(
    "honest",
    [noted, lambda name, broken, right: broken, lambda name, broken, right: right],
    ids=["repaired", "left", "as the solution"],
)
def test_who_repaired_or_left_only_their_own_bugs_is_suspected_of_nothing(course, honest):
    texts, _ = planted_class(course, honest)
    made = exercises(course, {name: {"backward_n": text} for name, text in texts.items()})
    assert list(planted.signs(made)) == []


def test_without_a_roster_everybody_was_given_the_same(course):
    assert list(planted.signs(exercises(course, {}))) == []


# --- rare wrong answers --------------------------------------------------------------------------


def test_the_same_wrong_answer_that_is_no_known_mistake_is_noticed(course):
    code = {
        "s01": {"sigmoid": WRONG},
        "s04": {"sigmoid": f"{WRONG}  # hm"},
        "s05": {"sigmoid": WRONG},
    }
    answers = {"s01": [verdict("sigmoid")], "s04": [verdict("sigmoid")]}
    assert pairs(wrong.signs(exercises(course, code, answers))) == [("s01", "s04")]


def test_what_many_have_wrong_is_none_of_that_and_neither_is_a_known_mistake(course):
    code = {name: {"sigmoid": WRONG} for name in NAMES[:4]}
    answers = {name: [verdict("sigmoid")] for name in NAMES[:4]}
    assert list(wrong.signs(exercises(course, code, answers))) == []


def test_what_was_handed_out_is_no_answer_that_somebody_shares(course):
    made = exercises(course, {})
    given = function(made.released["sigmoid_solution"], "sigmoid_derivative")
    code = {name: {"sigmoid": f"{given}\n# {name}"} for name in NAMES[:2]}
    for name in NAMES:
        shutil.rmtree(course.autograded / name)
    answers = {name: [verdict("sigmoid")] for name in NAMES[:2]}
    assert list(wrong.signs(exercises(course, code, answers))) == []


def test_a_right_function_that_failed_for_something_else_is_no_wrong_answer(course):
    code = {name: {"sigmoid": WRONG} for name in NAMES[:2]}
    criteria = (CriterionResult("values", "passed"), CriterionResult("figure", "failed"))
    failed = replace(verdict("sigmoid"), criteria=criteria)
    answers = {name: [failed] for name in NAMES[:2]}
    assert list(wrong.signs(exercises(course, code, answers))) == []


def test_the_solution_itself_is_no_wrong_answer_whatever_became_of_it(course):
    right = source(course, LAB, "sigmoid_derivative")
    code = {name: {"sigmoid": f"{right}\n# {name}"} for name in NAMES[:2]}
    answers = {name: [verdict("sigmoid", missed=["returns"])] for name in NAMES[:2]}
    assert list(wrong.signs(exercises(course, code, answers))) == []


def test_two_rare_mistakes_in_common_are_noticed_and_one_is_not(course, monkeypatch):
    monkeypatch.setattr(wrong, "_SHARE", 0.4)
    both = [verdict("sigmoid", mistake="no-chain"), verdict("forward_1d", mistake="added")]
    made = exercises(course, {}, {"s01": both, "s02": both, "s03": both[:1]})
    (found,) = wrong.signs(made)
    assert found.students == ("s01", "s02")
    assert found.parts["mistakes"] == ["forward_1d: added", "sigmoid: no-chain"]


# --- code that is alike --------------------------------------------------------------------------


def test_code_that_is_alike_is_noticed_whatever_its_names_and_comments(course):
    code = {
        "s02": {"gradient_check": OWN},
        "s05": {"gradient_check": RENAMED.replace("Mine", "Own").replace("= []", "= []  # both")},
        "s06": {"gradient_check": OTHER},
    }
    (found,) = likeness.signs(exercises(course, code))
    assert found.students == ("s02", "s05")
    assert found.parts["share"] == 1
    assert found.cell == "gradient_check_solution"


def test_what_many_have_or_the_solution_or_a_known_mistake_has_is_no_likeness(course):
    right = source(course, LAB, "gradient_check")
    known = POINTS["gradient_check"].mistakes[0].texts(right)[0]
    many = {name: {"gradient_check": OWN} for name in NAMES[:4]}
    few = {name: {"gradient_check": f"{known}\n# {name}"} for name in NAMES[4:6]}
    rest = {name: {"gradient_check": f"{right}\n# {name}"} for name in NAMES[6:]}
    assert list(likeness.signs(exercises(course, {**many, **few, **rest}))) == []


# --- what they come to ---------------------------------------------------------------------------


def test_the_most_telling_case_comes_first_with_all_its_signs():
    signs = [
        Sign(("a", "b"), 1, "k", "c"),
        Sign(("c",), 3, "k", "c"),
        Sign(("a", "b"), 4, "k", "c"),
    ]
    first, second = cases(signs)
    assert (first.students, [sign.weight for sign in first.signs]) == (("a", "b"), [4, 1])
    assert second.students == ("c",)


def test_a_program_is_bare_of_blanks_and_comments_only():
    assert bare("x  =  1 # one\n\ny = '# two'") == "x = 1\ny = '# two'"
    assert bare("x = 1") != bare("x = 2")


def test_a_function_is_found_in_its_cell_whatever_stands_around_it():
    cell = f"import numpy\n\n{WRONG}\n\n\nsigmoid_derivative(3)\n"
    assert function(cell, "sigmoid_derivative").rstrip() == WRONG
    assert function(cell, "sigmoid") == ""

"""A function to be repaired is handed out with bugs, other ones for each student, never right."""

import ast
import csv
import json
import zipfile
from itertools import combinations

import pytest

from autograder.checks import public
from autograder.checks.calling.observation import observe
from autograder.checks.judging import examine
from autograder.course import Course
from autograder.judge.reference import reference, rewritten, source
from autograder.labs import LABS as AUTHORED
from autograder.labs import Checkpoint
from autograder.labs.changes import piece
from autograder.labs.mistakes import wrong_answers
from autograder.release import release
from autograder.release.planting import draw, plant

RIGHT = "def area(a, b):\n    side = a + 0\n    return side * b\n"
POOL = wrong_answers(
    "side: The side is another.",
    piece("a + 0", "a + 1"),
    "product: A sum is no area.",
    piece("side * b", "side + b"),
    "square: The sides differ.",
    piece("side * b", "side * a"),
    "names: The sides have names.",
    piece("(a, b)", "(b, a)"),
)
PIECES = {"side": "a + 1", "product": "side + b", "square": "side * a", "names": "(b, a)"}
SUBJECT = Checkpoint("area", "area(a, b)", ("the area",), 3, lambda rng: [], (), bugs=POOL)
REPAIRS = [
    pytest.param(lab, point, id=f"{lab}.{point.grade_id}")
    for lab, points in AUTHORED.items()
    for point in points
    if point.bugs
]


def test_two_or_three_bugs_are_planted_and_a_seed_decides_which():
    drawn = {seed: draw(SUBJECT, RIGHT, seed) for seed in range(40)}
    assert {len(bugs) for _, bugs in drawn.values()} == {2, 3}
    assert len({text for text, _ in drawn.values()}) > 4
    assert drawn[7] == draw(SUBJECT, RIGHT, 7)
    for text, bugs in drawn.values():
        assert all(PIECES[bug.id] in text for bug in bugs)
        assert not {"product", "square"} <= {bug.id for bug in bugs}, "they replace the same piece"


@pytest.mark.parametrize("text", ["def area(a, b): return a * b", RIGHT + RIGHT])
def test_a_bug_that_has_no_single_place_is_refused_by_name(text):
    with pytest.raises(ValueError, match=r"the answer side replaces 'a \+ 0', found [02] times"):
        POOL[0].texts(text)


def planted(text, bugs):
    for bug in bugs:
        (text,) = bug.texts(text)
    return text


@pytest.mark.parametrize(("lab", "point"), REPAIRS)
def test_any_two_bugs_of_a_pool_go_together(project, lab, point):
    right = source(project, lab, point.function)
    for pair in combinations(point.bugs, 2):
        both = planted(right, pair)
        assert both == planted(right, pair[::-1])
        assert both not in (planted(right, [bug]) for bug in pair)


@pytest.mark.parametrize(("lab", "point"), REPAIRS)
def test_no_bundle_of_bugs_that_can_be_drawn_passes_nor_earns_a_mark(project, lab, point):
    exam = public.load(f"{lab}.{point.grade_id}")
    text = source(project, lab, point.function)
    assert len(point.bugs) >= 10
    for seed in range(60):
        broken = rewritten(project, lab, point.function, draw(point, text, seed)[0])
        verdict = examine(exam, lambda call, f=broken: observe([f], call)).verdict
        assert (verdict.status, verdict.points) == ("failed", 0), seed


@pytest.mark.parametrize(("lab", "point"), REPAIRS)
def test_after_any_one_repair_is_left_out_the_function_still_fails(project, lab, point):
    exam = public.load(f"{lab}.{point.grade_id}")
    text = source(project, lab, point.function)
    for seed in range(20):
        bugs = draw(point, text, seed)[1]
        for repaired in bugs:
            left = planted(text, [bug for bug in bugs if bug is not repaired])
            broken = rewritten(project, lab, point.function, left)
            verdict = examine(exam, lambda call, f=broken: observe([f], call)).verdict
            assert verdict.status == "failed", (seed, repaired.id)
    right = reference(project, lab, point.function)
    assert examine(exam, lambda call: observe([right], call)).verdict.status == "passed"


@pytest.mark.parametrize(("lab", "point"), REPAIRS)
def test_students_of_a_roster_get_bugs_of_their_own(course: Course, tmp_path, lab, point):
    roster = tmp_path / "roster.csv"
    students = [f"student{number}" for number in range(4)]
    roster.write_text("id\n" + "\n".join(students))
    made = release(course, lab, seed=5, roster=roster)
    with (course.root / "seeds" / f"{lab}.csv").open() as file:
        seeds = {row["id"]: int(row["seed"]) for row in csv.DictReader(file)}
    texts = set()
    for student, archive in zip(sorted(students), sorted(made.bundles), strict=True):
        with zipfile.ZipFile(archive) as bundle:
            notebook = json.loads(bundle.read(f"{lab}/{course.source(lab).name}"))
        cells = ["".join(cell["source"]) for cell in notebook["cells"]]
        broken = plant(course, lab, seeds[student])[point.function]
        (cell,) = [text for text in cells if f"def {point.function}(" in text]
        assert broken in cell
        assert "SOLUTION" not in cell
        assert ast.parse(cell)
        texts.add(broken)
    assert len(texts) > 1

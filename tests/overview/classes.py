"""A small class that nobody has graded: a course folder with ledger and notebooks."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from autograder.checks.verdict import CriterionResult, Verdict
from autograder.course import Course
from autograder.grading.ledger import Entry, GradingRun, Ledger
from autograder.labs import LABS
from autograder.results.class_result import SubmissionResult
from tests.notebooks.sources import COURSE

LAB = "gradient_checking"
POINTS = {point.grade_id: point for point in LABS[LAB]}
PASSED = {"status": "passed", "points": 5.0}


def course(root: Path, language: str = "") -> Course:
    """A course of one lab in which nothing has been graded."""
    root.mkdir(exist_ok=True)
    config = (COURSE.root / "nbgrader_config.py").read_text()
    (root / "nbgrader_config.py").write_text(f"{config}\nc.Settings.language = {language!r}\n")
    (root / "notebooks" / LAB).mkdir(parents=True)
    shutil.copy(COURSE.source(LAB), root / "notebooks" / LAB)
    return Course(root)


def verdict(name: str, status: str = "failed", points: float = 0.0, **more) -> Verdict:
    """A verdict on one checkpoint; `missed` are the criteria that it does not meet."""
    missed = more.pop("missed", ())
    criteria = tuple(CriterionResult(each, "failed", f"{each} it is") for each in missed)
    return Verdict(f"{LAB}.{name}", status, points, 5.0, criteria=criteria, **more)


def result(student: str, *verdicts: Verdict, **more) -> SubmissionResult:
    """A submission in which all other checkpoints are passed."""
    found = {one.checkpoint.grade_id: one for one in verdicts}
    every = tuple(found.get(name) or verdict(name, **PASSED) for name in POINTS)
    given = {"status": "graded", "seconds": 1.5, "max_score": 40.0, **more}
    score = given.pop("score", sum(one.points for one in every))
    return SubmissionResult(student, score=score, checkpoints=every, **given)


def grade(course: Course, *results: SubmissionResult) -> Ledger:
    """Note down that these were graded."""
    ledger = Ledger.open(course.records / f"{LAB}.jsonl")
    ledger.begin(GradingRun(7))
    for one in results:
        ledger.add(Entry(one, 7, one.student))
    ledger.finish()
    return ledger


def write(
    course: Course, student: str, code: dict[str, str] | None = None, answer: str = ""
) -> None:
    """Write an autograded notebook: the source, with other code in some exercises.

    As in every autograded notebook, the ids of its cells are their places.
    """
    notebook = json.loads(COURSE.source(LAB).read_text(encoding="utf-8"))
    answered = False
    for place, cell in enumerate(notebook["cells"]):
        cell["id"] = f"cell-{place}"
        name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        cell["source"] = (code or {}).get(name.removesuffix("_solution"), cell["source"])
        if answered and answer:
            cell["source"] = answer
        answered = bool(cell["metadata"].get("nbgrader", {}).get("task"))
    path = course.autograded / student / LAB / f"{LAB}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")

"""Somebody else's bugs: a function at a place where only others were given a bug, as they left it.

Where a lab was released by a roster, each student was given other bugs. At the place of a bug that
a student was not given, the function was right. Where it now has neither that text nor the
reference's, but just what a student has there who was given the bug, repaired or not, it has come
from there. A comment counts as well: whoever had nothing to repair there had nothing to note.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from autograder.labs import Checkpoint
from autograder.overview.copying.exercises import Exercises, function, lines
from autograder.overview.copying.signs import PLANTED, Sign
from autograder.release.planting import draw, unmarked

Place = tuple[int, int]


def signs(exercises: Exercises) -> Iterator[Sign]:
    """Students who have what only others could have at the place of a bug."""
    seeds = _seeds(exercises.work.course.root / "seeds" / f"{exercises.work.lab}.csv")
    for point, cell in exercises.points():
        if point.bugs and seeds:
            yield from _of(exercises, point, cell, seeds)


def _of(
    exercises: Exercises, point: Checkpoint, cell: str, seeds: dict[str, int]
) -> Iterator[Sign]:
    reference = exercises.reference(point)
    right = lines(unmarked(reference), comments=True)
    places = {
        bug.id: _place(right, lines(unmarked(bug.texts(reference)[0]), comments=True))
        for bug in point.bugs
        if bug.fits(reference)
    }
    given: dict[str, set[str]] = {}
    there: dict[str, dict[str, str]] = {}
    for student in exercises.work.written:
        text = function(exercises.written(student, cell), point.function)
        if not text or student not in seeds:
            continue
        broken, bugs = draw(point, reference, seeds[student])
        given[student] = {bug.id for bug in bugs}
        now = _at(right, lines(text, comments=True), places)
        before = _at(right, lines(broken, comments=True), places)
        there[student] = {
            bug: found
            for bug, found in now.items()
            if found and (bug in given[student] or found != before[bug])
        }
    left: dict[tuple[str, str], list[str]] = defaultdict(list)
    for student, found in there.items():
        for bug in given[student] & found.keys():
            left[bug, found[bug]].append(student)
    for student, found in there.items():
        own = [places[bug] for bug in given[student]]
        for bug in sorted(found.keys() - given[student]):
            start, end = places[bug]
            others = left.get((bug, found[bug]), ())
            if not others or any(a < end and start < b for a, b in own):
                continue
            for other in others if len(others) <= exercises.few else ("",):
                yield Sign(
                    tuple(sorted(filter(None, (student, other)))),
                    PLANTED,
                    "overview.planted" if other else "overview.planted-many",
                    cell,
                    {"bug": bug, "checkpoint": point.grade_id, "count": len(others)},
                    lead=(student, other) if other else (student,),
                )


def _seeds(path: Path) -> dict[str, int]:
    """What each student's bugs were drawn from; empty where everybody was given the same."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return {row["id"]: int(row["seed"]) for row in csv.DictReader(file)}
    except (OSError, ValueError, KeyError, TypeError, csv.Error):
        return {}


def _place(right: list[str], broken: list[str]) -> Place:
    """Which lines of the right function a bug changes."""
    changed = [
        (start, max(end, start + 1))
        for kind, start, end, _, _ in SequenceMatcher(None, right, broken, False).get_opcodes()
        if kind != "equal"
    ]
    return min(start for start, _ in changed), max(end for _, end in changed)


def _at(right: list[str], text: list[str], places: dict[str, Place]) -> dict[str, str]:
    """What a function has in the places of the right one."""
    steps = SequenceMatcher(None, right, text, False).get_opcodes()
    found = {}
    for bug, (start, end) in places.items():
        parts: list[str] = []
        for kind, a, b, c, d in steps:
            if kind == "equal":
                first, last = max(a, start), min(b, end)
                parts += text[c + first - a : c + last - a] if first < last else []
            elif (a < end and start < b) or (a == b and start <= a <= end):
                parts += text[c:d]
        found[bug] = "\n".join(parts)
    return found

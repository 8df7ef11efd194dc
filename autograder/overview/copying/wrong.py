"""Rare wrong answers that few students share: the same text, or several of the same mistakes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from autograder.checks.verdict import Verdict
from autograder.overview.copying.exercises import Exercises, bare, function
from autograder.overview.copying.signs import RARE, WRONG, Sign

_SHARE = 0.1
"""A mistake that more of the class make is none that tells anything."""


def signs(exercises: Exercises) -> Iterator[Sign]:
    """Pairs of students with the same rare wrong answers."""
    mistakes: dict[tuple[str, str], list[str]] = defaultdict(list)
    texts: dict[tuple[str, str], list[str]] = defaultdict(list)
    functions = {point.grade_id: point.function for point, _ in exercises.points()}
    right = {point.grade_id: bare(exercises.reference(point)) for point, _ in exercises.points()}
    for result in exercises.work.read:
        for verdict in result.checkpoints:
            name = verdict.checkpoint.grade_id
            if name not in functions or not _is_wrong(verdict):
                continue
            if verdict.mistake:
                mistakes[name, verdict.mistake].append(result.student)
                continue
            cell = exercises.of[name]
            text = function(exercises.written(result.student, cell), functions[name])
            given = function(exercises.released.get(cell, ""), functions[name])
            if text and bare(text) not in (bare(given), right[name]):
                texts[name, bare(text)].append(result.student)
    for (name, _), students in texts.items():
        if len(students) <= exercises.few:
            for pair in combinations(sorted(students), 2):
                yield Sign(pair, WRONG, "overview.wrong", exercises.of[name], {"checkpoint": name})
    yield from _several(exercises, mistakes)


def _is_wrong(verdict: Verdict) -> bool:
    """Whether the function gives something else than it should.

    A right one may fail all the same: for a plot, or for an exercise before it.
    """
    values = (one.status == "passed" for one in verdict.criteria if one.name == "values")
    return verdict.status == "failed" and not any(values)


def _several(exercises: Exercises, mistakes: dict[tuple[str, str], list[str]]) -> Iterator[Sign]:
    """Pairs who share two rare mistakes or more: one alone may be chance."""
    most = min(exercises.few, int(_SHARE * exercises.count))
    shared: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for mistake, students in mistakes.items():
        if len(students) <= most:
            for pair in combinations(sorted(students), 2):
                shared[pair].append(mistake)
    for pair, several in shared.items():
        if len(several) > 1:
            named = [f"{name}: {mistake}" for name, mistake in several]
            cell = exercises.of[several[0][0]]
            yield Sign(pair, RARE, "overview.rare", cell, {"mistakes": named})

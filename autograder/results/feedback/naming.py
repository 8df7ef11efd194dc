"""Sentences of grading as people read them: exercises by name, no places of the grading machine."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from functools import cache

from autograder.reports.document import Line, plain
from autograder.reports.reading.letters import clean
from autograder.words import language, say

SOLUTION = "_solution"
"""With what the grade_id of an exercise's cell ends; before that it is that of its check."""
_NAMING = (
    *("problem.deleted", "problem.gone", "problem.changed", "problem.beside"),
    *("problem.beside-file", "problem.turned", "problem.copied", "problem.repeated"),
    *("problem.copied-answer", "cell.named", "run.second", "run.unchecked", "run.uses"),
    *("run.without", "run.blamed", "run.untrained"),
)
"""Sentences with the quoted grade_ids of cells; in others, such as what an error says, the same
letters may stand for something else."""
_QUOTED = r"'[\w-]+'(?:(?:, |、)'[\w-]+')*"
_TWICE = re.compile(r"(“[^”]+”)(?:(?:, |、)\1)+")
"""An exercise's cell and its check have one name."""
_FIRST = re.compile(r"([\w-]+)(?=[:\uff1a])")
_PLACES = sorted({sys.prefix, sys.base_prefix} - {"/usr", "/"}, key=len, reverse=True)
"""Where on the grading machine things lie, the longest first; nothing for a system's own Python."""


def without_places(sentence: str) -> str:
    """A sentence without where on the grading machine things lie."""
    sentence = clean(sentence)
    for place in _PLACES:
        sentence = sentence.replace(place, "…")
    return sentence


def called(sentence: str, names: Mapping[str, Line]) -> str:
    """A sentence in which exercises have their names in place of the grade_ids of their cells.

    Parameters
    ----------
    sentence : str
        In the present language.
    names : mapping
        Of exercises, by the grade_id of the cell that earns the points.
    """

    def name(grade_id: str) -> str:
        known = names.get(grade_id, names.get(grade_id.removesuffix(SOLUTION)))
        return "" if known is None else f"“{' '.join(plain(known).split())}”"

    def each(found: re.Match[str]) -> str:
        told = re.sub(r"'([\w-]+)'", lambda one: name(one[1]) or one[0], found[2])
        return found[1] + _TWICE.sub(r"\1", told)

    if first := _FIRST.match(sentence):
        sentence = (name(first[1]) or first[1]) + sentence[first.end() :]
    for pattern in _where(language()):
        sentence = pattern.sub(each, sentence)
    return sentence


@cache
def _where(_language: str) -> list[re.Pattern[str]]:
    """Where in a sentence of this language grade_ids stand, with what is before them.

    How many blanks there are around a name depends on what it is.
    """
    found = []
    for key in _NAMING:
        before, after = re.split(r"\{names?\}", say(key))
        before, after = before.rpartition("}")[2].strip(), after.partition("{")[0].strip()
        pattern = rf"({re.escape(before)} *)({_QUOTED})(?= *{re.escape(after)})"
        found.append(re.compile(pattern, re.IGNORECASE))
    return found

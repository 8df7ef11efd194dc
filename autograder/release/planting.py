"""Functions handed out with bugs in them, to be repaired: which bugs, and in which cell."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator
from typing import Any

import nbformat
from nbgrader.utils import compute_checksum

from autograder.course import Course
from autograder.judge.reference import source
from autograder.labs import LABS, Checkpoint, WrongAnswer

COUNTS = (2, 3)
MARKS = ("BEGIN SOLUTION", "END SOLUTION")


def draw(subject: Checkpoint, text: str, seed: int) -> tuple[str, list[WrongAnswer]]:
    """Plant two or three bugs of a checkpoint's pool in a function.

    Parameters
    ----------
    subject : Checkpoint
    text : str
        The right function.
    seed : int
        Decides which.

    Returns
    -------
    text : str
        The broken function, without the marks around its solution.
    bugs : list of WrongAnswer
        What was planted.
    """
    choice = random.Random(f"{seed} {subject.grade_id}")
    wanted = choice.choice(COUNTS)
    planted: list[WrongAnswer] = []
    for bug in choice.sample(subject.bugs, len(subject.bugs)):
        if len(planted) < wanted and bug.fits(text):
            text = bug.texts(text)[0]
            planted.append(bug)
    return unmarked(text), planted


def unmarked(text: str) -> str:
    """A text without the marks around its solution."""
    return "\n".join(line for line in text.split("\n") if not any(mark in line for mark in MARKS))


def plant(course: Course, lab: str, seed: int) -> dict[str, str]:
    """The functions of a lab that are handed out broken: by name, their text."""
    return {
        point.function: draw(point, source(course, lab, point.function), seed)[0]
        for point in LABS.get(lab, ())
        if point.bugs
    }


def replant(notebook: bytes, broken: dict[str, str]) -> bytes:
    """A released notebook with other bugs in its functions, for another student."""
    released: Any = nbformat.reads(notebook.decode(), as_version=4)
    for cell in released.cells:
        for name, text in defined(cell):
            if name in broken:
                cell.source = cell.source.replace(text, broken[name])
                cell.metadata.nbgrader["checksum"] = compute_checksum(cell)
    written: str = nbformat.writes(released)
    return f"{written}\n".encode()


def defined(cell: Any) -> Iterator[tuple[str, str]]:
    """The functions that a solution cell defines: name and text."""
    if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("solution", False):
        for part in ast.parse(cell.source).body:
            if isinstance(part, ast.FunctionDef):
                yield part.name, ast.get_source_segment(cell.source, part) or ""

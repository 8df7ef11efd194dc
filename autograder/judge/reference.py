"""The right answers: functions from the solution cells of a lab's source notebook."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat

from autograder.course import Course, CourseError


@dataclass(frozen=True)
class _Solutions:
    """What the solution cells of a notebook define, and the texts of their functions."""

    namespace: dict[str, Any]
    texts: dict[str, str]


def _solutions(course: Course, lab: str) -> _Solutions:
    path = course.source(lab)
    return _read(path, path.stat().st_mtime)


@lru_cache(maxsize=16)
def _read(path: Path, _changed_at: float) -> _Solutions:
    """Run a notebook's solution functions, with the imports that they use."""
    notebook = nbformat.read(path, as_version=4)
    imports: list[ast.Import | ast.ImportFrom] = []
    solutions: list[ast.stmt] = []
    texts: dict[str, str] = {}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        is_solution = cell.metadata.get("nbgrader", {}).get("solution", False)
        for statement in ast.parse(cell.source).body:
            if isinstance(statement, ast.Import | ast.ImportFrom):
                imports.append(statement)
            elif is_solution:
                solutions.append(statement)
                if isinstance(statement, ast.FunctionDef):
                    text = ast.get_source_segment(cell.source, statement)
                    texts.setdefault(statement.name, text or "")
    used = {node.id for part in solutions for node in ast.walk(part) if isinstance(node, ast.Name)}
    needed = [statement for statement in imports if _bound(statement) & used]
    functions = [part for part in solutions if isinstance(part, ast.FunctionDef | ast.Assign)]
    module = ast.Module([*needed, *functions], [])
    namespace: dict[str, Any] = {"__name__": path.stem}
    exec(compile(module, str(path), "exec"), namespace)
    return _Solutions(namespace, texts)


def _bound(statement: ast.Import | ast.ImportFrom) -> set[str]:
    return {(alias.asname or alias.name).partition(".")[0] for alias in statement.names}


def reference(course: Course, lab: str, function: str) -> Callable[..., Any]:
    """The reference for a function, taken from the source notebook.

    Raises
    ------
    CourseError
        No solution cell of the notebook defines it.
    """
    found = _solutions(course, lab).namespace.get(function)
    if not callable(found):
        raise _undefined(course, lab, function)
    answer: Callable[..., Any] = found
    return answer


def source(course: Course, lab: str, function: str) -> str:
    """The text of a function in the source notebook.

    Raises
    ------
    CourseError
        No solution cell of the notebook defines it.
    """
    text = _solutions(course, lab).texts.get(function)
    if text is None:
        raise _undefined(course, lab, function)
    return text


def rewritten(course: Course, lab: str, function: str, text: str) -> Callable[..., Any]:
    """A function with another text, among the solutions of the source notebook."""
    path = course.source(lab)
    return _compiled(path, path.stat().st_mtime, function, text)


@lru_cache(maxsize=2048)
def _compiled(path: Path, changed_at: float, function: str, text: str) -> Callable[..., Any]:
    namespace = dict(_read(path, changed_at).namespace)
    exec(compile(text, f"{path}, changed", "exec"), namespace)
    made: Callable[..., Any] = namespace[function]
    return made


def _undefined(course: Course, lab: str, function: str) -> CourseError:
    where = course.source(lab)
    return CourseError(f"no solution cell of {where} defines the function {function}")


def test_cells(course: Course, lab: str) -> dict[str, float]:
    """The points of each test cell of a lab's source notebook, by its grade_id."""
    cells = nbformat.read(course.source(lab), as_version=4).cells
    marks = [cell.metadata.get("nbgrader", {}) for cell in cells]
    return {
        mark["grade_id"]: float(mark.get("points", 0))
        for mark in marks
        if mark.get("grade") and not mark.get("solution")
    }

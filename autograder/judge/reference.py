"""The right answers: functions from the solution cells of a lab's source notebook."""

from __future__ import annotations

import ast
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat

from autograder.course import Course, CourseError


@dataclass(frozen=True)
class _Solutions:
    """What the solution cells of a notebook define, the functions' texts, and all its imports."""

    namespace: dict[str, Any]
    texts: dict[str, str]
    imports: list[ast.Import | ast.ImportFrom]


def _solutions(course: Course, lab: str) -> _Solutions:
    path = course.source(lab)
    return _read(path, path.stat().st_mtime)


@lru_cache(maxsize=16)
def _read(path: Path, _changed_at: float) -> _Solutions:
    """Run a notebook's solution functions, with the imports that they use."""
    notebook = nbformat.read(path, as_version=4)
    found = _Solutions({"__name__": path.stem}, {}, [])
    parts: list[ast.stmt] = []
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type != "code":
            continue
        is_solution = cell.metadata.get("nbgrader", {}).get("solution", False)
        for statement in _statements(cell.source, f"cell {number} of {path}"):
            if isinstance(statement, ast.Import | ast.ImportFrom):
                found.imports.append(statement)
            elif is_solution and isinstance(statement, ast.FunctionDef | ast.Assign):
                parts.append(statement)
            if is_solution and isinstance(statement, ast.FunctionDef):
                text = ast.get_source_segment(cell.source, statement)
                found.texts.setdefault(statement.name, text or "")
    _run(parts, found.imports, found.namespace, str(path))
    return found


def _statements(text: str, where: str) -> list[ast.stmt]:
    try:
        return ast.parse(text).body
    except SyntaxError as error:
        raise CourseError(f"{where} is no Python (line {error.lineno}: {error.msg})") from error


def _run(
    parts: list[ast.stmt],
    imports: list[ast.Import | ast.ImportFrom],
    namespace: dict[str, Any],
    name: str,
) -> None:
    """Run definitions, and before them the imports that they use."""
    used = {node.id for part in parts for node in ast.walk(part) if isinstance(node, ast.Name)}
    needed = []
    for statement in map(copy, imports):
        statement.names = [alias for alias in statement.names if _bound(alias) in used]
        if statement.names:
            needed.append(statement)
    try:
        exec(compile(ast.Module([*needed, *parts], []), name, "exec"), namespace)
    except Exception as error:
        kind = type(error).__name__
        raise CourseError(f"the solutions of {name} cannot be run ({kind}: {error})") from error


def _bound(alias: ast.alias) -> str:
    return (alias.asname or alias.name).partition(".")[0]


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
    found = _read(path, changed_at)
    namespace = dict(found.namespace)
    _run(ast.parse(text).body, found.imports, namespace, f"{path}, changed")
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

"""The right answers: functions from the solution cells of a lab's source notebook."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat

from autograder.course import Course, CourseError
from autograder.labs.checkpoint import Bug


@lru_cache(maxsize=16)
def _namespace(path: Path, _changed_at: float) -> dict[str, Any]:
    """Run a notebook's solution functions, with the imports that they use."""
    notebook = nbformat.read(path, as_version=4)
    imports: list[ast.Import | ast.ImportFrom] = []
    solutions: list[ast.stmt] = []
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        is_solution = cell.metadata.get("nbgrader", {}).get("solution", False)
        for statement in ast.parse(cell.source).body:
            if isinstance(statement, ast.Import | ast.ImportFrom):
                imports.append(statement)
            elif is_solution:
                solutions.append(statement)
    used = {node.id for part in solutions for node in ast.walk(part) if isinstance(node, ast.Name)}
    needed = [statement for statement in imports if _bound(statement) & used]
    functions = [part for part in solutions if isinstance(part, ast.FunctionDef | ast.Assign)]
    module = ast.Module([*needed, *functions], [])
    namespace: dict[str, Any] = {"__name__": path.stem}
    exec(compile(module, str(path), "exec"), namespace)
    return namespace


def _bound(statement: ast.Import | ast.ImportFrom) -> set[str]:
    return {(alias.asname or alias.name).partition(".")[0] for alias in statement.names}


def reference(course: Course, lab: str, function: str) -> Callable[..., Any]:
    """The reference for a function, taken from the source notebook.

    Raises
    ------
    CourseError
        No solution cell of the notebook defines it.
    """
    path = course.source(lab)
    found = _namespace(path, path.stat().st_mtime).get(function)
    if not callable(found):
        raise CourseError(f"no solution cell of {path} defines the function {function}")
    answer: Callable[..., Any] = found
    return answer


def source(course: Course, lab: str, function: str) -> str:
    """The text of a function in the source notebook.

    Raises
    ------
    CourseError
        No solution cell of the notebook defines it.
    """
    path = course.source(lab)
    for cell in nbformat.read(path, as_version=4).cells:
        if not cell.metadata.get("nbgrader", {}).get("solution", False):
            continue
        for part in ast.parse(cell.source).body if cell.cell_type == "code" else ():
            if isinstance(part, ast.FunctionDef) and part.name == function:
                return ast.get_source_segment(cell.source, part) or ""
    raise CourseError(f"no solution cell of {path} defines the function {function}")


def planted(course: Course, lab: str, function: str, bugs: Sequence[Bug]) -> Callable[..., Any]:
    """The reference with some bugs in it.

    Raises
    ------
    CourseError
        No solution cell of the notebook defines the function.
    ValueError
        A bug can not be planted in it.
    """
    text = source(course, lab, function)
    for bug in bugs:
        text = bug.planted_in(text)
    path = course.source(lab)
    namespace = dict(_namespace(path, path.stat().st_mtime))
    exec(compile(text, f"{path} with {', '.join(bug.id for bug in bugs)}", "exec"), namespace)
    broken: Callable[..., Any] = namespace[function]
    return broken


def test_cells(course: Course, lab: str) -> dict[str, float]:
    """The points of each test cell of a lab's source notebook, by its grade_id."""
    cells = nbformat.read(course.source(lab), as_version=4).cells
    marks = [cell.metadata.get("nbgrader", {}) for cell in cells]
    return {
        mark["grade_id"]: float(mark.get("points", 0))
        for mark in marks
        if mark.get("grade") and not mark.get("solution")
    }

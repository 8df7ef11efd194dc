"""The right answers: functions from the solution cells of a lab's source notebook."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat

from autograder.course import Course, CourseError


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


def points(course: Course, lab: str, grade_id: str) -> float:
    """What a checkpoint's test cell is worth in the source notebook.

    Raises
    ------
    CourseError
        The notebook has no test cell with this grade_id.
    """
    path = course.source(lab)
    for cell in nbformat.read(path, as_version=4).cells:
        metadata = cell.metadata.get("nbgrader", {})
        if metadata.get("grade") and metadata.get("grade_id") == grade_id:
            return float(metadata.get("points", 0))
    raise CourseError(f"no test cell of {path} has the grade_id {grade_id!r}")

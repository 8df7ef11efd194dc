"""Whether a student has written into a cell."""

from __future__ import annotations

import ast
from collections.abc import Collection

from nbformat import NotebookNode
from nbgrader import utils

ANSWERED_BESIDE = "answered-beside"
"""The tag of a cell that was left blank, and beside which the student has written something."""


def left_alone(cell: NotebookNode) -> bool:
    """Whether a cell of a clean notebook, in which a student writes, has its released text."""
    checksum = cell.metadata.get("nbgrader", {}).get("checksum")
    return bool(
        utils.is_solution(cell)
        and not utils.is_task(cell)
        and checksum is not None
        and checksum == utils.compute_checksum(cell)
    )


def is_unwritten(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function does nothing but raise NotImplementedError, after its docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    if not body or not isinstance(body[0], ast.Raise):
        return False
    raised = body[0].exc.func if isinstance(body[0].exc, ast.Call) else body[0].exc
    return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"


def is_written(text: str, names: Collection[str]) -> bool:
    """Whether a text has more of some functions than that they are not written yet."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True
    found = [one for one in body if isinstance(one, ast.FunctionDef) and one.name in names]
    return not found or not all(map(is_unwritten, found))

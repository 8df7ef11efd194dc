"""Cells that only show something: grading does not run them again, unless they are needed.

Which they are is read from the source notebook, by their text; a tag of the student's counts for
nothing, and a demonstration that the student changed is an ordinary cell.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder.checks.verdict import Verdict
from autograder.settings import Settings
from autograder.submissions.outputs import error_of, kept
from autograder.words import phrase, shown

TAG = "demonstration"
LABEL = phrase("output.handed-in")

_UNKNOWN_NAME = re.compile(r"NameError: .*?name '(\w+)' is not defined")


def is_demonstration(cell: NotebookNode) -> bool:
    """Whether a cell of a sanitised, or of a source notebook, only shows something."""
    return cell.cell_type == "code" and TAG in cell.metadata.get("tags", [])


def handed_in(outputs: object, settings: Settings) -> list[NotebookNode]:
    """The outputs that a student's notebook holds for a cell: made inert, bounded, and labelled."""
    inert, _ = kept(outputs if isinstance(outputs, list) else [], settings)
    if not inert:
        return []
    label: NotebookNode = new_output("display_data", data={"text/plain": shown(LABEL)})
    return [label, *inert]


def needed(cells: Iterable[NotebookNode], verdicts: Iterable[Verdict]) -> bool:
    """Whether something failed for want of a name that only a skipped cell would have defined.

    Parameters
    ----------
    cells : iterable of NotebookNode
        Of a notebook that was run without its demonstrations.
    verdicts : iterable of Verdict
    """
    said = [
        text
        for verdict in verdicts
        if verdict.status != "passed"
        for text in (verdict.message, *(criterion.message for criterion in verdict.criteria))
    ]
    code = [cell for cell in cells if cell.cell_type == "code"]
    said += [error_of(cell.outputs) or "" for cell in code if not is_demonstration(cell)]
    missing = {name for text in said for name in _UNKNOWN_NAME.findall(text)}
    if not missing:
        return False
    defined: dict[bool, set[str]] = {True: set(), False: set()}
    for cell in code:
        defined[is_demonstration(cell)] |= _defined(cell.source)
    return bool(missing & (defined[True] - defined[False]))


def _defined(source: str) -> set[str]:
    """Names that a cell gives a value, a function, a class or a module to."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    names = {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names |= {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
    return names

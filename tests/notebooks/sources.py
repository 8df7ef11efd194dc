"""The labs' source notebooks, and what students get of them."""

import ast
from pathlib import Path
from symtable import symtable

import nbformat
from nbformat import NotebookNode

from autograder.course import Course
from autograder.labs import LABS as AUTHORED

COURSE = Course(Path(__file__).resolve().parents[2])
LABS = COURSE.labs()
STUB = "raise NotImplementedError()"


def read(lab: str) -> NotebookNode:
    """A lab's source notebook."""
    return nbformat.read(COURSE.source(lab), as_version=4)


def released(lab: str) -> NotebookNode:
    """A lab's notebook as nbgrader hands it out."""
    # Takes seconds to import, which most of these tests do not need.
    from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme

    from autograder.nbgrader.handing_out import HandOut

    notebook, resources = read(lab), {"nbgrader": {"assignment": lab}}
    for step in (HandOut, ClearHiddenTests, ClearMarkScheme):
        notebook, resources = step().preprocess(notebook, resources)
    return notebook


def code(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def is_a(kind: str, cell: NotebookNode) -> bool:
    """Whether nbgrader's metadata call a cell a "solution", a test ("grade") or a "task"."""
    return bool(cell.metadata.get("nbgrader", {}).get(kind, False))


def is_to_be_repaired(cell: NotebookNode) -> bool:
    """Whether a solution cell is handed out with bugs in it, in place of a stub."""
    broken = {point.function for points in AUTHORED.values() for point in points if point.bugs}
    return bool(broken & {function.name for function in functions(cell.source)})


def those(kind: str, notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if is_a(kind, cell)]


def is_shown_only(cell: NotebookNode) -> bool:
    return "demonstration" in cell.metadata.get("tags", [])


def draws(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and "plots." in cell.source


def answer(source: str) -> str:
    """The lines between the marks of a solution."""
    return source.partition("### BEGIN SOLUTION")[2].partition("### END SOLUTION")[0]


def functions(source: str) -> list[ast.FunctionDef]:
    return [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]


def stored(source: str) -> set[str]:
    """Names that a cell makes for the cells after it."""
    top = symtable(source, "cell", "exec")
    return {symbol.get_name() for symbol in top.get_symbols() if symbol.is_assigned()}


def loaded(source: str) -> set[str]:
    """Names that a cell, or a function in it, takes from the notebook."""
    top = symtable(source, "cell", "exec")
    names = {symbol.get_name() for symbol in top.get_symbols() if symbol.is_referenced()}
    inner = top.get_children()
    while inner:
        table = inner.pop()
        inner += table.get_children()
        names |= {symbol.get_name() for symbol in table.get_symbols() if symbol.is_global()}
    return names

"""The note above a graded notebook that says what was wrong with it."""

from __future__ import annotations

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from autograder.results.record import Record
from autograder.words import say

NOTE = "about-this-submission"
"""The id of its cell."""


def explain(notebook: NotebookNode, record: Record) -> None:
    """Put the note above a notebook, where there is something to say."""
    if record.rejected is not None:
        text = say("note.rejected", reason=_literal(record.rejected))
    elif record.problems:
        lines = "\n".join(f"- {_literal(problem)}" for problem in record.shown)
        text = f"{say('note.head')}\n\n{lines}"
    else:
        return
    notebook.cells.insert(0, new_markdown_cell(text, id=NOTE))


def _literal(sentence: str) -> str:
    """A sentence that Markdown shows as it is."""
    escaped = "".join(f"\\{c}" if c in r"\`*_{}[]()#+-.!|$~>" else c for c in sentence)
    return escaped.replace("&", "&amp;").replace("<", "&lt;")

"""A lab's source notebook, as a student's is compared with it: by the text of its cells."""

from __future__ import annotations

from pathlib import Path

import nbformat

from autograder.submissions.demonstrations import is_demonstration


def lines(text: str) -> tuple[str, ...]:
    """A text without what an editor may change: line ends, and blanks at ends."""
    return tuple(line.rstrip() for line in text.strip().splitlines())


def opening(source: Path) -> list[tuple[str, bool]]:
    """The code cells before the first exercise or check, and which of them only show something."""
    found = []
    for cell in nbformat.read(source, as_version=4).cells:
        nbgrader = cell.metadata.get("nbgrader", {})
        if nbgrader.get("solution") or nbgrader.get("grade"):
            break
        if cell.cell_type == "code":
            found.append((cell.source, is_demonstration(cell)))
    return found

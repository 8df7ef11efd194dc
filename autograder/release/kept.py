"""The copy of a released notebook that its bundle holds, so that broken cells can be restored."""

from __future__ import annotations

import json

from autograder.checks.home.released import ENDING, FOLDER


def path_of(lab: str) -> str:
    """Where the copy of a lab lies in its bundle."""
    return f"autograder/checks/{FOLDER.name}/{lab}{ENDING}"


def kept(notebook: bytes) -> bytes:
    """The cells of a released notebook: a list, which nobody takes for a notebook handed in.

    Parameters
    ----------
    notebook : bytes
        As it is handed out to this student.
    """
    cells = [
        {
            "id": cell.get("id", f"cell-{number}"),
            "cell_type": cell["cell_type"],
            "metadata": cell["metadata"],
            "source": "".join(cell["source"]),
        }
        for number, cell in enumerate(json.loads(notebook)["cells"])
    ]
    return f"{json.dumps(cells, indent=1, ensure_ascii=False)}\n".encode()

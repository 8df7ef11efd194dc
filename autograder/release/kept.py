"""The copy of a released notebook that its bundle holds, so that broken cells can be restored."""

from __future__ import annotations

import json
import re

from autograder.checks.home.released import ENDING, FOLDER, ReleasedCell, read
from autograder.course import Course

_SOLUTION = re.compile(r"([ \t]*)### BEGIN SOLUTION.*?### END SOLUTION", re.DOTALL)
_SCHEME = re.compile(r"=== BEGIN MARK SCHEME ===.*?=== END MARK SCHEME ===", re.DOTALL)


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


def of_course(course: Course, lab: str) -> list[ReleasedCell] | None:
    """The cells of a lab as it was released, or would be; None where the course has no such lab.

    A function that is handed out with bugs has none here, unless the lab has been released.
    """
    if lab not in course.labs():
        return None
    path = course.released(lab) or course.source(lab)
    cells = json.loads(kept(path.read_bytes()))
    for cell in cells:
        cell["source"] = _SCHEME.sub(
            "", _SOLUTION.sub(r"\1raise NotImplementedError()", cell["source"])
        )
    return read(cells)

"""The feedback page of one submission, made by nbgrader's template from a judged notebook."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbformat import NotebookNode
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.grading.marks import CellMarks


class Page:
    """Makes feedback pages; reading its templates takes long, so one is used for a whole class.

    Parameters
    ----------
    config : Config
        The course's.
    lab : str
    """

    def __init__(self, config: Config, lab: str) -> None:
        self._lab = lab
        nbgrader = GenerateFeedback(coursedir=CourseDirectory(config=config), config=config)
        # nbconvert's classes say nothing of their types.
        html: Any = HTMLExporter
        header: Any = CSSHTMLHeaderPreprocessor
        self._exporter = html(config=nbgrader.config)
        self._exporter.register_preprocessor(header(config=nbgrader.config), enabled=True)

    def write(
        self,
        notebook: NotebookNode,
        student: str,
        cells: Mapping[str, CellMarks],
        late_penalty: float | None,
    ) -> bytes:
        """The page, as HTML.

        Parameters
        ----------
        notebook : NotebookNode
            As it was graded.
        student : str
        cells : mapping
            Marks of the machine and of people, by grade_id.
        late_penalty : float or None
        """
        shown = copy.deepcopy(notebook)
        score = most = 0.0
        for cell in shown.cells:
            nbgrader = cell.metadata.get("nbgrader", {})
            marks = cells.get(nbgrader.get("grade_id", ""), CellMarks())
            if nbgrader.get("solution") or nbgrader.get("task"):
                nbgrader["comment"] = marks.comment
            if nbgrader.get("grade") or nbgrader.get("task"):
                nbgrader["score"] = marks.score
                score, most = score + marks.score, most + float(nbgrader["points"])
        resources: dict[str, Any] = {
            "metadata": {"name": self._lab},
            "nbgrader": {
                "student": student,
                "assignment": self._lab,
                "notebook": self._lab,
                "score": score - (late_penalty or 0.0),
                "max_score": most,
                "late_penalty": late_penalty or 0.0,
            },
        }
        html, _ = self._exporter.from_notebook_node(shown, resources)
        return str(html).encode()

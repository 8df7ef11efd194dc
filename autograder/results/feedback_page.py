"""The feedback page of one submission, made by nbgrader's template from a judged notebook."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.filters import Highlight2HTML
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbformat import NotebookNode
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.results.inert import as_it_is, richness
from autograder.results.marks import CellMarks
from autograder.sentences import say

COLOURED = 100_000
"""Characters of code in a notebook that are coloured."""
SHORT = 10_000
"""Characters of a cell whose colouring is remembered."""
LEXER = "python"
RICH = 20_000
"""Marks of Markdown in a notebook that are looked at."""
_PICTURE = re.compile(r'<img (?=src="data:)')


class _Sparing:
    """Colours code, as long as it is not too much: a megabyte takes a quarter of an hour."""

    def __init__(self) -> None:
        self._left = COLOURED

    def __call__(self, source: str, **_: Any) -> str:
        self._left -= len(source)
        if self._left < 0:
            return f'<div class="highlight">{as_it_is(source)}</div>'
        return _coloured(source) if len(source) <= SHORT else _coloured.__wrapped__(source)


@lru_cache(maxsize=1000)
def _coloured(source: str) -> str:
    """Python code in colours; most cells of a class are those that it was given."""
    highlight: Any = Highlight2HTML
    return str(highlight(pygments_lexer=LEXER)(source))


class _Html(HTMLExporter):
    """nbconvert's exporter without its second reading of the whole page, which takes the longest.

    That only gives pictures a description, and JupyterLab's own template its order of tabs.
    """

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **more: Any
    ) -> tuple[Any, dict[str, Any]]:
        """The page of a notebook."""
        resources = self._init_resources(resources)  # type: ignore[no-untyped-call]
        register: Any = self.register_filter
        choose: Any = WidgetsDataTypeFilter
        register("highlight_code", _Sparing())
        register("filter_data_type", choose(notebook_metadata={}, parent=self, resources=resources))
        html, made = TemplateExporter.from_notebook_node(self, nb, resources, **more)
        return _PICTURE.sub(f'<img alt="{say("page.picture")}" ', str(html)), made


def _comment(marks: CellMarks) -> str | None:
    """What is shown: in a gradebook the machine's only comment is as nbgrader itself writes it."""
    if marks.manual_comment is None and marks.auto_comment is not None:
        return say("page.no-response")
    return marks.manual_comment


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
        html: Any = _Html
        header: Any = CSSHTMLHeaderPreprocessor
        self._exporter = html(config=nbgrader.config, optimistic_validation=True)
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
            As it was graded; marks are noted down in it.
        student : str
        cells : mapping
            Marks of the machine and of people, by grade_id.
        late_penalty : float or None
        """
        score = most = 0.0
        left = RICH
        for cell in notebook.cells:
            nbgrader = cell.metadata.get("nbgrader", {})
            marks = cells.get(nbgrader.get("grade_id", ""), CellMarks())
            if nbgrader.get("solution") or nbgrader.get("task"):
                nbgrader["comment"] = _comment(marks)
            if cell.cell_type == "markdown":
                left -= richness(cell.source)
                if left < 0:  # each cell may be just below what is bounded there
                    cell.source = "~~~\n" + cell.source.replace("~~~", "~ ~ ~") + "\n~~~"
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
        html, _ = self._exporter.from_notebook_node(notebook, resources)
        return str(html).encode()

"""nbgrader's `generate_feedback` writes the same pages as `grade`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from autograder import configuration
from autograder.course import Course
from autograder.results.feedback.pages import Pages
from autograder.results.feedback.submission import Submission
from autograder.results.gradebook import Book
from autograder.results.marks import Marks
from autograder.results.record import Record
from autograder.words import use


class FeedbackExporter(Exporter):
    """Turns an autograded notebook into its feedback page, with the marks of the gradebook."""

    file_extension = ".html"
    output_mimetype = "text/html"

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **more: Any
    ) -> tuple[Any, dict[str, Any]]:
        """The page of a notebook; `resources` says whose it is, and where the gradebook is."""
        nb, made = super().from_notebook_node(nb, resources, **more)
        converter: Any = self.parent
        whose = made["nbgrader"]
        lab, student = whose["assignment"], whose["student"]
        course = Course(Path(converter.coursedir.root))
        use(configuration.settings(course).language or "en")
        with Book(whose["db_url"], lab) as book:
            marks = book.read(student) or Marks()
        penalty = marks.late_penalty or 0.0
        submission = Submission(nb, lab, student, Record.read(nb), marks.cells, penalty)
        return _pages(course.source(lab), lab).write(submission).decode(), made


@cache
def _pages(source: Path, lab: str) -> Pages:
    pages = Pages(lab)
    pages.learn(nbformat.read(source, as_version=4))
    return pages

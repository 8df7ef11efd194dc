"""Writes feedback pages; what is a lab's own is drawn and written once for a whole class."""

from __future__ import annotations

from nbformat import NotebookNode

from autograder.reports.document import Block
from autograder.reports.writing.mathematics import Mathematics
from autograder.reports.writing.page import page, written
from autograder.results.feedback.content import feedback, lesson
from autograder.results.feedback.folding import unfolded
from autograder.results.feedback.story import Lesson
from autograder.results.feedback.submission import Submission


class Pages:
    """Makes feedback pages.

    Parameters
    ----------
    lab : str
    """

    def __init__(self, lab: str) -> None:
        self._lesson = Lesson(lab)
        self._mathematics = Mathematics()
        self._known: dict[Block, str] = {}

    def learn(self, notebook: NotebookNode) -> None:
        """Write down what most pages will have in common with this notebook, such as the source."""
        whole = Submission(notebook, self._lesson.title, "")
        self._lesson = lesson(whole)
        blocks = unfolded(feedback(whole, self._lesson).blocks)
        self._known = {block: written(block, self._mathematics) for block in blocks}

    def write(self, submission: Submission) -> bytes:
        """The page of a submission, as HTML."""
        document, mathematics = feedback(submission, self._lesson), self._mathematics.apart()
        return page(document, mathematics, self._known).encode("utf-8", "replace")

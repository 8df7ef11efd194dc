"""Where the reading of submissions meets nbgrader's `Autograde`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbformat.v4 import new_notebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode, default

from autograder import configuration
from autograder.course import Course
from autograder.nbgrader.handed_in import handed_in
from autograder.results.note import explain
from autograder.results.record import Record
from autograder.submissions.released.definition import Definition
from autograder.submissions.sanitise import clean
from autograder.words import use


class SubmissionExporter(NotebookExporter):
    """Leaves the reading of a submission to the step `Sanitise`: nbformat trusts what it reads."""

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Convert a submission, or a notebook that was made of one already."""
        if resources is None or not any(isinstance(step, Sanitise) for step in self._preprocessors):
            return super().from_filename(filename, resources, **options)
        path = Path(filename)
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        converted: tuple[Any, dict[str, Any]] = self.from_notebook_node(  # type: ignore[no-untyped-call]
            new_notebook(), resources, **options
        )
        return converted


class Sanitise(NbGraderPreprocessor):  # type: ignore[misc]
    """Puts a clean notebook in the submission's place; one that cannot be read becomes blank."""

    course = Unicode(help="The course folder, which holds the source notebook.").tag(config=True)

    @default("course")
    def _course_default(self) -> str:
        return str(self.parent.parent.coursedir.root)

    def preprocess(
        self,
        nb: NotebookNode,  # noqa: ARG002 - what nbformat read is not trusted
        resources: dict[str, Any],
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Replace the notebook."""
        lab, db_url = resources["nbgrader"]["assignment"], resources["nbgrader"]["db_url"]
        course = Course(Path(self.course))
        settings = configuration.settings(course)
        use(settings.language or "en")
        definition = Definition.read(db_url, lab, course.source(lab))
        made = clean(handed_in(course, settings, resources), definition, settings)
        Record(made.problems, made.rejected).write(made.notebook)
        return made.notebook, resources


class Explain(NbGraderPreprocessor):  # type: ignore[misc]
    """Puts a note above the notebook that says what was wrong with it."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Add the note, where there is something to say."""
        explain(nb, Record.read(nb))
        return nb, resources

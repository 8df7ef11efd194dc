"""Where sanitising meets nbgrader's `Autograde`: how it reads and explains submissions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Instance, Unicode, default

from autograder.course import Course
from autograder.running.record import Record
from autograder.submissions.definition import Definition
from autograder.submissions.intake import Intake, take
from autograder.submissions.parsing import RejectedError
from autograder.submissions.sanitise import blank, sanitise


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
    """Puts a clean notebook in the submission's place; one that can not be read becomes blank."""

    course = Unicode(help="The course folder, which holds the source notebook.").tag(config=True)
    intake = Instance(Intake, allow_none=True, help="The submission, if it was taken.").tag(
        config=True
    )

    @default("course")
    def _course_default(self) -> str:
        return str(self.parent.parent.coursedir.root)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Replace the notebook."""
        lab, db_url = resources["nbgrader"]["assignment"], resources["nbgrader"]["db_url"]
        definition = Definition.read(db_url, lab, Course(Path(self.course)).source(lab))
        folder = Path(resources["metadata"]["path"])
        nb, record = clean(self.intake or take(folder, lab), definition)
        record.write(nb)
        return nb, resources


class Explain(NbGraderPreprocessor):  # type: ignore[misc]
    """Puts a note above the notebook that says what was wrong with it."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Add the note, where there is something to say."""
        record = Record.read(nb)
        if record.rejected is not None:
            reason = _literal(record.rejected)
            text = f"**This submission could not be read**, so it earns nothing: {reason}."
        elif record.problems:
            lines = "\n".join(f"- {_literal(problem)}" for problem in record.shown)
            text = f"**About this submission**\n\n{lines}"
        else:
            return nb, resources
        nb.cells.insert(0, new_markdown_cell(text, id="about-this-submission"))
        return nb, resources


def clean(intake: Intake, definition: Definition) -> tuple[NotebookNode, Record]:
    """A notebook that is safe to run, and a record of what had to be set right for that."""
    try:
        if intake.rejected is not None:
            raise RejectedError(intake.rejected)
        sanitised = sanitise(intake.data, definition)
    except RejectedError as reason:
        return blank(definition), Record(rejected=str(reason))
    return sanitised.notebook, Record(problems=(*intake.problems, *sanitised.problems))


def _literal(sentence: str) -> str:
    """A sentence that Markdown shows as it is."""
    escaped = "".join(f"\\{c}" if c in r"\`*_{}[]()#+-.!|$~>" else c for c in sentence)
    return escaped.replace("&", "&amp;").replace("<", "&lt;")

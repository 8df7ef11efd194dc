"""A course folder: where its labs, submissions and results lie."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

CONFIG = "nbgrader_config.py"


class CourseError(Exception):
    """The course folder, or something that should be in it, is not there."""


@dataclass(frozen=True)
class Course:
    """A folder with an `nbgrader_config.py`, laid out as nbgrader lays out a course."""

    root: Path

    @classmethod
    def find(cls, start: Path | None = None) -> Course:
        """Find the course folder at or above a folder.

        Parameters
        ----------
        start : Path, optional
            Where to begin; the current folder when it is left out.

        Raises
        ------
        CourseError
            No folder at or above `start` holds an `nbgrader_config.py`; or there is one, and no
            gradebook can be addressed in it.
        """
        begin = (start or Path.cwd()).resolve()
        for folder in (begin, *begin.parents):
            if (folder / CONFIG).is_file():
                if "?" in str(folder):
                    raise CourseError(
                        f"the path of a course cannot contain a ?; rename the folder: {folder}"
                    )
                return cls(folder)
        raise CourseError(f"no course folder: neither {begin} nor a folder above it has {CONFIG}")

    @property
    def notebooks(self) -> Path:
        return self.root / "notebooks"

    @property
    def submitted(self) -> Path:
        return self.root / "submitted"

    @property
    def autograded(self) -> Path:
        return self.root / "autograded"

    @property
    def feedback(self) -> Path:
        return self.root / "feedback"

    @property
    def release(self) -> Path:
        return self.root / "release"

    @property
    def build(self) -> Path:
        return self.root / "build"

    @property
    def records(self) -> Path:
        """What has been graded so far, for each lab, and what went wrong."""
        return self.root / "grading"

    @property
    def public_cases(self) -> Path:
        return self.root / "autograder" / "checks" / "public"

    def labs(self) -> list[str]:
        """Names of the labs: every `notebooks/<lab>/<lab>.ipynb`, sorted."""
        return sorted(
            path.stem for path in self.notebooks.glob("*/*.ipynb") if path.stem == path.parent.name
        )

    def source(self, lab: str) -> Path:
        """Path of a lab's source notebook.

        Raises
        ------
        CourseError
            The course has no such lab, or its notebook cannot be read.
        """
        path = self.notebooks / lab / f"{lab}.ipynb"
        if not path.is_file():
            known = ", ".join(self.labs()) or "none"
            raise CourseError(f"there is no lab {lab!r} in {self.root} (labs: {known})")
        fault = _fault(path, path.stat().st_mtime_ns)
        if fault:
            raise CourseError(f"{path} should be a notebook, and {fault}")
        return path

    def released(self, lab: str) -> Path | None:
        """Path of a lab's notebook as it was last released; None where it is missing or damaged."""
        path = self.release / lab / f"{lab}.ipynb"
        return path if path.is_file() and not _fault(path, path.stat().st_mtime_ns) else None

    def is_released(self, lab: str) -> bool:
        """Whether a lab was released since its source notebook was last changed."""
        path, source = self.released(lab), self.source(lab)
        return path is not None and path.stat().st_mtime >= source.stat().st_mtime


@lru_cache(maxsize=32)
def _fault(path: Path, changed: int) -> str:  # noqa: ARG001 - asked again when it changes
    """Why a file is no notebook; nothing where it is one."""
    try:
        notebook = json.loads(path.read_bytes())
    except ValueError as error:
        return f"it is no JSON ({error})"
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    whole = isinstance(cells, list) and all(isinstance(cell, dict) for cell in cells)
    return "" if whole else "it has no list of cells"

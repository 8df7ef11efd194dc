"""What a student's bundle holds, file by file."""

from __future__ import annotations

import re
from pathlib import Path

from autograder import configuration
from autograder.course import Course
from autograder.release.assignment import ReleaseError
from autograder.release.kept import kept, path_of
from autograder.release.needed import modules
from autograder.release.requirements import requirements_for_students

STARTERS = Path(__file__).parent / "bundle"


def bundle(course: Course, lab: str) -> dict[str, bytes]:
    """The files of a lab's bundle.

    Parameters
    ----------
    course : Course
        A course folder where the lab has been released.
    lab : str

    Returns
    -------
    dict of str to bytes
        Content by path inside the bundle.

    Raises
    ------
    ReleaseError
        The lab's public cases have not been written.
    """
    released = _tree(course.release / lab, course.release / lab)
    notebook = course.source(lab).name
    files = {
        **requirements_for_students(course.root / "pyproject.toml"),
        **_tree(STARTERS, STARTERS),
        **_helpers(course, released[notebook]),
        **_tree(course.root / "autograder" / "checks", course.root, "*.py"),
        **_tree(course.root / "autograder" / "reports", course.root),
        **_language(course),
        **_public_cases(course, lab),
        **_data(course, released),
        **released,
    }
    initial = "autograder/__init__.py"
    files[initial] = (course.root / initial).read_bytes()
    files["start.bat"] = files["start.bat"].replace(b"\n", b"\r\n")
    files["README.txt"] = files["README.txt"].replace(b"LAB", lab.encode())
    return with_notebook(files, lab, notebook, files[notebook])


def with_notebook(
    files: dict[str, bytes], lab: str, name: str, notebook: bytes
) -> dict[str, bytes]:
    """A bundle with its notebook, and the copy of that from which broken cells are restored."""
    return {**files, name: notebook, path_of(lab): kept(notebook)}


def _language(course: Course) -> dict[str, bytes]:
    """The language that the course has chosen, if it has."""
    language = configuration.settings(course).language
    return {"autograder/checks/words/course.txt": language.encode()} if language else {}


def _helpers(course: Course, notebook: bytes) -> dict[str, bytes]:
    needed = modules(course.root, notebook)
    return {path.relative_to(course.root).as_posix(): path.read_bytes() for path in needed}


def _public_cases(course: Course, lab: str) -> dict[str, bytes]:
    cases = _tree(course.public_cases, course.root, f"{lab}.*")
    if not cases:
        raise ReleaseError(
            f"{lab} has no public cases in {course.public_cases}: python -m autograder cases"
        )
    return cases


def _data(course: Course, released: dict[str, bytes]) -> dict[str, bytes]:
    """The data sets that a lab loads, with their notices: megabytes that the others do without.

    A data set and its notice are named after the function that loads it.
    """
    lab = b"\n".join(released.values())  # where JSON may have the letters \n before a name
    return {
        name: content
        for name, content in _tree(course.root / "helpers" / "data", course.root).items()
        if re.search(rf"(\b|\\[nt]){Path(name).stem}\(".encode(), lab)
    }


def _tree(folder: Path, top: Path, pattern: str = "*") -> dict[str, bytes]:
    """Content of the files below a folder by path from the top; nothing hidden, no cache."""
    return {
        path.relative_to(top).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob(pattern))
        if path.is_file() and not _is_by_product(path.relative_to(folder))
    }


def _is_by_product(path: Path) -> bool:
    return any(part.startswith((".", "__pycache__")) for part in path.parts)

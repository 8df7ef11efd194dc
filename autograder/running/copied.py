"""A copy of a course with what the kernels and the judge of a lab need, which nobody edits."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder.course import Course, CourseError
from autograder.sandbox.library import files

_PREFIX = "course-"
_HELD = ".held"


@contextmanager
def copied(course: Course, lab: str) -> Iterator[Course]:
    """While it lasts, there is a copy; see `snapshot`.

    What a process has left behind that was killed is removed first.

    Raises
    ------
    CourseError
        The folder for temporary files does not take it.
    """
    _sweep()
    try:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    except OSError as error:
        raise _no_copy(error) from error
    try:
        with (folder / _HELD).open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield snapshot(course, lab, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def snapshot(course: Course, lab: str, folder: Path) -> Course:
    """A course folder with what the kernels and the judge of a lab need.

    Raises
    ------
    CourseError
        It cannot be written.
    """
    parts = _parts(course, lab)
    try:
        folder.chmod(0o755)  # the sandbox reads it as another user
        for name, data in parts:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    except OSError as error:
        raise _no_copy(error) from error
    return Course(folder)


def content(course: Course, lab: str) -> str:
    """A fingerprint of what `snapshot` copies."""
    fingerprint = hashlib.sha256()
    for name, data in _parts(course, lab):
        fingerprint.update(f"{name} {len(data)} ".encode() + data)
    return fingerprint.hexdigest()


def _parts(course: Course, lab: str) -> list[tuple[str, bytes]]:
    source = course.source(lab)
    own = [(source, str(source.relative_to(course.root)))]
    return [(name, path.read_bytes()) for path, name in (*own, *files(course))]


def _sweep() -> None:
    """Remove copies that nobody holds: whoever made them was killed."""
    for held in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{_HELD}"):
        with contextlib.suppress(OSError), held.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(held.parent, ignore_errors=True)


def _no_copy(error: OSError) -> CourseError:
    where = tempfile.gettempdir()
    return CourseError(
        f"the course cannot be copied into the folder for temporary files, {where} "
        f"({error.strerror}): make room there, or set TMPDIR to another folder"
    )

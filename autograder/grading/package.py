"""What a worker elsewhere needs of a course to grade one lab, as bytes."""

from __future__ import annotations

import atexit
import hashlib
import io
import json
import shutil
import sys
import tempfile
from dataclasses import asdict
from functools import cache
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import autograder
from autograder.course import CONFIG, Course, CourseError
from autograder.sandbox.library import files
from autograder.submissions.released.definition import Definition, ReleasedCell

_DEFINITION = "definition.json"
_VERSION = "version.txt"
_TEXTS = ("demonstrations", "prose")


class PackageError(CourseError):
    """A worker cannot use a package; one sentence says why."""


def pack(course: Course, definition: Definition, *, sandbox: bool) -> bytes:
    """Pack the configuration, the source notebook, the definition, and what students may import."""
    lab, parts = definition.lab, io.BytesIO()
    own = [(course.root / CONFIG, CONFIG), (course.source(lab), _source(lab))]
    with ZipFile(parts, "w") as archive:
        for path, name in [*own, *files(course)]:
            _add(archive, name, path.read_bytes())
        _add(archive, _DEFINITION, json.dumps([sandbox, _to_json(definition)]).encode())
        _add(archive, _VERSION, version().encode())
    return parts.getvalue()


@cache
def unpack(package: bytes) -> tuple[Course, Definition, bool]:
    """Lay a package out in a folder of this process, once.

    Raises
    ------
    PackageError
        It comes from another version of the autograder than is installed here.
    """
    root = Path(tempfile.mkdtemp(prefix="package-")).resolve()
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    with ZipFile(io.BytesIO(package)) as archive:
        archive.extractall(root)
    if (root / _VERSION).read_text() != version():
        raise PackageError(
            f"the autograder in {Path(autograder.__file__).parent} is not the one that sent the "
            "work: install the same version on every machine of the cluster"
        )
    root.chmod(0o755)  # the sandbox reads it as another user
    sandbox, definition = json.loads((root / _DEFINITION).read_text())
    return Course(root), _from_json(definition), sandbox


@cache
def version() -> str:
    """A fingerprint of the autograder's own code and data, and of this Python."""
    fingerprint = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    top = Path(autograder.__file__).parent
    for path in sorted([*top.rglob("*.py"), *(top / "labs").rglob("*.npz")]):
        fingerprint.update(str(path.relative_to(top)).encode() + path.read_bytes())
    return fingerprint.hexdigest()


def _add(archive: ZipFile, name: str, data: bytes) -> None:
    # Without the time, so that the same course makes the same package.
    archive.writestr(ZipInfo(name), data, ZIP_DEFLATED, 1)


def _source(lab: str) -> str:
    return f"notebooks/{lab}/{lab}.ipynb"


def _to_json(definition: Definition) -> dict[str, object]:
    texts = {name: sorted(map(list, getattr(definition, name))) for name in _TEXTS}
    return {**asdict(definition), **texts}


def _from_json(data: dict[str, list[dict[str, str]]]) -> Definition:
    cells = tuple(ReleasedCell(**cell) for cell in data["cells"])  # type: ignore[arg-type]
    texts = (frozenset(map(tuple, data[name])) for name in _TEXTS)
    return Definition(str(data["lab"]), cells, *texts)

"""What lies in archives beside a notebook that names some of it: modules, and data."""

from __future__ import annotations

import io
import json
from collections.abc import Collection
from pathlib import Path, PurePosixPath

from autograder.settings import Settings
from autograder.submissions.archives.formats import is_archive, opened
from autograder.submissions.archives.machine_made import machine_made
from autograder.submissions.archives.packed import archives
from autograder.submissions.files import below, read
from autograder.submissions.finding.beside import COURSE
from autograder.submissions.finding.imports import WORD, imported_by
from autograder.submissions.names import legible

_MOST = 10


def names_some(data: bytes, folder: Path, there: Collection[str], settings: Settings) -> bool:
    """Whether a notebook names something that is only in the archives in its folder, or below.

    A module is named where it is imported, another file by its whole name.

    Parameters
    ----------
    data : bytes
        What the notebook holds.
    folder : Path
    there : collection of str
        The files that lie beside it, by their paths.
    settings : Settings
    """
    imported = imported_by(data)
    words = set(WORD.findall(data))
    known = {PurePosixPath(name).name for name in there}
    packed = [path for path in archives(folder) if is_archive(path.name)]
    for archive in packed[:_MOST]:
        try:
            inside = _files(archive, settings)
        except Exception:  # noqa: BLE001 - whoever unpacks it says what is wrong
            return True
        if any(path.name not in known and _is_named(path, imported, words) for path in inside):
            return True
    return False


def _files(archive: Path, settings: Settings) -> list[PurePosixPath]:
    """What an archive holds of its author's, but for copies of the course."""
    file = io.BytesIO(read(archive, settings.archive))
    with opened(file, archive.name, settings.archive) as (members, _):
        paths = [path for member in members if (path := member.path) is not None]
    passed_over = machine_made(paths)
    return [path for path in paths if not (passed_over(path) or COURSE & set(path.parts))]


def _is_named(path: PurePosixPath, imported: set[bytes], words: set[bytes]) -> bool:
    if path.suffix == ".py":
        module = path.parent.name if path.name == "__init__.py" else path.stem
        return module.encode() in imported
    spelt = path.name.encode(), json.dumps(path.name).encode()
    return "." in path.name and any(words.issuperset(WORD.findall(name)) for name in spelt)


def laid_out(unpacked: Path) -> dict[Path, Path]:
    """Where files are that were unpacked, by where they would be looked for beside a notebook.

    An archive may be of a folder or of what is in one, and be unpacked into a folder of its own.

    Parameters
    ----------
    unpacked : Path
        A folder in which each archive has one.
    """
    found: dict[Path, Path] = {}
    for archive in sorted(unpacked.iterdir()):
        there = {Path(legible(str(path.relative_to(archive)))): path for path in below(archive)}
        files = {name: path for name, path in there.items() if not COURSE & set(name.parts)}
        tops = {name.parts[0] for name in files}
        whole = len(tops) == 1 and all(len(name.parts) > 1 for name in files)
        for name, path in files.items():
            other = Path(*name.parts[1:]) if whole else archive.name / name
            for place in (name, other):
                found.setdefault(place, path)
    return found

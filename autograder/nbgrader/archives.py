"""Unpacking what a learning platform hands out, with archives in it that students made.

nbgrader's `zip_collect` unpacks everything as it comes. Here only ordinary files come out, inside
the folder that is meant, and no more than is bounded: a path that leads out of it, a link, a device
or a bomb stays where it is, with a line in the log.
"""

from __future__ import annotations

import shutil
import stat
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from nbgrader.plugins import ExtractorPlugin

from autograder.settings import Settings
from autograder.submissions.problems import quoted

_PIECE = 2**20
_LONGEST = 200
_SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz")


class TooMuchError(Exception):
    """An archive holds more than is unpacked."""


@dataclass
class Allowance:
    """How much may still be unpacked; `largest` is what one file may have."""

    files: int
    size: int
    largest: int

    def copy(self, source: IO[bytes], target: Path) -> None:
        """Write one file, counting what really comes out: what an archive says may be a lie."""
        self.files -= 1
        left = self.largest
        with target.open("xb") as file:
            while piece := source.read(_PIECE):
                left, self.size = left - len(piece), self.size - len(piece)
                if left < 0 or self.size < 0 or self.files < 0:
                    raise TooMuchError(quoted(target.name))
                file.write(piece)


class BoundedExtractor(ExtractorPlugin):  # type: ignore[misc]
    """nbgrader's plugin that unpacks, for `ZipCollectApp.extractor_plugin`."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Unpack the archives of a folder, and copy its other files."""
        settings = Settings.of(self.config.get("Settings", {}))
        allowance = Allowance(settings.archive_files, settings.archive, settings.submission)
        top = Path(archive_path)
        for path in sorted(top.rglob("*")):
            if path.is_symlink() or not path.is_file():
                continue
            folder = Path(extracted_path) / path.parent.relative_to(top)
            folder.mkdir(parents=True, exist_ok=True)
            if _is_archive(path):
                self._unpack(path, folder / _stem(path), allowance, settings.archive_depth)
            else:
                shutil.copy(path, folder / path.name)

    def _unpack(self, archive: Path, folder: Path, allowance: Allowance, depth: int) -> None:
        """Unpack an archive into a folder of its own, and the archives in it beside themselves."""
        folder.mkdir(parents=True, exist_ok=True)
        nested = []
        try:
            for name, source in _files(archive):
                target = _inside(folder, name)
                if target is None or target.exists():
                    self.log.warning("left out of %s: %s", archive.name, quoted(name))
                    continue
                target.parent.mkdir(parents=True, exist_ok=True)
                allowance.copy(source, target)
                if _is_archive(target):
                    nested.append(target)
        except TooMuchError as error:
            self.log.warning("%s holds more than is unpacked, at %s", archive.name, error)
        except (zipfile.BadZipFile, tarfile.TarError, EOFError, OSError, RuntimeError) as error:
            # RuntimeError is what an encrypted file raises.
            self.log.warning("%s can not be unpacked: %s", archive.name, error)
        for target in nested if depth > 1 else ():
            self._unpack(target, target.with_name(_stem(target)), allowance, depth - 1)
            target.unlink()


def _files(archive: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Names and contents of the ordinary files in an archive."""
    if archive.name.lower().endswith(".zip"):
        with zipfile.ZipFile(archive) as packed:
            for info in packed.infolist():
                kind = stat.S_IFMT(info.external_attr >> 16)
                if info.filename and not info.is_dir() and kind in (0, stat.S_IFREG):
                    with packed.open(info) as source:
                        yield info.filename, source
    else:
        with tarfile.open(archive) as taped:
            for member in taped:
                content = taped.extractfile(member) if member.isreg() else None
                if content is not None:
                    with content:
                        yield member.name, content


def _inside(folder: Path, name: str) -> Path | None:
    """Where a file of an archive belongs; None where its name leads elsewhere."""
    path = PurePosixPath(name.replace("\\", "/"))
    odd = any(part == ".." or ":" in part or len(part.encode()) > _LONGEST for part in path.parts)
    if odd or path.is_absolute() or not path.parts or "\0" in name:
        return None
    target = folder.joinpath(*path.parts)
    # What was unpacked before holds no links, so that this is only about files used as folders.
    return None if any(parent.is_file() for parent in target.parents) else target


def _is_archive(path: Path) -> bool:
    return path.name.lower().endswith(_SUFFIXES)


def _stem(path: Path) -> str:
    suffix = max((s for s in _SUFFIXES if path.name.lower().endswith(s)), key=len)
    return path.name[: -len(suffix)] or "archive"

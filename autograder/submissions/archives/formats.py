"""What is in an archive that a student made: names and contents, as far as they can be trusted."""

from __future__ import annotations

import gzip
import io
import re
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, cast

from autograder.words import phrase

SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz")
"""How the names of archives end that are unpacked."""
FOREIGN = (".rar", ".7z", ".gz", ".bz2", ".xz", ".tbz2", ".txz", ".zst", ".zipx", ".cab")
"""How the names of others end."""

_GZIP = b"\x1f\x8b"
_AT_ONCE = 2**24
_MOST = 300_000
_LONGEST = 200
_ROOTED = re.compile(r"\A(?:[A-Za-z]:)?/+")
_NO_NAME = re.compile(r"[:\x00-\x1f\x7f-\x9f]")


class TooMuchError(Exception):
    """An archive holds more than is unpacked; `sentence` says of what."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Member:
    """A file in an archive.

    Attributes
    ----------
    name : str
        What it is called there.
    size : int
        In bytes; less may come out of it, and never more.
    open : callable
        Opens it; None where it is a link or a device.
    """

    name: str
    size: int
    open: Callable[[], IO[bytes]] | None

    @property
    def path(self) -> PurePosixPath | None:
        """Where it belongs in a folder; None where its name leads elsewhere, or nowhere.

        What was packed with its whole path, from a drive or a root on, belongs below the folder.
        """
        path = PurePosixPath(_ROOTED.sub("", self.name.replace("\\", "/")))
        odd = any(
            part == ".." or _NO_NAME.search(part) or len(part.encode()) > _LONGEST
            for part in path.parts
        )
        return None if odd or not path.parts else path


@contextmanager
def opened(file: IO[bytes], name: str, most: int) -> Iterator[tuple[list[Member], str]]:
    """Open an archive.

    Parameters
    ----------
    file : binary file
        The archive, which can be sought in.
    name : str
        Its name, whose end says of which kind it is.
    most : int
        How many bytes of a tape are looked at, which has no table of contents.

    Yields
    ------
    list of Member
        Every file that could be found in it. Folders are not among them.
    str
        Why there may be more; empty where the list is whole.
    """
    if name.lower().endswith(".zip"):
        with zipfile.ZipFile(_careful(file)) as packed:
            yield [_of_zip(packed, info) for info in packed.infolist() if _is_file(info)], ""
        return
    is_packed = file.read(len(_GZIP)) == _GZIP
    file.seek(0)
    if is_packed and not _holds_tape(file):
        data = _unzipped(file, most)
        yield [Member(stem(name), len(data), partial(io.BytesIO, data))], ""
        return
    stream = cast(IO[bytes], gzip.GzipFile(fileobj=file)) if is_packed else file
    with stream, tarfile.open(fileobj=_careful(stream, most), mode="r:") as taped:
        found: list[tarfile.TarInfo] = []
        try:
            for one in taped:
                found.append(one)
                if len(found) > _MOST:
                    raise TooMuchError(phrase("archive.many-files", count=f"{_MOST:,}"))
            fault = "" if _is_at_its_end(taped) else phrase("archive.cut")
        except Exception as error:  # noqa: BLE001 - what was found before is whole
            fault = reason(error)
        yield [_of_tape(taped, one) for one in found if not one.isdir()], fault


def reason(error: Exception) -> str:
    """Why something in an archive cannot be read, in words."""
    if isinstance(error, RuntimeError) and "password" in str(error):
        return phrase("archive.password")
    if isinstance(error, TooMuchError):
        return error.sentence
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error).rstrip(".") or type(error).__name__


def loose(folder: Path) -> list[Member]:
    """Every file in a folder, as if it were an archive."""
    return [
        Member(
            _legible(path.relative_to(folder).as_posix()),
            path.lstat().st_size,
            None if path.is_symlink() or not path.is_file() else partial(_of_folder, path),
        )
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or not path.is_dir()
    ]


def _holds_tape(file: IO[bytes]) -> bool:
    """Whether what is compressed begins as a tape does, or is none of what is known."""
    try:
        with gzip.GzipFile(fileobj=file) as stream:
            start = stream.read(tarfile.BLOCKSIZE)
        tarfile.TarInfo.frombuf(start, "utf-8", "replace")
    except tarfile.HeaderError:
        return False
    except Exception:  # noqa: BLE001 - who opens it will tell what is wrong
        return True
    finally:
        file.seek(0)
    return True


def _unzipped(file: IO[bytes], most: int) -> bytes:
    """What a single file held before it was compressed."""
    with gzip.GzipFile(fileobj=file) as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise TooMuchError(phrase("archive.tape", size=f"{most / 1e6:.0f}"))
    return data


def _of_folder(path: Path) -> IO[bytes]:
    return path.open("rb")


def is_archive(name: str) -> bool:
    """Whether a file is an archive that is unpacked, by its name."""
    return name.lower().endswith(SUFFIXES)


def is_foreign(name: str) -> bool:
    """Whether a file is an archive that nothing here opens, by its name."""
    return name.lower().endswith(FOREIGN) and not is_archive(name)


def stem(name: str) -> str:
    """The name of an archive without its end: the folder that it is unpacked into."""
    suffix = max((s for s in SUFFIXES if name.lower().endswith(s)), key=len)
    return name[: -len(suffix)] or "archive"


def _is_file(info: zipfile.ZipInfo) -> bool:
    return info.filename != "" and not info.filename.endswith(("/", "\\"))


def _of_zip(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    is_regular = stat.S_IFMT(info.external_attr >> 16) in (0, stat.S_IFREG)
    return Member(info.filename, info.file_size, partial(packed.open, info) if is_regular else None)


def _of_tape(taped: tarfile.TarFile, member: tarfile.TarInfo) -> Member:
    # Of an ordinary file there always is a content.
    opener = cast(Callable[[], IO[bytes]], partial(taped.extractfile, member))
    return Member(_legible(member.name), member.size, opener if member.isreg() else None)


def _is_at_its_end(taped: tarfile.TarFile) -> bool:
    """Whether nothing but zeros follows: tarfile takes damage for the end."""
    taped.fileobj.seek(taped.offset)
    return taped.fileobj.read(tarfile.BLOCKSIZE) == bytes(tarfile.BLOCKSIZE)


def _legible(name: str) -> str:
    """A name in any encoding, with marks for what is not in ours."""
    return name.encode(errors="surrogateescape").decode(errors="replace")


class _Careful:
    """A file of which little is read at once, and nothing beyond a position.

    A table of contents, or a comment, is read in one piece: it may be as large as an archive says.
    """

    def __init__(self, file: IO[bytes], end: int | None) -> None:
        self._file, self._end = file, end
        self.tell, self.seekable, self.close = file.tell, file.seekable, file.close

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(_AT_ONCE + 1 if size < 0 else min(size, _AT_ONCE + 1))
        if len(data) > _AT_ONCE:
            raise TooMuchError(phrase("archive.contents"))
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        if self._end is not None and whence == 0 and offset > self._end:
            raise TooMuchError(phrase("archive.tape", size=f"{self._end / 1e6:.0f}"))
        return self._file.seek(offset, whence)


def _careful(file: IO[bytes], end: int | None = None) -> IO[bytes]:
    return cast(IO[bytes], _Careful(file, end))

"""What a notebook imports, and which of the files beside it that is, whatever they are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

WORD = re.compile(rb"[\w.-]+|[^\x00-\x7f]+")
_IMPORT = re.compile(rb"(?:\b|(?<=\\[nrt]))(?:from|import)\b((?:(?!\\n)[^\r\n\x22])*)")
_BEGIN = rb"(?:^|[\x22;\r\n]|\\[nrt])[ \t]*"
_FROM = re.compile(_BEGIN + rb"from[ \t]+(\w+)(?:\.[\w.]*)?[ \t]+import\b")
_WHOLE = re.compile(_BEGIN + rb"import[ \t]+((?:(?!\\n)[^\r\n\x22;#])*)")
_RENAMED = re.compile(
    r"(\w+?)(?:[ _]?\(\d+\)|-\d+|(?: -)? copy(?: \d+)?)?\.py(?:\.txt)?", re.IGNORECASE
)
"""A module's name, and what browsers, learning platforms and file managers make of it."""


def imported_by(data: bytes) -> set[bytes]:
    """Every name, or part of one, that follows an import in what a notebook's file holds."""
    lines = _IMPORT.findall(data)
    return {part for line in lines for word in WORD.findall(line) for part in word.split(b".")}


def called_otherwise(data: bytes, files: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Modules that a notebook imports, and the file that each seems to be under another name.

    Parameters
    ----------
    data : bytes
        What the notebook holds.
    files : iterable of str
        The files beside it, by their paths.

    Yields
    ------
    module, file : str
        Such as ``utils.py`` and ``utils (1).py``. Where several files may be it, none is.
    """
    names = set(files)
    there = {name.partition("/")[0].removesuffix(".py") for name in names}
    stems = {name: found[1] for name in names if (found := _RENAMED.fullmatch(name)) is not None}
    for module in sorted(_modules(data) - there):
        fitting = [name for name, stem in stems.items() if stem.casefold() == module.casefold()]
        if len(fitting) == 1:
            yield f"{module}.py", fitting[0]


def _modules(data: bytes) -> set[str]:
    """The modules, or the packages that they are in, that statements at a line's begin import."""
    found = set(_FROM.findall(data))
    for several in _WHOLE.findall(data):
        found |= {one.strip().partition(b" ")[0].partition(b".")[0] for one in several.split(b",")}
    return {one.decode() for one in found if one.isascii() and one.decode().isidentifier()}

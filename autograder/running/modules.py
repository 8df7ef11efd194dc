"""A student's own modules, as the second run has them: a statement that fails costs only itself."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.running.definitions import ways
from autograder.running.statements import pieces

_LOADER = """\
from __future__ import annotations
import builtins as _builtins
for _line, _ways in {pieces!r}:
    for _way in _ways:
        try:
            _builtins.exec(_builtins.compile("\\n" * (_line - 1) + _way, __file__, "exec"))
        except _builtins.Exception:
            continue
        break
"""
"""Names with an underscore in front: `from module import *` leaves them behind. The first line
holds for what is compiled below it, too: types of packages that are missing are never looked up."""


_MOST = 300_000
"""Bytes of modules that are taken apart, which takes a second or two; others run as they are."""


def forgiving(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same files, of which the modules run statement by statement.

    Parameters
    ----------
    files : mapping of str to bytes
        What lies beside a notebook.
    """
    made, left = dict(files), _MOST
    for name, data in files.items():
        if name.endswith(".py") and len(data) <= left:
            left -= len(data)
            made[name] = _forgiving(data)
    return made


def _forgiving(data: bytes) -> bytes:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data  # in another encoding, which its first lines may name
    found = [
        (piece.line, ways(piece)) for piece in pieces(text) if "__future__" not in piece.imports
    ]
    return _LOADER.format(pieces=found).encode()

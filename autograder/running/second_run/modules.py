"""A student's own modules, and notebooks that theirs runs, as the second run has them.

A statement that fails costs only itself.
"""

from __future__ import annotations

from collections.abc import Mapping

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from autograder.running.second_run.definitions import ways
from autograder.running.second_run.statements import pieces

_LOADER = """\
from __future__ import annotations
import builtins as _builtins
for _line, _ways in {pieces!r}:
    for _way in _ways:
        try:
            _builtins.exec(_builtins.compile("\\n" * (_line - 1) + _way, {name!r}, "exec"))
        except _builtins.BaseException:  # also an exit, and an experiment whose time is over
            continue
        break
"""
"""Names with an underscore in front: `from module import *` leaves them behind. The first line
holds for what is compiled below it, too: types of packages that are missing are never looked up."""


_MOST = 300_000
"""Bytes of modules that are taken apart, which takes a second or two; others run as they are."""


def forgiving(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same files, of which modules and notebooks run statement by statement.

    Parameters
    ----------
    files : mapping of str to bytes
        What lies beside a notebook.
    """
    made, left = dict(files), _MOST
    for name, data in files.items():
        if not name.endswith((".py", ".ipynb")) or len(data) > left:
            continue
        left -= len(data)
        if name.endswith(".py"):
            made[name] = _forgiving(data, name)
        elif (text := _code(data)) is not None:
            cell = new_code_cell(_forgiving(text.encode(), name).decode())
            made[name] = nbformat.writes(new_notebook(cells=[cell])).encode()
    return made


def _code(data: bytes) -> str | None:
    """What a notebook runs; None where it is none."""
    try:
        cells = nbformat.reads(data.decode(), as_version=4).cells
        return "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    except Exception:  # noqa: BLE001 - nbformat raises almost anything at what is no notebook
        return None


def _forgiving(data: bytes, name: str) -> bytes:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data  # in another encoding, which its first lines may name
    found = [
        (piece.line, ways(piece)) for piece in pieces(text) if "__future__" not in piece.imports
    ]
    return _LOADER.format(pieces=found, name=name).encode()

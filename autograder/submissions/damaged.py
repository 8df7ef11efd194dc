"""What can still be read of a notebook whose file is damaged."""

from __future__ import annotations

import json
import re

_CELLS = re.compile(r'"cells"\s*:\s*\[\s*')
_NEXT = re.compile(r"\s*,\s*")
_OURS, _BASE, _MIDDLE, _THEIRS = ("<" * 7, "|" * 7, "=" * 7, ">" * 7)


def mended(text: str) -> tuple[object, str] | None:
    """The content of a notebook that is no JSON, as far as it can be had.

    Parameters
    ----------
    text : str
        What `json.loads` refused.

    Returns
    -------
    content : object
        As `json.loads` would have given it.
    sentence : str
        What is the matter, and what was read.
        None in place of both where nothing could be read.
    """
    return _merged(text) or _beginning(text)


def _merged(text: str) -> tuple[object, str] | None:
    """One side of a merge that git could not do by itself, and nobody finished."""
    first, second, sides = list[str](), list[str](), {"first", "second"}
    begun = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        if line.startswith(_OURS):
            begun, sides = begun or number, {"first"}
        elif line.startswith(_BASE) and begun:
            sides = set()
        elif line.startswith(_MIDDLE) and begun:
            sides = {"second"}
        elif line.startswith(_THEIRS) and begun:
            sides = {"first", "second"}
        else:
            first += [line] if "first" in sides else []
            second += [line] if "second" in sides else []
    for side, which in ((first, "first"), (second, "second")) if begun else ():
        try:
            content = json.loads("".join(side))
        except (ValueError, RecursionError):
            continue
        return content, (
            f"the notebook holds two versions, since a merge with git was not finished (line "
            f"{begun}): the {which} was read"
        )
    return None


def _beginning(text: str) -> tuple[object, str] | None:
    """The cells that stand before the damage."""
    start = _CELLS.search(text)
    cells: list[object] = []
    place = start.end() if start else len(text)
    try:
        while True:
            cell, place = json.JSONDecoder().raw_decode(text, place)
            cells.append(cell)
            if (comma := _NEXT.match(text, place)) is None:
                break
            place = comma.end()
    except (ValueError, RecursionError):
        pass
    if not cells:
        return None
    line = text.count("\n", 0, place) + 1
    count = "the first cell" if len(cells) == 1 else f"the first {len(cells)} cells"
    content = {"cells": cells, "nbformat": 4, "metadata": {}}
    return content, f"the notebook's file is damaged after line {line}: {count} could be read"

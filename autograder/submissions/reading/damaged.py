"""What can still be read of a notebook whose file is damaged."""

from __future__ import annotations

import contextlib
import json
import re

from autograder.words import Phrase, phrase

_CELLS = re.compile(r'"cells"\s*:\s*\[\s*')
_NEXT = re.compile(r"\s*,\s*")
_END = re.compile(r"\s*\]")
_CELL = re.compile(r'\{\s*"(?:attachments|cell_type)"\s*:')
_READER = json.JSONDecoder(strict=False)
_EFFORT = 8
"""How many times its own length is read of a damaged file, to find what is whole in it."""
_COUNTING = 16
"""An error counts the lines above it: that is so many times faster than reading them."""
_DEEP = 10_000
"""What counts as read where a part is nested too deeply."""
_LEFT = "raise NotImplementedError"
"""What stands in an exercise that was left as it was handed out."""
_OURS, _BASE, _MIDDLE, _THEIRS = ("<" * 7, "|" * 7, "=" * 7, ">" * 7)


def mended(text: str) -> tuple[object, Phrase] | None:
    """The content of a notebook that is no JSON, as far as it can be had.

    Parameters
    ----------
    text : str
        What `json.loads` refused.

    Returns
    -------
    content : object
        As `json.loads` would have given it.
    sentence : Phrase
        What is the matter, and what was read.
        None in place of both where nothing could be read.
    """
    return _lenient(text) or _merged(text) or _cells(text)


def _lenient(text: str) -> tuple[object, Phrase] | None:
    """Everything, where line breaks and tabs stand in texts as they are."""
    try:
        content = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return content, phrase("damaged.lenient")


def _merged(text: str) -> tuple[object, Phrase] | None:
    """One side of a merge that git could not do by itself, and nobody finished.

    The one in which more exercises are filled in, or else the first.
    """
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
    found: list[tuple[int, object, Phrase]] = []
    for side, key in ((first, "damaged.first"), (second, "damaged.second")) if begun else ():
        text = "".join(side)
        with contextlib.suppress(ValueError, RecursionError):
            found.append((text.count(_LEFT), json.loads(text), phrase(key, line=begun)))
    if not found:
        return None
    left, content, sentence = min(found, key=lambda one: one[0])
    if any(more > left for more, _, _ in found):
        sentence = phrase("damaged.more-written", problem=sentence)
    return content, sentence


def _cells(text: str) -> tuple[object, Phrase] | None:
    """The cells that are whole, before the damage and after it."""
    start = _CELLS.search(text)
    cells: list[object] = []
    place = start.end() if start else len(text)
    damage: int | None = None
    left = _EFFORT * len(text)
    while place < len(text) and left > 0:
        try:
            cell, end = _READER.raw_decode(text, place)
            comma = None
            if isinstance(cell, dict) and "source" in cell:  # and no part of a damaged one
                cells.append(cell)
                place = end
                comma = _NEXT.match(text, place)
        except json.JSONDecodeError as error:
            comma, left = None, left - (error.pos - place) - error.pos // _COUNTING
        except (ValueError, RecursionError):
            comma, left = None, left - _DEEP
        if comma is not None:
            place = comma.end()
            continue
        if cells and _END.match(text, place):
            break
        damage = place if damage is None else damage
        further = _CELL.search(text, place + 1)
        place = further.start() if further else len(text)
    if not cells:
        return None
    line = text.count("\n", 0, place if damage is None else damage) + 1
    content = {"cells": cells, "nbformat": 4, "metadata": {}}
    key = "damaged.cell" if len(cells) == 1 else "damaged.cells"
    return content, phrase(key, line=line, count=len(cells))

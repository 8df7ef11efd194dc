"""What a cell has shown, as blocks: the richest form of each output that can be told on a page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from autograder.reports.defects import Defects
from autograder.reports.document import (
    Block,
    Blocks,
    Figure,
    Output,
    Paragraph,
    Picture,
    Table,
)
from autograder.reports.reading import markdown, markup
from autograder.reports.reading.letters import clean, printed, shortened
from autograder.reports.reading.notebook import joined
from autograder.reports.reading.pictures import Pictures
from autograder.reports.words import say

LINES, LETTERS = 40, 6_000
"""How much of a printed text is shown."""
MOST = 30
"""Outputs of a cell."""
_FORMER = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml", "html": "text/html"}
_FORMER |= {"latex": "text/latex", "text": "text/plain"}
"""What notebooks before version 4 call the types of outputs."""
_PICTURES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp")
_SCRIPT, _WIDGET = "application/javascript", "application/vnd.jupyter.widget-view+json"
_BAR = re.compile(r"[^|\n]{0,80}\d%\|")
_NAME = re.compile(r"<[\w.]+(?: object)?(?: at 0x[0-9a-fA-F]+)?>")
"""What Python calls a thing that can only be shown as something else."""
VERDICT = "application/vnd.neural-network-labs.verdict+json"


def read(outputs: Iterable[Mapping[str, Any]], defects: Defects, alt: str = "") -> Blocks:
    """The blocks of a cell's outputs; verdicts are left out.

    Parameters
    ----------
    outputs : iterable of mapping
        As a notebook keeps them.
    defects : Defects
        Takes note of what cannot be shown.
    alt : str
        What a picture among them shows.
    """
    found: list[Block] = []
    text = ""  # what is printed piece by piece is one text
    every = list(outputs)
    if len(every) > MOST:
        defects.note(say("outputs.many", place=defects.place, count=len(every) - MOST))
    for output in every[:MOST]:
        kind = output.get("output_type")
        if kind == "stream":
            part = joined(output.get("text"))
            if part is None:
                _broken(defects)
            text += part or ""
            continue
        found += _printed(text, defects)
        text = ""
        if kind in ("error", "pyerr"):
            found.append(_error(output, defects))
        elif kind in ("display_data", "execute_result", "pyout"):
            found += _shown(output, defects, alt)
        else:
            _broken(defects)
    return (*found, *_printed(text, defects))


def verdicts(outputs: Iterable[Mapping[str, Any]]) -> list[Any]:
    """What checks have concluded, as they noted it down in a cell's outputs."""
    found = []
    for output in outputs:
        data = output.get("data")
        stored = data.get(VERDICT) if isinstance(data, dict) else None
        if isinstance(text := joined(stored), str):
            try:
                stored = json.loads(text)
            except ValueError:
                continue
        if isinstance(stored, dict):
            found.append(stored)
    return found


def _broken(defects: Defects) -> None:
    defects.note(say("output.broken", place=defects.place))


def _printed(text: str, defects: Defects, *, error: bool = False) -> list[Block]:
    shown = printed(text[: LETTERS * 50]).strip("\n").rstrip()
    if not shown:
        return []
    kept, left = shortened(shown, LINES, LETTERS)
    if left or len(text) > LETTERS * 50:
        defects.note(say("output.long", place=defects.place))
        kept += f"\n{say('output.rest')}"
    return [Output(kept, error)]


def _error(output: Mapping[str, Any], defects: Defects) -> Block:
    name, value = (clean(str(output.get(key, ""))) for key in ("ename", "evalue"))
    told = printed(f"{name}: {value}" if value else name)[:400] or "Error"
    defects.note(say("output.error", place=defects.place, error=told.partition("\n")[0][:120]))
    return Output(told, error=True)


def _shown(output: Mapping[str, Any], defects: Defects, alt: str) -> Blocks:
    data = output.get("data")
    if data is None:
        data = {_FORMER[key]: output[key] for key in _FORMER if key in output} or None
    if not isinstance(data, dict):
        _broken(defects)
        return ()
    if VERDICT in data:
        return ()
    metadata = output.get("metadata")
    pictures = Pictures(defects)
    for kind in _PICTURES:
        if kind in data:
            size = metadata.get(kind) if isinstance(metadata, dict) else None
            width = size.get("width") if isinstance(size, dict) else None
            picture = pictures.shown(kind[6:], data[kind], alt, width=width)
            return (Figure(picture) if isinstance(picture, Picture) else Paragraph((picture,)),)
    html = joined(data.get("text/html"))
    blocks = markup.read(html, pictures.find, top=4) if html else ()
    if any(isinstance(block, Table | Figure) for block in blocks):
        return blocks
    for kind in ("text/markdown", "text/latex"):
        if text := joined(data.get(kind)):
            return markdown.read(text, pictures.find, top=4)
    plain = joined(data.get("text/plain")) or ""
    if _SCRIPT in data or (_WIDGET in data and _BAR.match(plain)):
        return ()  # it only does something, or tells how far something had come when it began
    unnamed = not plain.strip() or bool(_NAME.fullmatch(plain.strip()))
    if (html and unnamed) or (data and "text/plain" not in data):
        return blocks or (Paragraph((pictures.find("", "", "canvas"),)),)
    return tuple(_printed(plain, defects))

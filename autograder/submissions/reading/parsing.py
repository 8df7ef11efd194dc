"""From the bytes of a submitted notebook to its cells, trusting nothing that they say."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.settings import DEFAULTS, Settings
from autograder.submissions.problems import Problems, RejectedError, quoted
from autograder.submissions.reading.damaged import mended
from autograder.submissions.reading.other_files import what_it_is
from autograder.submissions.released.definition import CellType
from autograder.words import phrase, say

PICTURES = ("image/png", "image/jpeg", "image/gif")

_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
_ATTACHMENT_NAME = re.compile(r"[\w][\w .()-]{0,100}")
_VERSION = re.compile(r"\d{1,2}\.\d{1,3}(\.\w{1,9})?", re.ASCII)
_IN_THE_TEXT = re.compile(r"\(\s*data:image/(png|jpeg|gif);base64,([A-Za-z0-9+/=\s]*)\)")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class SubmittedCell:
    """All that is carried over from a cell; `grade_id` is which released cell it says it is.

    `outputs` are as they came, and anything may be in them.
    """

    cell_type: CellType
    source: str
    attachments: dict[str, dict[str, str]]
    grade_id: str | None
    outputs: object = None


@dataclass(frozen=True)
class SubmittedNotebook:
    """Its cells, and the version of Python that it says it was written with, if it does."""

    cells: list[SubmittedCell]
    python: str = ""


def parse(data: bytes, problems: Problems, settings: Settings = DEFAULTS) -> SubmittedNotebook:
    """Read a notebook.

    Parameters
    ----------
    data : bytes
    problems : Problems
        Is told what was let pass though it is not as it should be.
    settings : Settings
        How much is read.

    Raises
    ------
    RejectedError
        The bytes are no notebook.
    """
    content = _content(data, problems, settings)
    cells = [_cell(raw, settings) for raw in _raw_cells(content, problems, settings)]
    length, most = sum(len(cell.source) for cell in cells), settings.text
    if length > most:
        raise RejectedError(phrase("notebook.long", count=f"{length:,}", most=f"{most:,}"))
    return SubmittedNotebook(cells, _python(content))


def _content(data: bytes, problems: Problems, settings: Settings) -> object:
    if len(data) > settings.submission:
        size, most = len(data) / 1e6, settings.submission / 1e6
        raise RejectedError(phrase("notebook.large", size=f"{size:.0f}", most=f"{most:.0f}"))
    text = _decoded(data, problems)
    _bound(text.encode("utf-8", "surrogatepass"), settings)
    try:
        return _unwrapped(json.loads(text))
    except RecursionError:
        raise RejectedError(phrase("notebook.deep")) from None
    except ValueError as error:
        found = mended(text)
        if found is None and (kind := what_it_is(data)):
            raise RejectedError(phrase("notebook.other", kind=phrase(kind))) from None
        if found is None:
            raise RejectedError(phrase("notebook.no-json", error=str(error))) from None
        content, sentence = found
        problems.sentences.append(sentence)
        return content


def _unwrapped(content: object) -> object:
    """The notebook in what Jupyter's server sends of one, where that was saved in its place."""
    if isinstance(content, dict) and "cells" not in content:
        inside = content.get("content")
        if isinstance(inside, dict) and ("cells" in inside or "worksheets" in inside):
            return inside
    return content


def _decoded(data: bytes, problems: Problems) -> str:
    """The text of a file in any encoding of Unicode; what is none of it is replaced, and told."""
    try:
        return data.decode(json.detect_encoding(data))
    except UnicodeDecodeError:
        problems.sentences.append(phrase("notebook.not-text"))
        return data.decode("utf-8-sig", "replace")


def _python(content: object) -> str:
    part: object = content
    for name in ("metadata", "language_info", "version"):
        part = part.get(name) if isinstance(part, dict) else None
    return part if isinstance(part, str) and _VERSION.fullmatch(part) else ""


def _raw_cells(content: object, problems: Problems, settings: Settings) -> list[dict[str, Any]]:
    if not isinstance(content, dict):
        raise RejectedError(phrase("notebook.none"))
    version = content.get("nbformat")
    cells = content.get("cells")
    if "worksheets" in content and cells is None:
        cells = _of_worksheets(content["worksheets"])
    listed = cells if isinstance(cells, list) else [None]
    found = [cell for cell in listed if isinstance(cell, dict)]
    if listed and not found:
        raise RejectedError(phrase("notebook.no-cells"))
    if len(found) < len(listed):
        problems.sentences.append(phrase("notebook.other-than-cells"))
    if len(found) > settings.cells:
        raise RejectedError(phrase("notebook.many-cells", count=len(found), most=settings.cells))
    if version != 4:
        problems.sentences.append(phrase("notebook.version", version=quoted(str(version))))
    return found


def _of_worksheets(sheets: object) -> list[dict[str, Any]] | None:
    """The cells of a notebook of format 3, as those of format 4 are written; None without any."""
    found: list[dict[str, Any]] = []
    for sheet in sheets if isinstance(sheets, list) else ():
        cells = sheet.get("cells") if isinstance(sheet, dict) else None
        if isinstance(cells, list):
            found += (cell for cell in cells if isinstance(cell, dict))
    return [_renewed(cell) for cell in found] or None


def _renewed(cell: dict[str, Any]) -> dict[str, Any]:
    if cell.get("cell_type") == "code":
        return {**cell, "source": cell.get("input")}
    if cell.get("cell_type") == "heading":
        level = cell.get("level")
        marks = "#" * (level if isinstance(level, int) and 0 < level < 7 else 1)
        return {**cell, "cell_type": "markdown", "source": f"{marks} {_text(cell.get('source'))}"}
    return cell


def _bound(data: bytes, settings: Settings) -> None:
    """Refuse a file that would take a multiple of its size once it is read."""
    text = np.frombuffer(data.replace(rb"\\", b"").replace(rb"\"", b""), np.uint8)
    quoted = np.logical_xor.accumulate(text == ord('"'))
    found = np.bincount(text[~quoted], minlength=256)
    branches = int(found[ord("[")] + found[ord("{")])
    for count, most, key in (
        (branches, settings.branches, "notebook.many-branches"),
        (branches + int(found[ord(",")]), settings.values, "notebook.many-values"),
    ):
        if count > most:
            raise RejectedError(phrase(key, count=f"{count:,}", most=f"{most:,}"))


def _cell(raw: dict[str, Any], settings: Settings) -> SubmittedCell:
    source = _text(raw.get("source"))
    kind = raw.get("cell_type")
    cell_type: CellType = "code" if kind == "code" else "markdown" if kind == "markdown" else "raw"
    attachments = _attachments(raw.get("attachments"), settings.attachment)
    if cell_type == "markdown" and "base64," in source:
        source, pasted = _pasted(source, settings.attachment)
        attachments = {**pasted, **attachments}
    return SubmittedCell(cell_type, source, attachments, _grade_id(raw), raw.get("outputs"))


def _pasted(source: str, most: int) -> tuple[str, dict[str, dict[str, str]]]:
    """Prose with the pictures that stand in its text, as some editors paste them, beside it."""
    pictures: dict[str, dict[str, str]] = {}

    def beside(found: re.Match[str]) -> str:
        if len(found[2]) > most:
            return say("notebook.picture")
        name = f"pasted-{len(pictures) + 1}.{found[1]}"
        pictures[name] = {f"image/{found[1]}": found[2]}
        return f"(attachment:{name})"

    return _IN_THE_TEXT.sub(beside, source), pictures


def _text(value: object) -> str:
    """A cell's text, a string or a list of lines; half a surrogate pair fits into no file."""
    lines = value if isinstance(value, list) else [value]
    return _SURROGATE.sub("\ufffd", "".join(line for line in lines if isinstance(line, str)))


def _grade_id(raw: dict[str, Any]) -> str | None:
    metadata = raw.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return _text(grade_id) if isinstance(grade_id, str) and grade_id else None


def _attachments(value: object, most: int) -> dict[str, dict[str, str]]:
    """Pictures pasted into prose; other kinds could run in a browser."""
    kept: dict[str, dict[str, str]] = {}
    for name, bundle in value.items() if isinstance(value, dict) else ():
        if not isinstance(bundle, dict) or not _ATTACHMENT_NAME.fullmatch(name):
            continue
        pictures = {kind: _text(bundle[kind]) for kind in PICTURES if kind in bundle}
        sound = {
            kind: text
            for kind, text in pictures.items()
            if len(text) <= most and _BASE64.fullmatch(text)
        }
        if sound:
            kept[name] = sound
    return kept

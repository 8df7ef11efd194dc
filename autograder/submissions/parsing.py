"""From the bytes of a submitted notebook to its cells, trusting nothing that they say."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.submissions.definition import CellType
from autograder.submissions.problems import Findings, quoted

MAX_BYTES = 200_000_000
MAX_BRANCHES = 1_000_000
"""Lists and dicts in a file: two bytes there, and sixty once they are read."""
MAX_VALUES = 10_000_000
MAX_CELLS = 2_000
MAX_TEXT = 5_000_000
MAX_ATTACHMENT = 5_000_000
PICTURES = ("image/png", "image/jpeg", "image/gif")

_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
_ATTACHMENT_NAME = re.compile(r"[\w][\w .()-]{0,100}")
_SURROGATE = re.compile("[\ud800-\udfff]")


class RejectedError(Exception):
    """The submission can not be read as a notebook; the message says why, in one sentence."""


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


def parse(data: bytes, findings: Findings) -> list[SubmittedCell]:
    """The cells of a notebook.

    Parameters
    ----------
    data : bytes
    findings : Findings
        Is told what was let pass though it is not as it should be.

    Raises
    ------
    RejectedError
        The bytes are no notebook.
    """
    cells = [_cell(raw) for raw in _raw_cells(data, findings)]
    length = sum(len(cell.source) for cell in cells)
    if length > MAX_TEXT:
        raise RejectedError(f"the cells hold {length:,} characters, at most {MAX_TEXT:,} are read")
    return cells


def _raw_cells(data: bytes, findings: Findings) -> list[dict[str, Any]]:
    if len(data) > MAX_BYTES:
        raise RejectedError(
            f"the notebook has {len(data) / 1e6:.0f} MB, at most {MAX_BYTES / 1e6:.0f} are read"
        )
    _bound(data)
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise RejectedError("the notebook is not text in UTF-8") from None
    except RecursionError:
        raise RejectedError("the notebook is nested too deeply to be read") from None
    except ValueError as error:
        raise RejectedError(f"the notebook is not valid JSON ({error})") from None
    if not isinstance(content, dict):
        raise RejectedError("the file is valid JSON, but not a notebook")
    version = content.get("nbformat")
    if "worksheets" in content:
        raise RejectedError(
            f"the notebook has the old format {quoted(str(version))}: "
            "open it in JupyterLab, save it, and hand it in again"
        )
    cells = content.get("cells")
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise RejectedError("the file is valid JSON, but not a notebook: it has no list of cells")
    if len(cells) > MAX_CELLS:
        raise RejectedError(f"the notebook has {len(cells)} cells, at most {MAX_CELLS} are read")
    if version != 4:
        findings.sentences.append(
            f"the notebook says that its format is {quoted(str(version))}; it was read as format 4"
        )
    return cells


def _bound(data: bytes) -> None:
    """Refuse a file that would take a multiple of its size once it is read."""
    text = np.frombuffer(data.replace(rb"\\", b"").replace(rb"\"", b""), np.uint8)
    quoted = np.logical_xor.accumulate(text == ord('"'))
    found = np.bincount(text[~quoted], minlength=256)
    branches = int(found[ord("[")] + found[ord("{")])
    for count, most, what in (
        (branches, MAX_BRANCHES, "lists and dicts"),
        (branches + int(found[ord(",")]), MAX_VALUES, "values, such as lines of output"),
    ):
        if count > most:
            raise RejectedError(
                f"the notebook holds {count:,} {what}, at most {most:,} are read: "
                "clear its outputs, save it, and hand it in again"
            )


def _cell(raw: dict[str, Any]) -> SubmittedCell:
    source = _text(raw.get("source"))
    kind = raw.get("cell_type")
    cell_type: CellType = "code" if kind == "code" else "markdown" if kind == "markdown" else "raw"
    attachments, outputs = _attachments(raw.get("attachments")), raw.get("outputs")
    return SubmittedCell(cell_type, source, attachments, _grade_id(raw), outputs)


def _text(value: object) -> str:
    """A cell's text, a string or a list of lines; half a surrogate pair fits into no file."""
    lines = value if isinstance(value, list) else [value]
    return _SURROGATE.sub("\ufffd", "".join(line for line in lines if isinstance(line, str)))


def _grade_id(raw: dict[str, Any]) -> str | None:
    metadata = raw.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return _text(grade_id) if isinstance(grade_id, str) and grade_id else None


def _attachments(value: object) -> dict[str, dict[str, str]]:
    """Pictures pasted into prose; other kinds could run in a browser."""
    kept: dict[str, dict[str, str]] = {}
    for name, bundle in value.items() if isinstance(value, dict) else ():
        if not isinstance(bundle, dict) or not _ATTACHMENT_NAME.fullmatch(name):
            continue
        pictures = {kind: _text(bundle[kind]) for kind in PICTURES if kind in bundle}
        sound = {
            kind: text
            for kind, text in pictures.items()
            if len(text) <= MAX_ATTACHMENT and _BASE64.fullmatch(text)
        }
        if sound:
            kept[name] = sound
    return kept

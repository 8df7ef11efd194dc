"""What is kept of a cell's outputs: text and pixels, bounded, and nothing that could run.

A kernel, like a submitted file, is in the student's hands, so an output may hold anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from nbformat import NotebookNode, from_dict

from autograder.checks.card import mimebundle
from autograder.checks.verdict import Verdict
from autograder.settings import Settings
from autograder.words import phrase, shown

PICTURES = ("image/png", "image/jpeg")
CUT = phrase("output.cut")

_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
_LINES = 200


def kept(outputs: Iterable[object], settings: Settings) -> tuple[list[NotebookNode], bool]:
    """Make outputs inert and small.

    Parameters
    ----------
    outputs : iterable
        As nbformat has them, if whoever wrote them is honest.
    settings : Settings

    Returns
    -------
    list of NotebookNode
    bool
        Whether something was left out because it was too much.
    """
    made: list[NotebookNode] = []
    whole: list[bool] = []
    for output in outputs:
        inert = _inert(output, settings) if isinstance(output, dict) else None
        if inert is None:
            continue
        is_whole = True
        if made and made[-1].get("name", "") == inert.get("name"):  # one stream, in pieces
            last, is_whole = made.pop(), whole.pop()
            inert.text = last.text + (inert.text if is_whole else "")
        if len(made) >= settings.outputs:
            return made, True
        if inert.output_type == "stream" and is_whole:
            inert.text, is_whole = _shortened(_overwritten(inert.text), settings)
        elif "text/plain" in inert.get("data", {}):
            inert.data["text/plain"], is_whole = _shortened(inert.data["text/plain"], settings)
        made.append(inert)
        whole.append(is_whole)
    return made, not all(whole)


def card(verdict: Verdict) -> NotebookNode:
    """The verdict as a cell's output."""
    return _new("display_data", data=mimebundle(verdict))


def error_of(outputs: list[NotebookNode]) -> str | None:
    """The error that a cell ended with, in one line; None where it ended well."""
    errors = [output for output in outputs if output.output_type == "error"]
    return f"{errors[-1].ename}: {errors[-1].evalue}"[:300].splitlines()[0] if errors else None


def _inert(output: dict[str, Any], settings: Settings) -> NotebookNode | None:
    """An output of text and pixels alone; None where it is none."""
    kind, data = output.get("output_type"), output.get("data")
    if kind == "stream":
        text = _joined(output.get("text"))
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return _new("stream", name=name, text=text) if text and isinstance(text, str) else None
    if kind in ("display_data", "execute_result") and isinstance(data, dict):
        bundle = _pixels_and_text(data, settings)
        return _new("display_data", data=bundle) if bundle else None
    if kind == "error":
        lines = output.get("traceback")
        text = "\n".join(map(str, lines[:_LINES])) if isinstance(lines, list) else ""
        return _new(
            "error",
            ename=_storable(str(output.get("ename", ""))[:200]),
            evalue=_storable(str(output.get("evalue", ""))[:2_000]),
            traceback=_storable(text[: settings.output_text]).split("\n"),
        )
    return None


def _pixels_and_text(data: dict[str, Any], settings: Settings) -> dict[str, str]:
    bundle = {kind: _joined(data[kind]) for kind in (*PICTURES, "text/plain") if kind in data}
    made = {
        kind: picture
        for kind in PICTURES
        if isinstance(picture := bundle.get(kind), str)
        and len(picture) <= settings.picture
        and _BASE64.fullmatch(picture)
    }
    if isinstance(text := bundle.get("text/plain"), str):
        made["text/plain"] = text
    return made


def _shortened(text: str, settings: Settings) -> tuple[str, bool]:
    """A text of bounded length, and whether it is whole."""
    most = settings.output_text
    return (text, True) if len(text) <= most else (text[:most] + shown(CUT), False)


def _overwritten(text: str) -> str:
    """What a terminal shows of a text with carriage returns: of each line the last state."""
    if "\r" not in text:
        return text
    return "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))


def _joined(value: object) -> object:
    """A text, which a file may divide into lines."""
    if isinstance(value, list):
        value = "".join(line for line in value if isinstance(line, str))
    return _storable(value) if isinstance(value, str) else value


def _storable(text: str) -> str:
    """A text without halves of characters, which fit into no file."""
    return text.encode("utf-8", "replace").decode()


def _new(kind: str, **fields: Any) -> NotebookNode:
    # nbformat's own function checks every output; they are checked once, with their notebook.
    more: dict[str, Any] = {"metadata": {}} if "data" in fields else {}
    output: NotebookNode = from_dict({"output_type": kind, **fields, **more})
    return output

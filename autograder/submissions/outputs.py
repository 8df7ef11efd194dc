"""What a cell shows after grading: bounded, inert, and at a test cell nothing but the judge's card.

A kernel is in the student's hands, so its messages may be anything: what does not look like an
output is dropped, and of an output only text and pixels are kept.
"""

from __future__ import annotations

import re
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder.checks.card import mimebundle
from autograder.checks.verdict import Verdict

MAX_MESSAGES = 2_000
MAX_OUTPUTS = 50
MAX_TEXT = 50_000
MAX_PICTURE = 2_000_000
PICTURES = ("image/png", "image/jpeg")
CUT = "\n... the rest of this output was cut off ..."

_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")


class Screen:
    """The outputs of one cell, as they come from the kernel."""

    def __init__(self) -> None:
        self.outputs: list[NotebookNode] = []
        self.cut = False
        self._messages = 0
        self._clear_first = False
        self._shown: dict[str, NotebookNode] = {}

    def receive(self, kind: str, content: object) -> None:
        """Take one message of the kernel; never raises, whatever the message holds.

        Parameters
        ----------
        kind : str
            The message's type in Jupyter's protocol.
        content : object
            The message's content; a dict, if the kernel is honest.
        """
        self._messages += 1
        if self._messages > MAX_MESSAGES:
            self.cut = True
        elif not isinstance(content, dict):
            return
        elif kind == "clear_output":
            self._clear_first = True
            if content.get("wait") is not True:
                self._clear()
        elif kind == "update_display_data":
            self._update(content)
        else:
            output = self._output(kind, content)
            if output is not None:
                self._show(output, content)

    def _output(self, kind: str, content: dict[str, Any]) -> NotebookNode | None:
        if kind == "stream" and isinstance(content.get("text"), str):
            name = "stderr" if content.get("name") == "stderr" else "stdout"
            return _new("stream", name=name, text=content["text"])
        if kind in ("display_data", "execute_result") and isinstance(content.get("data"), dict):
            return _new("display_data", data=self._inert(content["data"]))
        if kind == "error":
            return _error(content)
        return None

    def _show(self, output: NotebookNode, content: dict[str, Any]) -> None:
        if self._clear_first:
            self._clear()
        last = self.outputs[-1] if self.outputs else None
        if output.output_type == "stream" and last is not None and last.get("name") == output.name:
            if not last.text.endswith(CUT):
                last.text = self._shortened(_overwritten(last.text + output.text))
        elif len(self.outputs) >= MAX_OUTPUTS:
            self.cut = True
        else:
            if output.output_type == "stream":
                output.text = self._shortened(_overwritten(output.text))
            self.outputs.append(output)
            display = _display_id(content)
            if display is not None:
                self._shown[display] = output

    def _update(self, content: dict[str, Any]) -> None:
        output = self._shown.get(_display_id(content) or "")
        if output is not None and isinstance(content.get("data"), dict):
            output.data = NotebookNode(self._inert(content["data"]))

    def _clear(self) -> None:
        self.outputs.clear()
        self._shown.clear()
        self._clear_first = False

    def _inert(self, data: dict[str, Any]) -> dict[str, str]:
        """Text and pixels of a result: a student's HTML and scripts run in nobody's browser."""
        kept = {
            kind: data[kind]
            for kind in PICTURES
            if isinstance(data.get(kind), str)
            and len(data[kind]) <= MAX_PICTURE
            and _BASE64.fullmatch(data[kind])
        }
        if isinstance(data.get("text/plain"), str):
            kept["text/plain"] = self._shortened(data["text/plain"])
        return kept

    def _shortened(self, text: str) -> str:
        if len(text) <= MAX_TEXT:
            return text
        self.cut = True
        return text[:MAX_TEXT] + CUT


def card(verdict: Verdict) -> NotebookNode:
    """The verdict as a cell's output."""
    return _new("display_data", data=mimebundle(verdict))


def error_of(outputs: list[NotebookNode]) -> str | None:
    """The error that a cell ended with, in one line; None where it ended well."""
    errors = [output for output in outputs if output.output_type == "error"]
    return f"{errors[-1].ename}: {errors[-1].evalue}"[:300].splitlines()[0] if errors else None


def _overwritten(text: str) -> str:
    """What a terminal shows of a text with carriage returns: of each line the last state."""
    if "\r" not in text:
        return text
    return "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))


def _error(content: dict[str, Any]) -> NotebookNode:
    lines = content.get("traceback")
    text = "\n".join(map(str, lines[:200])) if isinstance(lines, list) else ""
    return _new(
        "error",
        ename=str(content.get("ename", ""))[:200],
        evalue=str(content.get("evalue", ""))[:2_000],
        traceback=text[:MAX_TEXT].split("\n"),
    )


def _display_id(content: dict[str, Any]) -> str | None:
    transient = content.get("transient")
    display = transient.get("display_id") if isinstance(transient, dict) else None
    return display if isinstance(display, str) else None


def _new(kind: str, **fields: Any) -> NotebookNode:
    output: NotebookNode = new_output(kind, **fields)
    return output

"""What the cells of a notebook show, put together from a kernel's messages as nbclient does it.

A kernel is in a student's hands, so a message may be anything: what does not look like an output is
dropped, and there is an end to how much is kept.
"""

from __future__ import annotations

import json
import re
from typing import Any

from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_output

from autograder.settings import Settings

_HALF_CHARACTER = re.compile(rb"\\u[dD][89a-fA-F]")
_DISPLAYS = 1000
_ALIKE = 20
"""Displays of one name that an update reaches."""


class Transcript:
    """The outputs of the cell that runs, and what is needed of those before it.

    Attributes
    ----------
    outputs : list of NotebookNode
        Those of the cell so far; the last text may not be whole before `end`.
    cut : bool
        More was shown in it than is kept.
    """

    def __init__(self, settings: Settings) -> None:
        self.outputs: list[NotebookNode] = []
        self.cut = False
        self._settings = settings
        self._cell = self._all = 0
        self._texts: list[str] = []
        self._clear_first = False
        self._displays: dict[str, list[NotebookNode]] = {}

    def begin(self) -> None:
        """A new cell."""
        self.outputs = []
        self._texts = []
        self.cut = self._clear_first = False
        self._cell = 0

    def end(self) -> list[NotebookNode]:
        """The outputs of the cell, which is over."""
        self._finish_text()
        return self.outputs

    def receive(self, message: dict[str, Any], size: int) -> None:
        """Take a message of the kernel; never raises, whatever it holds.

        Parameters
        ----------
        message : dict
            Its kind, as in Jupyter's protocol, and its content.
        size : int
            The bytes it had.
        """
        kind, content = message.get("kind"), message.get("content")
        if not isinstance(content, dict):
            return
        if kind == "clear_output":
            self._clear_first = True
            if content.get("wait") is not True:
                self._clear()
        elif self._fits(size):
            name = _display_id(content)
            if name is not None and isinstance(content.get("data"), dict):
                bundle = _bundle(content)
                for shown in self._displays.get(name, ()):
                    shown.data, shown.metadata = bundle
            if kind != "update_display_data":
                output = _output(kind, content)
                if output is not None:
                    self._show(output, name)

    def text(self, stream: str, text: str, size: int) -> None:
        """Take what was written to standard output or standard error itself."""
        if self._fits(size):
            self._show(new_output("stream", name=stream, text=text), None)

    def _fits(self, size: int) -> bool:
        settings = self._settings
        if self._cell + size > settings.shown or self._all + size > settings.shown_in_all:
            self.cut = True
        if not self.cut:
            self._cell += size
            self._all += size
        return not self.cut

    def _show(self, output: NotebookNode, name: str | None) -> None:
        if self._clear_first:
            self._clear()
        last = self.outputs[-1] if self.outputs else None
        if output.output_type == "stream" and last is not None and last.get("name") == output.name:
            self._texts.append(output.text)
        elif len(self.outputs) >= self._settings.outputs:
            self.cut = True
        else:
            self._finish_text()
            self.outputs.append(output)
            if output.output_type == "stream":
                self._texts = [output.text]
            if name is not None and len(self._displays) < _DISPLAYS:
                alike = self._displays.setdefault(name, [])
                if len(alike) < _ALIKE:
                    alike.append(output)

    def _finish_text(self) -> None:
        """Join the pieces of the last text, once: there may be very many."""
        if self._texts:
            self.outputs[-1].text = "".join(self._texts)
            self._texts = []

    def _clear(self) -> None:
        self.outputs.clear()
        self._texts = []
        self._clear_first = False


def read(frame: bytes) -> dict[str, Any]:
    """A kernel's message.

    Raises
    ------
    ValueError, RecursionError
        It is none.
    """
    message = json.loads(frame)
    if _HALF_CHARACTER.search(frame):  # no file can hold half a surrogate pair
        message = json.loads(json.dumps(message, ensure_ascii=False).encode("utf-8", "replace"))
    if not isinstance(message, dict):
        raise ValueError(f"a message that is a {type(message).__name__}")
    return message


def _output(kind: object, content: dict[str, Any]) -> NotebookNode | None:
    """An output; None where the content is not that of one."""
    match kind, content:
        case "stream", {"name": "stdout" | "stderr" as name, "text": str(text)}:
            output: NotebookNode = new_output("stream", name=name, text=text)
        case "display_data" | "execute_result", {"data": dict()}:
            data, metadata = _bundle(content)
            output = new_output(kind, data=data, metadata=metadata)
            if kind == "execute_result":
                count = content.get("execution_count")
                output.execution_count = count if type(count) is int else None
        case "error", {"ename": str(name), "evalue": str(value), "traceback": [*lines]}:
            lines = [str(line) for line in lines]
            output = new_output("error", ename=name, evalue=value, traceback=lines)
        case _:
            return None
    return output


def _bundle(content: dict[str, Any]) -> tuple[NotebookNode, NotebookNode]:
    """The forms of a display that a notebook can hold, and what is said about them."""
    metadata = content.get("metadata")
    data = {form: value for form, value in content["data"].items() if _is_of_form(form, value)}
    return from_dict(data), from_dict(metadata if isinstance(metadata, dict) else {})


def _is_of_form(form: str, value: object) -> bool:
    """Text, or lines of it; JSON may be anything."""
    lines = value if isinstance(value, list) else [value]
    is_json = form.startswith("application/") and form.endswith("json")
    return is_json or all(isinstance(line, str) for line in lines)


def _display_id(content: dict[str, Any]) -> str | None:
    transient = content.get("transient")
    name = transient.get("display_id") if isinstance(transient, dict) else None
    return name if isinstance(name, str) else None

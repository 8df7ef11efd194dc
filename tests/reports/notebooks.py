"""Notebooks for the tests of reports, and what becomes of them."""

from __future__ import annotations

import base64
import contextlib
import io
import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from PIL import Image
from pypdf import PdfReader

from autograder.reports import command

VERDICT = "application/vnd.neural-network-labs.verdict+json"
MARKS = {
    "schema_version": 3,
    "cell_type": "code",
    "grade": False,
    "locked": False,
    "solution": False,
    "task": False,
}


def png(width: int = 40, height: int = 30, colour: str = "teal") -> str:
    """A picture in base64."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


def prose(text: str, **more: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": text, **more}


def code(text: str, *outputs: Any, **more: Any) -> dict[str, Any]:
    made = {"cell_type": "code", "metadata": {}, "source": text, "execution_count": 1}
    return {**made, "outputs": list(outputs), **more}


def shown(**data: Any) -> dict[str, Any]:
    """An output by the types of its forms, with a _ for the sign between their parts."""
    names = {"html": "text/html", "plain": "text/plain", "svg": "image/svg+xml"}
    names |= {"png": "image/png", "jpeg": "image/jpeg", "verdict": VERDICT, "latex": "text/latex"}
    about = {"output_type": "display_data", "metadata": {}}
    return {**about, "data": {names[kind]: content for kind, content in data.items()}}


def printed(text: Any) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stdout", "text": text}


def marked(cell: dict[str, Any], grade_id: str, **marks: Any) -> dict[str, Any]:
    """A cell that nbgrader knows."""
    about = {**MARKS, "grade_id": grade_id, "cell_type": cell["cell_type"], **marks}
    return {**cell, "metadata": {**cell["metadata"], "nbgrader": about}}


def tagged(cell: dict[str, Any], *tags: str) -> dict[str, Any]:
    return {**cell, "metadata": {**cell["metadata"], "tags": list(tags)}}


def notebook(*cells: Any, **more: Any) -> dict[str, Any]:
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more}


class _Page(HTMLParser):
    """The tags, the addresses and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.text += " " * (tag in {"td", "th", "li", "p", "pre", "figcaption", "h1", "h2", "h3"})

    def handle_data(self, data: str) -> None:
        self.text += data


@dataclass(frozen=True)
class Report:
    """A report that was written: its page, the text of its PDF, what was said, the status."""

    status: int
    html: str
    pdf: bytes
    said: str

    @property
    def page(self) -> str:
        """The text of the page, with single spaces."""
        return " ".join(self._parsed.text.partition("</style>")[0].split())

    @property
    def tags(self) -> list[tuple[str, dict[str, str | None]]]:
        return self._parsed.tags

    @property
    def _parsed(self) -> _Page:
        page = _Page()
        page.feed(self.html)
        return page

    @property
    def text(self) -> str:
        """The text of the PDF, with single spaces."""
        pages = PdfReader(io.BytesIO(self.pdf)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())

    @property
    def pages(self) -> int:
        return len(PdfReader(io.BytesIO(self.pdf)).pages)


def written(folder: Path, content: Any, *options: str, name: str = "lab") -> Report:
    """Write the report of a notebook, given as JSON or as the text of its file."""
    path = folder / f"{name}.ipynb"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(json.dumps(content), encoding="utf-8")
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        status = command.main([str(path), *options])
    html, pdf = (path.with_suffix(ending) for ending in (".html", ".pdf"))
    return Report(
        status,
        html.read_text(encoding="utf-8") if html.is_file() else "",
        pdf.read_bytes() if pdf.is_file() else b"",
        said.getvalue(),
    )


def harmless(html: str) -> list[str]:
    """What in a page could run, load or lead elsewhere than to a page."""
    page = _Page()
    page.feed(html)
    allowed = {"href": r"https?://.*|mailto:.*", "src": r"data:image/(png|jpeg|svg\+xml);base64,.*"}
    found = []
    for tag, attributes in page.tags:
        if tag in {"script", "iframe", "object", "embed", "form", "link", "base", "foreignobject"}:
            found.append(tag)
        for name, value in attributes.items():
            if name.startswith("on") or (name == "style" and "url" in (value or "")):
                found.append(f"{tag} {name}")
            address = name in {"href", "src", "xlink:href", "srcset", "action", "data"}
            if address and not re.fullmatch(allowed.get(name, "#.*"), value or "", re.DOTALL):
                found.append(f"{tag} {name}={value}")
    return found

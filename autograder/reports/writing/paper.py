"""A document as a PDF, by Typst: it is handed over as data, so no text in it can be markup."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Collection, Iterable
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Literal

from autograder.reports.document import (
    Code,
    CodeText,
    Document,
    Figure,
    Formula,
    Output,
    Picture,
    Text,
    walk,
)
from autograder.reports.writing import fonts
from autograder.reports.writing.colours import coloured
from autograder.reports.writing.mathematics import Drawing, Mathematics

TEMPLATE = Path(__file__).with_name("paper.typ")
_RUN = re.compile(r"\S{60}(?=\S{20})")
"""Letters without a space, of which a line cannot hold more."""


class NoPaper(Exception):
    """There is no PDF: the text says why, and is empty where Typst is not installed."""


def paper(document: Document, mathematics: Mathematics) -> tuple[bytes, tuple[Picture, ...]]:
    """The PDF, and the pictures that it could not take.

    Raises
    ------
    NoPaper
    """
    try:
        return bytes(compiled(document, mathematics)), ()
    except NoPaper as error:
        if not str(error):
            raise
        left = refused(document)
        return bytes(compiled(document, mathematics, left=left)), left


def refused(document: Document) -> tuple[Picture, ...]:
    """The pictures that stop a PDF, each by itself; all of them where none does."""
    pictures = tuple(dict.fromkeys(one for one in walk(document) if isinstance(one, Picture)))
    found = []
    for one in pictures:
        try:
            compiled(Document("", (Figure(one),)), Mathematics())
        except NoPaper:
            found.append(one)
    return tuple(found) or pictures


def undrawn(document: Document) -> str:
    """The letters of a document that its PDF cannot show."""
    return fonts.lacking(_letters(document))


def compiled(
    document: Document,
    mathematics: Mathematics,
    kind: Literal["pdf", "png"] = "pdf",
    *,
    left: Collection[Picture] = (),
) -> Any:
    """What Typst makes of a document: a PDF, or each page as a picture; some pictures are `left`.

    Raises
    ------
    NoPaper
    """
    try:
        import typst
    except ImportError as error:
        raise NoPaper from error
    with tempfile.TemporaryDirectory(prefix="report-") as name:
        folder = Path(name)
        encoder = _Encoder(folder, mathematics, left)
        data = {
            "title": document.title,
            "author": document.author,
            "language": document.language,
            "running": document.running,
            "fonts": fonts.families(),
            "blocks": [encoder.encoded(block) for block in document.blocks],
        }
        text = json.dumps(data, ensure_ascii=False)
        (folder / "document.json").write_text(text, encoding="utf-8")
        (folder / "paper.typ").write_bytes(TEMPLATE.read_bytes())
        try:
            compiler = typst.Compiler(
                str(folder / "paper.typ"),
                root=name,
                font_paths=fonts.folders(),
                ignore_system_fonts=not fonts.needs_system(_letters(document)),
            )
            made, _ = compiler.compile_with_warnings(format=kind, ppi=110)
        except (RuntimeError, OSError, ValueError) as error:
            raise NoPaper(str(error).partition("\n")[0] or type(error).__name__) from error
        return made


def _letters(document: Document) -> str:
    seen: list[str] = [document.title, document.author, *document.running]
    for one in walk(document):
        seen += [getattr(one, field.name) for field in fields(one)]  # type: ignore[arg-type]
    return "".join(one for one in _flat(seen))


def _flat(things: Iterable[Any]) -> Iterable[str]:
    for thing in things:
        if isinstance(thing, str):
            yield thing
        elif isinstance(thing, tuple | list):
            yield from _flat(thing)


class _Encoder:
    """Turns a document into what JSON knows, and its pictures into files."""

    def __init__(self, folder: Path, mathematics: Mathematics, left: Collection[Picture]) -> None:
        self._folder, self._mathematics, self._left = folder, mathematics, left
        self._count = 0

    def encoded(self, thing: Any) -> Any:
        if isinstance(thing, tuple | list):
            return [self.encoded(one) for one in thing]
        if isinstance(thing, Text):
            return thing.text.replace("\n", " ")
        if isinstance(thing, CodeText):
            return {"kind": "codetext", "text": _breakable(thing.text.replace("\n", " "))}
        if isinstance(thing, Formula):
            return self._formula(thing)
        if isinstance(thing, Picture):
            return self._picture(thing)
        if isinstance(thing, Code):
            return {"kind": "code", "lines": _lines(coloured(thing.text, thing.language))}
        if isinstance(thing, Output):
            return {"kind": "output", "lines": _lines([("", thing.text)]), "error": thing.error}
        if is_dataclass(thing) and not isinstance(thing, type):
            parts = {part.name: self.encoded(getattr(thing, part.name)) for part in fields(thing)}
            return {"kind": type(thing).__name__.lower(), **parts}
        return thing

    def _formula(self, formula: Formula) -> dict[str, Any]:
        drawing = self._mathematics.drawn(formula)
        if not isinstance(drawing, Drawing):
            return {"kind": "codetext", "text": _breakable(formula.tex), "display": formula.display}
        return {
            "kind": "formula",
            "display": formula.display,
            "svg": drawing.svg,
            "size": [drawing.width, drawing.height, drawing.depth],
            "tex": formula.tex,
        }

    def _picture(self, picture: Picture) -> dict[str, Any]:
        kind = {"svg+xml": "svg", "jpeg": "jpg"}.get(picture.kind, picture.kind)
        name = ""
        if picture not in self._left:
            name = f"picture-{self._count}.{kind}"
            self._count += 1
            (self._folder / name).write_bytes(picture.data)
        return {"kind": "picture", "file": name, "width": picture.width, "alt": picture.alt}


def _breakable(text: str) -> str:
    """A text with a place to break in what is longer than a line."""
    return _RUN.sub(lambda match: f"{match[0]}\u200b", text)


def _lines(pieces: Iterable[tuple[str, str]]) -> list[list[list[str]]]:
    """Coloured pieces, line by line."""
    lines: list[list[list[str]]] = [[]]
    for kind, text in pieces:
        first, *others = _breakable(text).split("\n")
        if first:
            lines[-1].append([kind, first])
        lines += [[[kind, other]] if other else [] for other in others]
    return lines

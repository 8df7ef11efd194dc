"""A table that a spreadsheet saved as text, whatever its language and system made of it."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_SEPARATORS = ",;\t"
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u202a\u202c\u2060\ufeff"))


class TableError(Exception):
    """A file holds no table; the message says what it holds, or should."""


@dataclass(frozen=True)
class Table:
    """Rows of cells.

    Attributes
    ----------
    headings : list of str
        The first row that is not empty.
    rows : list of tuple
        The number of each other row that is not empty, as a spreadsheet counts, and its cells.
    """

    headings: list[str]
    rows: list[tuple[int, list[str]]]


def read(data: bytes, fits: Callable[[list[str]], bool]) -> Table:
    """Read a table with commas, semicolons or tabs between its columns.

    Parameters
    ----------
    data : bytes
        In UTF-8, in UTF-16, or in the code page that Windows has in western Europe and America.
    fits : callable
        Says whether a row of headings is what is looked for: this tells what separates the columns.

    Returns
    -------
    Table
        Cells without the blanks around them.

    Raises
    ------
    TableError
        It is no table.
    """
    text = _decoded(data)
    named = re.match(r'"?sep=(.)"?\r?\n', text)  # which only spreadsheets write, and never show
    lines = text[named.end() if named else 0 :]

    def fitness(separator: str) -> tuple[bool, int]:
        headings = next(_rows(lines, separator, strict=False), (0, []))[1]
        return fits(headings), len(headings)

    separator = named[1] if named else max(_SEPARATORS, key=fitness)
    (_, headings), *rows = [*_rows(lines, separator, strict=True)] or [(0, [])]
    return Table(headings, rows)


def _decoded(data: bytes) -> str:
    if data.startswith(_SPREADSHEETS):
        raise TableError("is a spreadsheet file; save it from the spreadsheet as CSV (UTF-8)")
    try:
        text = data.decode(_encoding(data))
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise TableError("is not a text file; save it from the spreadsheet as CSV (UTF-8)")
    return text


def _encoding(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if data[offset : offset + 1] == b"\0":
            return name
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _rows(text: str, separator: str, *, strict: bool) -> Iterator[tuple[int, list[str]]]:
    """Numbers and cells of the rows that are not empty."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            clean = [_clean(cell) for cell in cells]
            if any(clean):
                yield number, clean
    except csv.Error as error:
        raise TableError(
            f"cannot be split into cells from row {number + 1} on ({error}); check whether a"
            " quotation mark is missing there"
        ) from error


def _clean(cell: str) -> str:
    """A cell without blanks around it, and without the formula that protects its zeros."""
    cell = " ".join(cell.translate(_INVISIBLE).split())
    protected = re.fullmatch(r'="(.*)"', cell)
    return protected[1].strip() if protected else cell

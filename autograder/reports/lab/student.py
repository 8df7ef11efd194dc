"""What a student enters once for every report: a small file that somebody can write by hand.

It is read line by line, so that a line that is wrong costs no other one.
"""

from __future__ import annotations

import contextlib
import re
import tomllib
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from autograder.reports.defects import Defects
from autograder.reports.reading.letters import clean, decoded
from autograder.reports.words import listed, say

FILE = "student.toml"
LONGEST = 200
_LINE = re.compile(r"\s*([^\s=＝#]+)\s*[=＝]\s*(.*?)\s*")
_QUOTED = re.compile(r"[\"'“”‘’「」＂](.*?)[\"'“”‘’「」＂]?[\s,;，；]*(?:#.*)?")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


@dataclass(frozen=True)
class Student:
    """The head of the report; what is empty stays empty on the form."""

    name: str = ""
    number: str = ""
    class_name: str = ""
    email: str = ""
    course: str = ""
    title: str = ""
    date: str = ""


_KEYS = {field.name.replace("class_name", "class"): field.name for field in fields(Student)}


def found(folder: Path) -> Path | None:
    """Where the file is: beside the notebook, or above it for all labs together."""
    places = [folder / FILE, folder.parent / FILE]
    return next((place for place in places if place.is_file()), None)


def entered(folder: Path, defects: Defects) -> Student:
    """What the student has entered; where there is no file yet, it is made, and has no entries.

    Parameters
    ----------
    folder : Path
        Where the notebook is.
    defects : Defects
        Takes a sentence for each value that is no good.
    """
    path = found(folder)
    if path is None:
        return _made(folder / FILE, defects)
    try:
        text = decoded(path.read_bytes()[:100_000])
    except OSError as error:
        reason = error.strerror or type(error).__name__
        defects.note(say("student.unreadable", file=_named(path, folder), reason=reason))
        return Student()
    values = _read(text, path.name, defects)
    if not values:
        defects.note(say("student.empty", file=_named(path, folder)))
    if (email := values.get("email")) and not _EMAIL.fullmatch(email):
        defects.note(say("student.email", file=path.name, value=email))
    return Student(**{_KEYS[key]: value for key, value in values.items()})


def today() -> str:
    """The date of a report where none is entered."""
    return date.today().isoformat()


def _made(path: Path, defects: Defects) -> Student:
    with contextlib.suppress(OSError):
        with path.open("x", encoding="utf-8") as file:
            file.write(say("student.file"))
        defects.note(say("student.made", file=path.name))
        return Student()
    defects.note(say("student.unwritable", file=path.name))
    return Student()


def _named(path: Path, folder: Path) -> str:
    """What the file is called; where it lies above the notebook, its whole path."""
    return path.name if path.parent == folder else str(path)


def _read(text: str, name: str, defects: Defects) -> dict[str, str]:
    values: dict[str, str] = {}
    for number, line in enumerate(clean(text).split("\n"), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            defects.note(say("student.line", file=name, number=number))
            continue
        key = match[1].strip("\"'").lower()
        if key not in _KEYS:
            known = listed(_KEYS)
            defects.note(say("student.key", file=name, number=number, key=key[:40], known=known))
            continue
        value = _value(match[2], name, number, defects)
        if len(value) > LONGEST:
            defects.note(say("student.long", file=name, number=number, most=LONGEST))
            value = value[:LONGEST]
        if key in values:
            defects.note(say("student.twice", file=name, number=number, key=key))
        if value:
            values[key] = value
    return values


def _value(written: str, name: str, number: int, defects: Defects) -> str:
    """What stands behind the sign; numbers and dates need no quotes."""
    try:
        value = tomllib.loads(f"value = {written.rstrip(' ,;，；')}")["value"]
    except tomllib.TOMLDecodeError:
        match = _QUOTED.fullmatch(written)
        text = match[1] if match else _bare(written)
        if not text.strip().isdecimal():  # such as a number that begins with 0
            defects.note(say("student.quotes", file=name, number=number, value=text.strip()[:60]))
        return text.strip()
    if isinstance(value, str | int | float | date) and not isinstance(value, bool):
        # What looks like a number is none: 3.10 is a class, and 0017 has its zeros.
        text = _bare(written) if isinstance(value, int | float) else str(value)
        return " ".join(clean(text).split())
    defects.note(say("student.kind", file=name, number=number))
    return ""


def _bare(written: str) -> str:
    """What stands there without quotes."""
    return written.partition("#")[0].strip(" ,;，；")

"""Which language is spoken, and its table."""

from __future__ import annotations

import os
import sys
from collections import ChainMap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ENGLISH, CHINESE = "en", "zh"
_LOCALES = {CHINESE: ("zh", "chinese")}
"""How the names of locales begin, on Windows too, where a language other than English is read."""
VARIABLE = "AUTOGRADER_LANGUAGE"
"""The environment variable that decides before everything else."""
_JUDGE = "AUTOGRADER_JUDGE"
"""As in `checks.channel`, which stands above this."""
_COURSE = Path(__file__).with_name("course.txt")
"""In a bundle, the language of the course, where that has chosen one."""
_told: list[str] = []
"""What `use` was told, if it was."""
_added: list[Mapping[str, Callable[[], dict[str, str]]]] = []
"""More sentences, by language."""


@dataclass(frozen=True)
class Table:
    """A language other than English.

    Attributes
    ----------
    tag : str
        Its name in HTML.
    sentences : mapping
        By their keys, those of the English ones.
    terms : mapping
        By the English ones, which are data: names of criteria, and what catalogues call things.
    entries : mapping
        The sentences of catalogues, by ``<lab>.<grade_id>.<id of the entry>``.
    fill : callable
        Puts parts into a sentence with placeholders.
    """

    tag: str
    sentences: Mapping[str, str]
    terms: Mapping[str, str]
    entries: Mapping[str, str]
    fill: Callable[[str, Mapping[str, object]], str] = str.format_map


def language() -> str:
    """The language that is spoken now: ``en`` or ``zh``.

    What the environment says by `VARIABLE`; else what `use` was told; else, at home, the language
    of the course, where that has chosen one, or of the student's system. At grading the system is
    not the student's.
    """
    if chosen := os.environ.get(VARIABLE):
        return _known(chosen)
    if _told:
        return _told[-1]
    return ENGLISH if _JUDGE in os.environ else _known(_of_the_course() or _of_the_system())


def use(name: str) -> None:
    """Speak a language, such as ``zh`` or ``zh_CN.UTF-8``; English where nobody knows it."""
    _told[:] = [_known(name)]
    table()  # now, so that a process forked from this one need not read it again


def add(others: Mapping[str, Callable[[], dict[str, str]]]) -> None:
    """More sentences in languages other than English; see `phrases.add`."""
    _added.append(others)
    _read.cache_clear()


def table() -> Table | None:
    """The table of the present language; None where that is English."""
    spoken = language()
    return None if spoken == ENGLISH else _read(spoken)


def tag() -> str:
    """What HTML calls the present language; nothing where that is English, and needs no name."""
    spoken = table()
    return "" if spoken is None else spoken.tag


@cache
def _read(spoken: str) -> Table:
    # Not before somebody speaks it: most never do.
    if spoken == CHINESE:
        from autograder.checks.words import chinese

        more = (others[spoken]() for others in _added if spoken in others)
        sentences = ChainMap(chinese.SENTENCES, *more)
        return Table(chinese.TAG, sentences, chinese.TERMS, chinese.ENTRIES, chinese.fill)
    raise ValueError(f"there is no table of sentences in {spoken!r}")


def _known(name: str) -> str:
    """The language of a locale; English where we have no other."""
    for known, begins in _LOCALES.items():
        if name.lower().startswith(begins):
            return known
    return ENGLISH


@cache
def _of_the_course() -> str:
    try:
        return _COURSE.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


def _of_the_system() -> str:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if name := os.environ.get(variable):
            return name
    if sys.platform in ("win32", "darwin"):
        import locale

        return locale.getlocale()[0] or ""
    return ""

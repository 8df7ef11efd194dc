"""Which letters a PDF is set in: those that Typst brings, and Chinese ones from the extra `report`.

Chinese comes right after the Latin letters alone, so that the punctuation of both scripts, which
shares its codes, is Chinese in Chinese text.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unicodedata import category

from autograder.reports.writing.coverage import without

_PACKAGE = "pylopdf_fonts_zh_cn"
_SERIF = ("Noto Serif SC", "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun")
_SANS = ("Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei")
_ANY = ("WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Droid Sans Fallback")
_OTHER = ("Noto Sans", "Noto Emoji", "Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji")
_COVERED = re.compile(
    "[\t\n -~\u00a0-\u024f\u0300-\u03ff\u0400-\u052f\u1e00-\u1eff\u2000-\u209f"
    "\u20a0-\u20cf\u2100-\u23ff\u2500-\u25ff\u2700-\u27bf\u3000-\u303f"
    "\u3040-\u30ff\u4e00-\u9fff\uff00-\uffef]*"
)
_BROUGHT = re.compile(
    "[\u0531-\u06ff\u10d0-\u10ff\u2600-\u26ff\u2800-\u28ff\u2a00-\u2bff\U0001d400-\U0001d7ff]"
)
"""Other letters that Typst's own fonts have: Hebrew, Arabic, signs, letters of mathematics."""


def families() -> dict[str, list[Any]]:
    """Families of fonts for text, headings and code, in the order in which they are tried."""

    def after(latin: str, *chinese: str) -> list[Any]:
        return [{"name": latin, "covers": "latin-in-cjk"}, *chinese, *_ANY, latin, *_OTHER]

    return {
        "text": after("Libertinus Serif", *_SERIF, *_SANS),
        "heading": after("Libertinus Serif", *_SANS, *_SERIF),
        "code": after("DejaVu Sans Mono", *_SANS, *_SERIF),
    }


def folders() -> list[str]:
    """Where the fonts of the extra `report` lie, if it is installed."""
    spec = find_spec(_PACKAGE)
    return [str(Path(spec.origin).parent)] if spec and spec.origin else []


def lacking(text: str) -> str:
    """Letters of a text that no font here can draw, each once: a PDF has boxes in their place.

    Nothing is said of letters where no fonts can be looked into.
    """
    asked = {one for one in set(text) if needs_system(one) and category(one)[0] in "LSNP"}
    asked = {one for one in asked if not _BROUGHT.fullmatch(one)}
    if not asked:
        return ""
    try:
        from typst import Fonts
    except ImportError:
        return ""
    found = Fonts(font_paths=folders()).fonts()
    for path in dict.fromkeys(info.path for info in found if info.path):
        asked = without(asked, path)
        if not asked:
            break
    return "".join(one for one in dict.fromkeys(text) if one in asked)


def needs_system(text: str) -> bool:
    """Whether a text may need fonts of this computer, which take long to find."""
    if not _COVERED.fullmatch(text):
        return True
    return re.search("[\u3000-\u9fff]", text) is not None and not folders()

"""Which letters a PDF is set in: those that Typst brings, and Chinese ones from the extra `report`.

Chinese comes right after the Latin letters alone, so that the punctuation of both scripts, which
shares its codes, is Chinese in Chinese text.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

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


def needs_system(text: str) -> bool:
    """Whether a text may need fonts of this computer, which take long to find."""
    if not _COVERED.fullmatch(text):
        return True
    return not folders() and re.search("[\u3000-\u9fff]", text) is not None

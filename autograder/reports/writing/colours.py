"""Code in colours: the same kinds of words in both forms of a report."""

from __future__ import annotations

from functools import cache
from typing import Any

KINDS = ("keyword", "string", "number", "comment", "name", "builtin")
LONGEST = 20_000
"""Letters of a piece of code that are looked at; colours take longer than all the rest."""


def coloured(code: str, language: str) -> list[tuple[str, str]]:
    """Pieces of code, each with its kind; an empty kind where it has no colour."""
    lexer = _lexer(language.lower()) if len(code) <= LONGEST else None
    if lexer is None:
        return [("", code)]
    found: list[tuple[str, str]] = []
    for token, text in lexer.get_tokens(code):
        kind = _kind(token)
        if found and found[-1][0] == kind:
            found[-1] = (kind, found[-1][1] + text)
        else:
            found.append((kind, text))
    return found


@cache
def _lexer(language: str) -> Any:
    try:
        from pygments.lexers import PythonLexer, get_lexer_by_name
        from pygments.util import ClassNotFound
    except ImportError:
        return None
    options = {"stripnl": False, "ensurenl": False}
    if language in ("python", "py", "python3", "ipython", "ipython3"):
        return PythonLexer(**options)
    try:
        return get_lexer_by_name(language, **options) if language else None
    except ClassNotFound:
        return None


@cache
def _kind(token: Any) -> str:
    from pygments.token import Comment, Keyword, Name, Number, Operator, String

    for kind, tokens in (
        ("comment", (Comment,)),
        ("string", (String,)),
        ("number", (Number,)),
        ("keyword", (Keyword, Operator.Word)),
        ("name", (Name.Function, Name.Class, Name.Decorator)),
        ("builtin", (Name.Builtin, Name.Exception)),
    ):
        if any(token in one for one in tokens):
            return kind
    return ""

"""What an ``if``, a ``with``, a ``try`` or a loop at the top of a cell would bind.

Where such a statement fails, or goes another way for want of a package, what stands in it is known
all the same.
"""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from autograder.running.second_run.own_statements import Own
from autograder.running.second_run.statements import DEFINITIONS, Piece, pieces

_BINDING = (*DEFINITIONS, ast.Assign, ast.AnnAssign, ast.Import, ast.ImportFrom)
_MOST = 100


def with_inner(owned: Iterable[Own]) -> Iterator[Own]:
    """The student's statements, each with those in it that bind what nothing else does.

    They are run where the name is still missing: of several branches the last one, which is
    mostly the one that needs least.
    """
    owned = list(owned)
    inner = [list(_inner(own.piece)) if not own.blank else [] for own in owned]
    around = zip(owned, inner, strict=True)
    elsewhere = set[str]().union(*(own.piece.binds for own, found in around if not found))
    for own, found in zip(owned, inner, strict=True):
        yield own
        for piece in found:
            if piece.binds and piece.binds.isdisjoint(elsewhere):
                yield replace(own, piece=piece, unless_bound=True)


def _inner(piece: Piece) -> Iterator[Piece]:
    try:
        (statement,) = ast.parse(piece.source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    found = [] if isinstance(statement, _BINDING) else list(_statements(statement))
    for one in found[:-_MOST:-1]:
        with contextlib.suppress(RecursionError):  # a sum of a thousand terms
            for part in pieces(ast.unparse(one)):
                yield replace(part, line=piece.line + one.lineno - 1)


def _statements(around: ast.AST) -> Iterator[ast.stmt]:
    """What binds a name in a statement, and not in a function of it."""
    for part in ast.iter_child_nodes(around):
        if isinstance(part, _BINDING):
            yield part
        elif not isinstance(part, ast.expr):
            yield from _statements(part)


def unless_bound(piece: Piece, source: str) -> str:
    """A way to write a piece, to be run only where one of the names that it binds is missing."""
    missing = ast.ExceptHandler(ast.Name("NameError", ast.Load()), None, ast.parse(source).body)
    tried: list[ast.stmt] = [ast.Expr(ast.Name(name, ast.Load())) for name in sorted(piece.binds)]
    return ast.unparse(ast.fix_missing_locations(ast.Try(tried, [missing], [], [])))

"""Other ways to write a function or a class, without what nothing needs that is asked of it."""

from __future__ import annotations

import ast
import contextlib
from copy import copy

from autograder.running.second_run.stand_ins import bound
from autograder.running.second_run.statements import DEFINITIONS, Piece, pieces


def ways(piece: Piece, instead: str = "") -> list[str]:
    """The ways to write a piece, of which the first that can be run counts.

    A definition can be written without what is only needed where it stands. And it goes on where
    something is missing that it imports when it is called: if it needs that, it fails a line later.

    Parameters
    ----------
    piece : Piece
    instead : str
        A class, of which something stands in the place of what is missing there.
    """
    if not piece.defines:
        return [piece.source]
    written = [piece.source, *_bare(piece)]
    return [_lenient(one, instead) for one in written] if piece.imports else written


def imported_as(name: str, text: str) -> str:
    """The package that a function in a cell imports under a name; empty where none does."""
    for piece in pieces(text):
        for node in ast.walk(ast.parse(piece.source)) if piece.defines and piece.imports else ():
            if not isinstance(node, ast.Import | ast.ImportFrom):
                continue
            for alias in node.names:
                if (alias.asname or alias.name.partition(".")[0]) == name:
                    module = alias.name if isinstance(node, ast.Import) else node.module
                    return str(module).partition(".")[0]
    return ""


def _lenient(text: str, instead: str) -> str:
    with contextlib.suppress(RecursionError):  # a sum of a thousand terms
        return ast.unparse(ast.fix_missing_locations(_Guarded(instead).visit(ast.parse(text))))
    return text


class _Guarded(ast.NodeTransformer):
    """Puts what is imported into a ``try``, one by one, unless its author has put it there."""

    def __init__(self, instead: str) -> None:
        self._instead = instead

    def visit_Try(self, node: ast.Try) -> ast.AST:
        return node if node.handlers else self.generic_visit(node)

    def visit_Import(self, node: ast.Import) -> list[ast.stmt]:
        return [_guarded(node, alias, self._instead) for alias in node.names]

    def visit_ImportFrom(self, node: ast.ImportFrom) -> list[ast.stmt]:
        return [_guarded(node, alias, self._instead) for alias in node.names]


def _guarded(node: ast.Import | ast.ImportFrom, alias: ast.alias, instead: str) -> ast.stmt:
    one = copy(node)
    one.names = [alias]
    kind = ast.Name("ImportError", ast.Load())
    handled = ast.parse(bound(alias, instead) if instead else "pass").body
    return ast.Try([one], [ast.ExceptHandler(kind, None, handled)], [], [])


def _bare(piece: Piece) -> list[str]:
    """Other ways to write a definition: without what is only needed where it stands.

    That is what stands in front of it with an @, what a class is made from, and defaults of
    parameters that are no plain values: packages that are missing are often named there, and
    nothing that is called needs them.
    """
    definition = ast.parse(piece.source).body[0]
    assert isinstance(definition, DEFINITIONS)
    undecorated = "\n".join(piece.source.split("\n")[definition.lineno - 1 :])
    found = [undecorated] if definition.decorator_list else []
    if isinstance(definition, ast.ClassDef):
        if definition.bases or definition.keywords:
            # What a class inherits from a package that is missing, nobody can ask it for.
            definition.decorator_list, definition.bases, definition.keywords = [], [], []
            with contextlib.suppress(RecursionError):  # a sum of a thousand terms
                found.append(ast.unparse(definition))
    else:
        given = definition.args
        kept = [*map(_plain, given.defaults)], [one and _plain(one) for one in given.kw_defaults]
        if kept != (given.defaults, given.kw_defaults):
            definition.decorator_list = []
            given.defaults, given.kw_defaults = kept
            with contextlib.suppress(RecursionError):  # a sum of a thousand terms
                found.append(ast.unparse(definition))
    return found


def _plain(default: ast.expr) -> ast.expr:
    """A default that names nothing; None in the place of one that does."""
    return (
        ast.Constant(None) if any(isinstance(n, ast.Name) for n in ast.walk(default)) else default
    )

"""What stands in the place of a package that is missing, for a function that can do without.

A bar that shows progress, a logger, colours for what is printed: they hand on what they are given,
or count, or do nothing. A function that needs more of a package gives something else than it
should.
"""

from __future__ import annotations

import ast

from autograder.running.second_run.statements import Piece

NAME = "_MissingPackage"
DEFINITION = f"""\
class {NAME}:
    def __init__(self, name="", over=()):
        self._name, self._over = name, over
    def __call__(self, *given, **named):
        if self._name in ("trange", "tnrange", "prange"):
            return {NAME}(over=range(*given))
        one = given[0] if given else named.get("iterable", self)
        if type(one) is list:
            return {NAME}List(one)
        return {NAME}(over=one) if type(one) is range or hasattr(one, "__next__") else one
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return {NAME}(name)
    def __enter__(self):
        return self
    def __exit__(self, *raised):
        pass
    def __iter__(self):
        return iter(self._over)
    def __len__(self):
        return len(self._over)
    def __bool__(self):
        return True
    def __getitem__(self, key):
        return self._over[key] if self._over else self
    def __setitem__(self, key, value):
        pass
class {NAME}List(list):
    __getattr__, __enter__, __exit__ = {NAME}.__getattr__, {NAME}.__enter__, {NAME}.__exit__
"""


def stand_in(piece: Piece) -> str:
    """What to run where an import has failed; nothing where it is no import."""
    if piece.defines or not piece.source.startswith(("import ", "from ")):
        return ""
    try:
        (imported,) = ast.parse(piece.source).body
    except (SyntaxError, ValueError):  # a line that only begins like one
        return ""
    assert isinstance(imported, ast.Import | ast.ImportFrom)
    return "\n".join(bound(alias, NAME) for alias in imported.names if alias.name != "*")


def bound(alias: ast.alias, instead: str) -> str:
    """The statement that gives an imported name a stand-in, which knows what it is called."""
    name = alias.asname or alias.name.partition(".")[0]
    return f"{name} = {instead}({alias.name!r})"

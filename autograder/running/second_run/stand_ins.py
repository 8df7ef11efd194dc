"""What stands in the place of a package that is missing, for a function that can do without.

A bar that shows progress, a logger, colours for what is printed: they hand on what they are given,
or do nothing. A function that needs more of a package gives something else than it should.
"""

from __future__ import annotations

from autograder.running.second_run.statements import Piece

NAME = "_MissingPackage"
DEFINITION = f"""\
class {NAME}:
    def __call__(self, *given, **named):
        return given[0] if given else self
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self
    def __enter__(self):
        return self
    def __exit__(self, *raised):
        pass
"""


def stand_in(piece: Piece) -> str:
    """What to run where an import has failed; nothing where it is no import."""
    if piece.defines or not piece.source.startswith(("import ", "from ")):
        return ""
    return "\n".join(f"{name} = {NAME}()" for name in sorted(piece.binds))

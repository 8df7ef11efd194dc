"""Functions that a student calls otherwise than the lab does."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from nbformat import NotebookNode

from autograder.labs import UnknownCheckpoint, find
from autograder.running.plan import Step
from autograder.running.second_run.own_statements import Own
from autograder.running.second_run.statements import Piece, names
from autograder.submissions.released.sources import SourceCell


def renamed(
    owned: Iterable[Own], tests: Iterable[Step], released: tuple[SourceCell, ...]
) -> Iterator[Own]:
    """Statements that give functions the names which the tests ask for.

    Which function is meant tells a check of the student's own, of the same checkpoint with another
    function; or the test's exercise, where a single function stands under another name.

    Parameters
    ----------
    owned : iterable of Own
        The student's statements.
    tests : iterable of Step
    released : tuple of SourceCell
        The code cells of the lab.
    """
    written = [own for own in owned if not own.blank]
    bound = {name for own in written for name in own.piece.binds}
    tests = list(tests)
    wanted = {name for test in tests for name in _asked(test.source)[1:]}
    for test in tests:
        asked = _asked(test.source)
        exercise = _exercise(_grade_id(test.cell), released)
        made = [own for own in written if _may_stand_for(own, exercise, test)]
        made = [own for own in made if not wanted & own.piece.binds]
        for place, name in enumerate(asked[1:], start=1):
            if name in bound:
                continue
            others = [own for own in written if _is_other(own, asked, place)]
            if others:
                yield _named(name, _asked(others[-1].piece.source)[place], others[-1])
            elif len(asked) == 2 and len(made) == 1:
                yield _named(name, min(made[0].piece.binds), made[0])


def _may_stand_for(own: Own, exercise: str, test: Step) -> bool:
    """Whether a statement is a function in an exercise's cell that takes what the test's takes."""
    if not own.piece.defines or _grade_id(own.cell) != exercise or test.checkpoint is None:
        return False
    definition = ast.parse(own.piece.source).body[0]
    if not isinstance(definition, ast.FunctionDef):
        return False
    try:
        signature = find(test.checkpoint).signature
    except UnknownCheckpoint:
        return False
    given = definition.args
    most = len(given.posonlyargs) + len(given.args) + len(given.kwonlyargs)
    least = most - len(given.defaults) - sum(one is not None for one in given.kw_defaults)
    asked = signature.count(",") + 1
    return least <= asked and (asked - signature.count("=") <= most or given.vararg is not None)


def _is_other(own: Own, asked: list[str], place: int) -> bool:
    """Whether a statement checks the same checkpoint, with a function of another name."""
    theirs = _asked(own.piece.source)
    return len(theirs) > place and theirs[0] == asked[0] and theirs[place] != asked[place]


def _asked(text: str) -> list[str]:
    """The checkpoint and what a check is called with, as text; nothing of what is none."""
    if "check(" not in text:
        return []
    try:
        nodes = list(ast.walk(ast.parse(text.strip())))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    for node in nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            first, *others = [*node.args, ast.Constant(None)]
            if node.func.id == "check" and isinstance(first, ast.Constant):
                return [str(first.value), *map(ast.unparse, others[:-1])]
    return []


def _exercise(test: str, released: tuple[SourceCell, ...]) -> str:
    """The exercise that a test comes after."""
    exercise = ""
    for cell in released:
        if cell.kind == "solution":
            exercise = cell.grade_id
        elif cell.grade_id == test:
            break
    return exercise


def _grade_id(cell: NotebookNode) -> str:
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def _named(name: str, theirs: str, own: Own) -> Own:
    source = f"{name} = {theirs}"
    return Own(
        Piece(source, own.piece.line, frozenset({name}), uses=names(source)), own.cell, own.place
    )

"""Where a lab's catalogue of misconceptions stands in its source code."""

from __future__ import annotations

import ast
import inspect
import pkgutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from autograder.labs.checkpoint import Checkpoint, Misconception

_LABS = "autograder.labs."
_FIELDS = ("id", "sentence", "function")


@dataclass(frozen=True)
class Site:
    """An entry of a catalogue, as it is written: the expression that makes the wrong function.

    With `varies` the expression makes a function that makes the wrong one from the right one.
    """

    id: str
    module: ModuleType
    expression: ast.expr
    varies: bool


def sites(lab: ModuleType, checkpoint: Checkpoint) -> Iterator[Site]:
    """The entries of a checkpoint's catalogue that are found in the source code, in its order."""
    written = [
        (module, call, settings)
        for module in _modules(lab)
        for call in _calls(_tree(module), "Misconception")
        if (settings := _settings(call, module)) is not None
    ]
    # Two checkpoints may give one mistake the same id: what stands beside the checkpoint counts.
    written.sort(key=lambda entry: not _mentions(entry[0], checkpoint))
    for known in checkpoint.misconceptions:
        for module, _, settings in written:
            names = (settings["id"], settings["sentence"])
            if names != (known.id, known.sentence) or "function" not in settings:
                continue
            if _makes(settings["function"], module, known):
                yield Site(known.id, module, settings["function"], known.varies)
                break


def resolve(name: str, module: ModuleType) -> tuple[ModuleType, ast.stmt | None]:
    """The statement that gives a name its meaning in a module of a lab, and where it stands.

    What comes from another module of the labs is found there; of any other import, the import.
    """
    statement = _definitions(module).get(name)
    if isinstance(statement, ast.ImportFrom) and (statement.module or "").startswith(_LABS):
        (alias,) = statement.names
        return resolve(alias.name, import_module(str(statement.module)))
    return module, statement


@cache
def _definitions(module: ModuleType) -> dict[str, ast.stmt]:
    """What a module defines or imports at its top, by name; an import is cut to that name."""
    found: dict[str, ast.stmt] = {}
    for statement in _tree(module).body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            found[statement.name] = statement
        elif isinstance(statement, ast.Assign):
            found |= {t.id: statement for t in statement.targets if isinstance(t, ast.Name)}
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            found[statement.target.id] = statement
        elif isinstance(statement, ast.Import):
            for alias in statement.names:
                found[(alias.asname or alias.name).partition(".")[0]] = ast.Import([alias])
        elif isinstance(statement, ast.ImportFrom):
            for alias in statement.names:
                one = ast.ImportFrom(statement.module, [alias], statement.level)
                found[alias.asname or alias.name] = one
    return found


@cache
def _tree(module: ModuleType) -> ast.Module:
    return ast.parse(inspect.getsource(module))


def _modules(lab: ModuleType) -> list[ModuleType]:
    """A lab's module or, where it is a package, all of it, and what it takes from beside it."""
    inside = [found.name for found in pkgutil.iter_modules(getattr(lab, "__path__", []))]
    modules = [lab, *(import_module(f"{lab.__name__}.{name}") for name in inside)]
    beside = {
        str(statement.module)
        for module in modules
        for statement in _tree(module).body
        if isinstance(statement, ast.ImportFrom) and (statement.module or "").startswith(_LABS)
    }
    return [*modules, *(sys.modules[n] for n in sorted(beside) if sys.modules[n] not in modules)]


def _calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def _settings(call: ast.Call, module: ModuleType) -> dict[str, Any] | None:
    """The id, the sentence and the expression of an entry; None where only running it would tell.

    An id and a sentence that belong together may stand in a tuple that has a name.
    """
    found: dict[str, Any] = {}
    try:
        for argument in call.args:
            if isinstance(argument, ast.Starred):
                found |= zip(_FIELDS[len(found) :], _value(argument.value, module), strict=False)
            else:
                name = _FIELDS[len(found)]
                found[name] = argument if name == "function" else _value(argument, module)
        for keyword in call.keywords:
            if keyword.arg in _FIELDS:
                as_is = keyword.arg == "function"
                found[keyword.arg] = keyword.value if as_is else _value(keyword.value, module)
    except NameError:
        return None
    return found if {"id", "sentence"} <= set(found) else None


def _makes(expression: ast.expr, module: ModuleType, known: Misconception) -> bool:
    """Whether an expression makes this wrong function, and not one of the same name elsewhere."""
    try:
        made = _value(expression, module)
    except NameError:  # it uses what only the function around it knows
        return False
    return made is known.function or _place(made) == _place(known.function) is not None


def _place(function: object) -> tuple[str, int, str] | None:
    """Where the code of a function stands."""
    code = getattr(function, "__code__", None)
    return None if code is None else (code.co_filename, code.co_firstlineno, code.co_name)


def _value(node: ast.expr, module: ModuleType) -> Any:
    return eval(compile(ast.Expression(node), str(module.__file__), "eval"), vars(module))


def _mentions(module: ModuleType, checkpoint: Checkpoint) -> bool:
    return any(value is checkpoint for value in vars(module).values())

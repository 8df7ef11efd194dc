"""Known wrong answers, as a student would hand them in: source code that stands by itself.

It is cut out of a lab's own catalogue: the expression that makes the wrong function, with every
definition of the lab that it needs.
"""

from __future__ import annotations

import ast
import builtins
import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from textwrap import indent
from types import ModuleType

Definitions = dict[str, ast.stmt]


def mistakes(lab: ModuleType, grade_id: str) -> dict[str, ast.expr]:
    """The wrong answers to a checkpoint that stand in a lab's module as such, by id.

    Parameters
    ----------
    lab : module
        One of `autograder.labs`.
    grade_id : str

    Returns
    -------
    dict
        The expression that makes each; those that vary the right answer are left out.
    """
    found: dict[str, ast.expr] = {}
    for call in _calls(_tree(lab), "Checkpoint"):
        settings = {keyword.arg: keyword.value for keyword in call.keywords}
        if ast.literal_eval(settings["grade_id"]) != grade_id:
            continue
        for entry in _calls(settings["misconceptions"], "Misconception"):
            if not entry.keywords:
                found[_id(lab, entry.args[0])] = entry.args[-1]
    return found


def handed_in(lab: ModuleType, expression: ast.expr, function: str) -> str:
    """Source code that defines a wrong function, and needs nothing but what it imports itself.

    Parameters
    ----------
    lab : module
    expression : ast.expr
        One of `mistakes`.
    function : str
        The name that the exercise asks for.
    """
    definitions = _definitions(_tree(lab))
    needed: Definitions = {}
    _collect(expression, definitions, needed)
    body = [definitions[name] for name in definitions if name in needed]
    plain = [_Unannotated().visit(statement) for statement in dict.fromkeys(body)]
    lines = "\n".join(ast.unparse(ast.fix_missing_locations(statement)) for statement in plain)
    inside = f"{lines}\nreturn {ast.unparse(expression)}".lstrip()
    return f"def my_{function}():\n{indent(inside, '    ')}\n\n\n{function} = my_{function}()"


def _modules(lab: ModuleType) -> list[ModuleType]:
    """A lab's module or, where it is a package, all modules of it."""
    names = [found.name for found in pkgutil.iter_modules(getattr(lab, "__path__", []))]
    return [lab, *(import_module(f"{lab.__name__}.{name}") for name in names)]


def _tree(lab: ModuleType) -> ast.Module:
    """All code of a lab, as if it stood in one module."""
    statements = [
        statement
        for module in _modules(lab)
        for statement in ast.parse(inspect.getsource(module)).body
        if not (isinstance(statement, ast.ImportFrom) and statement.module in _inside(lab))
    ]
    return ast.Module(statements, [])


def _inside(lab: ModuleType) -> set[str]:
    return {module.__name__ for module in _modules(lab)}


class _Unannotated(ast.NodeTransformer):
    """Takes the annotations away: they name types that a student's notebook does not have."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        self.generic_visit(node)
        node.returns = None
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is None:
            return ast.Pass()
        return ast.Assign([node.target], node.value)


def _calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def _id(lab: ModuleType, node: ast.expr) -> str:
    """The id of an entry: written out, or the first of a tuple (id, sentence) that has a name."""
    if isinstance(node, ast.Starred) and isinstance(node.value, ast.Name):
        constant = node.value.id
        return str(next(vars(m)[constant][0] for m in _modules(lab) if constant in vars(m)))
    return str(ast.literal_eval(node))


def _definitions(tree: ast.Module) -> Definitions:
    """What a module defines at its top, by name, in order."""
    found: Definitions = {}
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef):
            found[statement.name] = statement
        elif isinstance(statement, ast.Assign):
            found |= {t.id: statement for t in statement.targets if isinstance(t, ast.Name)}
        elif isinstance(statement, ast.Import | ast.ImportFrom):
            for alias in statement.names:
                found[(alias.asname or alias.name).partition(".")[0]] = statement
    return found


def _collect(node: ast.AST, definitions: Definitions, needed: Definitions) -> None:
    """Add the definitions that a piece of code needs, and those that they need."""
    for name in _names(node):
        if name in definitions and name not in needed and not hasattr(builtins, name):
            needed[name] = definitions[name]
            _collect(definitions[name], definitions, needed)


def _names(node: ast.AST) -> Iterator[str]:
    """Names that a piece of code uses, those in annotations left out."""
    if isinstance(node, ast.Name):
        yield node.id
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _names(child)

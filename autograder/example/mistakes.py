"""Known wrong answers, as a student would hand them in: source code that stands by itself.

It is cut out of a lab's own catalogue: the expression that makes the wrong function, with every
definition of the labs that it needs.
"""

from __future__ import annotations

import ast
import builtins
import dis
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import indent
from types import CodeType, ModuleType

from autograder.example.catalogue import Site, resolve, sites
from autograder.labs.checkpoint import Checkpoint


@dataclass(frozen=True)
class _Piece:
    """A definition that a mistake needs, and the module that it stands in."""

    module: ModuleType
    statement: ast.stmt


def mistakes(lab: ModuleType, checkpoint: Checkpoint, right: str) -> dict[str, str]:
    """The known wrong answers to a checkpoint that can be handed in, by id.

    Parameters
    ----------
    lab : module
        One of `autograder.labs`.
    checkpoint : Checkpoint
    right : str
        Source code of the right answer.

    Returns
    -------
    dict
        Source code that defines the function that the exercise asks for, in the catalogue's order.
        An answer that can not be cut out of the catalogue is left out.
    """
    found = {
        bug.id: right.replace(bug.right, bug.wrong)
        for bug in getattr(checkpoint, "bugs", ())
        if bug.right in right
    }
    for site in sites(lab, checkpoint):
        text = _handed_in(site, checkpoint.function, right)
        if text is not None:
            found.setdefault(site.id, text)
    return found


def _handed_in(site: Site, function: str, right: str) -> str | None:
    """Source code that defines a wrong function, and needs nothing but what it imports itself."""
    needed: dict[str, _Piece] = {}
    if not _collect(site.expression, site.module, needed):
        return None
    statements = dict.fromkeys(piece.statement for piece in needed.values())
    plain = [ast.unparse(_without_annotations(statement)) for statement in statements]
    made = f"return {ast.unparse(site.expression)}"
    if site.varies:
        plain.append(right)
        made = f"vary = {ast.unparse(site.expression)}\nreturn vary({function})"
    inside = "\n".join([*plain, made])
    text = f"def my_{function}():\n{indent(inside, '    ')}\n\n\n{function} = my_{function}()"
    known = {*vars(builtins), *(_globals_of(right) if site.varies else ()), f"my_{function}"}
    if "autograder" in text or not _globals_of(text) <= known:
        return None
    return text


def _collect(node: ast.AST, module: ModuleType, needed: dict[str, _Piece]) -> bool:
    """Add the definitions that code of a module needs, each after those that it needs itself.

    Returns
    -------
    bool
        False where two modules mean different things by one name.
    """
    for name in _names(node):
        home, statement = resolve(name, module)
        if statement is None:
            continue
        known = needed.get(name)
        if known is not None:
            if known.statement is not statement and ast.dump(known.statement) != ast.dump(
                statement
            ):
                return False
            continue
        needed[name] = _Piece(home, statement)
        if not _collect(statement, home, needed):
            return False
        needed[name] = needed.pop(name)
    return True


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


def _globals_of(text: str) -> set[str]:
    """Names that source code looks up and does not define itself."""
    code = compile(text, "answer", "exec")
    defined = {
        instruction.argval
        for instruction in dis.get_instructions(code)
        if instruction.opname == "STORE_NAME"
    }
    return _looked_up(code) - defined


def _looked_up(code: CodeType) -> set[str]:
    names = {
        instruction.argval
        for instruction in dis.get_instructions(code)
        if instruction.opname in ("LOAD_GLOBAL", "LOAD_NAME")
    }
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            names |= _looked_up(constant)
    return names


def _without_annotations(statement: ast.stmt) -> ast.AST:
    """They name types that a student's notebook does not have."""
    copied = ast.parse(ast.unparse(statement)).body[0]
    plain: ast.AST = _Unannotated().visit(copied)
    return ast.fix_missing_locations(plain)


class _Unannotated(ast.NodeTransformer):
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

"""Changes to the text of a right answer: what wrong answers, bugs and variants are made of.

A change takes the text of a function and gives another. These are all there are:

- ``change(name="...")``: something else is assigned to a name, or to the entries of what has it;
- ``piece("...", "...")``: a piece of text, which stands there once, is replaced;
- ``returns("...")``: something else comes back; in it, `result` is what would have;
- ``begin("...")``: statements stand in front;
- ``body("...")``: the whole function is another, for where nothing else will do;
- ``change(...)`` of several of them.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from textwrap import dedent, indent

Change = Callable[[str], str]

_INDENT = "    "


class MisplacedChange(ValueError):
    """What a change replaces is not in the text, or is there more than once."""


def change(*changes: Change, **values: str) -> Change:
    """Several changes, one after the other.

    Parameters
    ----------
    changes
    values : str
        By name, an expression to assign in place of the right one. Where the solution fills a dict
        or an array of this name, as ``name[key] = ...``, this is what it is filled with.
    """

    def changed(text: str) -> str:
        for part in (*changes, *(_assigned(name, new) for name, new in values.items())):
            text = part(text)
        return text

    return changed


def piece(old: str, new: str) -> Change:
    """Put a piece of text in the place of another, which stands there once."""

    def changed(text: str) -> str:
        found = text.count(old)
        if found != 1:
            raise MisplacedChange(f"replaces {old!r}, found {found} times")
        return text.replace(old, new)

    return changed


def returns(expression: str) -> Change:
    """Give back something else; in the expression, `result` stands for what is right."""

    def changed(text: str) -> str:
        last = _function(text).body[-1]
        if not isinstance(last, ast.Return) or last.value is None:
            raise MisplacedChange("returns something else, where nothing is returned at the end")
        names = (node.id for node in ast.walk(ast.parse(expression)) if isinstance(node, ast.Name))
        if "result" not in names:
            return _replaced(text, last.value, expression)
        right = ast.get_source_segment(text, last.value)
        return _replaced(text, last, f"result = {right}\n{_INDENT}return {expression}")

    return changed


def begin(statements: str) -> Change:
    """Put statements in front."""

    def changed(text: str) -> str:
        lines = text.split("\n")
        lines.insert(_statements(text)[0].lineno - 1, _indented(statements))
        return "\n".join(lines)

    return changed


def body(statements: str) -> Change:
    """Write another function, with the right one's signature."""

    def changed(text: str) -> str:
        above = text.split("\n")[: _statements(text)[0].lineno - 1]
        return "\n".join([*above, _indented(statements)])

    return changed


def _assigned(name: str, new: str) -> Change:
    def changed(text: str) -> str:
        of_name: list[ast.Assign] = []
        of_entries: list[ast.Assign] = []
        for node in ast.walk(_function(text)):
            if isinstance(node, ast.Assign):
                target = node.targets[0]
                if isinstance(target, ast.Name) and target.id == name:
                    of_name.append(node)
                elif isinstance(target, ast.Subscript) and ast.unparse(target.value) == name:
                    of_entries.append(node)
        found = of_entries or of_name
        if len(found) != 1:
            raise MisplacedChange(f"assigns {name}, which the solution assigns {len(found)} times")
        return _replaced(text, found[0].value, new)

    return changed


def _function(text: str) -> ast.FunctionDef:
    function = ast.parse(text).body[0]
    if not isinstance(function, ast.FunctionDef):
        raise MisplacedChange("changes a function, and there is none")
    return function


def _statements(text: str) -> list[ast.stmt]:
    """Those of the function, without its docstring."""
    function = _function(text)
    return function.body[1:] if ast.get_docstring(function) else function.body


def _replaced(text: str, node: ast.expr | ast.stmt, new: str) -> str:
    """The text with something else where a node stands."""
    lines = text.encode().splitlines(keepends=True)  # columns are counted in bytes
    start = sum(map(len, lines[: node.lineno - 1])) + node.col_offset
    stop = sum(map(len, lines[: (node.end_lineno or 0) - 1])) + (node.end_col_offset or 0)
    whole = b"".join(lines)
    return (whole[:start] + new.encode() + whole[stop:]).decode()


def _indented(statements: str) -> str:
    return indent(dedent(statements).strip("\n"), _INDENT)

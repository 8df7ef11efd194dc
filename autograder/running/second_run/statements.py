"""A cell's text as pieces that can be run one by one, and the names that each binds and uses."""

from __future__ import annotations

import ast
import builtins
import contextlib
import re
import symtable
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from textwrap import dedent
from typing import TypeGuard

from autograder.submissions.released.untouched import is_unwritten

_LONGEST = 1_000_000
_EFFORT = 30
"""How many times its own length is read of a text that is not Python, to take it apart, ..."""
_LEAST, _MOST = 50_000, 1_000_000
"""... and how many characters of a short one, and of a long one."""
_FEW = 20
_FAULTS = (SyntaxError, ValueError, RecursionError, MemoryError)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
DEFINITIONS = (*_FUNCTIONS, ast.ClassDef)
_IMPORTS = (ast.Import, ast.ImportFrom)
_DATA = (ast.Constant, ast.List, ast.Tuple, ast.Dict, ast.Set, ast.BinOp, ast.Compare)
_BINDING = re.compile(r"^(?:(?:async\s+)?def|class)\s+(\w+)|^(\w+)\s*=(?!=)", re.MULTILINE)
_CONTINUES = re.compile(r"[\s#)\]}]|(?:else|elif|except|finally)\b|$")
_RETURN = re.compile(r"\s+return\b")
_LINE_END = re.compile(r"\r\n?")
INVISIBLE = {0xA0: " ", **dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])}
"""Characters that come with what was copied from a page, and that nobody sees."""
_MAGIC = re.compile(r"\s*%%(\w+)[^\n]*\n")
_COMMAND = re.compile(r"\s*(?:%{1,2}[A-Za-z_]|!|\?)")
_RUN = re.compile(r"\s*%run\b")
_COMMANDS = ("%", "!", "?")
_ELSEWHERE = re.compile(
    "bash|sh|script|system|sx|cmd|html|svg|latex|markdown|javascript|js|perl|ruby|python2|pypy"
    "|writefile|file",
    re.IGNORECASE,
)
"""Cell magics whose text is not run as Python among the notebook's own names."""


@dataclass(frozen=True)
class Piece:
    """One statement, or what one of them imports, or a text that cannot be parsed.

    Attributes
    ----------
    source : str
    line : int
        Of its cell, from 1.
    binds : frozenset of str
        Names that it gives a value.
    results : frozenset of str
        Names that are no function afterwards, as far as can be seen, as in ``f = f(x)``.
    touches : frozenset of str
        Names of things that it changes, as ``nets["he"] = ...`` does.
    uses : frozenset of str
        Names that it needs, also in functions that it defines.
    calls, arguments : frozenset of str
        Names of what it calls itself, and of what it hands over there: that may be changed by it.
    imports : frozenset of str
        Packages.
    defines : bool
        Whether it is a function or a class.
    star : bool
        Whether it imports everything from somewhere, or runs a file, so that nobody knows what it
        binds.
    unwritten : bool
        Whether it is a function that only says that it is not written yet.
    """

    source: str
    line: int
    binds: frozenset[str] = frozenset()
    results: frozenset[str] = frozenset()
    touches: frozenset[str] = frozenset()
    uses: frozenset[str] = frozenset()
    calls: frozenset[str] = frozenset()
    arguments: frozenset[str] = frozenset()
    imports: frozenset[str] = frozenset()
    defines: bool = False
    star: bool = False
    unwritten: bool = False


@lru_cache(maxsize=1024)
def pieces(text: str) -> tuple[Piece, ...]:
    """The pieces of a cell, in their order; nothing of what it holds is run or raised.

    A line that Python cannot read, be it a magic or a mistake, is a piece of its own.
    """
    text, skipped = _LINE_END.sub("\n", text), 0
    if (magic := _MAGIC.match(text)) is not None and not _ELSEWHERE.fullmatch(magic[1]):
        text, skipped = text[magic.end() :], magic[0].count("\n")
    if len(text) > _LONGEST or text.startswith("%%"):
        return (Piece(text, 1 + skipped),)
    if text[:1] in (" ", "\t"):
        text = dedent(text)  # as IPython does
    found = _parsed(text, skipped)
    if found is None:
        text = text.translate(INVISIBLE)
        found = _parsed(text, skipped)
    return tuple(_torn(text, skipped)) if found is None else found


def is_python(text: str) -> bool:
    """Whether a text, but for characters that nobody sees, can be read as a whole."""
    found = _parsed(text, 0)
    return found is not None or _parsed(text.translate(INVISIBLE), 0) is not None


def is_command(text: str) -> bool:
    """Whether a text begins with something that is IPython's and not Python's."""
    return _COMMAND.match(text) is not None


def names(text: str) -> frozenset[str]:
    """Names that a text uses and does not bind itself before; none where it is not Python."""
    used: set[str] = set()
    bound: set[str] = set()
    for piece in pieces(text):
        used |= piece.uses - bound
        bound |= piece.binds
    return frozenset(used)


def _parsed(text: str, above: int) -> tuple[Piece, ...] | None:
    """The statements of a text; None where it is not Python."""
    try:
        body = ast.parse(text).body
    except _FAULTS:
        return None
    if any(isinstance(node, ast.Return) for statement in body for node in _at_once(statement)):
        return None  # that is found out later, when it is compiled
    lines, encoded = text.split("\n"), text.encode().split(b"\n")
    # On one line, with a semicolon between them.
    shared = [_first(later) <= _last(earlier) for earlier, later in pairwise(body)]
    found: list[Piece] = []
    for place, statement in enumerate(body):
        if any(shared[max(0, place - 1) : place + 1]):
            source = _segment(encoded, statement)
        else:
            source = "\n".join(lines[_first(statement) - 1 : _last(statement)])
        found += (_piece(part, one, above) for part, one in _single(source, statement))
    return tuple(found)


def _segment(lines: list[bytes], statement: ast.stmt) -> str:
    """A statement's own part of its lines; columns are counted in bytes."""
    own = lines[_first(statement) - 1 : _last(statement)]
    own[-1] = own[-1][: statement.end_col_offset]
    own[0] = own[0][statement.col_offset :]
    return b"\n".join(own).decode()


def _single(source: str, statement: ast.stmt) -> Iterator[tuple[str, ast.stmt]]:
    """A statement; of one that imports several things, one for each: some may not be there."""
    guard = statement if isinstance(statement, ast.Try) and not statement.finalbody else None
    imports = guard.body if guard else [statement]
    singly = [one for several in imports for one in _each(several)]
    if len(singly) < 2 or not all(isinstance(one, _IMPORTS) for one in singly):
        yield source, statement
        return
    for one in singly:
        if guard:
            last = one is singly[-1]
            guarded = ast.Try([one], guard.handlers, guard.orelse if last else [], [])
            one = ast.copy_location(guarded, guard)
        yield ast.unparse(one), one


def _each(statement: ast.stmt) -> Iterator[ast.stmt]:
    """What an import brings, one by one; any other statement."""
    if not isinstance(statement, _IMPORTS):
        yield statement
        return
    for alias in statement.names:
        one = copy(statement)
        one.names = [alias]
        yield one


def _first(statement: ast.stmt) -> int:
    decorators = getattr(statement, "decorator_list", [])
    lines: list[int] = [statement.lineno, *(decorator.lineno for decorator in decorators)]
    return min(lines)


def _last(statement: ast.stmt) -> int:
    return statement.end_lineno or statement.lineno


def _torn(text: str, above: int) -> Iterator[Piece]:
    """The pieces of a text that is not Python as a whole: whatever can be read by itself."""
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if not _CONTINUES.match(line)]
    ends = [*starts[1:], len(lines)]
    reader, place = _Reader(min(max(_LEAST, _EFFORT * len(text)), _MOST)), 0
    while place < len(starts):
        start, taken, found = starts[place], 1, None
        for length in range(1, 1 + len(starts) - place):
            part = "\n".join(lines[start : ends[place + length - 1]])
            found = reader.parsed(part, above + start)
            if found is not None:
                taken = length
            if found is not None or reader.tired or lines[start].startswith(_COMMANDS):
                break
        after = place + taken
        if found and after < len(starts):
            following = lines[starts[after] : ends[after]]
            if _goes_on(found[-1], following) and not reader.parsed("\n".join(following), 0):
                # Only a part of a function, which would give nothing.
                yield from _unread(lines[start : ends[after]], above + start, reader)
                place = after + 1
                continue
        yield from found or _unread(lines[start : ends[place]], above + start, reader)
        place += taken


def _goes_on(piece: Piece, following: list[str]) -> bool:
    """Whether a function has not returned, and lines that are no Python seem to be more of it."""
    more = [line[:1] in (" ", "\t") for line in following[1:2]]
    if not piece.defines or not (any(more) or following[0].startswith("return")):
        return False
    if _BINDING.match(following[0]) is not None:
        return False
    function = ast.parse(piece.source).body[0]
    return isinstance(function, _FUNCTIONS) and not isinstance(
        function.body[-1], ast.Return | ast.Raise
    )


class _Reader:
    """Reads parts of a text until it has read enough: there may be very many of them."""

    def __init__(self, characters: int) -> None:
        self._left = characters

    @property
    def tired(self) -> bool:
        return self._left <= 0

    def affords(self, text: str) -> bool:
        """Whether a text can still be read; it counts as read then."""
        self._left -= len(text)
        return not self.tired

    def parsed(self, text: str, above: int) -> tuple[Piece, ...] | None:
        """The statements of a text; None where it is not Python, or too much was read before."""
        return _parsed(text, above) if self.affords(text) else None


def _unread(lines: list[str], above: int, reader: _Reader) -> Iterator[Piece]:
    """Lines that are not Python; before them those that are statements by themselves.

    That is the first line; or a function as far as to where it returns: what is indented below that
    is no part of what it does.
    """
    for end in (1, _over(lines, reader)) if len(lines) > 1 else ():
        if first := reader.parsed("\n".join(lines[:end]), above):
            yield from first
            lines, above = lines[end:], above + end
            break
    text = "\n".join(lines)
    binds = {name for pair in _BINDING.findall(text) for name in pair if name}
    star = _RUN.match(text) is not None
    yield Piece(text, 1 + above, binds=frozenset(binds), star=star)


def _over(lines: list[str], reader: _Reader) -> int:
    """How many lines a function has that returns whatever happens, before what is no Python."""
    returning = [number for number, line in enumerate(lines) if _RETURN.match(line)]
    for start in returning[:_FEW]:
        for end in range(start + 1, min(start + 1 + _FEW, len(lines))):
            whole = "\n".join(lines[:end])
            if not reader.affords(whole):
                return 0
            with contextlib.suppress(*_FAULTS):
                (function,) = ast.parse(whole).body
                if isinstance(function, _FUNCTIONS) and isinstance(function.body[-1], ast.Return):
                    return end
    return 0


def _piece(source: str, first: ast.stmt, above: int) -> Piece:
    nodes = list(ast.walk(first))
    try:
        binds, uses = _scoped(symtable.symtable(source, "cell", "exec"))
    except _FAULTS:
        binds, uses = set(), set()
    added_to = (node.target for node in nodes if isinstance(node, ast.AugAssign))
    uses |= {target.id for target in added_to if isinstance(target, ast.Name)} & binds
    binds -= {node.id for node in nodes if _is_deleted(node)}
    binds -= set(_overwritten(first))
    calls = [node for node in _at_once(first) if isinstance(node, ast.Call)]
    given = [part for call in calls for part in (*call.args, *call.keywords)]
    return Piece(
        source,
        above + _first(first),
        binds=frozenset(binds),
        results=frozenset(_results(first)),
        touches=frozenset(_touched(nodes)),
        uses=frozenset(uses - set(dir(builtins))),
        calls=frozenset(_roots(call.func for call in calls)),
        arguments=frozenset(_named(given)),
        imports=frozenset(_imported(nodes)),
        defines=isinstance(first, DEFINITIONS),
        star=any(isinstance(node, ast.alias) and node.name == "*" for node in nodes),
        unwritten=isinstance(first, _FUNCTIONS) and is_unwritten(first),
    )


def _scoped(table: symtable.SymbolTable) -> tuple[set[str], set[str]]:
    """Names that a module binds, and those that it or anything in it uses of the module's."""
    top = table.get_type() == "module"
    binds, uses = set(), set()
    for symbol in table.get_symbols():
        outside = top or symbol.is_global()
        if outside and (symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()):
            binds.add(symbol.get_name())
        if outside and symbol.is_referenced():
            uses.add(symbol.get_name())
    for inner in table.get_children():
        more = _scoped(inner)
        binds |= more[0]
        uses |= more[1]
    return binds, uses


def _results(statement: ast.stmt) -> Iterator[str]:
    """Names that an assignment gives something that is no function, as far as can be seen."""
    if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
        return
    target, value = statement.targets[0], statement.value
    targets = target.elts if isinstance(target, ast.Tuple | ast.List) else [target]
    names = {one.id for one in targets if isinstance(one, ast.Name)}
    singly = value.elts if len(targets) > 1 and isinstance(value, ast.Tuple) else []
    values = singly if len(singly) == len(targets) else [value] * len(targets)
    for one, given in zip(targets, values, strict=True):
        if isinstance(one, ast.Name) and (isinstance(given, _DATA) or _made_by(given) in names):
            yield one.id


def _made_by(value: ast.expr) -> str:
    """The name of the function whose result something is, or a part of it; empty for others."""
    while isinstance(value, ast.Subscript | ast.Attribute):
        value = value.value
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        return value.func.id
    return ""


def _at_once(statement: ast.stmt) -> Iterator[ast.AST]:
    """The nodes that are run with a statement, and not only when a function of it is called."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, _FUNCTIONS):
            waiting += [*node.decorator_list, *node.args.defaults]
        elif not isinstance(node, ast.Lambda):
            waiting += ast.iter_child_nodes(node)


def _touched(nodes: list[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Subscript | ast.Attribute) and not isinstance(node.ctx, ast.Load):
            yield from _roots([node.value])
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            yield from _roots([node.value.func])
        elif isinstance(node, DEFINITIONS):
            yield from _roots(node.decorator_list)


def _roots(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """The names that ``nets["he"].costs`` and ``register(1)`` begin with."""
    for target in nodes:
        while isinstance(target, ast.Subscript | ast.Attribute | ast.Call):
            target = target.func if isinstance(target, ast.Call) else target.value
        if isinstance(target, ast.Name):
            yield target.id


def _named(parts: Iterable[ast.AST]) -> Iterator[str]:
    for part in parts:
        yield from (node.id for node in ast.walk(part) if isinstance(node, ast.Name))


def _is_deleted(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Del)


def _overwritten(statement: ast.stmt) -> Iterator[str]:
    """Names of functions in whose place their own result is put: ``predict = predict(X)``."""
    if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call):
        called = statement.value.func
        for target in statement.targets:
            if isinstance(target, ast.Name) and isinstance(called, ast.Name):
                yield from {target.id} & {called.id}


def _imported(nodes: list[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield str(node.module).partition(".")[0]

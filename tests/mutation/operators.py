"""Small changes to a function's syntax tree: the slips of a hand that knows the right answer.

An operator takes a place in the tree and gives what could stand there instead. Whether a change
makes a difference is not its concern: the checkpoints tell.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A node of a tree, and where it hangs: a field of its parent, or an item of one."""

    node: ast.AST
    parent: ast.AST
    field: str
    index: int | None = None

    def put(self, node: ast.AST) -> None:
        """Hang another node here."""
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


@dataclass(frozen=True)
class Vocabulary:
    """What a function is written with: names that are variables, and texts that are keys."""

    names: tuple[str, ...]
    keys: tuple[str, ...]

    @classmethod
    def of(cls, function: ast.FunctionDef) -> Vocabulary:
        names: dict[str, None] = {}
        keys: dict[str, None] = {}
        for node in ast.walk(function):
            if isinstance(node, ast.arg):
                names[node.arg] = None
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                names[node.id] = None
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                keys[node.value] = None
        return cls(tuple(names), tuple(key for key in keys if key.isidentifier()))


Operator = Callable[[Place, Vocabulary], Iterator[ast.AST]]

SWAPPED: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.FloorDiv: (ast.Div, ast.Mult),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
}
TURNED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt, ast.NotEq),
    ast.LtE: (ast.Lt, ast.GtE, ast.Eq),
    ast.Gt: (ast.GtE, ast.Lt, ast.NotEq),
    ast.GtE: (ast.Gt, ast.LtE, ast.Eq),
    ast.Eq: (ast.NotEq, ast.LtE, ast.GtE),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
SIBLINGS = {
    "abs": ("square",),
    "all": ("any",),
    "any": ("all",),
    "arange": ("zeros",),
    "argmax": ("argmin",),
    "argmin": ("argmax",),
    "ceil": ("floor",),
    "concatenate": ("stack",),
    "cos": ("sin",),
    "cosh": ("sinh",),
    "dot": ("multiply",),
    "exp": ("expm1", "log"),
    "floor": ("ceil",),
    "hstack": ("vstack",),
    "log": ("log1p", "exp"),
    "matmul": ("multiply",),
    "max": ("min", "sum"),
    "maximum": ("minimum",),
    "mean": ("sum",),
    "min": ("max",),
    "minimum": ("maximum",),
    "multiply": ("dot",),
    "normal": ("uniform",),
    "ones": ("zeros",),
    "ones_like": ("zeros_like",),
    "permutation": ("arange",),
    "sqrt": ("square", "abs"),
    "square": ("sqrt", "abs"),
    "standard_normal": ("random", "standard_exponential"),
    "std": ("var",),
    "sum": ("mean", "max"),
    "tanh": ("exp",),
    "vstack": ("hstack",),
    "zeros": ("ones",),
    "zeros_like": ("ones_like",),
}
"""Functions that are mistaken for one another, by their last name."""


def operators_swapped(place: Place, _: Vocabulary) -> Iterator[ast.AST]:
    """Plus for minus, a product for a quotient, an operand with the other, or without it."""
    node = place.node
    if isinstance(node, ast.BinOp):
        for other in SWAPPED.get(type(node.op), ()):
            yield ast.BinOp(node.left, other(), node.right)
        yield node.left
        yield node.right
        if not isinstance(node.op, ast.Add | ast.Mult):
            yield ast.BinOp(node.right, node.op, node.left)
    if isinstance(node, ast.AugAssign):
        for other in SWAPPED.get(type(node.op), ()):
            yield ast.AugAssign(node.target, other(), node.value)
        yield ast.copy_location(ast.Assign([node.target], node.value), node)
    if isinstance(node, ast.UnaryOp):
        yield node.operand
    if isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        yield from node.values


def comparisons_turned(place: Place, _: Vocabulary) -> Iterator[ast.AST]:
    """A comparison the other way round, or with its edge."""
    node = place.node
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        for other in TURNED[type(node.ops[0])]:
            yield ast.Compare(node.left, [other()], node.comparators)


def signs_lost(place: Place, _: Vocabulary) -> Iterator[ast.AST]:
    """A minus before what is assigned or returned."""
    node = place.node
    assigned = isinstance(place.parent, ast.Assign | ast.Return | ast.AugAssign)
    number = isinstance(node, ast.BinOp | ast.Name | ast.Call | ast.Subscript)
    if assigned and number and place.field == "value":
        yield ast.UnaryOp(ast.USub(), node)


def constants_changed(place: Place, _: Vocabulary) -> Iterator[ast.AST]:
    """A number one more, one less, none at all, of the other sign, or a little off."""
    node = place.node
    if not isinstance(node, ast.Constant):
        return
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        for other in dict.fromkeys((value + 1, value - 1, 0, -value)):
            if other != value:
                yield _number(other)
        if isinstance(place.parent, ast.BinOp | ast.UnaryOp | ast.Compare | ast.arguments):
            yield ast.Constant(value * 1.1)
    elif isinstance(value, float):
        for number in (value * 1.1, value * 10, 1 - value, 0.0, -value):
            if number != value:
                yield _number(number)


def keys_swapped(place: Place, words: Vocabulary) -> Iterator[ast.AST]:
    """One key of a dict for another: W for b, v for s."""
    node = place.node
    if isinstance(node, ast.Constant) and node.value in words.keys:
        yield from (ast.Constant(key) for key in words.keys if key != node.value)


def names_swapped(place: Place, words: Vocabulary) -> Iterator[ast.AST]:
    """One variable for another."""
    node = place.node
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in words.names:
        yield from (ast.Name(name, ast.Load()) for name in words.names if name != node.id)


def indices_shifted(place: Place, _: Vocabulary) -> Iterator[ast.AST]:
    """An index, a key's number or the edge of a slice: one more, one less, or none."""
    node, parent = place.node, place.parent
    if isinstance(node, ast.Subscript):
        yield node.value
    if isinstance(node, ast.Slice):
        if node.lower is not None:
            yield ast.Slice(None, node.upper, node.step)
        if node.upper is not None:
            yield ast.Slice(node.lower, None, node.step)
        if node.step is not None:
            yield ast.Slice(node.lower, node.upper, None)
    counts = isinstance(node, ast.Name | ast.BinOp | ast.Call | ast.Attribute | ast.Subscript)
    if counts and (
        (isinstance(parent, ast.Subscript) and place.field == "slice")
        or (isinstance(parent, ast.FormattedValue) and place.field == "value")
        or (isinstance(parent, ast.Slice))
        or (isinstance(parent, ast.Tuple) and place.field == "elts")
        or (_called(parent) == "range" and place.field == "args")
    ):
        for operation in (ast.Add(), ast.Sub()):
            yield ast.BinOp(node, operation, ast.Constant(1))


def calls_replaced(place: Place, _: Vocabulary) -> Iterator[ast.AST]:
    """A call replaced by what it is given, or by its sibling; its arguments swapped or dropped."""
    node = place.node
    if not isinstance(node, ast.Call):
        return
    if isinstance(node.func, ast.Attribute):
        yield node.func.value
    yield from (part for part in node.args if not isinstance(part, ast.Starred))
    for sibling in SIBLINGS.get(_called(node), ()):
        renamed = (
            ast.Attribute(node.func.value, sibling, ast.Load())
            if isinstance(node.func, ast.Attribute)
            else ast.Name(sibling, ast.Load())
        )
        yield ast.Call(renamed, node.args, node.keywords)
    for number in range(len(node.keywords)):
        rest = node.keywords[:number] + node.keywords[number + 1 :]
        yield ast.Call(node.func, node.args, rest)
    for number in range(len(node.args)):
        yield ast.Call(node.func, node.args[:number] + node.args[number + 1 :], node.keywords)
    for number in range(len(node.args) - 1):
        one, other = node.args[number : number + 2]
        swapped = [*node.args[:number], other, one, *node.args[number + 2 :]]
        yield ast.Call(node.func, swapped, node.keywords)


def attributes_dropped(place: Place, _: Vocabulary) -> Iterator[ast.AST]:
    """An array for its transpose, or for its size."""
    node = place.node
    if isinstance(node, ast.Attribute) and not (
        isinstance(place.parent, ast.Call) and place.field == "func"
    ):
        yield node.value
    if (
        isinstance(node, ast.Name | ast.Subscript)
        and isinstance(node.ctx, ast.Load)
        and isinstance(place.parent, ast.BinOp)
        and isinstance(place.parent.op, ast.MatMult)
    ):
        yield ast.Attribute(node, "T", ast.Load())


def sequences_turned(place: Place, _: Vocabulary) -> Iterator[ast.AST]:
    """Neighbours swapped in a tuple or a list, or one of them left out."""
    node = place.node
    if isinstance(node, ast.Tuple | ast.List) and isinstance(node.ctx, ast.Load):
        for number in range(len(node.elts) - 1):
            one, other = node.elts[number : number + 2]
            yield type(node)(
                [*node.elts[:number], other, one, *node.elts[number + 2 :]], ast.Load()
            )
        for number in range(len(node.elts)):
            yield type(node)(node.elts[:number] + node.elts[number + 1 :], ast.Load())
    if isinstance(node, ast.Dict):
        for number in range(len(node.keys)):
            yield ast.Dict(
                node.keys[:number] + node.keys[number + 1 :],
                node.values[:number] + node.values[number + 1 :],
            )


def statements_dropped(place: Place, _: Vocabulary) -> Iterator[ast.AST]:
    """A statement left out, or a loop left after its first turn."""
    node = place.node
    inside = not isinstance(place.parent, ast.Module)
    if inside and isinstance(node, ast.stmt) and not isinstance(node, ast.Pass):
        yield ast.Pass()
    if isinstance(node, ast.For | ast.While):
        yield _with_body(node, [*node.body, ast.Break()])
    if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
        yield from (ast.Return(part) for part in node.value.elts)


def statements_moved(place: Place, _: Vocabulary) -> Iterator[ast.AST]:
    """Two statements in the other order, or one on the wrong side of a loop's end."""
    node = place.node
    if not isinstance(node, ast.FunctionDef | ast.For | ast.While | ast.If):
        return
    for number in range(len(node.body) - 1):
        before, (one, other), after = (
            node.body[:number],
            node.body[number : number + 2],
            node.body[number + 2 :],
        )
        yield _with_body(node, [*before, other, one, *after])
        if isinstance(one, ast.For | ast.While):
            yield _with_body(node, [*before, _with_body(one, [*one.body, other]), *after])
    for number, loop in enumerate(node.body):
        if isinstance(loop, ast.For | ast.While) and len(loop.body) > 1:
            shorter = _with_body(loop, loop.body[:-1])
            yield _with_body(
                node, [*node.body[:number], shorter, loop.body[-1], *node.body[number + 1 :]]
            )


def conditions_fixed(place: Place, _: Vocabulary) -> Iterator[ast.AST]:
    """A condition that always holds, or never; one branch in place of both."""
    node = place.node
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        for value in (True, False):
            fixed = copy.copy(node)
            fixed.test = ast.Constant(value)
            yield fixed
    if isinstance(node, ast.comprehension) and node.ifs:
        yield ast.comprehension(node.target, node.iter, [], node.is_async)


OPERATORS: tuple[Operator, ...] = (
    operators_swapped,
    comparisons_turned,
    signs_lost,
    constants_changed,
    keys_swapped,
    names_swapped,
    indices_shifted,
    calls_replaced,
    attributes_dropped,
    sequences_turned,
    statements_dropped,
    statements_moved,
    conditions_fixed,
)


def _with_body(node: ast.AST, body: list[ast.stmt]) -> ast.AST:
    changed = copy.copy(node)
    changed.body = body
    return changed


def _number(value: float) -> ast.expr:
    return ast.Constant(value) if value >= 0 else ast.UnaryOp(ast.USub(), ast.Constant(-value))


def _called(node: ast.AST) -> str:
    """Last name of what a call calls."""
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""

"""Which argument of a case goes to which parameter of a student's function."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

_REQUIRED = inspect.Parameter.empty
_OPEN = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)


@dataclass(frozen=True)
class Binding:
    """How to call a function: which arguments it gets by position, and which by which keyword.

    `order` names what is given by position where that is another order than was asked for.
    """

    positional: tuple[str, ...]
    named: dict[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ()

    def given(self, arguments: Mapping[str, Any]) -> tuple[list[Any], dict[str, Any]]:
        """What the function gets of some arguments: by position, and by keyword."""
        named = {parameter: arguments[name] for parameter, name in self.named.items()}
        return [arguments[name] for name in self.positional], named


def bound(function: Callable[..., Any], arguments: Iterable[str]) -> Binding:
    """How to call a function with the arguments of a case.

    A parameter with the name of an argument gets that argument, wherever it stands. What is left
    goes to the parameters that are left, in order. So neither names of one's own do any harm, nor
    an order of one's own, nor parameters that are taken by keyword only. Where the function does
    not tell its parameters, or has too few, it gets everything by position, in order.

    Parameters
    ----------
    function : callable
    arguments : iterable of str
        The arguments' names, in the order that was asked for.
    """
    asked = tuple(arguments)
    try:
        signature = inspect.signature(function)
    except Exception:  # noqa: BLE001 - a builtin tells none, and a student's object may do anything
        return Binding(asked)
    parameters = signature.parameters.values()
    several = next((each for each in parameters if each.kind in _OPEN), None)
    names = [each.name for each in parameters if each.kind not in _OPEN]
    # Of each parameter, the argument that it gets.
    taken = {name: name for name in names if name in asked}
    left = [name for name in asked if name not in taken]
    free = [name for name in names if name not in taken]
    # What has to be given comes before what may be, whichever stands first.
    optional = {name for name in free if signature.parameters[name].default is not _REQUIRED}
    filled = sorted(free, key=optional.__contains__)[: len(left)]
    for name in filter(filled.__contains__, free):
        taken[name] = left.pop(0)
    if left and several is None:
        return Binding(asked)
    given: dict[str, Any] = dict(taken)
    if left and several is not None:
        by_name = several.kind is inspect.Parameter.VAR_KEYWORD
        given[several.name] = {name: name for name in left} if by_name else tuple(left)
    call = inspect.BoundArguments(signature, given)
    order = tuple(taken[name] for name in names if name in taken)[: len(call.args)]
    usual = order == tuple(name for name in asked if name in order)
    return Binding(call.args, call.kwargs, () if usual else order)

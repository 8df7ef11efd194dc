"""Which argument of a case goes to which parameter of a student's function."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

_REQUIRED = inspect.Parameter.empty
_OPEN = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)


@dataclass(frozen=True)
class Binding:
    """How to call a function: what is given by position, and what by keyword.

    `order` names what is given by position where that is another order than was asked for.
    """

    positional: tuple[Any, ...]
    named: dict[str, Any] = field(default_factory=dict)
    order: tuple[str, ...] = ()


def bound(function: Callable[..., Any], arguments: Mapping[str, Any]) -> Binding:
    """How to call a function with the arguments of a case.

    A parameter with the name of an argument gets that argument, wherever it stands. What is left
    goes to the parameters that are left, in order. So neither names of one's own do any harm, nor
    an order of one's own, nor parameters that are taken by keyword only. Where the function does
    not tell its parameters, or has too few, it gets everything by position, in order.

    Parameters
    ----------
    function : callable
    arguments : mapping
        The value of each argument by its name, in the order that was asked for.
    """
    try:
        signature = inspect.signature(function)
    except Exception:  # noqa: BLE001 - a builtin tells none, and a student's object may do anything
        return Binding(tuple(arguments.values()))
    parameters = signature.parameters.values()
    several = next((each for each in parameters if each.kind in _OPEN), None)
    names = [each.name for each in parameters if each.kind not in _OPEN]
    # Of each parameter, the argument that it gets.
    taken = {name: name for name in names if name in arguments}
    left = [name for name in arguments if name not in taken]
    free = [name for name in names if name not in taken]
    # What has to be given comes before what may be, whichever stands first.
    optional = {name for name in free if signature.parameters[name].default is not _REQUIRED}
    filled = sorted(free, key=optional.__contains__)[: len(left)]
    for name in filter(filled.__contains__, free):
        taken[name] = left.pop(0)
    if left and several is None:
        return Binding(tuple(arguments.values()))
    given: dict[str, Any] = {name: arguments[argument] for name, argument in taken.items()}
    if left and several is not None:
        rest = {name: arguments[name] for name in left}
        by_name = several.kind is inspect.Parameter.VAR_KEYWORD
        given[several.name] = rest if by_name else tuple(rest.values())
    call = inspect.BoundArguments(signature, given)
    order = [taken[name] for name in names if name in taken][: len(call.args)]
    asked = [name for name in arguments if name in order]
    return Binding(call.args, call.kwargs, () if order == asked else tuple(order))

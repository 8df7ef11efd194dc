"""Python's and NumPy's own names, as they were when the checks were imported.

A notebook may put something else in their place (``builtins.sum = np.sum``), or take them away.
The checks run with the originals, a student's function with whatever the student has put there.
What changes them over calls nothing by its name: any name may have been replaced.
"""

from __future__ import annotations

import builtins
import operator
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np

# Under names that nobody replaces.
_all, _map, _is, _lacking = all, map, operator.is_, KeyError

Replaced = list[tuple[dict[str, Any], str, Any]]
"""A namespace, a name in it, and what somebody has put there."""

_ABSENT = object()
_known: list[Module] = []
_theirs: list[Replaced] = []
"""Of one item while the originals are in place, and of none while they may be replaced."""


class Module(NamedTuple):
    """The namespace of a module, what it held, and a quick way to see whether it still does."""

    namespace: dict[str, Any]
    originals: dict[str, Any]
    fetch: Callable[[dict[str, Any]], tuple[Any, ...]]
    fetched: tuple[Any, ...]

    @classmethod
    def of(cls, namespace: dict[str, Any]) -> Module:
        originals = {name: value for name, value in namespace.items() if callable(value)}
        # A name that is always there, twice: of one name alone no tuple would come, and of none
        # there would be no getter.
        fetch = operator.itemgetter("__name__", "__name__", *originals)
        return cls(namespace, originals, fetch, fetch(namespace))


def remember(package: str) -> None:
    """Take note of the functions and classes in all modules that those of a package import."""
    ours = {name for name in sys.modules if f"{name}.".startswith(f"{package}.")}
    found = {value for name in ours for value in vars(sys.modules[name]).values() if _module(value)}
    theirs = (vars(module) for module in {builtins, np.random, *found})
    _known.extend(Module.of(module) for module in theirs if module["__name__"] not in ours)


def _module(value: object) -> bool:
    return isinstance(value, ModuleType)


class Originals:
    """A context in which the originals are in place; inside itself it changes nothing."""

    def __enter__(self) -> None:
        self._outermost = not _theirs
        if self._outermost:
            _theirs.append(_restored())

    def __exit__(self, *exception: object) -> None:
        if self._outermost:
            _put(_theirs.pop())


class Theirs:
    """Inside of `Originals`, a context in which things are as the students' code has left them."""

    def __enter__(self) -> None:
        self._inside = bool(_theirs)
        if self._inside:
            _put(_theirs.pop())

    def __exit__(self, *exception: object) -> None:
        if self._inside:
            _theirs.append(_restored())


def _restored() -> Replaced:
    """Put every original into its place, and tell what was there."""
    replaced: Replaced = []
    for namespace, originals, fetch, fetched in _known:
        try:
            unchanged = _all(_map(_is, fetch(namespace), fetched))
        except _lacking:
            unchanged = False
        if not unchanged:
            replaced += [
                (namespace, name, namespace.get(name, _ABSENT))
                for name, original in originals.items()
                if namespace.get(name, _ABSENT) is not original
            ]
            namespace.update(originals)
    return replaced


def _put(replaced: Replaced) -> None:
    for namespace, name, value in replaced:
        if value is _ABSENT:
            namespace.pop(name)
        else:
            namespace[name] = value

"""Functions that a case hands to a student's function, described by a name and plain settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograder.checks.plain import MalformedData, Tree

MAKERS: dict[str, Callable[..., Callable[..., Any]]] = {}


def make(name: str, settings: Tree) -> Callable[..., Any]:
    """Make the function of a given name from its settings.

    Raises
    ------
    MalformedData
        There is no maker of that name.
    """
    if name not in MAKERS:
        raise MalformedData(f"no function argument is called {name!r}")
    return MAKERS[name](**settings)

"""Putting other functions in the place of some, wherever these are known under a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any


@contextmanager
def replaced(
    namespaces: Iterable[dict[str, Any]], instead: Sequence[tuple[Any, Any]]
) -> Iterator[None]:
    """While it lasts, other things have the names that some have.

    Parameters
    ----------
    namespaces : iterable of dict
        Where to look for them: of modules, or of a student's notebook.
    instead : sequence of tuple
        The things, each with what is put in its place.
    """
    others = {id(original): other for original, other in instead}
    places = [
        (namespace, name, value)
        for namespace in namespaces
        for name, value in list(namespace.items())
        if id(value) in others
    ]
    for namespace, name, value in places:
        namespace[name] = others[id(value)]
    try:
        yield
    finally:
        for namespace, name, value in places:
            namespace[name] = value

"""Plain data: what may cross between a student's process and the judge, and into a file of cases.

A *tree* is None, a bool, an int, a float, a str, an array of numbers, or a list, tuple or dict
(with text keys) of trees. Whatever else turns up is replaced: by an `Odd` where it holds such a
thing in another type, or else by an `Opaque` that only names its type.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from autograder.checks.real_numbers import real
from autograder.checks.words import Phrase, phrase

Tree = Any

MAX_DEPTH = 12
MAX_ITEMS = 20_000
MAX_TEXT = 10_000
KINDS = "biuf"
_BYTES = (bytes, bytearray, memoryview)


class MalformedData(ValueError):
    """Bytes or JSON that do not hold a tree; the text says what is wrong."""


@dataclass(frozen=True)
class Opaque:
    """Stands for a value that is no tree; `kind` is the name of its type, or a phrase for it."""

    kind: str


@dataclass(frozen=True)
class Odd:
    """Stands for a value of an unusual type, with what it holds as a tree; `kind` is as for those.

    A mapping that is no dict holds a dict, another sequence a list, unusual numbers hold floats.
    """

    kind: str
    value: Tree


def plain(value: object, *, depth: int = 0) -> Tree:
    """Copy a value into a tree.

    Parameters
    ----------
    value : object
        Anything. Arrays are copied, so later changes to `value` do not reach the tree.

    Returns
    -------
    tree
        The value, with every part that is no tree replaced by an `Odd` that holds the same, or else
        by an `Opaque`.
    """
    try:
        return _copied(value, depth)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - an object of a student's may raise where it is read
        raised = type(error).__name__
        return Opaque(phrase("thing.unreadable", what=_of_type(value), error=raised))


def _copied(value: object, depth: int) -> Tree:
    if isinstance(value, np.ndarray):
        return _array(np.asarray(value), depth)
    if isinstance(value, np.generic):
        return _numpy_number(value)
    if value is None or isinstance(value, bool | Opaque):
        return value
    if isinstance(value, int) and abs(value) < 2**63:
        return int(value)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, str):
        return str(value[:MAX_TEXT])
    usual = isinstance(value, dict | list | tuple)
    if not usual and (number := real(value)) is not None:
        return Odd(_of_type(value), number)
    if depth < MAX_DEPTH and isinstance(value, Mapping):
        items = list(islice(value.items(), MAX_ITEMS + 1))
        if len(items) > MAX_ITEMS:
            return Opaque(phrase("thing.too-many-to-keep", what=_of_type(value)))
        copy = {str(key)[:MAX_TEXT]: plain(item, depth=depth + 1) for key, item in items}
        return copy if isinstance(value, dict) else Odd(_of_type(value), copy)
    if depth < MAX_DEPTH and isinstance(value, Sequence) and not isinstance(value, _BYTES):
        return _sequence(value, depth)
    return Opaque(type(value).__name__)


def _array(array: np.ndarray, depth: int) -> Tree:
    if array.dtype.kind in KINDS and array.dtype.itemsize <= 8:
        return np.array(array, order="C")
    if array.dtype.kind == "f":
        return array.astype(float, order="C")
    kind = phrase("thing.array-of-dtype", dtype=str(array.dtype))
    if array.dtype.kind in "cO" and (numbers := real(array)) is not None:
        return Odd(kind, numbers)
    if array.dtype.kind == "O" and array.ndim and depth < MAX_DEPTH:
        items = plain(array.tolist(), depth=depth + 1)
        if not any(isinstance(item, Opaque) for item in items):
            return Odd(kind, items)
    return Opaque(kind)


def _numpy_number(value: np.generic) -> Tree:
    if value.dtype.kind == "f":
        # Fewer digits stay fewer digits: an array is known by them.
        return float(value) if value.dtype.itemsize >= 8 else np.array(value)
    if value.dtype.kind in KINDS:
        return plain(value.item())
    number = real(value) if value.dtype.kind == "c" else None
    return Opaque(type(value).__name__) if number is None else Odd(_of_type(value), number)


def _sequence(value: Sequence[object], depth: int) -> Tree:
    items = list(islice(value, MAX_ITEMS + 1))
    if len(items) > MAX_ITEMS:
        kind = _of_type(value)
        # A list of one's own may go on for ever; Python's own says how long it is.
        whole = np.fromiter(value, object, len(value)) if type(value) in (list, tuple) else None
        numbers = None if whole is None else real(whole)
        if numbers is None:
            return Opaque(phrase("thing.too-many-items", what=kind))
        return Odd(kind, numbers)
    copies = [plain(item, depth=depth + 1) for item in items]
    if isinstance(value, tuple):
        return tuple(copies)
    return copies if isinstance(value, list) else Odd(_of_type(value), copies)


def _of_type(value: object) -> Phrase:
    name = str(type(value).__name__)
    return phrase("thing.an" if name[:1].lower() in "aeio" else "thing.a", type=name)


def bare(tree: Tree) -> Tree:
    """A tree with nothing odd in it: in the place of each `Odd` stands what it holds."""
    return bare(tree.value) if isinstance(tree, Odd) else renewed(bare, tree)


def holds_opaque(tree: Tree) -> bool:
    """Whether something in a tree, or all of it, could not be copied."""
    tree = bare(tree)
    parts = tree.values() if isinstance(tree, dict) else tree
    several = isinstance(tree, dict | list | tuple)
    return isinstance(tree, Opaque) or (several and any(map(holds_opaque, parts)))


def renewed(part: Callable[[Tree], Tree], tree: Tree) -> Tree:
    """A dict, list or tuple with something in the place of each part; a leaf as it is."""
    if isinstance(tree, dict):
        return {key: part(value) for key, value in tree.items()}
    return type(tree)(map(part, tree)) if isinstance(tree, list | tuple) else tree


def describe(tree: Tree) -> str:
    """Name a tree in a few words, such as ``an array of shape (3, 2)``."""
    if isinstance(tree, np.ndarray):
        return phrase("thing.array", shape=str(tree.shape))
    if isinstance(tree, Opaque | Odd):
        known = isinstance(tree.kind, Phrase)
        return tree.kind if known else phrase("thing.object", type=tree.kind)
    if tree is None:
        return "None"
    if isinstance(tree, bool | int | float):
        return phrase("thing.number", type=type(tree).__name__, value=repr(tree))
    return _of_type(tree)

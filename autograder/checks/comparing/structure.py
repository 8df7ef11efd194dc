"""The form of an answer beside the expected one: leaves that can be compared, and faults."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import numpy as np

from autograder.checks.comparing.batches import Division, Traits
from autograder.checks.comparing.comparison import Leaf, Within
from autograder.checks.comparing.distribution import Sample
from autograder.checks.comparing.masks import Masked, MaskTraits
from autograder.checks.plain import Odd, Opaque, Tree, bare, describe, renewed
from autograder.checks.words import Phrase, listed, phrase, term

_NUMBERED = re.compile(r"([A-Za-z]+)(\d+)")


@dataclass(frozen=True)
class Fault:
    """Something wrong with the structure; `fatal` where nothing below it can be judged."""

    criterion: Literal["returns", "shape"]
    message: str
    fatal: bool = True


def laid(expected: Tree, got: Tree, outputs: Sequence[str]) -> Iterator[Leaf | Fault]:
    """Leaves and faults, one after the other; see `alignment.align`.

    Of batches and masks, `got` may be the traits of an answer without faults.
    """
    if isinstance(expected, Division):
        yield from _batches(expected, got, outputs)
    elif isinstance(expected, Masked):
        yield from _masks(expected, got, outputs)
    elif isinstance(expected, list):
        yield from _steps(expected, got, outputs)
    elif got is not None:
        yield from _outputs(expected, got, outputs)
    elif expected is not None:
        yield Fault("returns", phrase("returns.none"))


def _outputs(expected: Tree, got: Tree, outputs: Sequence[str]) -> Iterator[Leaf | Fault]:
    several = isinstance(expected, tuple)
    came = got.value if several and isinstance(got, Odd) else got
    if not several:
        expected, came = (expected,), came if isinstance(came, tuple) and came else (came,)
    if not isinstance(came, tuple | list) or len(came) < len(expected):
        yield Fault("returns", _too_few(came, outputs))
        return
    if several and isinstance(got, Odd):
        asked = phrase("returns.tuple", names=_named(outputs), what=describe(got))
        yield Fault("returns", asked, fatal=False)
    for name, part, answer in zip(map(term, outputs), expected, came, strict=False):
        yield from _walk(name, part, answer, top=len(expected) == 1)


def _named(outputs: Sequence[str]) -> str:
    return listed(map(term, outputs))


def _too_few(got: Tree, outputs: Sequence[str]) -> Phrase:
    if isinstance(got, tuple | list):
        return phrase("returns.values", names=_named(outputs), count=len(got))
    return phrase("returns.other", names=_named(outputs), what=describe(got))


def _steps(expected: list[Tree], got: Tree, outputs: Sequence[str]) -> Iterator[Leaf | Fault]:
    faults: list[Fault] = []
    came = got if isinstance(got, list) else []
    for number, (part, answer) in enumerate(zip(expected, came, strict=False), start=1):
        wrong: list[Fault] = []
        for item in laid(part, answer, outputs):
            if isinstance(item, Leaf):
                yield Leaf(_step(item.name, number), item.expected, item.got)
            else:
                wrong.append(item)
        faults += wrong
        if any(fault.fatal for fault in wrong):
            yield from faults
            return
    if len(came) < len(expected):
        # What came back could not be fed on: whatever is wrong with it, no later step was made.
        lacking = Fault("returns", phrase("returns.outputs", names=_named(outputs)))
        faults = [replace(fault, fatal=True) for fault in faults] or [lacking]
    yield from faults


def _batches(expected: Division, got: Tree, outputs: Sequence[str]) -> Iterator[Leaf | Fault]:
    odd: list[str] = []
    if isinstance(got, Traits):
        traits = got
    else:
        divisions = [_pairs(one, odd) for one in (got if isinstance(got, list) else [got])]
        traits = Traits.of(expected.X, expected.Y, divisions)
    if traits.structure != expected.traits.structure:
        yield Fault("returns", traits.structure or phrase("returns.batches"))
        return
    if odd:
        yield Fault("returns", phrase("batches.odd", what=odd[0]), fatal=False)
    fatal = False
    if traits.shape != expected.traits.shape:
        fatal = not traits.flat
        yield Fault("shape", traits.shape or phrase("batches.shapes"), fatal)
        traits = replace(traits, shape="", flat=False)
    if not fatal:
        yield Leaf(term(outputs[0]), expected, traits)


def _masks(expected: Masked, got: Tree, outputs: Sequence[str]) -> Iterator[Leaf | Fault]:
    name, pairs, faults = term(outputs[0]), [], dict[Fault, None]()
    if isinstance(got, MaskTraits):
        yield Leaf(name, expected, got)
        return
    arrays = (np.zeros(expected.A.shape), np.zeros(expected.A.shape))
    for one in got if isinstance(got, list) else [got]:
        found = list(laid(arrays, one, outputs))
        wrong = [item for item in found if isinstance(item, Fault)]
        faults |= dict.fromkeys(wrong)
        if fatal := next((fault for fault in wrong if fault.fatal), None):
            known = fatal.message == expected.traits.structure  # a mistake in form
            yield Leaf(name, expected, expected.traits) if known else fatal
            return
        pairs.append(tuple(item.got for item in found if isinstance(item, Leaf)))
    yield from faults
    yield Leaf(name, expected, MaskTraits.of(expected.A, expected.keep_prob, pairs))


def _pairs(tree: Tree, odd: list[str], depth: int = 0) -> Tree:
    """Batches with arrays in the place of what holds the same numbers; `odd` gets what that was."""
    if isinstance(tree, Odd):
        odd.append(describe(tree))
        tree = bare(tree)
    if depth < 2:
        return renewed(lambda part: _pairs(part, odd, depth + 1), tree)
    array = _as_numbers(tree) if isinstance(tree, list | tuple) else None
    if array is None:
        return tree
    odd.append(describe(tree))
    return array


def _walk(name: str, expected: Tree, got: Tree, top: bool = False) -> Iterator[Leaf | Fault]:
    if isinstance(got, Odd):
        message = phrase("returns.thing", name=name, wanted=_asked(expected), what=describe(got))
        yield Fault("returns", message, fatal=False)
        yield from _walk(name, expected, got.value, top)
    elif isinstance(expected, dict):
        yield from _walk_dict(name, expected, got, top)
    elif isinstance(expected, list | tuple):
        yield from _walk_sequence(name, expected, got)
    elif isinstance(expected, Within):
        for item in _walk(name, expected.value, got):
            yield replace(item, expected=expected) if isinstance(item, Leaf) else item
    elif isinstance(expected, Sample | np.ndarray):
        yield from _array(name, expected, expected.shape, got)
    elif isinstance(expected, bool | int | float):
        yield from _number(name, expected, got)
    elif type(expected) is not type(got) or expected != got:
        wanted = describe(expected)
        yield Fault(
            "returns", phrase("returns.thing", name=name, wanted=wanted, what=describe(got))
        )


def _asked(expected: Tree) -> str:
    if isinstance(expected, Within):
        return _asked(expected.value)
    if isinstance(expected, Sample | np.ndarray):
        return phrase("thing.wanted-array")
    return (
        phrase("thing.wanted-number")
        if isinstance(expected, bool | int | float)
        else describe(expected)
    )


def _walk_dict(
    name: str, expected: dict[str, Tree], got: Tree, top: bool
) -> Iterator[Leaf | Fault]:
    if not isinstance(got, dict):
        yield Fault("returns", phrase("returns.dict", name=name, what=describe(got)))
        return
    if expected.keys() != got.keys():
        yield from _other_keys(name, expected, got)
    for key, part in expected.items():
        if key in got:
            yield from _walk(key if top else _part(name, repr(key)), part, got[key])


def _other_keys(name: str, expected: dict[str, Tree], got: dict[str, Tree]) -> Iterator[Fault]:
    """What is missing, or, in a family of numbered keys, one too many."""
    missing = [key for key in expected if key not in got]
    families = {match[1] for key in expected if (match := _NUMBERED.fullmatch(key))}
    surplus = [
        key
        for key in got
        if key not in expected and (match := _NUMBERED.fullmatch(key)) and match[1] in families
    ]
    if missing:
        yield Fault("returns", _missing(missing[0], name, expected, got))
    elif surplus:
        key, last = repr(surplus[0]), repr(list(expected)[-1])
        yield Fault("returns", phrase("returns.surplus-key", key=key, name=name, last=last))


@lru_cache(maxsize=4096, typed=True)
def _step(name: str, number: int) -> Phrase:
    return phrase("name.step", name=name, number=number)


@lru_cache(maxsize=4096, typed=True)
def _part(name: str, key: str) -> Phrase:
    return phrase("name.part", name=name, key=key)


def _missing(key: str, name: str, expected: dict[str, Tree], got: dict[str, Tree]) -> Phrase:
    """That there is no such key; and what to ask where only those of the last layer are there."""
    layers = {match[2] for one in expected if (match := _NUMBERED.fullmatch(one))}
    there = {match[2] for one in got if (match := _NUMBERED.fullmatch(one))}
    keys = ", ".join(got)[:120]
    if not keys:
        return phrase("returns.key-of-none", key=repr(key), name=name)
    alone = len(layers) > 1 and there == {max(layers, key=int)}
    told = "returns.only-last-layer" if alone else "returns.key"
    return phrase(told, key=repr(key), name=name, keys=keys)


def _walk_sequence(name: str, expected: Sequence[Tree], got: Tree) -> Iterator[Leaf | Fault]:
    if not isinstance(got, list | tuple):
        yield Fault("returns", phrase("returns.list", name=name, what=describe(got)))
    elif len(got) != len(expected):
        wanted, count = len(expected), len(got)
        yield Fault("returns", phrase("returns.items", name=name, wanted=wanted, count=count))
    else:
        for index, (part, came) in enumerate(zip(expected, got, strict=True)):
            yield from _walk(_part(name, str(index)), part, came)


def _array(
    name: str, expected: np.ndarray | Sample, shape: tuple[int, ...], got: Tree
) -> Iterator[Leaf | Fault]:
    array = _as_numbers(got)
    if array is None:
        yield Fault("returns", phrase("returns.array", name=name, what=describe(got)))
        return
    if isinstance(got, list | tuple):
        message = phrase("returns.numpy-array", name=name, what=describe(got))
        yield Fault("returns", message, fatal=False)
    if isinstance(expected, Sample) and array.dtype == bool:
        array = array.astype(float)  # whose distribution is looked at
    yield from _precision(name, expected, array)
    if array.shape == shape:
        yield Leaf(name, expected, array)
        return
    turned = array.ndim == 2 and array.shape == shape[::-1]
    # A vector where a column or a row was asked is the right numbers in a poorer shape.
    flat = (
        array.ndim < 2 and array.size == int(np.prod(shape)) and max(shape, default=1) == array.size
    )
    told = "shape.transposed" if turned else "shape.other"
    message = phrase(told, name=name, wanted=str(shape), shape=str(array.shape))
    yield Fault("shape", message, fatal=not flat)
    if flat:
        yield Leaf(name, expected, array.reshape(shape))


def _number(name: str, expected: float, got: Tree) -> Iterator[Leaf | Fault]:
    array = _as_numbers(got)
    if array is None:
        yield Fault("returns", phrase("returns.number", name=name, what=describe(got)))
    elif array.size != 1:
        yield Fault("returns", phrase("returns.one-number", name=name, what=describe(got)))
    else:
        if isinstance(got, list | tuple):
            message = phrase("returns.number", name=name, what=describe(got))
            yield Fault("returns", message, fatal=False)
        yield from _precision(name, expected, array)
        yield Leaf(name, expected, array.reshape(()))


def _precision(
    name: str, expected: np.ndarray | Sample | float, array: np.ndarray
) -> Iterator[Fault]:
    """What half precision costs, where it has too few digits for the numbers."""
    if array.dtype != np.float16:
        return
    if isinstance(expected, Sample) or not np.array_equal(np.asarray(expected), array):
        yield Fault("returns", phrase("returns.half-precision", name=name), fatal=False)


def _as_numbers(got: Tree) -> np.ndarray | None:
    """The answer as an array of real numbers, or None if it is not one."""
    if got is None or isinstance(got, str | dict | Opaque):
        return None
    try:
        array = np.asarray(bare(got))
    except ValueError:
        return None
    return array if array.dtype.kind in "biuf" else None

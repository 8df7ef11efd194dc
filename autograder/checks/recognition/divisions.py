"""Batches: what a wrong division of samples is like, in each of the situations that there are."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from autograder.checks.comparing.batches import Division, Traits, identify
from autograder.checks.criteria import Answers
from autograder.checks.exam import Mistake
from autograder.checks.plain import Tree
from autograder.checks.words import key_of, phrase, sentences

_EMPTY = ("batches.none", "batches.empty")
"""What is wrong with the form of batches where some are empty, or all."""


def batches(answers: Answers) -> Mistake | None:
    """What is wrong with batches, by their sizes and their samples: two things at most."""
    signs: list[str] = []
    for number, case in enumerate(answers.exam.cases):
        if not isinstance(case.expected, Division):
            return None
        leaves, faults = answers.aligned[number]
        fatal = next((fault.message for fault in faults if fault.fatal), "")
        if answers.cases[number].error or (fatal and key_of(fatal) not in _EMPTY):
            return None
        got = leaves[0].got if leaves else Traits(structure=fatal)
        value = answers.cases[number].value
        divided = _samples(case.expected.X, value[0]) if isinstance(value, list) else None
        found = _signs(case.expected, got, divided)
        signs += [sign for sign in found if sign not in signs]
    if len(signs) > 1 and "few-samples" in signs:
        signs.remove("few-samples")  # which may follow from the other
    if not signs:
        return None
    told = [phrase(f"division.{sign}") for sign in signs[:2]]
    return Mistake("+".join(signs[:2]), sentences(told), ())


def _samples(X: np.ndarray, division: Tree) -> list[list[int]] | None:
    """The numbers of the samples in each batch; None where something is none of them."""
    found = []
    for pair in division if isinstance(division, list | tuple) else ():
        columns = pair[0] if isinstance(pair, list | tuple) and pair else None
        if not isinstance(columns, np.ndarray) or columns.ndim != 2 or len(columns) != len(X):
            return None
        found.append(identify(columns.astype(float), X).tolist())
    return found


def _signs(expected: Division, got: Traits, divided: list[list[int]] | None) -> Iterator[str]:
    """What there is to be said of one division."""
    right, sizes = expected.traits.sizes, got.sizes
    full, rest = sum(size == right[0] for size in right), right[-1] < right[0]
    if key_of(got.structure) == "batches.empty":
        yield "empty-batch"
    elif got.strange:
        return
    elif sum(sizes) == len(expected.X) < sum(right) and got.missing:
        yield "rows-counted"
    elif len(right) == 1:
        if len(sizes) != 1:
            yield "few-samples"
        elif got.repeated:
            yield from _shared(divided or [])
        elif got.missing:
            yield "gaps"
    elif not rest and got.missing and sizes == right[:-1]:
        yield "no-last-full-batch"
    elif not rest and sizes[: len(right)] == right != sizes:
        yield "a-batch-too-many"
    elif rest and got.missing and sizes == right[:-1]:
        yield "no-rest"
    elif rest and len(sizes) == len(right) and sizes[:full] == right[:full] and sizes != right:
        yield "rest-too-short" if sizes[full] < right[full] else "rest-too-large"
    elif got.repeated and sizes != right:
        if sizes[0] > right[0]:
            yield "too-large"
        else:
            yield "shared" if {*sizes[:-1]} == {right[0]} else "other-sizes"
    elif got.repeated:
        yield from _shared(divided or [])
    elif got.missing:
        yield "batches-missing" if len(sizes) < len(right) and sizes[:1] == right[:1] else "gaps"
    elif sizes != right:
        yield "other-sizes"
    if not got.structure and not got.paired:
        yield "not-paired"


def _shared(divided: list[list[int]]) -> Iterator[str]:
    """How it comes that samples are there more than once."""
    sets = [frozenset(batch) for batch in divided]
    if any(len(one) < len(batch) for one, batch in zip(sets, divided, strict=True)):
        yield "drawn-twice"
    elif len(set(sets)) < len(sets):
        yield "same-batch"
    elif len(sets) > 2 and len(frozenset().union(*sets[:-1])) == sum(map(len, sets[:-1])):
        yield "rest-of-others"
    else:
        yield "shared"

"""Two known mistakes at once, known by a few numbers of what they give together.

There are thousands of pairs: what each of them gives in every case would fill a file, so that of
each a sketch is kept, of a few entries in a few cases. A number is kept by how far it is from the
right one, on a scale that reaches from round-off to the very large.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, zip_longest

import numpy as np

from autograder.checks.calling.observation import Observation
from autograder.checks.comparing.alignment import align
from autograder.checks.comparing.comparison import Leaf, Within
from autograder.checks.exam import Exam, Mistake
from autograder.checks.plain import Opaque, Tree
from autograder.checks.recognition.parts import both
from autograder.checks.recognition.spoiling import bare_numbers
from autograder.checks.words import phrase

FORM = 1
"""Counted up where sketches are made in another way: those in the files are then made anew."""
CASES = 8
"""In how many cases something is sketched at most, ..."""
ENTRIES = 8
"""... how many entries of each, ..."""
ENOUGH = 24
"""... how many will do, ..."""
DISTINCT = 4
"""... and how many of them must differ; ..."""
SMALLEST = 1e-7
"""... how far from the right ones, relative to their array, such as do not count."""
ANYTHING = 200.0
"""Stands for a number that round-off makes, and that any number is like."""
_FAULT = 1000.0
_NEAR = 0.03
_VANISHING = 0.1
_CENTRE = 24.0


@dataclass(frozen=True)
class Sketches:
    """Sketches of pairs.

    Attributes
    ----------
    names : list of str
        Ids of the mistakes.
    pairs : ndarray of shape (pairs, 2)
        Which two of them.
    numbers : ndarray of shape (pairs, entries)
    form : int
        The `FORM` of the code that made them.
    """

    names: list[str] = field(default_factory=list)
    pairs: np.ndarray = field(default_factory=lambda: np.empty((0, 2), np.int16))
    numbers: np.ndarray = field(default_factory=lambda: np.empty((0, 1), np.float16))
    form: int = FORM

    def matching(self, exam: Exam, seen: Mapping[int, Observation]) -> Mistake | None:
        """The two mistakes that an answer looks like, as one.

        Parameters
        ----------
        exam : Exam
            With whose inputs the sketches were made.
        seen : mapping
            What was seen in each case of `sketched`.
        """
        if not len(self.pairs) or not seen:
            return None  # there is nothing to compare, or all that there is, is extreme
        came = {number: _came(one.value, one.error) for number, one in seen.items()}
        own = sketch(exam, came)
        if own.shape != self.numbers.shape[1:] or self.form != FORM:
            return None  # these are sketches of other cases
        if len(np.unique(own)) < DISTINCT:
            return None  # labels, and what else has few values, look like too many things
        kept = self.numbers.astype(float)
        finite = np.isfinite(kept)  # beside what is infinite, anything would be near
        near = finite & (np.abs(np.where(finite, kept, 0.0) - own) <= _NEAR + 0.002 * np.abs(kept))
        near |= (kept == own) | (np.isnan(kept) & np.isnan(own)) | (kept == ANYTHING)
        found = self.pairs[near.all(axis=1)]
        return named(exam, [[self.names[place] for place in pair] for pair in found])


def named(exam: Exam, found: Sequence[Sequence[str]]) -> Mistake | None:
    """One mistake of two: those of the pairs that account for an answer that are in all of them."""
    pairs = {frozenset(pair) for pair in found}
    if not pairs:
        return None
    common = frozenset.intersection(*pairs)
    known = {mistake.id: mistake for mistake in exam.mistakes()}
    chosen = [known[name] for name in known if name in common]
    if not chosen:
        return None
    return both(chosen, "" if len(chosen) > 1 else phrase("mistake.second"))


def _came(value: Tree, error: str) -> Tree:
    return Opaque(error.partition(":")[0].partition(" ")[0]) if error else value


def sketched(exam: Exam) -> dict[int, int]:
    """The numbers of the cases of which there are sketches, and how many entries of each."""
    entries: dict[int, int] = {}
    for number in range(len(exam.cases) - 1, -1, -1):
        if exam.cases[number].extreme:
            continue  # infinite for many reasons
        expected = exam.cases[number].expected
        leaves, _ = align(expected, bare_numbers(expected), exam.outputs)
        size = sum(np.size(leaf.got) for leaf in leaves)
        entries[number] = min(size, ENTRIES)
        if len(entries) == CASES or sum(entries.values()) >= ENOUGH:
            break
    return entries


def sketch(exam: Exam, values: Mapping[int, Tree]) -> np.ndarray:
    """A few numbers of what a function gave in the last cases of an exam.

    Parameters
    ----------
    exam : Exam
    values : mapping
        What it gave in each case of `sketched`; an `Opaque` where it raised something.

    Returns
    -------
    ndarray of float
        Zeros where everything is as it should be.
    """
    each = sketched(exam)
    return np.concatenate([_of_case(exam, number, values[number], each[number]) for number in each])


def _of_case(exam: Exam, number: int, value: Tree, entries: int) -> np.ndarray:
    case = exam.cases[number]
    leaves, faults = align(case.expected, value, exam.outputs)
    fatal = next((fault.message for fault in faults if fault.fatal), "")
    if isinstance(value, Opaque):
        fatal = value.kind
    if fatal or not leaves:
        return np.full(entries, _FAULT + _code(fatal))
    # Always the same entries: of each array one, in no order, before a second one of any.
    generator = np.random.default_rng(number)
    arrays = [generator.permutation(_distances(leaf)) for leaf in leaves]
    rounds = zip_longest(*(arrays[place] for place in generator.permutation(len(arrays))))
    kept = islice((entry for one in rounds for entry in one if entry is not None), entries)
    return np.resize([*kept], entries)


def _distances(leaf: Leaf) -> np.ndarray:
    """How far each entry is from the right one, on a scale that is straight near zero.

    Of an entry that is next to nothing beside the right one, the difference tells nothing: its
    place is among other numbers, by what it is.
    """
    right = leaf.expected.value if isinstance(leaf.expected, Within) else leaf.expected
    margin = leaf.expected.margin if isinstance(leaf.expected, Within) else 0.0
    expected = np.asarray(right, float).ravel()
    got = np.asarray(leaf.got, float).ravel()
    scale = np.abs(expected[np.isfinite(expected)]).max(initial=0.0) or 1.0
    with np.errstate(all="ignore"):
        far = got - np.broadcast_to(expected, got.shape)
        far[np.abs(far) <= max(margin, SMALLEST * scale)] = 0.0
        unit = SMALLEST * max(scale, margin)
        vanishing = np.abs(got) < _VANISHING * np.abs(expected)
        return np.where(vanishing, _CENTRE + np.arcsinh(got / unit) / 2, np.arcsinh(far / unit))


def _code(text: str) -> float:
    return float(zlib.crc32(text.encode()) % 1000)

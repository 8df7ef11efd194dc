"""Comparing what came with what was expected, leaf by leaf: numbers, distributions, batches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checks.comparing.batches import Division, Traits
from autograder.checks.comparing.distribution import Sample, correlated, departure
from autograder.checks.comparing.masks import Masked, MaskTraits
from autograder.checks.words import phrase

SINGLE, HALF = 1e-5, 1e-3
"""Relative tolerances of answers in single precision, and in half precision, which is rounded to
that; a tenth of it counts on an array's scale."""
_NARROW = {np.dtype(np.float32): SINGLE, np.dtype(np.float16): HALF}


@dataclass(frozen=True)
class Within:
    """A number or an array that an answer may miss by a margin, such as one that is round-off."""

    value: np.ndarray | float
    margin: float

    def disagreement(self, got: np.ndarray, name: str = "the answer") -> str:
        """Say in a clause how an answer misses it, or nothing."""
        value = np.asarray(self.value, float)
        far = ~(np.abs(got - value) <= self.margin)
        if not far.any():
            return ""
        worst, meant = got[far].flat[0], np.broadcast_to(value, got.shape)[far].flat[0]
        key = "values.at-most" if meant == 0 else "values.is"
        expected = f"{self.margin:.3g}" if meant == 0 else f"{meant:.6g}"
        return phrase(key, name=name, got=f"{worst:.6g}", expected=expected)


Expected = np.ndarray | float | Sample | Within | Division | Masked


@dataclass(frozen=True)
class Leaf:
    """Something that was asked for, beside what came in its place."""

    name: str
    expected: Expected
    got: Any

    @property
    def of_traits(self) -> bool:
        """Whether what came is told by its traits alone."""
        return isinstance(self.got, Traits | MaskTraits)

    @property
    def infinite(self) -> np.ndarray:
        """What came where it should be finite, and is not."""
        if self.of_traits:
            return np.array([] if self.got.finite else [np.nan])
        bad = ~np.isfinite(self.got.astype(float))
        if isinstance(self.expected, np.ndarray | float | int):
            bad &= np.isfinite(np.asarray(self.expected, float))
        return np.asarray(self.got[bad])


def disagreement(leaf: Leaf, rtol: float) -> str:
    """Say in a clause how a leaf differs from what was expected, or nothing if it agrees.

    A right answer may be a round-off away: `rtol` of each expected entry, plus a thousandth of that
    of the largest entry; in single precision `SINGLE`, if that is more. Where all expected entries
    are zero, only zero will do; but a number that is expected to be zero counts as 1.
    """
    if isinstance(leaf.expected, Sample):
        return departure(leaf.expected, leaf.got, leaf.name)
    if isinstance(leaf.expected, Within | Division | Masked):
        return leaf.expected.disagreement(leaf.got, leaf.name)
    return _difference(leaf.name, np.asarray(leaf.expected, float), leaf.got, rtol)


def agrees(leaf: Leaf, rtol: float) -> bool:
    """Whether `disagreement` has nothing to say, which is known before it is put into words."""
    if isinstance(leaf.expected, np.ndarray | float | int):
        return bool(near(np.asarray(leaf.expected, float), leaf.got, rtol).all())
    return not disagreement(leaf, rtol)


def _difference(name: str, expected: np.ndarray, came: np.ndarray, rtol: float) -> str:
    right, got = near(expected, came, rtol), came.astype(float)
    if right.all():
        return ""
    if expected.size == 1:
        # "The labels are", "the difference is".
        several = is_plural(name)
        numbers = _apart(got.item(), expected.item())
        return phrase("values.are" if several else "values.is", name=name, **numbers)
    wrong = np.argwhere(~right)
    at = tuple(int(i) for i in wrong[0])
    return phrase(
        "values.entry" if len(wrong) == 1 else "values.entries",
        wrong=len(wrong),
        all=expected.size,
        name=name,
        index=", ".join(map(str, at)),
        **_apart(got[at], expected[at]),
    )


def is_plural(name: str) -> bool:
    """Whether an output has a name such as ``the labels``."""
    return name.startswith("the ") and name.endswith("s") and not name.endswith("ss")


def near(expected: np.ndarray, came: np.ndarray, rtol: float) -> np.ndarray:
    """Which entries of an array are as good as the expected ones; see `disagreement`."""
    narrow = _NARROW.get(came.dtype)
    rtol, share = (rtol, 1e-3) if narrow is None else (max(rtol, narrow), 0.1)
    got = came.astype(float)
    scale = np.abs(expected[np.isfinite(expected)]).max(initial=0.0)
    if not scale and expected.ndim == 0:
        scale = 1.0  # a sum that comes out as zero is left with the round-off of its terms
    with np.errstate(all="ignore"):
        close = np.abs(got - expected) <= rtol * np.abs(expected) + share * rtol * scale
        close &= np.isfinite(expected)
    return np.asarray(close | (got == expected) | (np.isnan(got) & np.isnan(expected)))


def _apart(got: float, expected: float) -> dict[str, str]:
    """Two numbers, with as many digits as it takes to tell them apart."""
    for digits in range(6, 18):
        if f"{got:.{digits}g}" != f"{expected:.{digits}g}":
            break
    return {"got": f"{got:.{digits}g}", "expected": f"{expected:.{digits}g}"}


def tied(leaves: Sequence[Leaf]) -> str:
    """Say which two random arrays of one answer hold the same draws, or nothing."""
    random = [leaf for leaf in leaves if isinstance(leaf.expected, Sample)]
    for index, later in enumerate(random):
        for earlier in random[:index]:
            if correlated(earlier.got, later.got):
                return phrase("draws.of-another", name=later.name, other=earlier.name)
    return ""

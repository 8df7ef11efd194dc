"""What the wrong entries of an array have in common: where they are, and how far off."""

from __future__ import annotations

import numpy as np

from autograder.checks.words import phrase

_STEADY = 1e-6


def pattern(got: np.ndarray, expected: np.ndarray, wrong: np.ndarray) -> str:
    """Say how an array differs from the expected one, where a few words can; else nothing.

    Parameters
    ----------
    got, expected : ndarray
        Of the same shape.
    wrong : ndarray of bool
        Which entries differ; at least two, or there is no pattern.
    """
    yours, right = got[wrong].astype(float), expected[wrong].astype(float)
    if len(right) < 2 or not np.isfinite([yours, right]).all():
        return ""
    with np.errstate(all="ignore"):
        where, how = _where(wrong), _how(yours, right)
    if where and how:
        return phrase("pattern.both", where=where, how=how)
    if where and not wrong.all():
        return phrase("pattern.where", where=where)
    return ""


def _where(wrong: np.ndarray) -> str:
    """Which entries these are, if there is a short name for them."""
    if wrong.all():
        return phrase("pattern.everywhere")
    if wrong.ndim != 2:
        return ""
    rows, columns = (np.flatnonzero(wrong.any(axis=axis)) for axis in (1, 0))
    if len(rows) == 1 and wrong[rows[0]].all():
        return phrase("pattern.row", number=int(rows[0]))
    if len(columns) == 1 and wrong[:, columns[0]].all():
        return phrase("pattern.column", number=int(columns[0]))
    diagonal = np.eye(*wrong.shape) == 1
    if np.array_equal(wrong, diagonal):
        return phrase("pattern.diagonal")
    if np.array_equal(wrong, ~diagonal):
        return phrase("pattern.off-diagonal")
    return ""


def _how(yours: np.ndarray, right: np.ndarray) -> str:
    """What was done to the expected numbers, if it is the same to all of them."""
    if not yours.any():
        return phrase("pattern.zero")
    apart, ratio = yours - right, yours / right
    if right.all() and _is_steady(ratio):
        factor = float(np.median(ratio))
        if abs(factor + 1) <= _STEADY:
            return phrase("pattern.sign")
        told = f"{factor:.4g}"
        return "" if told == "1" else phrase("pattern.factor", factor=told)
    if _is_steady(apart):
        key = "pattern.more-by" if apart[0] > 0 else "pattern.less-by"
        return phrase(key, number=f"{abs(float(np.median(apart))):.4g}")
    if (apart > 0).all() or (apart < 0).all():
        return phrase("pattern.more" if apart[0] > 0 else "pattern.less")
    return ""


def _is_steady(numbers: np.ndarray) -> bool:
    largest = np.abs(numbers).max()
    return bool(np.isfinite(largest) and np.ptp(numbers) <= _STEADY * largest)

"""Judging random arrays as random: by their distribution, never by their numbers.

Any order of draws is right, so an array is compared with a summary of many right draws. Each test
refuses a right answer about once in 10**8 times.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

SIGMAS = 6.0
KOLMOGOROV = 3.5
FEW = 200
"""Below so many entries nothing is said about their distribution."""
LEVELS = np.linspace(0.02, 0.98, 49)


@dataclass(frozen=True)
class Sample:
    """A summary of draws of one array.

    Attributes
    ----------
    shape : tuple of int
        Shape of the array.
    size : int
        Number of entries that were summarised, over all draws.
    mean, std : float
        Of the entries.
    kurtosis : float
        Fourth standardised moment, 3 for a normal distribution.
    quantiles : ndarray of shape (49,)
        At the probabilities `LEVELS`.
    repeats : str
        How one draw repeats itself: for a right answer, not at all.
    """

    shape: tuple[int, ...]
    size: int
    mean: float
    std: float
    kurtosis: float
    quantiles: np.ndarray
    repeats: str = ""

    @classmethod
    def of(cls, draws: Sequence[np.ndarray]) -> Sample:
        """Summarise several draws of the same array."""
        entries = np.concatenate([np.ravel(draw) for draw in draws]).astype(float)
        mean, std = float(entries.mean()), float(entries.std())
        standard = (entries - mean) / std if std > 0 else np.zeros_like(entries)
        kurtosis = float((standard**4).mean()) if std > 0 else 3.0
        quantiles = np.quantile(entries, LEVELS)
        return cls(
            draws[0].shape, entries.size, mean, std, kurtosis, quantiles, repetition(draws[0])
        )


def departure(expected: Sample, got: np.ndarray) -> str:
    """Say how an array departs from a distribution, or nothing if it does not.

    Parameters
    ----------
    expected : Sample
        Summary of right draws.
    got : ndarray
        One draw, of the same shape.

    Returns
    -------
    str
        A clause such as ``has standard deviation 0.1, expected 0.25``, or empty.
    """
    if got.size < FEW:
        return ""
    entries = np.ravel(got).astype(float)
    noise = np.sqrt(1 / entries.size + 1 / expected.size)
    mean, std = float(entries.mean()), float(entries.std())
    if std == 0:
        return f"has the same number, {mean:.3g}, everywhere; expected random numbers"
    repeats = repetition(got)
    if expected.repeats:
        alike = repeats == expected.repeats and 0.5 < std / expected.std < 2
        return "" if alike else "repeats itself less than expected"
    spread = abs(np.log(std / expected.std)) / (
        0.5 * np.sqrt(max(expected.kurtosis - 1, 0.2)) * noise
    )
    if spread > SIGMAS:
        return f"has standard deviation {std:.3g}, expected {expected.std:.3g}"
    if abs(mean - expected.mean) / (expected.std * noise) > SIGMAS:
        return f"has mean {mean:.3g}, expected {_near_zero(expected.mean, expected.std)}"
    below = (np.searchsorted(np.sort(entries), expected.quantiles) / entries.size) - LEVELS
    if np.abs(below).max() > KOLMOGOROV * noise:
        return "has the right mean and standard deviation, but not the right kind of distribution"
    return repeats


def repetition(array: np.ndarray) -> str:
    """Say how an array repeats itself, where its entries should be drawn one by one; or nothing."""
    if array.size < FEW:
        return ""
    ties = {}
    for axis, name in ((0, "row"), (1, "column")):
        if array.ndim == 2 and array.shape[axis] > 1:
            ties[name] = correlation(np.delete(array, -1, axis), np.delete(array, 0, axis))
    tied = max(ties, key=ties.__getitem__, default="")
    if tied and ties[tied] > SIGMAS / np.sqrt(array.size):
        return f"has each {tied} tied to the next: each entry should be a draw of its own"
    some = np.ravel(array)[:2000]
    if np.unique(some).size < 0.5 * some.size:
        return "repeats its numbers: each entry should be a draw of its own"
    return ""


def correlated(a: np.ndarray, b: np.ndarray) -> bool:
    """Whether two arrays move together, over the entries that both have when read in order."""
    size = min(a.size, b.size)
    return size >= FEW and correlation(np.ravel(a)[:size], np.ravel(b)[:size]) > SIGMAS / np.sqrt(
        size
    )


def correlation(a: np.ndarray, b: np.ndarray) -> float:
    """Size of the correlation of two arrays of the same shape; 0 where one is constant."""
    x, y = a - a.mean(), b - b.mean()
    # Sums of products, not x @ y: a threaded BLAS would wait for cores that are busy.
    scale = float(np.sqrt((x * x).sum() * (y * y).sum()))
    return abs(float((x * y).sum())) / scale if scale > 0 else 0.0


def _near_zero(mean: float, std: float) -> str:
    return "0" if abs(mean) < 0.02 * std else f"{mean:.3g}"

"""Judging random arrays as random: by their distribution, never by their numbers.

Any order of draws is right, so an array is compared with a summary of many right draws. Each test
refuses a right answer about once in 10**8 times.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.checks.words import phrase

SIGMAS = 6.0
KOLMOGOROV = 3.5
HEAVY = 9.0
FEW = 50
"""Below so many entries nothing is said about their distribution."""
MANY = 1000
"""From so many entries on, tails are compared as well."""
CENTRED = 1e-12
"""A mean that is closer to 0 than so many standard deviations has been made so."""
LEVELS = np.linspace(0.02, 0.98, 49)

REMEMBERED = 64
_looked_at: dict[int, tuple[np.ndarray, str]] = {}


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
        Key of the sentence on how one draw repeats itself: for a right answer, none.
    edge : float
        Distance from the mean beyond which 20 entries of one draw lie; 0 for small arrays.
    distinct : float
        Share of the entries of one draw that differ in size.
    """

    shape: tuple[int, ...]
    size: int
    mean: float
    std: float
    kurtosis: float
    quantiles: np.ndarray
    repeats: str = ""
    edge: float = 0.0
    distinct: float = 1.0

    @classmethod
    def of(cls, draws: Sequence[np.ndarray]) -> Sample:
        """Summarise several draws of the same array."""
        entries = np.concatenate([np.ravel(draw) for draw in draws]).astype(float)
        mean, std = float(entries.mean()), float(entries.std())
        standard = (entries - mean) / std if std > 0 else np.zeros_like(entries)
        kurtosis = _fourth_moment(standard) if std > 0 else 3.0
        quantiles = np.quantile(entries, LEVELS)
        size, repeats, edge = draws[0].size, repetition(draws[0]), 0.0
        if size >= MANY:
            edge = float(np.quantile(np.abs(entries - mean), 1 - 20 / size))
        shape, distinct = draws[0].shape, _distinct(draws[0])
        return cls(shape, entries.size, mean, std, kurtosis, quantiles, repeats, edge, distinct)


def departure(expected: Sample, got: np.ndarray, name: str) -> str:
    """Say how an array departs from a distribution, or nothing if it does not.

    Parameters
    ----------
    expected : Sample
        Summary of right draws.
    got : ndarray
        One draw, of the same shape.
    name : str
        Of the array.

    Returns
    -------
    str
        A clause such as ``W1 has standard deviation 0.1, expected 0.25``, or empty.
    """
    entries = np.ravel(got).astype(float)
    if not np.isfinite(entries).all():
        return phrase("draws.no-number", name=name)
    mean, std = float(entries.mean()), float(entries.std())
    if expected.repeats:
        alike = 0.2 < std / expected.std < 5 and _repeats(got) == expected.repeats
        alike = alike and 0.7 < _distinct(got) / expected.distinct < 1.4
        agrees = alike or entries.size < FEW
        return "" if agrees else phrase("draws.repeats-less", name=name)
    if entries.size < FEW or std == 0:
        return _repeated(got, name)
    noise = np.sqrt(1 / entries.size + 1 / expected.size)
    doubt = 0.5 * np.sqrt(max(expected.kurtosis - 1, 0.2)) * noise
    if abs(np.log(std / expected.std)) > SIGMAS * doubt:
        numbers = {"got": f"{std:.3g}", "expected": f"{expected.std:.3g}"}
        return phrase("draws.deviation", name=name, **numbers)
    if abs(mean - expected.mean) > SIGMAS * expected.std * noise:
        centre = _near_zero(expected.mean, expected.std)
        return phrase("draws.mean", name=name, got=f"{mean:.3g}", expected=centre)
    below = (np.searchsorted(np.sort(entries), expected.quantiles) / entries.size) - LEVELS
    if np.abs(below).max() > KOLMOGOROV * noise:
        return phrase("draws.kind", name=name)
    tails = _tails(expected, entries, noise, name) if entries.size >= MANY else ""
    return _repeated(got, name) or tails


def _repeated(array: np.ndarray, name: str) -> str:
    key = _repeats(array)
    return phrase(key, name=name) if key else ""


def _tails(expected: Sample, entries: np.ndarray, noise: float, name: str) -> str:
    """Say whether large entries are missing or too frequent, or nothing."""
    if np.abs(entries - expected.mean).max() < expected.edge:
        return phrase("draws.cut-off", name=name, edge=f"{expected.edge:.3g}")
    standard = (entries - entries.mean()) / entries.std()
    # The estimate of a normal distribution's kurtosis, 3, is off by sqrt(24 / n).
    heavier = np.log(_fourth_moment(standard) / expected.kurtosis) / (np.sqrt(24) / 3 * noise)
    if abs(heavier) > HEAVY:
        return phrase("draws.many-large" if heavier > 0 else "draws.few-large", name=name)
    return ""


def _fourth_moment(standard: np.ndarray) -> float:
    # Squared twice: NumPy takes ten times as long for a fourth power.
    return float(np.square(np.square(standard)).mean())


def _repeats(array: np.ndarray) -> str:
    """`repetition`, looked up: one array is compared with the outputs of many mistakes."""
    key = id(array)
    if key not in _looked_at or _looked_at[key][0] is not array:
        while len(_looked_at) >= REMEMBERED:
            _looked_at.pop(next(iter(_looked_at)))
        _looked_at[key] = array, repetition(array)
    return _looked_at[key][1]


def repetition(array: np.ndarray) -> str:
    """Key of the sentence on how an array repeats itself that should be draws; or none."""
    if array.size > 3 and np.ptp(array) == 0:
        return "draws.constant"
    if array.size < FEW:
        return ""
    ties = {}
    for axis, name in ((0, "rows"), (1, "columns")):
        if array.ndim == 2 and array.shape[axis] > 1:
            ties[name] = correlation(np.delete(array, -1, axis), np.delete(array, 0, axis))
    tied = max(ties, key=ties.__getitem__, default="")
    if tied and ties[tied] > 0.999:
        return {"rows": "draws.same-row", "columns": "draws.same-column"}[tied]
    if tied and ties[tied] > SIGMAS / np.sqrt(array.size):
        return {"rows": "draws.tied-rows", "columns": "draws.tied-columns"}[tied]
    if _distinct(array) < 0.9:
        return "draws.repeated"
    if np.count_nonzero(array == 0) > 5:
        return "draws.zeros"
    if abs(array.mean()) < CENTRED * array.std():
        return "draws.centred"
    return _uneven(array) if array.ndim == 2 and min(array.shape) >= FEW else ""


def _distinct(array: np.ndarray) -> float:
    return np.unique(np.abs(array)).size / array.size


def _uneven(array: np.ndarray) -> str:
    """Key of the sentence on rows, or columns, that differ more or less than draws do; or none."""
    standard = (array - array.mean()) / array.std()
    kurtosis = _fourth_moment(standard)
    for matrix, unlike, like in (
        (standard, "draws.unlike-rows", "draws.like-rows"),
        (standard.T, "draws.unlike-columns", "draws.like-columns"),
    ):
        count, size = matrix.shape
        means, sizes = matrix.mean(axis=1), (matrix**2).mean(axis=1) - 1
        for part, variance in ((means, 1), (sizes, kurtosis - 1)):
            # A sum of squares, chi-squared; its cube root is nearly normal (Wilson and Hilferty).
            root = np.cbrt((part**2).mean() * size / variance)
            if abs(root - 1 + 2 / (9 * count)) > HEAVY * np.sqrt(2 / (9 * count)):
                return unlike if root > 1 else like
    return ""


def correlated(a: np.ndarray, b: np.ndarray) -> bool:
    """Whether two arrays hold the same draws: read in order, or from the same corner."""
    return any(
        x.size >= FEW and correlation(x, y) > SIGMAS / np.sqrt(x.size)
        for one, other in ((a, b), (a, b.T), (a.T, b), (a.T, b.T))
        for x, y in _overlaps(one, other)
    )


def _overlaps(a: np.ndarray, b: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    size = min(a.size, b.size)
    yield np.ravel(a)[:size], np.ravel(b)[:size]
    if a.ndim == b.ndim == 2:
        corner = tuple(slice(min(sizes)) for sizes in zip(a.shape, b.shape, strict=True))
        yield a[corner], b[corner]


def correlation(a: np.ndarray, b: np.ndarray) -> float:
    """Size of the correlation of two arrays of the same shape; 0 where one is constant."""
    x, y = a - a.mean(), b - b.mean()
    # Sums of products, not x @ y: a threaded BLAS would wait for cores that are busy.
    scale = float(np.sqrt((x * x).sum() * (y * y).sum()))
    return abs(float((x * y).sum())) / scale if scale > 0 else 0.0


def _near_zero(mean: float, std: float) -> str:
    return "0" if abs(mean) < 0.02 * std else f"{mean:.3g}"

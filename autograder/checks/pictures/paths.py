"""A path down a bowl beside the one that was expected, over the contours of the bowl."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from autograder.checks.pictures.png import address

_SIZE = 180
_PAPER, _CONTOUR = (255, 255, 255), (205, 205, 205)
_YOURS, _EXPECTED = (213, 94, 0), (0, 90, 181)
_LEVELS = 9
_FURTHEST = 4.0
"""Of a path that runs away only so much is drawn, in lengths of the path that was expected."""


def path(got: np.ndarray, expected: np.ndarray, curvatures: tuple[float, float]) -> str:
    """Draw two paths over the contours of ``(a x**2 + b y**2) / 2``, whose lowest point is zero.

    Parameters
    ----------
    got, expected : ndarray of shape (points, 2)
        Points after each step, where both began included; the first is drawn on top of the second.
    curvatures : tuple of float
        The two factors a and b.

    Returns
    -------
    str
        A ``data:`` address of a picture, orange on blue.
    """
    low, high = _window(got, expected)
    pixels = np.empty((_SIZE, _SIZE, 3), np.uint8)
    pixels[...] = _PAPER
    x, y = (np.linspace(low[axis], high[axis], _SIZE) for axis in (0, 1))
    height = (curvatures[0] * x**2 + curvatures[1] * y[:, None] ** 2) / 2
    # Equally far apart from the lowest point on: the levels of a bowl grow with the square.
    level = np.floor(_LEVELS * np.sqrt(height / height.max()))
    edge = np.zeros((_SIZE, _SIZE), bool)
    edge[1:] |= level[1:] != level[:-1]
    edge[:, 1:] |= level[:, 1:] != level[:, :-1]
    pixels[edge] = _CONTOUR
    for points, colour, wide in ((expected, _EXPECTED, 2), (got, _YOURS, 1)):
        _draw(pixels, (points - low) / (high - low) * (_SIZE - 1), colour, wide)
    return address(np.flipud(pixels))


def _window(got: np.ndarray, expected: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The lower left and the upper right corner of what is drawn: a square with both paths in it.

    And with the lowest point of the bowl.
    """
    known = np.vstack([expected, np.zeros((1, 2))])
    length = float(np.ptp(known, axis=0).max()) or 1.0
    near = np.abs(got - known.mean(axis=0)).max(axis=1) <= _FURTHEST * length
    shown = np.vstack([known, got[near & np.isfinite(got).all(axis=1)]])
    middle = (shown.min(axis=0) + shown.max(axis=0)) / 2
    half = 0.55 * (float(np.ptp(shown, axis=0).max()) or 1.0)
    return middle - half, middle + half


def _draw(pixels: np.ndarray, points: np.ndarray, colour: tuple[int, int, int], wide: int) -> None:
    """Draw lines between points that follow one another, and a square at each point."""
    points = points[np.isfinite(points).all(axis=1)]
    points = np.clip(points, -2 * _SIZE, 3 * _SIZE)
    for start, end in pairwise(points):
        steps = int(np.abs(end - start).max()) + 1
        for place in np.linspace(start, end, steps + 1):
            _dot(pixels, place, colour, wide)
    for place in points:
        _dot(pixels, place, colour, wide + 1)


def _dot(pixels: np.ndarray, place: np.ndarray, colour: tuple[int, int, int], wide: int) -> None:
    column, row = np.round(place).astype(int)
    if 0 <= row < _SIZE and 0 <= column < _SIZE:
        rows, columns = (slice(max(0, at - wide + 1), at + wide) for at in (row, column))
        pixels[rows, columns] = colour

"""An array beside the one that was expected, as heat maps: each entry a square, its sign a colour.

Orange is more than zero, blue less, and the stronger the colour the larger the number; what is no
number is black.
"""

from __future__ import annotations

import numpy as np

from autograder.checks.pictures.png import address, enlarged

FEWEST, MOST = 6, 40
"""Entries below which numbers say more; rows and columns of which no more are drawn."""
_NEGATIVE, _ZERO, _POSITIVE = (0, 90, 181), (247, 247, 247), (213, 94, 0)  # not red and green
_UNREAL = (0, 0, 0)
_SIDE = 120
"""Pixels that a picture should have on its longer side, ..."""
_SQUARE = (3, 16)
"""... if that leaves the square of an entry between these."""


def worth_drawing(array: np.ndarray) -> bool:
    """Whether a picture of an array says more than its numbers."""
    return array.ndim == 2 and array.size >= FEWEST and array.dtype.kind in "biuf"


def heat(got: np.ndarray, expected: np.ndarray) -> list[str]:
    """Pictures of an array, of the one that was expected, and of the first minus the second.

    The first two have the same scale, that of what was expected. Of a large array, the part is
    drawn that begins at row 0 and column 0.

    Parameters
    ----------
    got, expected : ndarray of shape (rows, columns)

    Returns
    -------
    list of str
        Three ``data:`` addresses.
    """
    yours, right = (array[:MOST, :MOST].astype(float) for array in (got, expected))
    with np.errstate(all="ignore"):
        apart = yours - right
    scale = _largest(right) or _largest(yours)
    shown = ((yours, scale), (right, scale), (apart, _largest(apart)))
    square = int(np.clip(_SIDE // max(right.shape), *_SQUARE))
    return [address(enlarged(_coloured(array, most), square)) for array, most in shown]


def _largest(array: np.ndarray) -> float:
    return float(np.abs(array[np.isfinite(array)]).max(initial=0.0))


def _coloured(array: np.ndarray, most: float) -> np.ndarray:
    """Pixels of shape (rows, columns, 3); numbers beyond `most` have the strongest colour."""
    share = np.clip(np.nan_to_num(array / (most or 1.0)), -1.0, 1.0)[..., None]
    # The root lets small numbers be seen beside large ones.
    strength = np.sqrt(np.abs(share))
    end = np.where(share < 0, np.array(_NEGATIVE), np.array(_POSITIVE))
    pixels = (1 - strength) * np.array(_ZERO) + strength * end
    pixels[~np.isfinite(array)] = _UNREAL
    return np.asarray(np.round(pixels), np.uint8)

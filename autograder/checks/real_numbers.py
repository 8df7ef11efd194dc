"""Real numbers that come in an unusual type: complex, exact, decimal, or as objects of an array."""

from __future__ import annotations

import numbers
from typing import Any

import numpy as np

_NUMBERS = (numbers.Number, np.bool_)
_ROUND_OFF = 1e-12


def real(value: object) -> np.ndarray | float | None:
    """The real numbers that something of an unusual type stands for.

    Parameters
    ----------
    value : object
        An array of complex numbers or of objects, or a single number.

    Returns
    -------
    ndarray, float or None
        Of an array's shape; None where not all of it is a number, or where numbers have an
        imaginary part that is more than round-off.
    """
    if not isinstance(value, np.ndarray):
        return _number(value)
    array = np.asarray(value)
    if array.dtype.kind == "O":
        found = [_number(item) for item in array.flat]
        if any(number is None for number in found):
            return None
        return np.array(found, dtype=float).reshape(array.shape)
    scale = np.abs(array.real[np.isfinite(array.real)]).max(initial=0.0)
    if not (np.abs(array.imag) <= _ROUND_OFF * scale).all():
        return None
    return array.real.astype(np.float32 if array.dtype == np.complex64 else float)


def _number(value: object) -> float | None:
    item: Any = value[()] if isinstance(value, np.ndarray) and value.ndim == 0 else value
    if not isinstance(item, _NUMBERS):
        return None
    try:
        number = complex(item)  # type: ignore[arg-type]
    except (OverflowError, ValueError, TypeError):
        return None
    negligible = number.imag == 0 or abs(number.imag) <= _ROUND_OFF * abs(number.real)
    return number.real if negligible else None

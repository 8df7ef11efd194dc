"""Which letters a font has: read from the one table of its file that says so."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

_TABLE = int.from_bytes(b"cmap", "big")
_LARGEST = 60_000_000


def without(letters: Iterable[str], path: str) -> set[str]:
    """Those of some letters that a font does not have; all of them where it cannot be read."""
    asked = set(letters)
    try:
        file = Path(path)
        ranges = list(_ranges(file.read_bytes() if file.stat().st_size < _LARGEST else b""))
    except (OSError, struct.error):
        return asked
    return {one for one in asked if not any(low <= ord(one) <= high for low, high in ranges)}


def _ranges(font: bytes) -> Iterator[tuple[int, int]]:
    """The first and the last code of each range, in OpenType's formats 4 and 12."""
    start = _at(font, 12, "I")[0] if font[:4] == b"ttcf" else 0  # of several fonts, the first
    for number in range(_at(font, start + 4, "H")[0]):
        name, _, table, _ = _at(font, start + 12 + 16 * number, "4I")
        if name == _TABLE:
            for each in range(_at(font, table + 2, "H")[0]):
                yield from _part(font, table + _at(font, table + 8 + 8 * each, "I")[0])


def _part(font: bytes, place: int) -> Iterator[tuple[int, int]]:
    kind = _at(font, place, "H")[0]
    if kind == 4:
        count = _at(font, place + 6, "H")[0] // 2
        last = _at(font, place + 14, f"{count}H")
        first = _at(font, place + 16 + 2 * count, f"{count}H")
        yield from (pair for pair in zip(first, last, strict=True) if pair[0] < 0xFFFF)
    elif kind == 12:
        count = min(_at(font, place + 12, "I")[0], len(font) // 12)
        numbers = _at(font, place + 16, f"{3 * count}I")
        yield from zip(numbers[::3], numbers[1::3], strict=True)


def _at(font: bytes, place: int, form: str) -> tuple[int, ...]:
    return struct.unpack_from(f">{form}", font, place)

"""Small pictures of where two predictors differ, written as PNG without a plotting library."""

from __future__ import annotations

import base64
import struct
import zlib

import numpy as np

from autograder.checks.words import say

# Okabe and Ito's sky blue, orange and black: told apart by colour-blind readers, and in grey.
_CLASS_0, _CLASS_1, _DIFFERENT = (86, 180, 233), (230, 159, 0), (0, 0, 0)
_SCALE = 3


def regions(got: np.ndarray, expected: np.ndarray) -> list[tuple[str, str]]:
    """Draw the answer's region, the expected one, and where they differ.

    Parameters
    ----------
    got, expected : ndarray of shape (rows, columns)
        Labels 0 and 1 over a grid, the first row at the bottom.

    Returns
    -------
    list of (str, str)
        What each picture shows, and a ``data:`` address of a PNG.
    """
    differ = np.full((*got.shape, 3), 235, np.uint8)
    differ[(got != 0) != (expected != 0)] = _DIFFERENT
    panels = {
        say("picture.yours"): _coloured(got),
        say("picture.expected"): _coloured(expected),
        say("picture.different"): differ,
    }
    return [
        (name, _png(np.flipud(panel).repeat(_SCALE, 0).repeat(_SCALE, 1)))
        for name, panel in panels.items()
    ]


def _coloured(labels: np.ndarray) -> np.ndarray:
    palette = np.array([_CLASS_0, _CLASS_1], np.uint8)
    return np.asarray(palette[(labels != 0).astype(int)])


def _png(pixels: np.ndarray) -> str:
    height, width, _ = pixels.shape
    rows = b"".join(b"\0" + pixels[row].tobytes() for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )
    return "data:image/png;base64," + base64.b64encode(data).decode()

"""What makes the command line start sooner."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# jsonschema, which nbformat checks notebooks with, builds a whole grammar of URIs when it is
# imported, for a check that nobody asks for. It does without where the package is missing.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


@contextmanager
def importing() -> Iterator[None]:
    """While it lasts, nothing is looked through for garbage, nor is what was made then ever after.

    Modules stay; to go through them again and again takes a fifth of the time of importing them.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def processors() -> int:
    """How many processors this process may use, and so how many workers there are by default."""
    usable = getattr(os, "sched_getaffinity", None)  # on Linux only
    return len(usable(0)) if usable is not None else os.cpu_count() or 1

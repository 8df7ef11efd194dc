"""What takes seconds to import, and how the command line gets round it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import forkserver

WORKER = ("autograder.startup", "autograder.grading.grader", "distributed.nanny")
"""What a worker has imported before it begins."""

THREADS = 4
"""As many workers are threads; the interpreter's lock would hold up more."""

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


def begin() -> None:
    """Let a process import what a worker needs, while this one goes on; workers are its forks.

    Only where they are processes: a few workers are threads of this one.
    """
    multiprocessing.set_forkserver_preload(list(WORKER))
    forkserver.ensure_running()


def processors() -> int:
    """How many processors this process may use, and so how many workers there are by default."""
    usable = getattr(os, "sched_getaffinity", None)  # on Linux only
    return len(usable(0)) if usable is not None else os.cpu_count() or 1

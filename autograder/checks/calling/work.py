"""How much Python runs on behalf of a function: instructions, not seconds.

Vectorised code executes the same instructions for a small input and for a large one. Every frame
that is entered below the call counts, in whatever file and thread; the usual ways to loop without a
frame (`map`, `filter`, `starmap`, `numpy.frompyfunc`, which `numpy.vectorize` stands on) are given
one while we count; a child process counts as a loop. Of a large array that is printed, no more is
shown than of a small one: to look at a result is not to compute it.
"""

from __future__ import annotations

import builtins
import itertools
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import numpy as np

LIMIT = 200_000
_CHILD_EVENTS = frozenset(
    {"os.fork", "os.forkpty", "os.posix_spawn", "subprocess.Popen", "os.system"}
)


class _Meter:
    """Counts instructions until the limit; the rest runs untraced."""

    def __init__(self) -> None:
        self.count = 0

    def trace(self, frame: FrameType, event: str, _argument: object) -> Any:
        if event == "call":
            frame.f_trace_opcodes = True
            frame.f_trace_lines = False
        self.count += 1
        if self.count > LIMIT:
            sys.settrace(None)
            return None
        return self.trace


_running: list[_Meter] = []
_hook_installed = False


def _audit(event: str, _arguments: object) -> None:
    if _running and event in _CHILD_EVENTS:
        _running[-1].count += LIMIT


def _install_hook() -> None:
    global _hook_installed
    if not _hook_installed:
        sys.addaudithook(_audit)
        _hook_installed = True


def count_work(function: Callable[..., Any], *arguments: Any, **named: Any) -> tuple[Any, int]:
    """Call a function and count the Python instructions that it takes.

    Returns
    -------
    value : object
        What the function returned.
    work : int
        The number of bytecode instructions, at most `LIMIT` and what came on top in one step.
    """
    _install_hook()
    meter = _Meter()
    before, before_threads = sys.gettrace(), threading.gettrace()
    _running.append(meter)
    try:
        shown = np.printoptions(threshold=0, edgeitems=1)
        with shown, _loops_in_frames(getattr(function, "__globals__", {})):
            threading.settrace(meter.trace)
            sys.settrace(meter.trace)
            try:
                value = function(*arguments, **named)
            finally:
                sys.settrace(before)
                threading.settrace(before_threads)
    finally:
        _running.remove(meter)
    return value, meter.count


class _Mapped:
    """`map` with a frame for each item."""

    def __init__(self, function: Callable[..., Any], *iterables: Any) -> None:
        self._items = (function(*items) for items in zip(*iterables, strict=False))

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        return next(self._items)


class _Filtered(_Mapped):
    """`filter` with a frame for each item."""

    def __init__(self, function: Callable[..., Any] | None, iterable: Any) -> None:
        keep = function or bool
        self._items = (item for item in iterable if keep(item))


class _Starmapped(_Mapped):
    """`itertools.starmap` with a frame for each item."""

    def __init__(self, function: Callable[..., Any], iterable: Any) -> None:
        self._items = (function(*items) for items in iterable)


def _frompyfunc(function: Callable[..., Any], /, *arguments: Any, **options: Any) -> Any:
    def framed(*items: Any) -> Any:
        return function(*items)

    return _FROMPYFUNC(framed, *arguments, **options)


_FROMPYFUNC = np.frompyfunc


_REPLACED: list[tuple[Any, Any]] = [
    (map, _Mapped),
    (filter, _Filtered),
    (itertools.starmap, _Starmapped),
    (_FROMPYFUNC, _frompyfunc),
]


@contextmanager
def _loops_in_frames(students: dict[str, Any]) -> Iterator[None]:
    """Replace loops without a frame where they are defined, and where a student imported them."""
    namespaces = (
        vars(builtins),
        vars(itertools),
        vars(np),
        np.vectorize.__call__.__globals__,
        students,
    )
    places = [
        (namespace, name, original, replacement)
        for namespace in namespaces
        for name, value in list(namespace.items())
        for original, replacement in _REPLACED
        if value is original
    ]
    for namespace, name, _, replacement in places:
        namespace[name] = replacement
    try:
        yield
    finally:
        for namespace, name, original, _ in places:
            namespace[name] = original

"""How much Python runs on behalf of a function: instructions, not seconds.

Vectorised code executes the same instructions for a small input and for a large one. Every frame
that is entered below the call counts, in whatever file and thread; the usual ways to loop without a
frame (`map`, `filter`, `starmap`, `numpy.frompyfunc`, which `numpy.vectorize` stands on) are given
one while we count; a child process counts as a loop. Of a large array that is made into text, no
more is shown than of a small one: to look at a result is not to compute it.
"""

from __future__ import annotations

import _thread
import builtins
import gc
import inspect
import itertools
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from types import CodeType, FrameType
from typing import Any

import numpy as np

from autograder.checks.calling.places import replaced
from autograder.checks.calling.showing import shows

LIMIT = 200_000
_CHILD_EVENTS = frozenset(
    {"os.fork", "os.forkpty", "os.posix_spawn", "subprocess.Popen", "os.system"}
)


@dataclass(frozen=True)
class Work:
    """How much ran: Python instructions, at most `LIMIT` and what came on top in one step.

    `showing` is how many of them ran for figures and the like, and `processes` whether other
    processes were started, of which nobody knows what they do.
    """

    count: int = 0
    showing: int = 0
    processes: bool = False


class _Meter:
    """Counts instructions until the limit; the rest runs untraced."""

    def __init__(self) -> None:
        self.count = 0
        self.showing = 0
        self.processes = False

    def trace(self, frame: FrameType, event: str, _argument: object) -> Any:
        if event == "call":
            if id(frame.f_code) in _WAITING:
                return None  # how long threads wait for each other is chance, and no work
            frame.f_trace_opcodes = True
            frame.f_trace_lines = False
            caller = frame.f_back
            if shows(frame) or (caller is not None and caller.f_trace == self._showing):
                self.showing += 1
                return self._counted() and self._showing
        return self._counted() and self.trace

    def _showing(self, *_event: object) -> Any:
        """Trace a frame that shows something, or one that is entered below it."""
        self.showing += 1
        return self._counted() and self._showing

    def _counted(self) -> bool | None:
        """Count one more; nothing where that is one too many."""
        self.count += 1
        if self.count > LIMIT:
            _trace(None)
            return None
        return True

    def new_thread(self, function: Callable[..., Any], *given: Any) -> int:
        """Start a thread in which what runs is counted too."""
        return _START(self._in_thread, (function, *given))

    def new_joinable_thread(self, function: Callable[..., Any], **how: Any) -> Any:
        """The same, as `threading` does it from Python 3.13 on."""
        return _JOINABLE(partial(self._in_thread, function, ()), **how)

    def _in_thread(
        self, function: Callable[..., Any], given: tuple[Any, ...], named: Mapping[str, Any] = {}
    ) -> None:
        _trace(self.trace)
        try:
            function(*given, **named)
        finally:
            _trace(None)


def _trace(function: Callable[..., Any] | None) -> None:
    """Trace this thread, or trace it no more; while another one begins to, that fails."""
    while True:
        try:
            sys.settrace(function)
        except RuntimeError:
            continue
        return


_running: list[_Meter] = []
_hook_installed = False


def _audit(event: str, _arguments: object) -> None:
    if _running and event in _CHILD_EVENTS:
        _running[-1].count += LIMIT
        _running[-1].processes = True


def _install_hook() -> None:
    global _hook_installed
    if not _hook_installed:
        sys.addaudithook(_audit)
        _hook_installed = True


def count_work(function: Callable[..., Any], *arguments: Any, **named: Any) -> tuple[Any, Work]:
    """Call a function and count the Python instructions that it takes.

    Returns
    -------
    value : object
        What the function returned.
    work : Work
    """
    _install_hook()
    meter = _Meter()
    before = sys.gettrace()
    _running.append(meter)
    try:
        shown = np.printoptions(threshold=0, edgeitems=1)
        with shown, _uncollected(), _in_sight(meter, getattr(function, "__globals__", {})):
            _trace(meter.trace)
            try:
                value = function(*arguments, **named)
            finally:
                _trace(before)
    finally:
        _running.remove(meter)
    return value, Work(meter.count, meter.showing, meter.processes)


@contextmanager
def _uncollected() -> Iterator[None]:
    """While it lasts, no garbage is collected: what that executes is not the function's work."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


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


def _codes(function: object) -> Iterator[CodeType]:
    """The code of one of the functions of `threading`, and of those that it makes."""
    if getattr(function, "__module__", None) == threading.__name__:
        waiting = [getattr(function, "__code__", None)]
        for code in waiting:  # which grows
            if isinstance(code, CodeType):
                yield code
                waiting += code.co_consts


_FROMPYFUNC = np.frompyfunc
_START = _thread.start_new_thread
_JOINABLE: Any = getattr(_thread, "start_joinable_thread", None)
_THREADING = vars(threading)
_WAITING = {
    id(code)
    for part in (threading, *filter(inspect.isclass, _THREADING.values()))
    if getattr(part, "__module__", threading.__name__) == threading.__name__
    for value in vars(part).values()
    for code in _codes(getattr(value, "fget", value))
}
"""The code of what threads do to begin, to wait and to end; a copy of it is other code."""

_REPLACED: list[tuple[Any, Any]] = [
    (map, _Mapped),
    (filter, _Filtered),
    (itertools.starmap, _Starmapped),
    (_FROMPYFUNC, _frompyfunc),
]


def _in_sight(meter: _Meter, students: dict[str, Any]) -> AbstractContextManager[None]:
    """Replace loops without a frame where they are defined, and where a student imported them.

    And what starts threads: `threading.settrace` would end some of them, where several begin.
    """
    namespaces = (
        vars(builtins),
        vars(itertools),
        vars(_thread),
        _THREADING,
        vars(np),
        np.vectorize.__call__.__globals__,
        students,
    )
    threads = [(_START, meter.new_thread), (_JOINABLE, meter.new_joinable_thread)]
    return replaced(namespaces, [*_REPLACED, *(one for one in threads if one[0] is not None)])

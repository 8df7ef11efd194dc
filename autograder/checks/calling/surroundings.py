"""What a notebook may have set for its whole process, and what no right answer should fail for.

Each of these contexts sets something to what it is in a fresh Python, and at its end puts back what
it has found.
"""

from __future__ import annotations

import io
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import numpy as np

_DEPTH = 1000
_PRINTED: dict[str, Any] = dict(np.get_printoptions())
_NOTEBOOK = "__main__"


@contextmanager
def usual() -> Iterator[None]:
    """Where the checks themselves can work."""
    with _deep_enough(), _untraced(_NOTEBOOK), _no_alarms(), np.printoptions(**_PRINTED):
        yield


@contextmanager
def undisturbed(function: Callable[..., Any]) -> Iterator[None]:
    """Where a student's function can work."""
    module = getattr(function, "__module__", None) or _NOTEBOOK
    names = getattr(function, "__globals__", {})
    with _deep_enough(), _untraced(_NOTEBOOK, module), _no_alarms(), _streams(), _exits(names):
        yield


@contextmanager
def _no_alarms() -> Iterator[None]:
    """Nothing is raised for a number that overflows, nor for any other warning."""
    with (
        np.errstate(divide="warn", over="warn", under="ignore", invalid="warn"),
        _no_warning_raised(),
    ):
        yield


@contextmanager
def _no_warning_raised() -> Iterator[None]:
    # Not where there is nothing to change: it makes Python forget what it has warned of already.
    if all(action != "error" for action, *_ in warnings.filters):
        yield
        return
    with warnings.catch_warnings():
        warnings.filters[:] = [  # type: ignore[index]
            ("once" if action == "error" else action, *rest) for action, *rest in warnings.filters
        ]
        yield


@contextmanager
def _deep_enough() -> Iterator[None]:
    before = sys.getrecursionlimit()
    if before >= _DEPTH:
        yield
        return
    sys.setrecursionlimit(_DEPTH)
    try:
        yield
    finally:
        if sys.getrecursionlimit() == _DEPTH:
            sys.setrecursionlimit(before)


@contextmanager
def _untraced(*modules: str) -> Iterator[None]:
    """Without what a student has written to trace or profile; a debugger goes on."""
    trace, profile = sys.gettrace(), sys.getprofile()
    if getattr(trace, "__module__", None) in modules:
        sys.settrace(None)
    if getattr(profile, "__module__", None) in modules:
        sys.setprofile(None)
    try:
        yield
    finally:
        if sys.gettrace() is not trace:
            sys.settrace(trace)
        if sys.getprofile() is not profile:
            sys.setprofile(profile)


@contextmanager
def _streams() -> Iterator[None]:
    """What is printed goes nowhere where it cannot go: a stream was closed, or is none."""
    before = {name: getattr(sys, name, None) for name in ("stdout", "stderr")}
    nowhere = {name: io.StringIO() for name, stream in before.items() if not _writable(stream)}
    for name, stream in nowhere.items():
        setattr(sys, name, stream)
    try:
        yield
    finally:
        for name, stream in nowhere.items():
            if getattr(sys, name, None) is stream:
                setattr(sys, name, before[name])


def _writable(stream: Any) -> bool:
    try:
        stream.write("")
    except Exception:  # noqa: BLE001 - anything may stand there
        return False
    return True


def _exit(code: object = None) -> NoReturn:
    raise SystemExit(code)


@contextmanager
def _exits(names: dict[str, Any]) -> Iterator[None]:
    """`exit` and `quit` end a call, as they do in a file: IPython's end the kernel after it."""
    before = {
        name: names[name]
        for name in ("exit", "quit")
        if type(names.get(name)).__module__.partition(".")[0] == "IPython"
    }
    names.update(dict.fromkeys(before, _exit))
    try:
        yield
    finally:
        names.update(before)

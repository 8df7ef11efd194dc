"""What only shows something: prints, figures, progress. It is no work, so none is done for it.

While work is counted, and while a large input is asked about, nothing is shown: to draw a million
points takes as long as a loop over them. What stands in the place of what shows something does
nothing at all and calls nothing, so no loop can hide in it.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType, ModuleType
from typing import Any

import numpy as np

from autograder.checks.calling.places import replaced

_MODULES = {
    "matplotlib": "matplotlib",
    "matplotlib.style": "matplotlib.style",
    "matplotlib.pyplot": "matplotlib.pyplot",
    "matplotlib.figure": "matplotlib.figure",
    "helpers.plots": "helpers.plots",
    "helpers.image_plots": "helpers.image_plots",
    "helpers.progress": "helpers.progress",
    "autograder.checks": "autograder.checks",
    "IPython.display": "IPython.core.display_functions",
}
"""Where the functions are that show something, and the module or package that defines them."""
_PRINT = print  # a notebook may put something else in its place
_PACKAGES = {"matplotlib", "mpl_toolkits", "PIL", "IPython", "seaborn", "plotly"}
_DRAWN = ("matplotlib.figure.", "matplotlib.axes.", "matplotlib.lines.", "mpl_toolkits.")
"""Where figures come from, and what is in them: a notebook may have made some before."""
_ONLY_DRAWING = {"seaborn", "plotly"}
_MOST = 100


class _Nothing:
    """Stands in the place of figures, axes and lines: takes everything, and does nothing."""

    def __call__(self, *_given: object, **_named: object) -> _Nothing:
        return self

    def subplots(self, *given: int, **named: bool) -> Any:
        return _subplots(*given, **named)[1]

    def __getattr__(self, name: str) -> _Nothing:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, _key: object) -> _Nothing:
        return self

    def __setitem__(self, _key: object, _value: object) -> None:
        pass

    def __iter__(self) -> Iterator[_Nothing]:
        return iter((self,))

    def __enter__(self) -> _Nothing:
        return self

    def __exit__(self, *_raised: object) -> None:
        pass


NOTHING = _Nothing()


@contextmanager
def unseen(function: Callable[..., Any]) -> Iterator[None]:
    """While it lasts, nothing is shown: in place of what shows something, there is nothing.

    Parameters
    ----------
    function : callable
        A student's, whose module may have some of it under names of its own.
    """
    instead: list[tuple[Any, Any]] = [(_PRINT, _printed)]
    own_names = getattr(function, "__globals__", {})
    namespaces = [vars(builtins), own_names]
    instead += [(value, NOTHING) for value in list(own_names.values()) if _is_drawn(value)]
    for name, home in _MODULES.items():
        if name not in sys.modules:
            continue
        there = vars(sys.modules[name])
        namespaces.append(there)
        for public in there.get("__all__", there):
            value = there.get(public)
            own = callable(value) and f"{getattr(value, '__module__', '')}.".startswith(f"{home}.")
            settings = type(value).__name__ == "RcParams"
            if (own or settings) and not public.startswith("_"):
                grid = home == "matplotlib.pyplot" and public == "subplots"
                instead.append((value, _subplots if grid else NOTHING))
    with replaced(namespaces, instead):
        yield


def shows(frame: FrameType) -> bool:
    """Whether a frame is of a package that shows something; by what it says of itself."""
    name = frame.f_globals.get("__name__")
    return isinstance(name, str) and (name.partition(".")[0] in _PACKAGES or name in _MODULES)


def raised_while_showing(error: BaseException) -> bool:
    """Whether an exception came out of what shows something, and not of what is to be shown."""
    trace, drew = error.__traceback__, False
    while trace is not None:
        drew = drew or shows(trace.tb_frame)
        trace = trace.tb_next
    return drew


def _is_drawn(value: object) -> bool:
    """Whether something is a figure, or a part of one, several of them, or draws by itself."""
    if isinstance(value, ModuleType):
        return value.__name__.partition(".")[0] in _ONLY_DRAWING
    if isinstance(value, np.ndarray):
        several = value.dtype == object and 0 < value.size <= _MOST
        return several and all(map(_is_drawn, value.flat))
    return f"{type(value).__module__}.".startswith(_DRAWN)


def _printed(*_given: object, **_named: object) -> None:
    pass


def _subplots(nrows: int = 1, ncols: int = 1, *, squeeze: bool = True, **_named: object) -> Any:
    """A figure and axes, in as many rows and columns as are wanted."""
    axes = np.empty((nrows, ncols), object)
    for place in np.ndindex(nrows, ncols):
        axes[place] = NOTHING
    if squeeze:
        axes = axes.squeeze()
        return NOTHING, axes if axes.ndim else NOTHING
    return NOTHING, axes

"""Figures in a notebook: pictures below the cell that draws them, whatever else is configured.

Matplotlib's backend may be named in the environment, in a file, or in a line of the notebook. Most
of them open a window or show nothing, where a reader, a rerun and a grader look for a picture.
"""

from __future__ import annotations

import os
import sys
from typing import Any

BACKEND = "module://matplotlib_inline.backend_inline"
SHOWN = ("inline", "ipympl", "widget")
"""Words in the names of the backends whose figures are a part of the notebook."""


def shell() -> Any | None:
    """The IPython shell of the notebook that runs here, if one does; IPython is not imported."""
    ipython = sys.modules.get("IPython")
    found = ipython.get_ipython() if ipython is not None else None
    return None if found is None or hasattr(found, "mainloop") else found  # a terminal has one


def begin() -> None:
    """Show figures in the notebook that runs here, if one does, from now on."""
    here = shell()
    if here is None:
        return
    os.environ["MPLBACKEND"] = BACKEND  # for a Matplotlib that is not there yet
    here.run_line_magic("config", "InlineBackend.close_figures = True")
    here.events.callbacks["post_execute"].insert(0, _end_of_cell)  # before IPython shows figures
    settle()


def settle() -> None:
    """Show what another backend keeps to itself, and leave further figures to the notebook."""
    here, pyplot = shell(), sys.modules.get("matplotlib.pyplot")
    if here is None or pyplot is None:
        return
    begun = "matplotlib_inline.backend_inline" in sys.modules
    if begun and any(word in pyplot.get_backend().lower() for word in SHOWN):
        return
    from IPython.display import display

    figures = [pyplot.figure(number) for number in pyplot.get_fignums()]
    pyplot.close("all")
    here.enable_matplotlib("inline")
    for figure in figures:
        display(figure)  # type: ignore[no-untyped-call]


def _end_of_cell() -> None:
    settle()
    here, pyplot = shell(), sys.modules.get("matplotlib.pyplot")
    if here is None or pyplot is None or "inline" not in pyplot.get_backend().lower():
        return
    value = here.user_ns.get("_oh", {}).get(here.execution_count - 1)
    if isinstance(value, pyplot.Figure):
        pyplot.close(value)  # the cell's value has been shown already

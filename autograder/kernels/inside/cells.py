"""The program of a kernel that runs the cells that the grader sends, in a shell without ZMQ."""

from __future__ import annotations

import random
import re
import socket
import sys
from typing import Any

from . import wire
from .shell import SCREEN, Shell, make

# Also the first error: what formats it is imported only then.
_WARM = """
def _warm():
    import matplotlib.pyplot as plt, numpy as np
    from IPython.display import HTML, display
    X = np.random.default_rng(0).random((50, 2))
    figure, axes = plt.subplots()
    axes.contourf(np.outer(X[:, 0], X[:, 1]) @ np.eye(50))
    axes.scatter(*X.T, label="$x^2$")
    axes.set_title("title")
    axes.legend()
    display(HTML(""))
    plt.show()
    raise ValueError(np.ones(3))
_warm()
"""


class Cells:
    """A shell, and what it takes to run cells in it.

    Parameters
    ----------
    cropped : bool
        Whether figures are shown without their margins.
    """

    def __init__(self, *, cropped: bool) -> None:
        self._shell = make(cropped=cropped)
        self._forked = False
        self._generators: tuple[Any, Any] | None = None

    def open(self, connection: socket.socket, opening: list[str], shown: int) -> None:
        """Do in the zygote what every notebook does first, and show what its first cells show."""
        self._forked = True
        _warm(self._shell)
        SCREEN.connection, SCREEN.limit = connection, shown
        for number, source in enumerate(opening):
            self._shell.run(number, source)
        SCREEN.connection = None
        if any(re.search(r"seed\s*\(", source) for source in opening):
            self._generators = _generators()

    def live(self, talk: socket.socket, shown: int) -> None:
        """Run cells until the grader sends no more, or one of them ends it."""
        if self._forked:
            _reseed(self._generators)
        SCREEN.connection, SCREEN.limit = talk, shown
        while not self._shell.leaving and (cell := wire.receive(talk)) is not None:
            self._shell.run(cell[0]["cell"], cell[0]["source"])


def _warm(shell: Shell) -> None:
    shell.run_cell(_WARM, store_history=False, silent=True)  # type: ignore[no-untyped-call]
    for name in ("last_type", "last_value", "last_traceback", "last_exc"):
        if hasattr(sys, name):
            delattr(sys, name)
    del shell.user_ns["_warm"]


def _generators() -> tuple[Any, Any]:
    import numpy as np

    return random.getstate(), np.random.get_state()  # noqa: NPY002


def _reseed(generators: tuple[Any, Any] | None) -> None:
    """Every kernel draws other numbers, unless the opening cells decided which."""
    import numpy as np

    if generators is None:  # Python's own it renews by itself
        np.random.seed()  # noqa: NPY002
    else:
        random.setstate(generators[0])
        np.random.set_state(generators[1])  # noqa: NPY002

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
    import matplotlib.pyplot as plt, numpy as np, sklearn.datasets
    from IPython.display import HTML, display
    X, _ = sklearn.datasets.make_moons(50, random_state=0)
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
    """A shell in the zygote, in which the opening cells have run.

    Parameters
    ----------
    settings : dict
        The zygote's.
    control : socket.socket
        To the grader, who is told how the opening cells ended.

    Attributes
    ----------
    generators : tuple or None
        States of the global random generators, where an opening cell decided which.
    """

    def __init__(self, settings: dict[str, Any], control: socket.socket) -> None:
        SCREEN.limit = settings["shown"]
        self._shell = _warm(settings["cropped"])
        SCREEN.connection = control
        opening: list[str] = settings["opening"]
        for number, source in enumerate(opening):
            self._shell.run(number, source)
        SCREEN.connection = None
        seeded = any(re.search(r"seed\s*\(", source) for source in opening)
        self.generators = _generators() if seeded else None

    def live(self, talk: socket.socket, settings: dict[str, Any]) -> None:
        """Run cells until the grader sends no more, or one of them ends it."""
        SCREEN.connection, SCREEN.limit = talk, settings["shown"]
        while not self._shell.leaving and (cell := wire.receive(talk)) is not None:
            self._shell.run(cell[0]["cell"], cell[0]["source"])


def _warm(cropped: bool) -> Shell:
    shell = make(cropped=cropped)
    shell.run_cell(_WARM, store_history=False, silent=True)  # type: ignore[no-untyped-call]
    for name in ("last_type", "last_value", "last_traceback", "last_exc"):
        if hasattr(sys, name):
            delattr(sys, name)
    del shell.user_ns["_warm"]
    return shell


def _generators() -> tuple[Any, Any]:
    import numpy as np

    return random.getstate(), np.random.get_state()  # noqa: NPY002

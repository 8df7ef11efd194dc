"""The program of a kernel that Jupyter's clients talk to: IPython's own, as it comes."""

from __future__ import annotations

import importlib
import io
import socket
import sys
from typing import Any

import ipykernel_launcher  # type: ignore[import-untyped]
import matplotlib.pyplot  # noqa: ICN001
import numpy as np
import sklearn.datasets
from ipykernel.kernelapp import IPKernelApp
from IPython.core.ultratb import AutoFormattedTB
from matplotlib.figure import Figure

from . import wire

# What else a stock kernel imports before its first cell, and in it.
_MORE = (
    "ipykernel.debugger",
    "ipykernel.zmqshell",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.core.pylabtools",
    "IPython.display",
    "IPython.extensions.storemagic",
    "sqlite3",
    "tornado.platform.asyncio",
)


class Application:
    """What a kernel does first, done in the zygote: without a shell, a thread or a ZMQ context.

    Parameters
    ----------
    settings : dict
        The zygote's.
    control : socket.socket
        To the grader.
    """

    generators: tuple[Any, Any] | None = None

    def __init__(self, settings: dict[str, Any], control: socket.socket) -> None:  # noqa: ARG002
        for name in _MORE:
            importlib.import_module(name)
        _draw()
        _fail()
        # Pyplot looks for the shell when it is imported, so each kernel does that.
        del sys.modules["matplotlib.pyplot"], matplotlib.pyplot

    def live(self, talk: socket.socket, settings: dict[str, Any]) -> None:
        """Be a kernel until it is told to end; the grader hears when its sockets are bound."""
        if sys.path[0] == "":  # the launcher takes it away, and the shell puts it elsewhere
            del sys.path[0]
        sys.argv = [ipykernel_launcher.__file__, *settings["arguments"]]
        application: Any = IPKernelApp.instance()
        application.initialize()
        wire.send(talk, {"ready": True})
        talk.close()
        application.start()
        sys.exit()


def _draw() -> None:
    """A figure: fonts, and all that is imported for one."""
    X, _ = sklearn.datasets.make_moons(50, random_state=0)
    figure = Figure()
    axes = figure.subplots()
    axes.contourf(np.outer(X[:, 0], X[:, 1]) @ np.eye(50))
    axes.scatter(*X.T, label="$x^2$")
    axes.set_title("title")
    axes.legend()
    figure.savefig(io.BytesIO(), format="png", bbox_inches="tight")


def _fail() -> None:
    """A traceback: what formats it is imported only then."""
    try:
        raise ValueError(np.ones(3))
    except ValueError:
        traceback: Any = AutoFormattedTB
        traceback("Context").text(*sys.exc_info())

"""The process from which kernels are forked: it has done before what every notebook does first."""

from __future__ import annotations

import gc
import os
import random
import re
import signal
import socket
import sys
from pathlib import Path
from typing import Any, NoReturn

from . import calls, confinement, pages, wire
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


def main(descriptor: int) -> None:
    """Serve the grader at the other end of a socket until it ends."""
    # An interrupt from a terminal is for the grader, which then ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=descriptor)
    first = wire.receive(control)
    if first is None:
        return
    settings, _ = first
    fork = confinement.Nursery().fork if settings["confined"] else os.fork
    SCREEN.limit = settings["shown"]
    shell = _warm()
    SCREEN.connection = control
    opening: list[str] = settings["opening"]
    for number, source in enumerate(opening):
        shell.run(number, source)
    SCREEN.connection = None
    generators = (
        _generators() if any(re.search(r"seed\s*\(", source) for source in opening) else None
    )
    gc.collect()
    gc.freeze()
    pages.gather()
    wire.send(control, {"ready": len(os.listdir("/proc/self/task"))})  # noqa: PTH208
    nursery: dict[int, int] = {}
    while (request := wire.receive(control)) is not None:
        order, descriptors = request
        if "reap" in order:
            _, status = os.waitpid(nursery.pop(order["reap"]), 0)
            wire.send(control, {"status": os.waitstatus_to_exitcode(status)})
            continue
        child = fork()
        if child == 0:
            control.close()
            Birth(shell, {**settings, **order}, descriptors, generators).begin()
        nursery[order["number"]] = child
        for each in descriptors:
            os.close(each)


def _warm() -> Shell:
    shell = make()
    shell.run_cell(_WARM, store_history=False, silent=True)  # type: ignore[no-untyped-call]
    for name in ("last_type", "last_value", "last_traceback", "last_exc"):
        if hasattr(sys, name):
            delattr(sys, name)
    del shell.user_ns["_warm"]
    return shell


def _generators() -> tuple[Any, Any]:
    import numpy as np

    return random.getstate(), np.random.get_state()  # noqa: NPY002


class Birth:
    """One kernel, from the fork to its first cell; it is process 1 of its namespace."""

    def __init__(
        self,
        shell: Shell,
        settings: dict[str, Any],
        descriptors: list[int],
        generators: tuple[Any, Any] | None,
    ) -> None:
        self._shell, self._settings, self._generators = shell, settings, generators
        self._talk = socket.socket(fileno=descriptors[0])
        self._out, self._err, self._files, *self._sockets = descriptors[1:]

    def begin(self) -> NoReturn:
        """Become a kernel; what fails on the way is told to the grader."""
        try:
            self._shut_in()
            self._settle()
        except BaseException as error:  # noqa: BLE001
            wire.send(self._talk, {"trouble": f"{type(error).__name__}: {error}"})
            os._exit(1)
        wire.send(self._talk, {"born": os.getpid()})
        while not self._shell.leaving and (cell := wire.receive(self._talk)) is not None:
            self._shell.run(cell[0]["cell"], cell[0]["source"])
        os._exit(0)

    def _shut_in(self) -> None:
        settings = self._settings
        os.setsid()
        if not settings["confined"]:
            confinement.end_with_parent()
            os.chdir(settings["home"])
            self._unpack()
            return
        confinement.furnish(
            settings["private"], settings["kept"], settings["hidden"], settings["disk"]
        )
        os.chdir(settings["home"])
        self._unpack()
        confinement.restrict(settings["limits"])
        confinement.surrender()
        calls.refuse()

    def _unpack(self) -> None:
        """The notebook's files, into the working folder."""
        with os.fdopen(self._files, "rb") as file:
            for name, size in self._settings["files"]:
                path = Path(name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.read(size))

    def _settle(self) -> None:
        """The streams, variables and random numbers of this kernel."""
        nothing = os.open("/dev/null", os.O_RDONLY)
        for descriptor, place in ((nothing, 0), (self._out, 1), (self._err, 2)):
            os.dup2(descriptor, place)
            os.close(descriptor)
        os.environ.update(self._settings["environment"])
        for name, descriptor in zip(self._settings["sockets"], self._sockets, strict=True):
            os.environ[name] = f"/proc/self/fd/{descriptor}"
        SCREEN.connection, SCREEN.limit = self._talk, self._settings["shown"]
        self._reseed()

    def _reseed(self) -> None:
        """Every kernel draws other numbers, unless the opening cells decided which."""
        import numpy as np

        if self._generators is None:
            random.seed()
            np.random.seed()  # noqa: NPY002
        else:
            random.setstate(self._generators[0])
            np.random.set_state(self._generators[1])  # noqa: NPY002

"""The process from which kernels are forked: it has done before what every notebook does first."""

from __future__ import annotations

import gc
import os
import random
import signal
import socket
from pathlib import Path
from typing import Any, NoReturn, Protocol

from . import confinement, memory, syscalls, wire


class Program(Protocol):
    """What a kernel does: in the zygote before the fork, and in the kernel after it."""

    generators: tuple[Any, Any] | None

    def live(self, talk: socket.socket, settings: dict[str, Any]) -> None: ...


def main(descriptor: int) -> None:
    """Serve the grader at the other end of a socket until it ends."""
    gc.disable()  # what is imported stays: to look for garbage in it takes time
    memory.keep()
    # An interrupt from a terminal is for the grader, which then ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=descriptor)
    first = wire.receive(control)
    if first is None:
        return
    settings, _ = first
    fork = confinement.Nursery().fork if settings["confined"] else os.fork
    program = _program(settings, control)
    gc.freeze()
    gc.enable()
    memory.gather()
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
            Birth(program, {**settings, **order}, descriptors).begin()
        nursery[order["number"]] = child
        for each in descriptors:
            os.close(each)


def _program(settings: dict[str, Any], control: socket.socket) -> Program:
    """Imports what the kernels need, and no more."""
    if settings["program"] == "ipykernel":
        from .application import Application

        return Application(settings, control)
    from .cells import Cells

    return Cells(settings, control)


class Birth:
    """One kernel, from the fork to its first cell; it is process 1 of its namespace."""

    def __init__(self, program: Program, settings: dict[str, Any], descriptors: list[int]) -> None:
        self._program, self._settings = program, settings
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
        self._program.live(self._talk, self._settings)
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
        if "folder" in settings:
            pool = settings["pool"]
            confinement.replace(pool, f"{pool}/{settings['folder']}")
            confinement.switch_on_loopback()
        os.chdir(settings["home"])
        self._unpack()
        confinement.restrict(settings["limits"])
        confinement.surrender()
        syscalls.refuse()

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
        self._reseed()

    def _reseed(self) -> None:
        """Every kernel draws other numbers, unless the opening cells decided which."""
        import numpy as np

        if self._program.generators is None:
            random.seed()
            np.random.seed()  # noqa: NPY002
        else:
            random.setstate(self._program.generators[0])
            np.random.set_state(self._program.generators[1])  # noqa: NPY002

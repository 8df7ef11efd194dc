"""The process from which kernels are forked: it has done before what every notebook does first."""

from __future__ import annotations

import contextlib
import errno
import gc
import json
import os
import select
import signal
import socket
import sys
import traceback
from typing import Any, NoReturn

from . import memory, wire
from .cells import Cells
from .forking import Confined, Open, Way
from .kernel import live

_GIVEN = 4


def main(control: int, shown: int) -> None:
    """Serve the graders at the other end of a socket until they end."""
    gc.disable()  # what is imported stays: to look for garbage in it takes time
    memory.keep()
    # An interrupt from a terminal is for the grader, which then ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    told = json.load(sys.stdin)
    with open(os.devnull) as nothing:  # noqa: PTH123
        os.dup2(nothing.fileno(), 0)
    way = Confined() if told["confined"] else Open()
    with socket.socket(fileno=shown) as opening:
        cells = Cells(cropped=told["cropped"])
        cells.open(opening, told["opening"], told["shown"])
        gc.freeze()
        gc.enable()
        memory.gather()
        way.check(told)
        wire.send(opening, {"ready": len(os.listdir("/proc/self/task"))})  # noqa: PTH208
    Service(socket.socket(fileno=control), way, cells, told).run()


class Service:
    """Forks kernels when it is asked to, and says how they ended as soon as they have.

    Every request is a message with descriptors beside it: the kernel's socket, the streams that it
    takes over, and where its exit status is to be written.
    """

    def __init__(
        self, control: socket.socket, way: Way, cells: Cells, told: dict[str, Any]
    ) -> None:
        self._control, self._way, self._cells, self._told = control, way, cells, told
        self._children: dict[int, tuple[int, int]] = {}
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)

    def run(self) -> None:
        """Go on until no grader is left, or one says that it is the end; the kernels end too."""
        try:
            while True:
                for descriptor, _ in self._poll.poll():
                    if descriptor in self._children:
                        self._reap(descriptor)
                    elif not self._serve():
                        return
        finally:
            for child, _ in self._children.values():
                _kill_group(child)

    def _serve(self) -> bool:
        """Fork a kernel; False where nobody can ask any more."""
        asked, given, *_ = socket.recv_fds(self._control, 16, _GIVEN, socket.MSG_CMSG_CLOEXEC)
        if not asked:
            return False
        try:
            if len(given) < _GIVEN:
                raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
            child = self._way.fork()
        except OSError as error:  # there is no room for another: who asked sees that
            print(error, file=sys.__stderr__, flush=True)
            for descriptor in given:
                os.close(descriptor)
            return True
        *ways, status = given
        if child == 0:
            try:
                os.close(status)
                self._be_kernel(*ways)
            except BaseException:  # noqa: BLE001
                traceback.print_exc(file=sys.__stderr__)
            finally:
                os._exit(1)
        handle = os.pidfd_open(child)
        self._children[handle] = child, status
        self._poll.register(handle, select.POLLIN)
        for descriptor in ways:
            os.close(descriptor)
        return True

    def _be_kernel(self, talk: int, out: int, err: int) -> NoReturn:
        self._control.close()
        for handle, (_, other) in self._children.items():
            os.close(handle)
            os.close(other)
        for descriptor, place in ((out, 1), (err, 2)):
            os.dup2(descriptor, place)
            os.close(descriptor)
        os.setsid()
        connection = socket.socket(fileno=talk)
        live(connection, self._cells, self._told, enter=self._way.enter, shut=self._way.shut)

    def _reap(self, handle: int) -> None:
        """Say how a kernel ended; until it is waited for, its number is nobody else's."""
        child, status = self._children.pop(handle)
        self._poll.unregister(handle)
        _kill_group(child)
        _, how = os.waitpid(child, 0)
        with contextlib.suppress(BrokenPipeError):  # nobody wants to know
            os.write(status, str(os.waitstatus_to_exitcode(how)).encode())
        os.close(status)
        os.close(handle)


def _kill_group(child: int) -> None:
    """What a kernel left running in its group; where it was confined, that has ended already."""
    with contextlib.suppress(ProcessLookupError):  # it had not even begun
        os.killpg(child, signal.SIGKILL)

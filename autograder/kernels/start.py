"""A zygote's process from its start to its end."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from autograder.kernels import program
from autograder.kernels.connection import Ends, introduced
from autograder.kernels.inside import wire
from autograder.kernels.kernel import CellResult, Kernel
from autograder.kernels.process import Forked
from autograder.kernels.request import Request
from autograder.kernels.transcript import Transcript
from autograder.sandbox import watch
from autograder.sandbox.host import SandboxError
from autograder.sandbox.place import Place
from autograder.sandbox.view import HOME
from autograder.settings import Settings

_START = 120.0
_TAIL = 2000
_GOING = 0.5


class OpeningError(Exception):
    """The cells that every notebook opens with do not run, or leave what cannot be forked."""


class Running:
    """A zygote that was started, and is known to run once it is `ready`.

    Forks of this process share it: a request is one message that nothing answers, since the news
    comes through what the request hands over. Only who started it ends it.

    Parameters
    ----------
    place : Place
    told : dict
        What it reads first.
    settings : Settings
        Bound what the opening cells show.

    Attributes
    ----------
    opening : list of CellResult
        Of the opening cells.
    is_ready : bool
        They have run, and kernels can be forked.
    """

    def __init__(self, place: Place, told: dict[str, Any], settings: Settings) -> None:
        """Start it, and return at once.

        Raises
        ------
        SandboxError
            It cannot be started.
        """
        if sys.platform != "linux":
            raise SandboxError(f"a zygote needs Linux, and this is {sys.platform}")
        self.opening: list[CellResult] = []
        self.is_ready = False
        self._place, self._settings = place, settings
        self._owner = os.getpid()
        with contextlib.ExitStack() as stack:
            self._control, control = socket.socketpair(type=socket.SOCK_SEQPACKET)
            stack.callback(self._control.close)
            self._shown, shown = socket.socketpair()
            stack.callback(self._shown.close)
            self._errors = stack.enter_context(tempfile.TemporaryFile())
            root = program.folder(place, "zygote-")
            stack.callback(self._remove, root)
            with control, shown, tempfile.TemporaryFile() as first:
                first.write(json.dumps(told).encode())
                first.seek(0)
                ends = (control.fileno(), shown.fileno())
                self._process = program.start(
                    place,
                    "zygote",
                    ends,
                    root=root,
                    stdin=first,
                    stdout=self._errors,
                    stderr=self._errors,
                )
            self._files = stack.pop_all()

    @property
    def is_usable(self) -> bool:
        """Whether this process knows it to be ready, or is the one that can wait for that."""
        return self.is_ready or os.getpid() == self._owner

    def ready(self) -> None:
        """Wait until it is.

        Raises
        ------
        SandboxError
            It does not start.
        OpeningError
            It cannot run the opening cells, or not be forked after them.
        """
        if self.is_ready:
            return
        frames = wire.Frames(2 * self._settings.shown)
        transcript = Transcript(self._settings)
        transcript.begin()
        self._shown.settimeout(_START)
        with contextlib.suppress(TimeoutError, ConnectionResetError):
            while piece := self._shown.recv(2**18):
                for frame in frames.feed(piece):
                    message = json.loads(frame)
                    if "ready" in message:
                        self._opened(message["ready"] - 1)
                        return
                    if "done" in message:
                        self._ran(message, transcript)
                        transcript.begin()
                    else:
                        transcript.receive(message, len(frame))
        raise SandboxError(f"a zygote does not start: {self._said()}")

    def fork(self, request: Request) -> Kernel:
        """Have a kernel forked."""
        folder = program.folder(self._place, "kernel-")
        home = None if folder is None else folder / Path(HOME).name
        ends = Ends()
        try:
            if home is not None:
                home.mkdir()
            socket.send_fds(self._control, [b"fork"], ends.theirs)
            ends.give()
            request.tell(ends.talk, confined=self._place.confined, home=home)
            pid = introduced(ends.talk)
            if pid is None:
                raise SandboxError("the system does not tell who sends a message")
            return Kernel(ends, Forked(pid, ends.status), request.settings, folder)
        except BaseException:
            ends.close()
            if folder is not None:
                shutil.rmtree(folder)
            raise

    def has_ended(self) -> bool:
        """Whether it is gone, for whatever reason, or just going."""
        control = self._control.fileno()
        if control < 0:  # another thread was told already, and has closed it
            return True
        poll = select.poll()
        poll.register(control, select.POLLIN)
        return bool(poll.poll(_GOING * 1000))  # it never says anything

    def close(self) -> None:
        """End it with every kernel and wait until it is done; in a fork, let go of it."""
        if os.getpid() == self._owner:
            self._process.terminate()  # without a sandbox it ends its kernels then
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_GOING)
            watch.kill(self._process)
            self._process.wait()
        else:
            self._process.poll()  # no child of this process: it is forgotten
        self._files.close()

    def _remove(self, folder: Path | None) -> None:
        """Not left to a finaliser, which would run in a fork of this process too."""
        if folder is not None and os.getpid() == self._owner:
            shutil.rmtree(folder)

    def _opened(self, others: int) -> None:
        if others > 0:
            raise OpeningError(f"the opening cells leave {others} threads running")
        self.is_ready = True

    def _ran(self, message: dict[str, Any], transcript: Transcript) -> None:
        if message["error"] is not None:
            number = message["done"] + 1
            raise OpeningError(f"opening cell {number} ended with {message['error']}")
        self.opening.append(
            CellResult(outputs=transcript.end(), execution_count=message["execution_count"])
        )

    def _said(self) -> str:
        """The last line of what it wrote."""
        self._errors.seek(max(0, self._errors.seek(0, 2) - _TAIL))
        said = self._errors.read().decode(errors="replace").strip() or "nobody knows why"
        *_, last = said.splitlines()
        if "user namespace" in last:
            last = f"this machine forbids user namespaces inside a sandbox ({last})"
        return last

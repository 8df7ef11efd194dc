"""Bringing up a zygote: a process in the sandbox that has imported everything and waits."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO, Any

from autograder.kernels.forked import CellResult
from autograder.kernels.host import SandboxError
from autograder.kernels.inside import wire
from autograder.kernels.limits import Limits
from autograder.kernels.mounts import Bind, interpreter
from autograder.kernels.sandbox import HOME, Sandbox
from autograder.kernels.transcript import Transcript
from autograder.kernels.unconfined import Unconfined

_INSIDE = Path(__file__).parent / "inside"
_MOUNT = "/zygote/inside"
_PRIVATE = ("/tmp", "/dev/shm", HOME)
_START = 120.0
_TAIL = 2000
_BESIDES = 32
_LONG = 10**8

_PROGRAM = (
    "import os, sys; sys.path.insert(0, os.path.dirname(sys.argv[1]))\n"
    "from inside.zygote import main\n"
    "del sys.path[0]\n"
    "main(int(sys.argv[2]))"
)


class OpeningError(Exception):
    """The cells that every notebook opens with do not run, or leave what can not be forked."""


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """What a zygote is made of; see `Zygote`."""

    readable: tuple[Bind, ...]
    environment: Mapping[str, str]
    opening: Sequence[str]
    limits: Limits
    sandbox: bool

    def start(self, descriptor: int, errors: IO[bytes], root: Path) -> subprocess.Popen[bytes]:
        """Start the process; it will read what to do from a socket.

        Parameters
        ----------
        descriptor : int
            The socket.
        errors : file
            For what the process writes.
        root : Path
            An empty folder for it, where there is no sandbox.
        """
        argv = [sys.executable, "-c", _PROGRAM, _MOUNT, str(descriptor)]
        settings: dict[str, Any] = {
            "readable": (*self.readable, (_INSIDE, _MOUNT)),
            "environment": {
                "MPLBACKEND": "module://matplotlib_inline.backend_inline",
                **self.environment,
            },
        }
        streams: dict[str, Any] = {"stdout": errors, "stderr": errors, "pass_fds": (descriptor,)}
        if not self.sandbox:
            return Unconfined(**settings).popen(argv, root=root, **streams)
        # It lives longer than a kernel and beside one; the kernels' limits are set in them.
        limits = replace(
            self.limits,
            processes=self.limits.processes + _BESIDES,
            open_files=self.limits.open_files + _BESIDES,
            cpu=_LONG,
        )
        return Sandbox(**settings, limits=limits, nested=True).popen(argv, **streams)

    def settings(self) -> dict[str, Any]:
        """What the process is told first."""
        seen = [PurePosixPath(seen) for _, seen in (*interpreter(), *self.readable)]
        return {
            "opening": list(self.opening),
            "confined": self.sandbox,
            "private": _PRIVATE,
            # What is shown below the folders that each kernel gets afresh.
            "kept": [str(path) for path in seen if any(map(path.is_relative_to, _PRIVATE))],
            "hidden": [str(PurePosixPath(_MOUNT).parent)],
            "shown": self.limits.shown,
        }


class Hatchling:
    """A zygote's process from its start to its end.

    Attributes
    ----------
    process : subprocess.Popen
    control : socket.socket
        To the process.
    opening : list of CellResult
        Of the opening cells.
    """

    process: subprocess.Popen[bytes]

    def __init__(self, recipe: Recipe) -> None:
        """Start it, and wait until it is ready.

        Raises
        ------
        SandboxError
            It does not start.
        OpeningError
            It can not run the opening cells, or not be forked after them.
        """
        if sys.platform != "linux":
            raise SandboxError(f"a zygote needs Linux, and this is {sys.platform}")
        self.opening: list[CellResult] = []
        self._recipe = recipe
        with contextlib.ExitStack() as files:
            self.control, theirs = socket.socketpair()
            files.callback(self.control.close)
            self.control.settimeout(_START)
            self._errors = files.enter_context(tempfile.TemporaryFile())
            root = files.enter_context(tempfile.TemporaryDirectory(prefix="zygote-"))
            with theirs:
                thread = self._begin(theirs.fileno(), Path(root))
            files.callback(thread.join)
            files.callback(self.kill)
            self._prepare()
            self._files = files.pop_all()

    def kill(self) -> None:
        """End the process, and with it every kernel."""
        if self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def close(self) -> None:
        """The same, and wait until it is done."""
        self._files.close()

    def _begin(self, descriptor: int, root: Path) -> threading.Thread:
        """Start the process in a thread that lives as long, since the sandbox ends with it."""
        started = threading.Event()
        trouble: list[BaseException] = []

        def live() -> None:
            try:
                self.process = self._recipe.start(descriptor, self._errors, root)
            except (SandboxError, OSError) as error:
                trouble.append(error)
                return
            finally:
                started.set()
            self.process.wait()

        thread = threading.Thread(target=live, name="zygote", daemon=True)
        thread.start()
        started.wait()
        if trouble:
            raise trouble[0]
        return thread

    def _prepare(self) -> None:
        """Tell the process what to do, and wait until it is ready."""
        limits = self._recipe.limits
        frames, transcript = wire.Frames(2 * limits.shown), Transcript(limits)
        with contextlib.suppress(BrokenPipeError):
            wire.send(self.control, self._recipe.settings())
        transcript.begin()
        while select.select([self.control], [], [], _START)[0]:
            try:
                piece = self.control.recv(2**18)
            except ConnectionResetError:  # it ended before it read what it was told
                break
            for frame in frames.feed(piece):
                message = json.loads(frame)
                if message.get("ready", 0) > 1:
                    others = message["ready"] - 1
                    raise OpeningError(f"the opening cells leave {others} threads running")
                if "ready" in message:
                    return
                if "done" in message:
                    self._opened(message, transcript)
                    transcript.begin()
                else:
                    transcript.receive(message, len(frame))
            if not piece:
                break
        self._errors.seek(max(0, self._errors.seek(0, 2) - _TAIL))
        said = self._errors.read().decode(errors="replace").strip() or "nobody knows why"
        *_, last = said.splitlines()
        if "user namespace" in last:
            last = f"this machine forbids user namespaces inside a sandbox ({last})"
        raise SandboxError(f"a zygote does not start: {last}")

    def _opened(self, message: dict[str, Any], transcript: Transcript) -> None:
        if message["error"] is not None:
            number = message["done"] + 1
            raise OpeningError(f"opening cell {number} ended with {message['error']}")
        self.opening.append(
            CellResult(outputs=transcript.end(), execution_count=message["execution_count"])
        )
